//! Finds the credentials that a command signs with, in the order that the CLI looks for them.

use super::config::{Config, ConfigFile};
use super::error::{CliError, ServiceError, Step};
use super::role_cache;
use super::session::Session;
use super::web_identity::{self, Environment};
use super::workload;
use crate::place::Place;
use crate::process::Process;
use crate::state::State;
use cloud::{Call, Credentials, Failure, Reply};

/// Credentials and the name of the way they were found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) credentials: Credentials,
    pub(crate) method: &'static str,
    /// When temporary ones end, where that is known.
    pub(crate) expiration: Option<String>,
}

const NO_CREDENTIALS: &str =
    "Unable to locate credentials. You can configure credentials by running \"aws login\".";

/// The credentials, which must be there.
pub(crate) fn required(p: &mut Process<'_>, session: &Session, config: &Config) -> Step<Resolved> {
    let found = resolve(p, session, config)?;
    found.ok_or_else(|| CliError::Config("NoCredentials", NO_CREDENTIALS.to_owned()).into())
}

/// The credentials; `None` if there are none.
pub(crate) fn resolve(p: &mut Process<'_>, session: &Session, config: &Config) -> Step<Option<Resolved>> {
    // A profile that is named on the command line counts before the environment's keys.
    if session.profile_option.is_none()
        && let Some(found) = environment(p.state)?
    {
        return Ok(Some(found));
    }
    let profile = session.profile_or_default(p.state).to_owned();
    let by_token = config.text(&profile, "web_identity_token_file").is_some();
    if config.text(&profile, "role_arn").is_some() && !by_token {
        return assume_role(p, session, config, &profile, &mut vec![profile.clone()]).map(Some);
    }
    let environment =
        if session.profile_option.is_none() { Environment::Counts } else { Environment::Ignored };
    if let Some(found) = web_identity::resolve(p, session, config, &profile, environment)? {
        return Ok(Some(found));
    }
    if let Some(found) = of_profile(config, &profile)? {
        return Ok(Some(found));
    }
    for (key, what) in
        [("credential_process", "credential_process"), ("sso_session", "sso"), ("sso_start_url", "sso")]
    {
        if config.text(&profile, key).is_some() {
            return Err(
                CliError::not_simulated(what, "Use access keys or role_arn with source_profile.").into()
            );
        }
    }
    Ok(workload::credentials(p))
}

fn environment(state: &State) -> Result<Option<Resolved>, CliError> {
    let Some(id) = state.env("AWS_ACCESS_KEY_ID") else { return Ok(None) };
    let secret = state.env("AWS_SECRET_ACCESS_KEY").ok_or_else(|| partial("env", "AWS_SECRET_ACCESS_KEY"))?;
    let token = state.env("AWS_SESSION_TOKEN").or_else(|| state.env("AWS_SECURITY_TOKEN"));
    Ok(Some(Resolved { credentials: keys(id, secret, token), method: "env", expiration: None }))
}

fn of_profile(config: &Config, profile: &str) -> Result<Option<Resolved>, CliError> {
    let files = [(ConfigFile::Credentials, "shared-credentials-file"), (ConfigFile::Config, "config-file")];
    for (file, method) in files {
        let value = |key| config.text_in(file, profile, key);
        let Some(id) = value("aws_access_key_id") else { continue };
        let secret =
            value("aws_secret_access_key").ok_or_else(|| partial(method, "aws_secret_access_key"))?;
        let token = value("aws_session_token").or_else(|| value("aws_security_token"));
        return Ok(Some(Resolved { credentials: keys(id, secret, token), method, expiration: None }));
    }
    Ok(None)
}

fn keys(id: &str, secret: &str, token: Option<&str>) -> Credentials {
    Credentials {
        access_key_id: id.to_owned(),
        secret_access_key: secret.to_owned(),
        session_token: token.map(str::to_owned),
    }
}

fn partial(provider: &str, missing: &str) -> CliError {
    CliError::General(format!("Partial credentials found in {provider}, missing: {missing}"))
}

/// Assumes the role of a profile, with the credentials of its source.
fn assume_role(
    p: &mut Process<'_>,
    session: &Session,
    config: &Config,
    profile: &str,
    visited: &mut Vec<String>,
) -> Step<Resolved> {
    let setting = |key: &str| config.text(profile, key).map(str::to_owned);
    let source = match (setting("source_profile"), setting("credential_source")) {
        (Some(_), Some(_)) => {
            let text =
                format!("The profile \"{profile}\" contains both source_profile and credential_source.");
            return Err(CliError::General(text).into());
        }
        (None, None) => return Err(partial("assume-role", "source_profile or credential_source").into()),
        (Some(source), None) => source_profile(p, session, config, profile, &source, visited)?,
        (None, Some(source)) => credential_source(p, profile, &source)?,
    };
    let now = p.now();
    let mut call = Call::new("sts", "AssumeRole").with("RoleArn", setting("role_arn").unwrap_or_default());
    let named = setting("role_session_name");
    let name = named.clone().unwrap_or_else(|| format!("botocore-session-{}", now.0));
    call = call.with("RoleSessionName", name);
    if let Some(id) = setting("external_id") {
        call = call.with("ExternalId", id);
    }
    if let Some(seconds) = setting("duration_seconds").and_then(|s| s.parse::<i64>().ok()) {
        call = call.with("DurationSeconds", seconds);
    }
    if let Some(serial) = setting("mfa_serial") {
        call = call.with("SerialNumber", serial);
    }
    let place = role_cache::place(p.state, &call, named.is_some());
    if let Some(found) = role_cache::load(p.state, &place, now) {
        return Ok(found);
    }
    if let Some(serial) = setting("mfa_serial") {
        let code = p.ask(&format!("Enter MFA code for {serial}: "), true)?;
        call = call.with("TokenCode", code.unwrap_or_default());
    }
    call.region = session.region_for("sts", p.state, config)?;
    let origin = p.origin();
    match p.cloud.call(&call, &source.credentials, origin) {
        Ok(success) => {
            role_cache::store(p.state, &place, &success.reply, now);
            Ok(of_reply(&success.reply, "assume-role"))
        }
        Err(failure) => Err(refused(failure, "AssumeRole").into()),
    }
}

/// The credentials in an answer of STS.
pub(super) fn of_reply(reply: &Reply, method: &'static str) -> Resolved {
    let text = |key| reply.text(&["Credentials", key]).unwrap_or_default().to_owned();
    let credentials = keys(&text("AccessKeyId"), &text("SecretAccessKey"), Some(&text("SessionToken")));
    Resolved { credentials, method, expiration: Some(text("Expiration").replace('Z', "+00:00")) }
}

/// STS's refusal as the command's.
pub(super) fn refused(failure: Failure, operation: &str) -> CliError {
    CliError::Service(Box::new(ServiceError {
        error: failure.error,
        service: "sts".to_owned(),
        operation: operation.to_owned(),
        record: failure.record,
        retries: 0,
    }))
}

fn source_profile(
    p: &mut Process<'_>,
    session: &Session,
    config: &Config,
    profile: &str,
    source: &str,
    visited: &mut Vec<String>,
) -> Step<Resolved> {
    if !config.has(source) {
        return Err(CliError::General(format!(
            "The source_profile \"{source}\" referenced in the profile \"{profile}\" does not exist."
        ))
        .into());
    }
    let own = of_profile(config, source)?;
    if config.text(source, "role_arn").is_some()
        && let Some(found) = web_identity::resolve(p, session, config, source, Environment::Ignored)?
    {
        return Ok(found);
    }
    let again = visited.iter().any(|v| v == source);
    if let Some(own) = own.clone().filter(|_| again || config.text(source, "role_arn").is_none()) {
        return Ok(own);
    }
    if again {
        let names: Vec<String> = visited.iter().map(|v| format!("'{v}'")).collect();
        return Err(CliError::General(format!(
            "Infinite loop in credential configuration detected. Attempting to load from profile {source} which \
             has already been visited. Visited profiles: [{}]",
            names.join(", ")
        ))
        .into());
    }
    if config.text(source, "role_arn").is_some() {
        visited.push(source.to_owned());
        return assume_role(p, session, config, source, visited);
    }
    own.ok_or_else(|| {
        CliError::General(format!("The source profile \"{source}\" must have credentials.")).into()
    })
}

fn credential_source(p: &mut Process<'_>, profile: &str, source: &str) -> Step<Resolved> {
    let found = match source {
        "Environment" => environment(p.state)?,
        "Ec2InstanceMetadata" => workload::instance(p),
        "EcsContainer" => workload::container(p),
        other => {
            return Err(CliError::General(format!(
                "The credential source \"{other}\" referenced in profile \"{profile}\" is not valid."
            ))
            .into());
        }
    };
    found.ok_or_else(|| {
        CliError::General(format!(
            "Error when retrieving credentials from {source}: No credentials found in credential_source referenced \
             in profile {profile}"
        ))
        .into()
    })
}

/// If the credentials that a bare `aws` would use are temporary: the role's or profile's name.
pub(crate) fn role_in_use(state: &State) -> Option<String> {
    if state.env("AWS_ACCESS_KEY_ID").is_some() {
        return state.env("AWS_SESSION_TOKEN").map(|_| "temporary credentials".to_owned());
    }
    if let Some(arn) = state.env("AWS_WEB_IDENTITY_TOKEN_FILE").and_then(|_| state.env("AWS_ROLE_ARN")) {
        return Some(arn.rsplit('/').next().unwrap_or(arn).to_owned());
    }
    let config = Config::load(state).ok()?;
    let session = Session::default();
    let profile = session.profile_or_default(state);
    if let Some(arn) = config.text(profile, "role_arn") {
        return Some(arn.rsplit('/').next().unwrap_or(arn).to_owned());
    }
    let is_set = |key: &str| config.text(profile, key).is_some();
    match &state.place {
        Place::Workload(workload) if !is_set("aws_access_key_id") => Some(workload.name().to_owned()),
        _ => is_set("aws_session_token").then(|| profile.to_owned()),
    }
}
