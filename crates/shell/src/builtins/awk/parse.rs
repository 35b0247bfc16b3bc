//! Reads an awk program.

use super::lex::{Token, tokens};
use super::tree::{Expression, Pattern, Program, Rule, Statement};

/// How deep expressions and blocks may nest.
const DEEPEST: usize = 40;
/// The longest program in bytes.
const LONGEST: usize = 16 << 10;

/// Reads a program.
///
/// # Errors
/// What is wrong with it, or what of the language is not simulated.
pub(super) fn program(text: &str) -> Result<Program, String> {
    if text.len() > LONGEST {
        return Err("the program is too long".to_owned());
    }
    let mut reader = Reader { tokens: tokens(text)?, at: 0, depth: 0, in_print: false };
    let mut program = Program::default();
    loop {
        reader.skip_ends();
        if reader.peek() == &Token::End {
            return Ok(program);
        }
        program.rules.push(reader.rule()?);
    }
}

pub(super) struct Reader {
    tokens: Vec<Token>,
    pub(super) at: usize,
    depth: usize,
    /// `>` writes to a file here.
    pub(super) in_print: bool,
}

pub(super) type Read<T> = Result<T, String>;

impl Reader {
    pub(super) fn peek(&self) -> &Token {
        self.tokens.get(self.at).unwrap_or(&Token::End)
    }

    pub(super) fn next(&mut self) -> Token {
        let token = self.peek().clone();
        self.at += 1;
        token
    }

    pub(super) fn take(&mut self, symbol: &str) -> bool {
        let here = matches!(self.peek(), Token::Symbol(s) if *s == symbol);
        self.at += usize::from(here);
        here
    }

    pub(super) fn take_name(&mut self, name: &str) -> bool {
        let here = matches!(self.peek(), Token::Name(n, _) if n == name);
        self.at += usize::from(here);
        here
    }

    pub(super) fn need(&mut self, symbol: &str) -> Read<()> {
        if self.take(symbol) { Ok(()) } else { Err(self.unexpected()) }
    }

    pub(super) fn need_name(&mut self) -> Read<String> {
        match self.next() {
            Token::Name(name, _) => Ok(name),
            _ => {
                self.at -= 1;
                Err(self.unexpected())
            }
        }
    }

    pub(super) fn unexpected(&self) -> String {
        let what = match self.peek() {
            Token::End => "end of the program".to_owned(),
            Token::Newline => "end of the line".to_owned(),
            Token::Number(number) => number.to_string(),
            Token::Text(text) => format!("\"{text}\""),
            Token::Regex(text) => format!("/{text}/"),
            Token::Name(name, _) => name.clone(),
            Token::Symbol(symbol) => (*symbol).to_owned(),
        };
        format!("syntax error at {what}")
    }

    pub(super) fn skip_lines(&mut self) {
        while self.peek() == &Token::Newline {
            self.at += 1;
        }
    }

    fn skip_ends(&mut self) {
        while self.peek() == &Token::Newline || self.take(";") {
            self.at += usize::from(self.peek() == &Token::Newline);
        }
    }

    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= DEEPEST {
            return Err("the program is nested too deep".to_owned());
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    fn rule(&mut self) -> Read<Rule> {
        if matches!(self.peek(), Token::Name(n, _) if n == "function" || n == "func") {
            return Err("functions of one's own are not simulated".to_owned());
        }
        let pattern = if self.take_name("BEGIN") {
            Pattern::Begin
        } else if self.take_name("END") {
            Pattern::End
        } else if matches!(self.peek(), Token::Symbol("{")) {
            Pattern::Always
        } else {
            let first = self.expression()?;
            if self.take(",") {
                self.skip_lines();
                Pattern::Between(first, self.expression()?)
            } else {
                Pattern::When(first)
            }
        };
        if matches!(self.peek(), Token::Symbol("{")) {
            return Ok(Rule { pattern, action: Some(self.block()?) });
        }
        match pattern {
            Pattern::Begin | Pattern::End => Err(self.unexpected()),
            pattern => Ok(Rule { pattern, action: None }),
        }
    }

    fn block(&mut self) -> Read<Vec<Statement>> {
        self.nested(|r| {
            r.need("{")?;
            let mut statements = Vec::new();
            loop {
                r.skip_ends();
                if r.take("}") {
                    return Ok(statements);
                }
                statements.push(r.statement()?);
                if !matches!(r.peek(), Token::Symbol(";" | "}") | Token::Newline) && !r.after_block() {
                    return Err(r.unexpected());
                }
            }
        })
    }

    /// Whether a block has just ended, after which no separator is needed.
    fn after_block(&self) -> bool {
        self.at > 0 && matches!(self.tokens[self.at - 1], Token::Symbol("}" | ";") | Token::Newline)
    }

    /// A block, or one statement.
    fn body(&mut self) -> Read<Vec<Statement>> {
        self.skip_lines();
        if matches!(self.peek(), Token::Symbol("{")) {
            return self.block();
        }
        if self.take(";") {
            return Ok(Vec::new());
        }
        self.nested(|r| Ok(vec![r.statement()?]))
    }

    fn statement(&mut self) -> Read<Statement> {
        let Token::Name(name, _) = self.peek().clone() else { return self.simple() };
        match name.as_str() {
            "if" => {
                self.at += 1;
                let test = self.in_brackets()?;
                let then = self.body()?;
                let before = self.at;
                self.skip_ends();
                if self.take_name("else") {
                    return Ok(Statement::If(test, then, self.body()?));
                }
                self.at = before;
                Ok(Statement::If(test, then, Vec::new()))
            }
            "while" => {
                self.at += 1;
                Ok(Statement::While(self.in_brackets()?, self.body()?))
            }
            "do" => {
                self.at += 1;
                let body = self.body()?;
                self.skip_ends();
                if !self.take_name("while") {
                    return Err(self.unexpected());
                }
                Ok(Statement::Do(body, self.in_brackets()?))
            }
            "for" => {
                self.at += 1;
                self.for_statement()
            }
            _ => self.simple(),
        }
    }

    fn in_brackets(&mut self) -> Read<Expression> {
        self.need("(")?;
        let inside = self.expression()?;
        self.need(")")?;
        Ok(inside)
    }

    fn for_statement(&mut self) -> Read<Statement> {
        self.need("(")?;
        if let [Token::Name(name, _), Token::Name(word, _), Token::Name(array, _), Token::Symbol(")")] =
            self.tokens.get(self.at..self.at + 4).unwrap_or_default()
            && word == "in"
        {
            let (name, array) = (name.clone(), array.clone());
            self.at += 4;
            return Ok(Statement::Each { name, array, body: self.body()? });
        }
        let part = |r: &mut Self, end: &str| -> Read<Vec<Statement>> {
            let statements = if r.take(end) { return Ok(Vec::new()) } else { vec![r.simple()?] };
            r.need(end)?;
            Ok(statements)
        };
        let first = part(self, ";")?;
        let test = if self.take(";") {
            None
        } else {
            let test = self.expression()?;
            self.need(";")?;
            Some(test)
        };
        let step = part(self, ")")?;
        Ok(Statement::For { first, test, step, body: self.body()? })
    }

    fn simple(&mut self) -> Read<Statement> {
        let Token::Name(name, _) = self.peek().clone() else {
            return self.expression().map(Statement::Evaluate);
        };
        match name.as_str() {
            "print" | "printf" => {
                self.at += 1;
                let values = self.print_values()?;
                if matches!(self.peek(), Token::Symbol(">" | ">>" | "|")) {
                    return Err(
                        "output into files and commands is not simulated; redirect awk itself".to_owned()
                    );
                }
                Ok(if name == "print" { Statement::Print(values) } else { Statement::Printf(values) })
            }
            "next" | "break" | "continue" => {
                self.at += 1;
                Ok(match name.as_str() {
                    "next" => Statement::Next,
                    "break" => Statement::Break,
                    _ => Statement::Continue,
                })
            }
            "exit" => {
                self.at += 1;
                let ends = matches!(self.peek(), Token::Symbol(";" | "}") | Token::Newline | Token::End);
                Ok(Statement::Exit(if ends { None } else { Some(self.expression()?) }))
            }
            "delete" => {
                self.at += 1;
                let array = self.need_name()?;
                let keys = if self.take("[") { Some(self.list("]")?) } else { None };
                Ok(Statement::Delete(array, keys))
            }
            "getline" | "return" | "nextfile" | "switch" => Err(format!("{name} is not simulated")),
            _ => self.expression().map(Statement::Evaluate),
        }
    }

    /// What is printed; brackets may stand around all of it.
    fn print_values(&mut self) -> Read<Vec<Expression>> {
        if matches!(self.peek(), Token::Symbol(";" | "}" | ">" | ">>" | "|") | Token::Newline | Token::End) {
            return Ok(Vec::new());
        }
        let before = self.at;
        if self.take("(")
            && let Ok(values) = self.list(")")
            && matches!(
                self.peek(),
                Token::Symbol(";" | "}" | ">" | ">>" | "|") | Token::Newline | Token::End
            )
        {
            return Ok(values);
        }
        self.at = before;
        let outer = std::mem::replace(&mut self.in_print, true);
        let mut values = vec![];
        let read = loop {
            match self.expression() {
                Ok(value) => values.push(value),
                Err(error) => break Err(error),
            }
            if !self.take(",") {
                break Ok(values);
            }
            self.skip_lines();
        };
        self.in_print = outer;
        read
    }

    /// Expressions up to a closing bracket, which is passed. Within brackets `>` compares.
    pub(super) fn list(&mut self, end: &str) -> Read<Vec<Expression>> {
        let outer = std::mem::replace(&mut self.in_print, false);
        let mut values = Vec::new();
        let read = loop {
            if values.is_empty() && self.take(end) {
                break Ok(values);
            }
            match self.expression() {
                Ok(value) => values.push(value),
                Err(error) => break Err(error),
            }
            if self.take(",") {
                self.skip_lines();
            } else {
                break self.need(end).map(|()| values);
            }
        };
        self.in_print = outer;
        read
    }
}
