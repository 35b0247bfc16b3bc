//! Decisions in plain words.

use cloud::{Fault, Record};
use policy::{Applies, DecidedBy, Explanation, Grant, LayerResult, LayerTrace, Outcome};

/// What kind of failure it was, in a word or two.
pub(super) fn headline(record: &Record) -> &'static str {
    let Some(error) = &record.error else { return "Allowed" };
    let explicit = record
        .checks
        .last()
        .is_some_and(|check| check.explanation.decision.outcome == Outcome::ExplicitlyDenied);
    match error.fault {
        Fault::Authorization if explicit => "Denied: a policy says no",
        Fault::Authorization => "Denied: nothing says yes",
        Fault::Authentication => "Refused before any policy",
        Fault::Request => "Not a matter of permissions",
        Fault::NotSimulated => "Not simulated",
    }
}

/// One or two sentences.
pub(super) fn summary(record: &Record) -> String {
    let decision = record.checks.last().map(|check| check.explanation.reason.clone());
    match (&record.error, decision) {
        (None, None) => "Anyone who is authenticated may ask this: no policy is consulted.".to_owned(),
        (None | Some(_), Some(reason)) if denied_or_allowed(record) => reason,
        (Some(error), _) => match error.fault {
            Fault::Authentication => {
                "AWS did not accept the credentials, so no policy was looked at. It said: ".to_owned()
                    + &error.message
            }
            Fault::Request if record.checks.is_empty() => {
                "The request itself is wrong, so no policy was looked at. AWS said: ".to_owned()
                    + &error.message
            }
            Fault::Request => {
                "The policies allow it, but what it asks for cannot be done. AWS said: ".to_owned()
                    + &error.message
            }
            Fault::Authorization | Fault::NotSimulated => error.message.clone(),
        },
        (None, Some(reason)) => reason,
    }
}

fn denied_or_allowed(record: &Record) -> bool {
    record.error.as_ref().is_none_or(|error| error.fault == Fault::Authorization)
}

/// What came out of a check.
pub(super) const fn outcome(explanation: &Explanation) -> &'static str {
    match explanation.decision.outcome {
        Outcome::Allowed => "Allowed",
        Outcome::ExplicitlyDenied => "Denied by a statement",
        Outcome::ImplicitlyDenied => "Not allowed by any statement",
    }
}

/// What a policy type had to say.
pub(super) fn layer_result(layer: &LayerTrace) -> String {
    match (&layer.applies, layer.result) {
        (Applies::Not(why), _) => "not consulted: ".to_owned() + why,
        (_, LayerResult::Denies) => "denies it".to_owned(),
        (_, LayerResult::Allows(Grant::Account)) => "leaves it to the account's own policies".to_owned(),
        (_, LayerResult::Allows(_)) => "allows it".to_owned(),
        (_, LayerResult::Silent) if layer.policies.is_empty() => "there is none".to_owned(),
        (_, LayerResult::Silent) => "does not allow it".to_owned(),
    }
}

/// Who decided where no policy did.
pub(super) const fn beyond_policies(explanation: &Explanation) -> Option<&'static str> {
    match explanation.decision.decided_by {
        DecidedBy::Root => Some("The root user may do everything in its own account."),
        DecidedBy::Special => Some("A rule of AWS's own decided, outside all policies."),
        _ => None,
    }
}
