//! Reads bash: statements, pipelines, compound commands, redirections.

use super::bash_compound::{compound, function};
use super::bash_word::{self, is_name};
use super::cursor::Cursor;
use super::{
    Body, Command, Connector, Part, Pipeline, Redirect, Script, Source, Statement, SyntaxError, Word,
};

/// What closes a nested script.
const CLOSERS: [&str; 10] = ["then", "elif", "else", "fi", "do", "done", "esac", ";;", "}", ")"];

pub(super) fn parse(text: &str) -> Result<Script, SyntaxError> {
    whole(Cursor::new(text))
}

/// Reads a script to the end of the text.
pub(super) fn whole(mut cursor: Cursor) -> Result<Script, SyntaxError> {
    let script = script(&mut cursor)?;
    match cursor.peek() {
        None => Ok(script),
        Some(_) => Err(unexpected(&cursor)),
    }
}

/// Reads statements up to the end or to something that closes a nested script.
pub(super) fn script(c: &mut Cursor) -> Result<Script, SyntaxError> {
    let mut statements = Vec::new();
    loop {
        skip_blank_lines(c);
        if c.peek().is_none() || closer(c).is_some() {
            return Ok(Script(statements));
        }
        statements.push(statement(c)?);
        skip_spaces(c);
        match c.peek() {
            Some('\n') => {}
            Some(';') if c.peek_at(1) != Some(';') => c.at += 1,
            Some('&') => return Err(SyntaxError::NotSimulated("background jobs (&)")),
            None => {}
            Some(_) if closer(c).is_some() => {}
            Some(_) => return Err(unexpected(c)),
        }
    }
}

fn statement(c: &mut Cursor) -> Result<Statement, SyntaxError> {
    let first = pipeline(c)?;
    let mut rest = Vec::new();
    loop {
        skip_spaces(c);
        let connector = if c.take("&&") {
            Connector::And
        } else if c.take("||") {
            Connector::Or
        } else {
            return Ok(Statement { first, rest });
        };
        skip_blank_lines(c);
        if c.peek().is_none() {
            return Err(SyntaxError::Incomplete);
        }
        rest.push((connector, pipeline(c)?));
    }
}

fn pipeline(c: &mut Cursor) -> Result<Pipeline, SyntaxError> {
    skip_spaces(c);
    let negated = c.peek() == Some('!') && c.peek_at(1).is_some_and(char::is_whitespace);
    if negated {
        c.at += 1;
    }
    let mut commands = vec![command(c)?];
    loop {
        skip_spaces(c);
        if c.peek() != Some('|') || c.peek_at(1) == Some('|') {
            return Ok(Pipeline { negated, commands });
        }
        c.at += 1;
        if c.take("&")
            && let Some(last) = commands.last_mut()
        {
            last.redirects.push(Redirect::Join(Source::Err));
        }
        skip_blank_lines(c);
        if c.peek().is_none() {
            return Err(SyntaxError::Incomplete);
        }
        commands.push(command(c)?);
    }
}

fn command(c: &mut Cursor) -> Result<Command, SyntaxError> {
    skip_spaces(c);
    if let Some(body) = c.nested(compound)? {
        let mut redirects = Vec::new();
        loop {
            skip_spaces(c);
            match redirect(c)? {
                Some(more) => redirects.extend(more),
                None => return Ok(Command { body, redirects }),
            }
        }
    }
    match function(c)? {
        Some(body) => Ok(Command { body, redirects: Vec::new() }),
        None => simple(c),
    }
}

fn simple(c: &mut Cursor) -> Result<Command, SyntaxError> {
    let (mut assignments, mut words, mut redirects) = (Vec::new(), Vec::<Word>::new(), Vec::new());
    loop {
        skip_spaces(c);
        if let Some(more) = redirect(c)? {
            redirects.extend(more);
            continue;
        }
        if words.is_empty()
            && let Some(assignment) = assignment(c)?
        {
            assignments.push(assignment);
            continue;
        }
        match bash_word::word(c)? {
            Some(word) => words.push(word),
            None => break,
        }
    }
    if words.is_empty() && assignments.is_empty() && redirects.is_empty() {
        return Err(missing(c));
    }
    Ok(Command { body: Body::Simple { assignments, words }, redirects })
}

fn assignment(c: &mut Cursor) -> Result<Option<(String, Word)>, SyntaxError> {
    let start = c.at;
    let name = c.run(|x| x.is_ascii_alphanumeric() || x == '_');
    if !is_name(&name) || c.peek() != Some('=') {
        c.at = start;
        return Ok(None);
    }
    c.at += 1;
    if c.peek() == Some('(') {
        return Err(SyntaxError::NotSimulated("arrays"));
    }
    Ok(Some((name, bash_word::word(c)?.unwrap_or_default())))
}

/// Reads a redirection if one stands here. `&>` gives two.
fn redirect(c: &mut Cursor) -> Result<Option<Vec<Redirect>>, SyntaxError> {
    let start = c.at;
    let digits = c.run(|x| x.is_ascii_digit());
    let both = digits.is_empty() && c.starts_with("&>");
    if both {
        c.at += 1;
    }
    if !matches!(c.peek(), Some('<' | '>')) {
        c.at = start;
        return Ok(None);
    }
    let from = match (digits.as_str(), both) {
        (_, true) => Source::Both,
        ("2", _) => Source::Err,
        ("" | "0" | "1", _) => Source::Out,
        _ => return Err(SyntaxError::NotSimulated("file descriptors other than 0, 1 and 2")),
    };
    if c.take("<<<") {
        let mut word = target(c)?;
        word.0.push(Part::Literal("\n".to_owned()));
        return Ok(Some(vec![Redirect::Text(word)]));
    }
    if c.take("<<") {
        return here_document(c).map(|body| Some(vec![Redirect::Text(body)]));
    }
    if c.take("<(") || c.take(">(") {
        return Err(SyntaxError::NotSimulated("process substitution"));
    }
    if c.take("<") {
        return Ok(Some(vec![Redirect::Read(target(c)?)]));
    }
    if c.take(">&") {
        let to = target(c)?;
        return Ok(Some(vec![match (from, to.bare()) {
            (Source::Err, Some("1")) => Redirect::Join(Source::Err),
            (Source::Out, Some("2")) => Redirect::Join(Source::Out),
            _ => Redirect::Write { from: Source::Both, file: to, append: false },
        }]));
    }
    let append = c.take(">>");
    if !append && !c.take(">|") {
        c.take(">");
    }
    Ok(Some(vec![Redirect::Write { from, file: target(c)?, append }]))
}

pub(super) fn target(c: &mut Cursor) -> Result<Word, SyntaxError> {
    skip_spaces(c);
    bash_word::word(c)?.ok_or_else(|| unexpected(c))
}

fn here_document(c: &mut Cursor) -> Result<Word, SyntaxError> {
    let strip_tabs = c.take("-");
    let end = target(c)?;
    let Some(text) = end.literal() else { return Err(unexpected(c)) };
    let quoted = end.0.iter().any(|part| matches!(part, Part::Literal(_)));
    let body = c.cut_here_document(&text, strip_tabs)?;
    if quoted { Ok(Word(vec![Part::Literal(body)])) } else { bash_word::here_document(c, &body) }
}

/// The word that closes a nested script, if one stands here.
pub(super) fn closer(c: &Cursor) -> Option<&'static str> {
    CLOSERS.into_iter().find(|word| match *word {
        ")" | ";;" => c.starts_with(word),
        word => keyword_is(c, word),
    })
}

pub(super) fn close(c: &mut Cursor, word: &'static str) -> Result<(), SyntaxError> {
    skip_blank_lines(c);
    match closer(c) {
        Some(found) if found == word => {
            c.at += word.len();
            Ok(())
        }
        _ => Err(missing(c)),
    }
}

pub(super) fn keyword_is(c: &Cursor, word: &str) -> bool {
    c.starts_with(word)
        && c.peek_at(word.len())
            .is_none_or(|next| next.is_whitespace() || matches!(next, ';' | '(' | ')' | '&' | '|'))
}

pub(super) fn skip_spaces(c: &mut Cursor) {
    loop {
        match c.peek() {
            Some(' ' | '\t' | '\r') => c.at += 1,
            Some('\\') if c.peek_at(1) == Some('\n') => c.at += 2,
            Some('#') if c.at == 0 || c.text[c.at - 1].is_whitespace() || c.text[c.at - 1] == ';' => {
                c.run(|x| x != '\n');
            }
            _ => return,
        }
    }
}

pub(super) fn skip_blank_lines(c: &mut Cursor) {
    loop {
        skip_spaces(c);
        if !c.take("\n") {
            return;
        }
    }
}

pub(super) fn unexpected(c: &Cursor) -> SyntaxError {
    let token = match c.peek() {
        None | Some('\n') => "newline".to_owned(),
        Some(first) if first.is_alphanumeric() => {
            c.text[c.at..].iter().take_while(|x| x.is_alphanumeric()).collect()
        }
        Some(first) if c.peek_at(1) == Some(first) && ";&|<>(".contains(first) => format!("{first}{first}"),
        Some(first) => first.to_string(),
    };
    SyntaxError::Wrong(format!("syntax error near unexpected token `{token}'"))
}

/// What is wrong where something has to follow.
pub(super) fn missing(c: &Cursor) -> SyntaxError {
    if c.peek().is_none() { SyntaxError::Incomplete } else { unexpected(c) }
}
