//! Variables: `export`, `unset`, `env`, `read`, `set`.

use super::options;
use crate::process::{Outcome, Process};
use crate::state::{State, WINDOWS_HOME};
use serde_json::Value;

/// Windows finds environment variables without regard to case.
fn name_ignoring_case<'a>(state: &'a State, name: &str) -> Option<&'a String> {
    state.environment.keys().find(|n| n.eq_ignore_ascii_case(name))
}

/// The value of `$env:NAME`.
pub(crate) fn get_ignoring_case(state: &State, name: &str) -> Option<String> {
    match name.to_ascii_uppercase().as_str() {
        "USERPROFILE" | "HOME" => Some(state.shown(state.home())),
        "HOMEPATH" => Some(WINDOWS_HOME[2..].to_owned()),
        "USERNAME" => state.environment.get("USER").cloned(),
        _ => name_ignoring_case(state, name).and_then(|n| state.environment.get(n)).cloned(),
    }
}

/// Sets `$env:NAME`; an empty value removes it, as in PowerShell.
pub(crate) fn set_ignoring_case(state: &mut State, name: &str, value: String) {
    let name = name_ignoring_case(state, name).cloned().unwrap_or_else(|| name.to_owned());
    if value.is_empty() {
        state.environment.remove(&name);
    } else {
        state.environment.insert(name, value);
    }
}

/// Forgets `$env:NAME`. `false` if it was not there.
pub(super) fn remove_ignoring_case(state: &mut State, name: &str) -> bool {
    let name = name_ignoring_case(state, name).cloned();
    name.is_some_and(|n| state.environment.remove(&n).is_some())
}

pub(super) fn export(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    if arguments.is_empty() || arguments == ["-p"] {
        let lines: Vec<String> =
            p.state.environment.iter().map(|(n, v)| format!("declare -x {n}=\"{}\"\n", quoted(v))).collect();
        p.print(lines.concat());
        return Ok(0);
    }
    let mut status = 0;
    for argument in arguments.iter().filter(|a| *a != "-x") {
        if argument == "-n" {
            p.error("bash: export: -n is not simulated; use unset\n");
            return Ok(2);
        }
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        if is_name(name) {
            p.state.export(name, value);
        } else {
            p.error(format!("bash: export: `{argument}': not a valid identifier\n"));
            status = 1;
        }
    }
    Ok(status)
}

pub(super) fn unset(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    for name in arguments.iter().filter(|a| *a != "-v") {
        p.state.unset(name);
    }
    Ok(0)
}

pub(super) fn env(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let values_only = arguments.first().is_some_and(|a| a == "--values");
    let names = &arguments[usize::from(values_only)..];
    if names.is_empty() {
        let lines: Vec<String> = p.state.environment.iter().map(|(n, v)| format!("{n}={v}\n")).collect();
        p.print(lines.concat());
        return Ok(0);
    }
    if !values_only {
        p.error("env: running commands is not simulated; use NAME=value command\n");
        return Ok(125);
    }
    let mut status = 0;
    for name in names {
        match p.state.environment.get(name).cloned() {
            Some(value) => p.println(value),
            None => status = 1,
        }
    }
    Ok(status)
}

pub(super) fn read(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = match options::parse(p, "read", "rsp:", arguments) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(status),
    };
    let line = match parsed.value('p') {
        Some(prompt) => p.ask(prompt, parsed.has('s'))?,
        None => p.read_line()?,
    };
    let Some(line) = line else { return Ok(1) };
    let names = if parsed.rest.is_empty() { vec!["REPLY".to_owned()] } else { parsed.rest };
    let mut rest = line.trim();
    for (i, name) in names.iter().enumerate() {
        let (word, left) = match rest.split_once(char::is_whitespace) {
            Some((word, left)) if i + 1 < names.len() => (word, left.trim_start()),
            _ => (rest, ""),
        };
        p.state.assign(name, word.to_owned());
        rest = left;
    }
    Ok(0)
}

pub(super) fn set(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    if arguments.is_empty() {
        let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        let own = p.state.variables.iter().map(|(n, v)| (n.clone(), text(v)));
        let mut all: Vec<(String, String)> =
            p.state.environment.iter().map(|(n, v)| (n.clone(), v.clone())).chain(own).collect();
        all.sort();
        p.print(all.iter().map(|(n, v)| format!("{n}={v}\n")).collect::<String>());
        return Ok(0);
    }
    p.error(format!("bash: set: {}: not simulated\n", arguments.join(" ")));
    Ok(2)
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn quoted(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`")
}
