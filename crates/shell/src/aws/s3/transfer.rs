//! `aws s3 cp`, `mv` and `sync`

use super::carry::{Job, Trouble, carry};
use super::filter::Filter;
use super::ls::human;
use super::place::Place;
use super::{rm, tell, usage};
use crate::aws::error::{CliError, Step};
use crate::aws::parser::Found;
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::{Call, Timestamp};
use serde_json::Value;

/// What is done with each file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Copy,
    Move,
}

pub(super) fn cp(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    run(p, session, found, Mode::Copy, "cp")
}

pub(super) fn mv(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    run(p, session, found, Mode::Move, "mv")
}

fn places(found: &Found, name: &str) -> Result<(Place, Place), CliError> {
    let (from, to) = (Place::parse(&found.words[0]), Place::parse(&found.words[1]));
    if let (Place::Local(_), Place::Local(_)) = (&from, &to) {
        let text =
            format!("usage: aws s3 {name} <LocalPath> <S3Uri> or <S3Uri> <LocalPath> or <S3Uri> <S3Uri>");
        return Err(usage(&text));
    }
    if name == "mv" && from == to {
        return Err(CliError::Param(format!(
            "Cannot mv a file onto itself: {} - {}",
            from.shown(),
            to.shown()
        )));
    }
    Ok((from, to))
}

fn run(p: &mut Process<'_>, session: &Session, found: &Found, mode: Mode, name: &str) -> Step<i32> {
    let (from, to) = places(found, name)?;
    let client = Client::new(p, session, "s3")?;
    if !found.has("--recursive") {
        exists(p, &from)?;
        let job = Job { to: to.holding(p, from.name()), from, size: None };
        return each(p, &client, vec![job], found, mode);
    }
    let wanted = Filter::new(found);
    let files = listed(p, &client, &from)?;
    let jobs = files.into_iter().filter(|(path, ..)| wanted.takes(path));
    let jobs =
        jobs.map(|(path, size, _)| Job { from: from.below(&path), to: to.below(&path), size: Some(size) });
    each(p, &client, jobs.collect(), found, mode)
}

/// Copies what is missing or changed; with `--delete` removes what is too much.
pub(super) fn sync(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let (from, to) = places(found, "sync")?;
    let client = Client::new(p, session, "s3")?;
    let wanted = Filter::new(found);
    let source: Vec<_> =
        listed(p, &client, &from)?.into_iter().filter(|(path, ..)| wanted.takes(path)).collect();
    let target = match &to {
        Place::Local(path) if p.state.files.entry(&p.state.path(path)).is_none() => Vec::new(),
        place => listed(p, &client, place)?,
    };
    let stale = |(path, size, at): &&(String, usize, Timestamp)| {
        let there = target.iter().find(|(t, ..)| t == path);
        there.is_none_or(|(_, s, t)| s != size || is_newer(found, &from, *at, *t))
    };
    let jobs = source.iter().filter(stale).map(|(path, size, _)| Job {
        from: from.below(path),
        to: to.below(path),
        size: Some(*size),
    });
    let mut status = each(p, &client, jobs.collect(), found, Mode::Copy)?;
    if found.has("--delete") {
        let gone = target.iter().filter(|(t, ..)| !source.iter().any(|(s, ..)| s == t) && wanted.takes(t));
        for (path, ..) in gone.cloned().collect::<Vec<_>>() {
            status |= remove(p, &client, &to.below(&path), found)?;
        }
    }
    Ok(status)
}

/// Whether `sync` takes a file of the same size for changed. A local copy that is newer than the object it
/// was made of is none, unless times shall be exact.
fn is_newer(found: &Found, from: &Place, source: Timestamp, target: Timestamp) -> bool {
    if found.has("--size-only") {
        return false;
    }
    let exact = found.has("--exact-timestamps") && matches!(from, Place::S3(..));
    if exact { source != target } else { source > target }
}

fn remove(p: &mut Process<'_>, client: &Client, place: &Place, found: &Found) -> Step<i32> {
    match place {
        Place::S3(bucket, key) => rm::delete(p, client, bucket, std::slice::from_ref(key), found),
        Place::Local(path) => {
            let dry = if found.has("--dryrun") { "(dryrun) " } else { "" };
            if dry.is_empty() {
                let path = p.state.path(path);
                p.state.files.remove_file(&path).map_err(|e| CliError::General(format!("{path}: {e}")))?;
            }
            p.println(format!("{dry}delete: {}", place.shown()));
            Ok(0)
        }
    }
}

/// A local source must be there.
fn exists(p: &Process<'_>, from: &Place) -> Result<(), CliError> {
    match from {
        Place::Local(path) if path != "-" && p.state.files.entry(&p.state.path(path)).is_none() => {
            Err(CliError::General(format!("The user-provided path {path} does not exist.")))
        }
        _ => Ok(()),
    }
}

/// The files below a place, by relative path, with size and time.
fn listed(p: &mut Process<'_>, client: &Client, place: &Place) -> Step<Vec<(String, usize, Timestamp)>> {
    match place {
        Place::S3(bucket, key) => {
            let prefix = if key.is_empty() || key.ends_with('/') { key.clone() } else { format!("{key}/") };
            let objects = objects(p, client, bucket, &prefix)?;
            let relative = |o: &Value| {
                let key = o["Key"].as_str()?.strip_prefix(&prefix)?.to_owned();
                let at = Timestamp::from_iso(o["LastModified"].as_str()?)?;
                Some((key, usize::try_from(o["Size"].as_u64()?).ok()?, at))
            };
            Ok(objects
                .iter()
                .filter_map(relative)
                .filter(|(k, ..)| !k.is_empty() && !k.ends_with('/'))
                .collect())
        }
        Place::Local(path) => {
            exists(p, place)?;
            let root = p.state.path(path);
            let files = &p.state.files;
            let below = files.below(&root).filter_map(|(path, entry)| {
                let bytes = files.read(path).ok()?;
                let relative = path.strip_prefix(&root)?.trim_start_matches('/');
                Some((relative.to_owned(), bytes.len(), entry.modified))
            });
            Ok(below.collect())
        }
    }
}

fn objects(p: &mut Process<'_>, client: &Client, bucket: &str, prefix: &str) -> Step<Vec<Value>> {
    let mut call = Call::new("s3", "ListObjectsV2").with("Bucket", bucket).with("Prefix", prefix);
    let mut all = Vec::new();
    loop {
        let reply = client.call(p, &call)?;
        all.extend(reply.list("Contents").iter().cloned());
        match reply.output.get("NextContinuationToken").and_then(Value::as_str) {
            Some(token) => call = call.with("ContinuationToken", token),
            None => return Ok(all),
        }
    }
}

/// The keys that begin with a prefix, and their sizes.
pub(super) fn keys(
    p: &mut Process<'_>,
    client: &Client,
    bucket: &str,
    prefix: &str,
) -> Step<Vec<(String, u64)>> {
    let objects = objects(p, client, bucket, prefix)?;
    let key = |o: &Value| Some((o["Key"].as_str()?.to_owned(), o["Size"].as_u64()?));
    Ok(objects.iter().filter_map(key).collect())
}

/// Carries the files and tells of each.
fn each(p: &mut Process<'_>, client: &Client, jobs: Vec<Job>, found: &Found, mode: Mode) -> Step<i32> {
    let mut status = 0;
    let count = jobs.len();
    for (i, job) in jobs.into_iter().enumerate() {
        let verb = match (mode, &job.from, &job.to) {
            (Mode::Move, ..) => "move",
            (_, Place::Local(_), _) => "upload",
            (_, _, Place::Local(_)) => "download",
            _ => "copy",
        };
        let line = format!("{verb}: {} to {}", job.from.shown(), job.to.shown());
        if found.has("--dryrun") {
            p.println(format!("(dryrun) {line}"));
            continue;
        }
        let silent = found.has("--quiet")
            || job.to == Place::Local("-".to_owned())
            || job.from == Place::Local("-".to_owned());
        let progress = !silent && !found.has("--no-progress") && !found.has("--only-show-errors");
        let result = carry(p, client, &job, found);
        let left = if progress { progress_line(&result, count - i) } else { String::new() };
        match result {
            Ok(_) => {
                if mode == Mode::Move {
                    let quiet = Found { order: vec![("--quiet".to_owned(), Vec::new())], ..Found::default() };
                    remove_source(p, client, &job.from, &quiet)?;
                }
                if !silent && !found.has("--only-show-errors") {
                    let padded =
                        if left.is_empty() { line } else { format!("{line:<width$}", width = left.len()) };
                    // On a terminal the line is written over; elsewhere it stays.
                    let end = if p.terminal { "\r" } else { "\n" };
                    let left = if left.is_empty() { left } else { format!("{left}{end}") };
                    p.print(format!("{left}{padded}\n"));
                }
            }
            Err(Trouble::Service(error, _)) => {
                if !left.is_empty() {
                    p.print(format!("{left}\n"));
                }
                tell(p, &line.replacen(':', " failed:", 1), &error);
                status = 1;
            }
            Err(Trouble::Fatal(error)) => {
                let record = error.record;
                let text = format!("fatal error: {}\n", error.message());
                p.refused(crate::output::Stream::Err, &text, record);
                return Ok(1);
            }
            Err(Trouble::Typed(error)) => return Err(error.into()),
            Err(Trouble::Here(text)) => {
                p.error(format!("{} {text}\n", line.replacen(':', " failed:", 1)));
                status = 1;
            }
        }
    }
    Ok(status)
}

fn remove_source(p: &mut Process<'_>, client: &Client, from: &Place, quiet: &Found) -> Step<i32> {
    match from {
        Place::S3(bucket, key) => rm::delete(p, client, bucket, std::slice::from_ref(key), quiet),
        Place::Local(path) => {
            let path = p.state.path(path);
            p.state.files.remove_file(&path).map_err(|e| CliError::General(format!("{path}: {e}")))?;
            Ok(0)
        }
    }
}

/// The line that shows how far the transfer is, as it stands when it is done.
fn progress_line(result: &Result<usize, Trouble>, remaining: usize) -> String {
    let bytes = match result {
        Ok(bytes) | Err(Trouble::Service(_, bytes)) => *bytes as u64,
        Err(_) => return String::new(),
    };
    let size = human(bytes);
    format!("Completed {size}/{size} ({size}/s) with {remaining} file(s) remaining")
}
