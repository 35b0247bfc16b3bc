//! What the place of the shell gives the CLI: credentials from instance metadata or the container's endpoint, asked
//! for as botocore does. Source: spec aws-cli.md, s3-api.md §7.

use super::credentials::Resolved;
use crate::place::Place;
use crate::process::Process;
use crate::state::State;
use cloud::request::HttpRequest;
use cloud::{Credentials, Endpoint, INSTANCE_HOST, RUNTIME_HOST, TASK_HOST, Workload, WorkloadKind};
use serde_json::Value;

/// Where tasks' environment says that credentials are.
pub(crate) const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
/// The three variables that Lambda's runtime sets.
const KEYS: [(&str, &str); 3] = [
    ("AWS_ACCESS_KEY_ID", "AccessKeyId"),
    ("AWS_SECRET_ACCESS_KEY", "SecretAccessKey"),
    ("AWS_SESSION_TOKEN", "Token"),
];

/// What the place gives when no variable and no file has given credentials.
pub(super) fn credentials(p: &mut Process<'_>) -> Option<Resolved> {
    container(p).or_else(|| instance(p))
}

/// The credentials of the container's endpoint: a task's, or in CloudShell those of who is signed in.
pub(super) fn container(p: &mut Process<'_>) -> Option<Resolved> {
    match p.state.place.clone() {
        Place::CloudShell(credentials) => {
            Some(Resolved { credentials, method: "container-role", expiration: None })
        }
        Place::Workload(workload) if workload.kind() == WorkloadKind::Task => {
            let path = p.state.env(RELATIVE_URI)?.to_owned();
            let answer = get(p.cloud, &workload, "GET", TASK_HOST, &path, &[])?;
            read(&answer, "container-role")
        }
        Place::Laptop | Place::Workload(_) => None,
    }
}

/// The credentials that instance metadata has: a token, the role's name, the credentials.
pub(super) fn instance(p: &mut Process<'_>) -> Option<Resolved> {
    const CREDENTIALS: &str = "/latest/meta-data/iam/security-credentials/";
    let off = p.state.env("AWS_EC2_METADATA_DISABLED").is_some_and(|v| v.eq_ignore_ascii_case("true"));
    let Place::Workload(workload) = p.state.place.clone() else { return None };
    if off || workload.kind() != WorkloadKind::Instance {
        return None;
    }
    let life = [("x-aws-ec2-metadata-token-ttl-seconds", "21600")];
    let token = get(p.cloud, &workload, "PUT", INSTANCE_HOST, "/latest/api/token", &life)?;
    let token = [("x-aws-ec2-metadata-token", token.as_str())];
    let role = get(p.cloud, &workload, "GET", INSTANCE_HOST, CREDENTIALS, &token)?;
    let answer = get(p.cloud, &workload, "GET", INSTANCE_HOST, &format!("{CREDENTIALS}{role}"), &token)?;
    read(&answer, "iam-role")
}

/// What a metadata endpoint answers; nothing if it refuses.
fn get(
    cloud: &mut dyn Endpoint,
    from: &Workload,
    method: &str,
    host: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> Option<String> {
    let request = HttpRequest {
        method: method.to_owned(),
        host: host.to_owned(),
        path: path.to_owned(),
        query: Vec::new(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        body: Vec::new(),
    };
    cloud.metadata(from, &request).filter(|answer| answer.status == 200).map(|answer| answer.body)
}

fn read(answer: &str, method: &'static str) -> Option<Resolved> {
    let answer: Value = serde_json::from_str(answer).ok()?;
    let text = |name: &str| answer[name].as_str().map(str::to_owned);
    let credentials = Credentials {
        access_key_id: text("AccessKeyId")?,
        secret_access_key: text("SecretAccessKey")?,
        session_token: text("Token"),
    };
    let expiration = text("Expiration").map(|end| end.replace('Z', "+00:00"));
    Some(Resolved { credentials, method, expiration })
}

/// In a function, puts its role's credentials of now into the environment, unless they were replaced there.
pub(crate) fn refresh_environment(state: &mut State, cloud: &mut dyn Endpoint) {
    let Place::Workload(workload) = state.place.clone() else { return };
    let key = state.environment.get(KEYS[0].0);
    if workload.kind() != WorkloadKind::Function || key != state.delivered.as_ref() {
        return;
    }
    let path = workload.credentials_path();
    let Some(answer) = get(cloud, &workload, "GET", RUNTIME_HOST, &path, &[]) else { return };
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    for (variable, member) in KEYS {
        if let Some(value) = answer[member].as_str() {
            state.environment.insert(variable.to_owned(), value.to_owned());
        }
    }
    state.delivered = state.environment.get(KEYS[0].0).cloned();
}
