//! Values of options: text, numbers, JSON, `file://`, and the CLI's shorthand. Source: spec aws-cli.md.

use super::catalogue::kebab;
use super::error::CliError;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::model::{Kind, ServiceModel, Shape};
use serde_json::{Map, Number, Value};

/// Reads an option's words as a value of its type.
pub(crate) fn read(
    p: &Process<'_>,
    service: &ServiceModel,
    shape: &Shape,
    option: &str,
    words: &[String],
) -> Result<Value, CliError> {
    let words = words.iter().map(|w| load(p, option, w, shape.kind)).collect::<Result<Vec<String>, _>>()?;
    let first = words.first().map(String::as_str).unwrap_or_default();
    match shape.kind {
        Kind::List => list(service, shape, option, &words),
        Kind::Structure | Kind::Map => structure(service, shape, option, first),
        _ => scalar(shape, first),
    }
}

/// What a word stands for: `file://` and `fileb://` name files.
fn load(p: &Process<'_>, option: &str, word: &str, kind: Kind) -> Result<String, CliError> {
    let (path, binary) = match (word.strip_prefix("file://"), word.strip_prefix("fileb://")) {
        (Some(path), _) => (path, false),
        (_, Some(path)) => (path, true),
        _ => return Ok(word.to_owned()),
    };
    let bytes = paramfile(p, option, word, path)?;
    if binary || kind == Kind::Blob {
        return Ok(BASE64.encode(bytes));
    }
    String::from_utf8(bytes).map_err(|_| {
        let text = format!("Unable to load paramfile ({path}), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.");
        CliError::parsing(option, &text)
    })
}

/// The bytes of a file that an option's value names.
pub(crate) fn paramfile(p: &Process<'_>, option: &str, word: &str, path: &str) -> Result<Vec<u8>, CliError> {
    p.read_file(path).map_err(|error| {
        let text = format!("Unable to load paramfile {word}: [Errno {}] {error}: '{path}'", error.errno());
        CliError::parsing(option, &text)
    })
}

fn scalar(shape: &Shape, word: &str) -> Result<Value, CliError> {
    match shape.kind {
        Kind::Integer | Kind::Long => word
            .parse::<i64>()
            .map(Value::from)
            .map_err(|_| CliError::General(format!("invalid literal for int() with base 10: '{word}'"))),
        Kind::Float | Kind::Double => word
            .parse::<f64>()
            .ok()
            .and_then(Number::from_f64)
            .map(Value::Number)
            .ok_or_else(|| CliError::General(format!("could not convert string to float: '{word}'"))),
        Kind::Boolean => Ok(Value::Bool(word == "true")),
        _ => Ok(Value::from(word)),
    }
}

/// The text of JSON, where a word is JSON rather than shorthand.
fn json(option: &str, word: &str) -> Option<Result<Value, CliError>> {
    if !word.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let invalid = |error: serde_json::Error| {
        let message = format!("Invalid JSON: {}\nJSON received: {word}", python_reason(&error, word));
        CliError::parsing(option, &message)
    };
    Some(serde_json::from_str(word).map_err(invalid))
}

/// Where JSON ends to be JSON, in the words of Python's reader.
fn python_reason(error: &serde_json::Error, text: &str) -> String {
    let (line, column) = (error.line(), error.column().max(1));
    let before: usize = text.lines().take(line.saturating_sub(1)).map(|l| l.chars().count() + 1).sum();
    let at = before + column - 1;
    format!("Expecting property name enclosed in double quotes: line {line} column {column} (char {at})")
}

fn list(service: &ServiceModel, shape: &Shape, option: &str, words: &[String]) -> Result<Value, CliError> {
    if let [only] = words
        && only.trim_start().starts_with('[')
        && let Some(value) = json(option, only)
    {
        return value;
    }
    let element = shape.element().and_then(|m| service.of(m)).map(|(_, s)| s);
    let Some(element) = element else { return Ok(Value::Array(Vec::new())) };
    if !matches!(element.kind, Kind::Structure | Kind::Map) {
        return words
            .iter()
            .map(|word| scalar(element, word))
            .collect::<Result<Vec<_>, _>>()
            .map(Value::from);
    }
    let items = words.iter().map(|word| structure(service, element, option, word));
    items.collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn structure(service: &ServiceModel, shape: &Shape, option: &str, word: &str) -> Result<Value, CliError> {
    if let Some(value) = json(option, word) {
        return value;
    }
    let parsed = Shorthand { text: word, at: 0, option }.object()?;
    Ok(typed(service, shape, parsed))
}

/// Shorthand values have the types that the model says.
fn typed(service: &ServiceModel, shape: &Shape, value: Value) -> Value {
    match (shape.kind, value) {
        (Kind::Structure, Value::Object(members)) => {
            let one = |(name, value): (String, Value)| {
                let member = shape.get(&name);
                let value = match member.as_ref().and_then(|m| service.of(m)) {
                    Some((_, inner)) => typed(service, inner, value),
                    None => value,
                };
                (name, value)
            };
            Value::Object(members.into_iter().map(one).collect())
        }
        (Kind::Map, Value::Object(entries)) => {
            let inner = shape.entry().and_then(|(_, value)| service.of(value)).map(|(_, s)| s);
            let one = |value: Value| match inner {
                Some(inner) => typed(service, inner, value),
                None => value,
            };
            Value::Object(entries.into_iter().map(|(key, value)| (key, one(value))).collect())
        }
        (Kind::List, value) => {
            let items = match value {
                Value::Array(items) => items,
                one => vec![one],
            };
            let inner = shape.element().and_then(|m| service.of(m)).map(|(_, s)| s);
            items
                .into_iter()
                .map(|item| inner.map_or_else(|| item.clone(), |s| typed(service, s, item.clone())))
                .collect()
        }
        (Kind::Integer | Kind::Long, Value::String(text)) => {
            text.parse::<i64>().map_or(Value::String(text), Value::from)
        }
        (Kind::Float | Kind::Double, Value::String(text)) => {
            match text.parse::<f64>().map(Number::from_f64) {
                Ok(Some(number)) => Value::Number(number),
                _ => Value::String(text),
            }
        }
        (Kind::Boolean, Value::String(text)) => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        (_, other) => other,
    }
}

/// `Key=a,Value=b`, with lists `K=[a,b]`, objects `K={a=b}`, and quotes.
struct Shorthand<'a> {
    text: &'a str,
    at: usize,
    option: &'a str,
}

/// How deep shorthand may nest.
const DEEPEST: usize = 16;

impl Shorthand<'_> {
    fn object(&mut self) -> Result<Value, CliError> {
        let members = self.members(None, 0)?;
        Ok(Value::Object(members))
    }

    fn members(&mut self, end: Option<char>, depth: usize) -> Result<Map<String, Value>, CliError> {
        let mut members = Map::new();
        loop {
            self.blanks();
            if members.is_empty() && end.is_some_and(|end| self.eat(end)) {
                return Ok(members);
            }
            let key = self.run(|c| !"=,{}[] ".contains(c));
            if !self.eat('=') {
                return Err(self.expected("="));
            }
            let value = self.value(depth + 1)?;
            members.insert(key, value);
            self.blanks();
            match (self.peek(), end) {
                (None, None) => return Ok(members),
                (Some(','), _) => {
                    self.at += 1;
                }
                (Some(c), Some(end)) if c == end => {
                    self.at += 1;
                    return Ok(members);
                }
                (_, Some(end)) => return Err(self.expected(&end.to_string())),
                _ => return Err(self.expected(",")),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, CliError> {
        if depth > DEEPEST {
            return Err(self.expected("fewer brackets"));
        }
        match self.peek() {
            Some('{') => {
                self.at += 1;
                self.members(Some('}'), depth).map(Value::Object)
            }
            Some('[') => {
                self.at += 1;
                self.items(depth)
            }
            Some(quote @ ('"' | '\'')) => self.quoted(quote),
            _ => self.bare(),
        }
    }

    fn items(&mut self, depth: usize) -> Result<Value, CliError> {
        let mut items = Vec::new();
        loop {
            self.blanks();
            if self.eat(']') {
                return Ok(Value::Array(items));
            }
            let item = match self.peek() {
                Some('{' | '[' | '"' | '\'') => self.value(depth + 1)?,
                Some(_) => Value::from(self.run(|c| !",]".contains(c)).trim_end()),
                None => return Err(self.expected("]")),
            };
            items.push(item);
            self.blanks();
            self.eat(',');
        }
    }

    /// A value without quotes. Further words without a `=` make a list of it: `K=a,b,c`.
    fn bare(&mut self) -> Result<Value, CliError> {
        let first = self.run(|c| !",}".contains(c));
        let mut items = vec![Value::from(first.trim_end())];
        while self.peek() == Some(',') {
            let rest = &self.text[self.at + 1..];
            let word: &str = rest.split([',', '}']).next().unwrap_or_default();
            if word.contains('=') || rest.is_empty() {
                break;
            }
            self.at += 1 + word.len();
            items.push(Value::from(word.trim()));
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Value::Array(items) })
    }

    fn quoted(&mut self, quote: char) -> Result<Value, CliError> {
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '\\' if self.peek().is_some_and(|n| n == quote || n == '\\') => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                c if c == quote => return Ok(Value::from(text)),
                c => text.push(c),
            }
        }
        Err(self.expected(&quote.to_string()))
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn blanks(&mut self) {
        while self.eat(' ') || self.eat('\n') || self.eat('\t') {}
    }

    fn run(&mut self, fits: impl Fn(char) -> bool) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }

    fn expected(&self, what: &str) -> CliError {
        let received = self.peek().map_or_else(|| "EOF".to_owned(), |c| c.to_string());
        let column = self.text.get(..self.at).unwrap_or(self.text).chars().count();
        let message = format!(
            "Expected: '{what}', received: '{received}' for input:\n {}\n{}^",
            self.text,
            " ".repeat(column)
        );
        CliError::parsing(self.option, &message)
    }
}

/// The option that a parameter is given by.
#[must_use]
pub fn option_of(parameter: &str) -> String {
    match parameter {
        // SNS's; the CLI keeps `--endpoint…` for itself.
        "Endpoint" => "--notification-endpoint".to_owned(),
        _ => format!("--{}", kebab(parameter)),
    }
}
