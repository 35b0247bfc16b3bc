//! What a command runs under: the options that every command takes, the profile, the region.

use super::config::{Config, ConfigFile};
use super::error::CliError;
use super::parser::{Found, Spec, Takes};
use super::query::Query;
use crate::place::Place;
use crate::state::State;
use cloud::WorkloadKind;

/// The options that every command takes.
pub(crate) const OPTIONS: &[(&str, Takes)] = &[
    ("--debug", Takes::Nothing),
    ("--endpoint-url", Takes::One),
    ("--no-verify-ssl", Takes::Nothing),
    ("--no-paginate", Takes::Nothing),
    ("--output", Takes::One),
    ("--query", Takes::One),
    ("--profile", Takes::One),
    ("--region", Takes::One),
    ("--version", Takes::Nothing),
    ("--color", Takes::One),
    ("--no-sign-request", Takes::Nothing),
    ("--ca-bundle", Takes::One),
    ("--cli-read-timeout", Takes::One),
    ("--cli-connect-timeout", Takes::One),
    ("--cli-binary-format", Takes::One),
    ("--no-cli-pager", Takes::Nothing),
    ("--cli-auto-prompt", Takes::Nothing),
    ("--no-cli-auto-prompt", Takes::Nothing),
    ("--cli-error-format", Takes::One),
];

/// Options whose values are a choice.
const CHOICES: &[(&str, &[&str])] = &[
    ("--output", &["json", "text", "table", "yaml", "yaml-stream", "off"]),
    ("--color", &["on", "off", "auto"]),
    ("--cli-binary-format", &["base64", "raw-in-base64-out"]),
    ("--cli-error-format", &["legacy", "json", "yaml", "text", "table", "enhanced"]),
];

/// The values of an option of every command that is a choice.
pub(crate) fn choices(option: &str) -> Option<&'static [&'static str]> {
    CHOICES.iter().find(|(name, _)| *name == option).map(|(_, choices)| *choices)
}

pub(crate) fn specs() -> Vec<Spec> {
    OPTIONS.iter().map(|(name, takes)| Spec::new(*name, *takes)).collect()
}

/// What a command runs under.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    /// `--profile`.
    pub(crate) profile_option: Option<String>,
    region_option: Option<String>,
    output_option: Option<String>,
    pub(crate) query: Option<Query>,
    pub(crate) endpoint_url: Option<String>,
    /// `--color`.
    pub(crate) color: Option<String>,
    error_format_option: Option<String>,
    pub(crate) paginate: bool,
    pub(crate) sign: bool,
    pub(crate) debug: bool,
    binary_format_option: Option<String>,
}

/// How output is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Text,
    Table,
    Yaml,
    YamlStream,
    Off,
}

impl Session {
    /// Reads the options that every command takes.
    pub(crate) fn new(found: &Found) -> Result<Self, CliError> {
        for (name, choices) in CHOICES {
            if let Some(value) = found.value(name).filter(|v| !choices.contains(v)) {
                let argument = name.to_string();
                return Err(CliError::choice(&argument, value, choices.iter().copied()));
            }
        }
        let text = |name: &str| found.value(name).map(str::to_owned);
        let query = found.value("--query").map(Query::compile).transpose()?;
        let endpoint_url = text("--endpoint-url");
        if let Some(url) = endpoint_url.as_deref().filter(|url| !url.contains("://")) {
            return Err(CliError::Param(format!(
                "Bad value for --endpoint-url \"{url}\": scheme is missing.  Must be of the form \
                 http://<hostname>/ or https://<hostname>/"
            )));
        }
        Ok(Self {
            profile_option: text("--profile"),
            region_option: text("--region"),
            output_option: text("--output"),
            query,
            endpoint_url,
            color: text("--color"),
            error_format_option: text("--cli-error-format"),
            paginate: !found.has("--no-paginate"),
            sign: !found.has("--no-sign-request"),
            debug: found.has("--debug"),
            binary_format_option: text("--cli-binary-format"),
        })
    }

    /// The same for what nobody signs.
    pub(crate) fn unsigned(&self) -> Self {
        Self { sign: false, ..self.clone() }
    }

    /// The profile's name, if one is named by the option or the environment.
    pub(crate) fn profile<'a>(&'a self, state: &'a State) -> Option<&'a str> {
        let env = || state.env("AWS_PROFILE").or_else(|| state.env("AWS_DEFAULT_PROFILE"));
        self.profile_option.as_deref().or_else(env)
    }

    /// The profile's name; `default` if none is named.
    pub(crate) fn profile_or_default<'a>(&'a self, state: &'a State) -> &'a str {
        self.profile(state).unwrap_or("default")
    }

    /// The configuration; a profile that is named must be there.
    pub(crate) fn config(&self, state: &State) -> Result<Config, CliError> {
        let config = Config::load(state)?;
        match self.profile(state).filter(|name| !config.has(name)) {
            Some(name) if name != "default" => {
                Err(CliError::General(format!("The config profile ({name}) could not be found")))
            }
            _ => Ok(config),
        }
    }

    /// The region and where it was found.
    pub(crate) fn region(&self, state: &State, config: &Config) -> Option<(String, RegionSource)> {
        if let Some(region) = &self.region_option {
            return Some((region.clone(), RegionSource::Option));
        }
        if let Some(region) = state.env("AWS_REGION").or_else(|| state.env("AWS_DEFAULT_REGION")) {
            return Some((region.to_owned(), RegionSource::Environment));
        }
        let profile = self.profile_or_default(state);
        if let Some(region) = config.text(profile, "region") {
            return Some((region.to_owned(), RegionSource::Config));
        }
        // Instance metadata has it; elsewhere the environment does.
        match &state.place {
            Place::Workload(workload) if workload.kind() == WorkloadKind::Instance => {
                Some((workload.region().to_owned(), RegionSource::Metadata))
            }
            _ => None,
        }
    }

    /// The region of a service's endpoint.
    pub(crate) fn region_for(
        &self,
        service: &str,
        state: &State,
        config: &Config,
    ) -> Result<String, CliError> {
        /// Services whose endpoint does not depend on the region, or that have a default one.
        const NEED_NONE: [&str; 3] = ["iam", "s3", "sts"];
        match self.region(state, config) {
            None if NEED_NONE.contains(&service) && self.endpoint_url.is_none() => Ok("us-east-1".to_owned()),
            None => Err(CliError::Config(
                "NoRegion",
                "You must specify a region. You can also configure your region by running \"aws configure\"."
                    .to_owned(),
            )),
            Some((region, _)) if region.is_empty() => {
                Err(CliError::General(format!("Invalid endpoint: https://{service}..amazonaws.com")))
            }
            Some((region, _)) if !is_region(&region) => Err(CliError::General(format!(
                "Provided region_name '{region}' doesn't match a supported format."
            ))),
            Some((region, _)) => Ok(region),
        }
    }

    /// How output is shown.
    pub(crate) fn format(&self, state: &State, config: &Config) -> Result<Format, CliError> {
        let profile = self.profile_or_default(state);
        let chosen = self.output_option.as_deref();
        let chosen =
            chosen.or_else(|| state.env("AWS_DEFAULT_OUTPUT")).or_else(|| config.text(profile, "output"));
        Ok(match chosen.unwrap_or("json") {
            "json" => Format::Json,
            "text" => Format::Text,
            "table" => Format::Table,
            "yaml" => Format::Yaml,
            "yaml-stream" => Format::YamlStream,
            "off" => Format::Off,
            other => return Err(CliError::General(format!("Unknown output type: {other}"))),
        })
    }

    /// Whether bytes are given as they are, rather than in base64.
    pub(crate) fn takes_raw_bytes(&self, state: &State) -> bool {
        let config = Config::load(state).unwrap_or_default();
        let chosen = self.binary_format_option.as_deref();
        let chosen = chosen.or_else(|| config.text(self.profile_or_default(state), "cli_binary_format"));
        chosen == Some("raw-in-base64-out")
    }

    /// How a service's errors are shown.
    pub(crate) fn error_format(&self, state: &State) -> String {
        let config = Config::load(state).unwrap_or_default();
        let chosen = self.error_format_option.as_deref().or_else(|| state.env("AWS_CLI_ERROR_FORMAT"));
        let chosen = chosen.or_else(|| config.text(self.profile_or_default(state), "cli_error_format"));
        chosen.unwrap_or("enhanced").to_owned()
    }
}

/// Where the region was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegionSource {
    Option,
    Environment,
    Config,
    Metadata,
}

/// Whether a text could name a region: a label of a host name.
fn is_region(text: &str) -> bool {
    text.len() <= 63
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.bytes().all(|b| b.is_ascii_digit())
}

/// The path of a configuration file as `aws configure list` shows it.
pub(crate) fn config_location(state: &State) -> String {
    state
        .env("AWS_CONFIG_FILE")
        .map_or_else(|| "~/.aws/config".to_owned(), |_| ConfigFile::Config.path(state))
}
