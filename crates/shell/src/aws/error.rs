//! The CLI's errors: texts and exit codes. Source: spec aws-cli.md.

use crate::process::Question;
use cloud::{ApiError, RecordId};

/// Why a command did not go well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CliError {
    /// The command line is wrong; the usage is shown after the message.
    Usage(String),
    /// As [`CliError::Usage`], with another usage line than the usual one.
    UsageOf(String, &'static str),
    /// A parameter is wrong.
    Param(String),
    /// Options that no one knows; the usage is shown before the message.
    UnknownOptions(Vec<String>),
    /// The configuration is wrong: `NoRegion`, `NoCredentials`, `Configuration`.
    Config(&'static str, String),
    /// The service answered with an error.
    Service(Box<ServiceError>),
    /// Anything else.
    General(String),
}

/// A service's error and the operation that it answered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ServiceError {
    pub(crate) error: ApiError,
    /// The endpoint prefix of the service.
    pub(crate) service: String,
    pub(crate) operation: String,
    pub(crate) record: Option<RecordId>,
    /// How often the call was sent again before this was the answer.
    pub(crate) retries: u32,
}

/// Why a command stopped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stop {
    Error(CliError),
    /// It waits for an answer.
    Ask(Question),
}

/// What a step of a command gives.
pub(crate) type Step<T> = Result<T, Stop>;

impl From<CliError> for Stop {
    fn from(error: CliError) -> Self {
        Self::Error(error)
    }
}

impl From<Question> for Stop {
    fn from(question: Question) -> Self {
        Self::Ask(question)
    }
}

pub(crate) const USAGE: &str = "\
usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]
To see help text, you can run:

  aws help
  aws <command> help
  aws <command> <subcommand> help
";

impl CliError {
    /// `--option` is wrong, in the words of the argument parser.
    pub(crate) fn argument(name: &str, message: &str) -> Self {
        Self::Usage(format!("argument {name}: {message}"))
    }

    /// A value of `--option` cannot be read.
    pub(crate) fn parsing(option: &str, message: &str) -> Self {
        Self::Param(format!("Error parsing parameter '{option}': {message}"))
    }

    pub(crate) fn missing(names: &[String]) -> Self {
        Self::Usage(format!("the following arguments are required: {}", names.join(", ")))
    }

    /// A word that is none of those that may stand there.
    pub(crate) fn choice<'a>(argument: &str, word: &str, choices: impl Iterator<Item = &'a str>) -> Self {
        let mut message = format!("argument {argument}: Found invalid choice '{word}'\n");
        let similar = super::similar::similar(word, choices);
        if !similar.is_empty() {
            message.push_str("\nMaybe you meant:\n");
            for name in similar {
                message.push_str(&format!("\n  * {name}"));
            }
        }
        Self::Usage(message)
    }

    /// Something that the playground does not simulate.
    pub(crate) fn not_simulated(what: &str, instead: &str) -> Self {
        Self::General(format!("{what} is not simulated in IAM Playground. {instead}"))
    }

    pub(crate) fn code(&self) -> i32 {
        match self {
            Self::Usage(_) | Self::UsageOf(..) | Self::Param(_) | Self::UnknownOptions(_) => 252,
            Self::Config(..) => 253,
            Self::Service(_) => 254,
            Self::General(_) => 255,
        }
    }

    /// The text for standard error.
    pub(crate) fn text(&self) -> String {
        let named =
            |name: &str, message: &str| format!("\naws: [ERROR]: An error occurred ({name}): {message}\n");
        match self {
            Self::Usage(message) => format!("{}\n{USAGE}", named("ParamValidation", message)),
            Self::UsageOf(message, usage) => format!("{}\n{usage}\n", named("ParamValidation", message)),
            Self::Param(message) => named("ParamValidation", message),
            Self::UnknownOptions(options) => {
                format!("\n{USAGE}\n\naws: [ERROR]: Unknown options: {}\n", options.join(", "))
            }
            Self::Config(name, message) => named(name, message),
            Self::Service(error) => format!("\naws: [ERROR]: {}\n", error.message()),
            Self::General(message) => format!("\naws: [ERROR]: {message}\n"),
        }
    }
}

impl ServiceError {
    /// The sentence that names code, operation and message.
    pub(crate) fn message(&self) -> String {
        let ApiError { code, message, .. } = &self.error;
        let retried = match self.retries {
            0 => String::new(),
            retries => format!(" (reached max retries: {retries})"),
        };
        format!(
            "An error occurred ({code}) when calling the {} operation{retried}: {message}",
            self.operation
        )
    }

    /// The last line of a Python traceback, which `--debug` shows.
    pub(crate) fn exception(&self) -> String {
        let code = &self.error.code;
        let class = if self.is_modelled() {
            format!("botocore.errorfactory.{code}Exception")
        } else {
            "botocore.exceptions.ClientError".to_owned()
        };
        format!("{class}: {}", self.message())
    }

    fn is_modelled(&self) -> bool {
        super::catalogue::service(&self.service).errors.contains(&self.error.code)
    }

    /// The members of the error, as `--cli-error-format` shows them.
    pub(crate) fn members(&self) -> serde_json::Value {
        let ApiError { code, message, .. } = &self.error;
        let mut members = serde_json::json!({ "Code": code, "Message": message });
        if self.is_modelled()
            && let Some(members) = members.as_object_mut()
        {
            members.insert("message".to_owned(), message.clone().into());
        }
        members
    }
}
