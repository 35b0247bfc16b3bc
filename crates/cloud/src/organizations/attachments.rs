//! Policies attached to the root, OUs and accounts.

use super::model::{Organization, PolicyKind};
use super::policies::{self, Found};
use super::tree::Node;
use super::{changed, errors, managed_mut, pages, read, shown, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Value, json};

pub(super) const ROWS: Rows = &[
    write(
        "AttachPolicy",
        Access::PermissionsManagement,
        "organizations:AttachPolicy",
        target::attachment,
        attach,
        "aws organizations attach-policy --policy-id p-12345678 --target-id 222233334444",
    ),
    write(
        "DetachPolicy",
        Access::PermissionsManagement,
        "organizations:DetachPolicy",
        target::attachment,
        detach,
        "aws organizations detach-policy --policy-id p-12345678 --target-id 222233334444",
    ),
    read(
        "ListPoliciesForTarget",
        Access::List,
        "organizations:ListPoliciesForTarget",
        target::target,
        list,
        "aws organizations list-policies-for-target --target-id 222233334444 --filter SERVICE_CONTROL_POLICY",
    ),
    read(
        "ListTargetsForPolicy",
        Access::List,
        "organizations:ListTargetsForPolicy",
        target::policy,
        list_targets,
        "aws organizations list-targets-for-policy --policy-id p-FullAWSAccess",
    ),
];

/// The root, OU or account that `TargetId` names.
fn named<'a>(ok: &'a Authorized, organization: &Organization) -> Result<&'a str, ApiError> {
    let id = ok.input().text("TargetId")?;
    organization.node(id).map(|_| id).ok_or_else(errors::no_target)
}

/// What an attachment is of: a policy of an enabled type, and its target.
fn both<'a>(ok: &'a Authorized, organization: &'a Organization) -> Result<(Found<'a>, &'a str), ApiError> {
    let policy = policies::named(ok, organization)?;
    let target = named(ok, organization)?;
    if organization.enabled.contains(&policy.kind()) {
        Ok((policy, target))
    } else {
        Err(errors::type_not_enabled())
    }
}

fn attach(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let (policy, target) = both(ok, organization)?;
    let attached: Vec<&str> = organization.policies_on(target, policy.kind()).map(|p| p.id()).collect();
    if attached.contains(&policy.id()) {
        return Err(errors::already_attached());
    }
    if attached.len() >= policy.kind().most_attached() {
        return Err(errors::constraint(
            "You have attained the maximum number of policies of this type that can be attached to an entity.",
        ));
    }
    let (id, target) = (policy.id().to_owned(), target.to_owned());
    organization.attached.entry(target).or_default().push(id);
    changed()
}

fn detach(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let (policy, target) = both(ok, organization)?;
    let attached: Vec<&str> = organization.policies_on(target, policy.kind()).map(|p| p.id()).collect();
    if !attached.contains(&policy.id()) {
        return Err(errors::not_attached());
    }
    if policy.kind() == PolicyKind::ResourceControl && matches!(policy, Found::Aws(_)) {
        return Err(errors::constraint("You can't detach the RCPFullAWSAccess policy."));
    }
    if attached.len() == 1 {
        return Err(errors::constraint(
            "You cannot remove the last policy of this type from an entity. At least one has to be attached at \
             all times.",
        ));
    }
    let (id, target) = (policy.id().to_owned(), target.to_owned());
    if let Some(ids) = organization.attached.get_mut(&target) {
        ids.retain(|attached| *attached != id);
    }
    changed()
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let target = named(ok, organization)?;
    let kind = super::kind(ok.input().text("Filter")?)?;
    let attached = organization.policies_on(target, kind);
    pages().page(ok.input(), "Policies", attached, |policy| policy.summary(organization))
}

fn list_targets(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let policy = policies::named(ok, organization)?;
    let has = |node: &&str| organization.policies_on(node, policy.kind()).any(|p| p.id() == policy.id());
    pages().page(ok.input(), "Targets", organization.nodes().filter(has), |id| {
        show_target(world, organization, id)
    })
}

fn show_target(world: &World, organization: &Organization, id: &str) -> Value {
    let kind = match organization.node(id) {
        Some(Node::Root) => "ROOT",
        Some(Node::Unit(_)) => "ORGANIZATIONAL_UNIT",
        Some(Node::Account(..)) | None => "ACCOUNT",
    };
    let name = organization.name_of(id).or_else(|| world.account(id).map(|account| account.name.as_str()));
    json!({"TargetId": id, "Arn": organization.arn_of(id), "Name": name, "Type": kind})
}
