//! `ArnEquals` and `ArnLike`, which are one, and their negations.

use crate::context::Context;
use crate::document::Version;
use crate::pattern::Glob;

/// The policy's ARN patterns.
#[derive(Clone, Debug)]
pub(super) struct Arns(Box<[Glob]>);

impl Arns {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        Self(texts.map(|text| Glob::arn(text, version)).collect())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        self.0.iter().any(|glob| glob.matches_arn(value, context))
    }
}
