//! The tree that lines are read into: one for both dialects.

mod bash;
mod bash_compound;
mod bash_word;
mod cursor;
pub(crate) mod operator;
mod powershell;
mod powershell_expression;
mod powershell_word;

pub(crate) use bash_word::is_name;

use crate::state::Dialect;
use std::sync::Arc;

/// A sequence of statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Script(pub(crate) Vec<Statement>);

impl Script {
    /// A script of one pipeline.
    fn of(first: Pipeline) -> Self {
        Self(vec![Statement::of(first)])
    }
}

/// Pipelines joined by `&&` and `||`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) first: Pipeline,
    pub(crate) rest: Vec<(Connector, Pipeline)>,
}

impl Statement {
    fn of(first: Pipeline) -> Self {
        Self { first, rest: Vec::new() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Connector {
    /// `&&`
    And,
    /// `||`
    Or,
}

/// Commands joined by `|`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pipeline {
    /// `! …`
    pub(crate) negated: bool,
    pub(crate) commands: Vec<Command>,
}

impl Pipeline {
    /// One command, of which nothing is redirected.
    fn of(body: Body) -> Self {
        Self { negated: false, commands: vec![Command { body, redirects: Vec::new() }] }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Command {
    pub(crate) body: Body,
    pub(crate) redirects: Vec<Redirect>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    /// `A=b command argument…`
    Simple { assignments: Vec<(String, Word)>, words: Vec<Word> },
    /// `{ …; }`
    Group(Arc<Script>),
    /// `( … )`
    Subshell(Arc<Script>),
    /// `if …; then …; elif …; else …; fi`
    If { branches: Vec<(Arc<Script>, Arc<Script>)>, otherwise: Option<Arc<Script>> },
    /// `for name in …; do …; done`
    For { name: String, items: Vec<Word>, body: Arc<Script> },
    /// `while …; do …; done`
    While { until: bool, condition: Arc<Script>, body: Arc<Script> },
    /// `case … in pattern|pattern) …;; esac`
    Case { word: Word, arms: Vec<(Vec<Word>, Arc<Script>)> },
    /// `name() { … }`
    Function { name: String, body: Arc<Script> },
    /// PowerShell's `$name = …` and `$env:NAME = …`
    Assign { target: Target, value: Box<Pipeline> },
    /// PowerShell's expression as a statement: its value is the output.
    Value(Word),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    /// `$name`
    Variable(String),
    /// `$env:NAME`
    Environment(String),
}

/// Parts that are joined to one or, after splitting, several arguments.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Word(pub(crate) Vec<Part>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    /// Text that means itself: quoted or escaped.
    Literal(String),
    /// Bare text, in which `~`, `*`, `?`, `[…]` and `{…}` have their meanings.
    Bare(String),
    /// `$name`, `${name…}`, `$env:NAME`
    Variable { name: VariableName, change: Option<Change>, quoted: bool },
    /// `$(…)`, `` `…` `` and PowerShell's `(…)`
    Substitution { script: Arc<Script>, quoted: bool },
    /// `$((…))`
    Arithmetic(String),
    /// PowerShell's `….Name` and `…[0]`
    Member { base: Box<Part>, path: Vec<Access> },
    /// PowerShell's `a, b`
    List(Vec<Word>),
    /// A value that is written as such: PowerShell's numbers, `$true`, `$null`.
    Value(serde_json::Value),
    /// PowerShell's operators.
    Expression(Box<operator::Expression>),
    /// PowerShell's `@{ key = value; … }`
    Table(Vec<(Word, Word)>),
    /// PowerShell's `{ … }`, a script that a command runs.
    Block(Arc<Script>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum VariableName {
    /// The shell's own before the environment's (bash), the shell's own (PowerShell). In bash also `1`, `#`,
    /// `@` and `*`: a function's arguments.
    Plain(String),
    /// The environment's (PowerShell).
    Environment(String),
    /// `$?`
    Status,
}

/// What `${name…}` does to the value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// `${#name}`
    Length,
    /// `${name:-word}` (`empty_counts`) and `${name-word}`
    Default { word: Word, empty_counts: bool, assign: bool },
    /// `${name:+word}`
    Alternative(Word),
    /// `${name#pattern}` and `##`
    CutPrefix { pattern: Word, longest: bool },
    /// `${name%pattern}` and `%%`
    CutSuffix { pattern: Word, longest: bool },
    /// `${name/pattern/text}` and `//`
    Replace { pattern: Word, text: Word, all: bool },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Access {
    /// `.Name`
    Name(String),
    /// `[0]`, `['key']`, `[1..3]`
    Item(Word),
    /// `.Split(',')`
    Method(String, Vec<Word>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Redirect {
    /// `< file`
    Read(Word),
    /// `<< END …` and `<<< text`
    Text(Word),
    /// `> file`, `2>> file`
    Write { from: Source, file: Word, append: bool },
    /// `2>&1` (`from` error to output) and `>&2`
    Join(Source),
}

/// What is redirected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
    /// Both (`&>`, PowerShell's `*>`).
    Both,
}

/// Why a line could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SyntaxError {
    /// The line is not complete: more must follow.
    Incomplete,
    /// It is not the language.
    Wrong(String),
    /// It is the language, but this shell does not simulate it.
    NotSimulated(&'static str),
}

/// The longest script in characters.
const LONGEST: usize = 1 << 17;
/// How deep constructs may nest.
const DEEPEST: usize = 40;

/// Reads a script.
pub(crate) fn parse(dialect: Dialect, text: &str) -> Result<Script, SyntaxError> {
    if text.len() > LONGEST {
        return Err(SyntaxError::Wrong("the line is too long".to_owned()));
    }
    match dialect {
        Dialect::Bash => bash::parse(text),
        Dialect::PowerShell => powershell::parse(text),
    }
}

impl Word {
    /// The word's text if nothing in it has to be expanded.
    pub(crate) fn literal(&self) -> Option<String> {
        self.0
            .iter()
            .map(|part| match part {
                Part::Literal(text) | Part::Bare(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Whether a command's output is put into the word.
    pub(crate) fn substitutes(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Substitution { .. }))
    }

    /// The script block that the word is.
    pub(crate) fn block(&self) -> Option<&Arc<Script>> {
        match self.0.as_slice() {
            [Part::Block(script)] => Some(script),
            _ => None,
        }
    }

    /// The word's text if it is bare, as a keyword is.
    pub(crate) fn bare(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Part::Bare(text)] => Some(text),
            _ => None,
        }
    }
}
