//! A version that several files name is the same in all of them.

use serde_json::Value;

use super::{Finding, Repository};
use crate::{error::Result, setup::TRUNK_VERSION};

pub(super) fn check(repository: &Repository) -> Result<Vec<Finding>> {
    let project = repository.project;
    let trunk = project.read("Trunk.toml")?;
    let tools: Value = serde_json::from_str(&project.read("xtask/tools/package.json")?).unwrap_or_default();
    let binaryen = tools["devDependencies"]["binaryen"].as_str().unwrap_or_default();
    let wasm_opt = binaryen.split('.').next().unwrap_or_default();
    let mut found = missing_pins(
        &trunk,
        &[
            format!("trunk-version = \"={TRUNK_VERSION}\""),
            format!("wasm_bindgen = \"{}\"", project.locked_version("wasm-bindgen")?),
            format!("wasm_opt = \"version_{wasm_opt}\""),
        ],
    );
    for (path, lock) in repository.texts(&["package-lock.json"])? {
        found.extend(named_registry(path, &lock));
    }
    Ok(found)
}

fn missing_pins(trunk: &str, pins: &[String]) -> Vec<Finding> {
    let has = |pin: &String| trunk.lines().any(|line| line == pin.as_str());
    let missing = pins.iter().filter(|pin| !has(pin));
    missing.map(|pin| Finding::in_file("Trunk.toml", format!("expected the line `{pin}`"))).collect()
}

/// A lockfile that names one registry's addresses makes everyone else's npm go there.
fn named_registry(path: &str, lock: &str) -> Option<Finding> {
    lock.contains("\"resolved\": \"http")
        .then(|| Finding::in_file(path, "names a registry: see .npmrc beside it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_must_be_there_to_the_letter() {
        let trunk = "[tools]\nwasm_bindgen = \"0.2.130\"\n";
        assert_eq!(missing_pins(trunk, &["wasm_bindgen = \"0.2.130\"".to_owned()]), []);
        assert_eq!(missing_pins(trunk, &["wasm_bindgen = \"0.2.131\"".to_owned()]).len(), 1);
    }

    #[test]
    fn a_lockfile_names_no_registry() {
        assert_eq!(named_registry("a", r#"{"version": "1.0.0", "integrity": "sha512-x"}"#), None);
        assert!(named_registry("a", r#"{"resolved": "https://example.com/a.tgz"}"#).is_some());
    }
}
