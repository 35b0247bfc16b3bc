//! Secrets Manager: secrets with versions, staging labels and resource policies. Rotation and replication are not
//! simulated. Source: the service's public model.

mod lifecycle;
pub(super) mod model;
mod policy;
mod values;

use super::resource::{Body, Held as _, Resource};
use super::table::{Context, Does, Kind, Listed, On, Place, row, starting};
use super::tags;
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Planning, Rows, Run};
use model::Secret;

const SECRETS: Kind = Kind {
    service: "secretsmanager",
    prefix: "secret:",
    noun: "secret",
    is: |body| matches!(body, Body::Secret(_)),
    listed: Listed::Nameless,
    find: |_, place, text| Ok(find(place, text)),
    missing: |_| {
        let message = "Secrets Manager can't find the specified secret.";
        ApiError::new("ResourceNotFoundException", 400, message)
    },
    context,
    spelled: Kind::by_arn,
};

/// Secrets, by name or ARN, also without the six characters at its end.
pub(super) static SECRET: Kind = SECRETS;

/// Secrets that are to be made: the end of the ARN is not known yet.
static NEW: Kind = Kind {
    find: |_, place, name| Ok(place.arn("secretsmanager", &format!("secret:{name}-??????"))),
    spelled: |p, arn| (arn, p.input.opt_text("Name").unwrap_or_default().to_owned()),
    ..SECRETS
};

fn find(place: &Place<'_>, text: &str) -> String {
    if SECRET.get(place.world, text).is_some() {
        return text.to_owned();
    }
    let owner = crate::arn::account(text).unwrap_or(place.account);
    let name = text.splitn(7, ':').nth(6).unwrap_or(text);
    // One that is deleted, or is to be, stands behind a new one of its name.
    let found = named(&Place { account: owner, ..*place }, name)
        .min_by_key(|secret| Secret::of(secret).is_ok_and(|s| s.deletion.is_some()));
    found.map_or_else(|| place.arn("secretsmanager", &format!("secret:{name}")), |secret| secret.arn.clone())
}

/// All secrets of a name: their ARNs differ in the six characters at the end only.
fn named<'a>(place: &Place<'a>, name: &str) -> impl Iterator<Item = &'a Resource> {
    let start = place.arn("secretsmanager", &format!("secret:{name}-"));
    starting(place.world, start).filter(move |secret| Secret::of(secret).is_ok_and(|s| s.name == name))
}

fn context(p: &Planning<'_>, secret: Option<&Resource>) -> Context {
    let given = [
        ("secretsmanager:Name", "Name"),
        ("secretsmanager:Description", "Description"),
        ("secretsmanager:KmsKeyId", "KmsKeyId"),
        ("secretsmanager:VersionId", "VersionId"),
        ("secretsmanager:VersionStage", "VersionStage"),
    ];
    let mut context: Context = given
        .iter()
        .filter_map(|(key, name)| Some(((*key).to_owned(), vec![p.input.opt_text(name)?.to_owned()])))
        .collect();
    let mut put = |key: String, value: String| context.push((key, vec![value]));
    if let Some(days) = p.input.int("RecoveryWindowInDays") {
        put("secretsmanager:RecoveryWindowInDays".to_owned(), days.to_string());
    }
    for (key, name) in [
        ("secretsmanager:ForceDeleteWithoutRecovery", "ForceDeleteWithoutRecovery"),
        ("secretsmanager:BlockPublicPolicy", "BlockPublicPolicy"),
    ] {
        if let Some(flag) = p.input.opt_flag(name) {
            put(key.to_owned(), flag.to_string());
        }
    }
    if p.action == "secretsmanager:GetSecretValue"
        && !p.input.has("VersionId")
        && !p.input.has("VersionStage")
    {
        put("secretsmanager:VersionStage".to_owned(), values::CURRENT.to_owned());
    }
    if let Some(secret) = secret {
        put("secretsmanager:SecretId".to_owned(), secret.arn.clone());
        for tag in &secret.tags {
            put(format!("secretsmanager:ResourceTag/{}", tag.key), tag.value.clone());
        }
    }
    context
}

const ID: On = On::One(&SECRET, "SecretId");

const fn with_key(
    name: &'static str,
    access: Access,
    checks: Checks,
    does: Does,
    example: &'static str,
) -> Operation {
    Operation { service: "secretsmanager", name, access, checks, run: Run::Row(ID, does), example }
}

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListSecrets", Access::List, "secretsmanager:ListSecrets", On::All(&SECRET), Does::List(lifecycle::fits, lifecycle::show),
        "aws secretsmanager list-secrets"),
    row("CreateSecret", Access::Write, "secretsmanager:CreateSecret", On::New(&NEW, "Name"), Does::Make(lifecycle::make),
        "aws secretsmanager create-secret --name db --secret-string hunter2"),
    row("DescribeSecret", Access::Read, "secretsmanager:DescribeSecret", ID, Does::Look(lifecycle::describe),
        "aws secretsmanager describe-secret --secret-id db"),
    Operation {
        service: "secretsmanager", name: "DeleteSecret", access: Access::Write,
        checks: Checks::On("secretsmanager:DeleteSecret", ID), run: Run::Write(lifecycle::delete),
        example: "aws secretsmanager delete-secret --secret-id db",
    },
    row("RestoreSecret", Access::Write, "secretsmanager:RestoreSecret", ID, Does::Change(lifecycle::restore),
        "aws secretsmanager restore-secret --secret-id db"),
    with_key("GetSecretValue", Access::Read, Checks::Custom(values::get_checks), Does::Look(values::get),
        "aws secretsmanager get-secret-value --secret-id db"),
    with_key("PutSecretValue", Access::Write, Checks::Custom(values::put_checks), Does::Change(values::put),
        "aws secretsmanager put-secret-value --secret-id db --secret-string hunter3"),
    row("ListSecretVersionIds", Access::Read, "secretsmanager:ListSecretVersionIds", ID, Does::Look(values::list),
        "aws secretsmanager list-secret-version-ids --secret-id db"),
    row("GetResourcePolicy", Access::Read, "secretsmanager:GetResourcePolicy", ID, Does::Look(policy::get),
        "aws secretsmanager get-resource-policy --secret-id db"),
    row("PutResourcePolicy", Access::PermissionsManagement, "secretsmanager:PutResourcePolicy", ID, Does::Change(policy::put),
        "aws secretsmanager put-resource-policy --secret-id db --resource-policy file://secret-policy.json"),
    row("DeleteResourcePolicy", Access::PermissionsManagement, "secretsmanager:DeleteResourcePolicy", ID, Does::Change(policy::delete),
        "aws secretsmanager delete-resource-policy --secret-id db"),
    row("TagResource", Access::Tagging, "secretsmanager:TagResource", ID, Does::Change(tags::put),
        "aws secretsmanager tag-resource --secret-id db --tags Key=team,Value=blue"),
    row("UntagResource", Access::Tagging, "secretsmanager:UntagResource", ID, Does::Change(tags::take),
        "aws secretsmanager untag-resource --secret-id db --tag-keys team"),
];
