//! `Invoke`: the function answers with its event, and writes its log as its role.

use super::super::logs;
use super::super::pass_role;
use super::super::resource::Held as _;
use super::super::service_call::ServiceCall;
use super::super::table::Place;
use super::FUNCTION;
use super::functions::LATEST;
use super::model::Function;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::random::Random;
use crate::tick::Tick;
use crate::workload::{Workload, WorkloadKind};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

/// The answer to no event.
const NOTHING: &str = "null";

pub(super) fn run(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let arn = FUNCTION.arn(&Place::of_authorized(ok, world), input.text("FunctionName")?)?;
    let event = event(input.opt_text("Payload").unwrap_or_default())?;
    let (status, answers) = match input.opt_text("InvocationType") {
        Some("DryRun") => (204, false),
        Some("Event") => (202, false),
        _ => (200, true),
    };
    FUNCTION.existing(world, &arn)?;
    let log = if status == 204 { String::new() } else { call(world, &arn, ok.tick())? };
    let mut out = Map::from_iter([("StatusCode".to_owned(), Value::from(status))]);
    if answers {
        if input.opt_text("LogType") == Some("Tail") {
            out.insert("LogResult".to_owned(), BASE64.encode(log).into());
        }
        out.insert("Payload".to_owned(), BASE64.encode(event).into());
        out.insert("ExecutedVersion".to_owned(), LATEST.into());
    }
    Ok(out)
}

/// Calls a function, whoever asked for it, and returns its log. That reaches the log group if the function's role
/// may write there.
fn call(world: &mut World, arn: &str, tick: Tick) -> Result<String, ApiError> {
    let function = Function::of(FUNCTION.existing(world, arn)?)?;
    if !pass_role::can_assume(world, &function.role, WorkloadKind::Function, arn, tick) {
        let message = "The role defined for the function cannot be assumed by Lambda.";
        return Err(ApiError::new("AccessDeniedException", 403, message));
    }
    let id = ids::uuid(&mut Random::new(tick.seed));
    let lines = [
        format!("START RequestId: {id} Version: {LATEST}"),
        format!("END RequestId: {id}"),
        format!(
            "REPORT RequestId: {id}\tDuration: 1.00 ms\tBilled Duration: 1 ms\tMemory Size: {} MB",
            function.settings.memory
        ),
    ];
    let (year, month, day, ..) = tick.now.parts();
    let stream = format!("{year}/{month:02}/{day:02}/[{LATEST}]{}", function.revision.replace('-', ""));
    if let Some(workload) = Workload::of_arn(arn) {
        logs::write_as(world, &workload, &format!("/aws/lambda/{}", workload.name()), &stream, &lines, tick);
    }
    Ok(lines.join("\n"))
}

/// A service's call of a function for a resource, as far as the function's policy lets it.
pub(in super::super) fn by_service(world: &mut World, function: &str, by: &ServiceCall<'_>) {
    let let_in = FUNCTION
        .get(world, function)
        .is_some_and(|resource| by.may(world, "lambda:InvokeFunction", &FUNCTION, resource));
    if let_in {
        // Nobody waits for the answer.
        let _ = call(world, function, by.tick);
    }
}

/// The event, which must be JSON.
fn event(payload: &str) -> Result<String, ApiError> {
    let bytes = BASE64.decode(payload).unwrap_or_default();
    if bytes.is_empty() {
        return Ok(NOTHING.to_owned());
    }
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
        let message = format!("Could not parse request body into json: {error}");
        ApiError::new("InvalidRequestContentException", 400, message)
    })?;
    Ok(value.to_string())
}
