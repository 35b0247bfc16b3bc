//! Every case of spec/evaluation.md §10 and spec/policy-language.md §11.
#![allow(clippy::unwrap_used)]

mod support;

use policy::{Outcome, decide, explain};

/// Cases that do not pass yet. One that begins to pass must be taken out.
const KNOWN_FAILURES: &[&str] = &[];

#[test]
fn every_case_is_decided_as_expected() {
    let cases = support::cases();
    assert_eq!(cases.len(), 157);
    let mut wrong = Vec::new();
    for case in &cases {
        let decision = decide(&case.request(), &case.layers());
        let outcome = match decision.outcome {
            Outcome::Allowed => "allow",
            Outcome::ExplicitlyDenied => "explicit-deny",
            Outcome::ImplicitlyDenied => "implicit-deny",
        };
        let found = (outcome.to_owned(), decision.decided_by.to_string());
        let passes = found == case.expected;
        if passes == KNOWN_FAILURES.contains(&&*case.id) {
            wrong.push(format!("{}: {found:?}, expected {:?}: {}", case.id, case.expected, case.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn explaining_decides_the_same() {
    for case in support::cases() {
        let (request, layers) = (case.request(), case.layers());
        assert_eq!(explain(&request, &layers).decision, decide(&request, &layers), "{}", case.id);
    }
}
