//! What can follow in a line of `aws`.

use super::{Source, files};
use crate::aws::catalogue::{self, kebab};
use crate::aws::command::Operation;
use crate::aws::parameters::option_of;
use crate::aws::parser::Takes;
use crate::aws::{CUSTOM, configure, s3, session};
use cloud::model::{self, Kind, Shape};

/// Regions that every account has, most used ones.
const REGIONS: [&str; 8] = [
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "eu-west-1",
    "eu-central-1",
    "ap-northeast-1",
    "ap-southeast-1",
];
/// Settings of a profile, for `aws configure get` and `set`.
const SETTINGS: [&str; 12] = [
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "cli_error_format",
    "credential_source",
    "external_id",
    "mfa_serial",
    "output",
    "region",
    "role_arn",
    "role_session_name",
    "source_profile",
];

pub(super) fn regions() -> Vec<String> {
    REGIONS.map(str::to_owned).into()
}

impl Source<'_> {
    /// What can follow `aws` and these words.
    pub(super) fn of_aws(&mut self, words: &[&str], word: &str) -> Vec<String> {
        if let Some(values) = words.last().and_then(|option| self.of_session(option)) {
            return values;
        }
        let mut out: Vec<String> = Vec::new();
        match plain(words).as_slice() {
            [] => {
                out.extend(CUSTOM.map(str::to_owned));
                out.extend(model::services().map(|k| catalogue::command_of(k).to_owned()));
            }
            ["s3"] => out.extend(s3::COMMANDS.iter().map(|c| c.name.to_owned())),
            ["s3", command, ..] => {
                let found = s3::COMMANDS.iter().find(|c| c.name == *command);
                out.extend(found.into_iter().flat_map(s3::Command::options).map(str::to_owned));
                out.extend(self.s3_paths(words, word));
            }
            ["configure"] => out.extend(
                ["get", "set", "list", "list-profiles", "export-credentials", "import"].map(str::to_owned),
            ),
            ["configure", "get" | "set"] => out.extend(SETTINGS.map(str::to_owned)),
            [service] => {
                let prefix = catalogue::prefix_of(service);
                let operations = prefix.and_then(model::service);
                out.extend(operations.into_iter().flat_map(|m| m.operations.keys().map(|o| kebab(o))));
                out.extend(["help", "wait"].map(str::to_owned));
            }
            [service, "wait"] => {
                let prefix = catalogue::prefix_of(service).unwrap_or_default();
                out.extend(catalogue::service(prefix).waiters.keys().map(|name| kebab(name)));
            }
            [service, name, ..] => {
                let found = catalogue::prefix_of(service).and_then(|p| Operation::find(p, name));
                if let Some(operation) = found {
                    match waiting(&operation, words) {
                        Some(waiting) if waiting.takes == Takes::Many => {
                            out.extend(self.values(&operation, &waiting, words, word));
                        }
                        Some(waiting) => return self.values(&operation, &waiting, words, word),
                        None => {}
                    }
                    out.extend(self.of_operation(&operation, word));
                }
            }
        }
        out.extend(session::OPTIONS.iter().map(|(name, _)| (*name).to_owned()));
        // What was given needs not be given again.
        out.retain(|text| !text.starts_with("--") || !words.contains(&text.as_str()));
        out
    }

    /// The values of an option that every command takes.
    fn of_session(&self, option: &str) -> Option<Vec<String>> {
        match option {
            "--profile" => Some(configure::profiles(self.state)),
            "--region" => Some(regions()),
            _ => session::choices(option).map(|choices| choices.iter().map(|c| (*c).to_owned()).collect()),
        }
    }

    fn of_operation(&self, operation: &Operation, word: &str) -> Vec<String> {
        let mut out: Vec<String> = operation.specs().into_iter().map(|spec| spec.name).collect();
        if operation.positional() > 0 && !word.starts_with('-') {
            out.extend(files::files(self.state, word));
        }
        out
    }

    /// The values that an option of an operation may have.
    fn values(&mut self, operation: &Operation, option: &Waiting, words: &[&str], word: &str) -> Vec<String> {
        let Some((name, shape)) = option.parameter else {
            return match option.name {
                "--generate-cli-skeleton" => ["input", "output"].map(str::to_owned).into(),
                "--cli-input-json" => files::as_values(self.state, word, &["file://"]),
                _ => files::files(self.state, word),
            };
        };
        let element = shape.element().and_then(|member| operation.service.of(member)).map(|(_, shape)| shape);
        let choices = element.map_or(&shape.values, |element| &element.values);
        if !choices.is_empty() {
            return choices.clone();
        }
        if operation.streams(name) {
            return files::files(self.state, word);
        }
        let mut out = self.named(operation, option.name, words);
        out.extend(files::as_values(self.state, word, schemes(name, shape, element, word)));
        out
    }

    /// Paths of the high-level commands: local ones, buckets, and keys.
    fn s3_paths(&mut self, words: &[&str], word: &str) -> Vec<String> {
        let Some((bucket, key)) = word.strip_prefix("s3://").and_then(|path| path.split_once('/')) else {
            let buckets = self.ask("s3api list-buckets", "Buckets[].Name", words, &[]);
            let buckets = buckets.into_iter().map(|name| format!("s3://{name}/"));
            return files::files(self.state, word).into_iter().chain(buckets).collect();
        };
        let folder = &key[..key.rfind('/').map_or(0, |at| at + 1)];
        let within = ["--bucket", bucket, "--prefix", folder, "--delimiter", "/"];
        let rows = "[CommonPrefixes[].Prefix, Contents[].Key][]";
        let keys = self.ask("s3api list-objects-v2", rows, words, &within);
        keys.into_iter().map(|key| format!("s3://{bucket}/{key}")).collect()
    }
}

/// An option whose value comes next.
pub(super) struct Waiting<'a> {
    name: &'a str,
    takes: Takes,
    /// The parameter that it gives; `None` for the CLI's own.
    parameter: Option<(&'static str, &'static Shape)>,
}

/// The option whose value, or one more value, comes next.
pub(super) fn waiting<'a>(operation: &Operation, words: &[&'a str]) -> Option<Waiting<'a>> {
    let at = words.iter().rposition(|word| word.starts_with("--"))?;
    let name = *words.get(at)?;
    let takes = operation.specs().into_iter().find(|spec| spec.name == name)?.takes;
    let wants = match takes {
        Takes::Nothing => false,
        Takes::Many => true,
        Takes::One | Takes::Maybe => at + 1 == words.len(),
    };
    let parameter = operation.parameters().into_iter().find(|(parameter, _)| option_of(parameter) == name);
    wants.then_some(Waiting { name, takes, parameter })
}

/// The words that are neither options that every command takes nor their values.
pub(super) fn plain<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let takes_value =
        |word: &str| session::OPTIONS.iter().any(|(name, takes)| *name == word && *takes == Takes::One);
    let before = [""].iter().chain(words);
    let pairs = before.zip(words);
    pairs
        .filter(|(before, word)| !word.starts_with('-') && !takes_value(before))
        .map(|(_, word)| *word)
        .collect()
}

/// How a file may stand for a value: offered at once where the value is usually long, else when asked for.
fn schemes(name: &str, shape: &Shape, element: Option<&Shape>, word: &str) -> &'static [&'static str] {
    let nested = |shape: &Shape| matches!(shape.kind, Kind::Structure | Kind::Map);
    let document = name.ends_with("Document") || name.ends_with("Policy");
    match shape.kind {
        Kind::Blob => &["fileb://"],
        Kind::String if document => &["file://"],
        _ if nested(shape) || element.is_some_and(nested) => &["file://"],
        _ if word.starts_with('f') => &["file://", "fileb://"],
        _ => &[],
    }
}
