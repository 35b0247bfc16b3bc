//! Rules for source files.

use super::{Finding, Repository};
use crate::error::Result;

const LONGEST: usize = 400;

/// Files that may be longer, each with its reason.
const LONGER: &[(&str, &str)] = &[];

pub(super) fn check_length(repository: &Repository) -> Result<Vec<Finding>> {
    let texts = repository.texts(&[".rs", ".css", ".ts", ".js", ".mjs"])?;
    Ok(texts.iter().filter_map(|(path, text)| too_long(path, text.lines().count())).collect())
}

fn too_long(path: &str, lines: usize) -> Option<Finding> {
    let excused = LONGER.iter().any(|(longer, _reason)| *longer == path);
    match (lines > LONGEST, excused) {
        (true, false) => {
            Some(Finding::in_file(path, format!("{lines} lines, more than {LONGEST}: split it")))
        }
        (false, true) => Some(Finding::in_file(path, "is short enough again: take it off the list")),
        _ => None,
    }
}

/// What shipped code does not say, and what to do instead.
const WORDS: &[(&str, &str)] = &[
    (".unwrap()", "return the error, or state why there can be none"),
    ("todo!(", "finish it, or leave it out and say so in an issue"),
    ("unimplemented!(", "finish it, or leave it out and say so in an issue"),
    ("dbg!(", "take it out"),
];

pub(super) fn check_words(repository: &Repository) -> Result<Vec<Finding>> {
    let texts = repository.texts(&[".rs"])?;
    Ok(texts.iter().filter(|(path, _)| is_shipped(path)).flat_map(|(path, text)| words(path, text)).collect())
}

fn is_shipped(path: &str) -> bool {
    let in_product = path.starts_with("src/") || path.starts_with("crates/");
    let is_test =
        ["/tests/", "/benches/"].iter().any(|folder| path.contains(folder)) || path.ends_with("tests.rs");
    in_product && !is_test
}

fn words(path: &str, text: &str) -> Vec<Finding> {
    let shipped = shipped_part(text);
    let lines = shipped.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|(index, line)| {
            let found = WORDS.iter().filter(move |(word, _)| line.contains(word));
            found.map(move |(word, instead)| Finding::at_line(path, index, format!("`{word}`: {instead}")))
        })
        .collect()
}

/// All before the test module, which stands last in a file.
fn shipped_part(text: &str) -> &str {
    ["#[cfg(test)]\nmod ", "#[cfg(all(test"]
        .iter()
        .filter_map(|start| text.find(start))
        .min()
        .map_or(text, |end| &text[..end])
}

/// Folders of the machines on which the project is made, which no other machine has. Put together here,
/// so that this file does not name them itself.
const OUTSIDE: &[&str] = &[concat!("../", "shared"), concat!("/work", "/"), concat!("/tmp", "/setup")];

pub(super) fn check_places(repository: &Repository) -> Result<Vec<Finding>> {
    let texts =
        repository.texts(&[".rs", ".toml", ".ts", ".js", ".mjs", ".json", ".html", ".css", ".ci/run"])?;
    // The lockfiles and tables are too large to be written by hand, and too dull to name a folder.
    let texts = texts.iter().filter(|(path, _)| !path.starts_with("data/") && !path.ends_with("-lock.json"));
    Ok(texts.flat_map(|(path, text)| places(path, text)).collect())
}

fn places(path: &str, text: &str) -> Vec<Finding> {
    let lines = text.lines().enumerate();
    lines
        .filter_map(|(index, line)| {
            let place = OUTSIDE.iter().find(|place| line.contains(**place))?;
            Some(Finding::at_line(
                path,
                index,
                format!("names `{place}`: copy what is needed into the repository"),
            ))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found_unless_excused() {
        assert!(too_long("src/a.rs", LONGEST).is_none());
        assert!(too_long("src/a.rs", LONGEST + 1).is_some());
        for (path, reason) in LONGER {
            assert!(too_long(path, LONGEST + 1).is_none());
            assert!(too_long(path, LONGEST).is_some());
            assert!(!reason.is_empty());
        }
    }

    #[test]
    fn words_are_found_where_they_ship() {
        let text = "fn a() {\n    b().unwrap();\n    // c().unwrap()\n}\n\n#[cfg(test)]\nmod tests {\n    d().unwrap()\n}\n";
        let found = words("src/a.rs", text);
        assert_eq!(found.iter().map(|finding| finding.line).collect::<Vec<_>>(), [Some(2)]);
        assert_eq!(words("src/a.rs", "fn a() { todo!() }").len(), 1);
    }

    #[test]
    fn only_the_product_ships() {
        assert!(is_shipped("crates/policy/src/arn.rs"));
        assert!(is_shipped("src/main.rs"));
        assert!(!is_shipped("crates/policy/tests/cases.rs"));
        assert!(!is_shipped("crates/policy/src/arn/tests.rs"));
        assert!(!is_shipped("xtask/src/main.rs"));
    }

    #[test]
    fn places_elsewhere_are_found() {
        let text = format!("let a = 1;\nlet data = \"{}/data\";\n", OUTSIDE[0]);
        assert_eq!(places("src/a.rs", &text).first().and_then(|finding| finding.line), Some(2));
    }
}
