//! The accounts of the cases before any case is set up.

use crate::case::{A, B, MANAGEMENT, OUTSIDE};
use crate::support::Aws;
use cloud::Call;
use serde_json::json;
use std::sync::LazyLock;

/// An organization managed by [`MANAGEMENT`] with [`A`] and [`B`] in one OU, and [`OUTSIDE`].
#[derive(Clone)]
pub struct Base {
    pub aws: Aws,
    pub organization: String,
    pub root: String,
    pub unit: String,
}

pub static BASE: LazyLock<Base> = LazyLock::new(|| {
    let (mut aws, _) = Aws::new();
    let management = aws.root_of(MANAGEMENT);
    let org = |operation: &str| Call::new("organizations", operation);
    let made = aws.must(&management, org("CreateOrganization"));
    let root = aws.must(&management, org("ListRoots")).list("Roots")[0]["Id"].as_str().unwrap().to_owned();
    for kind in ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] {
        let enable = org("EnablePolicyType").with("RootId", root.as_str()).with("PolicyType", kind);
        aws.must(&management, enable);
    }
    let create = org("CreateOrganizationalUnit").with("ParentId", root.as_str()).with("Name", "unit");
    let unit = aws.must(&management, create).text(&["OrganizationalUnit", "Id"]).unwrap().to_owned();
    for member in [A, B] {
        let guest = aws.root_of(member);
        let target = json!({"Id": member, "Type": "ACCOUNT"});
        let invite = aws.must(&management, org("InviteAccountToOrganization").with("Target", target));
        let handshake = invite.text(&["Handshake", "Id"]).unwrap().to_owned();
        aws.must(&guest, org("AcceptHandshake").with("HandshakeId", handshake));
        let call = org("MoveAccount").with("AccountId", member).with("SourceParentId", root.as_str());
        aws.must(&management, call.with("DestinationParentId", unit.as_str()));
    }
    aws.root_of(OUTSIDE);
    let organization = made.text(&["Organization", "Id"]).unwrap().to_owned();
    Base { aws, organization, root, unit }
});
