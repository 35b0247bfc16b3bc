//! A toolchain that compiles for wasm32-unknown-unknown.
//!
//! `rustup target add` does it where rustup's servers can be reached. Where they cannot, Debian's
//! `rustc-web` stands in: it comes with the standard library's sources, from which the wasm32 library is
//! built into Debian's sysroot. See docs/development.md.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::apt;
use crate::{
    error::{Error, Result},
    process::{self, say},
    project::Project,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Which toolchain compiles for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that runs xtask.
    Active,
    /// Debian's, linked into rustup as `debian`.
    Debian,
}

impl Toolchain {
    /// What RUSTUP_TOOLCHAIN has to say, if it has to say anything.
    pub(crate) fn rustup_name(self) -> Option<&'static str> {
        match self {
            Self::Active => None,
            Self::Debian => Some("debian"),
        }
    }

    fn command(self, project: &Project, program: &str) -> Command {
        let mut command = project.command(program);
        if let Some(name) = self.rustup_name() {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        // A toolchain that is not there is a reason to look further, not to download it.
        command.env("RUSTUP_AUTO_INSTALL", "0");
        command
    }

    /// Whether it really compiles and links for wasm32, test harness and all. Takes half a second, and
    /// notices a standard library that an upgrade of the compiler has left behind.
    fn works(self, project: &Project) -> bool {
        let folder = project.tools("probe");
        if fs::create_dir_all(&folder).is_err() {
            return false;
        }
        let child = self
            .command(project, "rustc")
            .args(["--target", TARGET, "--test", "--edition", "2024", "--crate-name", "probe", "--out-dir"])
            .arg(&folder)
            .arg("-")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else { return false };
        // The pipe is closed at the end of the statement, and a compiler that left early is seen below.
        let written = child.stdin.take().map(|mut pipe| pipe.write_all(b"#[test] fn compiles() {}"));
        matches!(written, Some(Ok(()))) & child.wait().is_ok_and(|status| status.success())
    }
}

/// Finds a toolchain that compiles for wasm32, or makes one.
pub(crate) fn ensure(project: &Project) -> Result<Toolchain> {
    for toolchain in [Toolchain::Active, Toolchain::Debian] {
        if toolchain.works(project) {
            return Ok(toolchain);
        }
    }
    say(&format!("adding {TARGET} by rustup (once, a few seconds)"));
    let mut add = project.command("rustup");
    // Unseen: why it failed would read like the end, and there is another way.
    let added = process::output(add.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1"));
    if added.is_ok() && Toolchain::Active.works(project) {
        return Ok(Toolchain::Active);
    }
    say("rustup could not add it; Debian's compiler will do instead");
    set_up_debian(project)?;
    if Toolchain::Debian.works(project) {
        return Ok(Toolchain::Debian);
    }
    Err(missing(
        "the toolchain `debian` was set up and still does not compile for it; see docs/development.md",
    ))
}

fn set_up_debian(project: &Project) -> Result<()> {
    let elsewhere = format!("run `rustup target add {TARGET}`");
    apt::install(
        "a compiler for wasm32",
        &["--no-install-recommends", "rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"],
        &elsewhere,
    )?;
    if let Some(linker) = debian_linker() {
        apt::install("its linker", &["--no-install-recommends", &linker], &elsewhere)?;
    }
    process::run(project.command("rustup").args(["toolchain", "link", "debian", "/usr"]))?;
    build_standard_library(project)
}

/// The package of the linker that Debian's compiler calls by the name of rust-lld: lld-22 or its like.
fn debian_linker() -> Option<String> {
    let target = fs::read_link("/usr/bin/rust-lld").ok()?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

/// Builds the standard library for wasm32 from Debian's sources into Debian's sysroot.
fn build_standard_library(project: &Project) -> Result<()> {
    say("building the standard library for wasm32 (once, about a minute)");
    let folder = project.tools("wasm-std");
    write(&folder.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n")?;
    write(&folder.join("src/lib.rs"), "")?;
    process::run(
        Toolchain::Debian
            .command(project, "cargo")
            .current_dir(&folder)
            .args(["build", "--release", "--target", TARGET, "-Zbuild-std=std,panic_abort,proc_macro,test"])
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTC_BOOTSTRAP", "1")
            // Without the bitcode fat LTO fails; without the other users would need nightly's flags.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes -Zforce-unstable-if-unmarked")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"),
    )?;
    let sysroot = process::output(Toolchain::Debian.command(project, "rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib");
    replace_libraries(&folder.join("target").join(TARGET).join("release/deps"), &library)?;
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Puts the `.rlib` files of one folder in place of those in another, but for the empty crate's own.
fn replace_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(|source| Error::File { path: to.to_owned(), source })?;
    for old in libraries(to)? {
        fs::remove_file(&old).map_err(|source| Error::File { path: old, source })?;
    }
    for new in libraries(from)? {
        let name = new.file_name().unwrap_or_default().to_owned();
        if !name.to_string_lossy().starts_with("libempty") {
            fs::copy(&new, to.join(name)).map_err(|source| Error::File { path: new, source })?;
        }
    }
    Ok(())
}

fn libraries(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |source| Error::File { path: folder.to_owned(), source };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let paths = entries.map(|entry| Ok(entry.map_err(unreadable)?.path())).collect::<Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "rlib")).collect())
}

fn write(path: &Path, text: &str) -> Result<()> {
    let unwritable = |source| Error::File { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    fs::write(path, text).map_err(unwritable)
}

fn missing(advice: &str) -> Error {
    Error::Missing { what: format!("the target {TARGET}"), advice: advice.to_owned() }
}
