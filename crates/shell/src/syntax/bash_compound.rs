//! Reads bash's compound commands and functions.

use super::bash::{
    close, closer, keyword_is, missing, script, skip_blank_lines, skip_spaces, target, unexpected,
};
use super::bash_word::{self, is_name};
use super::cursor::Cursor;
use super::{Body, Pipeline, Script, SyntaxError, Word};
use std::sync::Arc;

pub(super) fn compound(c: &mut Cursor) -> Result<Option<Body>, SyntaxError> {
    if c.starts_with("((") {
        return Err(SyntaxError::NotSimulated("(( … )); use $(( … ))"));
    }
    if c.take("(") {
        let body = script(c)?;
        close(c, ")")?;
        return Ok(Some(Body::Subshell(Arc::new(body))));
    }
    let Some(keyword) = keyword(c) else { return Ok(None) };
    c.at += keyword.chars().count();
    match keyword.as_str() {
        "{" => {
            let body = script(c)?;
            close(c, "}")?;
            Ok(Some(Body::Group(Arc::new(body))))
        }
        "if" => if_body(c).map(Some),
        "for" => for_body(c).map(Some),
        "while" | "until" => {
            let condition = script(c)?;
            close(c, "do")?;
            let body = script(c)?;
            close(c, "done")?;
            let until = keyword == "until";
            Ok(Some(Body::While { until, condition: condition.into(), body: body.into() }))
        }
        "case" => case_body(c).map(Some),
        "function" => {
            skip_spaces(c);
            let name = function_name(c);
            if c.take("()") {
                skip_spaces(c);
            }
            function_body(c, name).map(Some)
        }
        _ => Err(SyntaxError::NotSimulated("select")),
    }
}

fn if_body(c: &mut Cursor) -> Result<Body, SyntaxError> {
    let mut branches = Vec::new();
    loop {
        let condition = script(c)?;
        close(c, "then")?;
        let body = script(c)?;
        branches.push((Arc::new(condition), Arc::new(body)));
        match closer(c) {
            Some("elif") => c.at += 4,
            Some("else") => {
                c.at += 4;
                let otherwise = script(c)?;
                close(c, "fi")?;
                return Ok(Body::If { branches, otherwise: Some(otherwise.into()) });
            }
            _ => {
                close(c, "fi")?;
                return Ok(Body::If { branches, otherwise: None });
            }
        }
    }
}

fn for_body(c: &mut Cursor) -> Result<Body, SyntaxError> {
    skip_spaces(c);
    if c.starts_with("((") {
        return Err(SyntaxError::NotSimulated("for (( … )); use for x in {1..9}"));
    }
    let name = c.run(|x| x.is_ascii_alphanumeric() || x == '_');
    if !is_name(&name) {
        return Err(missing(c));
    }
    skip_blank_lines(c);
    let mut items = Vec::new();
    if keyword_is(c, "in") {
        c.at += 2;
        loop {
            skip_spaces(c);
            match c.peek() {
                Some('\n' | ';') | None => break,
                _ => match bash_word::word(c)? {
                    Some(item) => items.push(item),
                    None => return Err(unexpected(c)),
                },
            }
        }
    }
    skip_spaces(c);
    c.take(";");
    skip_blank_lines(c);
    close(c, "do")?;
    let body = script(c)?;
    close(c, "done")?;
    Ok(Body::For { name, items, body: body.into() })
}

fn case_body(c: &mut Cursor) -> Result<Body, SyntaxError> {
    let word = target(c)?;
    skip_blank_lines(c);
    if !keyword_is(c, "in") {
        return Err(missing(c));
    }
    c.at += 2;
    let mut arms = Vec::new();
    loop {
        skip_blank_lines(c);
        if closer(c) == Some("esac") {
            c.at += 4;
            return Ok(Body::Case { word, arms });
        }
        c.take("(");
        let mut patterns = vec![case_pattern(c)?];
        skip_spaces(c);
        while c.take("|") {
            patterns.push(case_pattern(c)?);
            skip_spaces(c);
        }
        close(c, ")")?;
        let body = script(c)?;
        arms.push((patterns, Arc::new(body)));
        if closer(c) != Some("esac") {
            close(c, ";;")?;
        }
    }
}

fn case_pattern(c: &mut Cursor) -> Result<Word, SyntaxError> {
    skip_spaces(c);
    match bash_word::word(c)? {
        Some(word) => Ok(word),
        None => Err(missing(c)),
    }
}

fn function_name(c: &mut Cursor) -> String {
    c.run(|x| x.is_ascii_alphanumeric() || "_-.".contains(x))
}

/// Reads `{ … }` or `( … )` after a function's name.
fn function_body(c: &mut Cursor, name: String) -> Result<Body, SyntaxError> {
    skip_blank_lines(c);
    match c.nested(compound)? {
        Some(body) => {
            let body = Script::of(Pipeline::of(body)).into();
            Ok(Body::Function { name, body })
        }
        None => Err(missing(c)),
    }
}

/// Reads `name() …` if that stands here.
pub(super) fn function(c: &mut Cursor) -> Result<Option<Body>, SyntaxError> {
    let start = c.at;
    let name = function_name(c);
    skip_spaces(c);
    let brackets = c.take("(") && {
        skip_spaces(c);
        c.take(")")
    };
    if name.is_empty() || !brackets {
        c.at = start;
        return Ok(None);
    }
    function_body(c, name).map(Some)
}

fn keyword(c: &Cursor) -> Option<String> {
    ["{", "if", "for", "while", "until", "case", "function", "select"]
        .into_iter()
        .find(|word| keyword_is(c, word))
        .map(str::to_owned)
}
