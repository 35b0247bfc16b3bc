//! Reads PowerShell's arguments and expressions: quotes, variables, members, subexpressions.

use super::cursor::Cursor;
use super::operator::{Expression, Operator, Unary};
use super::powershell::{self, skip_spaces};
use super::powershell_expression::{expression, table};
use super::{Access, Part, SyntaxError, Target, VariableName, Word};
use serde_json::Value;
use std::sync::Arc;

/// Whether a character ends a word.
pub(super) fn after_word(x: char) -> bool {
    x.is_whitespace() || matches!(x, ';' | '|' | '&' | '(' | ')' | '{' | '}' | '<' | '>')
}

/// What an assignment does with the value that was there.
pub(super) type Combined = Option<Operator>;

/// Reads `$name =`, `$env:NAME +=` or the like; leaves the cursor alone if that does not stand here.
pub(super) fn assignment(c: &mut Cursor) -> Result<Option<(Target, Combined)>, SyntaxError> {
    const SIGNS: [(&str, Combined); 5] = [
        ("+=", Some(Operator::Add)),
        ("-=", Some(Operator::Subtract)),
        ("*=", Some(Operator::Multiply)),
        ("/=", Some(Operator::Divide)),
        ("=", None),
    ];
    let start = c.at;
    if c.take("$") {
        let name = if c.take("{") { c.until('}')? } else { variable_name(c) };
        skip_spaces(c)?;
        let sign = SIGNS.iter().find(|(sign, _)| !name.is_empty() && c.starts_with(sign));
        if let Some((sign, combined)) = sign.filter(|_| !c.starts_with("==")) {
            c.at += sign.len();
            return Ok(Some((powershell::target(&name), *combined)));
        }
    }
    c.at = start;
    Ok(None)
}

/// Reads `$name++` or `$name--`; leaves the cursor alone if that does not stand here.
pub(super) fn counted(c: &mut Cursor) -> Option<(Target, Operator)> {
    let start = c.at;
    if c.take("$") {
        let name = variable_name(c);
        for (sign, operator) in [("++", Operator::Add), ("--", Operator::Subtract)] {
            if !name.is_empty() && c.take(sign) {
                return Some((powershell::target(&name), operator));
            }
        }
    }
    c.at = start;
    None
}

/// The part that reads a variable.
pub(super) fn variable(target: &Target) -> Part {
    let name = match target {
        Target::Variable(name) => VariableName::Plain(name.clone()),
        Target::Environment(name) => VariableName::Environment(name.clone()),
    };
    Part::Variable { name, change: None, quoted: false }
}

/// Reads what `$`, `(` or `@` begins, with what is taken out of it. `None` if it begins nothing.
pub(super) fn value(c: &mut Cursor) -> Result<Option<Part>, SyntaxError> {
    match (c.peek(), c.peek_at(1)) {
        (Some('$'), _) => dollar(c, false, true),
        (Some('('), _) => {
            c.at += 1;
            subexpression(c, false).map(Some)
        }
        (Some('@'), Some('(')) => {
            c.at += 2;
            let script = c.nested(powershell::script)?;
            close(c, ")")?;
            let inside = Part::Substitution { script: Arc::new(script), quoted: false };
            let inside = Box::new(Expression::Value(Word(vec![inside])));
            let list = Expression::Unary(Unary::List, inside);
            with_members(c, Part::Expression(Box::new(list))).map(Some)
        }
        (Some('@'), Some('{')) => {
            c.at += 2;
            c.nested(table).map(Some)
        }
        (Some('@'), Some('"' | '\'')) => {
            let mut parts = Vec::new();
            here_string(c, &mut parts)?;
            members_of(c, parts).map(|word| word.0.into_iter().next())
        }
        _ => Ok(None),
    }
}

/// Reads a quoted text.
pub(super) fn quoted(c: &mut Cursor, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    if c.take("'") {
        parts.push(Part::Literal(single_quoted(c)?));
        return Ok(());
    }
    c.at += 1;
    double_quoted(c, parts)
}

/// Reads what is taken out of a text, such as `.Length`.
pub(super) fn members_of(c: &mut Cursor, parts: Vec<Part>) -> Result<Word, SyntaxError> {
    let path = access(c)?;
    if path.is_empty() {
        return Ok(Word(parts));
    }
    // A text that is put together is one value.
    let whole = Expression::Value(Word(parts));
    Ok(Word(vec![Part::Member { base: Box::new(Part::Expression(Box::new(whole))), path }]))
}

/// Reads an argument; `None` if none stands here.
pub(super) fn argument(c: &mut Cursor) -> Result<Option<Word>, SyntaxError> {
    let word = word(c)?;
    // A comma before a blank parts the items of a list, which are arguments of their own here.
    c.take(",");
    Ok(word)
}

/// Reads a word. A comma ends it only before a blank.
fn word(c: &mut Cursor) -> Result<Option<Word>, SyntaxError> {
    let mut parts = Vec::new();
    while let Some(x) = c.peek() {
        match x {
            '(' if parts.is_empty() => parts.extend(value(c)?),
            '\'' | '"' => quoted(c, &mut parts)?,
            '$' => {
                let part = dollar(c, false, true)?;
                parts.push(part.unwrap_or_else(|| Part::Bare("$".to_owned())));
            }
            '@' if parts.is_empty() => match c.peek_at(1) {
                Some('"' | '\'') => here_string(c, &mut parts)?,
                Some('(' | '{') => parts.extend(value(c)?),
                _ => bare(c, &mut parts),
            },
            '{' if parts.is_empty() => {
                c.at += 1;
                let script = c.nested(powershell::script)?;
                if !c.take("}") {
                    return Err(SyntaxError::Incomplete);
                }
                parts.push(Part::Block(Arc::new(script)));
                break;
            }
            '`' => match c.peek_at(1) {
                None => return Err(SyntaxError::Incomplete),
                Some('\n') => break,
                Some(escaped) => {
                    c.at += 2;
                    parts.push(Part::Literal(unescaped(escaped).to_string()));
                }
            },
            x if after_word(x) => break,
            ',' if c.peek_at(1).is_none_or(char::is_whitespace) => break,
            _ => bare(c, &mut parts),
        }
    }
    Ok(if parts.is_empty() { None } else { Some(Word(parts)) })
}

fn bare(c: &mut Cursor, parts: &mut Vec<Part>) {
    let first = c.next();
    let mut text: String = first.into_iter().collect();
    while let Some(x) = c.peek() {
        let ends_item = x == ',' && c.peek_at(1).is_none_or(char::is_whitespace);
        if ends_item || after_word(x) || matches!(x, '\'' | '"' | '$' | '`' | '(' | '{') {
            break;
        }
        text.push(x);
        c.at += 1;
    }
    parts.push(Part::Bare(text));
}

fn single_quoted(c: &mut Cursor) -> Result<String, SyntaxError> {
    let mut text = c.until('\'')?;
    while c.take("'") {
        text.push('\'');
        text.push_str(&c.until('\'')?);
    }
    Ok(text)
}

fn double_quoted(c: &mut Cursor, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    parts.push(Part::Literal(String::new()));
    loop {
        match c.peek() {
            None => return Err(SyntaxError::Incomplete),
            Some('"') if c.peek_at(1) == Some('"') => {
                c.at += 2;
                parts.push(Part::Literal("\"".to_owned()));
            }
            Some('"') => {
                c.at += 1;
                return Ok(());
            }
            Some(_) => expandable(c, parts)?,
        }
    }
}

/// `@'…'@` and `@"…"@`, whose ends stand at the beginning of a line.
fn here_string(c: &mut Cursor, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    let quote = c.peek_at(1).unwrap_or('\'');
    c.at += 2;
    c.run(|x| x == ' ' || x == '\t');
    match c.next() {
        None => return Err(SyntaxError::Incomplete),
        Some('\n') => {}
        Some(_) => {
            return Err(SyntaxError::Wrong(
                "No characters are allowed after a here-string header.".to_owned(),
            ));
        }
    }
    let end: Vec<char> = ['\n', quote, '@'].into();
    // The line end before the text's first line also serves as the one before the closing mark.
    let from = c.at - 1;
    let length = c.text[from..].windows(3).position(|w| w == end).ok_or(SyntaxError::Incomplete)?;
    let body: String = c.text[from..from + length].iter().skip(1).collect();
    c.at = from + length + 3;
    if quote == '\'' {
        parts.push(Part::Literal(body));
        return Ok(());
    }
    c.nested(|c| {
        let mut inner = c.inside(&body);
        parts.push(Part::Literal(String::new()));
        while inner.peek().is_some() {
            expandable(&mut inner, parts)?;
        }
        Ok(())
    })
}

/// Reads one piece of text in which variables are expanded and a backtick escapes.
fn expandable(c: &mut Cursor, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    let literal = |x: char| Part::Literal(x.to_string());
    match c.peek() {
        Some('`') => {
            let escaped = c.peek_at(1).ok_or(SyntaxError::Incomplete)?;
            c.at += 2;
            parts.push(literal(unescaped(escaped)));
        }
        Some('$') => parts.push(dollar(c, true, false)?.unwrap_or_else(|| literal('$'))),
        Some(x) => {
            c.at += 1;
            match parts.last_mut() {
                Some(Part::Literal(text)) => text.push(x),
                _ => parts.push(literal(x)),
            }
        }
        None => {}
    }
    Ok(())
}

fn unescaped(x: char) -> char {
    match x {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        other => other,
    }
}

/// Reads what a `$` begins. `None` if it is only a dollar sign, which is then passed.
fn dollar(c: &mut Cursor, quoted: bool, members: bool) -> Result<Option<Part>, SyntaxError> {
    c.at += 1;
    if c.take("(") {
        return subexpression(c, quoted).map(Some);
    }
    if c.take("?") {
        return Ok(Some(Part::Variable { name: VariableName::Status, change: None, quoted }));
    }
    let name = if c.take("{") { c.until('}')? } else { variable_name(c) };
    if name.is_empty() {
        return Ok(None);
    }
    let part = match name.to_lowercase().as_str() {
        "true" => Part::Value(Value::Bool(true)),
        "false" => Part::Value(Value::Bool(false)),
        "null" => Part::Value(Value::Null),
        _ => {
            let name = match powershell::target(&name) {
                Target::Variable(name) => VariableName::Plain(name),
                Target::Environment(name) => VariableName::Environment(name),
            };
            Part::Variable { name, change: None, quoted }
        }
    };
    if members { with_members(c, part).map(Some) } else { Ok(Some(part)) }
}

fn variable_name(c: &mut Cursor) -> String {
    let mut name = c.run(|x| x.is_alphanumeric() || x == '_');
    if c.peek() == Some(':') && c.peek_at(1).is_some_and(|x| x.is_alphanumeric() || x == '_') {
        c.at += 1;
        name.push(':');
        name.push_str(&c.run(|x| x.is_alphanumeric() || x == '_'));
    }
    name
}

/// Reads `…)` after its opening bracket, and the members taken out of it.
fn subexpression(c: &mut Cursor, quoted: bool) -> Result<Part, SyntaxError> {
    let script = c.nested(powershell::script)?;
    if !c.take(")") {
        return Err(SyntaxError::Incomplete);
    }
    let part = Part::Substitution { script: Arc::new(script), quoted };
    if quoted { Ok(part) } else { with_members(c, part) }
}

fn with_members(c: &mut Cursor, base: Part) -> Result<Part, SyntaxError> {
    let path = access(c)?;
    Ok(if path.is_empty() { base } else { Part::Member { base: Box::new(base), path } })
}

/// Reads `.Name`, `.Method(…)` and `[…]`, as many as stand here.
fn access(c: &mut Cursor) -> Result<Vec<Access>, SyntaxError> {
    let mut path = Vec::new();
    loop {
        match c.peek() {
            Some('.') if c.peek_at(1).is_some_and(|x| x.is_alphabetic() || x == '_') => {
                c.at += 1;
                let name = c.run(|x| x.is_alphanumeric() || x == '_');
                path.push(if c.take("(") { Access::Method(name, arguments(c)?) } else { Access::Name(name) });
            }
            Some('[') => {
                c.at += 1;
                skip_spaces(c)?;
                path.push(Access::Item(expression(c)?));
                close(c, "]")?;
            }
            _ => return Ok(path),
        }
    }
}

/// Reads a method's arguments after the opening bracket.
fn arguments(c: &mut Cursor) -> Result<Vec<Word>, SyntaxError> {
    skip_spaces(c)?;
    if c.take(")") {
        return Ok(Vec::new());
    }
    let word = expression(c)?;
    close(c, ")")?;
    Ok(match word.0.as_slice() {
        [Part::List(items)] => items.clone(),
        _ => vec![word],
    })
}

fn close(c: &mut Cursor, bracket: &str) -> Result<(), SyntaxError> {
    skip_spaces(c)?;
    powershell::open(c, bracket)
}
