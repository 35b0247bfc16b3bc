//! Reads PowerShell's expressions: operators, lists, hash tables, casts are refused.

use super::cursor::Cursor;
use super::operator::{Expression, Operator, Unary};
use super::powershell::{self, skip_spaces};
use super::powershell_word as words;
use super::{Part, SyntaxError, Word};
use serde_json::Value;

/// The level of what is no operator any more.
const OPERAND: u8 = 6;

/// Whether an expression begins here rather than a command.
pub(super) fn begins(c: &Cursor) -> bool {
    match c.peek() {
        Some('$' | '"' | '\'' | '(' | '@' | '[' | '!') => true,
        Some('-') => unary_name(c).is_some() || c.peek_at(1).is_some_and(|x| x.is_ascii_digit()),
        Some(x) if x.is_ascii_digit() => {
            let word = c.text[c.at..].iter().take_while(|x| !words::after_word(**x));
            word.clone().all(|x| x.is_ascii_digit() || "._,+-*/%".contains(*x))
        }
        _ => false,
    }
}

/// Reads an expression.
pub(super) fn expression(c: &mut Cursor) -> Result<Word, SyntaxError> {
    Ok(match c.nested(|c| level(c, 0))? {
        Expression::Value(word) => word,
        other => Word(vec![Part::Expression(Box::new(other))]),
    })
}

fn level(c: &mut Cursor, at: u8) -> Result<Expression, SyntaxError> {
    if at == OPERAND {
        return c.nested(unary);
    }
    let mut left = level(c, at + 1)?;
    loop {
        skip_spaces(c)?;
        let Some((operator, length)) = operator(c).filter(|(o, _)| o.level() == at) else { return Ok(left) };
        c.at += length;
        powershell::continue_line(c)?;
        left = Expression::Binary(operator, Box::new(left), Box::new(level(c, at + 1)?));
    }
}

/// The operator that stands here, and its length.
fn operator(c: &Cursor) -> Option<(Operator, usize)> {
    if let Some(name) = dashed(c) {
        return Operator::by_name(&name).map(|operator| (operator, name.len() + 1));
    }
    Some(match (c.peek()?, c.peek_at(1)) {
        ('.', Some('.')) => (Operator::Range, 2),
        ('+', _) => (Operator::Add, 1),
        ('-', _) => (Operator::Subtract, 1),
        ('*', Some('>')) => return None,
        ('*', _) => (Operator::Multiply, 1),
        ('/', _) => (Operator::Divide, 1),
        ('%', _) => (Operator::Remainder, 1),
        _ => return None,
    })
}

/// The name after a dash, in lower case.
fn dashed(c: &Cursor) -> Option<String> {
    let name: String = c.text[c.at..].iter().skip(1).take_while(|x| x.is_ascii_alphabetic()).collect();
    (c.peek() == Some('-') && !name.is_empty()).then(|| name.to_lowercase())
}

fn unary_name(c: &Cursor) -> Option<(Unary, usize)> {
    match dashed(c)?.as_str() {
        "not" => Some((Unary::Not, 4)),
        "join" => Some((Unary::Join, 5)),
        "split" => Some((Unary::Split, 6)),
        _ => None,
    }
}

fn unary(c: &mut Cursor) -> Result<Expression, SyntaxError> {
    let before = unary_name(c).or(match c.peek() {
        Some('!') => Some((Unary::Not, 1)),
        Some('-') if dashed(c).is_none() => Some((Unary::Negate, 1)),
        _ => None,
    });
    let Some((operator, length)) = before else { return list(c).map(Expression::Value) };
    c.at += length;
    skip_spaces(c)?;
    Ok(Expression::Unary(operator, Box::new(c.nested(unary)?)))
}

/// Reads operands that commas join to a list.
fn list(c: &mut Cursor) -> Result<Word, SyntaxError> {
    let mut items = vec![operand(c)?];
    loop {
        skip_spaces(c)?;
        if !c.take(",") {
            return Ok(if items.len() == 1 { items.remove(0) } else { Word(vec![Part::List(items)]) });
        }
        powershell::continue_line(c)?;
        items.push(operand(c)?);
    }
}

/// Reads a value and what is taken out of it.
fn operand(c: &mut Cursor) -> Result<Word, SyntaxError> {
    match c.peek() {
        None => Err(SyntaxError::Incomplete),
        Some(x) if x.is_ascii_digit() => Ok(Word(vec![Part::Value(number(c))])),
        Some('\'' | '"') => {
            let mut parts = Vec::new();
            words::quoted(c, &mut parts)?;
            words::members_of(c, parts)
        }
        Some('$' | '(' | '@') => match words::value(c)? {
            Some(part) => Ok(Word(vec![part])),
            None => Err(powershell::unexpected(c)),
        },
        Some('{') => Err(SyntaxError::NotSimulated("script blocks as values")),
        Some('[') => Err(SyntaxError::NotSimulated(".NET types and casts ([…])")),
        Some(_) => Err(powershell::unexpected(c)),
    }
}

fn number(c: &mut Cursor) -> Value {
    let mut text = c.run(|x| x.is_ascii_digit());
    if c.peek() == Some('.') && c.peek_at(1).is_some_and(|x| x.is_ascii_digit()) {
        c.at += 1;
        text.push('.');
        text.push_str(&c.run(|x| x.is_ascii_digit()));
    }
    let whole = text.parse::<i64>().map(Value::from);
    whole.unwrap_or_else(|_| text.parse::<f64>().map_or(Value::Null, Value::from))
}

/// Reads `key = value; …}` after `@{`.
pub(super) fn table(c: &mut Cursor) -> Result<Part, SyntaxError> {
    let mut members = Vec::new();
    loop {
        powershell::skip_blank_lines(c);
        while c.take(";") {
            powershell::skip_blank_lines(c);
        }
        if c.take("}") {
            return Ok(Part::Table(members));
        }
        let key = match c.peek() {
            None => return Err(SyntaxError::Incomplete),
            Some('\'' | '"') => {
                let mut parts = Vec::new();
                words::quoted(c, &mut parts)?;
                Word(parts)
            }
            Some(_) => Word(vec![Part::Literal(c.run(|x| x.is_alphanumeric() || "_-:".contains(x)))]),
        };
        if key.literal().is_some_and(|k| k.is_empty()) {
            return Err(powershell::unexpected(c));
        }
        skip_spaces(c)?;
        if !c.take("=") {
            return Err(powershell::unexpected(c));
        }
        powershell::continue_line(c)?;
        members.push((key, powershell::statement_value(c)?));
    }
}
