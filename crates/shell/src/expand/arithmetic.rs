//! `$((…))`: whole numbers with `+ - * / %`, brackets and variables.

use crate::state::State;

/// How deep brackets may nest.
const DEEPEST: usize = 50;

/// The value of an expression, or why it has none.
pub(super) fn evaluate(state: &State, expression: &str) -> Result<i64, &'static str> {
    let mut reader =
        Reader { state, text: expression.chars().filter(|c| !c.is_whitespace()).collect(), at: 0, depth: 0 };
    let value = reader.sum()?;
    if reader.at < reader.text.len() { Err("arithmetic syntax error") } else { Ok(value) }
}

struct Reader<'a> {
    state: &'a State,
    text: Vec<char>,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn sum(&mut self) -> Result<i64, &'static str> {
        let mut value = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.at += 1;
            let right = self.product()?;
            value = if sign == '+' { value.wrapping_add(right) } else { value.wrapping_sub(right) };
        }
        Ok(value)
    }

    fn product(&mut self) -> Result<i64, &'static str> {
        let mut value = self.factor()?;
        while let Some(sign @ ('*' | '/' | '%')) = self.peek() {
            self.at += 1;
            let right = self.factor()?;
            value = match sign {
                '*' => value.wrapping_mul(right),
                _ if right == 0 => return Err("division by 0"),
                '/' => value.wrapping_div(right),
                _ => value.wrapping_rem(right),
            };
        }
        Ok(value)
    }

    fn factor(&mut self) -> Result<i64, &'static str> {
        let mut negative = false;
        while self.peek() == Some('-') {
            self.at += 1;
            negative = !negative;
        }
        let value = self.operand()?;
        Ok(if negative { value.wrapping_neg() } else { value })
    }

    fn operand(&mut self) -> Result<i64, &'static str> {
        if self.peek() == Some('(') {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err("nested too deep");
            }
            self.at += 1;
            let value = self.sum()?;
            if self.peek() != Some(')') {
                return Err("missing `)'");
            }
            self.at += 1;
            self.depth -= 1;
            return Ok(value);
        }
        let start = self.at + usize::from(self.peek() == Some('$'));
        self.at = start;
        while self.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '_') {
            self.at += 1;
        }
        let word: String = self.text[start..self.at].iter().collect();
        if word.is_empty() {
            return Err("arithmetic syntax error: operand expected");
        }
        let text = if word.starts_with(|c: char| c.is_ascii_digit()) {
            word
        } else {
            self.state.variable(&word).unwrap_or_default()
        };
        if text.trim().is_empty() {
            Ok(0)
        } else {
            text.trim().parse().map_err(|_| "value is no whole number")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Dialect;

    #[test]
    fn evaluates() {
        let mut state = State::new(Dialect::Bash, crate::place::Place::Laptop);
        state.assign("i", "4".to_owned());
        for (expression, value) in [
            ("1+2*3", Ok(7)),
            ("(1 + 2) * -i", Ok(-12)),
            ("$i % 3 + none", Ok(1)),
            ("7/0", Err("division by 0")),
            ("1 +", Err("arithmetic syntax error: operand expected")),
            ("1 2 x", Err("value is no whole number")),
        ] {
            assert_eq!(evaluate(&state, expression), value, "{expression}");
        }
        assert!(evaluate(&state, &"(".repeat(100_000)).is_err());
    }
}
