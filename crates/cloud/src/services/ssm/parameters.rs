//! Parameters by their names.

use super::super::resource::{Held, Resource};
use super::super::table::{Made, Place};
use super::super::tags as table_tags;
use super::PARAMETER;
use super::model::{Parameter, ParameterKind};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Authorized, Output};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

/// Characters of a value of the standard tier.
const LONGEST: usize = 4_096;

impl ParameterKind {
    fn name(&self) -> &'static str {
        match self {
            Self::String => "String",
            Self::StringList => "StringList",
            Self::SecureString(_) => "SecureString",
        }
    }

    fn given(input: &Input, old: Option<&Parameter>) -> Result<Self, ApiError> {
        match input.opt_text("Type") {
            Some("String") => Ok(Self::String),
            Some("StringList") => Ok(Self::StringList),
            Some("SecureString") => Ok(Self::SecureString(input.opt_text("KeyId").map(str::to_owned))),
            Some(_) => {
                Err(ApiError::new("UnsupportedParameterType", 400, "The parameter type isn't supported."))
            }
            None => old.map(|old| old.kind.clone()).ok_or_else(|| {
                let message = "A parameter type is required when you create a parameter.";
                ApiError::new("ValidationException", 400, message)
            }),
        }
    }
}

/// Makes a parameter, or gives one that is there a new value when asked to overwrite it.
pub(super) fn put(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    let input = ok.input();
    let (name, value) = (input.text("Name")?, input.text("Value")?);
    check_name(name)?;
    if value.chars().count() > LONGEST {
        let message = format!(
            "Standard tier parameters support a maximum parameter value of {LONGEST} characters. To create a larger \
             parameter value, upgrade the parameter to use the advanced-parameter tier."
        );
        return Err(ApiError::new("ValidationException", 400, message));
    }
    let old = PARAMETER.get(world, arn);
    if old.is_some() && !input.flag("Overwrite") {
        let message = "The parameter already exists. To overwrite this value, set the overwrite option in the \
                       request to true.";
        return Err(ApiError::new("ParameterAlreadyExists", 400, message));
    }
    let before = old.map(Parameter::of).transpose()?;
    let version = before.map_or(1, |before| before.version.saturating_add(1));
    let description = input.opt_text("Description").map(str::to_owned);
    let parameter = Parameter {
        name: name.to_owned(),
        kind: ParameterKind::given(input, before)?,
        value: value.to_owned(),
        description: description.or_else(|| before.and_then(|before| before.description.clone())),
        version,
        modified: ok.now(),
        modified_by: ok.caller().arn.clone().unwrap_or_default(),
    };
    let tags = old.map_or_else(|| table_tags::given(input), |old| old.tags.clone());
    let resource = Resource { tags, ..Resource::new(arn, ok.now(), parameter) };
    let output =
        Map::from_iter([("Version".to_owned(), version.into()), ("Tier".to_owned(), "Standard".into())]);
    Ok(Made { resource: Some(resource), output })
}

fn check_name(name: &str) -> Result<(), ApiError> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '/');
    let bare = name.trim_start_matches('/');
    let owned = ["aws", "ssm"].iter().any(|own| bare.to_ascii_lowercase().starts_with(own));
    if name.contains('/') && !name.starts_with('/') {
        let message = "Parameter name must be a fully qualified name.";
        return Err(ApiError::new("ValidationException", 400, message));
    }
    if bare.is_empty() || !name.chars().all(is_name) || owned {
        let message = format!(
            "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_ ({name})"
        );
        return Err(ApiError::new("ValidationException", 400, message));
    }
    Ok(())
}

/// A parameter as it is shown: encrypted ones as such, unless they are to be decrypted.
pub(super) fn show(input: &Input, resource: &Resource) -> Value {
    let Ok(parameter) = Parameter::of(resource) else { return Value::Null };
    let is_sealed = matches!(parameter.kind, ParameterKind::SecureString(_)) && !input.flag("WithDecryption");
    // Nobody opens it but the service, which knows the value.
    let value = if is_sealed {
        BASE64.encode(Sha256::digest(format!("{} {}", resource.arn, parameter.value)))
    } else {
        parameter.value.clone()
    };
    json!({
        "Name": parameter.name,
        "Type": parameter.kind.name(),
        "Value": value,
        "Version": parameter.version,
        "LastModifiedDate": parameter.modified.iso(),
        "ARN": resource.arn,
        "DataType": "text",
    })
}

pub(super) fn show_row(resource: &Resource) -> Value {
    let Ok(parameter) = Parameter::of(resource) else { return Value::Null };
    let mut out = json!({"Name": parameter.name, "ARN": resource.arn, "Type": parameter.kind.name()});
    if let ParameterKind::SecureString(key) = &parameter.kind {
        out["KeyId"] = key.as_deref().unwrap_or("alias/aws/ssm").into();
    }
    out["LastModifiedDate"] = parameter.modified.iso().into();
    out["LastModifiedUser"] = parameter.modified_by.as_str().into();
    if let Some(description) = &parameter.description {
        out["Description"] = description.as_str().into();
    }
    out["Version"] = parameter.version.into();
    out["Tier"] = "Standard".into();
    out["Policies"] = json!([]);
    out["DataType"] = "text".into();
    out
}

pub(super) fn get(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("Parameter".to_owned(), show(ok.input(), resource))]))
}

/// Those that are there, and the names of those that are not.
pub(super) fn get_all(ok: &Authorized, world: &World) -> Output {
    let place = Place::of_authorized(ok, world);
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for name in ok.input().texts("Names") {
        match PARAMETER.get(world, &PARAMETER.arn(&place, name)?) {
            Some(parameter) => found.push(show(ok.input(), parameter)),
            None => missing.push(Value::from(name)),
        }
    }
    Ok(Map::from_iter([
        ("Parameters".to_owned(), found.into()),
        ("InvalidParameters".to_owned(), missing.into()),
    ]))
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("TagList".to_owned(), table_tags::as_list(resource))]))
}
