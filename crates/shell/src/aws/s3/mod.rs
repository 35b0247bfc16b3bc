//! `aws s3`: buckets and objects by paths such as `s3://bucket/key`.

mod buckets;
mod carry;
mod filter;
mod ls;
mod place;
mod presign;
mod rm;
mod settings;
mod transfer;
mod website;

use super::error::{CliError, ServiceError, Step};
use super::parser::{self, Found, Spec, Takes};
use super::session::Session;
use crate::output::Stream;
use crate::process::Process;
use settings::{OF_FILES, OF_SYNC, OF_TRANSFERS};

type Run = fn(&mut Process<'_>, &Session, &Found) -> Step<i32>;

/// A subcommand.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) usage: &'static str,
    /// How many paths it takes.
    paths: usize,
    options: Options,
    run: Run,
}

/// Lists of options, each with what follows it.
type Options = &'static [&'static [(&'static str, Takes)]];

const fn row(name: &'static str, usage: &'static str, paths: usize, options: Options, run: Run) -> Command {
    Command { name, usage, paths, options, run }
}

/// The subcommands.
#[rustfmt::skip]
pub(crate) const COMMANDS: &[Command] = &[
    row("ls", "aws s3 ls [S3Uri] [--recursive] [--human-readable] [--summarize]", 1, &[ls::OPTIONS], ls::run),
    row("mb", "aws s3 mb <S3Uri>", 1, &[], buckets::make),
    row("rb", "aws s3 rb <S3Uri> [--force]", 1, &[&[("--force", Takes::Nothing)]], buckets::remove),
    row("cp", "aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>", 2, &[OF_FILES, OF_TRANSFERS], transfer::cp),
    row("mv", "aws s3 mv <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>", 2, &[OF_FILES, OF_TRANSFERS], transfer::mv),
    row("rm", "aws s3 rm <S3Uri>", 1, &[OF_FILES], rm::run),
    row("sync", "aws s3 sync <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>", 2, &[OF_FILES, OF_TRANSFERS, OF_SYNC], transfer::sync),
    row("presign", "aws s3 presign <S3Uri> [--expires-in <seconds>]", 1, &[&[("--expires-in", Takes::One)]], presign::run),
    row("website", "aws s3 website <S3Uri> [--index-document <value>] [--error-document <value>]", 1, &[website::OPTIONS], website::run),
];

impl Command {
    /// The names of its options.
    pub(crate) fn options(&self) -> impl Iterator<Item = &'static str> {
        self.options.iter().copied().flatten().map(|(name, _)| *name)
    }
}

/// Runs `aws s3 …`.
pub(crate) fn run(p: &mut Process<'_>, session: &Session, rest: &[String]) -> Step<i32> {
    let Some((name, arguments)) = rest.split_first() else {
        let usage = "usage: aws [options] s3 <subcommand> [parameters]\naws: [ERROR]: too few arguments";
        return Err(CliError::Param(usage.to_owned()).into());
    };
    if name == "help" {
        p.print(super::help::s3(None));
        return Ok(0);
    }
    let Some(command) = COMMANDS.iter().find(|c| c.name == name) else {
        return Err(CliError::choice("subcommand", name, COMMANDS.iter().map(|c| c.name)).into());
    };
    if arguments.first().is_some_and(|a| a == "help") {
        p.print(super::help::s3(Some(command)));
        return Ok(0);
    }
    let specs: Vec<Spec> =
        command.options.iter().copied().flatten().map(|(name, takes)| Spec::new(*name, *takes)).collect();
    let found = parser::parse(&specs, command.paths, arguments)?;
    if found.words.len() < command.paths && command.name != "ls" {
        let what = if command.paths == 2 || command.name == "rm" { "paths" } else { "path" };
        return Err(CliError::missing(&[what.to_owned()]).into());
    }
    if !found.rest.is_empty() {
        return Err(CliError::UnknownOptions(found.rest.clone()).into());
    }
    (command.run)(p, session, &found)
}

/// A path of the wrong kind.
fn usage(text: &str) -> CliError {
    CliError::Param(format!("{text}\nError: Invalid argument type"))
}

/// Tells of one file or bucket that went wrong, and goes on.
fn tell(p: &mut Process<'_>, what: &str, error: &ServiceError) {
    p.refused(Stream::Err, &format!("{what} {}\n", error.message()), error.record);
}
