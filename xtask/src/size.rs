//! What the first load weighs: every file that index.html names, compressed as static hosts do.

use std::fs;

use crate::{
    error::{Error, Result},
    project::Project,
};

/// What the first load may weigh at most, in bytes after brotli. It may only ever be lowered.
pub(crate) const CEILING: usize = 300 * 1024;

/// The table of actions that policies are linted with. The page loads it after first paint.
const ACTION_TABLE: &str = "data/actions.txt";

/// A file that the page loads.
#[derive(Debug)]
pub(crate) struct Weight {
    /// Its name in `dist/`, without the digest that changes with its content.
    pub(crate) name: String,
    /// Bytes as they are on the disk.
    pub(crate) plain: usize,
    /// Bytes after brotli at its highest quality.
    pub(crate) brotli: usize,
}

/// Weighs what is in `dist/`.
pub(crate) fn first_load(project: &Project) -> Result<Vec<Weight>> {
    let index = project.read("dist/index.html")?;
    let mut weights = vec![weigh("index.html", index.as_bytes())];
    for name in local_files(&index) {
        let path = project.path("dist").join(name);
        let content = fs::read(&path).map_err(|source| Error::File { path, source })?;
        weights.push(weigh(name, &content));
    }
    Ok(weights)
}

/// Weighs what the page loads by itself once it stands.
pub(crate) fn behind(project: &Project) -> Result<Option<Weight>> {
    let index = project.read("dist/index.html")?;
    let Some(name) = later_file(&index) else { return Ok(None) };
    let path = project.path("dist").join(name);
    let content = fs::read(&path).map_err(|source| Error::File { path, source })?;
    Ok(Some(weigh(name, &content)))
}

/// Weighs the table of actions, which is no part of the first load.
pub(crate) fn action_table(project: &Project) -> Result<Weight> {
    Ok(weigh(ACTION_TABLE, project.read(ACTION_TABLE)?.as_bytes()))
}

/// Prints the weights and fails above the ceiling.
pub(crate) fn check(project: &Project) -> Result<()> {
    let weights = first_load(project)?;
    for Weight { name, plain, brotli } in &weights {
        println!("{brotli:>9} bytes ({plain:>9} before brotli)  {name}");
    }
    let total = weights.iter().map(|weight| weight.brotli).sum();
    println!("{total:>9} bytes in all; {CEILING} are allowed");
    if let Some(Weight { name, plain, brotli }) = behind(project)? {
        println!("{brotli:>9} bytes ({plain:>9} before brotli)  {name}, behind the first rendering");
    }
    if total > CEILING { Err(Error::TooLarge { total, ceiling: CEILING }) } else { Ok(()) }
}

/// The files of its own folder that a page names in `src` and `href`, each once.
fn local_files(index: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        index.split("=\"./").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The file with the later part of the code, if the code is in two parts: see `split.rs`.
fn later_file(index: &str) -> Option<&str> {
    Some(index.split_once("name=\"later\" content=\"")?.1.split_once('"')?.0)
}

fn weigh(name: &str, content: &[u8]) -> Weight {
    Weight { name: without_digest(name), plain: content.len(), brotli: brotli_size(content) }
}

fn brotli_size(mut content: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    // Neither a slice nor a vector has a way to fail.
    match brotli::BrotliCompress(&mut content, &mut compressed, &parameters) {
        Ok(size) => size,
        Err(_) => content.len(),
    }
}

/// `app-0123456789abcdef_bg.wasm` → `app_bg.wasm`
fn without_digest(name: &str) -> String {
    let Some((stem, rest)) = name.rsplit_once('-') else {
        return name.to_owned();
    };
    match rest.split_at_checked(16) {
        Some((digest, end)) if digest.bytes().all(|b| b.is_ascii_hexdigit()) => {
            format!("{stem}{end}")
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_a_page_loads_count_once_and_others_do_not() {
        let page = r#"<script src="./b.js"></script><link href="./a.css"><link href="./b.js"><a href="https://x/y.js">"#;
        assert_eq!(local_files(page), ["a.css", "b.js"]);
        assert_eq!(later_file(page), None);
        assert_eq!(later_file(r#"<meta name="later" content="x.wasm" data-integrity="" />"#), Some("x.wasm"));
    }

    #[test]
    fn names_lose_only_a_digest() {
        assert_eq!(without_digest("iam-playground-6a4cd236509ba1fa_bg.wasm"), "iam-playground_bg.wasm");
        assert_eq!(without_digest("boot-aa40859c2f03f42b.js"), "boot.js");
        assert_eq!(without_digest("index.html"), "index.html");
        assert_eq!(without_digest("some-page.html"), "some-page.html");
    }

    #[test]
    fn the_table_of_actions_weighs_no_more_than_its_note_says() {
        let table = action_table(&Project::locate()).unwrap();
        assert!(table.brotli <= 20 * 1024, "{table:?}: data/README.md says 20 KB");
    }

    #[test]
    fn compression_is_real() {
        assert!(brotli_size(&[b'a'; 10_000]) < 50);
    }
}
