//! What git tracks, and what it must not.

use super::{Finding, Repository, git_files};
use crate::error::Result;

/// Folders that building and testing fill.
const OUTPUT: &[&str] = &["target", "dist", ".tools", "node_modules", "artifacts"];

pub(super) fn check_output(repository: &Repository) -> Result<Vec<Finding>> {
    let tracked = git_files(repository.project, &["--cached"])?;
    let output = tracked.iter().filter(|file| is_output(file));
    Ok(output.map(|file| Finding::in_file(file, "is made by a build: let git ignore it")).collect())
}

fn is_output(file: &str) -> bool {
    file.ends_with(".wasm") || file.split('/').any(|part| OUTPUT.contains(&part))
}

pub(super) fn check_licences(repository: &Repository) -> Result<Vec<Finding>> {
    let missing = ["LICENSE-MIT", "LICENSE-APACHE"].into_iter().filter(|file| !repository.has(file));
    Ok(missing.map(|file| Finding::in_file(file, "is missing")).collect())
}

#[cfg(test)]
mod tests {
    use super::is_output;

    #[test]
    fn output_is_known_by_its_folder_or_kind() {
        assert!(is_output("dist/index.html"));
        assert!(is_output("e2e/artifacts/start.png"));
        assert!(is_output("static/app.wasm"));
        assert!(!is_output("src/distance.rs"));
    }
}
