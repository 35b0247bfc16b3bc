//! The terminal that a scenario begins with.

use cloud::Timestamp;
use policy::Spanned;
use shell::{Dialect, Shell};

use super::Scenario;
use super::build::{Built, Key};
use super::model::{Named, Profile};
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
    let (mut credentials, mut config) = (String::new(), String::new());
    for (name, profile) in &scenario.terminal.profiles {
        let key = &key(scenario, built, profile)?.credentials;
        let name = &name.value;
        let section = if name == "default" { name.clone() } else { format!("profile {name}") };
        let region = profile.region.as_ref().unwrap_or(&scenario.region);
        let output = profile.output.as_deref().unwrap_or("json");
        config += &format!("[{section}]\nregion = {region}\noutput = {output}\n");
        let (id, secret) = (&key.access_key_id, &key.secret_access_key);
        credentials += &format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = {secret}\n");
    }
    let file = |path: &str, content| (Spanned::new(path.to_owned(), first.span), content);
    Ok(vec![file(CREDENTIALS, credentials), file(CONFIG, config)])
}

/// The access key that a profile asks for.
fn key<'a>(scenario: &Scenario, built: &'a Built, profile: &Profile) -> Result<&'a Key, ContentError> {
    let account = profile.account.as_ref().map_or(scenario.account(), |account| &account.value);
    let of_user = |key: &&Key| key.account == account && key.user == profile.user.value;
    built.keys.iter().filter(of_user).nth(profile.key - 1).ok_or_else(|| {
        let name = format!("{}'s key {} in {account}", profile.user.value, profile.key);
        ContentError::new(Problem::Dangling { kind: "access key", name }, profile.user.span, &scenario.text)
    })
}
