//! Policies of queues, topics, keys, secrets, tables, functions and VPC endpoints.
//!
//! Their codes and texts are UNCONFIRMED but for the queue's; the detail says what is wrong.

use super::forms::{is_aws_principal, is_service_principal};
use super::refusal::{Refusal, Refuse};
use crate::Span;
use crate::document::{Document, Effect, Polarity, PrincipalEntry, PrincipalKind, Statement};

pub(super) fn queue(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "InvalidAttributeValue" };
    validate(refuse, usize::MAX, "Invalid value for the parameter Policy.")
}

pub(super) fn key(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocumentException" };
    validate(refuse, 32_768, "Policy contains a statement with one or more invalid elements.")
}

pub(super) fn topic(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "InvalidParameter" };
    validate(refuse, 30_720, "Invalid parameter: Policy Error: null")
}

pub(super) fn secret(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocumentException" };
    validate(refuse, 20_480, "This resource policy contains invalid Json")
}

pub(super) fn table(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "ValidationException" };
    validate(refuse, 20_480, "Resource policy validation failed.")
}

pub(super) fn function(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "InvalidParameterValueException" };
    let message = "The provided principal was invalid. Please check the principal and try again.";
    validate(refuse, 20_480, message)
}

pub(super) fn endpoint(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "InvalidPolicyDocument" };
    validate(refuse, 20_480, "The policy document is not valid.")
}

fn validate(refuse: Refuse<'_>, quota: usize, message: &str) -> Result<Document, Refusal> {
    let document = Document::parse(refuse.text).map_err(|error| refuse.error(&error, message))?;
    let wrong = |span, detail: &str| Refusal { detail: Some(detail.to_owned()), ..refuse.at(span, message) };
    if let Some((span, detail)) = document.statements.iter().find_map(fault) {
        return Err(wrong(span, detail));
    }
    if refuse.text.len() > quota {
        return Err(refuse.whole("LimitExceededException", 400, "The policy document is too large."));
    }
    Ok(document)
}

fn fault(statement: &Statement) -> Option<(Span, &'static str)> {
    let Some(principal) = &statement.principal else {
        return Some((statement.span, "`Principal` is missing"));
    };
    if principal.polarity == Polarity::NotListed && statement.effect.value == Effect::Allow {
        return Some((principal.key_span, "`NotPrincipal` takes no `Allow`"));
    }
    if let Some(entry) = principal.entries.iter().find(|entry| !is_valid(entry)) {
        return Some((entry.span, "this is no principal"));
    }
    statement.resource.is_none().then_some((statement.span, "`Resource` is missing"))
}

fn is_valid(entry: &PrincipalEntry) -> bool {
    match entry.kind {
        PrincipalKind::Everyone => true,
        PrincipalKind::Aws => is_aws_principal(&entry.value),
        PrincipalKind::Service => is_service_principal(&entry.value),
        PrincipalKind::Federated | PrincipalKind::CanonicalUser => false,
    }
}
