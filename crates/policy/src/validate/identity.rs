//! Identity policies, managed and inline, and session policies.
//!
//! Source: spec/policy-language.md §10, first list; the numbers are those of that list.

use super::forms::{action_form, resource_form};
use super::refusal::{Refusal, Refuse, first, lacks};
use super::size_without_white_space;
use crate::Spanned;
use crate::condition::{ValueForm, value_form};
use crate::document::{Comparison, Document, DocumentError, DocumentErrorKind, Statement, Version, draft};

/// Characters without white space that a managed policy may have.
const MANAGED_QUOTA: usize = 6_144;

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";

pub(super) fn managed(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocument" };
    let document = check(refuse, SYNTAX, Version::V2012)?;
    if size_without_white_space(text) > MANAGED_QUOTA {
        let message = format!("Cannot exceed quota for PolicySize: {MANAGED_QUOTA}");
        return Err(refuse.whole("LimitExceeded", 409, message));
    }
    Ok(document)
}

/// Whether AWS demands a version of inline policies is UNCONFIRMED: both are accepted.
pub(super) fn inline(text: &str) -> Result<Document, Refusal> {
    check(Refuse { text, code: "MalformedPolicyDocument" }, SYNTAX, Version::V2008)
}

pub(super) fn session(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocument" };
    check(refuse, "The policy is not in the valid JSON format.", Version::V2008)
}

fn check(refuse: Refuse<'_>, not_json: &str, oldest: Version) -> Result<Document, Refusal> {
    let (document, errors) = draft(refuse.text).map_err(|error| refuse.json(&error, not_json))?;
    let checks: [Check; 9] =
        [syntax, principal, version, legacy, statement_ids, actions, resource_forms, action_forms, resources];
    let draft = Draft { refuse, document: &document, errors: &errors, oldest };
    match checks.iter().find_map(|check| check(&draft)) {
        Some(refusal) => Err(refusal),
        None => Ok(document),
    }
}

type Check = fn(&Draft<'_>) -> Option<Refusal>;

struct Draft<'a> {
    refuse: Refuse<'a>,
    document: &'a Document,
    errors: &'a [DocumentError],
    oldest: Version,
}

impl<'a> Draft<'a> {
    fn statements(&self) -> impl Iterator<Item = &'a Statement> {
        self.document.statements.iter()
    }

    fn resource_values(&self) -> impl Iterator<Item = &'a Spanned<String>> {
        let elements = self.statements().filter_map(|statement| statement.resource.as_ref());
        elements.flat_map(|element| &element.values)
    }
}

/// 1. Everything that the grammar forbids, but what later checks have other words for.
fn syntax(draft: &Draft<'_>) -> Option<Refusal> {
    let has_later_words = |kind: &DocumentErrorKind| {
        lacks(kind, "Action")
            || lacks(kind, "Resource")
            || matches!(kind, DocumentErrorKind::UnknownEffect(word) if is_effect_in_other_case(word))
    };
    let error = first(draft.errors, |kind| !has_later_words(kind))?;
    Some(draft.refuse.error(error, SYNTAX))
}

fn is_effect_in_other_case(word: &str) -> bool {
    word.eq_ignore_ascii_case("Allow") || word.eq_ignore_ascii_case("Deny")
}

/// 2.
fn principal(draft: &Draft<'_>) -> Option<Refusal> {
    let principal = draft.statements().find_map(|statement| statement.principal.as_ref())?;
    Some(draft.refuse.at(principal.key_span, "Policy document should not specify a principal."))
}

/// 3.
fn version(draft: &Draft<'_>) -> Option<Refusal> {
    let is_too_old = draft.oldest == Version::V2012 && draft.document.version == Version::V2008;
    let span = draft.document.version_span.unwrap_or_default();
    let message = "Policy document must be version 2012-10-17 or greater.";
    is_too_old.then(|| draft.refuse.at(span, message))
}

/// 4.
fn legacy(draft: &Draft<'_>) -> Option<Refusal> {
    let effect = first(draft.errors, |kind| matches!(kind, DocumentErrorKind::UnknownEffect(_)));
    if let Some(error) = effect {
        return Some(draft.refuse.error(error, LEGACY));
    }
    let bad_date = || {
        let conditions = draft.statements().flat_map(|statement| &statement.conditions);
        let mut values = conditions.flat_map(|condition| {
            let comparison = condition.operator.value.comparison;
            condition.values.iter().map(move |value| (comparison, value))
        });
        let is_bad = |(comparison, value): &(Comparison, &Spanned<String>)| {
            value_form(*comparison, &value.value) == Err(ValueForm::Date)
        };
        values.find(is_bad).map(|(_, value)| value.span)
    };
    let short_arn = || draft.resource_values().find(|value| is_short_arn(&value.value)).map(|v| v.span);
    let span = bad_date().or_else(short_arn)?;
    Some(draft.refuse.at(span, LEGACY))
}

/// An ARN with fewer than six parts, unless a star stands for the others.
fn is_short_arn(value: &str) -> bool {
    let colons = value.matches(':').count();
    value.starts_with("arn:") && colons < 5 && (colons < 2 || !value.ends_with('*'))
}

/// 5. (AWS's words for a Sid of other characters than letters and digits are UNCONFIRMED.)
fn statement_ids(draft: &Draft<'_>) -> Option<Refusal> {
    let sids: Vec<_> = draft.statements().filter_map(|statement| statement.sid.as_ref()).collect();
    if let Some(sid) = sids.iter().find(|sid| !sid.value.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
        let message = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the \
                       regular expression [0-9A-Za-z]*";
        return Some(draft.refuse.at(sid.span, message));
    }
    let repeated = repeated(&sids)?;
    Some(draft.refuse.at(repeated.span, "Statement IDs (SID) in a single policy must be unique."))
}

/// The first Sid that stood before; empty ones are no ids.
pub(super) fn repeated<'a>(sids: &[&'a Spanned<String>]) -> Option<&'a Spanned<String>> {
    let mut seen = std::collections::BTreeSet::new();
    let given = sids.iter().filter(|sid| !sid.value.is_empty());
    given.copied().find(|sid| !seen.insert(&sid.value))
}

/// 6.
fn actions(draft: &Draft<'_>) -> Option<Refusal> {
    let error = first(draft.errors, |kind| lacks(kind, "Action"))?;
    Some(draft.refuse.error(error, "Policy statement must contain actions."))
}

/// 7.
fn resource_forms(draft: &Draft<'_>) -> Option<Refusal> {
    draft.resource_values().find_map(|value| {
        let message = resource_form(&value.value)?;
        Some(draft.refuse.at(value.span, message))
    })
}

/// 8.
fn action_forms(draft: &Draft<'_>) -> Option<Refusal> {
    let mut values = draft.statements().flat_map(|statement| &statement.action.values);
    values.find_map(|value| {
        let message = action_form(&value.value)?;
        Some(draft.refuse.at(value.span, message))
    })
}

/// 9.
fn resources(draft: &Draft<'_>) -> Option<Refusal> {
    const MESSAGE: &str = "Policy statement must contain resources.";
    if let Some(error) = first(draft.errors, |kind| lacks(kind, "Resource")) {
        return Some(draft.refuse.error(error, MESSAGE));
    }
    let without = draft.statements().find(|statement| statement.resource.is_none())?;
    Some(draft.refuse.at(without.span, MESSAGE))
}
