//! The cache of assumed roles' credentials, `~/.aws/cli/cache/*.json`.

use super::credentials::Resolved;
use crate::files::parent;
use crate::state::State;
use cloud::request::Reply;
use cloud::{Call, Credentials, Timestamp, sigv4};
use serde_json::{Value, json};

/// Credentials that end within this many seconds are not used any more.
const LEAST_LEFT: i64 = 15 * 60;

/// The file for a profile's call. Session names that were made up do not count.
pub(crate) fn place(state: &State, call: &Call, named: bool) -> String {
    let mut params = call.params.clone();
    if !named {
        params.remove("RoleSessionName");
    }
    let text = Value::Object(params).to_string();
    // The CLI's names are SHA-1 sums; ours have their form.
    let name: String = sigv4::sha256_hex(text.as_bytes()).chars().take(40).collect();
    format!("{}/.aws/cli/cache/{name}.json", state.home())
}

/// Cached credentials, if they last long enough.
pub(crate) fn load(state: &State, place: &str, now: Timestamp) -> Option<Resolved> {
    let cached: Value = serde_json::from_slice(state.files.read(place).ok()?).ok()?;
    let text = |key: &str| cached["Credentials"][key].as_str().map(str::to_owned);
    let expiration = text("Expiration")?;
    let end = Timestamp::from_iso(&expiration.replace("+00:00", "Z"))?;
    if end.since(now) < LEAST_LEFT {
        return None;
    }
    let credentials = Credentials {
        access_key_id: text("AccessKeyId")?,
        secret_access_key: text("SecretAccessKey")?,
        session_token: text("SessionToken"),
    };
    Some(Resolved { credentials, method: "assume-role", expiration: Some(expiration) })
}

/// Keeps an answer. A full file system only means that the role is assumed again next time.
pub(crate) fn store(state: &mut State, place: &str, reply: &Reply, now: Timestamp) {
    let text = |path: &[&str]| reply.text(path).unwrap_or_default().to_owned();
    let arn = text(&["AssumedRoleUser", "Arn"]);
    let cached = json!({
        "Credentials": {
            "AccessKeyId": text(&["Credentials", "AccessKeyId"]),
            "SecretAccessKey": text(&["Credentials", "SecretAccessKey"]),
            "SessionToken": text(&["Credentials", "SessionToken"]),
            "Expiration": text(&["Credentials", "Expiration"]).replace('Z', "+00:00"),
            "AccountId": arn.split(':').nth(4).unwrap_or_default(),
        },
        "AssumedRoleUser": { "AssumedRoleId": text(&["AssumedRoleUser", "AssumedRoleId"]), "Arn": arn },
    });
    let kept = state.files.put(place, cached.to_string().as_bytes(), now);
    if kept.is_ok() && state.files.read(&format!("{}/session.db", parent(place))).is_err() {
        let _ = state.files.write(&format!("{}/session.db", parent(place)), b"", now);
    }
}
