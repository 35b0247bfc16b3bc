//! Values of secrets: versions and the labels that say which is current.

use super::super::kms::{KEY, Use};
use super::super::resource::{Held, Resource};
use super::super::table::{On, Place};
use super::lifecycle::{heading, usable};
use super::model::{Secret, SecretVersion};
use super::{ID, SECRET, find};
use crate::error::ApiError;
use crate::ids;
use crate::input::Input;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};

/// The label of the version that is given out where none is named.
pub(super) const CURRENT: &str = "AWSCURRENT";
const PREVIOUS: &str = "AWSPREVIOUS";

/// The value in a request, under its member's name.
pub(super) fn given(input: &Input) -> Option<Value> {
    let member = ["SecretString", "SecretBinary"].into_iter().find(|name| input.has(name))?;
    Some(json!({member: input.get(member)}))
}

pub(super) fn get_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    checks(p, "secretsmanager:GetSecretValue", "kms:Decrypt")
}

pub(super) fn put_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    checks(p, "secretsmanager:PutSecretValue", "kms:GenerateDataKey")
}

/// On the secret, and where it has a key of the customer's on that too: Secrets Manager uses it with the
/// caller's permissions. Who may not use the key learns that as `AccessDeniedException`.
fn checks(p: &Planning<'_>, action: &'static str, of_key: &'static str) -> Result<Vec<Check>, ApiError> {
    let mut checks = vec![On::check(ID, &Planning { action, ..*p })?];
    let place = Place::of(p);
    let secret = SECRET.get(p.world, &find(&place, p.input.text("SecretId")?));
    if let Some(secret) = secret
        && let Some(named) = Secret::of(secret)?.kms_key.as_deref()
    {
        let owner = Place { account: secret.account(), region: secret.region(), ..place };
        let key = KEY.arn(&owner, named)?;
        let context = ("SecretARN", secret.arn.as_str());
        let service = Use { service: "secretsmanager", region: secret.region(), context };
        checks.push(service.called_check(p, of_key, &key));
    }
    Ok(checks)
}

fn missing(what: &str) -> ApiError {
    let message = format!("Secrets Manager can't find the specified secret value for {what}");
    ApiError::new("ResourceNotFoundException", 400, message)
}

/// The version that a request means.
fn chosen<'a>(input: &Input, secret: &'a Secret) -> Result<(&'a String, &'a SecretVersion), ApiError> {
    let stage = input.opt_text("VersionStage");
    if let Some(id) = input.opt_text("VersionId") {
        let found = secret.versions.get_key_value(id);
        let found = found.filter(|(_, v)| stage.is_none_or(|stage| v.stages.iter().any(|s| s == stage)));
        return found.ok_or_else(|| missing(&format!("VersionId: {id}")));
    }
    let stage = stage.unwrap_or(CURRENT);
    let found = secret.versions.iter().find(|(_, version)| version.stages.iter().any(|s| s == stage));
    found.ok_or_else(|| missing(&format!("staging label: {stage}")))
}

pub(super) fn get(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let secret = usable(resource)?;
    let (id, version) = chosen(ok.input(), secret)?;
    let mut out = heading(resource)?;
    out.insert("VersionId".to_owned(), id.as_str().into());
    out.extend(version.value.as_object().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
    out.insert("VersionStages".to_owned(), json!(version.stages));
    out.insert("CreatedDate".to_owned(), version.created.iso().into());
    Ok(out)
}

/// Adds a version. It becomes the current one, and the current one the previous, unless other labels are given.
pub(super) fn put(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    usable(resource)?;
    let value = given(input).ok_or_else(|| {
        let message = "You must provide either SecretString or SecretBinary.";
        ApiError::new("InvalidParameterException", 400, message)
    })?;
    let id = input.opt_text("ClientRequestToken").map_or_else(|| ids::uuid(&mut ok.random()), str::to_owned);
    let mut stages: Vec<String> = input.texts("VersionStages").into_iter().map(str::to_owned).collect();
    if stages.is_empty() {
        stages.push(CURRENT.to_owned());
    }
    let secret = Secret::of_mut(resource)?;
    if secret.versions.get(&id).is_some_and(|old| old.value != value) {
        let message = "You can't use ClientRequestToken again for another value of the secret.";
        return Err(ApiError::new("ResourceExistsException", 400, message));
    }
    let ids: Vec<String> = secret.versions.keys().cloned().collect();
    let moves_current = stages.iter().any(|stage| stage == CURRENT);
    for old in ids.iter().filter(|old| **old != id) {
        let Some(version) = secret.versions.get_mut(old) else { continue };
        let was_current = version.stages.iter().any(|stage| stage == CURRENT);
        version.stages.retain(|stage| !(stages.contains(stage) || moves_current && stage == PREVIOUS));
        if was_current && moves_current {
            version.stages.push(PREVIOUS.to_owned());
        }
    }
    secret.versions.insert(id.clone(), SecretVersion { value, created: ok.now(), stages: stages.clone() });
    secret.changed = ok.now();
    let mut out = heading(resource)?;
    out.insert("VersionId".to_owned(), id.into());
    out.insert("VersionStages".to_owned(), json!(stages));
    Ok(out)
}

pub(super) fn list(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let all = ok.input().flag("IncludeDeprecated");
    let versions = Secret::of(resource)?.versions.iter().filter(|(_, v)| all || !v.stages.is_empty());
    let rows = versions.map(|(id, version)| {
        let mut row = Map::from_iter([("VersionId".to_owned(), Value::from(id.as_str()))]);
        if !version.stages.is_empty() {
            row.insert("VersionStages".to_owned(), json!(version.stages));
        }
        row.insert("CreatedDate".to_owned(), version.created.iso().into());
        Value::from(row)
    });
    let mut out = Map::from_iter([("Versions".to_owned(), rows.collect())]);
    out.extend(heading(resource)?);
    Ok(out)
}
