//! S3 bucket policies.
//!
//! Source: spec/policy-language.md §10, last list; spec/error-wordings.md §5.

use super::forms::{is_aws_principal, is_service_principal};
use super::refusal::{Refusal, Refuse, first, lacks};
use super::s3_actions::{Target, targets};
use crate::document::{
    Document, DocumentError, DocumentErrorKind, Effect, Element, Polarity, PrincipalEntry, PrincipalKind,
    Statement, draft,
};

/// Bytes that a bucket policy may have.
const QUOTA: usize = 20_480;

pub(super) fn validate(text: &str, bucket: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicy" };
    if text.len() > QUOTA {
        // The words are UNCONFIRMED.
        let message = "Policy exceeds the maximum allowed document size.";
        return Err(refuse.whole("PolicyTooLarge", 400, message));
    }
    let (document, errors) = draft(text).map_err(|error| {
        let message = if text.starts_with('{') {
            "This policy contains invalid Json"
        } else {
            "Policies must be valid JSON and the first byte must be '{'"
        };
        refuse.json(&error, message)
    })?;
    if let Some(refusal) = grammar(refuse, &errors) {
        return Err(refusal);
    }
    for statement in &document.statements {
        statement_refusal(refuse, statement, bucket).map_or(Ok(()), Err)?;
    }
    Ok(document)
}

fn grammar(refuse: Refuse<'_>, errors: &[DocumentError]) -> Option<Refusal> {
    use DocumentErrorKind::{Empty, Missing, UnknownEffect, UnknownVersion};
    if let Some(error) = first(errors, |kind| matches!(kind, UnknownVersion(_))) {
        return Some(refuse.error(error, "The policy must contain a valid version string"));
    }
    let error = errors.first()?;
    let message = match &error.kind {
        kind if lacks(kind, "Action") => "Missing required field Action".to_owned(),
        kind if lacks(kind, "Resource") => "Missing required field Resource".to_owned(),
        Missing(element) => format!("Missing required field {element}"),
        Empty("Statement") => "Could not parse the policy: Statement is empty!".to_owned(),
        UnknownEffect(word) => format!("Invalid effect: {word}"),
        DocumentErrorKind::UnknownPrincipalKind(_) => "Invalid principal in policy".to_owned(),
        _ => "This policy contains invalid Json".to_owned(),
    };
    Some(refuse.error(error, message))
}

fn statement_refusal(refuse: Refuse<'_>, statement: &Statement, bucket: &str) -> Option<Refusal> {
    principal(refuse, statement)
        .or_else(|| action(refuse, &statement.action))
        .or_else(|| resource(refuse, statement, bucket))
        .or_else(|| no_common_target(refuse, statement))
}

fn principal(refuse: Refuse<'_>, statement: &Statement) -> Option<Refusal> {
    let Some(element) = &statement.principal else {
        return Some(refuse.at(statement.span, "Missing required field Principal"));
    };
    let allows_by_exclusion =
        element.polarity == Polarity::NotListed && statement.effect.value == Effect::Allow;
    let invalid = element.entries.iter().find(|entry| !is_valid(entry));
    let span = match invalid {
        Some(entry) => entry.span,
        None if element.entries.is_empty() || allows_by_exclusion => element.span,
        None => return None,
    };
    Some(refuse.at(span, "Invalid principal in policy"))
}

fn is_valid(entry: &PrincipalEntry) -> bool {
    match entry.kind {
        PrincipalKind::Everyone => true,
        PrincipalKind::Aws => is_aws_principal(&entry.value),
        PrincipalKind::Service => is_service_principal(&entry.value),
        PrincipalKind::CanonicalUser => {
            entry.value.len() == 64 && entry.value.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        PrincipalKind::Federated => false,
    }
}

fn action(refuse: Refuse<'_>, element: &Element) -> Option<Refusal> {
    let unknown = element.values.iter().find(|value| targets(&value.value).is_none())?;
    Some(refuse.at(unknown.span, "Policy has invalid action"))
}

fn resource(refuse: Refuse<'_>, statement: &Statement, bucket: &str) -> Option<Refusal> {
    let Some(element) = &statement.resource else {
        return Some(refuse.at(statement.span, "Missing required field Resource"));
    };
    let foreign = element.values.iter().find(|value| path(&value.value, bucket).is_none())?;
    Some(refuse.at(foreign.span, "Policy has invalid resource"))
}

/// What stands behind the bucket's name in a resource of this bucket.
fn path<'a>(resource: &'a str, bucket: &str) -> Option<&'a str> {
    let resource = resource.strip_prefix("arn:")?;
    let (_, resource) = resource.split_once(":s3:::")?;
    let rest = resource.strip_prefix(bucket)?;
    (rest.is_empty() || rest.starts_with(['/', '*'])).then_some(rest)
}

/// Object actions need an object's ARN and bucket actions a bucket's: each action must have
/// one in the statement.
fn no_common_target(refuse: Refuse<'_>, statement: &Statement) -> Option<Refusal> {
    let (action, resource) = (&statement.action, statement.resource.as_ref()?);
    if action.polarity == Polarity::NotListed || resource.polarity == Polarity::NotListed {
        return None;
    }
    let has_object = resource.values.iter().any(|value| value.value.contains(['/', '*']));
    let has_bucket = resource.values.iter().any(|value| !value.value.contains('/'));
    let finds_target = |target: &Target| match target {
        Target::Object => has_object,
        Target::Bucket => has_bucket,
        Target::Other => true,
    };
    let lonely = action.values.iter().find(|value| {
        let targets = targets(&value.value).unwrap_or_default();
        !targets.iter().any(finds_target)
    })?;
    Some(refuse.at(lonely.span, "Action does not apply to any resource(s) in statement"))
}
