//! What the console calls the types of policies, and whether they are enabled.

use super::about;
use crate::console::permissions::Document;
use crate::store::Store;
use cloud::organizations::model::PolicyKind;
use cloud::{Failure, Reply};
use serde_json::Value;

/// The type's policies together.
pub(super) const fn plural(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => "Service control policies",
        PolicyKind::ResourceControl => "Resource control policies",
    }
}

/// The same within a sentence.
pub(super) const fn noun(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => "service control policies",
        PolicyKind::ResourceControl => "resource control policies",
    }
}

/// One of them within a sentence.
pub(super) const fn singular(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => "service control policy",
        PolicyKind::ResourceControl => "resource control policy",
    }
}

/// What such policies are for.
pub(super) const fn description(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => {
            "Service control policies (SCPs) set the most that the users and roles of member accounts can be \
             allowed. They allow nothing by themselves."
        }
        PolicyKind::ResourceControl => {
            "Resource control policies (RCPs) set the most that anybody can be allowed to do with the resources \
             of member accounts. They allow nothing by themselves."
        }
    }
}

/// What a policy of the type is written as.
pub(super) const fn document(kind: PolicyKind) -> Document {
    match kind {
        PolicyKind::ServiceControl => Document::ServiceControl,
        PolicyKind::ResourceControl => Document::ResourceControl,
    }
}

/// What a new policy of the type starts with.
pub(super) const fn start(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => {
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Statement1",
            "Effect": "Deny",
            "Action": [],
            "Resource": []
        }
    ]
}"#
        }
        PolicyKind::ResourceControl => {
            r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Statement1",
            "Effect": "Deny",
            "Principal": "*",
            "Action": [],
            "Resource": []
        }
    ]
}"#
        }
    }
}

/// The type that the API names.
pub(super) fn named(name: &str) -> Option<PolicyKind> {
    PolicyKind::ALL.into_iter().find(|kind| kind.as_str() == name)
}

/// The root's id, and which types of policies are enabled in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) id: String,
    pub(super) enabled: Vec<PolicyKind>,
}

impl Root {
    /// Reads it. An organization has one root.
    pub(super) fn read(store: &Store) -> Result<Self, Failure> {
        store.read(&about("ListRoots")).map(|reply| Self::of(&reply))
    }

    fn of(reply: &Reply) -> Self {
        let Some(root) = reply.list("Roots").first() else { return Self::default() };
        let types = root.get("PolicyTypes").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let enabled = types.iter().filter(|kind| kind["Status"] == "ENABLED");
        Self {
            id: root["Id"].as_str().unwrap_or_default().to_owned(),
            enabled: enabled.filter_map(|kind| named(kind["Type"].as_str()?)).collect(),
        }
    }
}
