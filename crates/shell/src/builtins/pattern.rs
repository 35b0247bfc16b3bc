//! Commands with regular expressions: `grep`, `sed`, `Select-String`.

use super::file_commands::{inputs, options};
use super::options;
use crate::process::{Outcome, Process};
use regex_lite::{Regex, RegexBuilder};

/// The syntax of a regular expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    /// `\( \) \{ \} \+ \? \|` are special, the bare ones are not.
    Basic,
    /// As in most languages.
    Extended,
    /// Nothing is special.
    Fixed,
}

fn compile(pattern: &str, syntax: Syntax, ignore_case: bool) -> Result<Regex, String> {
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

pub(super) fn sed(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "sed", "nEre:i", arguments);
    let mut rest = parsed.rest.clone();
    let mut scripts: Vec<String> =
        parsed.flags.iter().filter(|(f, _)| *f == 'e').map(|(_, v)| v.clone()).collect();
    if scripts.is_empty() && !rest.is_empty() {
        scripts.push(rest.remove(0));
    }
    let syntax = if parsed.has('E') || parsed.has('r') { Syntax::Extended } else { Syntax::Basic };
    let mut edits = Vec::new();
    for script in scripts.iter().flat_map(|s| sed_commands(s)) {
        match edit(&script, syntax) {
            Ok(edit) => edits.push(edit),
            Err(reason) => {
                p.error(format!(
                    "sed: `{script}': {reason}. Simulated are s/…/…/[g][i], [N[,M]]p and [N[,M]]d\n"
                ));
                return Ok(1);
            }
        }
    }
    if parsed.has('i') {
        let mut status = 0;
        for name in rest {
            let (bytes, one) = inputs(p, "sed", std::slice::from_ref(&name));
            status |= one;
            let edited = edited(&bytes, &edits, parsed.has('n'));
            if one == 0
                && let Err(error) = p.write_file(&name, edited.as_bytes(), false)
            {
                p.error(format!("sed: {name}: {error}\n"));
                status = 1;
            }
        }
        return Ok(status);
    }
    let (bytes, status) = inputs(p, "sed", &rest);
    let edited = edited(&bytes, &edits, parsed.has('n'));
    p.print(edited);
    Ok(status)
}

/// The commands of a script, which `;` and line ends part where they are not in a `s` command's texts.
fn sed_commands(script: &str) -> Vec<String> {
    let mut commands = vec![String::new()];
    // The separator of the `s` command that is being read, and how many more of it are to come.
    let mut inside: Option<(char, u8)> = None;
    let mut chars = script.chars();
    while let Some(c) = chars.next() {
        let at = commands.len() - 1;
        match (c, inside) {
            (';' | '\n', None) => commands.push(String::new()),
            (c, None) if c.is_whitespace() && commands[at].is_empty() => {}
            ('\\', _) => commands[at].extend(['\\'].into_iter().chain(chars.next())),
            (c, None) if commands[at] == "s" => {
                inside = Some((c, 2));
                commands[at].push(c);
            }
            (c, Some((separator, left))) => {
                if c == separator {
                    inside = (left > 1).then_some((separator, left - 1));
                }
                commands[at].push(c);
            }
            (c, None) => commands[at].push(c),
        }
    }
    commands.retain(|command| !command.trim().is_empty());
    commands.into_iter().map(|command| command.trim_end().to_owned()).collect()
}

enum Edit {
    Replace { regex: Regex, with: String, all: bool },
    Print(Range),
    Delete(Range),
}

/// Lines by number, or all that match.
enum Range {
    Lines(usize, usize),
    Matching(Regex),
}

impl Range {
    fn holds(&self, number: usize, line: &str, last: bool) -> bool {
        match self {
            Self::Lines(from, to) => (*from..=*to).contains(&number) || (last && *from == usize::MAX),
            Self::Matching(regex) => regex.is_match(line),
        }
    }
}

fn edit(script: &str, syntax: Syntax) -> Result<Edit, String> {
    if let Some(body) = script.strip_prefix('s')
        && let Some(separator) = body.chars().next().filter(|c| !c.is_alphanumeric())
    {
        let parts = split_unescaped(&body[separator.len_utf8()..], separator);
        let [pattern, with, flags] = parts.as_slice() else {
            return Err("unterminated `s' command".to_owned());
        };
        if flags.chars().any(|f| !matches!(f, 'g' | 'i' | 'I')) {
            return Err(format!("unknown option to `s': {flags}"));
        }
        let regex = compile(pattern, syntax, flags.contains(['i', 'I']))?;
        return Ok(Edit::Replace { regex, with: replacement(with), all: flags.contains('g') });
    }
    let command = script.chars().last().filter(|c| matches!(c, 'p' | 'd')).ok_or("unknown command")?;
    let address = &script[..script.len() - 1];
    let line = |text: &str| if text == "$" { Some(usize::MAX) } else { text.parse().ok() };
    let range = match address.strip_prefix('/').and_then(|a| a.strip_suffix('/')) {
        Some(pattern) => Range::Matching(compile(pattern, syntax, false)?),
        None if address.is_empty() => Range::Lines(1, usize::MAX),
        None => match address.split_once(',') {
            Some((from, to)) => {
                Range::Lines(line(from).ok_or("unknown address")?, line(to).ok_or("unknown address")?)
            }
            None => line(address).map(|n| Range::Lines(n, n)).ok_or("unknown address")?,
        },
    };
    Ok(if command == 'p' { Edit::Print(range) } else { Edit::Delete(range) })
}

fn split_unescaped(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let last = parts.len() - 1;
        match c {
            '\\' => match chars.next() {
                Some(next) if next == separator => parts[last].push(next),
                next => parts[last].extend(['\\'].into_iter().chain(next)),
            },
            c if c == separator => parts.push(String::new()),
            c => parts[last].push(c),
        }
    }
    parts
}

/// sed's replacement in the form of the regex crate: `&` and `\1` become `${0}` and `${1}`.
fn replacement(with: &str) -> String {
    let mut result = String::new();
    let mut chars = with.chars();
    while let Some(c) = chars.next() {
        match c {
            '&' => result.push_str("${0}"),
            '$' => result.push_str("$$"),
            '\\' => match chars.next() {
                Some(d) if d.is_ascii_digit() => result.push_str(&format!("${{{d}}}")),
                Some('n') => result.push('\n'),
                Some('t') => result.push('\t'),
                Some(other) => result.push(other),
                None => {}
            },
            c => result.push(c),
        }
    }
    result
}

fn edited(bytes: &[u8], edits: &[Edit], quiet: bool) -> String {
    let text = String::from_utf8_lossy(bytes);
    let count = text.lines().count();
    let mut result = String::new();
    for (i, line) in text.lines().enumerate() {
        let mut line = line.to_owned();
        let (mut printed, mut deleted) = (0, false);
        for edit in edits {
            match edit {
                Edit::Replace { regex, with, all } => {
                    line = regex.replacen(&line, usize::from(!all), with.as_str()).into_owned();
                }
                Edit::Print(range) => printed += usize::from(range.holds(i + 1, &line, i + 1 == count)),
                Edit::Delete(range) => deleted |= range.holds(i + 1, &line, i + 1 == count),
            }
        }
        let times = if deleted { 0 } else { printed + usize::from(!quiet) };
        for _ in 0..times {
            result.push_str(&line);
            result.push('\n');
        }
    }
    result
}
