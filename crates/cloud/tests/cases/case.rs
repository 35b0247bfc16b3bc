//! A case as it stands in the file.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// The accounts of the cases.
pub const A: &str = "111111111111";
pub const B: &str = "222222222222";
pub const MANAGEMENT: &str = "999999999999";
pub const OUTSIDE: &str = "333333333333";

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Case {
    pub id: String,
    pub setup: String,
    pub principal: Principal,
    pub action: String,
    pub resource: String,
    pub resource_account: String,
    pub context: BTreeMap<String, Value>,
    pub identity: Vec<Value>,
    pub boundary: Option<Value>,
    pub session: Option<Value>,
    pub resource_policy: Option<Value>,
    pub vpce_policy: Option<Value>,
    #[serde(default)]
    pub scp: Vec<Vec<Value>>,
    #[serde(default)]
    pub rcp: Vec<Vec<Value>>,
    pub expect: String,
    pub decided_by: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Principal {
    pub kind: Kind,
    #[serde(default)]
    pub account: String,
    #[serde(default)]
    pub arn: String,
    /// Of a role session.
    pub role: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    User,
    RoleSession,
    SlrSession,
    FederatedSession,
    Root,
    Service,
    Anonymous,
    #[serde(other)]
    Unknown,
}

/// The evaluation cases. The others, `L…`, are about single statements. Buckets get a name that S3 takes.
pub fn cases() -> Vec<Case> {
    let text = include_str!("../../../policy/tests/data/cases.json");
    let file: Value =
        serde_json::from_str(&text.replace("arn:aws:s3:::bk", "arn:aws:s3:::case-bucket")).unwrap();
    let all = file["cases"].as_array().unwrap().iter();
    all.filter(|case| case["id"].as_str().unwrap().starts_with('E'))
        .map(|case| serde_json::from_value(case.clone()).unwrap())
        .collect()
}
