//! JSON with places: every value knows which bytes of the text it came from.
//!
//! Stricter than most parsers where policies need it: a member may occur only once, and
//! size and depth are bounded (docs: spec/policy-language.md §1 and §3).

mod error;
mod parser;
mod value;

pub use crate::span::{LineColumn, Span, line_column};
pub use error::{JsonError, JsonErrorKind};
pub use parser::{Limits, parse, parse_with};
pub use value::{Kind, Member, Value};

#[cfg(test)]
mod tests;
