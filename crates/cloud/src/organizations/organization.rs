//! The organization itself, its root, and which policy types are enabled.

use super::model::{FeatureSet, Joined, Member, Organization, PolicyKind};
use super::{accounts, all_features, changed, errors, joined, managed, managed_mut, one, pages, read, shown};
use super::{target, write};
use crate::arn;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use imbl::{OrdMap, OrdSet};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) const ROWS: Rows = &[
    write(
        "CreateOrganization",
        Access::Write,
        "organizations:CreateOrganization",
        target::everything,
        create,
        "aws organizations create-organization",
    ),
    read(
        "DescribeOrganization",
        Access::Read,
        "organizations:DescribeOrganization",
        target::everything,
        describe,
        "aws organizations describe-organization",
    ),
    write(
        "DeleteOrganization",
        Access::Write,
        "organizations:DeleteOrganization",
        target::everything,
        delete,
        "aws organizations delete-organization",
    ),
    read(
        "ListRoots",
        Access::List,
        "organizations:ListRoots",
        target::everything,
        list_roots,
        "aws organizations list-roots",
    ),
    write(
        "EnablePolicyType",
        Access::Write,
        "organizations:EnablePolicyType",
        target::root,
        enable,
        "aws organizations enable-policy-type --root-id r-1234 --policy-type SERVICE_CONTROL_POLICY",
    ),
    write(
        "DisablePolicyType",
        Access::Write,
        "organizations:DisablePolicyType",
        target::root,
        disable,
        "aws organizations disable-policy-type --root-id r-1234 --policy-type SERVICE_CONTROL_POLICY",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    if world.organization_of(ok.account()).is_some() {
        return Err(errors::already_in_organization());
    }
    let features = match ok.input().opt_text("FeatureSet") {
        Some("CONSOLIDATED_BILLING") => FeatureSet::ConsolidatedBilling,
        _ => FeatureSet::All,
    };
    let mut random = ok.random();
    let root = format!("r-{}", ids::lower(4, &mut random));
    let member = Member {
        parent: root.clone(),
        email: accounts::email_of(ok.account()),
        joined: Joined::Invited,
        since: ok.now(),
    };
    let organization = Organization {
        id: format!("o-{}", ids::lower(10, &mut random)),
        management: ok.account().to_owned(),
        features,
        root,
        units: OrdMap::new(),
        members: OrdMap::unit(ok.account().to_owned(), Arc::new(member)),
        policies: OrdMap::new(),
        enabled: OrdSet::new(),
        attached: OrdMap::new(),
        tags: OrdMap::new(),
        creations: OrdMap::new(),
        handshakes: OrdMap::new(),
        services: OrdMap::new(),
        delegated: OrdMap::new(),
        root_features: OrdSet::new(),
    };
    let answer = show(&organization);
    world.organizations.insert(organization.id.clone(), Arc::new(organization));
    Ok(one("Organization", answer))
}

fn show(organization: &Organization) -> Value {
    let management = &organization.management;
    // AWS says so whether or not the type is enabled; the root's own list tells.
    let types = match organization.features {
        FeatureSet::All => json!([{"Type": PolicyKind::ServiceControl.as_str(), "Status": "ENABLED"}]),
        FeatureSet::ConsolidatedBilling => json!([]),
    };
    json!({
        "Id": organization.id,
        "Arn": format!("arn:aws:organizations::{management}:organization/{}", organization.id),
        "FeatureSet": organization.features.as_str(),
        "MasterAccountArn": arn::organizations(management, "account", &organization.id, management),
        "MasterAccountId": management,
        "MasterAccountEmail": organization.members.get(management).map(|member| member.email.as_str()),
        "AvailablePolicyTypes": types,
    })
}

/// Any member may look at its organization.
fn describe(ok: &Authorized, world: &World) -> Output {
    Ok(one("Organization", show(joined(ok, world)?)))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed(ok, world)?;
    if organization.members.len() > 1 {
        return Err(errors::not_empty());
    }
    if !organization.units.is_empty() {
        return Err(errors::unit_not_empty());
    }
    let id = organization.id.clone();
    world.organizations.remove(&id);
    changed()
}

fn show_root(organization: &Organization) -> Value {
    let enabled = organization.enabled.iter();
    let types = enabled.map(|kind| json!({"Type": kind.as_str(), "Status": "ENABLED"}));
    json!({
        "Id": organization.root,
        "Arn": organization.arn_of(&organization.root),
        "Name": "Root",
        "PolicyTypes": types.collect::<Vec<_>>(),
    })
}

fn list_roots(ok: &Authorized, world: &World) -> Output {
    pages().page(ok.input(), "Roots", [shown(ok, world)?], show_root)
}

/// The organization with the root that `RootId` names, and the policy type.
fn of_root<'a>(
    ok: &Authorized,
    world: &'a mut World,
) -> Result<(&'a mut Organization, PolicyKind), ApiError> {
    let organization = managed_mut(ok, world)?;
    if ok.input().text("RootId")? != organization.root {
        return Err(errors::no_root());
    }
    let kind = super::kind(ok.input().text("PolicyType")?)?;
    all_features(organization)?;
    Ok((organization, kind))
}

/// Enables a policy type: AWS's policy that allows everything is then attached to every node.
fn enable(ok: &Authorized, world: &mut World) -> Output {
    let (organization, kind) = of_root(ok, world)?;
    if organization.enabled.insert(kind).is_some() {
        return Err(errors::type_already_enabled());
    }
    let nodes: Vec<String> = organization.nodes().map(str::to_owned).collect();
    for node in nodes {
        organization.attach_full_access(&node, kind);
    }
    Ok(one("Root", show_root(organization)))
}

/// Disables a policy type, which detaches all its policies.
fn disable(ok: &Authorized, world: &mut World) -> Output {
    let (organization, kind) = of_root(ok, world)?;
    if organization.enabled.remove(&kind).is_none() {
        return Err(errors::type_not_enabled());
    }
    let nodes: Vec<String> = organization.nodes().map(str::to_owned).collect();
    for node in nodes {
        let gone: Vec<String> = organization.policies_on(&node, kind).map(|p| p.id().to_owned()).collect();
        if let Some(ids) = organization.attached.get_mut(&node) {
            ids.retain(|id| !gone.contains(id));
        }
    }
    Ok(one("Root", show_root(organization)))
}
