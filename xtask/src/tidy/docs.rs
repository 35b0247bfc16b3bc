//! Links from one file of the repository to another.

use std::path::{Component, Path, PathBuf};

use super::{Finding, Repository};
use crate::error::Result;

pub(super) fn check(repository: &Repository) -> Result<Vec<Finding>> {
    let exists = |path: &Path| repository.project.path(&path.to_string_lossy()).exists();
    let texts = repository.texts(&[".md"])?;
    Ok(texts.iter().flat_map(|(path, text)| dead_links(path, text, &exists)).collect())
}

fn dead_links(path: &str, text: &str, exists: &dyn Fn(&Path) -> bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code {
            let dead = links(line).filter(|target| !leads_somewhere(path, target, exists));
            found.extend(
                dead.map(|target| Finding::at_line(path, index, format!("`{target}` leads nowhere"))),
            );
        }
    }
    found
}

/// The targets of a line's links that lead to a file, without the place in that file.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split([' ', '#']).next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

fn leads_somewhere(from: &str, target: &str, exists: &dyn Fn(&Path) -> bool) -> bool {
    let folder = Path::new(from).parent().unwrap_or(Path::new(""));
    inside(&folder.join(target)).is_some_and(|path| exists(&path))
}

/// A path without its `..`, unless it leaves the repository.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut clean = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => clean.push(name),
            Component::CurDir => {}
            Component::ParentDir if clean.pop() => {}
            _ => return None,
        }
    }
    Some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dead(text: &str) -> usize {
        dead_links("docs/a.md", text, &|path| {
            path == Path::new("README.md") || path == Path::new("docs/b.md")
        })
        .len()
    }

    #[test]
    fn links_lead_to_files_of_the_repository() {
        assert_eq!(dead("[b](b.md), [b](b.md#part) and ![readme](../README.md \"title\")"), 0);
        assert_eq!(dead("[c](c.md) and [b](../b.md)"), 2);
        assert_eq!(dead("[out](../../README.md)"), 1);
        assert_eq!(dead("[absolute](/README.md)"), 1);
    }

    #[test]
    fn other_links_and_code_are_not_ours_to_check() {
        assert_eq!(dead("[web](https://example.com/x) [mail](mailto:a@b) [here](#part)"), 0);
        assert_eq!(dead("```\n[c](c.md)\n```\n[c](c.md)"), 1);
    }
}
