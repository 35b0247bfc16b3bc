//! PowerShell's commands on files and environment variables.

use super::file_commands::{copy_dir, copy_file, onto};
use super::{environment, file_commands, list, options};
use crate::files::FileError;
use crate::process::{Outcome, Process};
use crate::state::text_of;
use serde_json::Value;

/// Reads named parameters or leaves the command with the status.
macro_rules! named {
    ($p:expr, $command:expr, $valued:expr, $switches:expr, $arguments:expr) => {
        match options::named($p, $command, &$valued, &$switches, $arguments) {
            Ok(named) => named,
            Err(status) => return Ok(status),
        }
    };
}

/// The variable that `Env:NAME` or `Env:\NAME` names.
fn variable(path: &str) -> Option<&str> {
    let head = path.get(..4)?;
    head.eq_ignore_ascii_case("env:").then(|| path[4..].trim_start_matches(['\\', '/']))
}

pub(super) fn get_child_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Get-ChildItem", ["path"], ["force", "name"], arguments);
    let path = named.take(&["path"]).unwrap_or_else(|| ".".to_owned());
    if let Some(name) = variable(&path) {
        let fits = |n: &str| {
            name.is_empty()
                || crate::expand::glob::matches(
                    &crate::expand::glob::unquoted(&name.to_lowercase()),
                    &n.to_lowercase(),
                )
        };
        let rows: Vec<String> = p
            .state
            .environment
            .iter()
            .filter(|(n, _)| fits(n))
            .map(|(n, v)| format!("{n:<30} {v}\n"))
            .collect();
        p.print(format!(
            "\nName                           Value\n----                           -----\n{}\n",
            rows.concat()
        ));
        return Ok(0);
    }
    let absolute = p.state.path(&path);
    match p.state.files.entry(&absolute) {
        None => Ok(cannot_find(p, "Get-ChildItem", &path)),
        Some(entry) if entry.content.is_some() => {
            p.println(path);
            Ok(0)
        }
        Some(_) if named.has("name") => {
            let names: Vec<String> = p.state.files.list(&absolute).map(|(n, _)| format!("{n}\n")).collect();
            p.print(names.concat());
            Ok(0)
        }
        Some(_) => {
            let text = list::powershell_listing(p, &absolute);
            p.print(format!("{text}\n"));
            Ok(0)
        }
    }
}

fn cannot_find(p: &mut Process<'_>, command: &str, path: &str) -> i32 {
    let shown = p.state.shown(&p.state.path(path));
    p.error(format!("{command}: Cannot find path '{shown}' because it does not exist.\n"));
    1
}

fn complain(p: &mut Process<'_>, command: &str, path: &str, error: FileError) -> i32 {
    if error == FileError::NotFound {
        return cannot_find(p, command, path);
    }
    p.error(format!("{command}: {path}: {error}\n"));
    1
}

pub(super) fn get_content(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Get-Content", ["path", "encoding", "totalcount", "tail"], ["raw"], arguments);
    let Some(path) = named.take(&["path"]) else {
        let rest = p.stdin.rest();
        p.print(rest);
        return Ok(0);
    };
    match p.read_file(&path) {
        Err(error) => Ok(complain(p, "Get-Content", &path, error)),
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if named.has("raw") {
                p.object_out = Some(Value::String(text));
                p.print(bytes);
                return Ok(0);
            }
            let lines: Vec<&str> = text.lines().collect();
            let count = |name: &str| named.value(name).and_then(|n| n.parse::<usize>().ok());
            let from = count("tail").map_or(0, |n| lines.len().saturating_sub(n));
            let to = count("totalcount").map_or(lines.len(), |n| n.min(lines.len()));
            let shown = lines.get(from..to).unwrap_or_default();
            p.print(shown.iter().map(|l| format!("{l}\n")).collect::<String>());
            Ok(0)
        }
    }
}

/// The text that is written: the named or piped value, with a line end unless `-NoNewline` is given.
fn content(p: &mut Process<'_>, named: &mut options::Named) -> String {
    let value = named.take(&["value", "inputobject"]);
    let text = match (value, p.object_in.take()) {
        (Some(value), _) => value,
        (None, Some(Value::Array(items))) => items.iter().map(text_of).collect::<Vec<_>>().join("\n"),
        (None, Some(object)) => text_of(&object),
        (None, None) => String::from_utf8_lossy(&p.stdin.rest()).trim_end_matches('\n').to_owned(),
    };
    if named.has("nonewline") { text } else { format!("{text}\n") }
}

fn write(p: &mut Process<'_>, command: &str, arguments: &[String], append: bool) -> Outcome {
    let mut named = named!(
        p,
        command,
        ["path", "filepath", "literalpath", "value", "inputobject", "encoding", "width"],
        ["nonewline", "append", "force"],
        arguments
    );
    let Some(path) = named.take(&["path", "filepath", "literalpath"]) else {
        p.error(format!("{command}: name the file\n"));
        return Ok(1);
    };
    let append = append || named.has("append");
    let text = content(p, &mut named);
    match p.write_file(&path, text.as_bytes(), append) {
        Ok(()) => Ok(0),
        Err(FileError::NotFound) => {
            let shown = p.state.shown(&p.state.path(&path));
            p.error(format!("{command}: Could not find a part of the path '{shown}'.\n"));
            Ok(1)
        }
        Err(error) => Ok(complain(p, command, &path, error)),
    }
}

pub(super) fn set_content(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    write(p, "Set-Content", arguments, false)
}

pub(super) fn add_content(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    write(p, "Add-Content", arguments, true)
}

pub(super) fn out_file(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    write(p, "Out-File", arguments, false)
}

pub(super) fn out_null(p: &mut Process<'_>, _: &[String]) -> Outcome {
    p.stdin.rest();
    Ok(0)
}

pub(super) fn out_string(p: &mut Process<'_>, _: &[String]) -> Outcome {
    let text = String::from_utf8_lossy(&p.stdin.rest()).into_owned();
    p.print(&text);
    p.object_out = Some(Value::String(text));
    Ok(0)
}

pub(super) fn get_location(p: &mut Process<'_>, _: &[String]) -> Outcome {
    let path = p.state.shown(&p.state.cwd);
    p.print(format!("\nPath\n----\n{path}\n\n"));
    p.object_out = Some(serde_json::json!({ "Path": path }));
    Ok(0)
}

pub(super) fn set_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Set-Item", ["path", "value"], ["force"], arguments);
    let path = named.take(&["path"]).unwrap_or_default();
    let Some(name) = variable(&path).filter(|n| !n.is_empty()) else {
        p.error("Set-Item: only environment variables are simulated: Set-Item Env:NAME value\n");
        return Ok(1);
    };
    let value = named.take(&["value"]).unwrap_or_default();
    environment::set_ignoring_case(p.state, name, value);
    Ok(0)
}

pub(super) fn remove_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(
        p,
        "Remove-Item",
        ["path", "literalpath", "erroraction"],
        ["recurse", "force", "confirm", "verbose"],
        arguments
    );
    let quiet = named.value("erroraction").is_some_and(|a| a.eq_ignore_ascii_case("silentlycontinue"));
    let mut status = 0;
    while let Some(path) = named.take(&["path", "literalpath"]) {
        if let Some(name) = variable(&path) {
            if !environment::remove_ignoring_case(p.state, name) && !quiet {
                p.error(format!("Remove-Item: Cannot find path 'Env:\\{name}' because it does not exist.\n"));
                status = 1;
            }
        } else {
            let absolute = p.state.path(&path);
            let removed = if named.has("recurse") {
                p.state.files.remove_all(&absolute)
            } else {
                let files = &mut p.state.files;
                if files.is_dir(&absolute) {
                    files.remove_dir(&absolute)
                } else {
                    files.remove_file(&absolute)
                }
            };
            match removed {
                Err(_) if quiet => {}
                Err(error) => status = complain(p, "Remove-Item", &path, error),
                Ok(()) => {}
            }
        }
        if named.value("path").is_some() || named.value("literalpath").is_some() {
            break;
        }
    }
    Ok(status)
}

pub(super) fn copy_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Copy-Item", ["path", "destination"], ["recurse", "force"], arguments);
    let names: Vec<String> =
        [named.take(&["path"]), named.take(&["destination"])].into_iter().flatten().collect();
    onto(p, "Copy-Item", &names, |p, name, from, to| {
        let copied = if p.state.files.is_dir(from) { copy_dir(p, from, to) } else { copy_file(p, from, to) };
        copied.map_err(|error| format!("Copy-Item: {name}: {error}"))
    })
}

pub(super) fn move_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Move-Item", ["path", "destination"], ["force"], arguments);
    let names: Vec<String> =
        [named.take(&["path"]), named.take(&["destination"])].into_iter().flatten().collect();
    file_commands::mv(p, &names)
}

pub(super) fn new_item(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "New-Item", ["path", "name", "itemtype", "value"], ["force"], arguments);
    let Some(path) = named.take(&["path", "name"]) else {
        p.error("New-Item: name the file\n");
        return Ok(1);
    };
    let absolute = p.state.path(&path);
    let now = p.now();
    let made = match named.value("itemtype").map(str::to_lowercase).as_deref() {
        Some("directory") => p.state.files.make_dirs(&absolute, now),
        _ if p.state.files.entry(&absolute).is_some() && !named.has("force") => Err(FileError::Exists),
        _ => {
            let text = named.value("value").unwrap_or_default().to_owned();
            let files = &mut p.state.files;
            if named.has("force") {
                files.put(&absolute, text.as_bytes(), now)
            } else {
                files.write(&absolute, text.as_bytes(), now)
            }
        }
    };
    made.map_or_else(|error| Ok(complain(p, "New-Item", &path, error)), |()| Ok(0))
}

pub(super) fn test_path(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named = named!(p, "Test-Path", ["path", "pathtype"], [], arguments);
    let path = named.take(&["path"]).unwrap_or_default();
    let found = match variable(&path) {
        Some(name) => environment::get_ignoring_case(p.state, name).is_some(),
        None => p.state.files.entry(&p.state.path(&path)).is_some(),
    };
    super::objects::show(p, Value::Bool(found));
    Ok(0)
}
