//! What the options of `aws s3 cp`, `mv` and `sync` say about the objects that are put.

use crate::aws::error::CliError;
use crate::aws::parameters;
use crate::aws::parser::{Found, Takes};
use crate::process::Process;
use cloud::Call;
use cloud::model;
use serde_json::Value;

/// Options that every command on files takes.
pub(super) const OF_FILES: &[(&str, Takes)] = &[
    ("--recursive", Takes::Nothing),
    ("--dryrun", Takes::Nothing),
    ("--quiet", Takes::Nothing),
    ("--only-show-errors", Takes::Nothing),
    ("--include", Takes::One),
    ("--exclude", Takes::One),
    ("--page-size", Takes::One),
    ("--request-payer", Takes::Maybe),
];

/// Options that transfers take besides.
pub(super) const OF_TRANSFERS: &[(&str, Takes)] = &[
    ("--no-progress", Takes::Nothing),
    ("--no-guess-mime-type", Takes::Nothing),
    ("--follow-symlinks", Takes::Nothing),
    ("--no-follow-symlinks", Takes::Nothing),
    ("--ignore-glacier-warnings", Takes::Nothing),
    ("--source-region", Takes::One),
    ("--expected-size", Takes::One),
    ("--copy-props", Takes::One),
    ("--content-type", Takes::One),
    ("--cache-control", Takes::One),
    ("--content-disposition", Takes::One),
    ("--content-encoding", Takes::One),
    ("--content-language", Takes::One),
    ("--expires", Takes::One),
    ("--acl", Takes::One),
    ("--grants", Takes::Many),
    ("--metadata", Takes::One),
    ("--metadata-directive", Takes::One),
    ("--storage-class", Takes::One),
    ("--website-redirect", Takes::One),
    ("--sse", Takes::Maybe),
    ("--sse-kms-key-id", Takes::One),
];

/// Options that `sync` takes besides.
pub(super) const OF_SYNC: &[(&str, Takes)] =
    &[("--delete", Takes::Nothing), ("--size-only", Takes::Nothing), ("--exact-timestamps", Takes::Nothing)];

/// Options whose value is a parameter as it is.
const PARAMETERS: &[(&str, &str)] = &[
    ("--content-type", "ContentType"),
    ("--cache-control", "CacheControl"),
    ("--content-disposition", "ContentDisposition"),
    ("--content-encoding", "ContentEncoding"),
    ("--content-language", "ContentLanguage"),
    ("--expires", "Expires"),
    ("--acl", "ACL"),
    ("--storage-class", "StorageClass"),
    ("--website-redirect", "WebsiteRedirectLocation"),
    ("--sse-kms-key-id", "SSEKMSKeyId"),
];

/// The permissions of `--grants`, each with the header that carries it.
const GRANTS: &[(&str, &str)] = &[
    ("read", "GrantRead"),
    ("full", "GrantFullControl"),
    ("readacl", "GrantReadACP"),
    ("writeacl", "GrantWriteACP"),
];

/// The parameters that the options give to a call that puts an object.
pub(super) fn of_options(p: &Process<'_>, found: &Found) -> Result<Vec<(&'static str, Value)>, CliError> {
    let given = PARAMETERS.iter().filter_map(|(option, name)| Some((*name, found.value(option)?.into())));
    let mut parameters: Vec<(&str, Value)> = given.collect();
    if let Some(words) = found.values("--sse") {
        let algorithm = words.first().map_or("AES256", String::as_str);
        parameters.push(("ServerSideEncryption", algorithm.into()));
    }
    if let Some(text) = found.value("--metadata") {
        parameters.push(("Metadata", metadata(p, text)?));
    }
    for grant in found.values("--grants").into_iter().flatten() {
        parameters.push(one_grant(grant)?);
    }
    Ok(parameters)
}

/// `KEY=VALUE,…` or JSON, as the option of PutObject takes it.
fn metadata(p: &Process<'_>, text: &str) -> Result<Value, CliError> {
    let service = model::service("s3");
    let shape = service.and_then(|service| Some((service, service.shape("Metadata")?)));
    match shape {
        Some((service, shape)) => parameters::read(p, service, shape, "--metadata", &[text.to_owned()]),
        None => Ok(Value::Null),
    }
}

/// `PERMISSION=GRANTEE`, where the grantee is `id=…` or `uri=…`.
fn one_grant(text: &str) -> Result<(&'static str, Value), CliError> {
    let wrong = || CliError::General("grants should be of the form permission=principal".to_owned());
    let (permission, grantee) = text.split_once('=').ok_or_else(wrong)?;
    let (_, header) = GRANTS.iter().find(|(name, _)| *name == permission).ok_or_else(|| {
        CliError::General("permission must be one of: read|readacl|writeacl|full".to_owned())
    })?;
    Ok((header, grantee.into()))
}

/// A copy whose metadata the options change takes none of the source's, unless they say otherwise.
pub(super) fn of_copy(found: &Found, parameters: &[(&'static str, Value)]) -> Option<String> {
    let changes = [
        "ContentType",
        "CacheControl",
        "ContentDisposition",
        "ContentEncoding",
        "ContentLanguage",
        "Expires",
        "Metadata",
    ];
    let given = found.value("--metadata-directive").map(str::to_owned);
    let changed = parameters.iter().any(|(name, _)| changes.contains(name));
    given.or_else(|| changed.then(|| "REPLACE".to_owned()))
}

/// The call with the parameters.
pub(super) fn with_all(call: Call, parameters: &[(&'static str, Value)]) -> Call {
    parameters.iter().fold(call, |call, (name, value)| call.with(name, value.clone()))
}
