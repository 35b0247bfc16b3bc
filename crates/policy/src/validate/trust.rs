//! Role trust policies.
//!
//! Source: spec/policy-language.md §10, second list, whose order this keeps.

use super::forms::{is_aws_principal, is_federated_principal, is_service_principal};
use super::identity::repeated;
use super::refusal::{Refusal, Refuse, first, lacks};
use super::size_without_white_space;
use crate::choices::TRUST_TAKES_LONE_STAR;
use crate::document::{
    Document, DocumentError, DocumentErrorKind, Effect, Polarity, PrincipalElement, PrincipalEntry,
    PrincipalKind, Statement, draft,
};

/// Characters without white space that a trust policy may have; AWS raises it on request.
const QUOTA: usize = 2_048;

pub(super) fn validate(text: &str) -> Result<Document, Refusal> {
    let refuse = Refuse { text, code: "MalformedPolicyDocument" };
    let (document, errors) =
        draft(text).map_err(|error| refuse.json(&error, "This policy contains invalid Json"))?;
    if let Some(refusal) = outer(refuse, &document, &errors) {
        return Err(refusal);
    }
    for statement in &document.statements {
        statement_refusal(refuse, &errors, statement).map_or(Ok(()), Err)?;
    }
    if let Some(error) = errors.first() {
        return Err(refuse.error(error, "Syntax errors in policy."));
    }
    if size_without_white_space(text) > QUOTA {
        let message = format!("Cannot exceed quota for ACLSizePerRole: {QUOTA}");
        return Err(refuse.whole("LimitExceeded", 409, message));
    }
    Ok(document)
}

/// Version, statements, their ids.
fn outer(refuse: Refuse<'_>, document: &Document, errors: &[DocumentError]) -> Option<Refusal> {
    use DocumentErrorKind::{Empty, Missing, UnknownVersion};
    if let Some(error) = first(errors, |kind| matches!(kind, UnknownVersion(_))) {
        return Some(refuse.error(error, "The policy must contain a valid version string"));
    }
    if let Some(error) = first(errors, |kind| *kind == Missing("Statement")) {
        return Some(refuse.error(error, "Missing required field Statement"));
    }
    if let Some(error) = first(errors, |kind| *kind == Empty("Statement")) {
        return Some(refuse.error(error, "Could not parse the policy: Statement is empty!"));
    }
    let sids: Vec<_> = document.statements.iter().filter_map(|s| s.sid.as_ref()).collect();
    let repeated = repeated(&sids)?;
    Some(refuse.at(repeated.span, "The Statement Ids in the policy are not unique"))
}

fn statement_refusal(refuse: Refuse<'_>, errors: &[DocumentError], statement: &Statement) -> Option<Refusal> {
    let inside = |error: &&DocumentError| {
        statement.span.start <= error.span.start && error.span.end <= statement.span.end
    };
    let inside: Vec<DocumentError> = errors.iter().filter(inside).cloned().collect();
    effect(refuse, &inside)
        .or_else(|| principal(refuse, statement))
        .or_else(|| action(refuse, &inside, statement))
        .or_else(|| resource(refuse, statement))
        .or_else(|| principal_values(refuse, statement))
}

fn effect(refuse: Refuse<'_>, errors: &[DocumentError]) -> Option<Refusal> {
    errors.iter().find_map(|error| match &error.kind {
        DocumentErrorKind::Missing("Effect") => Some(refuse.error(error, "Missing required field Effect")),
        DocumentErrorKind::UnknownEffect(word) => {
            Some(refuse.error(error, format!("Invalid effect: {word}")))
        }
        _ => None,
    })
}

fn principal(refuse: Refuse<'_>, statement: &Statement) -> Option<Refusal> {
    let Some(element) = &statement.principal else {
        return Some(refuse.at(statement.span, "Missing required field Principal"));
    };
    let message = match element.polarity {
        Polarity::NotListed if statement.effect.value == Effect::Allow => {
            "Allow with NotPrincipal is not allowed."
        }
        Polarity::NotListed => "AssumeRole policy must not contain NotPrincipal field.",
        Polarity::Listed if element.entries.is_empty() => "Missing required field Principal cannot be empty!",
        Polarity::Listed if is_lone_star(element) && !TRUST_TAKES_LONE_STAR => {
            "Principal must be a JSON object."
        }
        Polarity::Listed => return None,
    };
    Some(refuse.at(element.span, message))
}

fn is_lone_star(element: &PrincipalElement) -> bool {
    element.entries.iter().any(|entry| entry.kind == PrincipalKind::Everyone)
}

fn action(refuse: Refuse<'_>, errors: &[DocumentError], statement: &Statement) -> Option<Refusal> {
    if let Some(error) = first(errors, |kind| lacks(kind, "Action")) {
        return Some(refuse.error(error, "Missing required field Action"));
    }
    let element = &statement.action;
    let is_sts = |action: &str| action.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sts:"));
    let foreign = element.values.iter().find(|value| !is_sts(&value.value));
    let span = match element.polarity {
        Polarity::Listed => foreign?.span,
        Polarity::NotListed => element.key_span,
    };
    Some(refuse.at(span, "AssumeRole policy may only specify STS AssumeRole actions."))
}

fn resource(refuse: Refuse<'_>, statement: &Statement) -> Option<Refusal> {
    let element = statement.resource.as_ref()?;
    let message = match element.polarity {
        Polarity::Listed => "Has prohibited field Resource",
        Polarity::NotListed => "AssumeRole policy must not contain resources.",
    };
    Some(refuse.at(element.key_span, message))
}

fn principal_values(refuse: Refuse<'_>, statement: &Statement) -> Option<Refusal> {
    let entries = &statement.principal.as_ref()?.entries;
    if let Some(entry) = entries.iter().find(|entry| !is_valid(entry)) {
        return Some(refuse.at(entry.span, invalid_principal(entry)));
    }
    let is_cognito = |entry: &&PrincipalEntry| entry.value == "cognito-identity.amazonaws.com";
    if let Some(cognito) = entries.iter().find(is_cognito).filter(|_| statement.conditions.is_empty()) {
        let message = "A condition block must be present for the Cognito provider";
        return Some(refuse.at(cognito.span, message));
    }
    let (entry, claim) = entries.iter().find_map(|entry| Some((entry, missing_claim(entry, statement)?)))?;
    Some(refuse.at(entry.span, format!("A condition on {claim} must be present for the identity provider")))
}

/// Issuers of tokens for everybody's accounts that AWS knows. (There are more of them.)
const SHARED_ISSUERS: [&str; 3] = ["token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io"];

/// The claim that says whose tokens of a shared issuer are meant, if no condition is on it: since 2025 AWS
/// refuses that. (Its words are UNCONFIRMED.)
fn missing_claim(entry: &PrincipalEntry, statement: &Statement) -> Option<String> {
    let (_, issuer) = entry.value.split_once(":oidc-provider/")?;
    let claim = format!("{issuer}:sub");
    let mut keys = statement.conditions.iter().map(|condition| &condition.key.value);
    let is_missing = SHARED_ISSUERS.contains(&issuer) && !keys.any(|key| key.eq_ignore_ascii_case(&claim));
    is_missing.then_some(claim)
}

fn is_valid(entry: &PrincipalEntry) -> bool {
    match entry.kind {
        PrincipalKind::Everyone => true,
        PrincipalKind::Aws => is_aws_principal(&entry.value),
        PrincipalKind::Service => is_service_principal(&entry.value),
        PrincipalKind::Federated => is_federated_principal(&entry.value),
        PrincipalKind::CanonicalUser => false,
    }
}

/// AWS writes the principal's kind in capitals.
fn invalid_principal(entry: &PrincipalEntry) -> String {
    let kind = entry.kind.as_str().to_ascii_uppercase();
    format!("Invalid principal in policy: \"{kind}\":\"{}\"", entry.value)
}
