//! Policy text taken apart: literal text, wildcards and policy variables.
//!
//! Source: spec/policy-language.md §8.

use crate::context::Context;
use crate::document::Version;
use crate::key::KeyName;

/// A part of a policy value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text that means itself.
    Literal(Box<str>),
    /// `*`
    Star,
    /// `?`
    Question,
    /// `${key}` or `${key, 'default'}`
    Variable(Variable),
}

/// A policy variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) key: KeyName,
    pub(crate) default: Option<Box<str>>,
}

impl Variable {
    /// Its value in this request; `None` without value and default, and for a key with
    /// several values, which AWS does not take as a variable.
    pub(crate) fn resolve<'a>(&'a self, context: &'a Context) -> Option<&'a str> {
        match context.values(&self.key) {
            None | Some([]) => self.default.as_deref(),
            Some([value]) => Some(value),
            Some(_) => None,
        }
    }
}

/// What has a special meaning in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// `*` and `?` are wildcards.
    pub(crate) wildcards: bool,
    /// `${…}` are variables and escapes.
    pub(crate) variables: bool,
}

impl Syntax {
    /// Variables exist since version 2012-10-17; before, `${…}` is plain text.
    pub(crate) fn of(version: Version, wildcards: bool) -> Self {
        Self { wildcards, variables: version == Version::V2012 }
    }
}

/// Takes a text apart. A `${` that begins no variable is plain text.
pub(crate) fn pieces(text: &str, syntax: Syntax) -> Vec<Piece> {
    let is_special = |character| match character {
        '*' | '?' => syntax.wildcards,
        '$' => syntax.variables,
        _ => false,
    };
    let mut pieces = Pieces::default();
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        pieces.literal.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        rest = match (&rest[at..=at], variable(&rest[at..])) {
            ("*", _) => {
                pieces.push(Piece::Star);
                after
            }
            ("?", _) => {
                pieces.push(Piece::Question);
                after
            }
            (_, Some((Dollar::Escape(literal), after))) => {
                pieces.literal.push(literal);
                after
            }
            (_, Some((Dollar::Variable(variable), after))) => {
                pieces.push(Piece::Variable(variable));
                after
            }
            (dollar, None) => {
                pieces.literal.push_str(dollar);
                after
            }
        };
    }
    pieces.literal.push_str(rest);
    pieces.finish()
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    literal: String,
}

impl Pieces {
    fn push(&mut self, piece: Piece) {
        self.end_literal();
        self.done.push(piece);
    }

    fn end_literal(&mut self) {
        if !self.literal.is_empty() {
            let literal = std::mem::take(&mut self.literal);
            self.done.push(Piece::Literal(literal.into()));
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.end_literal();
        self.done
    }
}

enum Dollar {
    Escape(char),
    Variable(Variable),
}

/// Reads `${…}` at the beginning of `text`; gives what it is and the text behind it.
fn variable(text: &str) -> Option<(Dollar, &str)> {
    let inner = text.strip_prefix("${")?;
    for escaped in ['*', '?', '$'] {
        let after = inner.strip_prefix(escaped);
        if let Some(after) = after.and_then(|rest| rest.strip_prefix('}')) {
            return Some((Dollar::Escape(escaped), after));
        }
    }
    let key_end = inner.find(['}', ',', '$', '{'])?;
    let (key, rest) = inner.split_at(key_end);
    if key.is_empty() || key.contains(char::is_whitespace) {
        return None;
    }
    let (default, after) = if let Some(after) = rest.strip_prefix('}') {
        (None, after)
    } else {
        let quoted = rest.strip_prefix(',')?.trim_start_matches(' ');
        let (default, after) = quoted.strip_prefix('\'')?.split_once('\'')?;
        let after = after.trim_start_matches(' ').strip_prefix('}')?;
        (Some(default.into()), after)
    };
    let key = KeyName::new(key);
    Some((Dollar::Variable(Variable { key, default }), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let syntax = Syntax::of(Version::V2012, true);
        let shown: Vec<String> = pieces(text, syntax).iter().map(show).collect();
        assert_eq!(shown, expected, "{text}");
    }

    fn show(piece: &Piece) -> String {
        match piece {
            Piece::Literal(text) => format!("={text}"),
            Piece::Star => "*".into(),
            Piece::Question => "?".into(),
            Piece::Variable(Variable { key, default }) => {
                format!("${}|{}", key.as_str(), default.as_deref().unwrap_or("-"))
            }
        }
    }

    #[test]
    fn takes_text_apart() {
        check("", &[]);
        check("a*?é", &["=a", "*", "?", "=é"]);
        check("x/${aws:UserName}/*", &["=x/", "$aws:username|-", "=/", "*"]);
        check("${a:T/k, 'all users'}", &["$a:t/k|all users"]);
        check("${a:k,''}", &["$a:k|"]);
        check("a${*}${?}${$}b", &["=a*?$b"]);
    }

    #[test]
    fn what_is_no_variable_is_text() {
        for text in ["${", "${}", "${a", "$a", "${a b}", "${a,b}", "${a,'b}", "${a${b", "$"] {
            check(text, &[&format!("={text}")]);
        }
        check("${a${b:c}", &["=${a", "$b:c|-"]);
    }

    #[test]
    fn the_old_version_knows_no_variables() {
        let old = Syntax::of(Version::V2008, false);
        let text = "${aws:username}*${*}";
        assert_eq!(pieces(text, old), [Piece::Literal(text.into())]);
    }

    #[test]
    fn a_variable_resolves_to_one_value_or_its_default() {
        let mut context = Context::new();
        context.set_many("k:many", vec!["a".into(), "b".into()]);
        context.set_many("k:none", vec![]);
        context.set("k:one", "x");
        for (key, expected) in
            [("k:ONE", Some("x")), ("k:many", None), ("k:none", Some("d")), ("k:absent", Some("d"))]
        {
            let variable = Variable { key: KeyName::new(key), default: Some("d".into()) };
            assert_eq!(variable.resolve(&context), expected, "{key}");
        }
    }
}
