//! `test`, `[` and `[[`.

use crate::expand::glob;
use crate::process::{Outcome, Process};

pub(super) fn test(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match holds(p, &words) {
        Ok(true) => Ok(0),
        Ok(false) => Ok(1),
        Err(message) => {
            p.error(format!("bash: test: {message}\n"));
            Ok(2)
        }
    }
}

fn holds(p: &Process<'_>, words: &[&str]) -> Result<bool, String> {
    match words {
        [] => Ok(false),
        ["!", rest @ ..] => Ok(!holds(p, rest)?),
        [one] => Ok(!one.is_empty()),
        [flag, value] => unary(p, flag, value),
        [left, operator, right] => binary(left, operator, right),
        _ => {
            let split = words.iter().position(|w| matches!(*w, "-a" | "-o")).ok_or("too many arguments")?;
            let (left, right) = (holds(p, &words[..split])?, holds(p, &words[split + 1..])?);
            Ok(if words[split] == "-a" { left && right } else { left || right })
        }
    }
}

fn unary(p: &Process<'_>, flag: &str, value: &str) -> Result<bool, String> {
    let path = p.state.path(value);
    let entry = p.state.files.entry(&path);
    Ok(match flag {
        "-z" => value.is_empty(),
        "-n" => !value.is_empty(),
        "-e" | "-r" | "-w" => entry.is_some(),
        "-f" => entry.is_some_and(|e| e.content.is_some()),
        "-d" => entry.is_some_and(|e| e.content.is_none()),
        "-s" => p.state.files.read(&path).is_ok_and(|b| !b.is_empty()),
        "-v" => p.state.variable(value).is_some(),
        other => return Err(format!("{other}: unary operator expected")),
    })
}

fn binary(left: &str, operator: &str, right: &str) -> Result<bool, String> {
    let number =
        |text: &str| text.trim().parse::<i64>().map_err(|_| format!("{text}: integer expression expected"));
    Ok(match operator {
        "=" => left == right,
        "==" => glob::matches(&glob::unquoted(right), left),
        "!=" => left != right,
        "<" => left < right,
        ">" => left > right,
        "-eq" => number(left)? == number(right)?,
        "-ne" => number(left)? != number(right)?,
        "-lt" => number(left)? < number(right)?,
        "-le" => number(left)? <= number(right)?,
        "-gt" => number(left)? > number(right)?,
        "-ge" => number(left)? >= number(right)?,
        other => return Err(format!("{other}: binary operator expected")),
    })
}
