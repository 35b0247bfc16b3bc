//! Policy documents on their way into the world and out of it: AWS's checks on save, and principals as
//! unique ids. Source: spec policy-language.md §4, §10; evaluation.md §7.

use crate::arn;
use crate::error::ApiError;
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::{Document, Policy, PolicyType, PrincipalEntry, PrincipalKind, rewrite_principals, validate};

/// Characters without white space that a trust policy may have.
pub(super) const TRUST_QUOTA: usize = 2_048;

/// Checks an identity policy, managed or inline, as AWS does when it is saved.
pub(super) fn save_identity(text: &str, kind: PolicyType<'_>) -> Result<StoredPolicy, ApiError> {
    Ok(StoredPolicy(Policy::compile(&validate(text, kind)?)))
}

/// Checks a trust policy and saves its principals as unique ids.
pub(super) fn save_trust(world: &World, text: &str) -> Result<StoredPolicy, ApiError> {
    let document = validate(text, PolicyType::Trust)?;
    if policy::size_without_white_space(text) > TRUST_QUOTA {
        return Err(ApiError::quota("ACLSizePerRole", TRUST_QUOTA));
    }
    with_ids(world, &document, |entry| {
        let kind = entry.kind.as_str();
        let kind = if entry.kind == PrincipalKind::Service { "SERVICE" } else { kind };
        let message = format!("Invalid principal in policy: \"{kind}\":\"{}\"", entry.value);
        ApiError::new("MalformedPolicyDocument", 400, message)
    })
}

/// Checks a resource's policy and saves its principals as unique ids.
pub(crate) fn save_resource_policy(
    world: &World,
    text: &str,
    kind: PolicyType<'_>,
) -> Result<StoredPolicy, ApiError> {
    let document = validate(text, kind)?;
    with_ids(world, &document, |_| unknown_principal(kind))
}

/// The refusal of a principal that does not exist; the codes and texts of S3 and KMS are AWS's, the others
/// UNCONFIRMED.
fn unknown_principal(kind: PolicyType<'_>) -> ApiError {
    let (code, message) = match kind {
        PolicyType::SqsQueue => ("InvalidAttributeValue", "Invalid value for the parameter Policy."),
        PolicyType::DynamoDbTable => {
            ("ValidationException", "Resource policy validation failed: invalid principal.")
        }
        PolicyType::SnsTopic => ("InvalidParameter", "Invalid parameter: Policy Error: PrincipalNotFound"),
        PolicyType::LambdaFunction => (
            "InvalidParameterValueException",
            "The provided principal was invalid. Please check the principal and try again.",
        ),
        PolicyType::Secret => {
            ("MalformedPolicyDocumentException", "This resource policy contains an unsupported principal.")
        }
        PolicyType::KmsKey => (
            "MalformedPolicyDocumentException",
            "Policy contains a statement with one or more invalid principals.",
        ),
        _ => ("MalformedPolicy", "Invalid principal in policy"),
    };
    ApiError::new(code, 400, message)
}

fn with_ids(
    world: &World,
    document: &Document,
    invalid: impl Fn(&PrincipalEntry) -> ApiError,
) -> Result<StoredPolicy, ApiError> {
    if let Some(unknown) = document.principal_entries().find(|entry| !exists(world, entry)) {
        return Err(invalid(unknown));
    }
    let saved = rewrite_principals(document.text(), document, |kind, value| match kind {
        PrincipalKind::Aws => world.unique_id_of(value),
        _ => None,
    });
    let policy =
        Policy::parse(&saved).map_err(|_| ApiError::new("ServiceFailure", 500, "Internal failure"))?;
    Ok(StoredPolicy(policy))
}

/// Whether AWS would find what a principal names. Accounts may be any: the world is not all of AWS.
fn exists(world: &World, entry: &PrincipalEntry) -> bool {
    let value = entry.value.as_str();
    match entry.kind {
        PrincipalKind::Everyone => true,
        PrincipalKind::Service => is_service(value),
        PrincipalKind::Federated => !value.is_empty(),
        PrincipalKind::CanonicalUser => world.accounts.values().any(|a| a.canonical_user == value),
        PrincipalKind::Aws => {
            value == "*"
                || is_account(value)
                || world.unique_ids.contains_key(value)
                || match arn::entity(value) {
                    Some(_) => world.unique_id_of(value).is_some(),
                    None => is_account_or_session(world, value),
                }
        }
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit())
}

/// `arn:aws:iam::A:root`, a session of a role that exists, or a federated user.
fn is_account_or_session(world: &World, arn: &str) -> bool {
    let Some(resource) = arn.splitn(6, ':').nth(5) else { return false };
    let Some(account) = arn::account(arn).filter(|a| is_account(a)) else { return false };
    if arn.starts_with("arn:aws:iam::") {
        return resource == "root";
    }
    if !arn.starts_with("arn:aws:sts::") || resource.contains('*') {
        return false;
    }
    match resource.split('/').collect::<Vec<_>>().as_slice() {
        ["assumed-role", role, session] if !session.is_empty() => {
            world.account(account).is_some_and(|a| a.iam.role(role).is_some_and(|r| r.name == *role))
        }
        ["federated-user", name] => !name.is_empty(),
        _ => false,
    }
}

fn is_service(name: &str) -> bool {
    let label = |l: &str| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    [".amazonaws.com", ".amazon.com", ".aws.internal"]
        .iter()
        .filter_map(|suffix| name.strip_suffix(suffix))
        .any(|head| head.split('.').all(label))
}

/// The text of a document that may be none, as [`readable`] shows it.
pub(crate) fn readable_text(world: &World, text: &str) -> String {
    let stored = Policy::parse(text).map(StoredPolicy);
    stored.map_or_else(|_| text.to_owned(), |stored| readable(world, &stored))
}

/// The document as it is shown: unique ids of the living as their ARNs, those of the dead as they are.
pub(crate) fn readable(world: &World, stored: &StoredPolicy) -> String {
    let document = stored.0.document();
    let mut ids = document.principal_entries().filter(|entry| entry.kind == PrincipalKind::Aws);
    if !ids.any(|entry| world.unique_ids.contains_key(&entry.value)) {
        return stored.text().to_owned();
    }
    rewrite_principals(stored.text(), document, |kind, value| match kind {
        PrincipalKind::Aws => world.arn_of_unique_id(value),
        _ => None,
    })
}
