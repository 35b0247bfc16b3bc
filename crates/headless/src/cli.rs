//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cloud::Timestamp;
use shell::Dialect;

#[derive(Parser)]
#[command(name = "iampg", about = "IAM Playground on the command line", arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Decide requests: one JSON case a line in, one decision a line out
    Decide {
        /// Add the whole trace to each answer
        #[arg(long)]
        explain: bool,
        /// Where the cases are; standard input if left out
        file: Option<PathBuf>,
    },
    /// Play a terminal script and print the transcript
    Run(RunArgs),
    /// Play labs' own solutions and verify that every goal is reached by its step
    Check {
        /// Names of labs that come with the playground, or files; all of the former if left out
        labs: Vec<String>,
    },
}

#[derive(Args)]
pub(crate) struct RunArgs {
    /// The world to begin in: `founding` or `empty`
    #[arg(long, value_name = "NAME", default_value = "founding", conflicts_with = "world")]
    pub(crate) scenario: String,
    /// A scenario file to begin in
    #[arg(long, value_name = "FILE")]
    pub(crate) world: Option<PathBuf>,
    /// What all ids and secrets derive from
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The world's time, e.g. 2026-11-24T08:15:00Z
    #[arg(long, value_name = "ISO", value_parser = moment)]
    pub(crate) now: Option<Timestamp>,
    /// The language of the script
    #[arg(long, value_enum, default_value = "bash")]
    pub(crate) shell: ShellName,
    /// The script: one command a line, `#` begins a remark; `-` for standard input
    pub(crate) file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ShellName {
    Bash,
    #[value(name = "powershell")]
    PowerShell,
}

impl From<ShellName> for Dialect {
    fn from(name: ShellName) -> Self {
        match name {
            ShellName::Bash => Self::Bash,
            ShellName::PowerShell => Self::PowerShell,
        }
    }
}

fn moment(text: &str) -> Result<Timestamp, String> {
    Timestamp::from_iso(text).ok_or_else(|| "expected a time in UTC such as 2026-11-24T08:15:00Z".to_owned())
}
