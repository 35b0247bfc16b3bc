//! Patterns: what a policy value matches.
//!
//! Compiled once, and matched without allocation unless text between two stars is longer than
//! 256 characters and has `?` or variables in it. No pattern makes matching explode: *n*
//! characters of pattern and text take time *n* log *n* at most (benches/decide.rs, `glob`).

mod build;
mod glob;
mod long;
mod run;
mod segments;
mod sixty_four;
mod template;
mod transform;

pub(crate) use glob::{ArnGlob, Glob};
pub(crate) use template::{Piece, Syntax, Variable, pieces};

#[cfg(test)]
mod tests;
