//! Running other programs.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::error::{Error, Result};

/// Tells the person at the terminal what is happening; benchmarks keep standard output to themselves.
pub(crate) fn say(text: &str) {
    eprintln!("▸ {text}");
}

/// Runs a program with its output shown; that it fails is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|e| failure(command, &e.to_string()))?;
    if status.success() { Ok(()) } else { Err(failure(command, &status.to_string())) }
}

/// Runs a program unseen and returns its standard output, trimmed; that it fails is an error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.stdin(Stdio::null()).output().map_err(|e| failure(command, &e.to_string()))?;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).trim().to_owned());
    }
    let reason = String::from_utf8_lossy(&stderr);
    Err(failure(command, &format!("{status}: {}", reason.trim())))
}

/// A program on PATH, if there is one of that name.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// npm, which on Windows is a batch file that a bare `npm` would not find.
pub(crate) fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder);
    command
}

fn failure(command: &Command, why: &str) -> Error {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    Error::Command { line, why: why.to_owned() }
}
