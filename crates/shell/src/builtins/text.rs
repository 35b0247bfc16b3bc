//! Commands on lines of text.

use super::file_commands::{inputs, options};
use crate::process::{Outcome, Process};
use std::cmp::Ordering;

/// The count of `-n 5`, `-5` or `-c 5`; 10 if none is given.
fn amounts(arguments: &[String]) -> Vec<String> {
    let digits = |a: &String| {
        a.strip_prefix('-').is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    };
    arguments.iter().map(|a| if digits(a) { format!("-n{}", &a[1..]) } else { a.clone() }).collect()
}

pub(super) fn head(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "head", "n:c:", &amounts(arguments));
    let (bytes, status) = inputs(p, "head", &parsed.rest);
    if let Some(count) = parsed.value('c') {
        let count = count.parse().unwrap_or(0).min(bytes.len());
        p.print(&bytes[..count]);
        return Ok(status);
    }
    let wanted = parsed.value('n').unwrap_or("10");
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let count = match wanted.strip_prefix('-') {
        Some(but) => lines.len().saturating_sub(but.parse().unwrap_or(0)),
        None => wanted.parse().unwrap_or(10).min(lines.len()),
    };
    p.print(lines[..count].concat());
    Ok(status)
}

pub(super) fn tail(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "tail", "n:c:", &amounts(arguments));
    let (bytes, status) = inputs(p, "tail", &parsed.rest);
    if let Some(count) = parsed.value('c') {
        let from = bytes.len().saturating_sub(count.parse().unwrap_or(0));
        p.print(&bytes[from..]);
        return Ok(status);
    }
    let wanted = parsed.value('n').unwrap_or("10");
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let from = match wanted.strip_prefix('+') {
        Some(first) => first.parse::<usize>().unwrap_or(1).saturating_sub(1).min(lines.len()),
        None => lines.len().saturating_sub(wanted.parse().unwrap_or(10)),
    };
    p.print(lines[from..].concat());
    Ok(status)
}

pub(super) fn wc(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "wc", "lwcm", arguments);
    let names = if parsed.rest.is_empty() { vec!["-".to_owned()] } else { parsed.rest.clone() };
    let (mut rows, mut status) = (Vec::new(), 0);
    for name in &names {
        let (bytes, one) = inputs(p, "wc", std::slice::from_ref(name));
        status |= one;
        let text = String::from_utf8_lossy(&bytes);
        let counts = [
            ('l', bytes.iter().filter(|b| **b == b'\n').count()),
            ('w', text.split_whitespace().count()),
            ('m', text.chars().count()),
            ('c', bytes.len()),
        ];
        let wanted = |flag| if parsed.flags.is_empty() { flag != 'm' } else { parsed.has(flag) };
        rows.push(counts.into_iter().filter(|(f, _)| wanted(*f)).map(|(_, n)| n).collect::<Vec<_>>());
    }
    let single = rows.len() == 1 && rows.iter().all(|r| r.len() == 1);
    for (name, row) in names.iter().zip(rows) {
        let width = if single { 1 } else { 7 };
        let counts: Vec<String> = row.iter().map(|n| format!("{n:>width$}")).collect();
        let name = if name == "-" { String::new() } else { format!(" {name}") };
        p.println(format!("{}{name}", counts.join(" ")));
    }
    Ok(status)
}

pub(super) fn sort(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "sort", "rnufk:t:", arguments);
    let (bytes, status) = inputs(p, "sort", &parsed.rest);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines: Vec<&str> = text.lines().collect();
    let column = parsed.value('k').and_then(|k| k.split([',', '.', 'n', 'r']).next()?.parse::<usize>().ok());
    let key = |line: &str| -> String {
        let Some(column) = column else { return line.to_owned() };
        let at = column.saturating_sub(1);
        match parsed.value('t').and_then(|t| t.chars().next()) {
            Some(separator) => line.split(separator).nth(at).unwrap_or_default().to_owned(),
            None => line.split_whitespace().nth(at).unwrap_or_default().to_owned(),
        }
    };
    let numeric = parsed.has('n') || parsed.value('k').is_some_and(|k| k.ends_with('n'));
    lines.sort_by(|a, b| {
        let (x, y) = (key(a), key(b));
        let order = if numeric {
            number(&x).partial_cmp(&number(&y)).unwrap_or(Ordering::Equal)
        } else if parsed.has('f') {
            x.to_lowercase().cmp(&y.to_lowercase())
        } else {
            x.cmp(&y)
        };
        let order = order.then_with(|| a.cmp(b));
        if parsed.has('r') { order.reverse() } else { order }
    });
    if parsed.has('u') {
        lines.dedup();
    }
    p.print(lines.iter().map(|l| format!("{l}\n")).collect::<String>());
    Ok(status)
}

fn number(text: &str) -> f64 {
    let text = text.trim_start();
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0.0)
}

pub(super) fn uniq(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "uniq", "cdu", arguments);
    let (bytes, status) = inputs(p, "uniq", &parsed.rest);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut groups: Vec<(usize, &str)> = Vec::new();
    for line in text.lines() {
        match groups.last_mut() {
            Some((count, last)) if *last == line => *count += 1,
            _ => groups.push((1, line)),
        }
    }
    for (count, line) in groups {
        if (parsed.has('d') && count == 1) || (parsed.has('u') && count > 1) {
            continue;
        }
        p.println(if parsed.has('c') { format!("{count:7} {line}") } else { line.to_owned() });
    }
    Ok(status)
}

pub(super) fn tee(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let parsed = options!(p, "tee", "a", arguments);
    let bytes = p.stdin.rest();
    let mut status = 0;
    for name in &parsed.rest {
        if let Err(error) = p.write_file(name, &bytes, parsed.has('a')) {
            p.error(format!("tee: {name}: {error}\n"));
            status = 1;
        }
    }
    p.print(bytes);
    Ok(status)
}
