//! Commands on files and directories.

use crate::files::{self, FileError};
use crate::process::{Outcome, Process};

/// Reads options or leaves the command with the status.
macro_rules! options {
    ($p:expr, $command:expr, $known:expr, $arguments:expr) => {
        match crate::builtins::options::parse($p, $command, $known, $arguments) {
            Ok(parsed) => parsed,
            Err(status) => return Ok(status),
        }
    };
}
pub(super) use options;

pub(super) fn cat(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "cat", "n", arguments);
    let (bytes, status) = inputs(p, "cat", &parsed.rest);
    if parsed.has('n') {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let numbered: Vec<String> =
            text.lines().enumerate().map(|(i, l)| format!("{:6}\t{l}\n", i + 1)).collect();
        p.print(numbered.concat());
    } else {
        p.print(bytes);
    }
    Ok(status)
}

/// What the named files hold, or the input if none is named. Says what cannot be read.
pub(super) fn inputs(p: &mut Process<'_>, command: &str, names: &[String]) -> (Vec<u8>, i32) {
    if names.is_empty() {
        return (p.stdin.rest(), 0);
    }
    let (mut bytes, mut status) = (Vec::new(), 0);
    for name in names {
        match if name == "-" { Ok(p.stdin.rest()) } else { p.read_file(name) } {
            Ok(more) => bytes.extend(more),
            Err(error) => {
                p.error(format!("{command}: {name}: {error}\n"));
                status = 1;
            }
        }
    }
    (bytes, status)
}

pub(super) fn pwd(p: &mut Process<'_>, _: &[String]) -> Outcome {
    let shown = p.state.shown(&p.state.cwd);
    p.println(shown);
    Ok(0)
}

pub(super) fn cd(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let typed = arguments.first().map_or("~", String::as_str);
    let path = if typed == "-" {
        p.state.variable("OLDPWD").unwrap_or_else(|| p.state.home().to_owned())
    } else {
        p.state.path(typed)
    };
    match p.state.files.entry(&path) {
        Some(entry) if entry.content.is_none() => {
            let before = std::mem::replace(&mut p.state.cwd, path);
            p.state.assign("OLDPWD", before);
            Ok(0)
        }
        found => {
            let error = if found.is_some() { FileError::NotADirectory } else { FileError::NotFound };
            p.error(format!("bash: cd: {typed}: {error}\n"));
            Ok(1)
        }
    }
}

pub(super) fn mkdir(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "mkdir", "p", arguments);
    let now = p.now();
    each(p, &parsed.rest, |p, name| {
        let path = p.state.path(name);
        let files = &mut p.state.files;
        let made = if parsed.has('p') { files.make_dirs(&path, now) } else { files.make_dir(&path, now) };
        made.map_err(|error| format!("mkdir: cannot create directory '{name}': {error}"))
    })
}

pub(super) fn touch(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let now = p.now();
    each(p, arguments, |p, name| {
        let path = p.state.path(name);
        p.state.files.touch(&path, now).map_err(|error| format!("touch: cannot touch '{name}': {error}"))
    })
}

pub(super) fn rm(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "rm", "rRfv", arguments);
    let (recursive, force) = (parsed.has('r') || parsed.has('R'), parsed.has('f'));
    each(p, &parsed.rest, |p, name| {
        let path = p.state.path(name);
        let removed =
            if recursive { p.state.files.remove_all(&path) } else { p.state.files.remove_file(&path) };
        match removed {
            Err(FileError::NotFound) if force => Ok(()),
            other => other.map_err(|error| format!("rm: cannot remove '{name}': {error}")),
        }
    })
}

pub(super) fn rmdir(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    each(p, arguments, |p, name| {
        let path = p.state.path(name);
        p.state.files.remove_dir(&path).map_err(|error| format!("rmdir: failed to remove '{name}': {error}"))
    })
}

pub(super) fn cp(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "cp", "rRafp", arguments);
    let recursive = ['r', 'R', 'a'].iter().any(|f| parsed.has(*f));
    onto(p, "cp", &parsed.rest, |p, name, from, to| {
        if p.state.files.is_dir(from) {
            if !recursive {
                return Err(format!("cp: -r not specified; omitting directory '{name}'"));
            }
            return copy_dir(p, from, to).map_err(|error| format!("cp: cannot copy '{name}': {error}"));
        }
        copy_file(p, from, to).map_err(|error| format!("cp: cannot copy '{name}': {error}"))
    })
}

pub(super) fn copy_file(p: &mut Process<'_>, from: &str, to: &str) -> Result<(), FileError> {
    let bytes = p.state.files.read(from)?.to_vec();
    let now = p.now();
    p.state.files.write(to, &bytes, now)
}

pub(super) fn copy_dir(p: &mut Process<'_>, from: &str, to: &str) -> Result<(), FileError> {
    let now = p.now();
    let below: Vec<(String, Option<Vec<u8>>)> = p
        .state
        .files
        .below(from)
        .map(|(path, e)| (path[from.len()..].to_owned(), e.content.as_ref().map(|c| c.0.to_vec())))
        .collect();
    p.state.files.make_dirs(to, now)?;
    for (rest, content) in below {
        let path = format!("{to}{rest}");
        match content {
            Some(bytes) => p.state.files.write(&path, &bytes, now)?,
            None => p.state.files.make_dirs(&path, now)?,
        }
    }
    Ok(())
}

pub(super) fn mv(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "mv", "fv", arguments);
    onto(p, "mv", &parsed.rest, |p, name, from, to| {
        p.state.files.rename(from, to).map_err(|error| format!("mv: cannot move '{name}': {error}"))
    })
}

/// Does something with each of several files and a target: into it if it is a directory, else onto it.
pub(super) fn onto(
    p: &mut Process<'_>,
    command: &str,
    names: &[String],
    act: impl Fn(&mut Process<'_>, &str, &str, &str) -> Result<(), String>,
) -> Outcome {
    let (target, sources) = match names.split_last() {
        Some((target, sources)) if !sources.is_empty() => (target, sources),
        Some((one, _)) => {
            p.error(format!("{command}: missing destination file operand after '{one}'\n"));
            return Ok(1);
        }
        None => {
            p.error(format!("{command}: missing file operand\n"));
            return Ok(1);
        }
    };
    let target_path = p.state.path(target);
    let into = p.state.files.is_dir(&target_path);
    if sources.len() > 1 && !into {
        p.error(format!("{command}: target '{target}': No such file or directory\n"));
        return Ok(1);
    }
    each(p, sources, |p, name| {
        let from = p.state.path(name);
        if p.state.files.entry(&from).is_none() {
            return Err(format!("{command}: cannot stat '{name}': {}", FileError::NotFound));
        }
        let to = if into { files::join(&target_path, files::name(&from)) } else { target_path.clone() };
        if from == to || to.starts_with(&format!("{from}/")) {
            return Err(format!("{command}: '{name}' and '{target}' are the same file"));
        }
        act(p, name, &from, &to)
    })
}

/// Does something with each name and says what went wrong.
fn each(
    p: &mut Process<'_>,
    names: &[String],
    act: impl Fn(&mut Process<'_>, &str) -> Result<(), String>,
) -> Outcome {
    let mut status = 0;
    for name in names {
        if let Err(message) = act(p, name) {
            p.error(format!("{message}\n"));
            status = 1;
        }
    }
    Ok(status)
}

pub(super) fn basename(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let path = arguments.first().map_or("", String::as_str);
    let name = files::name(path.trim_end_matches('/'));
    let suffix = arguments.get(1).map_or("", String::as_str);
    p.println(name.strip_suffix(suffix).filter(|n| !n.is_empty()).unwrap_or(name));
    Ok(0)
}

pub(super) fn dirname(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let path = arguments.first().map_or("", String::as_str);
    p.println(if path.contains('/') { files::parent(path) } else { "." });
    Ok(0)
}
