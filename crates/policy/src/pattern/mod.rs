//! Patterns: what a policy value matches.
//!
//! Compiled once, matched without allocation, and never going back over more than one run
//! of text, so that no pattern makes matching explode (benches/decide.rs, `glob`).

mod build;
mod glob;
mod run;
mod sixty_four;
mod template;

pub(crate) use glob::Glob;
pub(crate) use template::{Piece, Syntax, Variable, pieces};

#[cfg(test)]
mod tests;
