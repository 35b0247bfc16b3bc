//! `sed`.

use super::file_commands::{inputs, options};
use super::pattern::{Syntax, compile};
use crate::process::{Outcome, Process};
use regex_lite::Regex;

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
