//! Splitting a release build's code in two, so that the first load is only what the first rendering runs.
//!
//! The built page is opened in headless Chromium with notes taken of every function that runs; those make
//! the first part, all others the later one (xtask/split does the work on the wasm). Without a Chromium the
//! page stays in one part: it works the same, and loads more at first.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use sha2::{Digest, Sha384};

use crate::{
    error::{Error, Result},
    node::node,
    process::{self, say},
    project::Project,
    setup::Setup,
    tidy,
};

/// Where the parts are made, inside the project.
const WORKSHOP: &str = "target/split";

/// The setting by which the linker leaves its account of the data in the wasm: which function uses which.
/// Of no use to anything else, it goes with the split.
const LINKER_ACCOUNT: (&str, &str) =
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Clink-arg=--emit-relocs");

/// Prepares a build that is to be split. Whether it can be.
pub(crate) fn prepare(setup: &Setup<'_>, build: &mut Command) -> bool {
    let can_be = setup.found_browser().is_some();
    if can_be {
        build.env(LINKER_ACCOUNT.0, LINKER_ACCOUNT.1);
    } else {
        say("there is no Chromium to see what the page runs at first; its code stays in one part");
    }
    can_be
}

/// Splits the page in `dist/`.
pub(crate) fn split(setup: &Setup<'_>) -> Result<()> {
    say("splitting the code into what runs at first and the rest (about 2 minutes)");
    let page = Page::open(setup.project)?;
    let workshop = setup.project.path(WORKSHOP);
    let file = |name: &str| workshop.join(name);
    copy_folder(&setup.project.path("dist"), &file("page"))?;

    let wasm = before_optimisation(setup.project)?;
    let notes =
        process::output(tool(setup)?.arg("instrument").args([&wasm, &file("page").join(&page.wasm)]))?;
    // The copy is another file than the one that the page vouches for.
    write(&file("page/index.html"), page.without_integrity().as_bytes())?;
    write(&file("ran.txt"), run_first(setup, &file("page"), &notes)?.as_bytes())?;
    let parts = [wasm, file("ran.txt"), file("first.wasm"), file("later.wasm")];
    process::run(tool(setup)?.arg("split").args(parts))?;
    for part in ["first.wasm", "later.wasm"] {
        let mut optimise = setup.wasm_command("wasm-opt")?;
        process::run(optimise.args(["-Oz", "-o"]).args([file(part), file(part)]).stdin(Stdio::null()))?;
    }
    page.replace(setup.project, &read(&file("first.wasm"))?, &read(&file("later.wasm"))?)
}

/// The wasm as wasm-bindgen wrote it. The optimiser would fold addresses and numbers into each other, so that
/// it could not be told any more which function uses which data.
fn before_optimisation(project: &Project) -> Result<PathBuf> {
    let metadata = tidy::metadata(project)?;
    let target = metadata["target_directory"].as_str().unwrap_or_default();
    Ok(Path::new(target).join("wasm-bindgen/release/iam-playground_bg.wasm"))
}

/// Opens the instrumented page and tells which functions ran.
fn run_first(setup: &Setup<'_>, page: &Path, notes: &str) -> Result<String> {
    process::output(node(setup, "profile.mjs")?.arg(page).args(notes.split(' ')))
}

/// The tool that works on the wasm, optimised: it goes through megabytes.
fn tool(setup: &Setup<'_>) -> Result<Command> {
    let mut command = setup.project.command("cargo");
    command.args(["run", "--quiet", "--package", "split-wasm", "--profile", "native", "--"]);
    Ok(command)
}

/// The built page, as far as it names its code.
struct Page {
    index: String,
    /// The wasm file's name.
    wasm: String,
    /// The digest that the page vouches for it with, as an attribute's value.
    integrity: String,
}

impl Page {
    fn open(project: &Project) -> Result<Self> {
        let index = project.read("dist/index.html")?;
        let found = (|| {
            let link = index.split("<link ").find(|link| link.contains("_bg.wasm\""))?;
            let value = |name: &str| Some(link.split_once(name)?.1.split_once('"')?.0.to_owned());
            Some((value("href=\"./")?, value("integrity=\"")?))
        })();
        let (wasm, integrity) = found.ok_or_else(|| Error::Content {
            path: project.path("dist/index.html"),
            expected: "a preload link to the wasm file, with its digest".to_owned(),
        })?;
        Ok(Self { index, wasm, integrity })
    }

    fn without_integrity(&self) -> String {
        self.index.replace(&format!(" integrity=\"{}\"", self.integrity), "")
    }

    /// Puts the two parts in the place of the one.
    fn replace(&self, project: &Project, first: &[u8], later: &[u8]) -> Result<()> {
        let dist = project.path("dist");
        let (first_name, later_name) = (name("first", first), name("later", later));
        write(&dist.join(&first_name), first)?;
        write(&dist.join(&later_name), later)?;
        let old = dist.join(&self.wasm);
        fs::remove_file(&old).map_err(|source| Error::File { path: old, source })?;
        let meta = format!(
            "<meta name=\"later\" content=\"{later_name}\" data-integrity=\"{}\" />\n</head>",
            integrity(later)
        );
        let index = self
            .index
            .replace(&self.wasm, &first_name)
            .replace(&self.integrity, &integrity(first))
            .replacen("</head>", &meta, 1);
        write(&dist.join("index.html"), index.as_bytes())
    }
}

/// A file name that changes with the content.
fn name(part: &str, content: &[u8]) -> String {
    let digest: String = Sha384::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("iam-playground-{part}-{digest}.wasm")
}

/// The digest by which browsers check a file.
fn integrity(content: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// Copies a folder afresh. Its depth is that of `dist/`, a handful.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|source| Error::File { path: to.to_owned(), source })?;
    }
    fs::create_dir_all(to).map_err(|source| Error::File { path: to.to_owned(), source })?;
    for entry in fs::read_dir(from).map_err(|source| Error::File { path: from.to_owned(), source })?.flatten()
    {
        let (source, target): (PathBuf, PathBuf) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(|e| Error::File { path: source, source: e })?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    fs::write(path, content).map_err(|source| Error::File { path: path.to_owned(), source })
}
