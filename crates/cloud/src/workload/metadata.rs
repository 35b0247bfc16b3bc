//! The endpoints that answer workloads only: instance metadata (IMDSv1 and v2), ECS's credentials, and where
//! Lambda's runtime gets those that it puts into the environment. Nothing is signed here, and nothing recorded but
//! the service's AssumeRole. Source: spec s3-api.md §7; AWS's guides to instance metadata and task roles.

use super::delivery::{self, Delivery};
use super::{Workload, WorkloadKind, tokens};
use crate::gateway::Turn;
use crate::request::HttpRequest;
use crate::services::ec2::model::{Instance, Tokens};
use crate::services::resource::{Held as _, Resource};
use crate::tick::Tick;
use crate::world::World;
use serde_json::{Value, json};

/// Where instances find their metadata.
pub const INSTANCE_HOST: &str = "169.254.169.254";
/// Where tasks find their credentials.
pub const TASK_HOST: &str = "169.254.170.2";
/// Where Lambda's runtime finds the credentials of its function.
pub const RUNTIME_HOST: &str = "127.0.0.1";

/// An answer of a metadata endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetadataAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

impl MetadataAnswer {
    fn text(body: impl Into<String>) -> Self {
        Self { status: 200, content_type: "text/plain", body: body.into() }
    }

    fn json(status: u16, body: &Value) -> Self {
        let body = serde_json::to_string_pretty(body).unwrap_or_default();
        Self { status, content_type: "application/json", body }
    }

    fn refused(status: u16, name: &str) -> Self {
        let body = format!(
            "<html>\n <head>\n  <title>{status} - {name}</title>\n </head>\n <body>\n  <h1>{status} - {name}</h1>\n </body>\n</html>\n"
        );
        Self { status, content_type: "text/html", body }
    }

    fn not_found() -> Self {
        Self::refused(404, "Not Found")
    }
}

/// Answers a request of a workload, with what a service did for it. `None` if nothing answers there.
pub(crate) fn answer(
    world: &World,
    from: &Workload,
    http: &HttpRequest,
    tick: Tick,
) -> (Option<MetadataAnswer>, Option<Turn>) {
    let Some(resource) = delivery::running(world, from) else { return (None, None) };
    let asks = Asks { world, from, resource, http, tick };
    match (from.kind, http.host.as_str()) {
        (WorkloadKind::Instance, INSTANCE_HOST) => asks.instance(),
        (WorkloadKind::Task, TASK_HOST) => asks.credentials_only(&from.credentials_path()),
        (WorkloadKind::Function, RUNTIME_HOST) => asks.credentials_only(&from.credentials_path()),
        _ => (None, None),
    }
}

/// The request of a workload that runs.
struct Asks<'a> {
    world: &'a World,
    from: &'a Workload,
    resource: &'a Resource,
    http: &'a HttpRequest,
    tick: Tick,
}

type Answered = (Option<MetadataAnswer>, Option<Turn>);

fn plain(answer: MetadataAnswer) -> Answered {
    (Some(answer), None)
}

impl Asks<'_> {
    /// Tasks and functions have one address each.
    fn credentials_only(&self, path: &str) -> Answered {
        let delivery = delivery::deliver(self.world, self.from, self.tick).filter(|_| self.http.path == path);
        let Some(Delivery { role, session, turn }) = delivery else {
            return plain(MetadataAnswer::not_found());
        };
        let answer = match session {
            Some(session) => MetadataAnswer::json(
                200,
                &json!({
                    "RoleArn": role,
                    "AccessKeyId": session.access_key_id,
                    "SecretAccessKey": session.secret_access_key,
                    "Token": session.token,
                    "Expiration": session.expires.iso(),
                }),
            ),
            None => MetadataAnswer::json(
                400,
                &json!({"code": "AssumeRoleUnauthorizedAccess", "message": "credentials not found"}),
            ),
        };
        (Some(answer), turn)
    }

    /// Instance metadata.
    fn instance(&self) -> Answered {
        let (arn, now) = (self.from.arn(), self.tick.now);
        let Ok(instance) = Instance::of(self.resource) else { return (None, None) };
        if self.http.path == "/latest/api/token" {
            let seconds = self.http.header(tokens::LIFE_HEADER).and_then(|text| text.parse().ok());
            return plain(match (self.http.method.as_str(), seconds) {
                ("PUT", Some(seconds)) if tokens::LIVES.contains(&seconds) => {
                    MetadataAnswer::text(tokens::new(arn, now.plus(seconds)))
                }
                ("PUT", _) => MetadataAnswer::refused(400, "Bad Request"),
                _ => MetadataAnswer::refused(405, "Method Not Allowed"),
            });
        }
        let allowed = match self.http.header(tokens::HEADER) {
            Some(token) => tokens::is_good(token, arn, now),
            None => instance.tokens == Tokens::Optional,
        };
        if !allowed {
            return plain(MetadataAnswer::refused(401, "Unauthorized"));
        }
        let path = self.http.path.trim_start_matches("/latest").trim_matches('/');
        match path.strip_prefix("meta-data/iam/security-credentials") {
            Some(rest) => self.security_credentials(rest.trim_start_matches('/')),
            None => {
                let found =
                    super::tree::find(self.world, self.from, self.resource, instance, path, self.tick);
                plain(found.map_or_else(MetadataAnswer::not_found, MetadataAnswer::text))
            }
        }
    }

    /// The role's name, or with the name the credentials.
    fn security_credentials(&self, name: &str) -> Answered {
        let Some(Delivery { role, session, turn }) = delivery::deliver(self.world, self.from, self.tick)
        else {
            return plain(MetadataAnswer::not_found());
        };
        let role_name = role.rsplit('/').next().unwrap_or_default();
        if name.is_empty() {
            // Only the credentials themselves are worth a visit of the service's.
            return plain(MetadataAnswer::text(role_name));
        }
        if name != role_name {
            return plain(MetadataAnswer::not_found());
        }
        let body = match session {
            Some(session) => json!({
                "Code": "Success",
                "LastUpdated": session.issued.iso(),
                "Type": "AWS-HMAC",
                "AccessKeyId": session.access_key_id,
                "SecretAccessKey": session.secret_access_key,
                "Token": session.token,
                "Expiration": session.expires.iso(),
            }),
            None => json!({
                "Code": "AssumeRoleUnauthorizedAccess",
                "Message": format!(
                    "EC2 cannot assume the role {role_name}. Please see documentation at \
                     https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc."
                ),
                "LastUpdated": self.tick.now.iso(),
            }),
        };
        (Some(MetadataAnswer::json(200, &body)), turn)
    }
}
