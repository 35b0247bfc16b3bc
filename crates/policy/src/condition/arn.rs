//! `ArnEquals` and `ArnLike`, which are one, and their negations.

use crate::context::Context;
use crate::document::Version;
use crate::pattern::ArnGlob;

/// The policy's ARN patterns.
#[derive(Clone, Debug)]
pub(super) struct Arns(Box<[ArnGlob]>);

impl Arns {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        Self(texts.map(|text| ArnGlob::new(text, version)).collect())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        self.0.iter().any(|glob| glob.matches(value, context))
    }
}
