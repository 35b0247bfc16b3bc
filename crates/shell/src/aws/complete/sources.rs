//! Names and ARNs out of the world: which list has the values of which option.
//!
//! The list is asked for as the command would be, with its credentials, profile and region: whoever may not
//! list something is offered nothing of it.

use super::Source;
use crate::aws;
use crate::aws::command::Operation;
use crate::aws::parameters::option_of;
use crate::process::Process;

/// Where the values of an option come from.
struct Row {
    /// The command of the service.
    service: &'static str,
    /// The operations that it is said of; empty for all that no other row of the option names.
    operations: &'static [&'static str],
    option: &'static str,
    /// The command that lists them. Options that both commands take are handed on.
    list: &'static str,
    /// Where the answer has them.
    values: &'static str,
}

const fn row(
    service: &'static str,
    operations: &'static [&'static str],
    option: &'static str,
    list: &'static str,
    values: &'static str,
) -> Row {
    Row { service, operations, option, list, values }
}

/// Only policies of the account's own can be changed.
const OWN_POLICY: &[&str] = &[
    "create-policy-version",
    "delete-policy",
    "delete-policy-version",
    "set-default-policy-version",
    "tag-policy",
    "untag-policy",
];
const OF_USER: &[&str] = &["delete-user-policy", "get-user-policy", "put-user-policy"];
const OF_GROUP: &[&str] = &["delete-group-policy", "get-group-policy", "put-group-policy"];
const OF_ROLE: &[&str] = &["delete-role-policy", "get-role-policy", "put-role-policy"];
const OWN_DEVICE: &[&str] = &["deactivate-mfa-device", "get-mfa-device", "resync-mfa-device"];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("iam", &[], "--user-name", "iam list-users", "Users[].UserName"),
    row("iam", &[], "--group-name", "iam list-groups", "Groups[].GroupName"),
    row("iam", &[], "--role-name", "iam list-roles", "Roles[].RoleName"),
    row("iam", &[], "--instance-profile-name", "iam list-instance-profiles", "InstanceProfiles[].InstanceProfileName"),
    row("iam", &[], "--policy-arn", "iam list-policies", "Policies[].Arn"),
    row("iam", OWN_POLICY, "--policy-arn", "iam list-policies --scope Local", "Policies[].Arn"),
    row("iam", &["detach-user-policy"], "--policy-arn", "iam list-attached-user-policies", "AttachedPolicies[].PolicyArn"),
    row("iam", &["detach-group-policy"], "--policy-arn", "iam list-attached-group-policies", "AttachedPolicies[].PolicyArn"),
    row("iam", &["detach-role-policy"], "--policy-arn", "iam list-attached-role-policies", "AttachedPolicies[].PolicyArn"),
    row("iam", &[], "--permissions-boundary", "iam list-policies", "Policies[].Arn"),
    row("iam", OF_USER, "--policy-name", "iam list-user-policies", "PolicyNames"),
    row("iam", OF_GROUP, "--policy-name", "iam list-group-policies", "PolicyNames"),
    row("iam", OF_ROLE, "--policy-name", "iam list-role-policies", "PolicyNames"),
    row("iam", &[], "--version-id", "iam list-policy-versions", "Versions[].VersionId"),
    row("iam", &[], "--access-key-id", "iam list-access-keys", "AccessKeyMetadata[].AccessKeyId"),
    row("iam", &[], "--serial-number", "iam list-virtual-mfa-devices", "VirtualMFADevices[].SerialNumber"),
    row("iam", OWN_DEVICE, "--serial-number", "iam list-mfa-devices", "MFADevices[].SerialNumber"),
    row("iam", &[], "--open-id-connect-provider-arn", "iam list-open-id-connect-providers", "OpenIDConnectProviderList[].Arn"),
    row("iam", &[], "--saml-provider-arn", "iam list-saml-providers", "SAMLProviderList[].Arn"),
    row("iam", &[], "--account-alias", "iam list-account-aliases", "AccountAliases"),
    row("iam", &[], "--policy-source-arn", "iam list-users", "Users[].Arn"),
    row("iam", &[], "--policy-source-arn", "iam list-groups", "Groups[].Arn"),
    row("iam", &[], "--policy-source-arn", "iam list-roles", "Roles[].Arn"),
    row("iam", &[], "--arn", "iam list-users", "Users[].Arn"),
    row("iam", &[], "--arn", "iam list-groups", "Groups[].Arn"),
    row("iam", &[], "--arn", "iam list-roles", "Roles[].Arn"),
    row("iam", &[], "--arn", "iam list-policies --scope Local", "Policies[].Arn"),
    row("sts", &[], "--role-arn", "iam list-roles", "Roles[].Arn"),
    row("sts", &[], "--serial-number", "iam list-mfa-devices", "MFADevices[].SerialNumber"),
    row("s3api", &[], "--bucket", "s3api list-buckets", "Buckets[].Name"),
    row("s3api", &[], "--key", "s3api list-objects-v2", "Contents[].Key"),
    row("sqs", &[], "--queue-url", "sqs list-queues", "QueueUrls"),
    row("sns", &[], "--topic-arn", "sns list-topics", "Topics[].TopicArn"),
    row("sns", &[], "--resource-arn", "sns list-topics", "Topics[].TopicArn"),
    row("sns", &[], "--subscription-arn", "sns list-subscriptions", "Subscriptions[].SubscriptionArn"),
    row("kms", &[], "--key-id", "kms list-keys", "Keys[].KeyId"),
    row("kms", &[], "--key-id", "kms list-aliases", "Aliases[].AliasName"),
    row("kms", &[], "--target-key-id", "kms list-keys", "Keys[].KeyId"),
    row("kms", &[], "--alias-name", "kms list-aliases", "Aliases[].AliasName"),
    row("secretsmanager", &[], "--secret-id", "secretsmanager list-secrets", "SecretList[].Name"),
    row("dynamodb", &[], "--table-name", "dynamodb list-tables", "TableNames"),
    row("logs", &[], "--log-group-name", "logs describe-log-groups", "logGroups[].logGroupName"),
    row("logs", &[], "--log-stream-name", "logs describe-log-streams", "logStreams[].logStreamName"),
    row("ssm", &[], "--name", "ssm describe-parameters", "Parameters[].Name"),
    row("ssm", &[], "--names", "ssm describe-parameters", "Parameters[].Name"),
    row("organizations", &[], "--account-id", "organizations list-accounts", "Accounts[].Id"),
    row("organizations", &[], "--target-id", "organizations list-accounts", "Accounts[].Id"),
    row("organizations", &[], "--target-id", "organizations list-roots", "Roots[].Id"),
    row("organizations", &[], "--parent-id", "organizations list-roots", "Roots[].Id"),
    row("organizations", &[], "--policy-id", "organizations list-policies --filter SERVICE_CONTROL_POLICY", "Policies[].Id"),
    row("organizations", &[], "--policy-id", "organizations list-policies --filter RESOURCE_CONTROL_POLICY", "Policies[].Id"),
];

/// Options of every command that the list is asked with too.
const SURROUNDINGS: [&str; 2] = ["--profile", "--region"];

/// The rows of an operation's option.
fn rows(operation: &Operation, option: &str) -> impl Iterator<Item = &'static Row> {
    let service = aws::catalogue::command_of(operation.prefix);
    let name = aws::catalogue::kebab(operation.name);
    let fitting = ROWS.iter().filter(|row| (row.service, row.option) == (service, option));
    let own: Vec<&Row> = fitting.clone().filter(|row| row.operations.contains(&name.as_str())).collect();
    let general = fitting.filter(|row| row.operations.is_empty() && own.is_empty());
    general.chain(own.clone()).collect::<Vec<_>>().into_iter()
}

/// Whether an option names something of the world.
pub(super) fn names_a_thing(operation: &Operation, option: &str) -> bool {
    rows(operation, option).next().is_some()
}

impl Source<'_> {
    /// The names in the world that an option of an operation may have.
    pub(super) fn named(&mut self, operation: &Operation, option: &str, words: &[&str]) -> Vec<String> {
        let mut out = Vec::new();
        for row in rows(operation, option) {
            let Some(given) = handed_on(row, option, words) else { continue };
            out.extend(self.ask(row.list, row.values, words, &given));
        }
        out
    }

    /// What a list command answers; nothing if it is refused, or would ask something.
    pub(super) fn ask(&mut self, list: &str, values: &str, words: &[&str], more: &[&str]) -> Vec<String> {
        let Some(cloud) = self.cloud.as_deref_mut() else { return Vec::new() };
        let mut state = self.state.clone();
        state.terminal = false;
        let surroundings = SURROUNDINGS.iter().flat_map(|option| given(words, option));
        let arguments = list.split(' ').chain(surroundings).chain(more.iter().copied());
        let arguments = arguments.chain(["--query", values, "--output", "json"]);
        let arguments: Vec<String> = arguments.map(str::to_owned).collect();
        let mut process = Process::new(&mut state, cloud);
        match aws::run(&mut process, &arguments) {
            Ok(0) => serde_json::from_slice(&process.out.bytes()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }
}

/// What the line says that the list needs to know too, such as whose keys they are. `None` if something is
/// missing.
fn handed_on<'a>(row: &Row, option: &str, words: &[&'a str]) -> Option<Vec<&'a str>> {
    let (service, name) = row.list.split(' ').next().zip(row.list.split(' ').nth(1))?;
    let list = Operation::find(aws::catalogue::prefix_of(service)?, name)?;
    let mut out = Vec::new();
    for (parameter, _) in list.parameters() {
        let shared = option_of(parameter);
        let said = if shared == option { Vec::new() } else { given(words, &shared) };
        let told = row.list.contains(&shared);
        if said.is_empty() && list.is_required(parameter) && !told {
            return None;
        }
        if !told {
            out.extend(said);
        }
    }
    Some(out)
}

/// An option with its values as the line has them; nothing if it has not.
fn given<'a>(words: &[&'a str], option: &str) -> Vec<&'a str> {
    let Some(at) = words.iter().position(|word| *word == option) else { return Vec::new() };
    let values = words[at + 1..].iter().take_while(|word| !word.starts_with("--"));
    [words[at]].into_iter().chain(values.copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::catalogue::{kebab, prefix_of};
    use crate::aws::query::Query;
    use cloud::model;

    #[test]
    fn every_row_names_what_there_is() {
        for row in ROWS {
            let of = |option: &str| format!("{} {:?} {option}", row.service, row.operations);
            let prefix = prefix_of(row.service).unwrap();
            let takes = |name: &str| {
                let operation = Operation::find(prefix, name).unwrap();
                operation.parameters().iter().any(|(parameter, _)| option_of(parameter) == row.option)
            };
            let all: Vec<String> = match row.operations {
                [] => model::service(prefix).unwrap().operations.keys().map(|name| kebab(name)).collect(),
                some => some.iter().map(|name| (*name).to_owned()).collect(),
            };
            assert!(all.iter().any(|name| takes(name)), "{}", of(row.option));
            assert!(row.operations.iter().all(|name| takes(name)), "{}", of(row.option));
            let mut list = row.list.split(' ');
            let list = (prefix_of(list.next().unwrap()).unwrap(), list.next().unwrap());
            assert!(Operation::find(list.0, list.1).is_some(), "{}", row.list);
            assert!(Query::compile(row.values).is_ok(), "{}", row.values);
        }
    }
}
