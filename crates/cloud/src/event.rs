//! The record of a request in the form of CloudTrail.

mod workload;

use crate::arn;
use crate::caller::{Caller, Entity, FederatedSession, RoleSession, Session, SessionKind};
use crate::error::ApiError;
use crate::gateway::{CheckTrace, Way};
use crate::ids;
use crate::protocol::Endpoint;
use crate::random::Random;
use crate::recorded;
use crate::request::{Origin, Reply};
use crate::tick::{Tick, Timestamp};
use policy::Principal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Keeps an event's ids apart from those that the operation draws from the same tick.
const EVENT_SEED: u64 = 0x0e7e_0e7e_0e7e_0e7e;

/// An event as CloudTrail records it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// The version of the record's form.
    pub event_version: String,
    /// Who asked.
    pub user_identity: Value,
    /// When, in the world's time.
    #[serde(with = "moment")]
    pub event_time: Timestamp,
    /// e.g. `iam.amazonaws.com`
    pub event_source: String,
    /// The operation.
    pub event_name: String,
    /// The region of the endpoint.
    pub aws_region: String,
    /// The caller's address.
    #[serde(rename = "sourceIPAddress")]
    pub source_ip_address: String,
    /// The caller's software.
    pub user_agent: String,
    /// The error code, if the request failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// The error text, if the request failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// The parameters, secrets hidden.
    pub request_parameters: Value,
    /// What a change answered, secrets hidden; null for what only reads.
    pub response_elements: Value,
    /// Unique.
    #[serde(rename = "requestID")]
    pub request_id: String,
    /// Unique.
    #[serde(rename = "eventID")]
    pub event_id: String,
    /// Whether the operation only looks.
    pub read_only: bool,
    /// `AwsApiCall` or `AwsConsoleSignIn`.
    pub event_type: String,
    /// The resources that the request was about, for the services that CloudTrail names them for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub resources: Vec<EventResource>,
    /// Whether it manages things, rather than reading or writing what is in them.
    #[serde(default)]
    pub management_event: bool,
    /// The account that the event is recorded in.
    pub recipient_account_id: String,
    /// `Management` or `Data`.
    #[serde(default)]
    pub event_category: String,
}

/// Moments as CloudTrail writes them; saves have them as numbers.
mod moment {
    use crate::tick::Timestamp;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&moment.iso())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = String::deserialize(deserializer)?;
        Timestamp::from_iso(&text).ok_or_else(|| D::Error::custom("this is no moment"))
    }
}

/// A resource that a request was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventResource {
    /// The account that owns it.
    #[serde(rename = "accountId", skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// e.g. `AWS::S3::Bucket`
    #[serde(rename = "type")]
    pub kind: String,
    /// Its ARN.
    #[serde(rename = "ARN")]
    pub arn: String,
}

impl Event {
    pub(crate) fn of_request(way: &Way<'_>, read_only: bool, result: &Result<Reply, ApiError>) -> Self {
        let Way { caller, request, tick, checks, .. } = way;
        let call = way.call.as_ref();
        let resources = resources(checks);
        let data = resources.iter().any(|r| r.kind == OBJECT);
        // What nobody signed is recorded where the resource is.
        let role = || call?.params.get("RoleArn")?.as_str().and_then(arn::account).map(str::to_owned);
        let owner = || checks.iter().find_map(|check| check.owner.clone()).or_else(role);
        let endpoint = Endpoint::of(&request.http.host);
        let service = endpoint.as_ref().map_or("unknown", |e| e.service);
        let error = result.as_ref().err();
        let mut random = Random::new(tick.seed ^ EVENT_SEED);
        Self {
            event_version: "1.11".to_owned(),
            user_identity: identity(caller),
            event_time: tick.now,
            event_source: format!("{service}.amazonaws.com"),
            event_name: call.map_or_else(|| "Unknown".to_owned(), |c| c.operation.clone()),
            aws_region: endpoint.map_or("us-east-1", |e| e.region).to_owned(),
            source_ip_address: request.origin.source_ip.clone(),
            user_agent: request.origin.user_agent.clone(),
            error_code: error.map(|e| e.code.clone()),
            error_message: error.map(|e| e.message.clone()),
            request_parameters: call.map_or(Value::Null, recorded::parameters),
            response_elements: match (result, call) {
                (Ok(reply), Some(call)) if !read_only && !reply.output.is_empty() => {
                    recorded::answer(call, &reply.output)
                }
                _ => Value::Null,
            },
            request_id: ids::uuid(&mut random),
            event_id: ids::uuid(&mut random),
            read_only,
            event_type: "AwsApiCall".to_owned(),
            resources,
            management_event: !data,
            recipient_account_id: caller.account.clone().or_else(owner).unwrap_or_default(),
            event_category: if data { "Data" } else { "Management" }.to_owned(),
        }
    }

    /// A sign-in at the console, or the attempt.
    pub(crate) fn of_sign_in(
        account: &str,
        user_name: &str,
        (principal_id, arn): (String, Option<String>),
        origin: &Origin,
        error: Option<&ApiError>,
        tick: Tick,
    ) -> Self {
        let mut random = Random::new(tick.seed ^ EVENT_SEED);
        let outcome = if error.is_some() { "Failure" } else { "Success" };
        Self {
            event_version: "1.11".to_owned(),
            user_identity: json!({"type": "IAMUser", "principalId": principal_id, "arn": arn,
                "accountId": account, "userName": user_name}),
            event_time: tick.now,
            event_source: "signin.amazonaws.com".to_owned(),
            event_name: "ConsoleLogin".to_owned(),
            aws_region: "us-east-1".to_owned(),
            source_ip_address: origin.source_ip.clone(),
            user_agent: origin.user_agent.clone(),
            error_code: None,
            error_message: error.map(|_| "Failed authentication".to_owned()),
            request_parameters: Value::Null,
            response_elements: json!({"ConsoleLogin": outcome}),
            request_id: ids::uuid(&mut random),
            event_id: ids::uuid(&mut random),
            read_only: false,
            event_type: "AwsConsoleSignIn".to_owned(),
            resources: Vec::new(),
            management_event: true,
            recipient_account_id: account.to_owned(),
            event_category: "Management".to_owned(),
        }
    }

    /// The ARN of who asked, if it has one.
    #[must_use]
    pub fn caller_arn(&self) -> Option<&str> {
        self.user_identity.get("arn")?.as_str()
    }
}

const OBJECT: &str = "AWS::S3::Object";

/// What the checks were made on, each once.
fn resources(checks: &[CheckTrace]) -> Vec<EventResource> {
    let mut seen = BTreeSet::new();
    let named =
        checks.iter().filter_map(|check| Some((resource_type(check.action, &check.resource)?, check)));
    named
        .filter(|(kind, check)| seen.insert((&check.resource, *kind, &check.owner)))
        .map(|(kind, check)| EventResource {
            account_id: check.owner.clone(),
            kind: kind.to_owned(),
            arn: check.resource.clone(),
        })
        .collect()
}

/// The type of a resource, for services whose events name them.
fn resource_type(action: &str, arn: &str) -> Option<&'static str> {
    match action.split_once(':')?.0 {
        _ if arn == "*" => None,
        "s3" if arn.contains('/') => Some(OBJECT),
        "s3" => Some("AWS::S3::Bucket"),
        "sts" if arn.contains(":role/") => Some("AWS::IAM::Role"),
        "kms" if arn.contains(":key/") => Some("AWS::KMS::Key"),
        "sqs" => Some("AWS::SQS::Queue"),
        "sns" => Some("AWS::SNS::Topic"),
        "secretsmanager" => Some("AWS::SecretsManager::Secret"),
        "lambda" => Some("AWS::Lambda::Function"),
        _ => None,
    }
}

/// CloudTrail's `userIdentity`.
fn identity(caller: &Caller) -> Value {
    if let Entity::Federated(by) = &caller.entity {
        return json!({"type": by.user_type(), "principalId": by.principal_id(), "userName": by.subject,
            "identityProvider": by.identity_provider()});
    }
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    put(
        "type",
        Value::from(match caller.principal {
            _ if is_root_task(caller) => "Root",
            Principal::User { .. } => "IAMUser",
            Principal::RoleSession { .. } => "AssumedRole",
            Principal::Root { .. } => "Root",
            Principal::FederatedSession { .. } => "FederatedUser",
            Principal::Service { .. } => "AWSService",
            _ => "AWSAccount",
        }),
    );
    put("principalId", caller.user_id.as_deref().unwrap_or("").into());
    put("arn", caller.arn.clone().into());
    put("accountId", caller.account.as_deref().unwrap_or("anonymous").into());
    put("accessKeyId", caller.access_key_id.clone().into());
    put("userName", caller.user_name().into());
    put("sessionContext", caller.session.as_ref().map_or(Value::Null, |s| session_context(caller, s)));
    Value::from(out)
}

fn is_root_task(caller: &Caller) -> bool {
    caller.session.as_ref().is_some_and(|session| matches!(session.kind, SessionKind::RootTask(_)))
}

fn session_context(caller: &Caller, session: &Session) -> Value {
    let (issuer, mfa) = match (&session.kind, &caller.principal) {
        (SessionKind::Role(role), Principal::RoleSession { role_arn, .. }) => {
            let name = role_arn.rsplit('/').next().unwrap_or_default();
            let issuer = json!({"type": "Role", "principalId": role.role_id, "arn": role_arn.to_string(),
                "accountId": session.account, "userName": name});
            (issuer, false)
        }
        (SessionKind::User(user), _) => (json!({}), user.mfa.is_some()),
        (SessionKind::Federated(of), Principal::FederatedSession { parent_arn, .. }) => {
            (federation_issuer(session, of, parent_arn), false)
        }
        _ => (json!({}), false),
    };
    let mut context = json!({
        "sessionIssuer": issuer,
        "attributes": {"creationDate": session.issued.iso(), "mfaAuthenticated": mfa.to_string()},
    });
    if let Some(provider) = caller.role_session().and_then(|role| role.provider.as_ref()) {
        context["webIdFederationData"] = json!({"federatedProvider": provider, "attributes": {}});
    }
    if is_root_task(caller) {
        context["assumedRoot"] = "true".into();
    }
    if let SessionKind::Role(RoleSession { workload: Some(workload), .. }) = &session.kind {
        workload::in_scope_of(workload, &mut context);
    }
    context
}

/// The user or root user that a federated user's session comes from.
fn federation_issuer(session: &Session, of: &FederatedSession, parent_arn: &str) -> Value {
    let name = parent_arn.rsplit('/').next().filter(|_| of.parent.is_some());
    let kind = if of.parent.is_some() { "IAMUser" } else { "Root" };
    json!({"type": kind, "principalId": of.parent.as_ref().unwrap_or(&session.account), "arn": parent_arn,
        "accountId": session.account, "userName": name})
}
