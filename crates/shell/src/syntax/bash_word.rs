//! Reads bash's words: quotes, escapes, variables, substitutions.

use super::cursor::Cursor;
use super::{Change, Part, SyntaxError, VariableName, Word, bash};
use std::sync::Arc;

/// Whether a text can name a variable.
pub(crate) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Reads a word; `None` if none stands here.
pub(super) fn word(c: &mut Cursor) -> Result<Option<Word>, SyntaxError> {
    let mut parts = Vec::new();
    loop {
        match c.peek() {
            None => break,
            Some(x) if x.is_whitespace() || matches!(x, ';' | '&' | '|' | '<' | '>' | '(' | ')') => break,
            Some('\'') => {
                c.at += 1;
                parts.push(Part::Literal(c.until('\'')?));
            }
            Some('"') => {
                c.at += 1;
                double_quoted(c, &mut parts)?;
            }
            Some('\\') => {
                c.at += 1;
                match c.next() {
                    None => return Err(SyntaxError::Incomplete),
                    Some('\n') => {}
                    Some(x) => push_literal(&mut parts, x),
                }
            }
            Some('$') if c.peek_at(1) == Some('\'') => {
                c.at += 2;
                parts.push(Part::Literal(ansi_c_quoted(c)?));
            }
            Some('$') => match dollar(c, false)? {
                Some(part) => parts.push(part),
                None => push_bare(&mut parts, '$'),
            },
            Some('`') => parts.push(backticks(c, false)?),
            Some(x) => {
                c.at += 1;
                push_bare(&mut parts, x);
            }
        }
    }
    Ok(if parts.is_empty() { None } else { Some(Word(parts)) })
}

/// Reads a here-document's body: variables and substitutions, but no quotes.
pub(super) fn here_document(around: &mut Cursor, body: &str) -> Result<Word, SyntaxError> {
    around.nested(|around| here_document_words(around.inside(body)))
}

fn here_document_words(mut c: Cursor) -> Result<Word, SyntaxError> {
    let mut parts = Vec::new();
    while let Some(x) = c.peek() {
        expandable(&mut c, x, "$`\\", &mut parts)?;
    }
    Ok(Word(parts))
}

fn double_quoted(c: &mut Cursor, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    parts.push(Part::Literal(String::new()));
    loop {
        match c.peek() {
            None => return Err(SyntaxError::Incomplete),
            Some('"') => {
                c.at += 1;
                return Ok(());
            }
            Some(x) => expandable(c, x, "$`\"\\", parts)?,
        }
    }
}

/// Reads one piece of text in which variables and substitutions are expanded and a backslash escapes only
/// `escapable` characters.
fn expandable(c: &mut Cursor, x: char, escapable: &str, parts: &mut Vec<Part>) -> Result<(), SyntaxError> {
    match x {
        '\\' => match c.peek_at(1) {
            Some('\n') => c.at += 2,
            Some(next) if escapable.contains(next) => {
                c.at += 2;
                push_literal(parts, next);
            }
            _ => {
                c.at += 1;
                push_literal(parts, '\\');
            }
        },
        '$' => match dollar(c, true)? {
            Some(part) => parts.push(part),
            None => push_literal(parts, '$'),
        },
        '`' => parts.push(backticks(c, true)?),
        other => {
            c.at += 1;
            push_literal(parts, other);
        }
    }
    Ok(())
}

/// Reads what a `$` begins. `None` if it is only a dollar sign, which is then passed.
fn dollar(c: &mut Cursor, quoted: bool) -> Result<Option<Part>, SyntaxError> {
    c.at += 1;
    if c.starts_with("((") {
        c.at += 2;
        return arithmetic(c).map(Some);
    }
    match c.peek() {
        Some('(') => {
            c.at += 1;
            let script = c.nested(bash::script)?;
            bash::skip_spaces(c);
            if !c.take(")") {
                return Err(SyntaxError::Incomplete);
            }
            Ok(Some(Part::Substitution { script: Arc::new(script), quoted }))
        }
        Some('{') => {
            c.at += 1;
            c.nested(|c| braced(c, quoted)).map(Some)
        }
        Some('?') => {
            c.at += 1;
            Ok(Some(Part::Variable { name: VariableName::Status, change: None, quoted }))
        }
        Some('$' | '!') => Err(SyntaxError::NotSimulated("$$ and $!")),
        Some(x @ ('@' | '*' | '#' | '0'..='9')) => {
            c.at += 1;
            Ok(Some(Part::Variable { name: VariableName::Plain(x.to_string()), change: None, quoted }))
        }
        Some(x) if x.is_ascii_alphabetic() || x == '_' => {
            let name = c.run(|x| x.is_ascii_alphanumeric() || x == '_');
            Ok(Some(Part::Variable { name: VariableName::Plain(name), change: None, quoted }))
        }
        _ => Ok(None),
    }
}

fn arithmetic(c: &mut Cursor) -> Result<Part, SyntaxError> {
    let mut text = String::new();
    let mut depth = 0_usize;
    loop {
        match c.next() {
            None => return Err(SyntaxError::Incomplete),
            Some(')') if depth == 0 => {
                return if c.take(")") {
                    Ok(Part::Arithmetic(text))
                } else {
                    Err(SyntaxError::Wrong("syntax error: missing `))'".to_owned()))
                };
            }
            Some(x) => {
                match x {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                text.push(x);
            }
        }
    }
}

fn braced(c: &mut Cursor, quoted: bool) -> Result<Part, SyntaxError> {
    let length = c.peek() == Some('#') && c.peek_at(1) != Some('}');
    if length {
        c.at += 1;
    }
    let name = if c.take("?") {
        VariableName::Status
    } else {
        let sign = c.peek().filter(|x| "@*#".contains(*x)).map(String::from);
        let name =
            sign.inspect(|_| c.at += 1).unwrap_or_else(|| c.run(|x| x.is_ascii_alphanumeric() || x == '_'));
        let argument = name.parse::<u32>().is_ok() || matches!(name.as_str(), "@" | "*" | "#");
        if !is_name(&name) && !argument {
            let incomplete = c.peek().is_none();
            let wrong = || SyntaxError::Wrong("bad substitution".to_owned());
            return Err(if incomplete { SyntaxError::Incomplete } else { wrong() });
        }
        VariableName::Plain(name)
    };
    let change = if length { Some(Change::Length) } else { change(c)? };
    match c.next() {
        Some('}') => Ok(Part::Variable { name, change, quoted }),
        None => Err(SyntaxError::Incomplete),
        Some(_) => Err(SyntaxError::NotSimulated("this form of ${…}")),
    }
}

fn change(c: &mut Cursor) -> Result<Option<Change>, SyntaxError> {
    let colon = c.peek() == Some(':') && matches!(c.peek_at(1), Some('-' | '=' | '+'));
    if colon {
        c.at += 1;
    }
    Ok(Some(match c.peek() {
        Some(sign @ ('-' | '=')) => {
            c.at += 1;
            Change::Default { word: operand(c, "}")?, empty_counts: colon, assign: sign == '=' }
        }
        Some('+') => {
            c.at += 1;
            Change::Alternative(operand(c, "}")?)
        }
        Some('#') => {
            c.at += 1;
            let longest = c.take("#");
            Change::CutPrefix { pattern: operand(c, "}")?, longest }
        }
        Some('%') => {
            c.at += 1;
            let longest = c.take("%");
            Change::CutSuffix { pattern: operand(c, "}")?, longest }
        }
        Some('/') => {
            c.at += 1;
            let all = c.take("/");
            let pattern = operand(c, "/}")?;
            let text = if c.take("/") { operand(c, "}")? } else { Word::default() };
            Change::Replace { pattern, text, all }
        }
        _ => return Ok(None),
    }))
}

/// Reads the word inside `${…}` up to one of `ends`, which stays.
fn operand(c: &mut Cursor, ends: &str) -> Result<Word, SyntaxError> {
    let mut parts = Vec::new();
    loop {
        match c.peek() {
            None => return Err(SyntaxError::Incomplete),
            Some(x) if ends.contains(x) => return Ok(Word(parts)),
            Some('\'') => {
                c.at += 1;
                parts.push(Part::Literal(c.until('\'')?));
            }
            Some('"') => {
                c.at += 1;
                double_quoted(c, &mut parts)?;
            }
            Some(x @ ('$' | '`' | '\\')) => expandable(c, x, "$`\"\\/}", &mut parts)?,
            Some(x) => {
                c.at += 1;
                push_bare(&mut parts, x);
            }
        }
    }
}

fn backticks(c: &mut Cursor, quoted: bool) -> Result<Part, SyntaxError> {
    c.at += 1;
    let mut inner = String::new();
    loop {
        match c.next() {
            None => return Err(SyntaxError::Incomplete),
            Some('`') => break,
            Some('\\') if matches!(c.peek(), Some('`' | '\\' | '$')) => inner.extend(c.next()),
            Some(x) => inner.push(x),
        }
    }
    let script = c.nested(|c| bash::whole(c.inside(&inner))).map_err(|error| match error {
        SyntaxError::Incomplete => SyntaxError::Wrong("unexpected end inside backticks".to_owned()),
        other => other,
    })?;
    Ok(Part::Substitution { script: Arc::new(script), quoted })
}

fn ansi_c_quoted(c: &mut Cursor) -> Result<String, SyntaxError> {
    let mut text = String::new();
    loop {
        match c.next() {
            None => return Err(SyntaxError::Incomplete),
            Some('\'') => return Ok(text),
            Some('\\') => match c.next() {
                None => return Err(SyntaxError::Incomplete),
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some('e') => text.push('\u{1b}'),
                Some(x @ ('\\' | '\'' | '"')) => text.push(x),
                Some(x) => text.extend(['\\', x]),
            },
            Some(x) => text.push(x),
        }
    }
}

fn push_literal(parts: &mut Vec<Part>, x: char) {
    match parts.last_mut() {
        Some(Part::Literal(text)) => text.push(x),
        _ => parts.push(Part::Literal(x.to_string())),
    }
}

fn push_bare(parts: &mut Vec<Part>, x: char) {
    match parts.last_mut() {
        Some(Part::Bare(text)) => text.push(x),
        _ => parts.push(Part::Bare(x.to_string())),
    }
}
