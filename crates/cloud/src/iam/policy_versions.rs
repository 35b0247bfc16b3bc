//! Versions of managed policies. Source: spec iam-api.md §5.

use super::managed_policies::{Managed, checked_document, customer, customer_mut, not_found};
use super::model::{ManagedPolicy, PolicyVersion};
use super::show::{iam, one};
use super::{read, target, write};
use crate::error::ApiError;
use crate::managed;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::{Map, Value, json};

pub(super) const MOST_VERSIONS: usize = 5;
const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    write(
        "CreatePolicyVersion",
        MANAGE,
        "iam:CreatePolicyVersion",
        target::policy,
        create,
        "aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --policy-document file://policy.json --set-as-default",
    ),
    read(
        "GetPolicyVersion",
        Access::Read,
        "iam:GetPolicyVersion",
        target::policy,
        get,
        "aws iam get-policy-version --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess --version-id v3",
    ),
    read(
        "ListPolicyVersions",
        Access::List,
        "iam:ListPolicyVersions",
        target::policy,
        list,
        "aws iam list-policy-versions --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "DeletePolicyVersion",
        MANAGE,
        "iam:DeletePolicyVersion",
        target::policy,
        delete,
        "aws iam delete-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --version-id v1",
    ),
    write(
        "SetDefaultPolicyVersion",
        MANAGE,
        "iam:SetDefaultPolicyVersion",
        target::policy,
        set_default,
        "aws iam set-default-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --version-id v2",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    customer_mut(ok, world)?;
    let document = checked_document(ok.input().text("PolicyDocument")?)?;
    let policy = customer_mut(ok, world)?;
    if policy.versions.len() >= MOST_VERSIONS {
        return Err(ApiError::limit(
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an \
             existing version.",
        ));
    }
    policy.last_version += 1;
    let number = policy.last_version;
    policy.versions.insert(number, PolicyVersion { document, created: ok.now() });
    if ok.input().flag("SetAsDefault") {
        policy.default_version = number;
    }
    policy.updated = ok.now();
    let is_default = policy.default_version == number;
    let answer = json!({"VersionId": format!("v{number}"), "IsDefaultVersion": is_default,
        "CreateDate": ok.now().iso()});
    Ok(one("PolicyVersion", answer))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let (arn, version) = (ok.input().text("PolicyArn")?, ok.input().text("VersionId")?);
    if let Some(policy) = managed::get(arn) {
        let document = policy.document().filter(|_| policy.version == version);
        let document = document.ok_or_else(|| no_version(arn, version))?;
        return Ok(one("PolicyVersion", row(Some(document.text()), version, true, &policy.updated.iso())));
    }
    let policy = customer(ok, world)?;
    let number = number(policy, version).ok_or_else(|| no_version(arn, version))?;
    let found = policy.versions.get(&number).ok_or_else(|| no_version(arn, version))?;
    let is_default = number == policy.default_version;
    Ok(one("PolicyVersion", row(Some(found.document.text()), version, is_default, &found.created.iso())))
}

fn row(document: Option<&str>, version: &str, is_default: bool, created: &str) -> Value {
    let mut out = Map::new();
    if let Some(text) = document {
        out.insert("Document".to_owned(), text.into());
    }
    out.insert("VersionId".to_owned(), version.into());
    out.insert("IsDefaultVersion".to_owned(), is_default.into());
    out.insert("CreateDate".to_owned(), created.into());
    Value::from(out)
}

/// All versions of a managed policy with their documents, newest first. Of AWS's only the present one is kept.
pub(super) fn version_list(policy: &Managed<'_>) -> Value {
    match policy {
        Managed::Aws(policy) => {
            let text = policy.document().map(|document| document.text());
            Value::from(vec![row(text, policy.version, true, &policy.updated.iso())])
        }
        Managed::Customer(_, policy) => {
            let row = |(number, version): (&u32, &PolicyVersion)| {
                let is_default = *number == policy.default_version;
                row(Some(version.document.text()), &format!("v{number}"), is_default, &version.created.iso())
            };
            policy.versions.iter().rev().map(row).collect()
        }
    }
}

fn no_version(arn: &str, version: &str) -> ApiError {
    ApiError::no_such_entity(format!("Policy {arn} version {version} does not exist or is not attachable."))
}

/// The number of a version of the policy, from `v3`.
fn number(policy: &ManagedPolicy, version: &str) -> Option<u32> {
    let number = version.strip_prefix('v')?.parse().ok()?;
    policy.versions.contains_key(&number).then_some(number)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let arn = ok.input().text("PolicyArn")?;
    if let Some(policy) = managed::get(arn) {
        let only = row(None, policy.version, true, &policy.updated.iso());
        return page(ok.input(), "Versions", [only], |row| row);
    }
    let policy = iam(ok, world)?.policies.get(arn).ok_or_else(|| not_found(arn))?;
    page(ok.input(), "Versions", policy.versions.iter().rev(), |(number, version)| {
        row(None, &format!("v{number}"), *number == policy.default_version, &version.created.iso())
    })
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let (arn, version) = (ok.input().text("PolicyArn")?, ok.input().text("VersionId")?);
    let policy = customer_mut(ok, world)?;
    let number = number(policy, version).ok_or_else(|| no_version(arn, version))?;
    if number == policy.default_version {
        return Err(ApiError::delete_conflict("Cannot delete the default version of a policy."));
    }
    policy.versions.remove(&number);
    Ok(Map::new())
}

fn set_default(ok: &Authorized, world: &mut World) -> Output {
    let (arn, version) = (ok.input().text("PolicyArn")?, ok.input().text("VersionId")?);
    let policy = customer_mut(ok, world)?;
    policy.default_version = number(policy, version).ok_or_else(|| no_version(arn, version))?;
    policy.updated = ok.now();
    Ok(Map::new())
}
