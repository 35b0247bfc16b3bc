//! An organization's policies: those that its people wrote and the two of AWS's own.

use super::model::{Organization, OrganizationPolicy, PolicyKind};
use super::{changed, errors, managed, managed_mut, one, pages, read, shown, target, write};
use crate::arn;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::{NamedPolicy, Policy, validate};
use serde_json::{Map, Value, json};
use std::sync::{Arc, OnceLock};

/// How many of a type there may be.
const MOST_POLICIES: usize = 2_000;

pub(super) const ROWS: Rows = &[
    write(
        "CreatePolicy",
        Access::Write,
        "organizations:CreatePolicy",
        target::new_policy,
        create,
        "aws organizations create-policy --name no-iam --description '' --type SERVICE_CONTROL_POLICY --content file://scp.json",
    ),
    read(
        "DescribePolicy",
        Access::Read,
        "organizations:DescribePolicy",
        target::policy,
        describe,
        "aws organizations describe-policy --policy-id p-FullAWSAccess",
    ),
    write(
        "UpdatePolicy",
        Access::PermissionsManagement,
        "organizations:UpdatePolicy",
        target::policy,
        update,
        "aws organizations update-policy --policy-id p-12345678 --name no-iam-users",
    ),
    write(
        "DeletePolicy",
        Access::Write,
        "organizations:DeletePolicy",
        target::policy,
        delete,
        "aws organizations delete-policy --policy-id p-12345678",
    ),
    read(
        "ListPolicies",
        Access::List,
        "organizations:ListPolicies",
        target::everything,
        list,
        "aws organizations list-policies --filter SERVICE_CONTROL_POLICY",
    ),
];

/// A policy of AWS's own that allows everything.
#[derive(Debug)]
pub(super) struct FullAccess {
    kind: PolicyKind,
    id: &'static str,
    name: &'static str,
    text: &'static str,
    document: OnceLock<Option<Policy>>,
}

static SCP: FullAccess = FullAccess {
    kind: PolicyKind::ServiceControl,
    id: "p-FullAWSAccess",
    name: "FullAWSAccess",
    text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#,
    document: OnceLock::new(),
};

static RCP: FullAccess = FullAccess {
    kind: PolicyKind::ResourceControl,
    id: "p-RCPFullAWSAccess",
    name: "RCPFullAWSAccess",
    text: r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#,
    document: OnceLock::new(),
};

/// AWS's own policy of a type.
pub(super) fn full_access(kind: PolicyKind) -> &'static FullAccess {
    match kind {
        PolicyKind::ServiceControl => &SCP,
        PolicyKind::ResourceControl => &RCP,
    }
}

impl FullAccess {
    /// `p-…`
    pub(super) fn id(&self) -> &'static str {
        self.id
    }
}

/// A policy that an organization can attach.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    /// AWS's.
    Aws(&'static FullAccess),
    /// The organization's.
    Own(&'a OrganizationPolicy),
}

/// The policy with an id.
pub(super) fn find<'a>(organization: &'a Organization, id: &str) -> Option<Found<'a>> {
    let aws = [&SCP, &RCP].into_iter().find(|policy| policy.id == id).map(Found::Aws);
    aws.or_else(|| organization.policies.get(id).map(|policy| Found::Own(policy)))
}

impl<'a> Found<'a> {
    pub(super) fn kind(&self) -> PolicyKind {
        match self {
            Self::Aws(policy) => policy.kind,
            Self::Own(policy) => policy.kind,
        }
    }

    pub(super) fn id(&self) -> &'a str {
        match self {
            Self::Aws(policy) => policy.id,
            Self::Own(policy) => &policy.id,
        }
    }

    fn name(&self) -> &'a str {
        match self {
            Self::Aws(policy) => policy.name,
            Self::Own(policy) => &policy.name,
        }
    }

    fn text(&self) -> &'a str {
        match self {
            Self::Aws(policy) => policy.text,
            Self::Own(policy) => policy.document.text(),
        }
    }

    /// `arn:aws:organizations::MANAGEMENT:policy/o-…/service_control_policy/p-…`; AWS's own has no
    /// organization.
    pub(super) fn arn(&self, organization: &Organization) -> String {
        let kind = self.kind().as_str().to_lowercase();
        match self {
            Self::Aws(policy) => format!("arn:aws:organizations::aws:policy/{kind}/{}", policy.id),
            Self::Own(policy) => arn::organizations(
                &organization.management,
                "policy",
                &format!("{}/{kind}", organization.id),
                &policy.id,
            ),
        }
    }

    /// As the policy engine takes it.
    pub(super) fn named(&self, organization: &Organization) -> Option<NamedPolicy> {
        let policy = match self {
            Self::Aws(policy) => policy.document.get_or_init(|| Policy::parse(policy.text).ok()).clone()?,
            Self::Own(policy) => policy.document.0.clone(),
        };
        let arn = Some(self.arn(organization).as_str().into());
        Some(NamedPolicy { name: self.name().into(), arn, policy })
    }

    /// The `PolicySummary` of answers.
    pub(super) fn summary(&self, organization: &Organization) -> Value {
        let description = match self {
            Self::Aws(_) => "Allows access to every operation",
            Self::Own(policy) => &policy.description,
        };
        json!({
            "Id": self.id(),
            "Arn": self.arn(organization),
            "Name": self.name(),
            "Description": description,
            "Type": self.kind().as_str(),
            "AwsManaged": matches!(self, Self::Aws(_)),
        })
    }

    fn whole(&self, organization: &Organization) -> Map<String, Value> {
        one("Policy", json!({"PolicySummary": self.summary(organization), "Content": self.text()}))
    }
}

/// The policy that `PolicyId` names.
pub(super) fn named<'a>(ok: &Authorized, organization: &'a Organization) -> Result<Found<'a>, ApiError> {
    find(organization, ok.input().text("PolicyId")?).ok_or_else(errors::no_policy)
}

fn taken(organization: &Organization, kind: PolicyKind, name: &str, but: &str) -> bool {
    full_access(kind).name == name
        || organization.policies.values().any(|p| p.kind == kind && p.name == name && p.id != but)
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let (kind, name) = (super::kind(input.text("Type")?)?, input.text("Name")?);
    let organization = managed_mut(ok, world)?;
    super::all_features(organization)?;
    if taken(organization, kind, name, "") {
        return Err(errors::duplicate_policy());
    }
    if organization.policies.values().filter(|p| p.kind == kind).count() >= MOST_POLICIES {
        return Err(errors::constraint("You have exceeded the maximum number of policies of this type."));
    }
    let policy = OrganizationPolicy {
        id: format!("p-{}", ids::lower(8, &mut ok.random())),
        name: name.to_owned(),
        description: input.text("Description")?.to_owned(),
        kind,
        document: document(kind, input.text("Content")?)?,
    };
    super::tags::put(organization, &policy.id, input.tags())?;
    let answer = Found::Own(&policy).whole(organization);
    organization.policies.insert(policy.id.clone(), Arc::new(policy));
    Ok(answer)
}

fn document(kind: PolicyKind, text: &str) -> Result<StoredPolicy, ApiError> {
    Ok(StoredPolicy(Policy::compile(&validate(text, kind.checked_as())?)))
}

fn describe(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    Ok(named(ok, organization)?.whole(organization))
}

/// The policy that `PolicyId` names, to change.
fn own<'a>(ok: &Authorized, world: &'a mut World) -> Result<(&'a mut Organization, String), ApiError> {
    let organization = managed_mut(ok, world)?;
    match named(ok, organization)? {
        Found::Aws(_) => Err(errors::invalid("You specified a policy that can't be modified.")),
        Found::Own(policy) => {
            let id = policy.id.clone();
            Ok((organization, id))
        }
    }
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let (organization, id) = own(ok, world)?;
    let old = organization.policies.get(&id).ok_or_else(errors::no_policy)?;
    let kind = old.kind;
    let name = input.opt_text("Name").unwrap_or(&old.name).to_owned();
    if taken(organization, kind, &name, &id) {
        return Err(errors::duplicate_policy());
    }
    let new_document = input.opt_text("Content").map(|text| document(kind, text)).transpose()?;
    let policy = organization.policies.get_mut(&id).map(Arc::make_mut).ok_or_else(errors::no_policy)?;
    policy.name = name;
    if let Some(description) = input.opt_text("Description") {
        description.clone_into(&mut policy.description);
    }
    if let Some(document) = new_document {
        policy.document = document;
    }
    let organization = managed(ok, world)?;
    Ok(named(ok, organization)?.whole(organization))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let (organization, id) = own(ok, world)?;
    if organization.attached.values().any(|ids| ids.contains(&id)) {
        return Err(errors::policy_in_use());
    }
    organization.policies.remove(&id);
    organization.forget(&id);
    changed()
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let kind = super::kind(ok.input().text("Filter")?)?;
    let own = organization.policies.values().filter(|p| p.kind == kind).map(|policy| Found::Own(policy));
    let all = std::iter::once(Found::Aws(full_access(kind))).chain(own);
    pages().page(ok.input(), "Policies", all, |policy| policy.summary(organization))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awss_own_policies_are_what_their_types_take() {
        for kind in PolicyKind::ALL {
            let policy = full_access(kind);
            assert!(Policy::parse(policy.text).is_ok(), "{}", policy.name);
            assert_eq!(policy.kind, kind);
        }
        assert!(validate(SCP.text, PolicyKind::ServiceControl.checked_as()).is_ok());
    }
}
