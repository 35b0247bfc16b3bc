//! Runs an awk program.

use super::functions::Compiled;
use super::number::{Value, arithmetic, compare, formatted};
use super::tree::{Expression, Pattern, Place, Program, Statement};
use std::collections::{BTreeMap, HashMap};

/// The most statements and expressions that one run may take, and the most bytes that it may hold.
const MOST_STEPS: usize = 500_000;
const MOST_BYTES: usize = 4 << 20;
/// The most fields of a record.
pub(super) const MOST_FIELDS: usize = 10_000;

/// Why a run left its way.
pub(super) enum Stop {
    Next,
    Exit(i32),
    Error(String),
    TooMuch,
}

/// How a statement ended.
enum Flow {
    On,
    Break,
    Continue,
}

pub(super) type Step<T> = Result<T, Stop>;

/// A run's memory.
pub(super) struct Machine {
    variables: HashMap<String, Value>,
    pub(super) arrays: HashMap<String, BTreeMap<String, Value>>,
    /// The record and then its fields.
    fields: Vec<String>,
    pub(super) number: usize,
    /// Regular expressions that are texts: where texts are split, and where they are compared.
    pub(super) separator: Compiled,
    pub(super) pattern: Compiled,
    out: String,
    steps: usize,
    held: usize,
}

impl Machine {
    /// A fresh run, with variables set by `-v` and `-F`.
    pub(super) fn new(settings: &[(String, String)]) -> Self {
        let usual = [("FS", " "), ("OFS", " "), ("ORS", "\n"), ("SUBSEP", "\u{1c}")];
        let usual = usual.into_iter().map(|(name, value)| (name.to_owned(), Value::Text(value.to_owned())));
        let set = settings.iter().map(|(name, value)| (name.clone(), Value::Input(value.clone())));
        Self {
            variables: usual.chain(set).collect(),
            arrays: HashMap::new(),
            fields: vec![String::new()],
            number: 0,
            separator: Compiled::default(),
            pattern: Compiled::default(),
            out: String::new(),
            steps: 0,
            held: 0,
        }
    }

    /// What was printed.
    pub(super) fn output(&self) -> &str {
        &self.out
    }

    /// Runs a program on a text.
    pub(super) fn run(&mut self, program: &Program, text: &str) -> Step<()> {
        let body = self.records(program, text);
        match body {
            Err(Stop::Exit(_)) | Ok(()) | Err(Stop::Next) => {
                let exits = matches!(body, Err(Stop::Exit(_)));
                let ends = program.rules.iter().filter(|r| matches!(r.pattern, Pattern::End));
                let end = if exits && self.number == 0 { Ok(()) } else { self.actions(ends) };
                if exits && end.is_ok() { body } else { end }
            }
            failed => failed,
        }
    }

    fn records(&mut self, program: &Program, text: &str) -> Step<()> {
        let begin = program.rules.iter().filter(|r| matches!(r.pattern, Pattern::Begin));
        self.actions(begin)?;
        let mut inside = vec![false; program.rules.len()];
        for line in text.lines() {
            self.number += 1;
            self.set_record(line.to_owned())?;
            for (rule, inside) in program.rules.iter().zip(&mut inside) {
                if !self.applies(&rule.pattern, inside)? {
                    continue;
                }
                let done = match &rule.action {
                    Some(statements) => self.block(statements).map(|_| ()),
                    None => self.print(&[]),
                };
                match done {
                    Err(Stop::Next) => break,
                    other => other?,
                }
            }
        }
        Ok(())
    }

    fn actions<'a>(&mut self, rules: impl Iterator<Item = &'a super::tree::Rule>) -> Step<()> {
        for rule in rules {
            self.block(rule.action.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }

    fn applies(&mut self, pattern: &Pattern, inside: &mut bool) -> Step<bool> {
        Ok(match pattern {
            Pattern::Begin | Pattern::End => false,
            Pattern::Always => true,
            Pattern::When(test) => self.value(test)?.truth(),
            Pattern::Between(from, to) => {
                let here = *inside || self.value(from)?.truth();
                *inside = here && !self.value(to)?.truth();
                here
            }
        })
    }

    /// Counts a step.
    fn step(&mut self) -> Step<()> {
        self.steps += 1;
        if self.steps > MOST_STEPS { Err(Stop::TooMuch) } else { Ok(()) }
    }

    /// Counts text that is kept.
    pub(super) fn hold(&mut self, bytes: usize) -> Step<()> {
        self.held += bytes;
        // What is given up again is not counted back, so this is more than may be held at once.
        if self.held > 8 * MOST_BYTES || bytes > MOST_BYTES { Err(Stop::TooMuch) } else { Ok(()) }
    }

    fn block(&mut self, statements: &[Statement]) -> Step<Flow> {
        for statement in statements {
            match self.statement(statement)? {
                Flow::On => {}
                other => return Ok(other),
            }
        }
        Ok(Flow::On)
    }

    fn statement(&mut self, statement: &Statement) -> Step<Flow> {
        self.step()?;
        match statement {
            Statement::Evaluate(expression) => drop(self.value(expression)?),
            Statement::Print(values) => self.print(values)?,
            Statement::Printf(values) => {
                let text = self.format(values)?;
                self.write(&text)?;
            }
            Statement::If(test, then, otherwise) => {
                let chosen = if self.value(test)?.truth() { then } else { otherwise };
                return self.block(chosen);
            }
            Statement::While(test, body) => self.repeat(Some(test), &[], body)?,
            Statement::Do(body, test) => {
                if !matches!(self.block(body)?, Flow::Break) {
                    self.repeat(Some(test), &[], body)?;
                }
            }
            Statement::For { first, test, step, body } => {
                self.block(first)?;
                self.repeat(test.as_ref(), step, body)?;
            }
            Statement::Each { name, array, body } => {
                let keys: Vec<String> =
                    self.arrays.get(array).into_iter().flatten().map(|(k, _)| k.clone()).collect();
                for key in keys {
                    self.variables.insert(name.clone(), Value::Input(key));
                    if matches!(self.block(body)?, Flow::Break) {
                        break;
                    }
                }
            }
            Statement::Delete(array, None) => drop(self.arrays.remove(array)),
            Statement::Delete(array, Some(keys)) => {
                let key = self.key(keys)?;
                self.arrays.entry(array.clone()).or_default().remove(&key);
            }
            Statement::Next => return Err(Stop::Next),
            Statement::Exit(code) => {
                let code =
                    code.as_ref().map_or(Ok(0), |code| self.value(code).map(|v| v.number() as i32 & 0xff))?;
                return Err(Stop::Exit(code));
            }
            Statement::Break => return Ok(Flow::Break),
            Statement::Continue => return Ok(Flow::Continue),
        }
        Ok(Flow::On)
    }

    fn repeat(&mut self, test: Option<&Expression>, step: &[Statement], body: &[Statement]) -> Step<()> {
        loop {
            self.step()?;
            if let Some(test) = test
                && !self.value(test)?.truth()
            {
                return Ok(());
            }
            if matches!(self.block(body)?, Flow::Break) {
                return Ok(());
            }
            self.block(step)?;
        }
    }

    fn print(&mut self, values: &[Expression]) -> Step<()> {
        let text = if values.is_empty() {
            self.fields[0].clone()
        } else {
            let texts = values.iter().map(|v| self.value(v).map(|v| v.text())).collect::<Step<Vec<_>>>()?;
            texts.join(&self.variable("OFS").text())
        };
        let end = self.variable("ORS").text();
        self.write(&(text + &end))
    }

    fn write(&mut self, text: &str) -> Step<()> {
        self.out.push_str(text);
        if self.out.len() > MOST_BYTES { Err(Stop::TooMuch) } else { Ok(()) }
    }

    pub(super) fn format(&mut self, values: &[Expression]) -> Step<String> {
        let values = values.iter().map(|v| self.value(v)).collect::<Step<Vec<_>>>()?;
        let Some((format, values)) = values.split_first() else {
            return Err(Stop::Error("printf: no format".to_owned()));
        };
        formatted(&format.text(), values).map_err(Stop::Error)
    }

    pub(super) fn value(&mut self, expression: &Expression) -> Step<Value> {
        self.step()?;
        let truth = |yes: bool| Ok(Value::Number(if yes { 1.0 } else { 0.0 }));
        match expression {
            Expression::Number(number) => Ok(Value::Number(*number)),
            Expression::Text(text) => Ok(Value::Text(text.clone())),
            Expression::Regex(regex) => truth(regex.is_match(&self.fields[0])),
            Expression::Place(place) => self.get(place),
            Expression::Assign(place, None, value) => {
                let value = self.value(value)?;
                self.set(place, value)
            }
            Expression::Assign(place, Some(sign), value) => {
                let right = self.value(value)?.number();
                let left = self.get(place)?.number();
                let value = arithmetic(*sign, left, right).map_err(Stop::Error)?;
                self.set(place, Value::Number(value))
            }
            Expression::Step { place, by, before } => {
                let old = self.get(place)?.number();
                self.set(place, Value::Number(old + by))?;
                Ok(Value::Number(if *before { old } else { old + by }))
            }
            Expression::Arithmetic(sign, left, right) => {
                let (left, right) = (self.value(left)?.number(), self.value(right)?.number());
                arithmetic(*sign, left, right).map(Value::Number).map_err(Stop::Error)
            }
            Expression::Join(left, right) => {
                let text = self.value(left)?.text() + &self.value(right)?.text();
                self.hold(text.len())?;
                Ok(Value::Text(text))
            }
            Expression::Compare(comparison, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                truth(compare(*comparison, &left, &right))
            }
            Expression::Match { text, pattern, negated } => {
                let text = self.value(text)?.text();
                let regex = self.regex(pattern)?;
                truth(regex.is_match(&text) != *negated)
            }
            Expression::And(left, right) => truth(self.value(left)?.truth() && self.value(right)?.truth()),
            Expression::Or(left, right) => truth(self.value(left)?.truth() || self.value(right)?.truth()),
            Expression::Not(value) => truth(!self.value(value)?.truth()),
            Expression::Negate(value) => Ok(Value::Number(-self.value(value)?.number())),
            Expression::ToNumber(value) => Ok(Value::Number(self.value(value)?.number())),
            Expression::In(keys, array) => {
                let key = self.key(keys)?;
                truth(self.arrays.get(array).is_some_and(|a| a.contains_key(&key)))
            }
            Expression::Choose(test, yes, no) => {
                let chosen = if self.value(test)?.truth() { yes } else { no };
                self.value(chosen)
            }
            Expression::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn key(&mut self, keys: &[Expression]) -> Step<String> {
        let texts = keys.iter().map(|k| self.value(k).map(|v| v.text())).collect::<Step<Vec<_>>>()?;
        Ok(texts.join(&self.variable("SUBSEP").text()))
    }

    pub(super) fn variable(&self, name: &str) -> Value {
        match name {
            "NF" => Value::Number((self.fields.len() - 1) as f64),
            "NR" | "FNR" => Value::Number(self.number as f64),
            _ => self.variables.get(name).cloned().unwrap_or(Value::Unset),
        }
    }

    fn field(&mut self, number: &Expression) -> Step<usize> {
        let number = self.value(number)?.number();
        if number < 0.0 {
            return Err(Stop::Error(format!("trying to access out of range field {number}")));
        }
        if number > MOST_FIELDS as f64 { Err(Stop::TooMuch) } else { Ok(number as usize) }
    }

    pub(super) fn get(&mut self, place: &Place) -> Step<Value> {
        Ok(match place {
            Place::Field(number) => {
                let number = self.field(number)?;
                self.fields.get(number).map_or(Value::Unset, |text| Value::Input(text.clone()))
            }
            Place::Variable(name) => self.variable(name),
            Place::Element(array, keys) => {
                let key = self.key(keys)?;
                self.arrays.entry(array.clone()).or_default().entry(key).or_insert(Value::Unset).clone()
            }
        })
    }

    pub(super) fn set(&mut self, place: &Place, value: Value) -> Step<Value> {
        self.hold(16 + value.text().len())?;
        match place {
            Place::Field(number) => {
                let number = self.field(number)?;
                self.set_field(number, value.text())?;
            }
            Place::Variable(name) if name == "NF" => {
                let count = value.number().max(0.0);
                if count > MOST_FIELDS as f64 {
                    return Err(Stop::TooMuch);
                }
                self.fields.resize(1 + count as usize, String::new());
                self.join_record();
            }
            Place::Variable(name) => drop(self.variables.insert(name.clone(), value.clone())),
            Place::Element(array, keys) => {
                let key = self.key(keys)?;
                self.arrays.entry(array.clone()).or_default().insert(key, value.clone());
            }
        }
        Ok(value)
    }

    fn set_field(&mut self, number: usize, text: String) -> Step<()> {
        if number == 0 {
            return self.set_record(text);
        }
        if self.fields.len() <= number {
            self.fields.resize(number + 1, String::new());
        }
        self.fields[number] = text;
        self.join_record();
        Ok(())
    }

    fn join_record(&mut self) {
        self.fields[0] = self.fields[1..].join(&self.variable("OFS").text());
    }

    fn set_record(&mut self, text: String) -> Step<()> {
        let separator = self.variable("FS").text();
        let mut fields = self.split(&text, &separator)?;
        fields.insert(0, text);
        self.fields = fields;
        Ok(())
    }
}
