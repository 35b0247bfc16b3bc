//! Functions: made and changed by whoever may pass their role.

use super::super::pass_role;
use super::super::resource::{Held, Resource};
use super::super::table::{Made, Place};
use super::super::tags as table_tags;
use super::model::{Function, Settings};
use super::{FUNCTION, NAMED};
use crate::arn;
use crate::error::{ApiError, Fault};
use crate::ids;
use crate::input::Input;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::tick::Tick;
use crate::workload::WorkloadKind;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The version that there is.
pub(super) const LATEST: &str = "$LATEST";

pub(super) fn invalid(message: &str) -> ApiError {
    ApiError::new("InvalidParameterValueException", 400, message)
}

/// The check on passing the role that a request gives a function.
fn passing(p: &Planning<'_>, function: &str) -> Result<Option<Check>, ApiError> {
    let Some(role) = p.input.opt_text("Role") else { return Ok(None) };
    if arn::account(role) != Some(p.caller.account_id()) {
        let message = "Cross-account pass role is not allowed.";
        return Err(ApiError::new("AccessDeniedException", 403, message).with_fault(Fault::Authorization));
    }
    Ok(Some(pass_role::check(role, WorkloadKind::Function, function.to_owned())))
}

pub(super) fn new_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let arn = FUNCTION.arn(&Place::of(p), p.input.text("FunctionName")?)?;
    let on_new = |action| FUNCTION.check_new(&Planning { action, ..*p }, &arn);
    let mut checks = vec![on_new("lambda:CreateFunction")];
    if p.input.has("Tags") {
        checks.push(on_new("lambda:TagResource"));
    }
    checks.extend(passing(p, &arn)?);
    Ok(checks)
}

pub(super) fn update_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let update = NAMED.check(&Planning { action: "lambda:UpdateFunctionConfiguration", ..*p })?;
    let function = update.resource.arn.clone();
    Ok([update].into_iter().chain(passing(p, &function)?).collect())
}

/// Lambda tries whether it can assume a role before it takes it.
fn usable(world: &World, role: &str, function: &str, tick: Tick) -> Result<(), ApiError> {
    if pass_role::can_assume(world, role, WorkloadKind::Function, function, tick) {
        return Ok(());
    }
    Err(invalid("The role defined for the function cannot be assumed by Lambda."))
}

/// Size and hash of the code that a request brings.
fn code(input: &Input) -> Result<(usize, String), ApiError> {
    let code = input.get("Code").cloned().unwrap_or_default();
    let hash = |bytes: &[u8]| BASE64.encode(Sha256::digest(bytes));
    match (&code["ZipFile"], &code["S3Bucket"], &code["ImageUri"]) {
        (Value::String(file), _, _) => {
            let bytes = BASE64.decode(file).unwrap_or_default();
            Ok((bytes.len(), hash(&bytes)))
        }
        (_, Value::String(_), _) | (_, _, Value::String(_)) => Err(ApiError::not_simulated(
            "Code from S3 or an image is not simulated in IAM Playground; use --zip-file.",
        )),
        _ => Err(invalid("Please provide a source for function code.")),
    }
}

pub(super) fn make(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    let input = ok.input();
    let (code_size, code_hash) = code(input)?;
    let settings = Settings::usual().changed(input);
    if settings.runtime.is_none() || settings.handler.is_none() {
        let message =
            "Runtime and Handler are mandatory parameters for functions created with deployment packages.";
        return Err(invalid(message));
    }
    let role = input.text("Role")?;
    usable(world, role, arn, ok.tick())?;
    if FUNCTION.get(world, arn).is_some() {
        let message = format!("Function already exist: {}", arn.rsplit(':').next().unwrap_or_default());
        return Err(ApiError::new("ResourceConflictException", 409, message));
    }
    let function = Function {
        role: role.to_owned(),
        settings,
        code_size,
        code_hash,
        modified: ok.now(),
        revision: ids::uuid(&mut ok.random()),
    };
    let resource = Resource { tags: table_tags::given(input), ..Resource::new(arn, ok.now(), function) };
    let output = configuration(&resource)?;
    Ok(Made { resource: Some(resource), output })
}

pub(super) fn update(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let arn = resource.arn.clone();
    let function = Function::of_mut(resource)?;
    if input.opt_text("RevisionId").is_some_and(|revision| revision != function.revision) {
        let message = "The Revision Id provided does not match the latest Revision Id. Call the \
                       GetFunction/GetAlias API to retrieve the latest Revision Id";
        return Err(ApiError::new("PreconditionFailedException", 412, message));
    }
    if let Some(role) = input.opt_text("Role") {
        usable(world, role, &arn, ok.tick())?;
        role.clone_into(&mut function.role);
    }
    function.settings = function.settings.changed(input);
    function.modified = ok.now();
    function.revision = ids::uuid(&mut ok.random());
    configuration(resource)
}

/// A function as answers show it, its members in the model's order.
pub(super) fn configuration(resource: &Resource) -> Output {
    let function = Function::of(resource)?;
    let settings = &function.settings;
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            out.insert(name.to_owned(), value);
        }
    };
    put("FunctionName", resource.name(FUNCTION.prefix).into());
    put("FunctionArn", resource.arn.as_str().into());
    put("Runtime", settings.runtime.clone().into());
    put("Role", function.role.as_str().into());
    put("Handler", settings.handler.clone().into());
    put("CodeSize", function.code_size.into());
    put("Description", settings.description.as_str().into());
    put("Timeout", settings.timeout.into());
    put("MemorySize", settings.memory.into());
    put("LastModified", function.modified.iso().replace('Z', ".000+0000").into());
    put("CodeSha256", function.code_hash.as_str().into());
    put("Version", LATEST.into());
    put("Environment", settings.shown_environment().into());
    put("TracingConfig", json!({"Mode": "PassThrough"}));
    put("RevisionId", function.revision.as_str().into());
    put("State", "Active".into());
    put("LastUpdateStatus", "Successful".into());
    put("PackageType", "Zip".into());
    put("Architectures", json!(["x86_64"]));
    put("EphemeralStorage", json!({"Size": 512}));
    let group = format!("/aws/lambda/{}", resource.name(FUNCTION.prefix));
    put("LoggingConfig", json!({"LogFormat": "Text", "LogGroup": group}));
    Ok(out)
}

pub(super) fn show(resource: &Resource) -> Value {
    configuration(resource).map(Value::from).unwrap_or_default()
}

pub(super) fn get(_: &Authorized, _: &World, resource: &Resource) -> Output {
    let mut out = Map::from_iter([("Configuration".to_owned(), show(resource))]);
    out.insert("Code".to_owned(), json!({"RepositoryType": "S3"}));
    if !resource.tags.is_empty() {
        out.insert("Tags".to_owned(), table_tags::as_map(resource).into());
    }
    Ok(out)
}

pub(super) fn remove(_: &Authorized, _: &Resource) -> Output {
    Ok(Map::new())
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("Tags".to_owned(), table_tags::as_map(resource).into())]))
}
