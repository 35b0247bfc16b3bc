//! Advice on a policy while it is written: what AWS would refuse, what is dangerous, what
//! does not do what it seems to.
//!
//! Classes and most codes follow IAM Access Analyzer's policy checks
//! (spec/policy-language.md §10). A rule is one function in one of the files below and one
//! row of [`RULES`].

mod actions;
mod breadth;
mod conditions;
mod cover;
mod finding;
mod keys;
mod names;
mod pitfalls;
mod principals;
mod redundancy;
mod resources;
mod values;
mod variables;
mod version;

pub use finding::{Class, Edit, Finding, Fix};

use crate::document::{Document, Effect, Element, Polarity, Statement, draft};
use crate::table::ActionTable;
use crate::{PolicyType, Span, Spanned, validate};

/// Every finding on a text, in the order of the text.
///
/// Grammar comes first: while there are grammar errors, they are all that is reported.
pub fn lint(text: &str, kind: PolicyType<'_>, table: &ActionTable) -> Vec<Finding> {
    let mut findings = match draft(text) {
        Err(error) => vec![Finding::error("INVALID_JSON", error.span, error.kind.to_string())],
        Ok((_, errors)) if !errors.is_empty() => {
            errors.iter().map(|error| Finding::error("GRAMMAR", error.span, error.kind.to_string())).collect()
        }
        Ok((document, _)) => {
            let review = Review { text, document: &document, kind, table };
            let mut findings = refusal(text, kind);
            RULES.iter().for_each(|rule| rule(&review, &mut findings));
            findings
        }
    };
    findings.sort_by_key(|finding| (finding.span, finding.class));
    findings
}

/// What AWS would say on save.
fn refusal(text: &str, kind: PolicyType<'_>) -> Vec<Finding> {
    let Err(refusal) = validate(text, kind) else {
        return Vec::new();
    };
    let message = match refusal.detail {
        Some(detail) => format!("AWS refuses this policy: {} ({detail})", refusal.message),
        None => format!("AWS refuses this policy: {}", refusal.message),
    };
    vec![Finding::error("REFUSED", refusal.span.unwrap_or_default(), message)]
}

type Rule = fn(&Review<'_>, &mut Vec<Finding>);

const RULES: &[Rule] = &[
    version::old_version,
    actions::unknown,
    resources::unfit_for_actions,
    resources::arn_typos,
    keys::unknown,
    keys::not_of_the_actions,
    conditions::wrong_operator_for_type,
    conditions::missing_qualifier,
    conditions::needless_qualifier,
    conditions::for_all_values_without_guard,
    conditions::duplicate_keys,
    conditions::wildcards_in_string_equals,
    values::wrong_form,
    values::wildcard_in_sensitive_key,
    values::private_addresses,
    variables::misplaced,
    variables::malformed,
    variables::in_old_version,
    principals::wrong_action,
    principals::everyone,
    principals::not_principal,
    principals::confused_deputy,
    principals::external_id,
    principals::shared_identity_provider,
    breadth::full_access,
    breadth::pass_role,
    breadth::not_action,
    redundancy::in_lists,
    redundancy::statements,
    redundancy::unreachable,
    pitfalls::negated_if_exists,
    pitfalls::multi_factor,
    pitfalls::vpc_lock_out,
    pitfalls::deny_with_variable,
];

/// What rules look at.
struct Review<'a> {
    text: &'a str,
    document: &'a Document,
    kind: PolicyType<'a>,
    table: &'a ActionTable,
}

impl<'a> Review<'a> {
    fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        self.document.statements.iter()
    }

    fn allows(&self) -> impl Iterator<Item = &'a Statement> {
        self.statements().filter(|statement| statement.effect.value == Effect::Allow)
    }

    fn denies(&self) -> impl Iterator<Item = &'a Statement> {
        self.statements().filter(|statement| statement.effect.value == Effect::Deny)
    }

    fn is_trust(&self) -> bool {
        self.kind == PolicyType::Trust
    }
}

/// The patterns of an element that lists what it means; none for a `Not…` element.
fn listed(element: &Element) -> &[Spanned<String>] {
    match element.polarity {
        Polarity::Listed => &element.values,
        Polarity::NotListed => &[],
    }
}

/// Whether a statement has a condition on one of these keys.
fn has_key(statement: &Statement, keys: &[&str]) -> bool {
    statement
        .conditions
        .iter()
        .any(|condition| keys.iter().any(|key| condition.key.value.eq_ignore_ascii_case(key)))
}

/// The inside of a quoted string.
fn unquoted(span: Span) -> Span {
    Span::new(span.start + 1, span.end.saturating_sub(1))
}

#[cfg(test)]
mod tests;
