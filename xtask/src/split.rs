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
    process::{self, say},
    project::Project,
    setup::Setup,
    test::free_ports,
};

/// Where the parts are made, inside the project.
const WORKSHOP: &str = "target/split";

/// Splits the page in `dist/`.
pub(crate) fn split(setup: &Setup<'_>) -> Result<()> {
    let Some(browser) = setup.found_browser() else {
        say("there is no Chromium to see what the page runs at first; its code stays in one part");
        return Ok(());
    };
    say("splitting the code into what runs at first and the rest (about 2 minutes)");
    let page = Page::open(setup.project)?;
    let workshop = setup.project.path(WORKSHOP);
    let file = |name: &str| workshop.join(name);
    copy_folder(&setup.project.path("dist"), &file("page"))?;

    let wasm = setup.project.path("dist").join(&page.wasm);
    let notes =
        process::output(tool(setup)?.arg("instrument").args([&wasm, &file("page").join(&page.wasm)]))?;
    // The copy is another file than the one that the page vouches for.
    write(&file("page/index.html"), page.without_integrity().as_bytes())?;
    let [port, other] = free_ports()?;
    let ran = process::output(
        setup
            .project
            .command("node")
            .args([setup.project.path("e2e/profile.mjs"), file("page")])
            .args(notes.split(' '))
            .env("CHROME_BIN", &browser.chrome)
            .env("E2E_PORT", port.to_string())
            .env("E2E_OTHER_PORT", other.to_string()),
    )?;
    write(&file("ran.txt"), ran.as_bytes())?;
    let parts = [wasm, file("ran.txt"), file("first.wasm"), file("later.wasm")];
    process::run(tool(setup)?.arg("split").args(parts).args(data_files(setup.project)?))?;
    for part in ["first.wasm", "later.wasm"] {
        let mut optimise = setup.wasm_command("wasm-opt")?;
        process::run(optimise.args(["-Oz", "-o"]).args([file(part), file(part)]).stdin(Stdio::null()))?;
    }
    page.replace(setup.project, &read(&file("first.wasm"))?, &read(&file("later.wasm"))?)
}

/// The files that crates embed.
fn data_files(project: &Project) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = ["data", "scenarios", "labs"].map(|name| project.path(name)).to_vec();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).map_err(|source| Error::File { path: folder, source })?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "json" || kind == "txt") {
                files.push(path);
            }
        }
    }
    Ok(files)
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
