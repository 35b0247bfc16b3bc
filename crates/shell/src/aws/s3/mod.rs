//! `aws s3`: buckets and objects by paths such as `s3://bucket/key`.

mod buckets;
mod filter;
mod ls;
mod place;
mod presign;
mod rm;
mod transfer;

use super::error::{CliError, ServiceError, Step};
use super::parser::{self, Found, Spec, Takes};
use super::session::Session;
use crate::output::Stream;
use crate::process::Process;

type Run = fn(&mut Process<'_>, &Session, &Found) -> Step<i32>;

/// The subcommands: name, usage, what they take besides the common options, code.
pub(crate) const COMMANDS: &[(&str, &str, usize, &[(&str, Takes)], Run)] = &[
    ("ls", "aws s3 ls [S3Uri] [--recursive] [--human-readable] [--summarize]", 1, ls::OPTIONS, ls::run),
    ("mb", "aws s3 mb <S3Uri>", 1, &[], buckets::make),
    ("rb", "aws s3 rb <S3Uri> [--force]", 1, &[("--force", Takes::Nothing)], buckets::remove),
    (
        "cp",
        "aws s3 cp <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>",
        2,
        transfer::OPTIONS,
        transfer::cp,
    ),
    (
        "mv",
        "aws s3 mv <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>",
        2,
        transfer::OPTIONS,
        transfer::mv,
    ),
    ("rm", "aws s3 rm <S3Uri>", 1, transfer::OPTIONS, rm::run),
    (
        "sync",
        "aws s3 sync <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>",
        2,
        transfer::OPTIONS,
        transfer::sync,
    ),
    (
        "presign",
        "aws s3 presign <S3Uri> [--expires-in <seconds>]",
        1,
        &[("--expires-in", Takes::One)],
        presign::run,
    ),
];

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
    let Some((name, usage, words, options, run)) = COMMANDS.iter().find(|c| c.0 == name) else {
        if name == "website" {
            return Err(CliError::not_simulated("aws s3 website", "Nothing was changed.").into());
        }
        return Err(CliError::choice("subcommand", name, COMMANDS.iter().map(|c| c.0)).into());
    };
    if arguments.first().is_some_and(|a| a == "help") {
        p.print(super::help::s3(Some((name, usage))));
        return Ok(0);
    }
    let specs: Vec<Spec> = options.iter().map(|(name, takes)| Spec::new(*name, *takes)).collect();
    let found = parser::parse(&specs, *words, arguments)?;
    if found.words.len() < *words && *name != "ls" {
        let what = if *words == 2 || *name == "rm" { "paths" } else { "path" };
        return Err(CliError::missing(&[what.to_owned()]).into());
    }
    if !found.rest.is_empty() {
        return Err(CliError::UnknownOptions(found.rest.clone()).into());
    }
    run(p, session, &found)
}

/// A path of the wrong kind.
fn usage(text: &str) -> CliError {
    CliError::Param(format!("{text}\nError: Invalid argument type"))
}

/// Tells of one file or bucket that went wrong, and goes on.
fn tell(p: &mut Process<'_>, what: &str, error: &ServiceError) {
    p.refused(Stream::Err, &format!("{what} {}\n", error.message()), error.record);
}
