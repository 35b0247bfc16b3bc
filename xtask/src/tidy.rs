//! The repository's own rules, checked by `cargo xtask tidy` and by `cargo test` alike.
//!
//! A rule is a function from the repository to what breaks it, and a row in [`RULES`].

mod data;
mod docs;
mod layers;
mod pins;
mod source;
mod tracked;

use std::{fmt, process::Command};

use serde_json::Value;

use crate::{
    error::{Error, Result},
    process,
    project::Project,
};

/// A rule: its name for the reader, and its check.
type Rule = (&'static str, fn(&Repository) -> Result<Vec<Finding>>);

const RULES: &[Rule] = &[
    ("crates depend only on lower layers, and pure crates on nothing of the browser's", layers::check),
    ("files are short", source::check_length),
    ("shipped code holds no leftovers and no shortcuts to a panic", source::check_words),
    ("code names no place outside the repository", source::check_places),
    ("links between the docs lead somewhere", docs::check),
    ("no build output is tracked", tracked::check_output),
    ("the licences are there", tracked::check_licences),
    ("every data file is explained", data::check),
    ("pinned versions agree", pins::check),
];

/// Prints every rule that is broken, and where.
pub(crate) fn run(project: &Project) -> Result<()> {
    let findings = all_findings(project)?;
    for (rule, finding) in &findings {
        println!("{finding} (rule: {rule})");
    }
    if findings.is_empty() {
        println!("{} rules, none broken", RULES.len());
        Ok(())
    } else {
        Err(Error::Untidy(findings.len()))
    }
}

fn all_findings(project: &Project) -> Result<Vec<(&'static str, Finding)>> {
    let repository = Repository::open(project)?;
    let mut all = Vec::new();
    for (name, check) in RULES {
        all.extend(check(&repository)?.into_iter().map(|finding| (*name, finding)));
    }
    Ok(all)
}

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: String,
    /// Counted from 1, if it is one line's fault.
    line: Option<usize>,
    what: String,
}

impl Finding {
    fn in_file(path: &str, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, what: what.into() }
    }

    /// `index` counts from 0.
    fn at_line(path: &str, index: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: Some(index + 1), what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// The repository as git sees it.
struct Repository<'p> {
    project: &'p Project,
    /// Tracked files and new ones that are not ignored, by path from the root with `/`.
    files: Vec<String>,
}

impl<'p> Repository<'p> {
    fn open(project: &'p Project) -> Result<Self> {
        let files = git_files(project, &["--cached", "--others", "--exclude-standard"])?;
        // What is deleted but not yet committed is still in git's list.
        let files = files.into_iter().filter(|file| project.path(file).is_file()).collect();
        Ok(Self { project, files })
    }

    /// The files whose name ends in one of these, with their text.
    fn texts(&self, endings: &[&str]) -> Result<Vec<(&str, String)>> {
        let wanted = |file: &&String| endings.iter().any(|ending| file.ends_with(ending));
        self.files.iter().filter(wanted).map(|file| Ok((file.as_str(), self.project.read(file)?))).collect()
    }

    fn has(&self, path: &str) -> bool {
        self.files.iter().any(|file| file == path)
    }
}

fn git_files(project: &Project, options: &[&str]) -> Result<Vec<String>> {
    let listed = process::output(project.command("git").args(["ls-files", "-z"]).args(options))?;
    Ok(listed.split_terminator('\0').map(str::to_owned).collect())
}

/// What `cargo metadata` says of the workspace's own packages.
pub(crate) fn metadata(project: &Project) -> Result<Value> {
    let mut command: Command = project.command("cargo");
    let text =
        process::output(command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]))?;
    serde_json::from_str(&text).map_err(|e| Error::Content {
        path: project.path("Cargo.toml"),
        expected: format!("cargo metadata ({e})"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_tidy() {
        let findings = all_findings(&Project::locate()).unwrap();
        let readable: Vec<String> =
            findings.iter().map(|(rule, finding)| format!("{finding} (rule: {rule})")).collect();
        assert!(readable.is_empty(), "{}", readable.join("\n"));
    }
}
