//! `jq`. The language is jaq's; options, texts and exit codes are jq 1.7's.

mod bounds;
mod guard;
mod library;
mod options;
mod program;
mod value;

use super::file_commands::inputs;
use crate::process::{Outcome, Process};
use options::{Options, Style};
use program::{End, Setting};
use serde::Serialize;
use serde_json::{Deserializer, Value};
use std::cell::RefCell;

pub(super) fn jq(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let options = match Options::read(arguments) {
        Ok(options) => options,
        Err(message) => {
            p.error(message);
            return Ok(2);
        }
    };
    if options.version {
        p.println("jq-1.7.1");
        return Ok(0);
    }
    let now = p.now();
    let (bytes, status) = inputs(p, "jq: error: Could not open", &options.files);
    let environment: Value = p
        .state
        .environment
        .iter()
        .map(|(k, v)| (k.clone(), Value::from(v.as_str())))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let mut variables = options.variables.clone();
    variables.push(("$ENV".to_owned(), environment));
    let variables: Vec<_> = variables.into_iter().map(|(k, v)| (k, value::from_json(v))).collect();
    let setting = Setting {
        inputs: values(&String::from_utf8_lossy(&bytes), &options),
        null_input: options.null_input,
        variables: &variables,
        now: now.0,
    };
    let mut run = Run { p, options: &options, last: None, failed: false };
    let said = RefCell::new(String::new());
    let end = program::run(&options.program, setting, &mut |result| run.output(result), &said);
    let (last, failed) = (run.last, run.failed);
    p.error(said.into_inner());
    Ok(match end {
        Err(messages) => {
            let each = messages.iter().map(|m| format!("jq: error: {m}:\n{}\n", options.program));
            let plural = if messages.len() == 1 { "" } else { "s" };
            p.error(format!("{}jq: {} compile error{plural}\n", each.collect::<String>(), messages.len()));
            3
        }
        Ok(End::Stopped(reason)) => {
            p.error(format!("IAM Playground: jq was stopped: {reason}\n"));
            130
        }
        Ok(End::Halted(code)) => code & 0xff,
        Ok(End::BadInput(message)) => {
            p.error(format!("jq: parse error: {message}\n"));
            2
        }
        Ok(End::Done) if failed => 5,
        Ok(End::Done) if status != 0 => 2,
        Ok(End::Done) if options.exit_status => match last {
            None => 4,
            Some(Value::Null | Value::Bool(false)) => 1,
            Some(_) => 0,
        },
        Ok(End::Done) => 0,
    })
}

/// The inputs, each a value or, at last, why there is none.
fn values(text: &str, options: &Options) -> Vec<Result<jaq_json::Val, String>> {
    let values: Vec<Result<Value, String>> = if options.raw_input && options.slurp {
        vec![Ok(text.into())]
    } else if options.raw_input {
        text.lines().map(|line| Ok(line.into())).collect()
    } else {
        let read = Deserializer::from_str(text).into_iter::<Value>();
        read.map(|value| value.map_err(|error| parse_error(text, &error))).collect()
    };
    if !options.slurp || options.raw_input {
        return values.into_iter().map(|value| value.map(value::from_json)).collect();
    }
    let all: Result<Vec<Value>, String> = values.into_iter().collect();
    vec![all.map(|items| value::from_json(Value::Array(items)))]
}

/// What jq says of a text that is no JSON: words that are none are bad numbers to it, and it notices at their
/// ends.
fn parse_error(text: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        return format!("Unfinished JSON term at EOF at line {line}, column {column}");
    }
    let rest = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let word =
        rest.chars().skip(column).take_while(|c| !c.is_whitespace() && !",:[]{}\"".contains(*c)).count();
    format!("Invalid numeric literal at line {line}, column {}", column + word + 1)
}

/// Writes the outputs.
struct Run<'r, 'p> {
    p: &'r mut Process<'p>,
    options: &'r Options,
    last: Option<Value>,
    failed: bool,
}

impl Run<'_, '_> {
    fn output(&mut self, result: Result<jaq_json::Val, String>) {
        let value = match result {
            Ok(value) => value::to_json(&value),
            Err(message) => {
                self.failed = true;
                self.p.error(format!("jq: error: {message}\n"));
                return;
            }
        };
        let value = if self.options.sort_keys { value::sorted(value) } else { value };
        let text = match &value {
            Value::String(text) if self.options.raw_output => text.clone(),
            value => written(value, &self.options.style),
        };
        self.p.print(text);
        if !self.options.join_output {
            self.p.print("\n");
        }
        self.last = Some(value);
    }
}

fn written(value: &Value, style: &Style) -> String {
    let Style::Indented(indent) = style else { return value.to_string() };
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(indent.as_bytes());
    // Writing a value to memory does not fail.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    String::from_utf8_lossy(&bytes).into_owned()
}
