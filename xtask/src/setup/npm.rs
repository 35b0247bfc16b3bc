//! What comes from npm: wasm-opt and esbuild for the build, Playwright and axe for the browser tests.

use std::{fs, path::Path, process::Command};

use crate::{
    error::{Error, Result},
    process::{self, npm, say},
    project::Project,
};

/// The oldest Node.js that all of it runs on.
const NODE_MAJOR: u32 = 20;

/// Node.js and npm are prerequisites, not installed by us.
pub(crate) fn check_node() -> Result<()> {
    let version = process::output(Command::new("node").arg("--version")).unwrap_or_default();
    let npm_works = process::output(npm(Path::new(".")).arg("--version")).is_ok();
    if npm_works && major(&version).is_some_and(|major| major >= NODE_MAJOR) {
        return Ok(());
    }
    Err(Error::Missing {
        what: format!("Node.js {NODE_MAJOR} or newer with npm"),
        advice: "install it from your system's packages or from nodejs.org".to_owned(),
    })
}

/// wasm-opt and esbuild, in `.tools/npm`.
pub(crate) fn ensure_build_tools(project: &Project) -> Result<()> {
    let folder = project.tools("npm");
    fs::create_dir_all(&folder).map_err(|source| Error::File { path: folder.clone(), source })?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        let (from, to) = (project.path("xtask/tools").join(file), folder.join(file));
        fs::copy(&from, &to).map_err(|source| Error::File { path: from, source })?;
    }
    ensure_installed("wasm-opt and esbuild", &folder)
}

/// Playwright and axe, in `e2e/node_modules`. Playwright's own browsers are not downloaded.
pub(crate) fn ensure_browser_tests(project: &Project) -> Result<()> {
    ensure_installed("Playwright and axe", &project.path("e2e"))
}

/// Installs a folder's lockfile, unless it is what is installed already.
fn ensure_installed(what: &str, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let locked = fs::read(&lock).map_err(|source| Error::File { path: lock, source })?;
    // Inside node_modules, so that whoever deletes that folder deletes the stamp as well.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    say(&format!("installing {what} by npm (once, a few seconds)"));
    process::run(npm(folder).args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, locked).map_err(|source| Error::File { path: stamp, source })
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_major_version_that_node_prints() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major(""), None);
        assert_eq!(major("node"), None);
    }
}
