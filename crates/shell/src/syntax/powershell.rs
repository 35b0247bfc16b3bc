//! Reads PowerShell: statements, assignments, pipelines, redirections.

use super::cursor::Cursor;
use super::operator::{Expression, Operator};
use super::powershell_word::{self as words, after_word};
use super::{
    Body, Command, Connector, Part, Pipeline, Redirect, Script, Source, Statement, SyntaxError, Target, Word,
    powershell_expression,
};
use std::sync::Arc;

pub(super) fn parse(text: &str) -> Result<Script, SyntaxError> {
    let mut cursor = Cursor::new(text);
    let script = script(&mut cursor)?;
    if cursor.peek().is_none() { Ok(script) } else { Err(unexpected(&cursor)) }
}

/// Reads statements up to the end or to a closing bracket.
pub(super) fn script(c: &mut Cursor) -> Result<Script, SyntaxError> {
    let mut statements = Vec::new();
    loop {
        skip_blank_lines(c);
        while c.take(";") {
            skip_blank_lines(c);
        }
        if matches!(c.peek(), None | Some(')' | '}')) {
            return Ok(Script(statements));
        }
        statements.push(statement(c)?);
        skip_spaces(c)?;
        if !matches!(c.peek(), None | Some(';' | '\n' | ')' | '}')) {
            return Err(unexpected(c));
        }
    }
}

fn statement(c: &mut Cursor) -> Result<Statement, SyntaxError> {
    if let Some(body) = c.nested(compound)? {
        return Ok(Statement::of(Pipeline::of(body)));
    }
    let first = pipeline(c)?;
    let mut rest = Vec::new();
    loop {
        skip_spaces(c)?;
        let connector = if c.take("&&") {
            Connector::And
        } else if c.take("||") {
            Connector::Or
        } else {
            return Ok(Statement { first, rest });
        };
        continue_line(c)?;
        rest.push((connector, pipeline(c)?));
    }
}

fn compound(c: &mut Cursor) -> Result<Option<Body>, SyntaxError> {
    for word in ["function", "switch", "try", "for", "do", "param", "class", "trap", "return", "throw"] {
        if keyword(c, word) {
            return Err(SyntaxError::NotSimulated("PowerShell statements other than if, foreach and while"));
        }
    }
    if take_keyword(c, "if") {
        return if_body(c).map(Some);
    }
    if take_keyword(c, "foreach") {
        return foreach_body(c).map(Some);
    }
    if take_keyword(c, "while") {
        let (condition, body) = (condition(c)?, block(c)?);
        return Ok(Some(Body::While { until: false, condition, body }));
    }
    Ok(None)
}

fn if_body(c: &mut Cursor) -> Result<Body, SyntaxError> {
    let mut branches = vec![(condition(c)?, block(c)?)];
    let mut otherwise = None;
    loop {
        let start = c.at;
        skip_blank_lines(c);
        if take_keyword(c, "elseif") {
            branches.push((condition(c)?, block(c)?));
        } else if take_keyword(c, "else") {
            otherwise = Some(block(c)?);
            break;
        } else {
            c.at = start;
            break;
        }
    }
    Ok(Body::If { branches, otherwise })
}

fn foreach_body(c: &mut Cursor) -> Result<Body, SyntaxError> {
    skip_blank_lines(c);
    open(c, "(")?;
    skip_spaces(c)?;
    open(c, "$")?;
    let name = c.run(|x| x.is_alphanumeric() || x == '_').to_lowercase();
    skip_spaces(c)?;
    if !take_keyword(c, "in") {
        return Err(unexpected(c));
    }
    let items = Arc::new(script(c)?);
    open(c, ")")?;
    let items = vec![Word(vec![Part::Substitution { script: items, quoted: false }])];
    Ok(Body::For { name, items, body: block(c)? })
}

fn condition(c: &mut Cursor) -> Result<Arc<Script>, SyntaxError> {
    skip_blank_lines(c);
    open(c, "(")?;
    let condition = script(c)?;
    open(c, ")")?;
    Ok(Arc::new(condition))
}

fn block(c: &mut Cursor) -> Result<Arc<Script>, SyntaxError> {
    skip_blank_lines(c);
    open(c, "{")?;
    let body = script(c)?;
    open(c, "}")?;
    Ok(Arc::new(body))
}

fn pipeline(c: &mut Cursor) -> Result<Pipeline, SyntaxError> {
    skip_spaces(c)?;
    if let Some((target, combined)) = words::assignment(c)? {
        continue_line(c)?;
        let value = c.nested(pipeline)?;
        return Ok(match combined {
            None => assign(target, value),
            Some(operator) => {
                let value = Part::Substitution { script: Script::of(value).into(), quoted: false };
                combine(target, operator, value)
            }
        });
    }
    if let Some((target, operator)) = words::counted(c) {
        return Ok(combine(target, operator, Part::Value(1.into())));
    }
    let mut commands = vec![command(c)?];
    loop {
        skip_spaces(c)?;
        if c.peek() != Some('|') || c.peek_at(1) == Some('|') {
            return Ok(Pipeline { negated: false, commands });
        }
        c.at += 1;
        continue_line(c)?;
        commands.push(command(c)?);
    }
}

fn assign(target: Target, value: Pipeline) -> Pipeline {
    Pipeline::of(Body::Assign { target, value: Box::new(value) })
}

/// `target = target operator value`
fn combine(target: Target, operator: Operator, value: Part) -> Pipeline {
    let operand = |part| Box::new(Expression::Value(Word(vec![part])));
    let result = Expression::Binary(operator, operand(words::variable(&target)), operand(value));
    assign(target, Pipeline::of(Body::Value(Word(vec![Part::Expression(Box::new(result))]))))
}

/// Reads a command, the value of which is wanted.
pub(super) fn statement_value(c: &mut Cursor) -> Result<Word, SyntaxError> {
    let script = Script::of(c.nested(pipeline)?).into();
    Ok(Word(vec![Part::Substitution { script, quoted: false }]))
}

fn command(c: &mut Cursor) -> Result<Command, SyntaxError> {
    skip_spaces(c)?;
    if c.peek() == Some('&') && c.peek_at(1) != Some('&') {
        c.at += 1;
        skip_spaces(c)?;
        return simple(c);
    }
    if powershell_expression::begins(c) {
        let value = powershell_expression::expression(c)?;
        let mut redirects = Vec::new();
        loop {
            skip_spaces(c)?;
            match redirect(c)? {
                Some(redirect) => redirects.push(redirect),
                None => break,
            }
        }
        if !matches!(c.peek(), None | Some(';' | '\n' | '|' | '&' | ')' | '}')) {
            return Err(unexpected(c));
        }
        return Ok(Command { body: Body::Value(value), redirects });
    }
    simple(c)
}

fn simple(c: &mut Cursor) -> Result<Command, SyntaxError> {
    let (mut arguments, mut redirects) = (Vec::new(), Vec::new());
    loop {
        skip_spaces(c)?;
        if let Some(redirect) = redirect(c)? {
            redirects.push(redirect);
        } else if let Some(word) = words::argument(c)? {
            arguments.push(word);
        } else {
            break;
        }
    }
    if arguments.first().and_then(Word::block).is_some() {
        return Err(SyntaxError::NotSimulated("script blocks as values"));
    }
    if arguments.is_empty() {
        return Err(missing(c));
    }
    Ok(Command { body: Body::Simple { assignments: Vec::new(), words: arguments }, redirects })
}

fn redirect(c: &mut Cursor) -> Result<Option<Redirect>, SyntaxError> {
    if c.take("2>&1") || c.take("*>&1") {
        return Ok(Some(Redirect::Join(Source::Err)));
    }
    let from = match c.peek() {
        Some('>') => Source::Out,
        Some('1') if c.peek_at(1) == Some('>') => Source::Out,
        Some('2') if c.peek_at(1) == Some('>') => Source::Err,
        Some('*') if c.peek_at(1) == Some('>') => Source::Both,
        Some('<') => {
            return Err(SyntaxError::Wrong("The '<' operator is reserved for future use.".to_owned()));
        }
        _ => return Ok(None),
    };
    c.run(|x| x != '>');
    let append = c.take(">>");
    if !append {
        c.at += 1;
    }
    skip_spaces(c)?;
    let file = words::argument(c)?.ok_or_else(|| unexpected(c))?;
    Ok(Some(Redirect::Write { from, file, append }))
}

/// After an operator the line may go on below.
pub(super) fn continue_line(c: &mut Cursor) -> Result<(), SyntaxError> {
    skip_blank_lines(c);
    if c.peek().is_none() { Err(SyntaxError::Incomplete) } else { Ok(()) }
}

/// Reads a bracket.
pub(super) fn open(c: &mut Cursor, bracket: &str) -> Result<(), SyntaxError> {
    if c.take(bracket) {
        return Ok(());
    }
    Err(missing(c))
}

fn keyword(c: &Cursor, word: &str) -> bool {
    let here: String = c.text[c.at..].iter().take(word.len()).collect();
    here.eq_ignore_ascii_case(word)
        && c.peek_at(word.len()).is_none_or(|x| x == '(' || x == '{' || after_word(x))
}

fn take_keyword(c: &mut Cursor, word: &str) -> bool {
    let here = keyword(c, word);
    if here {
        c.at += word.len();
    }
    here
}

/// Goes past blanks, comments and continued line ends. A backtick at the very end asks for more.
pub(super) fn skip_spaces(c: &mut Cursor) -> Result<(), SyntaxError> {
    loop {
        match c.peek() {
            Some(' ' | '\t' | '\r') => c.at += 1,
            Some('`') if c.peek_at(1) == Some('\n') => c.at += 2,
            Some('`') if c.peek_at(1).is_none() => return Err(SyntaxError::Incomplete),
            Some('#') if c.at == 0 || after_word(c.text[c.at - 1]) => {
                c.run(|x| x != '\n');
            }
            _ => return Ok(()),
        }
    }
}

pub(super) fn skip_blank_lines(c: &mut Cursor) {
    while skip_spaces(c).is_ok() && c.take("\n") {}
}

pub(super) fn unexpected(c: &Cursor) -> SyntaxError {
    let token: String = c.text[c.at..].iter().take_while(|x| !x.is_whitespace()).take(20).collect();
    if token.is_empty() {
        return SyntaxError::Wrong("Missing statement after the operator.".to_owned());
    }
    SyntaxError::Wrong(format!("Unexpected token '{token}' in expression or statement."))
}

/// What is wrong where something has to follow.
fn missing(c: &Cursor) -> SyntaxError {
    if c.peek().is_none() { SyntaxError::Incomplete } else { unexpected(c) }
}

/// The target of an assignment, from the name after `$`.
pub(super) fn target(name: &str) -> Target {
    match name.get(..4) {
        Some(scope) if scope.eq_ignore_ascii_case("env:") => Target::Environment(name[4..].to_owned()),
        _ => Target::Variable(name.to_lowercase()),
    }
}
