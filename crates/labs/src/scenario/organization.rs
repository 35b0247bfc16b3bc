//! Building the organization: as AWS has it made, by invitation and acceptance, then the tree, and its
//! policies last, so that they limit nobody who builds.

use cloud::{Call, Reply};
use policy::{PolicyType, Spanned};
use serde_json::json;

use super::build::{Builder, Done};
use super::model::{Organization, OrganizationPolicy, Unit};
use crate::error::{ContentError, Problem};

/// Makes the organization of the builder's accounts.
#[inline(never)]
pub(super) fn build<'a>(builder: &mut Builder<'a>, organization: &'a Organization) -> Done {
    let management = &organization.management;
    builder.as_root(management, |builder| {
        builder.call(management.span, &call("CreateOrganization").with("FeatureSet", "ALL")).map(drop)
    })?;
    for account in organization.root.all_accounts() {
        if account.value != management.value {
            join(builder, management, account)?;
        }
    }
    builder.as_root(management, |builder| {
        let roots = builder.call(management.span, &call("ListRoots"))?;
        let root = roots.list("Roots").first().and_then(|root| root["Id"].as_str()).unwrap_or_default();
        let mut tree = Tree { root: root.to_owned(), targets: Vec::new() };
        tree.grow(builder, root, &organization.root)?;
        tree.limit(builder, organization)
    })
}

/// An account joins: it is invited, and it accepts.
fn join<'a>(
    builder: &mut Builder<'a>,
    management: &'a Spanned<String>,
    account: &'a Spanned<String>,
) -> Done {
    let mut handshake = String::new();
    builder.as_root(management, |builder| {
        let target = json!({"Id": account.value, "Type": "ACCOUNT"});
        let invite = call("InviteAccountToOrganization").with("Target", target);
        handshake = text(&builder.call(account.span, &invite)?, &["Handshake", "Id"]);
        Ok(())
    })?;
    builder.as_root(account, |builder| {
        let accept = call("AcceptHandshake").with("HandshakeId", handshake.as_str());
        builder.call(account.span, &accept).map(drop)
    })
}

/// The tree as it grows.
struct Tree<'a> {
    /// The root's id.
    root: String,
    /// The policies' names, each with the id of what it is to be attached to.
    targets: Vec<(&'a Spanned<String>, String)>,
}

impl<'a> Tree<'a> {
    /// Fills a root or unit that is there. How deep it goes, the file's depth limits.
    fn grow(&mut self, builder: &mut Builder<'a>, id: &str, unit: &'a Unit) -> Done {
        self.targets.extend(unit.policies.iter().map(|policy| (policy, id.to_owned())));
        for (account, policies) in &unit.accounts {
            if id != self.root {
                let moved = call("MoveAccount").with("AccountId", account.value.as_str());
                let moved = moved.with("SourceParentId", self.root.as_str());
                builder.call(account.span, &moved.with("DestinationParentId", id))?;
            }
            self.targets.extend(policies.iter().map(|policy| (policy, account.value.clone())));
        }
        for (name, inner) in &unit.units {
            let create = call("CreateOrganizationalUnit").with("ParentId", id);
            let reply = builder.call(name.span, &create.with("Name", name.value.as_str()))?;
            self.grow(builder, &text(&reply, &["OrganizationalUnit", "Id"]), inner)?;
        }
        Ok(())
    }

    /// Makes the policies and attaches them.
    fn limit(&self, builder: &mut Builder<'a>, organization: &'a Organization) -> Done {
        let mut ids: Vec<(&str, String)> = Vec::new();
        for kind in ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] {
            let of_kind = organization.policies.iter().filter(|(_, policy)| api_type(policy) == kind);
            for (at, (name, policy)) in of_kind.enumerate() {
                if at == 0 {
                    let enable = call("EnablePolicyType").with("RootId", self.root.as_str());
                    builder.call(name.span, &enable.with("PolicyType", kind))?;
                }
                ids.push((&name.value, create(builder, name, policy)?));
            }
        }
        for (policy, target) in &self.targets {
            let known = ids.iter().find(|(name, _)| *name == policy.value);
            let Some((_, id)) = known else {
                let name = policy.value.clone();
                let problem = Problem::Dangling { kind: "policy of the organization", name };
                return Err(ContentError::new(problem, policy.span, builder.text));
            };
            let attach = call("AttachPolicy").with("PolicyId", id.as_str());
            builder.call(policy.span, &attach.with("TargetId", target.as_str()))?;
        }
        Ok(())
    }
}

/// Makes a policy and gives its id.
fn create<'a>(
    builder: &mut Builder<'a>,
    name: &'a Spanned<String>,
    policy: &'a OrganizationPolicy,
) -> Result<String, ContentError> {
    let create = call("CreatePolicy").with("Name", name.value.as_str());
    let create = create.with("Type", api_type(policy)).with("Content", policy.document.value.as_str());
    let create = create.with("Description", policy.description.as_deref().unwrap_or_default());
    let reply = builder.save(name.span, &policy.document, policy.kind, &create)?;
    Ok(text(&reply, &["Policy", "PolicySummary", "Id"]))
}

fn api_type(policy: &OrganizationPolicy) -> &'static str {
    match policy.kind {
        PolicyType::Rcp => "RESOURCE_CONTROL_POLICY",
        _ => "SERVICE_CONTROL_POLICY",
    }
}

fn call(operation: &str) -> Call {
    Call::new("organizations", operation)
}

fn text(reply: &Reply, path: &[&str]) -> String {
    reply.text(path).unwrap_or_default().to_owned()
}
