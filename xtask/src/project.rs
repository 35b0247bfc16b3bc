//! Where things are in the project, and what its files pin.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::error::{Error, Result};

/// The project's folder.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// The project this xtask was compiled in.
    pub(crate) fn locate() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self { root: manifest.parent().unwrap_or(manifest).to_owned() }
    }

    /// A path inside the project.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path inside the folder that git ignores and set-up fills.
    pub(crate) fn tools(&self, inside: &str) -> PathBuf {
        self.root.join(".tools").join(inside)
    }

    /// A program, to be run in the project's folder.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The text of a file of the project.
    pub(crate) fn read(&self, inside: &str) -> Result<String> {
        let path = self.path(inside);
        fs::read_to_string(&path).map_err(|source| Error::File { path, source })
    }

    /// The version of a package in Cargo.lock.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        locked_version(&self.read("Cargo.lock")?, package).ok_or_else(|| Error::Content {
            path: self.path("Cargo.lock"),
            expected: format!("package `{package}`"),
        })
    }
}

/// The version of a package in the text of a Cargo.lock.
pub(crate) fn locked_version(lock: &str, package: &str) -> Option<String> {
    let after = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?.1;
    Some(after.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_version_of_exactly_the_package_asked_for() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked_version(lock, "a").as_deref(), Some("2.0.0"));
        assert_eq!(locked_version(lock, "a-b").as_deref(), Some("1.0.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
