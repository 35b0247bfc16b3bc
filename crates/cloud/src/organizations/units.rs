//! Organizational units, and walking the tree.

use super::model::{Organization, Unit};
use super::tree::{DEEPEST, Node};
use super::{changed, errors, managed, managed_mut, one, pages, read, shown, target, write};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Value, json};
use std::sync::Arc;

/// Source: quotas of AWS Organizations.
const MOST_UNITS: usize = 2_000;

pub(super) const ROWS: Rows = &[
    write(
        "CreateOrganizationalUnit",
        Access::Write,
        "organizations:CreateOrganizationalUnit",
        target::parent,
        create,
        "aws organizations create-organizational-unit --parent-id r-1234 --name workloads",
    ),
    read(
        "DescribeOrganizationalUnit",
        Access::Read,
        "organizations:DescribeOrganizationalUnit",
        target::unit,
        describe,
        "aws organizations describe-organizational-unit --organizational-unit-id ou-1234-12345678",
    ),
    write(
        "UpdateOrganizationalUnit",
        Access::Write,
        "organizations:UpdateOrganizationalUnit",
        target::unit,
        update,
        "aws organizations update-organizational-unit --organizational-unit-id ou-1234-12345678 --name apps",
    ),
    write(
        "DeleteOrganizationalUnit",
        Access::Write,
        "organizations:DeleteOrganizationalUnit",
        target::unit,
        delete,
        "aws organizations delete-organizational-unit --organizational-unit-id ou-1234-12345678",
    ),
    read(
        "ListOrganizationalUnitsForParent",
        Access::List,
        "organizations:ListOrganizationalUnitsForParent",
        target::parent,
        list,
        "aws organizations list-organizational-units-for-parent --parent-id r-1234",
    ),
    read(
        "ListParents",
        Access::List,
        "organizations:ListParents",
        target::child,
        list_parents,
        "aws organizations list-parents --child-id 111122223333",
    ),
    read(
        "ListChildren",
        Access::List,
        "organizations:ListChildren",
        target::parent,
        list_children,
        "aws organizations list-children --parent-id r-1234 --child-type ACCOUNT",
    ),
];

fn show(organization: &Organization, unit: &Unit) -> Value {
    json!({
        "Id": unit.id,
        "Arn": organization.arn_of(&unit.id),
        "Name": unit.name,
        "Path": organization.path_to(&unit.id),
    })
}

/// Whether an id names a root or OU: what can have something below it.
pub(super) fn is_parent(organization: &Organization, id: &str) -> bool {
    matches!(organization.node(id), Some(Node::Root | Node::Unit(_)))
}

/// The root or OU that `ParentId` names.
pub(super) fn parent<'a>(ok: &'a Authorized, organization: &Organization) -> Result<&'a str, ApiError> {
    let id = ok.input().text("ParentId")?;
    if is_parent(organization, id) { Ok(id) } else { Err(errors::no_parent()) }
}

fn children<'a>(organization: &'a Organization, parent: &str) -> impl Iterator<Item = &'a Unit> {
    organization.units.values().map(AsRef::as_ref).filter(move |unit| unit.parent == parent)
}

fn named<'a>(ok: &Authorized, organization: &'a Organization) -> Result<&'a Unit, ApiError> {
    let id = ok.input().text("OrganizationalUnitId")?;
    organization.units.get(id).map(AsRef::as_ref).ok_or_else(errors::no_unit)
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("Name")?;
    let organization = managed_mut(ok, world)?;
    let parent = parent(ok, organization)?;
    if children(organization, parent).any(|unit| unit.name == name) {
        return Err(errors::duplicate_unit());
    }
    if organization.way_to(parent).len() > DEEPEST {
        return Err(errors::constraint("You have exceeded the allowed OU depth."));
    }
    if organization.units.len() >= MOST_UNITS {
        return Err(errors::constraint("You have exceeded the allowed number of OUs."));
    }
    let root = organization.root.trim_start_matches("r-");
    let id = format!("ou-{root}-{}", ids::lower(8, &mut ok.random()));
    super::tags::put(organization, &id, ok.input().tags())?;
    let unit = Unit { id: id.clone(), name: name.to_owned(), parent: parent.to_owned() };
    organization.units.insert(id.clone(), Arc::new(unit));
    organization.greet(&id);
    let unit = organization.units.get(&id).ok_or_else(errors::no_unit)?;
    Ok(one("OrganizationalUnit", show(organization, unit)))
}

fn describe(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    Ok(one("OrganizationalUnit", show(organization, named(ok, organization)?)))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let unit = named(ok, organization)?.clone();
    if let Some(name) = ok.input().opt_text("Name") {
        if children(organization, &unit.parent).any(|other| other.name == name && other.id != unit.id) {
            return Err(errors::duplicate_unit());
        }
        let unit = Unit { name: name.to_owned(), ..unit };
        organization.units.insert(unit.id.clone(), Arc::new(unit));
    }
    let organization = managed(ok, world)?;
    Ok(one("OrganizationalUnit", show(organization, named(ok, organization)?)))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let id = named(ok, organization)?.id.clone();
    let has_accounts = organization.members.values().any(|member| member.parent == id);
    if has_accounts || children(organization, &id).next().is_some() {
        return Err(errors::unit_not_empty());
    }
    organization.units.remove(&id);
    organization.forget(&id);
    changed()
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let units = children(organization, parent(ok, organization)?);
    pages().page(ok.input(), "OrganizationalUnits", units, |unit| show(organization, unit))
}

fn list_parents(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let parent = organization.parent(ok.input().text("ChildId")?).ok_or_else(errors::no_child)?;
    let kind = if parent == organization.root { "ROOT" } else { "ORGANIZATIONAL_UNIT" };
    pages().page(ok.input(), "Parents", [parent], |id| json!({"Id": id, "Type": kind}))
}

fn list_children(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let parent = parent(ok, organization)?;
    let kind = ok.input().text("ChildType")?;
    let ids: Vec<&str> = if kind == "ACCOUNT" {
        let below = organization.members.iter().filter(|(_, member)| member.parent == parent);
        below.map(|(id, _)| id.as_str()).collect()
    } else {
        children(organization, parent).map(|unit| unit.id.as_str()).collect()
    };
    pages().page(ok.input(), "Children", ids, |id| json!({"Id": id, "Type": kind}))
}
