//! The forms of actions, resources and principals that AWS takes.

use crate::arn::{Arn, is_account_id};

const PARTITIONS: &[&str] =
    &["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

const IAM_RESOURCES: &[&str] = &[
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

/// AWS's objection to a value of `Resource` in an IAM policy.
pub(super) fn resource_form(resource: &str) -> Option<String> {
    if resource == "*" {
        return None;
    }
    let Some(rest) = resource.strip_prefix("arn:") else {
        return Some(format!("Resource {resource} must be in ARN format or \"*\"."));
    };
    let mut parts = rest.splitn(5, ':');
    let partition = parts.next().unwrap_or_default();
    let vendor = parts.next();
    let region = parts.next().unwrap_or_default();
    if !PARTITIONS.contains(&partition) && !partition.contains('*') {
        return Some(format!("Partition \"{partition}\" is not valid for resource \"{resource}\"."));
    }
    // `arn:aws:*` leaves the vendor out with all the rest.
    if vendor.is_none_or(|vendor| vendor.is_empty() || vendor.contains(['*', '?'])) {
        return Some("Resource vendor must be fully qualified and cannot contain regexes.".to_owned());
    }
    let has_region = !region.is_empty() && region != "*";
    match vendor {
        Some("iam") if has_region => {
            Some(format!("IAM resource {resource} cannot contain region information."))
        }
        Some("s3") if has_region => Some(format!("Resource {resource} can not contain region information.")),
        Some("iam") => iam_path(resource),
        _ => None,
    }
}

fn iam_path(resource: &str) -> Option<String> {
    let path = Arn::parse(resource)?.resource;
    // `root` is missing in the message, but stands in AWS's own policies for sts:AssumeRoot.
    let is_known =
        path.starts_with('*') || path == "root" || IAM_RESOURCES.iter().any(|kind| path.starts_with(kind));
    let all = IAM_RESOURCES.join(", ");
    (!is_known).then(|| format!("IAM resource path must either be \"*\" or start with {all}."))
}

/// AWS's objection to a value of `Action` in an IAM policy.
pub(super) fn action_form(action: &str) -> Option<String> {
    if action == "*" {
        return None;
    }
    let Some((vendor, name)) = action.split_once(':') else {
        return Some("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.".to_owned());
    };
    if name.contains(':') {
        return Some("Actions/Condition can contain only one colon.".to_owned());
    }
    let is_vendor = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let is_valid = !vendor.is_empty() && vendor.bytes().all(is_vendor);
    (!is_valid).then(|| format!("Vendor {vendor} is not valid"))
}

/// Whether a value can stand under `AWS`: everyone, an account, a user, role or session, or
/// the unique id of a user or role. No wildcards inside, no groups.
pub(super) fn is_aws_principal(value: &str) -> bool {
    if value == "*" || is_account_id(value) {
        return true;
    }
    let is_id = (value.starts_with("AIDA") || value.starts_with("AROA"))
        && value.len() >= 16
        && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_id || Arn::parse(value).is_some_and(|arn| is_principal_arn(&arn))
}

fn is_principal_arn(arn: &Arn<'_>) -> bool {
    if arn.resource.contains(['*', '?']) || !is_account_id(arn.account) || !arn.region.is_empty() {
        return false;
    }
    let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    match (arn.service, kind) {
        ("iam", "root") => name.is_empty(),
        ("iam", "user" | "role") | ("sts", "federated-user") => !name.is_empty(),
        ("sts", "assumed-role") => name.split_once('/').is_some_and(|(_, session)| !session.is_empty()),
        _ => false,
    }
}

/// Whether a value has the form of a service principal, such as `ec2.amazonaws.com`.
pub(super) fn is_service_principal(value: &str) -> bool {
    value.contains('.')
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-')
}

/// Whether a value can stand under `Federated`: a provider's ARN, or one of the known hosts.
pub(super) fn is_federated_principal(value: &str) -> bool {
    const HOSTS: &[&str] =
        &["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];
    let is_provider = |arn: Arn<'_>| {
        let kinds = ["oidc-provider/", "saml-provider/"];
        arn.service == "iam"
            && !arn.resource.contains(['*', '?'])
            && kinds.iter().any(|kind| arn.resource.starts_with(kind))
    };
    HOSTS.contains(&value) || Arn::parse(value).is_some_and(is_provider)
}
