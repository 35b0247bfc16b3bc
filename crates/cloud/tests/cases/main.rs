//! The decision cases of the policy engine as live requests: each case that can be set up in a world is set up
//! by the requests that make its users, roles, buckets and policies, and its request goes through the gateway.
//!
//! The cases are the engine's own, `crates/policy/tests/data/cases.json`; see data/README.md for their source.

#![allow(clippy::unwrap_used)]
#![allow(unreachable_pub, reason = "a test of several files")]

mod base;
mod case;
mod request;
mod set_up;
#[path = "../support/mod.rs"]
mod support;

use case::{Case, Kind, cases};
use cloud::{ApiError, CheckTrace, Fault};
use policy::Outcome;
use request::Way;
use set_up::Stage;

/// Cases that no sequence of requests can set up here, and why.
const BEYOND: [(&str, &str); 5] = [
    ("E56", "nobody can give a service-linked role other policies than its service's"),
    ("E62", "nobody can give a service-linked role other policies than its service's"),
    ("E64", "there are no Lambda functions"),
    ("E84", "what a service does by itself is in nobody's record"),
    ("E85", "what a service does by itself is in nobody's record"),
];

/// What became of a case's request: the outcome and who decided, as the case says them.
fn decided(case: &Case) -> Result<(&'static str, &'static str), String> {
    let mut stage = Stage::new(case)?;
    let way = stage.prepare()?;
    let (error, checks) = stage.send(&way)?;
    Ok(verdict(case, error.as_ref(), &checks))
}

fn verdict(case: &Case, error: Option<&ApiError>, checks: &[CheckTrace]) -> (&'static str, &'static str) {
    let refused = error.is_some_and(|error| error.fault == Fault::Authorization);
    let Some(check) = checks.iter().find(|check| check.action == case.action) else {
        return if error.is_none() { ("allow", "special") } else { ("failed", "unasked") };
    };
    let decision = check.explanation.decision;
    let outcome = match decision.outcome {
        Outcome::Allowed if refused => "refused later",
        Outcome::Allowed => "allow",
        Outcome::ExplicitlyDenied if refused => "explicit-deny",
        Outcome::ImplicitlyDenied if refused => "implicit-deny",
        _ => "denied and done",
    };
    (outcome, decision.decided_by.as_str())
}

#[test]
fn every_case_that_can_be_set_up_is_decided_as_it_says() {
    let beyond = |case: &Case| BEYOND.iter().any(|(id, _)| *id == case.id);
    let mut wrong = Vec::new();
    let mut replayed = 0;
    for case in cases().into_iter().filter(|case| !beyond(case)) {
        replayed += 1;
        match decided(&case) {
            Ok((outcome, by)) if (outcome, by) == (case.expect.as_str(), case.decided_by.as_str()) => {}
            other => wrong.push(format!(
                "{} ({}): {other:?}, not {} by {}",
                case.id, case.setup, case.expect, case.decided_by
            )),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(replayed + BEYOND.len(), cases().len(), "a case is named twice or unknown");
}

#[test]
fn what_is_beyond_still_is() {
    for (id, why) in BEYOND {
        let case = cases().into_iter().find(|case| case.id == id).unwrap();
        let outcome = decided(&case);
        assert!(outcome.is_err(), "{id} can be set up now ({why}): take it off the list");
    }
}

#[test]
fn the_cases_are_told_apart() {
    // A case whose principal kind or action nobody knows would be passed over in silence.
    for case in cases() {
        assert_ne!(case.principal.kind, Kind::Unknown, "{}", case.id);
        assert!(Way::knows(&case.action), "{}: {}", case.id, case.action);
    }
}
