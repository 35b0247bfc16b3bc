//! Commands with regular expressions: `grep`, `Select-String`; `sed` is beside.

use super::file_commands::{inputs, options};
use super::options;
use crate::process::{Outcome, Process};
use regex_lite::{Regex, RegexBuilder};

/// The syntax of a regular expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// `\( \) \{ \} \+ \? \|` are special, the bare ones are not.
    Basic,
    /// As in most languages.
    Extended,
    /// Nothing is special.
    Fixed,
}

pub(crate) fn compile(pattern: &str, syntax: Syntax, ignore_case: bool) -> Result<Regex, String> {
    let pattern = match syntax {
        Syntax::Fixed => regex_lite::escape(pattern),
        Syntax::Extended => pattern.to_owned(),
        Syntax::Basic => extended(pattern),
    };
    RegexBuilder::new(&posix_classes(&pattern))
        .case_insensitive(ignore_case)
        .size_limit(1 << 18)
        .build()
        .map_err(|error| error.to_string())
}

/// A basic regular expression in the extended syntax.
fn extended(basic: &str) -> String {
    let mut result = String::new();
    let mut chars = basic.chars();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '[' if !in_class => in_class = true,
            ']' if in_class => in_class = false,
            '\\' if !in_class => {
                match chars.next() {
                    Some(special @ ('(' | ')' | '{' | '}' | '+' | '?' | '|')) => result.push(special),
                    Some(other) => result.extend(['\\', other]),
                    None => result.push_str(r"\\"),
                }
                continue;
            }
            '(' | ')' | '{' | '}' | '+' | '?' | '|' if !in_class => result.push('\\'),
            _ => {}
        }
        result.push(c);
    }
    result
}

fn posix_classes(pattern: &str) -> String {
    [
        ("[:digit:]", "0-9"),
        ("[:alpha:]", "A-Za-z"),
        ("[:alnum:]", "A-Za-z0-9"),
        ("[:space:]", r"\s"),
        ("[:upper:]", "A-Z"),
        ("[:lower:]", "a-z"),
    ]
    .iter()
    .fold(pattern.to_owned(), |pattern, (name, set)| pattern.replace(name, set))
}

pub(super) fn grep(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "grep", "ivoEFPcnqe:wlhHrA:B:", arguments);
    let unsupported = ['P', 'r', 'l', 'A', 'B'].into_iter().find(|f| parsed.has(*f));
    if let Some(flag) = unsupported {
        p.error(format!("grep: -{flag} is not simulated\n"));
        return Ok(2);
    }
    let mut rest = parsed.rest.clone();
    let pattern = match parsed.value('e') {
        Some(pattern) => pattern.to_owned(),
        None if rest.is_empty() => {
            p.error("Usage: grep [OPTION]... PATTERNS [FILE]...\n");
            return Ok(2);
        }
        None => rest.remove(0),
    };
    let syntax = match (parsed.has('F'), parsed.has('E')) {
        (true, _) => Syntax::Fixed,
        (_, true) => Syntax::Extended,
        _ => Syntax::Basic,
    };
    let pattern = if parsed.has('w') { format!(r"\b{pattern}\b") } else { pattern };
    let regex = match compile(&pattern, syntax, parsed.has('i')) {
        Ok(regex) => regex,
        Err(error) => {
            p.error(format!("grep: {error}\n"));
            return Ok(2);
        }
    };
    let (bytes, mut status) = inputs(p, "grep", &rest);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let found: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| regex.is_match(line) != parsed.has('v')).collect();
    if found.is_empty() {
        status = status.max(1);
    }
    if parsed.has('q') {
        return Ok(status);
    }
    if parsed.has('c') {
        p.println(found.len().to_string());
        return Ok(status);
    }
    for (number, line) in found {
        let prefix = if parsed.has('n') { format!("{}:", number + 1) } else { String::new() };
        if parsed.has('o') {
            let parts: Vec<String> =
                regex.find_iter(line).map(|m| format!("{prefix}{}\n", m.as_str())).collect();
            p.print(parts.concat());
        } else {
            p.println(format!("{prefix}{line}"));
        }
    }
    Ok(status)
}

pub(super) fn select_string(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let valued = ["pattern", "path"];
    let mut named = match options::named(
        p,
        "Select-String",
        &valued,
        &["simplematch", "casesensitive", "notmatch", "raw", "quiet"],
        arguments,
    ) {
        Ok(named) => named,
        Err(status) => return Ok(status),
    };
    let Some(pattern) = named.take(&["pattern"]) else {
        p.error("Select-String: name a pattern\n");
        return Ok(1);
    };
    let syntax = if named.has("simplematch") { Syntax::Fixed } else { Syntax::Extended };
    let regex = match compile(&pattern, syntax, !named.has("casesensitive")) {
        Ok(regex) => regex,
        Err(error) => {
            p.error(format!("Select-String: {error}\n"));
            return Ok(1);
        }
    };
    let files: Vec<String> = named.take(&["path"]).into_iter().collect();
    let (bytes, status) = inputs(p, "Select-String", &files);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let found: Vec<String> = text
        .lines()
        .filter(|l| regex.is_match(l) != named.has("notmatch"))
        .map(|l| format!("{l}\n"))
        .collect();
    if named.has("quiet") {
        p.println(if found.is_empty() { "False" } else { "True" });
    } else {
        p.print(found.concat());
    }
    Ok(status)
}
