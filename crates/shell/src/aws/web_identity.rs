//! Credentials by a token in a file: a profile's `web_identity_token_file` with `role_arn`, or the environment's
//! `AWS_WEB_IDENTITY_TOKEN_FILE` with `AWS_ROLE_ARN`, as Kubernetes sets them. Source: spec aws-cli.md.

use super::config::Config;
use super::credentials::{self, Resolved};
use super::error::{CliError, Step};
use super::role_cache;
use super::session::Session;
use crate::process::Process;
use crate::state::State;
use cloud::{Call, Failure, SignedRequest};

/// Whether the environment counts beside a profile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    Counts,
    /// The profile was named on the command line, or by another profile.
    Ignored,
}

const NO_ROLE: &str = "The provided profile or the current environment is configured to assume role with web identity \
                       but has no role ARN configured. Ensure that the profile has the role_arn configuration set or \
                       the AWS_ROLE_ARN env var is set.";

/// Credentials by the token that profile or environment name. `None` if they name none.
pub(super) fn resolve(
    p: &mut Process<'_>,
    session: &Session,
    config: &Config,
    profile: &str,
    environment: Environment,
) -> Step<Option<Resolved>> {
    let setting = |state: &State, variable: &str, key: &str| {
        let of_environment = state.env(variable).filter(|_| environment == Environment::Counts);
        of_environment.or_else(|| config.text(profile, key)).map(str::to_owned)
    };
    let Some(file) = setting(p.state, "AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else {
        return Ok(None);
    };
    let role = setting(p.state, "AWS_ROLE_ARN", "role_arn");
    let role = role.ok_or_else(|| CliError::General(NO_ROLE.to_owned()))?;
    let named = setting(p.state, "AWS_ROLE_SESSION_NAME", "role_session_name");
    let tick = p.tick();
    let name = named.clone().unwrap_or_else(|| format!("botocore-session-{}", tick.now.0));
    let mut call = Call::new("sts", "AssumeRoleWithWebIdentity").with("RoleArn", role);
    call = call.with("RoleSessionName", name);
    let method = "assume-role-with-web-identity";
    let place = role_cache::place(p.state, &call, named.is_some());
    if let Some(found) = role_cache::load(p.state, &place, tick.now) {
        return Ok(Some(Resolved { method, ..found }));
    }
    let token = p
        .read_file(&file)
        .map_err(|_| CliError::General(format!("[Errno 2] No such file or directory: '{file}'")))?;
    call = call.with("WebIdentityToken", String::from_utf8_lossy(&token).into_owned());
    call.region = session.region_for("sts", p.state, config)?;
    let request = SignedRequest::unsigned(&call, p.origin());
    let answer = request.map_err(|error| Failure { error, record: None });
    match answer.and_then(|request| p.cloud.send(&request, tick)) {
        Ok(success) => {
            role_cache::store(p.state, &place, &success.reply, tick.now);
            Ok(Some(credentials::of_reply(&success.reply, method)))
        }
        Err(failure) => Err(credentials::refused(failure, "AssumeRoleWithWebIdentity").into()),
    }
}
