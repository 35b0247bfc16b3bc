//! data/README.md says of every file where it comes from and under which licence.

use super::{Finding, Repository};
use crate::error::Result;

const README: &str = "data/README.md";

pub(super) fn check(repository: &Repository) -> Result<Vec<Finding>> {
    let readme = if repository.has(README) { repository.project.read(README)? } else { String::new() };
    let files = repository.files.iter().filter(|file| file.starts_with("data/") && *file != README);
    Ok(files
        .filter(|file| !is_explained(file, &readme))
        .map(|file| Finding::in_file(file, format!("has no line in {README}")))
        .collect())
}

/// A file is explained by its name in backticks, or by that of a folder it is in, such as `golden/`.
fn is_explained(file: &str, readme: &str) -> bool {
    let name = file.strip_prefix("data/").unwrap_or(file);
    let folders = name.match_indices('/').map(|(end, _)| &name[..=end]);
    folders.chain([name]).any(|name| readme.contains(&format!("`{name}`")))
}

#[cfg(test)]
mod tests {
    use super::is_explained;

    #[test]
    fn a_line_names_the_file_or_its_folder() {
        let readme = "| `actions.json` | … |\n| `golden/` | … |";
        assert!(is_explained("data/actions.json", readme));
        assert!(is_explained("data/golden/sts/a.txt", readme));
        assert!(!is_explained("data/more-actions.json", readme));
        assert!(!is_explained("data/other/actions.json", readme));
    }
}
