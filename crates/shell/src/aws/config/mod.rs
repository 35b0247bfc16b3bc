//! The CLI's two files, `~/.aws/config` and `~/.aws/credentials`.

pub(crate) mod ini;
pub(crate) mod write;

use super::error::CliError;
use crate::state::State;
use ini::{Section, Value};

/// Both files, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Config {
    config: Vec<Section>,
    credentials: Vec<Section>,
}

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConfigFile {
    Config,
    Credentials,
}

impl ConfigFile {
    /// Its absolute path.
    pub(crate) fn path(self, state: &State) -> String {
        let typed = match self {
            Self::Config => state.env("AWS_CONFIG_FILE").unwrap_or("~/.aws/config"),
            Self::Credentials => state.env("AWS_SHARED_CREDENTIALS_FILE").unwrap_or("~/.aws/credentials"),
        };
        state.path(typed)
    }
}

impl Config {
    /// Reads both files; one that is not there is empty.
    pub(crate) fn load(state: &State) -> Result<Self, CliError> {
        let read = |file: ConfigFile| {
            let path = file.path(state);
            let text = state.files.read_text(&path).unwrap_or_default();
            ini::parse(&text).ok_or_else(|| {
                CliError::General(format!("Unable to parse config file: {}", state.shown(&path)))
            })
        };
        Ok(Self { config: read(ConfigFile::Config)?, credentials: read(ConfigFile::Credentials)? })
    }

    /// The profiles' names: those of the config file first.
    pub(crate) fn profiles(&self) -> Vec<&str> {
        let config = self.config.iter().filter_map(|s| profile_name(&s.name));
        let mut names: Vec<&str> = Vec::new();
        for name in config.chain(self.credentials.iter().map(|s| s.name.as_str())) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub(crate) fn has(&self, profile: &str) -> bool {
        self.profiles().contains(&profile)
    }

    /// A setting of a profile: what the credentials file says counts before what the config file says.
    pub(crate) fn value<'a>(&'a self, profile: &'a str, key: &str) -> Option<&'a Value> {
        let own = self.credentials.iter().filter(|s| s.name == profile);
        own.chain(self.in_config(profile)).find_map(|s| s.value(key))
    }

    /// A setting of a profile that is text.
    pub(crate) fn text<'a>(&'a self, profile: &'a str, key: &str) -> Option<&'a str> {
        match self.value(profile, key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A setting in one of the files only.
    pub(crate) fn text_in<'a>(&'a self, file: ConfigFile, profile: &'a str, key: &str) -> Option<&'a str> {
        let found = match file {
            ConfigFile::Credentials => self.credentials.iter().find(|s| s.name == profile)?.value(key),
            ConfigFile::Config => self.in_config(profile).find_map(|s| s.value(key)),
        };
        match found? {
            Value::Text(text) => Some(text),
            Value::Nested(_) => None,
        }
    }

    /// A setting of a section of the config file that is no profile, such as `[preview]`.
    pub(crate) fn section(&self, name: &str, key: &str) -> Option<&Value> {
        self.config.iter().find(|s| s.name == name)?.value(key)
    }

    fn in_config<'a>(&'a self, profile: &'a str) -> impl Iterator<Item = &'a Section> {
        self.config.iter().filter(move |s| profile_name(&s.name) == Some(profile))
    }
}

/// The profile that a section of the config file belongs to.
fn profile_name(section: &str) -> Option<&str> {
    if section == "default" {
        return Some(section);
    }
    let name = section.strip_prefix("profile")?;
    let trimmed = name.trim_start();
    if trimmed.len() == name.len() {
        return None;
    }
    let unquoted = trimmed.strip_prefix(['"', '\'']).and_then(|n| n.strip_suffix(['"', '\'']));
    Some(unquoted.unwrap_or(trimmed))
}
