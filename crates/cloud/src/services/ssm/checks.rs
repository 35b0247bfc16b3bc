//! What must be allowed: the parameter, and for encrypted ones with a key of the customer's that key too, which
//! Systems Manager uses with the caller's permissions.

use super::super::kms::{KEY, Use};
use super::super::resource::Held as _;
use super::super::table::Place;
use super::PARAMETER;
use super::model::{Parameter, ParameterKind};
use crate::error::ApiError;
use crate::operation::{Check, Planning};

type Planned = Result<Vec<Check>, ApiError>;

fn arn(p: &Planning<'_>, name: &str) -> Result<String, ApiError> {
    PARAMETER.arn(&Place::of(p), name)
}

fn on(p: &Planning<'_>, action: &'static str, name: &str) -> Result<Check, ApiError> {
    Ok(PARAMETER.check(&Planning { action, ..*p }, &arn(p, name)?))
}

/// The check on a key that a parameter is encrypted with.
fn on_key(p: &Planning<'_>, action: &'static str, parameter: &str, key: &str) -> Result<Check, ApiError> {
    let place = Place::of(p);
    let key = KEY.arn(&place, key)?;
    let service = Use { service: "ssm", region: place.region, context: ("PARAMETER_ARN", parameter) };
    Ok(service.called_check(p, action, &key))
}

/// The key that a parameter would be decrypted with.
fn decryption(p: &Planning<'_>, arn: &str) -> Result<Option<Check>, ApiError> {
    let parameter = PARAMETER.get(p.world, arn).filter(|_| p.input.flag("WithDecryption"));
    match parameter.map(Parameter::of).transpose()?.map(|parameter| &parameter.kind) {
        Some(ParameterKind::SecureString(Some(key))) => on_key(p, "kms:Decrypt", arn, key).map(Some),
        _ => Ok(None),
    }
}

fn reading(p: &Planning<'_>, action: &'static str, names: &[&str]) -> Planned {
    let mut checks = Vec::new();
    for name in names {
        checks.push(on(p, action, name)?);
    }
    for name in names {
        checks.extend(decryption(p, &arn(p, name)?)?);
    }
    Ok(checks)
}

pub(super) fn get(p: &Planning<'_>) -> Planned {
    reading(p, "ssm:GetParameter", &[p.input.text("Name")?])
}

pub(super) fn get_all(p: &Planning<'_>) -> Planned {
    reading(p, "ssm:GetParameters", &p.input.texts("Names"))
}

/// On the path only: who may read a path may read what is below, but for keys.
pub(super) fn by_path(p: &Planning<'_>) -> Planned {
    let path = p.input.text("Path")?;
    let mut checks = vec![on(p, "ssm:GetParametersByPath", path.trim_end_matches('/'))?];
    for parameter in super::by_path::below(&Place::of(p), p.input) {
        checks.extend(decryption(p, &parameter.arn)?);
    }
    Ok(checks)
}

pub(super) fn put(p: &Planning<'_>) -> Planned {
    let name = p.input.text("Name")?;
    let mut checks = vec![on(p, "ssm:PutParameter", name)?];
    if let Some(key) = p.input.opt_text("KeyId") {
        checks.push(on_key(p, "kms:Encrypt", &arn(p, name)?, key)?);
    }
    Ok(checks)
}
