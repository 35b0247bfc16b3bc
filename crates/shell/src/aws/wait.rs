//! `aws SERVICE wait …`: asks until the answer is the wanted one. The world does not move while a command
//! runs, so a wait that does not end at the first answer cannot end.

use super::catalogue::{self, Verdict, Waiter, kebab};
use super::command::Operation;
use super::error::{CliError, Step};
use super::parser;
use super::service::Client;
use super::session::Session;
use super::{check, service};
use crate::process::Process;
use cloud::Call;
use serde_json::Value;

pub(crate) fn run(
    p: &mut Process<'_>,
    session: &Session,
    prefix: &'static str,
    rest: &[String],
) -> Step<i32> {
    let waiters = &catalogue::service(prefix).waiters;
    let Some((name, arguments)) = rest.split_first() else {
        return Err(CliError::Param(
            "usage: aws [options] iam wait <subcommand> [parameters]\naws: [ERROR]: too few arguments"
                .replace("iam", prefix),
        )
        .into());
    };
    let Some((api, waiter)) = waiters.iter().find(|(api, _)| kebab(api) == *name) else {
        let names: Vec<String> = waiters.keys().map(|w| kebab(w)).collect();
        return Err(CliError::choice("subcommand", name, names.iter().map(String::as_str)).into());
    };
    let Some(operation) = Operation::find(prefix, &kebab(&waiter.operation)) else {
        return Err(CliError::not_simulated(&format!("aws {prefix} wait {name}"), "").into());
    };
    let found = parser::parse(&operation.specs(), 0, arguments)?;
    let params = operation.params(p, &found)?;
    if let Some(input) = operation.input() {
        check::check(operation.service, input, &params)?;
    }
    let client = Client::new(p, session, prefix)?;
    let call = Call { params, ..Call::new(prefix, operation.name) };
    let (status, code, error) = match client.send(p, &call) {
        Ok(_) => (200, None, None),
        Err(error) => (error.error.http, Some(error.error.code.clone()), Some(error)),
    };
    match verdict(waiter, status, code.as_deref()) {
        Some(Verdict::Success) => Ok(0),
        Some(Verdict::Retry) => {
            Err(CliError::General(format!("Waiter {api} failed: Max attempts exceeded")).into())
        }
        Some(Verdict::Failure) => Err(CliError::General(format!(
            "Waiter {api} failed: Waiter encountered a terminal failure state"
        ))
        .into()),
        None => match error {
            Some(error) => Err(service::fail(error).into()),
            None => Err(CliError::General(format!("Waiter {api} failed: Max attempts exceeded")).into()),
        },
    }
}

fn verdict(waiter: &Waiter, status: u16, code: Option<&str>) -> Option<Verdict> {
    let fits = |expected: &Value| match expected {
        Value::Number(number) => number.as_u64() == Some(u64::from(status)),
        Value::String(text) => Some(text.as_str()) == code,
        _ => false,
    };
    waiter.acceptors.iter().find(|a| fits(&a.expected)).map(|a| a.state)
}
