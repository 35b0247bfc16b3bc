use super::finding::{Class, Finding, Fix};
use super::names::nearest;
use super::{Review, unquoted};
use crate::Spanned;
use crate::table::{ActionTable, Coverage, Service};

/// Services and actions that do not exist.
pub(super) fn unknown(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let values = review.statements().flat_map(|statement| &statement.action.values);
    findings.extend(values.filter_map(|value| unknown_action(value, review.table)));
}

fn unknown_action(value: &Spanned<String>, table: &ActionTable) -> Option<Finding> {
    let (prefix, name) = value.value.split_once(':')?;
    if prefix.contains(['*', '?']) {
        return None;
    }
    let Some(service) = table.service(prefix) else {
        let known = table.services().iter().map(|service| service.prefix.as_str());
        let suggestion = nearest(prefix, known).map(|near| format!("{near}:{name}"));
        let message = format!("There is no service with the prefix `{prefix}`.");
        // AWS retires services; their names in policies do no harm.
        let class = if suggestion.is_some() { Class::Error } else { Class::Warning };
        let finding = finding("INVALID_SERVICE_IN_ACTION", value, message, suggestion);
        return Some(Finding { class, ..finding });
    };
    let is_known = table.matching(&value.value).next().is_some();
    if is_known || service.coverage != Coverage::All {
        return None;
    }
    if name.contains(['*', '?']) {
        let message = format!("No action of `{prefix}` matches `{name}`.");
        return Some(finding("INVALID_ACTION", value, message, None));
    }
    let suggestion = suggestion(service, name).map(|near| format!("{prefix}:{near}"));
    let message = format!("There is no action `{}`.", value.value);
    Some(finding("INVALID_ACTION", value, message, suggestion))
}

/// Names of API operations whose action is called otherwise.
const OPERATIONS: &[(&str, &str, &str)] = &[
    ("s3", "ListBuckets", "ListAllMyBuckets"),
    ("s3", "ListObjects", "ListBucket"),
    ("s3", "ListObjectsV2", "ListBucket"),
    ("s3", "ListObjectVersions", "ListBucketVersions"),
    ("s3", "HeadBucket", "ListBucket"),
    ("s3", "HeadObject", "GetObject"),
    ("s3", "CopyObject", "PutObject"),
    ("s3", "DeleteObjects", "DeleteObject"),
    ("s3", "UploadPart", "PutObject"),
    ("s3", "CreateMultipartUpload", "PutObject"),
    ("s3", "GetBucketEncryption", "GetEncryptionConfiguration"),
    ("s3", "PutBucketEncryption", "PutEncryptionConfiguration"),
    ("s3", "GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
    ("s3", "PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
    ("lambda", "Invoke", "InvokeFunction"),
    ("sqs", "SendMessageBatch", "SendMessage"),
    ("sqs", "DeleteMessageBatch", "DeleteMessage"),
];

fn suggestion<'a>(service: &'a Service, name: &str) -> Option<&'a str> {
    let is_operation = |(prefix, operation, _): &&(&str, &str, &'static str)| {
        *prefix == service.prefix && operation.eq_ignore_ascii_case(name)
    };
    let of_operation = OPERATIONS.iter().find(is_operation).map(|(_, _, action)| *action);
    let names = service.actions().iter().map(|action| action.name.as_str());
    of_operation.or_else(|| nearest(name, names))
}

fn finding(
    code: &'static str,
    value: &Spanned<String>,
    mut message: String,
    suggestion: Option<String>,
) -> Finding {
    let fix = suggestion.map(|suggestion| {
        message.push_str(&format!(" Did you mean `{suggestion}`?"));
        Fix::replace(format!("Change to {suggestion}"), unquoted(value.span), suggestion)
    });
    Finding::new(Class::Error, code, value.span, message).with_fix(fix)
}
