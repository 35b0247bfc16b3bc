//! `base64`, `cut`, `tr`.

use super::file_commands::{inputs, options};
use super::printing::unescape;
use crate::process::{Outcome, Process};
use base64::{Engine, engine::general_purpose::STANDARD};

pub(super) fn base64(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let arguments: Vec<String> = arguments
        .iter()
        .map(|a| {
            if matches!(a.as_str(), "--decode" | "-D") { "-d".to_owned() } else { a.replace("--wrap=", "-w") }
        })
        .collect();
    let parsed = options!(p, "base64", "dw:i", &arguments);
    let (bytes, status) = inputs(p, "base64", &parsed.rest);
    if parsed.has('d') {
        let clean: Vec<u8> = bytes.into_iter().filter(|b| !b.is_ascii_whitespace()).collect();
        return Ok(match STANDARD.decode(clean) {
            Ok(decoded) => {
                p.print(decoded);
                status
            }
            Err(_) => {
                p.error("base64: invalid input\n");
                1
            }
        });
    }
    let width = parsed.value('w').and_then(|w| w.parse().ok()).unwrap_or(76);
    let encoded = STANDARD.encode(bytes);
    if width == 0 {
        p.print(encoded);
    } else {
        let lines: Vec<String> =
            encoded.as_bytes().chunks(width).map(|c| format!("{}\n", String::from_utf8_lossy(c))).collect();
        p.print(lines.concat());
    }
    Ok(status)
}

pub(super) fn cut(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "cut", "d:f:c:b:s", arguments);
    let list = parsed.value('f').or(parsed.value('c')).or(parsed.value('b'));
    let Some(ranges) = list.and_then(ranges) else {
        p.error("cut: you must specify a list of bytes, characters, or fields, e.g. -f1,3-5\n");
        return Ok(1);
    };
    let (bytes, status) = inputs(p, "cut", &parsed.rest);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let wanted = |i: usize| ranges.iter().any(|(from, to)| (*from..=*to).contains(&(i + 1)));
    let delimiter = parsed.value('d').and_then(|d| d.chars().next()).unwrap_or('\t');
    for line in text.lines() {
        if parsed.value('f').is_none() {
            p.println(
                line.chars().enumerate().filter(|(i, _)| wanted(*i)).map(|(_, c)| c).collect::<String>(),
            );
        } else if line.contains(delimiter) {
            let fields = line.split(delimiter).enumerate().filter(|(i, _)| wanted(*i)).map(|(_, f)| f);
            p.println(fields.collect::<Vec<_>>().join(&delimiter.to_string()));
        } else if !parsed.has('s') {
            p.println(line);
        }
    }
    Ok(status)
}

/// Reads `1,3-5,7-`.
fn ranges(list: &str) -> Option<Vec<(usize, usize)>> {
    let number = |text: &str, default: usize| if text.is_empty() { Some(default) } else { text.parse().ok() };
    list.split(',')
        .map(|item| match item.split_once('-') {
            Some((from, to)) => Some((number(from, 1)?, number(to, usize::MAX)?)),
            None => item.parse().ok().map(|n| (n, n)),
        })
        .collect()
}

pub(super) fn tr(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "tr", "dsc", arguments);
    if parsed.has('c') {
        p.error("tr: -c is not simulated\n");
        return Ok(1);
    }
    let bytes = p.stdin.rest();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let sets: Vec<Vec<char>> = parsed.rest.iter().map(|s| set(&unescape(s))).collect();
    let result: String = match (sets.as_slice(), parsed.has('d'), parsed.has('s')) {
        ([gone, ..], true, _) => text.chars().filter(|c| !gone.contains(c)).collect(),
        ([once], false, true) => squeezed(&text, once),
        ([from, to], false, squeeze) if !to.is_empty() => {
            let last = to[to.len() - 1];
            let replace =
                |c| from.iter().position(|f| *f == c).map_or(c, |i| to.get(i).copied().unwrap_or(last));
            let replaced: String = text.chars().map(replace).collect();
            if squeeze { squeezed(&replaced, to) } else { replaced }
        }
        _ => {
            p.error("tr: usage: tr set1 set2, tr -d set, tr -s set\n");
            return Ok(1);
        }
    };
    p.print(result);
    Ok(0)
}

fn squeezed(text: &str, set: &[char]) -> String {
    let mut last = None;
    let mut keep = |c: &char| {
        let repeated = last == Some(*c) && set.contains(c);
        last = Some(*c);
        !repeated
    };
    text.chars().filter(|c| keep(c)).collect()
}

/// The characters of `a-z`, `[:upper:]` and the like.
fn set(text: &str) -> Vec<char> {
    let text = [
        ("[:upper:]", "A-Z"),
        ("[:lower:]", "a-z"),
        ("[:digit:]", "0-9"),
        ("[:alpha:]", "A-Za-z"),
        ("[:alnum:]", "A-Za-z0-9"),
        ("[:space:]", " \t\n\r"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (name, set)| text.replace(name, set));
    let chars: Vec<char> = text.chars().collect();
    let mut set = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if i + 2 < chars.len() && chars[i + 1] == '-' && chars[i].is_ascii() && chars[i + 2].is_ascii() {
            set.extend(chars[i]..=chars[i + 2]);
            i += 3;
        } else {
            set.push(chars[i]);
            i += 1;
        }
    }
    set
}
