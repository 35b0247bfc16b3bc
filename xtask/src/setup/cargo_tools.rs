//! Trunk and wasm-bindgen's tools, by `cargo install` into `.tools/bin`.

use std::fs;

use crate::{
    error::Result,
    process::{self, say},
    project::Project,
};

/// The newest Trunk that the stable compiler of today builds; Trunk.toml demands the same.
pub(crate) const TRUNK_VERSION: &str = "0.21.14";

/// wasm-bindgen's tools must be of the very version that Cargo.lock has of the library.
///
/// Not `--locked`: the tool's own lockfile names a release that not every registry mirror has.
pub(crate) fn ensure_wasm_bindgen(project: &Project) -> Result<()> {
    let version = project.locked_version("wasm-bindgen")?;
    let tool = Tool { program: "wasm-bindgen", package: "wasm-bindgen-cli", version: &version };
    // At level 0 it would take long over every debug build of the page.
    tool.ensure(project, "about 3 minutes", "1", &[])
}

/// Trunk builds and serves the page.
pub(crate) fn ensure_trunk(project: &Project) -> Result<()> {
    let tool = Tool { program: "trunk", package: "trunk", version: TRUNK_VERSION };
    tool.ensure(project, "about 4 minutes", "0", &["--locked"])
}

struct Tool<'a> {
    program: &'a str,
    package: &'a str,
    version: &'a str,
}

impl Tool<'_> {
    fn ensure(&self, project: &Project, takes: &str, opt_level: &str, options: &[&str]) -> Result<()> {
        if self.is_installed(project) {
            return Ok(());
        }
        let Self { package, version, .. } = self;
        say(&format!("building {package} {version} into .tools (once, {takes} on two cores)"));
        // A folder of its own, kept until it succeeds, lets an interrupted installation go on where it was.
        let build = project.tools("build");
        process::run(
            project
                .command("cargo")
                .args(["install", package, "--version", version, "--force", "--root"])
                .arg(project.tools(""))
                .args(options)
                .env("CARGO_TARGET_DIR", &build)
                // Cheap to build matters more here than fast: Trunk's own profile takes 16 CPU minutes.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level)
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
        )?;
        // Half a gigabyte; that it cannot be removed does no harm.
        let _ = fs::remove_dir_all(build);
        Ok(())
    }

    fn is_installed(&self, project: &Project) -> bool {
        let program = project.tools("bin").join(self.program);
        process::output(project.command(program).arg("--version"))
            .is_ok_and(|said| said == format!("{} {}", self.program, self.version))
    }
}
