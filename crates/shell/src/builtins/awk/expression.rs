//! Reads awk's expressions.

use super::super::pattern::{Syntax, compile};
use super::lex::Token;
use super::parse::{Read, Reader};
use super::tree::{Comparison, Expression, Function, Place};

impl Reader {
    pub(super) fn expression(&mut self) -> Read<Expression> {
        self.nested(Self::choice)
    }

    fn choice(&mut self) -> Read<Expression> {
        let test = self.either()?;
        if !self.take("?") {
            return Ok(test);
        }
        self.skip_lines();
        let yes = self.expression()?;
        self.skip_lines();
        self.need(":")?;
        self.skip_lines();
        Ok(Expression::Choose(test.into(), yes.into(), self.expression()?.into()))
    }

    fn either(&mut self) -> Read<Expression> {
        let mut left = self.both()?;
        while self.take("||") {
            self.skip_lines();
            left = Expression::Or(left.into(), self.both()?.into());
        }
        Ok(left)
    }

    fn both(&mut self) -> Read<Expression> {
        let mut left = self.membership()?;
        while self.take("&&") {
            self.skip_lines();
            left = Expression::And(left.into(), self.membership()?.into());
        }
        Ok(left)
    }

    fn membership(&mut self) -> Read<Expression> {
        let mut left = self.matching()?;
        while self.take_name("in") {
            left = Expression::In(vec![left], self.need_name()?);
        }
        Ok(left)
    }

    fn matching(&mut self) -> Read<Expression> {
        let mut left = self.comparison()?;
        loop {
            let negated = self.take("!~");
            if !negated && !self.take("~") {
                return Ok(left);
            }
            let pattern = self.comparison()?;
            left = Expression::Match { text: left.into(), pattern: pattern.into(), negated };
        }
    }

    fn comparison(&mut self) -> Read<Expression> {
        let left = self.joined()?;
        let comparison = match self.peek() {
            Token::Symbol("<") => Comparison::Less,
            Token::Symbol("<=") => Comparison::LessOrEqual,
            Token::Symbol("==") => Comparison::Equal,
            Token::Symbol("!=") => Comparison::NotEqual,
            Token::Symbol(">") if !self.in_print => Comparison::Greater,
            Token::Symbol(">=") => Comparison::GreaterOrEqual,
            _ => return Ok(left),
        };
        self.at += 1;
        Ok(Expression::Compare(comparison, left.into(), self.joined()?.into()))
    }

    /// Values side by side are joined.
    fn joined(&mut self) -> Read<Expression> {
        let mut left = self.sum()?;
        loop {
            let begins = match self.peek() {
                Token::Number(_) | Token::Text(_) => true,
                Token::Name(name, _) => name != "in",
                Token::Symbol(symbol) => matches!(*symbol, "$" | "(" | "!" | "++" | "--"),
                _ => false,
            };
            if !begins {
                return Ok(left);
            }
            left = Expression::Join(left.into(), self.sum()?.into());
        }
    }

    fn sum(&mut self) -> Read<Expression> {
        let mut left = self.product()?;
        loop {
            let sign = if self.take("+") {
                '+'
            } else if self.take("-") {
                '-'
            } else {
                return Ok(left);
            };
            left = Expression::Arithmetic(sign, left.into(), self.product()?.into());
        }
    }

    fn product(&mut self) -> Read<Expression> {
        let mut left = self.unary()?;
        loop {
            let sign = match self.peek() {
                Token::Symbol("*") => '*',
                Token::Symbol("/") => '/',
                Token::Symbol("%") => '%',
                _ => return Ok(left),
            };
            self.at += 1;
            left = Expression::Arithmetic(sign, left.into(), self.unary()?.into());
        }
    }

    fn unary(&mut self) -> Read<Expression> {
        self.nested(|r| {
            if r.take("!") {
                return Ok(Expression::Not(r.unary()?.into()));
            }
            if r.take("-") {
                return Ok(Expression::Negate(r.unary()?.into()));
            }
            if r.take("+") {
                return Ok(Expression::ToNumber(r.unary()?.into()));
            }
            let base = r.operand()?;
            if r.take("^") {
                return Ok(Expression::Arithmetic('^', base.into(), r.unary()?.into()));
            }
            Ok(base)
        })
    }

    fn operand(&mut self) -> Read<Expression> {
        for (symbol, by) in [("++", 1.0), ("--", -1.0)] {
            if self.take(symbol) {
                let place = self.place()?.ok_or_else(|| self.unexpected())?;
                return Ok(Expression::Step { place, by, before: false });
            }
        }
        if let Some(place) = self.place()? {
            return self.after_place(place);
        }
        match self.next() {
            Token::Number(number) => Ok(Expression::Number(number)),
            Token::Text(text) => Ok(Expression::Text(text)),
            Token::Regex(text) => {
                compile(&text, Syntax::Extended, false).map(|regex| Expression::Regex(regex.into()))
            }
            Token::Symbol("(") => {
                let mut values = self.list(")")?;
                if self.take_name("in") {
                    return Ok(Expression::In(values, self.need_name()?));
                }
                match values.len() {
                    1 => Ok(values.remove(0)),
                    _ => Err(self.unexpected()),
                }
            }
            Token::Name(name, follows) => self.call(&name, follows),
            _ => {
                self.at -= 1;
                Err(self.unexpected())
            }
        }
    }

    fn call(&mut self, name: &str, follows: bool) -> Read<Expression> {
        let Some((function, least, most)) = Function::by_name(name) else {
            return Err(format!("{name} is not simulated"));
        };
        let arguments = if follows && self.take("(") { self.list(")")? } else { Vec::new() };
        if arguments.len() < least || arguments.len() > most {
            return Err(format!("wrong number of arguments to {name}"));
        }
        Ok(Expression::Call(function, arguments))
    }

    /// Something that can be assigned to, if it stands here.
    fn place(&mut self) -> Read<Option<Place>> {
        if self.take("$") {
            let number = self.nested(|r| {
                if r.take("-") { Ok(Expression::Negate(r.operand()?.into())) } else { r.field_number() }
            })?;
            return Ok(Some(Place::Field(number.into())));
        }
        let Token::Name(name, follows) = self.peek().clone() else { return Ok(None) };
        let reserved =
            ["getline", "function", "print", "printf", "if", "while", "for", "do", "next", "exit", "delete"];
        if follows || Function::by_name(&name).is_some() || reserved.contains(&name.as_str()) {
            return Ok(None);
        }
        self.at += 1;
        if self.take("[") {
            return Ok(Some(Place::Element(name, self.list("]")?)));
        }
        Ok(Some(Place::Variable(name)))
    }

    /// What may stand behind `$` without brackets: `$1`, `$NF`, `$i`, `$$0`, `$++i`.
    fn field_number(&mut self) -> Read<Expression> {
        if matches!(self.peek(), Token::Symbol("++" | "--")) {
            return self.operand();
        }
        match self.place()? {
            Some(place) => Ok(Expression::Place(place)),
            None => self.operand(),
        }
    }

    fn after_place(&mut self, place: Place) -> Read<Expression> {
        for (symbol, by) in [("++", 1.0), ("--", -1.0)] {
            if self.take(symbol) {
                return Ok(Expression::Step { place, by, before: true });
            }
        }
        for (symbol, sign) in [
            ("=", None),
            ("+=", Some('+')),
            ("-=", Some('-')),
            ("*=", Some('*')),
            ("/=", Some('/')),
            ("%=", Some('%')),
            ("^=", Some('^')),
        ] {
            if self.take(symbol) {
                self.skip_lines();
                return Ok(Expression::Assign(place, sign, self.expression()?.into()));
            }
        }
        Ok(Expression::Place(place))
    }
}
