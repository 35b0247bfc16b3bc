//! `echo`, `printf`, `seq` and PowerShell's `Write-…`.

use crate::output::Stream;
use crate::process::{Outcome, Process};

pub(super) fn echo(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let (mut newline, mut escapes, mut from) = (true, false, 0);
    for argument in arguments {
        let flags = argument.strip_prefix('-').unwrap_or_default();
        if flags.is_empty() || !flags.chars().all(|c| matches!(c, 'n' | 'e' | 'E')) {
            break;
        }
        for flag in flags.chars() {
            match flag {
                'n' => newline = false,
                other => escapes = other == 'e',
            }
        }
        from += 1;
    }
    let text = arguments[from..].join(" ");
    let text = if escapes { unescape(&text) } else { text };
    p.print(if newline { format!("{text}\n") } else { text });
    Ok(0)
}

pub(super) fn write_output(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    if let Some(object) = p.object_in.take().filter(|_| arguments.is_empty()) {
        super::objects::show(p, object);
        return Ok(0);
    }
    let lines: Vec<String> = arguments
        .iter()
        .filter(|a| !a.eq_ignore_ascii_case("-inputobject"))
        .map(|a| format!("{a}\n"))
        .collect();
    p.print(lines.concat());
    Ok(0)
}

pub(super) fn write_host(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut words = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.to_lowercase().as_str() {
            "-foregroundcolor" | "-backgroundcolor" => drop(arguments.next()),
            "-object" => {}
            _ => words.push(argument.as_str()),
        }
    }
    p.out.push(Stream::Out, format!("{}\n", words.join(" ")).as_bytes(), None);
    Ok(0)
}

pub(super) fn printf(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let Some((format, values)) = arguments.split_first() else {
        p.error("printf: usage: printf format [arguments]\n");
        return Ok(2);
    };
    let mut values = values.iter();
    let mut text = String::new();
    loop {
        let left = values.len();
        match formatted(format, &mut values) {
            Ok(more) => text.push_str(&more),
            Err(directive) => {
                p.print(text);
                p.error(format!("bash: printf: `{directive}': invalid format character\n"));
                return Ok(1);
            }
        }
        if values.len() == 0 || values.len() == left {
            break;
        }
    }
    p.print(text);
    Ok(0)
}

/// One pass over the format.
fn formatted(format: &str, values: &mut std::slice::Iter<'_, String>) -> Result<String, char> {
    let format = unescape(format);
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        let mut spec = String::new();
        let kind = loop {
            match chars.next() {
                Some(c) if c.is_ascii_digit() || matches!(c, '-' | '.') => spec.push(c),
                Some(c) => break c,
                None => return Err('%'),
            }
        };
        if kind == '%' {
            text.push('%');
            continue;
        }
        let value = values.next().map_or("", String::as_str);
        text.push_str(&padded(&spec, &directive(kind, &spec, value)?));
    }
    Ok(text)
}

fn directive(kind: char, spec: &str, value: &str) -> Result<String, char> {
    let number = || value.trim().parse::<i64>().unwrap_or(0);
    Ok(match kind {
        's' => match spec.split_once('.').and_then(|(_, limit)| limit.parse().ok()) {
            Some(limit) => value.chars().take(limit).collect(),
            None => value.to_owned(),
        },
        'b' => unescape(value),
        'd' | 'i' => number().to_string(),
        'x' => format!("{:x}", number()),
        'c' => value.chars().take(1).collect(),
        'q' => format!("'{}'", value.replace('\'', r"'\''")),
        other => return Err(other),
    })
}

fn padded(spec: &str, value: &str) -> String {
    /// The widest field.
    const WIDEST: usize = 10_000;
    let spec = spec.split('.').next().unwrap_or_default();
    let width: usize = spec.trim_start_matches('-').parse().unwrap_or(0).min(WIDEST);
    match (spec.starts_with('-'), spec.starts_with('0')) {
        (true, _) => format!("{value:<width$}"),
        (_, true) => format!("{value:0>width$}"),
        _ => format!("{value:>width$}"),
    }
}

pub(super) fn seq(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    /// The most numbers.
    const MOST: u64 = 10_000;
    let numbers: Option<Vec<i64>> = arguments.iter().map(|a| a.parse().ok()).collect();
    let (from, step, to) = match numbers.as_deref() {
        Some([to]) => (1, 1, *to),
        Some([from, to]) => (*from, 1, *to),
        Some([from, step, to]) if *step != 0 => (*from, *step, *to),
        _ => {
            p.error("seq: usage: seq [first [step]] last, whole numbers\n");
            return Ok(1);
        }
    };
    if from.abs_diff(to) / step.unsigned_abs() > MOST {
        p.error(format!("seq: at most {MOST} numbers\n"));
        return Ok(1);
    }
    let mut text = String::new();
    let mut number = from;
    while if step > 0 { number <= to } else { number >= to } {
        text.push_str(&format!("{number}\n"));
        number = number.saturating_add(step);
        if number == i64::MAX || number == i64::MIN {
            break;
        }
    }
    p.print(text);
    Ok(0)
}

/// `\n`, `\t`, `\\` and the like.
pub(super) fn unescape(text: &str) -> String {
    let mut result = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            result.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => result.push('\n'),
            Some('t') => result.push('\t'),
            Some('r') => result.push('\r'),
            Some('e') => result.push('\u{1b}'),
            Some('"') => result.push('"'),
            Some('\\') => result.push('\\'),
            Some(other) => result.extend(['\\', other]),
            None => result.push('\\'),
        }
    }
    result
}
