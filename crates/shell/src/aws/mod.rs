//! The `aws` command: what the AWS CLI v2 takes and prints. Source: spec aws-cli.md.

pub(crate) mod catalogue;
mod check;
mod command;
pub(crate) mod complete;
mod config;
mod configure;
pub(crate) mod credentials;
mod elsewhere;
mod error;
mod help;
mod output;
mod paging;
pub(crate) mod parameters;
mod parser;
mod query;
mod role_cache;
mod s3;
mod service;
mod session;
mod similar;
mod skeleton;
mod stand_ins;
mod virtual_mfa;
mod wait;
mod web_identity;
pub(crate) mod workload;

use crate::output::Stream;
use crate::process::{Outcome, Process};
use error::{CliError, Step, Stop};
use session::{Format, Session};

const VERSION: &str = "aws-cli/2.37.9 Python/3.14.6 Linux/6.8.0 exe/x86_64.ubuntu.24";

/// Commands that are no service's.
const CUSTOM: [&str; 3] = ["configure", "s3", "login"];

/// Runs `aws` with its arguments.
pub(crate) fn run(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut session = Session::default();
    match top(p, arguments, &mut session) {
        Ok(status) => Ok(status),
        Err(Stop::Ask(question)) => Err(question),
        Err(Stop::Error(error)) => {
            report(p, &session, &error);
            Ok(error.code())
        }
    }
}

fn top(p: &mut Process<'_>, arguments: &[String], session: &mut Session) -> Step<i32> {
    let found = parser::parse(&session::specs(), 1, arguments).map_err(|error| match error {
        // Before there is a command, the usage names the options.
        CliError::Usage(text) if !arguments.iter().any(|a| is_command(a)) => {
            CliError::UsageOf(text, "usage: aws [--profile PROFILE] [--debug]")
        }
        other => other,
    })?;
    if found.has("--version") {
        p.println(VERSION);
        return Ok(0);
    }
    let Some(command) = found.words.first() else {
        return Err(CliError::missing(&["command".to_owned()]).into());
    };
    if command == "help" {
        p.print(help::top(found.rest.first().map(String::as_str)));
        return Ok(0);
    }
    *session = Session::new(&found)?;
    match command.as_str() {
        "configure" => configure::run(p, session, &found.rest),
        "s3" => s3::run(p, session, &found.rest),
        "sso" => sso(p, session, &found.rest),
        "login" | "logout" => {
            let what = format!("aws {command}");
            Err(CliError::not_simulated(&what, "Use access keys (aws configure) or aws sts assume-role.")
                .into())
        }
        name => match catalogue::prefix_of(name) {
            Some(prefix) => command::run(p, session, prefix, &found.rest),
            None if catalogue::catalogue().services.iter().any(|s| s == name) => not_here(p, session, name),
            None => {
                let services = catalogue::catalogue().services.iter().map(String::as_str);
                Err(CliError::choice("command", name, services.chain(CUSTOM)).into())
            }
        },
    }
}

/// `aws sso login` needs settings that `aws configure sso` would have made.
fn sso(p: &Process<'_>, session: &Session, rest: &[String]) -> Step<i32> {
    const CHOICES: [&str; 2] = ["login", "logout"];
    let Some(word) = rest.first() else {
        let text = "usage: aws [options] sso <subcommand> [parameters]\naws: [ERROR]: too few arguments";
        return Err(CliError::Param(text.to_owned()).into());
    };
    if !CHOICES.contains(&word.as_str()) {
        return Err(CliError::choice("operation", word, CHOICES.into_iter()).into());
    }
    let config = session.config(p.state)?;
    let profile = session.profile_or_default(p.state);
    let set = |key: &&str| config.text(profile, key).is_some();
    let missing: Vec<&str> = ["sso_start_url", "sso_region"].into_iter().filter(|key| !set(key)).collect();
    if word == "login" && !missing.is_empty() && !set(&"sso_session") {
        let text = format!(
            "Missing the following required SSO configuration values: {}. To make sure this profile is properly \
             configured to use SSO, please run: aws configure sso",
            missing.join(", ")
        );
        return Err(CliError::Config("Configuration", text).into());
    }
    let what = format!("aws sso {word}");
    Err(CliError::not_simulated(&what, "Use access keys (aws configure) or aws sts assume-role.").into())
}

fn is_command(word: &str) -> bool {
    CUSTOM.contains(&word) || catalogue::catalogue().services.iter().any(|s| s == word)
}

/// A service of AWS's that the playground has not.
fn not_here(p: &Process<'_>, session: &Session, name: &str) -> Step<i32> {
    let config = session.config(p.state)?;
    session.region_for(name, p.state, &config)?;
    let here: Vec<&str> = cloud::model::services().map(catalogue::command_of).chain(["s3"]).collect();
    let instead = format!("Simulated here: {}. Nothing was changed.", here.join(", "));
    Err(CliError::not_simulated(&format!("aws {name}"), &instead).into())
}

/// Writes an error to standard error, as `--cli-error-format` asks.
fn report(p: &mut Process<'_>, session: &Session, error: &CliError) {
    let CliError::Service(service) = error else {
        p.error(error.text());
        return;
    };
    let format = match session.error_format(p.state).as_str() {
        "json" => Some(Format::Json),
        "yaml" => Some(Format::Yaml),
        "text" => Some(Format::Text),
        "table" => Some(Format::Table),
        _ => None,
    };
    let text = match format {
        Some(format) => output::show(format, "error", &service.members(), output::Color::None),
        None => error.text(),
    };
    p.refused(Stream::Err, &text, service.record);
}
