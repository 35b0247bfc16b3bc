//! Service and resource control policies.
//!
//! Source: spec/policy-language.md §2 and §3. The code is Organizations'; its text does not
//! say what is wrong, so the detail does. The size refusals' words are UNCONFIRMED.

use super::forms::{action_form, resource_form};
use super::refusal::{Refusal, Refuse};
use crate::document::{Document, Effect, Polarity, PrincipalKind, Statement, Version};
use crate::{Span, Spanned};

const SCP_QUOTA: usize = 10_240;
const RCP_QUOTA: usize = 5_120;

const UNFIT: &str =
    "The provided policy document does not meet the requirements of the specified policy type.";

type Check = fn(&Statement) -> Option<(Span, &'static str)>;

pub(super) fn scp(text: &str) -> Result<Document, Refusal> {
    let checks: [Check; 2] = [no_principal, has_resource];
    validate(text, &checks, SCP_QUOTA)
}

pub(super) fn rcp(text: &str) -> Result<Document, Refusal> {
    let checks: [Check; 4] = [only_denies, principal_is_star, action_is_listed, has_resource];
    validate(text, &checks, RCP_QUOTA)
}

fn validate(text: &str, checks: &[Check], quota: usize) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocumentException" };
    let document = Document::parse(text).map_err(|error| refuse.error(&error, UNFIT))?;
    let unfit = |span, detail: String| Refusal { detail: Some(detail), ..refuse.at(span, UNFIT) };
    if document.version != Version::V2012 {
        let span = document.version_span.unwrap_or_default();
        return Err(unfit(span, "the version must be 2012-10-17".to_owned()));
    }
    for statement in &document.statements {
        if let Some((span, detail)) = checks.iter().find_map(|check| check(statement)) {
            return Err(unfit(span, detail.to_owned()));
        }
        if let Some((span, detail)) = bad_form(statement) {
            return Err(unfit(span, detail));
        }
    }
    if text.chars().count() > quota {
        let message = "You have exceeded the allowed size of a policy.";
        return Err(refuse.whole("ConstraintViolationException", 400, message));
    }
    Ok(document)
}

fn bad_form(statement: &Statement) -> Option<(Span, String)> {
    let find = |values: &[Spanned<String>], form: fn(&str) -> Option<String>| {
        values.iter().find_map(|value| Some((value.span, form(&value.value)?)))
    };
    let resources = statement.resource.as_ref().map_or(&[][..], |element| &element.values);
    find(&statement.action.values, action_form).or_else(|| find(resources, resource_form))
}

fn no_principal(statement: &Statement) -> Option<(Span, &'static str)> {
    let element = statement.principal.as_ref()?;
    Some((element.key_span, "a service control policy names no principal"))
}

fn has_resource(statement: &Statement) -> Option<(Span, &'static str)> {
    statement.resource.is_none().then_some((statement.span, "`Resource` is missing"))
}

fn only_denies(statement: &Statement) -> Option<(Span, &'static str)> {
    let allows = statement.effect.value == Effect::Allow;
    allows.then_some((statement.effect.span, "a resource control policy can only deny"))
}

fn principal_is_star(statement: &Statement) -> Option<(Span, &'static str)> {
    let Some(element) = &statement.principal else {
        return Some((statement.span, "`Principal` is missing; it must be `*`"));
    };
    let is_star = element.polarity == Polarity::Listed
        && element.entries.iter().all(|entry| entry.kind == PrincipalKind::Everyone || entry.value == "*");
    (!is_star).then_some((element.span, "the principal of a resource control policy must be `*`"))
}

fn action_is_listed(statement: &Statement) -> Option<(Span, &'static str)> {
    let element = &statement.action;
    if element.polarity == Polarity::NotListed {
        return Some((element.key_span, "a resource control policy takes no `NotAction`"));
    }
    let star = element.values.iter().find(|value| value.value == "*")?;
    Some((star.span, "a resource control policy must name a service in its actions"))
}
