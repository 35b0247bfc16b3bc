//! `Bool`.

use super::string::IgnoringCase;
use crate::choices::BOOL_TAKES_VARIABLES;
use crate::context::Context;
use crate::document::Version;
use crate::pattern::Syntax;

/// The policy's truth values.
#[derive(Clone, Debug)]
pub(super) struct Bools(Box<[IgnoringCase]>);

impl Bools {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        let variables = BOOL_TAKES_VARIABLES && version == Version::V2012;
        let syntax = Syntax {
            wildcards: false,
            variables,
        };
        Self(texts.map(|text| IgnoringCase::new(text, syntax)).collect())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        let is_bool = value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
        is_bool && self.0.iter().any(|wanted| wanted.matches(value, context))
    }
}
