//! Reads PowerShell's arguments and expressions: quotes, variables, members, subexpressions.

use super::cursor::Cursor;
use super::powershell::{self, skip_spaces};
use super::{Access, Part, SyntaxError, Target, VariableName, Word};
use serde_json::Value;
use std::sync::Arc;

/// Whether a character ends a word.
pub(super) fn after_word(x: char) -> bool {
    x.is_whitespace() || matches!(x, ';' | '|' | '&' | '(' | ')' | '{' | '}' | '<' | '>')
}

/// Reads `$name =` or `$env:NAME =`; leaves the cursor alone if that does not stand here.
pub(super) fn assignment(c: &mut Cursor) -> Result<Option<Target>, SyntaxError> {
    let start = c.at;
    if c.take("$") {
        let name = variable_name(c);
        skip_spaces(c)?;
        if !name.is_empty() && c.peek() == Some('=') && c.peek_at(1) != Some('=') {
            c.at += 1;
            return Ok(Some(powershell::target(&name)));
        }
        if c.starts_with("+=") || c.starts_with("-=") {
            return Err(SyntaxError::NotSimulated("+= and -="));
        }
    }
    c.at = start;
    Ok(None)
}

/// Whether an expression begins here rather than a command.
pub(super) fn begins_expression(c: &Cursor) -> bool {
    match c.peek() {
        Some('$' | '"' | '\'' | '(' | '@' | '[') => true,
        Some(x) if x.is_ascii_digit() => {
            let word = c.text[c.at..].iter().take_while(|x| !after_word(**x));
            word.clone().all(|x| x.is_ascii_digit() || matches!(*x, '.' | ','))
        }
        _ => false,
    }
}

/// Reads expressions that commas join to a list.
pub(super) fn list(c: &mut Cursor) -> Result<Word, SyntaxError> {
    let first = expression(c)?;
    let mut items = vec![first];
    loop {
        skip_spaces(c)?;
        if !c.take(",") {
            break;
        }
        skip_spaces(c)?;
        items.push(expression(c)?);
    }
    Ok(if items.len() == 1 { items.remove(0) } else { Word(vec![Part::List(items)]) })
}

/// Reads an expression: a value and what is taken out of it.
pub(super) fn expression(c: &mut Cursor) -> Result<Word, SyntaxError> {
    if let Some(digit) = c.peek().filter(char::is_ascii_digit) {
        let text = c.run(|x| x.is_ascii_digit() || x == '.');
        let number = serde_json::from_str(&text).unwrap_or_else(|_| Value::String(digit.to_string()));
        return Ok(Word(vec![Part::Value(number)]));
    }
    word(c, true)?.ok_or(SyntaxError::Incomplete)
}

/// Reads an argument; `None` if none stands here.
pub(super) fn argument(c: &mut Cursor) -> Result<Option<Word>, SyntaxError> {
    let word = word(c, false)?;
    // A comma before a blank parts the items of a list, which are arguments of their own here.
    c.take(",");
    Ok(word)
}

/// Reads a word. Within an expression every comma ends it, elsewhere only one before a blank.
fn word(c: &mut Cursor, in_expression: bool) -> Result<Option<Word>, SyntaxError> {
    let mut parts = Vec::new();
    while let Some(x) = c.peek() {
        match x {
            '(' if parts.is_empty() => {
                c.at += 1;
                parts.push(subexpression(c, false)?);
            }
            '\'' => {
                c.at += 1;
                parts.push(Part::Literal(single_quoted(c)?));
            }
            '"' => {
                c.at += 1;
                double_quoted(c, &mut parts)?;
            }
            '$' => {
                let part = dollar(c, false, true)?;
                parts.push(part.unwrap_or_else(|| Part::Bare("$".to_owned())));
            }
            '@' if parts.is_empty() => match c.peek_at(1) {
                Some('"' | '\'') => here_string(c, &mut parts)?,
                Some('(') => {
                    c.at += 2;
                    parts.push(subexpression(c, false)?);
                }
                Some('{') => return Err(SyntaxError::NotSimulated("hash tables (@{…})")),
                _ => bare(c, in_expression, &mut parts),
            },
            '{' => return Err(SyntaxError::NotSimulated("script blocks ({…})")),
            '`' => match c.peek_at(1) {
                None => return Err(SyntaxError::Incomplete),
                Some('\n') => break,
                Some(escaped) => {
                    c.at += 2;
                    parts.push(Part::Literal(unescaped(escaped).to_string()));
                }
            },
            '[' if parts.is_empty() && c.text[c.at..].iter().take(200).any(|x| *x == ']') => {
                return Err(SyntaxError::NotSimulated(".NET types and casts ([…])"));
            }
            x if after_word(x) => break,
            ',' if in_expression || c.peek_at(1).is_none_or(char::is_whitespace) => break,
            _ => bare(c, in_expression, &mut parts),
        }
    }
    Ok(if parts.is_empty() { None } else { Some(Word(parts)) })
}

fn bare(c: &mut Cursor, in_expression: bool, parts: &mut Vec<Part>) {
    let first = c.next();
    let mut text: String = first.into_iter().collect();
    while let Some(x) = c.peek() {
        let ends_item = x == ',' && (in_expression || c.peek_at(1).is_none_or(char::is_whitespace));
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
    let mut path = Vec::new();
    loop {
        match c.peek() {
            Some('.') if c.peek_at(1).is_some_and(|x| x.is_alphabetic() || x == '_') => {
                c.at += 1;
                path.push(Access::Name(c.run(|x| x.is_alphanumeric() || x == '_')));
                if c.peek() == Some('(') {
                    return Err(SyntaxError::NotSimulated("methods of .NET objects"));
                }
            }
            Some('[') => {
                c.at += 1;
                let index = c.until(']')?;
                let number = index
                    .trim()
                    .parse()
                    .map_err(|_| SyntaxError::NotSimulated("indexes other than numbers"))?;
                path.push(Access::Index(number));
            }
            _ if path.is_empty() => return Ok(base),
            _ => return Ok(Part::Member { base: Box::new(base), path }),
        }
    }
}
