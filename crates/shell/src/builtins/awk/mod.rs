//! `awk`: patterns, actions, fields, variables, arrays and the usual functions. Not simulated, and refused
//! with their names: functions of one's own, `getline`, and output into files or other commands.

mod expression;
mod functions;
mod lex;
mod number;
mod parse;
mod run;
mod tree;

use super::file_commands::inputs;
use super::printing::unescape;
use crate::process::{Outcome, Process};
use run::{Machine, Stop};

const USAGE: &str = "usage: awk [-F separator] [-v name=value] 'program' [file ...]\n";

pub(super) fn awk(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let (mut settings, mut words) = (Vec::new(), Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let option = argument.get(..2).filter(|o| words.is_empty() && matches!(*o, "-F" | "-v" | "-f"));
        let Some(option) = option else {
            if words.is_empty() && argument.starts_with('-') && argument.len() > 1 && argument != "--" {
                p.error(format!("awk: unknown option {argument}\n{USAGE}"));
                return Ok(2);
            }
            if argument != "--" || !words.is_empty() {
                words.push(argument.clone());
            }
            continue;
        };
        let rest = argument[2..].to_owned();
        let value = if rest.is_empty() { arguments.next().cloned() } else { Some(rest) };
        match (option, value.as_deref(), value.as_deref().and_then(|v| v.split_once('='))) {
            ("-F", Some(separator), _) => {
                let separator = if separator == "t" { "\t".to_owned() } else { unescape(separator) };
                settings.push(("FS".to_owned(), separator));
            }
            ("-v", _, Some((name, value))) => settings.push((name.to_owned(), unescape(value))),
            ("-f", Some(file), _) => match p.read_file(file) {
                Ok(bytes) => words.push(String::from_utf8_lossy(&bytes).into_owned()),
                Err(error) => {
                    p.error(format!("awk: can't open file {file}: {error}\n"));
                    return Ok(2);
                }
            },
            _ => {
                p.error(USAGE);
                return Ok(2);
            }
        }
    }
    if words.is_empty() {
        p.error(USAGE);
        return Ok(2);
    }
    let program = match parse::program(&words.remove(0)) {
        Ok(program) => program,
        Err(message) => {
            p.error(format!("awk: {message}\n"));
            return Ok(2);
        }
    };
    let reads = program.rules.iter().any(|rule| rule.reads_input());
    let (bytes, status) = if reads { inputs(p, "awk", &words) } else { (Vec::new(), 0) };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut machine = Machine::new(&settings);
    let end = machine.run(&program, &text);
    p.print(machine.output());
    Ok(match end {
        Ok(()) | Err(Stop::Next) => {
            if status == 0 {
                0
            } else {
                2
            }
        }
        Err(Stop::Exit(code)) => code,
        Err(Stop::Error(message)) => {
            p.error(format!("awk: {message}\n"));
            2
        }
        Err(Stop::TooMuch) => {
            p.error("IAM Playground: awk was stopped: it ran too long or grew too large\n");
            130
        }
    })
}
