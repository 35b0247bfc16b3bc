//! AWS managed policies: in every account, changed by nobody. Source: spec managed-policies.md.

use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
use policy::Policy;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::OnceLock;

const PREFIX: &str = "arn:aws:iam::aws:policy";

/// A policy that AWS manages.
#[derive(Debug)]
pub struct AwsManaged {
    /// The name.
    pub name: &'static str,
    /// `/`, `/job-function/`, `/service-role/`, `/aws-service-role/` or `/root-task/`.
    pub path: &'static str,
    /// `arn:aws:iam::aws:policy/PATH/NAME`
    pub arn: String,
    /// `ANPA…`, derived from the name.
    pub id: String,
    /// The default version, e.g. `v3`.
    pub version: &'static str,
    /// When its first version was published.
    pub created: Timestamp,
    /// When its default version was published.
    pub updated: Timestamp,
    document: OnceLock<Option<StoredPolicy>>,
}

#[derive(Deserialize)]
struct Row {
    name: &'static str,
    path: &'static str,
    version: &'static str,
    created: &'static str,
    updated: &'static str,
}

impl AwsManaged {
    /// The document of the default version. Compiled when first asked for: some are long.
    pub fn document(&self) -> Option<&StoredPolicy> {
        self.document
            .get_or_init(|| {
                let raw = short_documents().get(self.name).or_else(|| long_documents().get(self.name))?;
                pretty(raw.get())
            })
            .as_ref()
    }
}

fn pretty(raw: &str) -> Option<StoredPolicy> {
    let value: serde_json::Value = serde_json::from_str(raw).ok()?;
    let text = serde_json::to_string_pretty(&value).ok()?;
    Policy::parse(&text).ok().map(StoredPolicy)
}

impl From<Row> for AwsManaged {
    fn from(row: Row) -> Self {
        let seed = row.name.bytes().fold(17u64, |hash, b| hash.wrapping_mul(31).wrapping_add(b.into()));
        Self {
            name: row.name,
            path: row.path,
            arn: format!("{PREFIX}{}{}", row.path, row.name),
            id: crate::ids::unique(crate::ids::Prefix::ManagedPolicy, &mut crate::Random::new(seed)),
            version: row.version,
            created: Timestamp::from_iso(row.created).unwrap_or_default(),
            updated: Timestamp::from_iso(row.updated).unwrap_or_default(),
            document: OnceLock::new(),
        }
    }
}

/// Documents by the policies' names, unread: few are ever needed.
type Documents = BTreeMap<&'static str, &'static RawValue>;

/// The documents of up to 300 characters.
fn short_documents() -> &'static Documents {
    static SHORT: OnceLock<Documents> = OnceLock::new();
    SHORT.get_or_init(|| documents(include_str!("../../../data/managed-documents-short.json")))
}

/// The longer ones: nearly all of the text. The page does not load them before something asks for one, as long
/// as they are read by a function of their own.
#[inline(never)]
fn long_documents() -> &'static Documents {
    static LONG: OnceLock<Documents> = OnceLock::new();
    LONG.get_or_init(|| documents(include_str!("../../../data/managed-documents-long.json")))
}

fn documents(text: &'static str) -> Documents {
    // A test looks at every one.
    serde_json::from_str(text).unwrap_or_default()
}

/// All AWS managed policies, by ARN.
pub fn all() -> &'static BTreeMap<String, AwsManaged> {
    static ALL: OnceLock<BTreeMap<String, AwsManaged>> = OnceLock::new();
    ALL.get_or_init(|| {
        let rows: Vec<Row> =
            serde_json::from_str(include_str!("../../../data/managed-policies.json")).unwrap_or_default();
        rows.into_iter().map(AwsManaged::from).map(|p| (p.arn.clone(), p)).collect()
    })
}

/// One AWS managed policy by its ARN.
#[must_use]
pub fn get(arn: &str) -> Option<&'static AwsManaged> {
    all().get(arn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_compiles() {
        assert_eq!(all().len(), 62);
        for policy in all().values() {
            assert!(policy.document().is_some(), "{}", policy.name);
            assert!(policy.created.0 > 0 && policy.updated >= policy.created, "{}", policy.name);
        }
        assert!(get("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess").is_some());
        assert!(get("arn:aws:iam::aws:policy/Nope").is_none());
    }
}
