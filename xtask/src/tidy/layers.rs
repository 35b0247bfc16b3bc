//! `policy ← cloud ← shell ← labs ← {app, headless}`, one way, and the browser only at the end.

use serde_json::Value;

use super::{Finding, Repository, metadata};
use crate::error::Result;

/// A package of the workspace and those of the others that it may depend on.
const LAYERS: &[(&str, &[&str])] = &[
    ("policy", &[]),
    ("cloud", &["policy"]),
    ("shell", &["policy", "cloud"]),
    ("labs", &["policy", "cloud", "shell"]),
    ("headless", &["policy", "cloud", "shell", "labs"]),
    ("iam-playground", &["policy", "cloud", "shell", "labs"]),
    ("xtask", &[]),
    ("split-wasm", &[]),
    ("wasm-bench", &["policy"]),
];

/// The crates that do no I/O, read no clock and draw no randomness.
const PURE: &[&str] = &["policy", "cloud", "shell", "labs"];

/// What knows the browser or the machine.
const IMPURE: &[&str] = &[
    "console_error_panic_hook",
    "getrandom",
    "gloo",
    "js-sys",
    "rand",
    "tokio",
    "uuid",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
    "web-time",
    "yew",
];

pub(super) fn check(repository: &Repository) -> Result<Vec<Finding>> {
    let metadata = metadata(repository.project)?;
    Ok(metadata["packages"].as_array().into_iter().flatten().flat_map(check_package).collect())
}

fn check_package(package: &Value) -> Vec<Finding> {
    let name = package["name"].as_str().unwrap_or_default();
    let manifest = format!("Cargo.toml of `{name}`");
    let Some((_, below)) = LAYERS.iter().find(|(layer, _)| *layer == name) else {
        return vec![Finding::in_file(&manifest, "say in xtask/src/tidy/layers.rs what it may depend on")];
    };
    let dependencies = package["dependencies"].as_array().into_iter().flatten();
    dependencies
        .filter_map(|dependency| {
            let other = dependency["name"].as_str()?;
            let is_ours = LAYERS.iter().any(|(layer, _)| *layer == other);
            // Tests may use what they like; what is shipped may not.
            let is_shipped = dependency["kind"].is_null();
            if is_ours && other != name && !below.contains(&other) {
                Some(Finding::in_file(&manifest, format!("depends on `{other}`, which is not below it")))
            } else if is_shipped && PURE.contains(&name) && is_impure(other) {
                Some(Finding::in_file(&manifest, format!("is a pure crate and depends on `{other}`")))
            } else {
                None
            }
        })
        .collect()
}

fn is_impure(dependency: &str) -> bool {
    IMPURE.contains(&dependency) || dependency.starts_with("gloo-")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn findings(package: &str, dependency: &str, kind: Option<&str>) -> usize {
        check_package(&json!({"name": package, "dependencies": [{"name": dependency, "kind": kind}]})).len()
    }

    #[test]
    fn edges_point_down() {
        assert_eq!(findings("cloud", "policy", None), 0);
        assert_eq!(findings("policy", "cloud", None), 1);
        assert_eq!(findings("policy", "cloud", Some("dev")), 1);
        assert_eq!(findings("cloud", "iam-playground", None), 1);
    }

    #[test]
    fn only_the_app_knows_the_browser() {
        assert_eq!(findings("iam-playground", "web-sys", None), 0);
        assert_eq!(findings("shell", "web-sys", None), 1);
        assert_eq!(findings("shell", "gloo-storage", None), 1);
        assert_eq!(findings("shell", "serde", None), 0);
        assert_eq!(findings("shell", "wasm-bindgen", Some("dev")), 0);
    }

    #[test]
    fn a_new_crate_has_to_be_placed() {
        assert_eq!(findings("newcomer", "serde", None), 1);
    }
}
