//! Commands about the machine and the session.

use super::{CONTROL, find};
use crate::place::Place;
use crate::process::{Effect, Outcome, Process};
use crate::state::Dialect;
use cloud::Timestamp;

pub(super) fn yes(_: &mut Process<'_>, _: &[String]) -> Outcome {
    Ok(0)
}

pub(super) fn no(_: &mut Process<'_>, _: &[String]) -> Outcome {
    Ok(1)
}

pub(super) fn clear(p: &mut Process<'_>, _: &[String]) -> Outcome {
    p.effect = Some(Effect::Clear);
    Ok(0)
}

pub(super) fn exit(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    p.effect = Some(Effect::Exit);
    Ok(arguments.first().and_then(|a| a.parse::<u8>().ok()).map_or(p.state.status, i32::from))
}

pub(super) fn history(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    if arguments.first().is_some_and(|a| a == "-c") {
        p.state.history.clear();
        return Ok(0);
    }
    let lines: Vec<String> =
        p.state.history.iter().enumerate().map(|(i, l)| format!("{:5}  {l}\n", i + 1)).collect();
    p.print(lines.concat());
    Ok(0)
}

pub(super) fn whoami(p: &mut Process<'_>, _: &[String]) -> Outcome {
    let place = &p.state.place;
    let windows = p.state.dialect == Dialect::PowerShell && *place == Place::Laptop;
    p.println(if windows { format!(r"{}\{}", place.host(), place.user()) } else { place.user().to_owned() });
    Ok(0)
}

pub(super) fn hostname(p: &mut Process<'_>, _: &[String]) -> Outcome {
    p.println(p.state.place.host());
    Ok(0)
}

pub(super) fn uname(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    p.println(if arguments.first().is_some_and(|a| a == "-a") {
        format!("Linux {} 6.8.0 #1 SMP x86_64 GNU/Linux (simulated)", p.state.place.host())
    } else {
        "Linux".to_owned()
    });
    Ok(0)
}

/// Nobody waits: the world's clock goes on by as much.
pub(super) fn sleep(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    /// The longest sleep in seconds: a week.
    const LONGEST: f64 = 7.0 * 86_400.0;
    let amounts =
        arguments.iter().filter(|a| !a.eq_ignore_ascii_case("-seconds") && !a.eq_ignore_ascii_case("-s"));
    let amounts: Vec<&String> = amounts.collect();
    if amounts.is_empty() {
        p.error("sleep: missing operand\n");
        return Ok(1);
    }
    let mut seconds = 0.0;
    for amount in amounts {
        let Some(more) = duration(amount) else {
            p.error(format!("sleep: invalid time interval '{amount}'\n"));
            return Ok(1);
        };
        seconds += more;
    }
    if seconds > LONGEST {
        p.error("IAM Playground: sleep: at most a week\n");
        return Ok(1);
    }
    #[expect(clippy::cast_possible_truncation, reason = "at most a week")]
    let moved = p.cloud.wait(seconds.ceil() as i64);
    if !moved {
        p.error("IAM Playground: sleep: the clock cannot be moved here\n");
    }
    Ok(i32::from(!moved))
}

/// `5`, `0.5`, `2m`, `1h`, `1d` in seconds.
fn duration(text: &str) -> Option<f64> {
    let (number, unit) = match text.chars().last()? {
        's' => (&text[..text.len() - 1], 1.0),
        'm' => (&text[..text.len() - 1], 60.0),
        'h' => (&text[..text.len() - 1], 3_600.0),
        'd' => (&text[..text.len() - 1], 86_400.0),
        _ => (text, 1.0),
    };
    number.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0).map(|n| n * unit)
}

pub(super) fn command(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    match arguments {
        [flag, names @ ..] if flag == "-v" => which(p, names),
        _ => {
            p.error("command: only -v is simulated\n");
            Ok(2)
        }
    }
}

pub(super) fn which(p: &mut Process<'_>, names: &[String]) -> Outcome {
    let mut status = 0;
    for name in names {
        if name == "aws" {
            let shown = if p.state.dialect == Dialect::Bash {
                "/usr/local/bin/aws"
            } else {
                r"C:\Program Files\Amazon\AWSCLIV2\aws.exe"
            };
            p.println(shown);
        } else if find(p.state.dialect, name).is_some() || CONTROL.contains(&name.as_str()) {
            p.println(format!("{name}: built into this shell"));
        } else {
            p.error(format!("{name} not found\n"));
            status = 1;
        }
    }
    Ok(status)
}

pub(super) fn date(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let now = p.now();
    let format = arguments.iter().find_map(|a| a.strip_prefix('+'));
    let iso = arguments.iter().any(|a| a == "-Is" || a == "-Iseconds" || a == "--iso-8601=seconds");
    let text = match format {
        Some(format) => formatted(now, format),
        None if iso => formatted(now, "%Y-%m-%dT%H:%M:%S+00:00"),
        None if p.state.dialect == Dialect::PowerShell => formatted(now, "%A, %B %d, %Y %H:%M:%S"),
        None => formatted(now, "%a %b %e %H:%M:%S UTC %Y"),
    };
    p.println(text);
    Ok(0)
}

/// A moment in the format of `date +…`.
fn formatted(now: Timestamp, format: &str) -> String {
    const DAYS: [&str; 7] = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (y, mo, d, h, mi, s) = now.parts();
    let at = |names: &[&'static str], i: i64| {
        usize::try_from(i).ok().and_then(|i| names.get(i)).copied().unwrap_or("")
    };
    let (day, month) = (at(&DAYS, now.0.div_euclid(86_400).rem_euclid(7)), at(&MONTHS, mo - 1));
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        text.push_str(&match chars.next() {
            Some('Y') => y.to_string(),
            Some('m') => format!("{mo:02}"),
            Some('d') => format!("{d:02}"),
            Some('e') => format!("{d:2}"),
            Some('H') => format!("{h:02}"),
            Some('M') => format!("{mi:02}"),
            Some('S') => format!("{s:02}"),
            Some('s') => now.0.to_string(),
            Some('F') => format!("{y}-{mo:02}-{d:02}"),
            Some('T') => format!("{h:02}:{mi:02}:{s:02}"),
            Some('A') => day.to_owned(),
            Some('a') => day.chars().take(3).collect(),
            Some('B') => month.to_owned(),
            Some('b') => month.chars().take(3).collect(),
            Some('Z') => "UTC".to_owned(),
            Some('z') => "+0000".to_owned(),
            Some('%') => "%".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        });
    }
    text
}
