//! `aws configure` and its subcommands.

use super::config::ini::Value as Setting;
use super::config::write::{self, NewValue};
use super::config::{Config, ConfigFile};
use super::credentials::{self, Resolved};
use super::error::{CliError, Step, Stop};
use super::parser::{self, Spec, Takes};
use super::session::{RegionSource, Session, config_location};
use crate::process::Process;
use crate::state::State;
use serde_json::json;

const SUBCOMMANDS: [&str; 10] = [
    "list",
    "get",
    "set",
    "add-model",
    "import",
    "list-profiles",
    "sso",
    "sso-session",
    "export-credentials",
    "mfa-login",
];
const TIP: &str = "\nTip: You can deliver temporary credentials to the AWS CLI using your AWS Console session by \
                   running the command 'aws login'.\n\n";

/// Runs `aws configure …`.
pub(crate) fn run(p: &mut Process<'_>, session: &Session, rest: &[String]) -> Step<i32> {
    let Some((name, arguments)) = rest.split_first() else { return interactive(p, session) };
    match name.as_str() {
        "help" => {
            p.print(super::help::configure());
            Ok(0)
        }
        "list" => list(p, session),
        "list-profiles" => {
            let config = Config::load(p.state)?;
            config.profiles().iter().for_each(|name| p.println(name));
            Ok(0)
        }
        "get" => get(p, session, arguments),
        "set" => set(p, session, arguments),
        "export-credentials" => export(p, session, arguments),
        "import" => import(p, arguments),
        "sso" | "sso-session" | "add-model" | "mfa-login" => {
            Err(CliError::not_simulated(&format!("aws configure {name}"), "Use aws configure.").into())
        }
        other => Err(CliError::choice("subcommand", other, SUBCOMMANDS.into_iter()).into()),
    }
}

/// The last four characters of a secret, as prompts and lists show it.
fn masked(text: &str) -> String {
    let count = text.chars().count();
    let tail: String = text.chars().skip(count.saturating_sub(4)).collect();
    format!("{}{tail}", "*".repeat(16))
}

/// Asks for the four settings and writes those that were answered.
fn interactive(p: &mut Process<'_>, session: &Session) -> Step<i32> {
    let profile = session.profile_or_default(p.state).to_owned();
    let config = Config::load(p.state)?;
    if config.text(&profile, "aws_access_key_id").is_none() {
        p.print(TIP);
    }
    let questions = [
        ("aws_access_key_id", "AWS Access Key ID", true),
        ("aws_secret_access_key", "AWS Secret Access Key", true),
        ("region", "Default region name", false),
        ("output", "Default output format", false),
    ];
    let mut answers: Vec<(String, NewValue)> = Vec::new();
    for (key, label, secret) in questions {
        let old = config.text(&profile, key);
        let shown = match old {
            None => "None".to_owned(),
            Some(text) if secret => masked(text),
            Some(text) => text.to_owned(),
        };
        let answer = p.ask(&format!("{label} [{shown}]: "), false)?;
        let answer =
            answer.ok_or_else(|| Stop::from(CliError::General("EOF when reading a line".to_owned())))?;
        let answer = answer.trim();
        if !answer.is_empty() && old != Some(answer) {
            answers.push((key.to_owned(), NewValue::Text(answer.to_owned())));
        }
    }
    let (keys, settings): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(key, _)| is_credential(key));
    save(p, ConfigFile::Credentials, &profile, &keys)?;
    save(p, ConfigFile::Config, &profile, &settings)?;
    Ok(0)
}

fn is_credential(key: &str) -> bool {
    matches!(key, "aws_access_key_id" | "aws_secret_access_key" | "aws_session_token")
}

/// The section of a profile in one of the files.
fn section(file: ConfigFile, profile: &str) -> String {
    match file {
        ConfigFile::Config if profile != "default" => format!("profile {profile}"),
        _ => profile.to_owned(),
    }
}

fn save(
    p: &mut Process<'_>,
    file: ConfigFile,
    profile: &str,
    values: &[(String, NewValue)],
) -> Result<(), CliError> {
    if values.is_empty() {
        return Ok(());
    }
    let path = file.path(p.state);
    let old = p.state.files.read_text(&path).unwrap_or_default();
    let new = write::update(&old, &section(file, profile), values);
    let now = p.now();
    let fresh = p.state.files.read(&path).is_err();
    let saved = p.state.files.put(&path, new.as_bytes(), now);
    saved.map_err(|error| CliError::General(format!("{}: {error}", p.state.shown(&path))))?;
    if fresh && file == ConfigFile::Credentials {
        p.state.files.make_private(&path);
    }
    Ok(())
}

/// A setting's name as it may be typed: `region`, `default.region`, `profile.x.region`, `default.s3.k`.
struct Name {
    profile: String,
    key: String,
    inner: Option<String>,
}

impl Name {
    fn parse(text: &str, profile: &str) -> Self {
        let mut parts = text.split('.');
        let first = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let (profile, keys) = match (first, rest.as_slice()) {
            ("profile", [name, keys @ ..]) if !keys.is_empty() => ((*name).to_owned(), keys.to_vec()),
            ("default", keys) if !keys.is_empty() => ("default".to_owned(), keys.to_vec()),
            _ => (profile.to_owned(), text.split('.').collect()),
        };
        let key = keys.first().copied().unwrap_or_default().to_owned();
        let inner = (keys.len() > 1).then(|| keys[1..].join("."));
        Self { profile, key, inner }
    }
}

fn words(arguments: &[String], names: &[&str]) -> Result<Vec<String>, CliError> {
    let found = parser::parse(&[], names.len(), arguments)?;
    if found.words.len() < names.len() {
        let missing: Vec<String> = names[found.words.len()..].iter().map(|n| (*n).to_owned()).collect();
        return Err(CliError::missing(&missing));
    }
    if !found.rest.is_empty() {
        return Err(CliError::UnknownOptions(found.rest));
    }
    Ok(found.words)
}

fn get(p: &mut Process<'_>, session: &Session, arguments: &[String]) -> Step<i32> {
    let words = words(arguments, &["varname"])?;
    let config = session.config(p.state)?;
    let name = Name::parse(&words[0], session.profile_or_default(p.state));
    let value = config.value(&name.profile, &name.key).or_else(|| config.section(&name.profile, &name.key));
    let text = match (value, &name.inner) {
        (Some(Setting::Text(text)), None) => Some(text.clone()),
        (Some(Setting::Nested(values)), Some(inner)) => {
            values.iter().find(|(k, _)| k == inner).map(|(_, v)| v.clone())
        }
        _ => None,
    };
    match text {
        Some(text) => {
            p.println(text);
            Ok(0)
        }
        None => Ok(1),
    }
}

fn set(p: &mut Process<'_>, session: &Session, arguments: &[String]) -> Step<i32> {
    let words = words(arguments, &["varname", "value"])?;
    let name = Name::parse(&words[0], session.profile_or_default(p.state));
    let value = match name.inner {
        None => NewValue::Text(words[1].clone()),
        Some(inner) => NewValue::Nested(inner, words[1].clone()),
    };
    let file = if is_credential(&name.key) { ConfigFile::Credentials } else { ConfigFile::Config };
    save(p, file, &name.profile, &[(name.key, value)])?;
    Ok(0)
}

fn row(p: &mut Process<'_>, name: &str, value: &str, kind: &str, location: &str) {
    p.println(format!("{name:<10} : {value:<24} : {kind:<16} : {location}"));
}

fn list(p: &mut Process<'_>, session: &Session) -> Step<i32> {
    const UNSET: &str = "<not set>";
    row(p, "NAME", "VALUE", "TYPE", "LOCATION");
    let env = p.state.env("AWS_PROFILE").or_else(|| p.state.env("AWS_DEFAULT_PROFILE")).map(str::to_owned);
    match (&session.profile_option, env) {
        (Some(name), _) => row(p, "profile", name, "manual", "--profile"),
        (None, Some(name)) => row(p, "profile", &name, "env", "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']"),
        (None, None) => row(p, "profile", UNSET, "None", "None"),
    }
    let config = session.config(p.state)?;
    match credentials::resolve(p, session, &config)? {
        Some(Resolved { credentials, method, .. }) => {
            row(p, "access_key", &masked(&credentials.access_key_id), method, "");
            row(p, "secret_key", &masked(&credentials.secret_access_key), method, "");
        }
        None => {
            row(p, "access_key", UNSET, "None", "None");
            row(p, "secret_key", UNSET, "None", "None");
        }
    }
    match session.region(p.state, &config) {
        Some((region, RegionSource::Option)) => row(p, "region", &region, "manual", "--region"),
        Some((region, RegionSource::Environment)) => {
            row(p, "region", &region, "env", "['AWS_REGION', 'AWS_DEFAULT_REGION']");
        }
        Some((region, RegionSource::Metadata)) => row(p, "region", &region, "imds", ""),
        Some((region, RegionSource::Config)) => {
            let location = config_location(p.state);
            row(p, "region", &region, "config-file", &location);
        }
        None => row(p, "region", UNSET, "None", "None"),
    }
    Ok(0)
}

fn export(p: &mut Process<'_>, session: &Session, arguments: &[String]) -> Step<i32> {
    let found = parser::parse(&[Spec::new("--format", Takes::One)], 0, arguments)?;
    let config = session.config(p.state)?;
    let resolved = credentials::resolve(p, session, &config)?;
    let Some(Resolved { credentials, expiration, .. }) = resolved else {
        return Err(
            CliError::General("Unable to retrieve credentials: no credentials found".to_owned()).into()
        );
    };
    let mut pairs = vec![
        ("AWS_ACCESS_KEY_ID", credentials.access_key_id.clone()),
        ("AWS_SECRET_ACCESS_KEY", credentials.secret_access_key.clone()),
    ];
    pairs.extend(credentials.session_token.clone().map(|t| ("AWS_SESSION_TOKEN", t)));
    pairs.extend(expiration.clone().map(|e| ("AWS_CREDENTIAL_EXPIRATION", e)));
    let lines = |line: fn(&str, &str) -> String| pairs.iter().map(|(k, v)| line(k, v)).collect::<String>();
    let text = match found.value("--format").unwrap_or("process") {
        "process" => {
            let mut out = json!({
                "Version": 1,
                "AccessKeyId": credentials.access_key_id,
                "SecretAccessKey": credentials.secret_access_key,
            });
            if let Some(token) = &credentials.session_token {
                out["SessionToken"] = token.as_str().into();
            }
            if let Some(expiration) = &expiration {
                out["Expiration"] = expiration.as_str().into();
            }
            format!("{}\n", serde_json::to_string_pretty(&out).unwrap_or_default())
        }
        "env" => lines(|k, v| format!("export {k}={v}\n")),
        "env-no-export" => lines(|k, v| format!("{k}={v}\n")),
        "powershell" => lines(|k, v| format!("$Env:{k}=\"{v}\"\n")),
        "windows-cmd" => lines(|k, v| format!("set {k}={v}\n")),
        "fish" => lines(|k, v| format!("set -gx {k} {v}\n")),
        other => {
            let choices = ["process", "env", "env-no-export", "powershell", "windows-cmd", "fish"];
            return Err(CliError::choice("--format", other, choices.into_iter()).into());
        }
    };
    p.print(text);
    Ok(0)
}

/// Takes keys from the file that the console offers for download.
fn import(p: &mut Process<'_>, arguments: &[String]) -> Step<i32> {
    let specs = [
        Spec::new("--csv", Takes::One),
        Spec::new("--profile-prefix", Takes::One),
        Spec::new("--skip-invalid", Takes::Nothing),
    ];
    let found = parser::parse(&specs, 0, arguments)?;
    let Some(source) = found.value("--csv") else {
        return Err(CliError::missing(&["--csv".to_owned()]).into());
    };
    let path = source.strip_prefix("file://").unwrap_or(source);
    let bytes = super::parameters::paramfile(p, "--csv", source, path)?;
    let text = String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned();
    let rows =
        csv(&text).ok_or_else(|| CliError::General("Expected header \"User Name\" not found".to_owned()))?;
    let prefix = found.value("--profile-prefix").unwrap_or_default().to_owned();
    for (user, id, secret) in &rows {
        let keys = [("aws_access_key_id", id), ("aws_secret_access_key", secret)];
        let values = keys.map(|(k, v)| (k.to_owned(), NewValue::Text(v.clone())));
        save(p, ConfigFile::Credentials, &format!("{prefix}{user}"), &values)?;
    }
    p.println(format!("Successfully imported {} profile(s)", rows.len()));
    Ok(0)
}

/// User name, key id and secret of each row.
fn csv(text: &str) -> Option<Vec<(String, String, String)>> {
    let mut lines = text.lines();
    let header: Vec<String> = lines.next()?.split(',').map(|h| h.trim().to_lowercase()).collect();
    let column = |names: &[&str]| header.iter().position(|h| names.contains(&h.as_str()));
    let (user, id) = (column(&["user name"])?, column(&["access key id"])?);
    let secret = column(&["secret access key"])?;
    let rows = lines.filter(|line| !line.trim().is_empty()).map(|line| {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let cell = |at: usize| cells.get(at).map(|c| (*c).to_owned());
        Some((cell(user)?, cell(id)?, cell(secret)?))
    });
    rows.collect()
}

/// The profiles' names.
pub(crate) fn profiles(state: &State) -> Vec<String> {
    Config::load(state).map(|c| c.profiles().iter().map(|p| (*p).to_owned()).collect()).unwrap_or_default()
}
