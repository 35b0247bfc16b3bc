//! Keys with several values, and keys that are absent.

use crate::choices::implied_quantifier;
use crate::document::{Operator, Quantifier};

/// Whether a condition holds, given the request's values (none: the key is absent) and
/// whether one of them matches one of the policy's values.
pub(super) fn holds(operator: Operator, values: &[String], mut matches: impl FnMut(&str) -> bool) -> bool {
    let negated = operator.comparison.is_negated();
    if values.is_empty() {
        return holds_when_absent(operator);
    }
    let mut one = |value: &String| matches(value) != negated;
    match operator.quantifier.unwrap_or(implied_quantifier(negated)) {
        Quantifier::ForAllValues => values.iter().all(&mut one),
        Quantifier::ForAnyValue => values.iter().any(&mut one),
    }
}

fn holds_when_absent(operator: Operator) -> bool {
    if operator.if_exists {
        return true;
    }
    match operator.quantifier {
        Some(Quantifier::ForAllValues) => true,
        Some(Quantifier::ForAnyValue) => false,
        None => operator.comparison.is_negated(),
    }
}
