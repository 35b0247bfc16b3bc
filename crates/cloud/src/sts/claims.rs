//! Which claims of a token trust policies can ask for, as `<issuer>:<claim>`. Source: AWS's service authorization
//! reference for STS, AssumeRoleWithWebIdentity.

use crate::federation::Keys;
use serde_json::{Map, Value};

/// Of every issuer, besides `aud` and `sub`.
const COMMON: [&str; 3] = ["amr", "email", "oaud"];
const GITHUB: &[&str] = &[
    "actor",
    "actor_id",
    "enterprise_id",
    "environment",
    "job_workflow_ref",
    "ref",
    "repository",
    "repository_id",
    "repository_owner_id",
    "workflow",
];
const GITLAB: &[&str] = &[
    "namespace_id",
    "pipeline_source",
    "project_id",
    "ref_protected",
    "runner_environment",
    "user_access_level",
    "user_email",
    "user_id",
    "user_login",
];
const BUILDKITE: &[&str] = &[
    "build_branch",
    "cluster_id",
    "cluster_name",
    "organization_id",
    "organization_slug",
    "pipeline_id",
    "pipeline_slug",
];

/// The claims besides that AWS knows of an issuer: of others it looks at no claims of their own.
fn own_claims(issuer: &str) -> &'static [&'static str] {
    let host = issuer.split('/').next().unwrap_or(issuer);
    match host {
        "token.actions.githubusercontent.com" => GITHUB,
        _ if host.starts_with("token.actions.") && host.ends_with(".ghe.com") => GITHUB,
        "gitlab.com" => GITLAB,
        "agent.buildkite.com" => BUILDKITE,
        "accounts.google.com" => &["google/organization_number"],
        "oidc.circleci.com" => &["oidc.circleci.com/project-id"],
        _ if host.starts_with("idcs-") && host.ends_with(".identity.oraclecloud.com") => &["rpst_id"],
        _ => &[],
    }
}

/// The condition keys of a token.
pub(super) fn keys(issuer: &str, claims: &Map<String, Value>, audience: &str) -> Keys {
    let key = |claim: &str| format!("{issuer}:{claim}");
    let mut keys = vec![(key("aud"), vec![audience.to_owned()])];
    for claim in ["sub"].iter().chain(&COMMON).chain(own_claims(issuer)) {
        let values = claims.get(*claim).map(texts).unwrap_or_default();
        if !values.is_empty() {
            keys.push((key(claim), values));
        }
    }
    keys
}

/// The values of a claim as conditions compare them.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(flag) => vec![flag.to_string()],
        Value::Null | Value::Object(_) => Vec::new(),
    }
}
