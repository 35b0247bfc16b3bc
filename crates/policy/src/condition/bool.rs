//! `Bool`.

use super::string::IgnoringCase;
use crate::choices::BOOL_TAKES_VARIABLES;
use crate::context::Context;
use crate::document::Version;
use crate::pattern::Syntax;

/// The policy's truth values.
#[derive(Clone, Debug)]
pub(super) struct Bools(Box<[Wanted]>);

#[derive(Clone, Debug)]
enum Wanted {
    Value(bool),
    /// Text with variables, or that is no truth value at all.
    Text(IgnoringCase),
}

impl Bools {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        let variables = BOOL_TAKES_VARIABLES && version == Version::V2012;
        let syntax = Syntax { wildcards: false, variables };
        let wanted = |text| match parse(text) {
            Some(value) => Wanted::Value(value),
            None => Wanted::Text(IgnoringCase::new(text, syntax)),
        };
        Self(texts.map(wanted).collect())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        let Some(truth) = parse(value) else {
            return false;
        };
        self.0.iter().any(|wanted| match wanted {
            Wanted::Value(wanted) => *wanted == truth,
            Wanted::Text(wanted) => wanted.matches(value, context),
        })
    }
}

pub(super) fn parse(text: &str) -> Option<bool> {
    if text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}
