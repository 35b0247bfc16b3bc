//! Tab completion: commands, operations, options, and their values.

mod aws;
mod files;
mod hint;
mod sources;
mod typed;

pub use hint::Hint;
pub(crate) use hint::after;

use super::configure;
use crate::builtins;
use crate::state::State;
use cloud::Endpoint;
use typed::Typed;

/// What can be typed at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where in the line the replaced word begins, in bytes.
    pub start: usize,
    /// The whole word that would stand there.
    pub text: String,
}

/// The most completions that are offered.
const MOST: usize = 200;

/// Environment variables that the `aws` command reads.
const VARIABLES: [&str; 10] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_CONFIG_FILE",
    "AWS_DEFAULT_OUTPUT",
    "AWS_DEFAULT_REGION",
    "AWS_MAX_ATTEMPTS",
    "AWS_PROFILE",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE",
];

/// Where candidates come from: what the shell knows, and the world as far as somebody may be asked about it.
struct Source<'a> {
    state: &'a State,
    cloud: Option<&'a mut dyn Endpoint>,
}

/// The completions at a byte index of a line. Names of the world's things are asked of the cloud with the
/// credentials that the command would use, as the CLI's own completion does.
pub(crate) fn at(state: &State, line: &str, cursor: usize, cloud: &mut dyn Endpoint) -> Vec<Completion> {
    let before = line.get(..cursor).unwrap_or(line);
    let typed = Typed::read(state.dialect, before);
    let mut source = Source { state, cloud: Some(cloud) };
    let found = source.matching(&typed);
    let text = |word: String| Completion { start: typed.start, text: typed.quoted(&word) };
    found.into_iter().take(MOST).map(text).collect()
}

impl Source<'_> {
    /// The candidates that go on from what is typed, in order.
    fn matching(&mut self, typed: &Typed) -> Vec<String> {
        let word = &typed.word;
        let mut found = self.candidates(typed);
        found.retain(|text| text.starts_with(word.as_str()) && text != word);
        found.sort();
        found.dedup();
        found
    }

    fn candidates(&mut self, typed: &Typed) -> Vec<String> {
        let (state, word) = (self.state, typed.word.as_str());
        if typed.redirected {
            return files::files(state, word);
        }
        if let Some(variable) = typed.assigned() {
            return match variable {
                "AWS_PROFILE" | "AWS_DEFAULT_PROFILE" => configure::profiles(state),
                "AWS_REGION" | "AWS_DEFAULT_REGION" => aws::regions(),
                _ => files::files(state, word),
            };
        }
        let words: Vec<&str> = typed.words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] => commands(state, word),
            ["aws", rest @ ..] => self.of_aws(rest, word),
            ["export" | "unset"] => {
                let variables = VARIABLES.map(str::to_owned).into_iter();
                variables.chain(state.environment.keys().cloned()).collect()
            }
            _ => files::files(state, word),
        }
    }
}

fn commands(state: &State, word: &str) -> Vec<String> {
    if word.starts_with("$env:") {
        return VARIABLES.map(|name| format!("$env:{name}")).into();
    }
    let builtins = builtins::BUILTINS.iter().filter(|b| b.exists_in(state.dialect));
    builtins.flat_map(|b| b.names).copied().chain(["aws"]).map(str::to_owned).collect()
}
