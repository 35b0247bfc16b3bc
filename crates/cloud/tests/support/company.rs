//! A small company: an organization of two accounts.

use super::{ACCOUNT, Aws};
use cloud::{Call, Credentials, Reply};
use serde_json::json;

pub const MEMBER: &str = "222222222222";
pub const OUTSIDE: &str = "333333333333";

/// A call of an operation of Organizations.
pub fn org(operation: &str) -> Call {
    Call::new("organizations", operation)
}

/// An organization managed by [`ACCOUNT`] with all policy types enabled and the OU `workloads` below the
/// root, in which [`MEMBER`] is.
#[derive(Clone)]
pub struct Company {
    pub aws: Aws,
    pub management: Credentials,
    pub member: Credentials,
    pub root: String,
    pub unit: String,
}

/// A text of an answer.
pub fn text(reply: &Reply, path: &[&str]) -> String {
    reply.text(path).unwrap().to_owned()
}

impl Company {
    pub fn new() -> Self {
        let (mut aws, _) = Aws::new();
        let (management, member) = (aws.root_of(ACCOUNT), aws.root_of(MEMBER));
        aws.must(&management, org("CreateOrganization"));
        let root =
            aws.must(&management, org("ListRoots")).list("Roots")[0]["Id"].as_str().unwrap().to_owned();
        for kind in ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] {
            let enable = org("EnablePolicyType").with("RootId", root.as_str()).with("PolicyType", kind);
            aws.must(&management, enable);
        }
        let create =
            org("CreateOrganizationalUnit").with("ParentId", root.as_str()).with("Name", "workloads");
        let unit = text(&aws.must(&management, create), &["OrganizationalUnit", "Id"]);
        let mut company = Self { aws, management, member, root, unit };
        company.invite(MEMBER);
        let (root, unit) = (company.root.clone(), company.unit.clone());
        company.relocate(MEMBER, &root, &unit);
        company
    }

    pub fn invite(&mut self, account: &str) {
        let target = json!({"Id": account, "Type": "ACCOUNT"});
        let invite = org("InviteAccountToOrganization").with("Target", target);
        let handshake = text(&self.aws.must(&self.management, invite), &["Handshake", "Id"]);
        let guest = self.aws.root_of(account);
        self.aws.must(&guest, org("AcceptHandshake").with("HandshakeId", handshake));
    }

    pub fn relocate(&mut self, account: &str, from: &str, to: &str) {
        let call = org("MoveAccount").with("AccountId", account).with("SourceParentId", from);
        self.aws.must(&self.management, call.with("DestinationParentId", to));
    }

    /// Makes a policy and attaches it; answers its ARN.
    pub fn attach(&mut self, kind: &str, content: &str, target: &str) -> String {
        let name = format!("policy {}", self.aws.history.revision());
        let create = org("CreatePolicy").with("Name", name).with("Description", "").with("Type", kind);
        let reply = self.aws.must(&self.management, create.with("Content", content));
        let id = text(&reply, &["Policy", "PolicySummary", "Id"]);
        let attach = org("AttachPolicy").with("PolicyId", id).with("TargetId", target);
        self.aws.must(&self.management, attach);
        text(&reply, &["Policy", "PolicySummary", "Arn"])
    }

    pub fn scp(&mut self, content: &str, target: &str) -> String {
        self.attach("SERVICE_CONTROL_POLICY", content, target)
    }

    pub fn rcp(&mut self, statement: &str, target: &str) -> String {
        let content = format!(r#"{{"Version":"2012-10-17","Statement":[{statement}]}}"#);
        self.attach("RESOURCE_CONTROL_POLICY", &content, target)
    }
}
