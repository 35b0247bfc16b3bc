//! awk's functions.

use super::super::pattern::{Syntax, compile};
use super::number::Value;
use super::run::{MOST_FIELDS, Machine, Step, Stop};
use super::tree::{Expression, Function, Place};
use regex_lite::Regex;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The regular expression that was made of a text last: the next record's is mostly the same.
#[derive(Default)]
pub(super) struct Compiled(Option<(String, Rc<Regex>)>);

impl Compiled {
    fn of(&mut self, text: &str) -> Step<Rc<Regex>> {
        if let Some((last, regex)) = &self.0
            && last == text
        {
            return Ok(Rc::clone(regex));
        }
        let regex = Rc::new(compile(text, Syntax::Extended, false).map_err(Stop::Error)?);
        self.0 = Some((text.to_owned(), Rc::clone(&regex)));
        Ok(regex)
    }
}

impl Machine {
    pub(super) fn call(&mut self, function: Function, arguments: &[Expression]) -> Step<Value> {
        let record = Expression::Place(Place::Field(Expression::Number(0.0).into()));
        let first = arguments.first().unwrap_or(&record);
        match function {
            Function::Length => {
                if let Expression::Place(Place::Variable(name)) = first
                    && let Some(array) = self.arrays.get(name)
                {
                    return Ok(Value::Number(array.len() as f64));
                }
                Ok(Value::Number(self.value(first)?.text().chars().count() as f64))
            }
            Function::Substr => self.substr(arguments),
            Function::Index => {
                let (text, wanted) = (self.value(first)?.text(), self.value(&arguments[1])?.text());
                let at = text.find(&wanted).map_or(0, |at| text[..at].chars().count() + 1);
                Ok(Value::Number(at as f64))
            }
            Function::Split => self.split_into(arguments),
            Function::Sub => self.substitute(arguments, 1),
            Function::Gsub => self.substitute(arguments, 0),
            Function::Match => {
                let text = self.value(first)?.text();
                let regex = self.regex(&arguments[1])?;
                let found = regex.find(&text);
                let count = |end: usize| text[..end].chars().count() as f64;
                let start = found.map_or(0.0, |m| count(m.start()) + 1.0);
                let length = found.map_or(-1.0, |m| m.as_str().chars().count() as f64);
                self.set(&Place::Variable("RSTART".to_owned()), Value::Number(start))?;
                self.set(&Place::Variable("RLENGTH".to_owned()), Value::Number(length))?;
                Ok(Value::Number(start))
            }
            Function::ToUpper => Ok(Value::Text(self.value(first)?.text().to_uppercase())),
            Function::ToLower => Ok(Value::Text(self.value(first)?.text().to_lowercase())),
            Function::Sprintf => self.format(arguments).map(Value::Text),
            Function::Int => Ok(Value::Number(self.value(first)?.number().trunc())),
            Function::Sqrt => Ok(Value::Number(self.value(first)?.number().sqrt())),
        }
    }

    fn substr(&mut self, arguments: &[Expression]) -> Step<Value> {
        let text = self.value(&arguments[0])?.text();
        let from = self.value(&arguments[1])?.number().round();
        let length = match arguments.get(2) {
            Some(length) => self.value(length)?.number().round(),
            None => f64::INFINITY,
        };
        let inside = |(i, _): &(usize, char)| {
            let at = *i as f64 + 1.0;
            at >= from && at < from + length
        };
        Ok(Value::Text(text.chars().enumerate().filter(inside).map(|(_, c)| c).collect()))
    }

    fn split_into(&mut self, arguments: &[Expression]) -> Step<Value> {
        let text = self.value(&arguments[0])?.text();
        let Expression::Place(Place::Variable(name)) = &arguments[1] else {
            return Err(Stop::Error("split: the second argument is no array".to_owned()));
        };
        let pieces = match arguments.get(2) {
            Some(Expression::Regex(regex)) => pieces(&text, regex),
            Some(other) => {
                let separator = self.value(other)?.text();
                self.split(&text, &separator)?
            }
            None => {
                let separator = self.variable("FS").text();
                self.split(&text, &separator)?
            }
        };
        self.hold(text.len() + 16 * pieces.len())?;
        let count = pieces.len() as f64;
        let numbered = pieces.into_iter().enumerate();
        let array: BTreeMap<String, Value> =
            numbered.map(|(i, piece)| ((i + 1).to_string(), Value::Input(piece))).collect();
        self.arrays.insert(name.clone(), array);
        Ok(Value::Number(count))
    }

    /// The fields of a text: one blank means any white space, one other character itself, more a regular
    /// expression.
    pub(super) fn split(&mut self, text: &str, separator: &str) -> Step<Vec<String>> {
        let mut chars = separator.chars();
        let fields: Vec<String> = match (chars.next(), chars.next()) {
            _ if text.is_empty() => Vec::new(),
            (Some(' '), None) => text.split_whitespace().map(str::to_owned).collect(),
            (None, _) => text.chars().map(String::from).collect(),
            (Some(one), None) if one != '\\' => text.split(one).map(str::to_owned).collect(),
            _ => {
                let separator = self.separator.of(separator)?;
                pieces(text, &separator)
            }
        };
        if fields.len() > MOST_FIELDS { Err(Stop::TooMuch) } else { Ok(fields) }
    }

    /// `sub` and `gsub`: `most` replacements, or all if it is 0.
    fn substitute(&mut self, arguments: &[Expression], most: usize) -> Step<Value> {
        let regex = self.regex(&arguments[0])?;
        let with = self.value(&arguments[1])?.text();
        let record = Place::Field(Expression::Number(0.0).into());
        let place = match arguments.get(2) {
            None => &record,
            Some(Expression::Place(place)) => place,
            Some(_) => return Err(Stop::Error("sub: the third argument cannot be assigned to".to_owned())),
        };
        let text = self.get(place)?.text();
        let count = regex.find_iter(&text).take(if most == 0 { usize::MAX } else { most }).count();
        if count > 0 {
            self.hold(text.len() + count * with.len())?;
            let replaced = regex.replacen(&text, most, replacement(&with).as_str()).into_owned();
            self.set(place, Value::Text(replaced))?;
        }
        Ok(Value::Number(count as f64))
    }

    /// The regular expression that an argument is or whose text it has.
    pub(super) fn regex(&mut self, expression: &Expression) -> Step<Rc<Regex>> {
        match expression {
            Expression::Regex(regex) => Ok(Rc::clone(regex)),
            other => {
                let text = self.value(other)?.text();
                self.pattern.of(&text)
            }
        }
    }
}

fn pieces(text: &str, separator: &Regex) -> Vec<String> {
    separator.split(text).map(str::to_owned).collect()
}

/// awk's replacement in the form of the regex crate: `&` is the match.
fn replacement(with: &str) -> String {
    let mut result = String::new();
    let mut chars = with.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next_if_eq(&'&').is_some() => result.push('&'),
            '&' => result.push_str("${0}"),
            '$' => result.push_str("$$"),
            c => result.push(c),
        }
    }
    result
}
