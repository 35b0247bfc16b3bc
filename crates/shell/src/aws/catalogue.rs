//! What the CLI knows of services besides the models: names, waiters, members beside the rows of a list.
//!
//! Facts from `data/cli.json`, which `data/gen_cli.py` writes.

use cloud::model;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The whole table.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Catalogue {
    /// The commands of all services, simulated or not.
    pub(crate) services: Vec<String>,
    modelled: BTreeMap<String, Service>,
}

/// What is known of a simulated service.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Service {
    /// Operations that are not simulated, by API name.
    pub(crate) others: Vec<String>,
    /// Members that the CLI repeats beside the rows of a paged list.
    pub(crate) beside: BTreeMap<String, Vec<String>>,
    /// Waiters by name, e.g. `UserExists`.
    pub(crate) waiters: BTreeMap<String, Waiter>,
    /// Codes of errors whose shape has a `message` of its own.
    pub(crate) errors: Vec<String>,
}

/// What `aws … wait …` does.
#[derive(Debug, Deserialize)]
pub(crate) struct Waiter {
    pub(crate) operation: String,
    pub(crate) acceptors: Vec<Acceptor>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Acceptor {
    /// An HTTP status or an error code.
    pub(crate) expected: Value,
    pub(crate) state: Verdict,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Verdict {
    Success,
    Retry,
    Failure,
}

pub(crate) fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        // A test loads the data.
        serde_json::from_str(include_str!("../../../../data/cli.json")).unwrap_or_default()
    })
}

/// What is known of a simulated service, by its endpoint prefix.
pub(crate) fn service(prefix: &str) -> &'static Service {
    static NOTHING: OnceLock<Service> = OnceLock::new();
    catalogue().modelled.get(prefix).unwrap_or_else(|| NOTHING.get_or_init(Service::default))
}

/// The endpoint prefix of a service's command, if it is simulated: `s3api` is `s3`.
pub(crate) fn prefix_of(command: &str) -> Option<&'static str> {
    model::services().find(|prefix| command_of(prefix) == command)
}

/// The command of a service by its endpoint prefix.
pub(crate) fn command_of(prefix: &str) -> &str {
    if prefix == "s3" { "s3api" } else { prefix }
}

/// The API name of a service's simulated operation by the CLI's name.
pub(crate) fn operation_of(prefix: &str, name: &str) -> Option<&'static str> {
    let operations = &model::service(prefix)?.operations;
    operations.keys().map(String::as_str).find(|api| kebab(api) == name)
}

/// `CreateLoginProfile` → `create-login-profile`, `ListMFADevices` → `list-mfa-devices`,
/// `PolicyARNs` → `policy-arns`.
#[must_use]
pub fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let plural = plural_of_acronym(&chars);
    let mut result = String::with_capacity(name.len() + 8);
    for (i, c) in chars.iter().enumerate() {
        let lower_before = i > 0 && (chars[i - 1].is_ascii_lowercase() || chars[i - 1].is_ascii_digit());
        let lower_after = chars.get(i + 1).is_some_and(char::is_ascii_lowercase);
        let begins_word = c.is_ascii_uppercase() && i > 0 && (lower_before || lower_after);
        if (begins_word && plural.is_none_or(|p| i < p)) || (plural == Some(i) && i > 0) {
            result.push('-');
        }
        result.push(c.to_ascii_lowercase());
    }
    result
}

/// Where the capitals of a final `ARNs`, `IDs` or the like begin.
fn plural_of_acronym(chars: &[char]) -> Option<usize> {
    let (last, before) = chars.split_last()?;
    let capitals = before.iter().rev().take_while(|c| c.is_ascii_uppercase()).count();
    (*last == 's' && capitals >= 2).then(|| before.len() - capitals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_operations_as_the_cli_does() {
        for (api, cli) in [
            ("CreateUser", "create-user"),
            ("ListMFADevices", "list-mfa-devices"),
            ("ListObjectsV2", "list-objects-v2"),
            ("GetOpenIDConnectProvider", "get-open-id-connect-provider"),
            ("AssumeRoleWithSAML", "assume-role-with-saml"),
            ("PolicyARNs", "policy-arns"),
            ("ContentMD5", "content-md5"),
            ("ACL", "acl"),
            ("arn", "arn"),
        ] {
            assert_eq!(kebab(api), cli);
        }
    }

    #[test]
    fn the_table_is_there() {
        assert!(catalogue().services.len() > 300);
        assert!(service("iam").waiters.contains_key("UserExists"));
        assert_eq!(operation_of("iam", "create-user"), Some("CreateUser"));
        assert_eq!(prefix_of("s3api"), Some("s3"));
        assert_eq!(prefix_of("s3"), None);
    }
}
