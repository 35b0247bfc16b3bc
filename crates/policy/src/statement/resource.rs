//! `Resource` and `NotResource`.
//!
//! Source: spec/policy-language.md §6.

use crate::document::{Element, Polarity, Version};
use crate::evaluate::Probe;
use crate::pattern::Glob;

/// A compiled `Resource` or `NotResource`.
#[derive(Clone, Debug)]
pub(super) struct Resources {
    polarity: Polarity,
    globs: Box<[Glob]>,
}

impl Resources {
    pub(super) fn compile(element: &Element, version: Version) -> Self {
        let values = element.values.iter();
        Self {
            polarity: element.polarity,
            globs: values.map(|value| Glob::resource(&value.value, version)).collect(),
        }
    }

    pub(super) fn match_probe(&self, probe: &Probe<'_>) -> bool {
        let mut globs = self.globs.iter();
        let listed = globs.any(|glob| glob.matches(probe.resource, Some(probe.context)));
        (self.polarity == Polarity::Listed) == listed
    }
}
