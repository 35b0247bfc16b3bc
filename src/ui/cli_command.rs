//! A call as the AWS CLI command that makes the same request.

use cloud::Call;
use cloud::model::{self, Kind};
use serde_json::{Map, Value};
use shell::{kebab, option_of};

const DEFAULT_REGION: &str = "us-east-1";

/// The command for a POSIX shell; single quotes only, so that it also suits PowerShell.
#[must_use]
pub fn command(call: &Call) -> String {
    let service = if call.service == "s3" { "s3api" } else { &call.service };
    let mut words = vec!["aws".to_owned(), service.to_owned(), kebab(&call.operation)];
    for (name, value) in &call.params {
        words.extend(option(call, name, value));
    }
    if call.region != DEFAULT_REGION {
        words.extend(["--region".to_owned(), quote(&call.region)]);
    }
    words.join(" ")
}

/// The name of the local file that the command reads a parameter from, if it reads one: the CLI takes bytes
/// only from files.
#[must_use]
pub fn body_file(call: &Call) -> Option<String> {
    call.params.keys().any(|name| is_blob(call, name)).then(|| file_name(call))
}

/// The words for one parameter. Flags are one word, all else an option and its values.
fn option(call: &Call, name: &str, value: &Value) -> Vec<String> {
    let option = option_of(name);
    match value {
        Value::Bool(true) => vec![option],
        Value::Bool(false) => vec![option.replacen("--", "--no-", 1)],
        _ if is_blob(call, name) => vec![option, quote(&file_name(call))],
        Value::Array(items) => std::iter::once(option).chain(items.iter().map(argument)).collect(),
        _ => vec![option, argument(value)],
    }
}

fn is_blob(call: &Call, name: &str) -> bool {
    let kind = || {
        let (service, operation) = model::operation(&call.service, &call.operation)?;
        let member = service.input(operation)?.get(name)?;
        Some(service.of(&member)?.1.kind)
    };
    kind() == Some(Kind::Blob)
}

/// The last part of the object's key, which is what a file of the same content would be called.
fn file_name(call: &Call) -> String {
    let key = call.params.get("Key").and_then(Value::as_str).unwrap_or_default();
    match key.rsplit('/').find(|part| !part.is_empty()) {
        Some(part) if part.starts_with('-') => format!("./{part}"),
        Some(part) => part.to_owned(),
        None => "file".to_owned(),
    }
}

/// A value as one word: text as it is, a flat structure in the CLI's shorthand, anything else as JSON.
fn argument(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Object(members) => quote(&shorthand(members).unwrap_or_else(|| value.to_string())),
        _ => quote(&value.to_string()),
    }
}

/// `Key=a,Value=b`; `None` where shorthand would be read otherwise than meant.
fn shorthand(members: &Map<String, Value>) -> Option<String> {
    let plain = |text: &&str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "+.@_-/: ".contains(c))
    };
    let pairs: Option<Vec<String>> = members
        .iter()
        .map(|(name, value)| Some(format!("{name}={}", value.as_str().filter(plain)?)))
        .collect();
    pairs.map(|pairs| pairs.join(","))
}

/// One word of a POSIX shell. Empty text, and text that begins like an option, must not be taken for
/// something else.
#[must_use]
pub fn quote(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "+,.@_-/:=%".contains(c);
    if !text.is_empty() && text.chars().all(safe) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(call: Call, expected: &str) {
        assert_eq!(command(&call), expected);
    }

    #[test]
    fn text_is_quoted_only_where_a_shell_needs_it() {
        check(
            Call::new("iam", "CreateUser").with("UserName", "a=b,c@d_e"),
            "aws iam create-user --user-name a=b,c@d_e",
        );
        check(
            Call::new("iam", "CreateUser").with("UserName", "it's $HOME"),
            r"aws iam create-user --user-name 'it'\''s $HOME'",
        );
        check(Call::new("s3", "ListObjectsV2").with("Prefix", ""), "aws s3api list-objects-v2 --prefix ''");
    }

    #[test]
    fn flags_structures_and_lists() {
        check(
            Call::new("iam", "CreateLoginProfile").with("PasswordResetRequired", true),
            "aws iam create-login-profile --password-reset-required",
        );
        check(
            Call::new("iam", "CreateLoginProfile").with("PasswordResetRequired", false),
            "aws iam create-login-profile --no-password-reset-required",
        );
        check(
            Call::new("s3", "CreateBucket")
                .with("Bucket", "b")
                .with("CreateBucketConfiguration", json!({"LocationConstraint": "eu-central-1"}))
                .in_region("eu-central-1"),
            "aws s3api create-bucket --bucket b --create-bucket-configuration \
             LocationConstraint=eu-central-1 --region eu-central-1",
        );
        check(
            Call::new("iam", "TagUser")
                .with("Tags", json!([{"Key": "team", "Value": "blue"}, {"Key": "x", "Value": "a,b"}])),
            r#"aws iam tag-user --tags Key=team,Value=blue '{"Key":"x","Value":"a,b"}'"#,
        );
        check(
            Call::new("iam", "UntagUser").with("TagKeys", json!(["a b", "c"])),
            "aws iam untag-user --tag-keys 'a b' c",
        );
        check(
            Call::new("iam", "UpdateRole").with("MaxSessionDuration", 7200),
            "aws iam update-role --max-session-duration 7200",
        );
    }

    #[test]
    fn bytes_come_from_a_file() {
        let put = Call::new("s3", "PutObject")
            .with("Bucket", "b")
            .with("Key", "notes/-first.txt")
            .with("Body", "aGk=");
        assert_eq!(body_file(&put).as_deref(), Some("./-first.txt"));
        check(put, "aws s3api put-object --bucket b --key notes/-first.txt --body ./-first.txt");
        assert_eq!(body_file(&Call::new("iam", "CreateUser")), None);
    }
}
