//! Commands that run scripts: `eval`, `source`, `bash -c`.

use crate::process::Process;
use crate::state::Dialect;
use crate::syntax::{self, Script, SyntaxError};

/// The script that a command runs. `None` if it is no command of this kind.
pub(crate) fn script(p: &mut Process<'_>, name: &str, arguments: &[String]) -> Option<Script> {
    let text = match (p.state.dialect, name) {
        (Dialect::Bash, "eval") => Ok(arguments.join(" ")),
        (Dialect::Bash, "source" | ".") => match arguments {
            [file, ..] => read(p, file),
            [] => Err(format!("bash: {name}: filename argument required")),
        },
        (Dialect::Bash, "bash" | "sh") => match arguments {
            [flag, text, ..] if flag == "-c" => Ok(text.clone()),
            [file, ..] if !file.starts_with('-') => read(p, file),
            _ => Err(format!("{name}: this terminal already is a shell; use {name} -c '…' or {name} file")),
        },
        (Dialect::PowerShell, name)
            if name.eq_ignore_ascii_case("iex") || name.eq_ignore_ascii_case("invoke-expression") =>
        {
            Ok(arguments.join(" "))
        }
        _ => return None,
    };
    p.state.status = 0;
    let parsed = text
        .and_then(|text| syntax::parse(p.state.dialect, &text).map_err(|e| complaint(p.state.dialect, &e)));
    Some(parsed.unwrap_or_else(|message| {
        p.error(format!("{message}\n"));
        p.state.status = 2;
        Script::default()
    }))
}

fn read(p: &Process<'_>, file: &str) -> Result<String, String> {
    let bytes = p.read_file(file).map_err(|error| format!("bash: {file}: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the shell says of a line that it cannot read.
pub(crate) fn complaint(dialect: Dialect, error: &SyntaxError) -> String {
    let shell = if dialect == Dialect::Bash { "bash: " } else { "ParserError: " };
    match error {
        SyntaxError::Incomplete => format!("{shell}unexpected end of the script"),
        SyntaxError::Wrong(message) => format!("{shell}{message}"),
        SyntaxError::NotSimulated(what) => {
            format!("IAM Playground: {what}: not simulated. `help` says what this shell can do.")
        }
    }
}
