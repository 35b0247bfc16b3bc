//! What must hold for all policies and requests, and a second evaluator that always agrees.
#![allow(clippy::unwrap_used, unreachable_pub)]

mod generate;
mod laws;
mod naive;
mod naive_agrees;
mod rules;
mod situation;

use proptest::test_runner::Config;

/// So many cases, unless `PROPTEST_CASES` says otherwise. What fails is not written down: a
/// failure becomes a test of its own.
fn cases(count: u32) -> Config {
    const PROPTESTS_OWN: u32 = 256;
    let given = Config::default().cases;
    let cases = if given == PROPTESTS_OWN { count } else { given };
    Config { cases, failure_persistence: None, ..Config::default() }
}
