//! A bounded run of the fuzz targets on known texts changed at random, the same each time.
//!
//! `fuzz/` runs the same targets for as long as one likes, and looks for inputs that reach new code.
//! Without it `FUZZ_RUNS=10000000 FUZZ_SEED=2 cargo test -p policy --profile native --test fuzz` goes
//! farther than this does by default.
#![allow(clippy::unwrap_used, unreachable_pub, dead_code)]

mod document;
mod evaluate;
#[path = "../properties/generate.rs"]
mod generate;
mod glob;
mod json;
mod mutate;
#[path = "../properties/naive/mod.rs"]
mod naive;
#[path = "../properties/situation.rs"]
mod situation;

use std::panic::{AssertUnwindSafe, catch_unwind};

use mutate::{Random, mutate};

#[test]
fn texts_as_json() {
    let texts = policies();
    fuzz(100_000, |random| mutate(random, &texts), |text| json::run(text));
}

#[test]
fn texts_as_policies() {
    let texts = policies();
    fuzz(400, |random| mutate(random, &texts), |text| document::run(text));
}

#[test]
fn patterns() {
    fuzz(20_000, pattern_and_text, |(place, pattern, text)| glob::run(*place, pattern, text));
}

#[test]
fn situations() {
    fuzz(3_000, |random| random.next().to_le_bytes(), |bytes| evaluate::run(bytes));
}

/// Runs a target on so many inputs, unless `FUZZ_RUNS` says otherwise; says which input it fails on.
#[allow(clippy::disallowed_methods, reason = "only tests read the environment")]
fn fuzz<I: std::fmt::Debug>(runs: u64, make: impl Fn(&mut Random) -> I, target: impl Fn(&I)) {
    let given = |name: &str| std::env::var(name).ok()?.parse().ok();
    let mut random = Random::new(given("FUZZ_SEED").unwrap_or(1));
    for run in 0..given("FUZZ_RUNS").unwrap_or(runs) {
        let input = make(&mut random);
        let outcome = catch_unwind(AssertUnwindSafe(|| target(&input)));
        assert!(outcome.is_ok(), "run {run} failed on {input:?}");
    }
}

/// AWS's managed policies and those of the cases.
fn policies() -> Vec<String> {
    let read = |text| serde_json::from_str::<serde_json::Value>(text).unwrap();
    // The longest of AWS's would take all the time.
    let managed = read(include_str!("../../../../data/managed-documents-short.json"));
    let cases = read(include_str!("../data/cases.json"));
    let managed = managed.as_object().unwrap().values();
    let cases = cases["cases"].as_array().unwrap().iter().flat_map(|case| {
        let identity = case["identity"].as_array().into_iter().flatten();
        identity.chain(case.get("resourcePolicy"))
    });
    let texts = managed.chain(cases).map(ToString::to_string);
    texts.filter(|text| text.len() < 3_000).collect()
}

/// A pattern, and a text that it matches but for some changes.
fn pattern_and_text(random: &mut Random) -> (u8, String, String) {
    let patterns =
        ["*", "a*b?c*", "arn:aws:s3:::bk/*", "arn:*:s3:*:1?1*:x*y?", "a?a?a?b*:", "é*?:*é", "s3:get*"];
    let pattern = mutate(random, &patterns.map(str::to_owned));
    let fill = *random.pick(&["", "a", "ab:", "é/"]);
    let text = pattern.replace('*', fill).replace('?', "a");
    let text = if random.below(2) == 0 { text } else { mutate(random, &[text]) };
    (random.next() as u8, pattern, text)
}
