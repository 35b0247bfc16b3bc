//! The terminal that a scenario begins with.

use cloud::{Credentials, Timestamp};
use policy::Spanned;
use policy::arn::Arn;
use shell::{Dialect, Shell};

use super::Scenario;
use super::build::{Built, Key};
use super::model::{Named, Profile, ProfileCaller};
use crate::error::{ContentError, Problem};

const CREDENTIALS: &str = "~/.aws/credentials";
const CONFIG: &str = "~/.aws/config";

/// A shell with the scenario's files, and with its profiles as `aws configure` would have written them.
pub(super) fn shell(
    scenario: &Scenario,
    built: &Built,
    dialect: Dialect,
    now: Timestamp,
) -> Result<Shell, ContentError> {
    let mut shell = Shell::new(dialect);
    let mut put = |path: &Spanned<String>, content: &str| {
        let absolute = shell.path(&path.value);
        let result = shell.files_mut().put(&absolute, content.as_bytes(), now);
        if absolute == shell.path(CREDENTIALS) {
            // As `aws configure` leaves it.
            shell.files_mut().make_private(&absolute);
        }
        result.map_err(|error| {
            let problem = Problem::File { path: path.value.clone(), reason: error.to_string() };
            ContentError::new(problem, path.span, &scenario.text)
        })
    };
    let written = profiles(scenario, built)?;
    for (path, content) in scenario.terminal.files.iter().chain(&written) {
        put(path, content)?;
    }
    Ok(shell)
}

/// The files that hold the profiles, if there are any.
fn profiles(scenario: &Scenario, built: &Built) -> Result<Named<String>, ContentError> {
    let Some((first, _)) = scenario.terminal.profiles.first() else { return Ok(Vec::new()) };
    let mut files = ProfileFiles { scenario, built, credentials: String::new(), config: String::new() };
    for (name, profile) in &scenario.terminal.profiles {
        files.add(&name.value, profile)?;
    }
    let file = |path: &str, content| (Spanned::new(path.to_owned(), first.span), content);
    Ok(vec![file(CREDENTIALS, files.credentials), file(CONFIG, files.config)])
}

/// The CLI's two files, as they grow.
struct ProfileFiles<'a> {
    scenario: &'a Scenario,
    built: &'a Built,
    credentials: String,
    config: String,
}

impl ProfileFiles<'_> {
    fn add(&mut self, name: &str, profile: &Profile) -> Result<(), ContentError> {
        let section = if name == "default" { name.to_owned() } else { format!("profile {name}") };
        let region = profile.region.as_ref().unwrap_or(&self.scenario.region);
        let output = profile.output.as_deref().unwrap_or("json");
        self.config += &format!("[{section}]\nregion = {region}\noutput = {output}\n");
        let account = profile.account.as_ref().map_or(self.scenario.account(), |account| &account.value);
        match &profile.caller {
            ProfileCaller::User { name: user, key } => {
                let key = self.access_key(account, user, *key)?;
                let (id, secret) = (&key.access_key_id, &key.secret_access_key);
                let keys = format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
                self.credentials += &keys;
            }
            ProfileCaller::Role { role, source, external_id, session_name } => {
                self.set("role_arn", Some(&self.role(account, role)?));
                self.set("source_profile", Some(self.source(source)?));
                self.set("external_id", external_id.as_ref());
                self.set("role_session_name", session_name.as_ref());
            }
        }
        Ok(())
    }

    fn set(&mut self, key: &str, value: Option<&String>) {
        self.config.extend(value.map(|value| format!("{key} = {value}\n")));
    }

    fn access_key(
        &self,
        account: &str,
        user: &Spanned<String>,
        number: usize,
    ) -> Result<&Credentials, ContentError> {
        let of_user = |key: &&Key| key.account == account && key.user == user.value;
        let key = self.built.keys.iter().filter(of_user).nth(number - 1);
        key.map(|key| &key.credentials).ok_or_else(|| {
            let name = format!("{}'s key {number} in {account}", user.value);
            self.dangling("access key", name, user)
        })
    }

    /// The ARN of a role that there is.
    fn role(&self, account: &str, role: &Spanned<String>) -> Result<String, ContentError> {
        let arn = match Arn::parse(&role.value) {
            Some(_) => role.value.clone(),
            None => format!("arn:aws:iam::{account}:{}", role.value),
        };
        let known = arn.contains(":role/") && self.built.world.unique_id_of(&arn).is_some();
        if known { Ok(arn) } else { Err(self.dangling("role", role.value.clone(), role)) }
    }

    /// The profile whose credentials assume a role.
    fn source<'s>(&self, source: &'s Spanned<String>) -> Result<&'s String, ContentError> {
        let known = self.scenario.terminal.profiles.iter().any(|(name, _)| name.value == source.value);
        if known { Ok(&source.value) } else { Err(self.dangling("profile", source.value.clone(), source)) }
    }

    fn dangling(&self, kind: &'static str, name: String, at: &Spanned<String>) -> ContentError {
        ContentError::new(Problem::Dangling { kind, name }, at.span, &self.scenario.text)
    }
}
