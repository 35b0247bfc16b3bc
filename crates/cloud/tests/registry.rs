//! Sweeps over the registry of operations.

#![allow(clippy::unwrap_used)]

use cloud::model::{service, services};
use cloud::operation::{Checks, Run};
use cloud::{Access, registry};
use std::collections::BTreeSet;

fn rows() -> BTreeSet<(String, String)> {
    registry().map(|o| (o.service.to_owned(), o.name.to_owned())).collect()
}

#[test]
fn every_row_has_a_model_and_every_model_a_row() {
    let modelled: BTreeSet<(String, String)> = services()
        .flat_map(|prefix| service(prefix).unwrap().operations.keys().map(|o| (prefix.to_owned(), o.clone())))
        .collect();
    assert_eq!(rows(), modelled);
    assert_eq!(rows().len(), registry().count(), "an operation has two rows");
}

#[test]
fn actions_are_of_the_operations_service() {
    for operation in registry() {
        if let Checks::One(action, _) | Checks::Each(action, _) | Checks::On(action, _) = operation.checks {
            let (service, name) = action.split_once(':').unwrap();
            // S3 Control has no actions of its own.
            let own = if operation.service == "s3control" { "s3" } else { operation.service };
            assert_eq!(service, own, "{action}");
            if matches!(service, "iam" | "organizations") {
                assert_eq!(name, operation.name, "the actions have the names of the operations");
            }
        }
    }
}

#[test]
fn access_levels_fit_what_is_done() {
    for operation in registry() {
        let reads = matches!(operation.access, Access::List | Access::Read);
        match operation.run {
            Run::Read(_) => assert!(reads, "{}", operation.name),
            Run::Write(_) => assert!(!reads, "{}", operation.name),
            // AWS calls receiving a message reading, though it hides the message from others.
            Run::Row(_, does) => {
                assert!(!does.changes() || operation.access != Access::List, "{}", operation.name);
            }
            Run::Issue(_) => {
                let report = reads && operation.name.starts_with("Generate");
                assert!(report || operation.service == "sts", "{}", operation.name);
            }
        }
    }
}

#[test]
fn examples_are_commands_of_the_operation() {
    for operation in registry() {
        let kebab = kebab(operation.name);
        let service = if operation.service == "s3" { "s3api" } else { operation.service };
        let start = format!("aws {service} {kebab}");
        assert!(operation.example.starts_with(&start), "{} ≠ {start}", operation.example);
    }
}

/// As the CLI names operations: `ListObjectsV2` → `list-objects-v2`, `ListMFADevices` → `list-mfa-devices`.
fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let after_lower = i > 0 && !chars[i - 1].is_uppercase();
        let before_lower = i > 0 && chars.get(i + 1).is_some_and(|n| n.is_lowercase());
        if c.is_uppercase() && (after_lower || before_lower) {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out.trim_start_matches('-').to_owned()
}
