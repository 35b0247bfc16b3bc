//! Customer managed policies, and how AWS's own are shown beside them.

use super::documents::save_identity;
use super::model::{Iam, ManagedPolicy, Policies, PolicyVersion, StoredPolicy, key};
use super::show::{iam, iam_mut, one, tag_list};
use super::users::under_prefix;
use super::uses::Uses;
use super::{read, tags, target, write};
use crate::error::ApiError;
use crate::ids::{self, Prefix};
use crate::managed::{self, AwsManaged};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use imbl::OrdMap;
use policy::{PolicyType, size_without_white_space};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Source: spec iam-api.md §3, policy-language.md §3.
pub(super) const MOST_POLICIES: usize = 1_500;
pub(super) const SIZE_QUOTA: usize = 6_144;

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    write(
        "CreatePolicy",
        MANAGE,
        "iam:CreatePolicy",
        target::new_policy,
        create,
        "aws iam create-policy --policy-name p --policy-document file://policy.json",
    ),
    read(
        "GetPolicy",
        Access::Read,
        "iam:GetPolicy",
        target::policy,
        get,
        "aws iam get-policy --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    read(
        "ListPolicies",
        Access::List,
        "iam:ListPolicies",
        target::policy_list,
        list,
        "aws iam list-policies --scope Local",
    ),
    read(
        "ListEntitiesForPolicy",
        Access::List,
        "iam:ListEntitiesForPolicy",
        target::policy,
        list_entities,
        "aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
    ),
    write(
        "DeletePolicy",
        MANAGE,
        "iam:DeletePolicy",
        target::policy,
        delete,
        "aws iam delete-policy --policy-arn arn:aws:iam::111122223333:policy/p",
    ),
];

pub(super) fn not_found(arn: &str) -> ApiError {
    ApiError::no_such_entity(format!("Policy {arn} was not found."))
}

/// Checks a managed policy's document.
pub(super) fn checked_document(text: &str) -> Result<StoredPolicy, ApiError> {
    let document = save_identity(text, PolicyType::Managed)?;
    if size_without_white_space(text) > SIZE_QUOTA {
        return Err(ApiError::quota("PolicySize", SIZE_QUOTA));
    }
    Ok(document)
}

/// The customer managed policy that `PolicyArn` names.
pub(super) fn customer<'a>(ok: &Authorized, world: &'a World) -> Result<&'a ManagedPolicy, ApiError> {
    let arn = ok.input().text("PolicyArn")?;
    iam(ok, world)?.policies.get(arn).map(AsRef::as_ref).ok_or_else(|| not_found(arn))
}

/// As [`customer`], to change. AWS's own cannot be changed by customers.
pub(super) fn customer_mut<'a>(
    ok: &Authorized,
    world: &'a mut World,
) -> Result<&'a mut ManagedPolicy, ApiError> {
    let arn = ok.input().text("PolicyArn")?;
    if managed::get(arn).is_some() {
        let message = "Cannot perform the operation on an AWS managed policy.";
        return Err(ApiError::new("InvalidInput", 400, message));
    }
    iam_mut(ok, world)?.policies.get_mut(arn).map(Arc::make_mut).ok_or_else(|| not_found(arn))
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let name = input.text("PolicyName")?;
    let document = checked_document(input.text("PolicyDocument")?)?;
    let policies = &iam(ok, world)?.policies;
    if iam(ok, world)?.policy_names.contains_key(&key(name)) {
        let message = format!("A policy called {name} already exists. Duplicate names are not allowed.");
        return Err(ApiError::already_exists(message));
    }
    if policies.len() >= MOST_POLICIES {
        return Err(ApiError::quota("PoliciesPerAccount", MOST_POLICIES));
    }
    let policy = ManagedPolicy {
        name: name.to_owned(),
        path: input.opt_text("Path").unwrap_or("/").to_owned(),
        id: ids::unique(Prefix::ManagedPolicy, &mut ok.random()),
        description: input.opt_text("Description").filter(|d| !d.is_empty()).map(str::to_owned),
        created: ok.now(),
        updated: ok.now(),
        tags: tags::checked_case_sensitive(input.tags())?,
        default_version: 1,
        last_version: 1,
        versions: OrdMap::unit(1, PolicyVersion { document, created: ok.now() }),
    };
    let arn = policy.arn(ok.account());
    let answer = show_customer(&policy, &arn, Uses::default(), Shown::Created);
    let iam = iam_mut(ok, world)?;
    iam.policy_names.insert(key(name), arn.clone());
    iam.policies.insert(arn, Arc::new(policy));
    Ok(one("Policy", answer))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Created,
    Whole,
    Row,
}

fn show_customer(policy: &ManagedPolicy, arn: &str, uses: Uses, shown: Shown) -> Value {
    let mut out = Map::with_capacity(12);
    out.extend([
        ("PolicyName".to_owned(), Value::from(policy.name.as_str())),
        ("PolicyId".to_owned(), policy.id.as_str().into()),
        ("Arn".to_owned(), arn.into()),
        ("Path".to_owned(), policy.path.as_str().into()),
        ("DefaultVersionId".to_owned(), format!("v{}", policy.default_version).into()),
        ("AttachmentCount".to_owned(), uses.attached.into()),
        ("PermissionsBoundaryUsageCount".to_owned(), uses.boundary.into()),
        ("IsAttachable".to_owned(), true.into()),
    ]);
    if let Some(description) = policy.description.as_deref().filter(|_| shown == Shown::Whole) {
        out.insert("Description".to_owned(), description.into());
    }
    out.insert("CreateDate".to_owned(), policy.created.iso().into());
    out.insert("UpdateDate".to_owned(), policy.updated.iso().into());
    if !policy.tags.is_empty() && shown != Shown::Row {
        out.insert("Tags".to_owned(), tag_list(&policy.tags));
    }
    Value::from(out)
}

fn show_aws(policy: &AwsManaged, uses: Uses) -> Value {
    json!({
        "PolicyName": policy.name,
        "PolicyId": policy.id,
        "Arn": policy.arn,
        "Path": policy.path,
        "DefaultVersionId": policy.version,
        "AttachmentCount": uses.attached,
        "PermissionsBoundaryUsageCount": uses.boundary,
        "IsAttachable": policy.path != "/aws-service-role/",
        "CreateDate": policy.created.iso(),
        "UpdateDate": policy.updated.iso(),
    })
}

fn get(ok: &Authorized, world: &World) -> Output {
    let arn = ok.input().text("PolicyArn")?;
    let iam = iam(ok, world)?;
    let policy = match (managed::get(arn), iam.policies.get(arn)) {
        (Some(policy), _) => Managed::Aws(policy),
        (None, Some(policy)) => Managed::Customer(arn, policy),
        (None, None) => return Err(not_found(arn)),
    };
    Ok(one("Policy", show_managed(iam, &policy)))
}

/// A managed policy of AWS's or of the account's.
pub(super) enum Managed<'a> {
    /// AWS's.
    Aws(&'static AwsManaged),
    /// The account's, with its ARN.
    Customer(&'a str, &'a ManagedPolicy),
}

/// A managed policy as it is shown alone.
pub(super) fn show_managed(iam: &Iam, policy: &Managed<'_>) -> Value {
    match policy {
        Managed::Aws(policy) => show_aws(policy, iam.uses_of(&policy.arn)),
        Managed::Customer(arn, policy) => show_customer(policy, arn, iam.uses_of(arn), Shown::Whole),
    }
}

fn list(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let iam = iam(ok, world)?;
    let scope = input.opt_text("Scope").unwrap_or("All");
    let (only_attached, filter) = (input.flag("OnlyAttached"), input.opt_text("PolicyUsageFilter"));
    let prefix = input.opt_text("PathPrefix").unwrap_or("/");
    let wanted = |arn: &str, path: &str| {
        path.starts_with(prefix)
            && (!only_attached || iam.uses_of(arn).attached > 0)
            && match filter {
                Some("PermissionsBoundary") => iam.uses_of(arn).boundary > 0,
                Some("PermissionsPolicy") => iam.uses_of(arn).attached > 0,
                _ => true,
            }
    };
    let aws = managed::all().values().filter(|p| scope != "Local" && wanted(&p.arn, p.path));
    let own = iam.policies.iter().filter(|(arn, p)| scope != "AWS" && wanted(arn, &p.path));
    let all = aws.map(Managed::Aws).chain(own.map(|(arn, p)| Managed::Customer(arn, p)));
    let (mut aws_uses, mut own_uses) = (iam.uses_in_order(), iam.uses_in_order());
    page(input, "Policies", all, |policy| match policy {
        Managed::Aws(p) => show_aws(p, aws_uses.of(&p.arn)),
        Managed::Customer(arn, p) => show_customer(p, arn, own_uses.of(arn), Shown::Row),
    })
}

fn list_entities(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let arn = input.text("PolicyArn")?;
    let iam = iam(ok, world)?;
    if managed::get(arn).is_none() && !iam.policies.contains_key(arn) {
        return Err(not_found(arn));
    }
    let as_boundary = input.opt_text("PolicyUsageFilter") != Some("PermissionsPolicy");
    let as_policy = input.opt_text("PolicyUsageFilter") != Some("PermissionsBoundary");
    let uses = |policies: &Policies, boundary: Option<&String>| {
        (as_policy && policies.attached.iter().any(|a| a == arn))
            || (as_boundary && boundary.is_some_and(|b| b == arn))
    };
    let kind = |kind: &str| input.opt_text("EntityFilter").is_none_or(|wanted| wanted == kind);
    let groups = iam
        .groups
        .values()
        .filter(|g| kind("Group") && uses(&g.policies, None) && under_prefix(input, &g.path));
    let users = iam
        .users
        .values()
        .filter(|u| kind("User") && uses(&u.policies, u.boundary.as_ref()) && under_prefix(input, &u.path));
    let roles = iam
        .roles
        .values()
        .filter(|r| kind("Role") && uses(&r.policies, r.boundary.as_ref()) && under_prefix(input, &r.path));
    Ok(Map::from_iter([
        ("PolicyGroups".to_owned(), groups.map(|g| json!({"GroupName": g.name, "GroupId": g.id})).collect()),
        ("PolicyUsers".to_owned(), users.map(|u| json!({"UserName": u.name, "UserId": u.id})).collect()),
        ("PolicyRoles".to_owned(), roles.map(|r| json!({"RoleName": r.name, "RoleId": r.id})).collect()),
        ("IsTruncated".to_owned(), false.into()),
    ]))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let arn = ok.input().text("PolicyArn")?;
    customer_mut(ok, world)?;
    let policy = customer(ok, world)?;
    if iam(ok, world)?.uses_of(arn) != Uses::default() {
        return Err(ApiError::delete_conflict("Cannot delete a policy attached to entities."));
    }
    if policy.versions.len() > 1 {
        return Err(ApiError::delete_conflict(
            "This policy has more than one version. Before you delete a policy, you must delete the policy's \
             versions. The default version is deleted with the policy.",
        ));
    }
    let name = key(&policy.name);
    let iam = iam_mut(ok, world)?;
    iam.policy_names.remove(&name);
    iam.policies.remove(arn);
    Ok(Map::new())
}
