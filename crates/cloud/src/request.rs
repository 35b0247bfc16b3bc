//! What goes to AWS and what comes back.

use crate::encoding::encode_form;
use crate::error::ApiError;
use crate::history::RecordId;
use crate::outside;
use crate::protocol;
use crate::sigv4;
use crate::tick::{Tick, Timestamp};
use crate::workload::Workload;
use crate::workload::metadata::MetadataAnswer;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A request before it is put on the wire: what a click or a command means.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The service's endpoint prefix, e.g. `iam`.
    pub service: String,
    /// The API name of the operation, e.g. `CreateUser`.
    pub operation: String,
    /// The parameters as the API names them. Blobs are base64 text; policy documents are JSON text.
    pub params: Map<String, Value>,
    /// The region of the endpoint, e.g. `us-east-1`.
    pub region: String,
}

impl Call {
    /// A call of `operation` without parameters in us-east-1.
    #[must_use]
    pub fn new(service: &str, operation: &str) -> Self {
        Self {
            service: service.to_owned(),
            operation: operation.to_owned(),
            params: Map::new(),
            region: "us-east-1".to_owned(),
        }
    }

    /// The same call with one parameter more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }

    /// The same call to another region's endpoint.
    #[must_use]
    pub fn in_region(mut self, region: &str) -> Self {
        region.clone_into(&mut self.region);
        self
    }
}

/// What a caller signs with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    /// `AKIA…` (long-term) or `ASIA…` (temporary).
    pub access_key_id: String,
    /// The secret that signatures are computed with.
    pub secret_access_key: String,
    /// Only with temporary credentials.
    pub session_token: Option<String>,
}

/// A request as it goes over the wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HttpRequest {
    /// `GET`, `PUT`, `POST`, `DELETE` or `HEAD`.
    pub method: String,
    /// The endpoint's host name.
    pub host: String,
    /// The path, percent-encoded as sent.
    pub path: String,
    /// Query parameters, decoded, in the order sent.
    pub query: Vec<(String, String)>,
    /// Headers besides `host`, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// The address, as one would type it into a browser.
    #[must_use]
    pub fn url(&self) -> String {
        let query = encode_form(&self.query);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("https://{}{}{mark}{query}", self.host, self.path)
    }

    /// The value of a header, by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Where a request comes from: what AWS learns of the caller's network and software.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Which of the playground's doors was used.
    pub door: Door,
    /// The caller's public address (`aws:SourceIp`).
    pub source_ip: String,
    /// The software (`aws:UserAgent`).
    pub user_agent: String,
    /// How it travels (`aws:SecureTransport`).
    #[serde(default)]
    pub transport: Transport,
    /// The VPC endpoint that it comes through; over the internet when there is none.
    #[serde(default)]
    pub endpoint: Option<ThroughEndpoint>,
}

/// How a request travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Transport {
    /// `https://`
    #[default]
    Tls,
    /// `http://`
    Plain,
}

/// The way through a VPC endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThroughEndpoint {
    /// `vpce-…`, an endpoint of the world's.
    pub id: String,
    /// The caller's address in its VPC (`aws:VpcSourceIp`).
    pub private_ip: String,
}

/// The playground's doors onto the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    /// A console pane.
    Console,
    /// The terminal.
    Terminal,
}

impl Origin {
    /// The console in the learner's browser. The address is one reserved for documentation.
    #[must_use]
    pub fn console() -> Self {
        Self {
            door: Door::Console,
            source_ip: "203.0.113.10".to_owned(),
            user_agent: "AWS Internal (IAM Playground console)".to_owned(),
            transport: Transport::Tls,
            endpoint: None,
        }
    }

    /// The terminal on the learner's laptop.
    #[must_use]
    pub fn terminal() -> Self {
        Self {
            door: Door::Terminal,
            source_ip: "203.0.113.10".to_owned(),
            user_agent: "aws-cli/2.37.9 (IAM Playground)".to_owned(),
            transport: Transport::Tls,
            endpoint: None,
        }
    }
}

/// A request as it reaches the gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedRequest {
    /// What was sent.
    pub http: HttpRequest,
    /// From where.
    pub origin: Origin,
}

impl SignedRequest {
    /// Encodes a call in its service's protocol and signs it with SigV4 at `now`.
    ///
    /// # Errors
    /// [`ApiError`] with `NotSimulated` if the playground has no model of the operation, and a validation
    /// error if a parameter cannot be put on the wire.
    pub fn new(
        call: &Call,
        credentials: &Credentials,
        now: Timestamp,
        origin: Origin,
    ) -> Result<Self, ApiError> {
        let mut http = protocol::encode(call)?;
        // A global service signs for the region of its one endpoint, whatever region the caller set.
        let region = protocol::region(&http.host).to_owned();
        let scope = sigv4::Scope::new(now, &region, protocol::signing_name(&call.service));
        sigv4::sign(&mut http, credentials, &scope, now);
        Ok(Self { http, origin })
    }

    /// Encodes a call without signing it, as `--no-sign-request` and the sign-in page do.
    ///
    /// # Errors
    /// As [`SignedRequest::new`].
    pub fn unsigned(call: &Call, origin: Origin) -> Result<Self, ApiError> {
        Ok(Self { http: protocol::encode(call)?, origin })
    }
}

/// A successful answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The output members as the API names them, in the service model's order. Times are ISO 8601 text,
    /// blobs base64 text, policy documents JSON text.
    pub output: Map<String, Value>,
}

impl Reply {
    /// A text member of the output, by its path, e.g. `["User", "Arn"]`.
    #[must_use]
    pub fn text(&self, path: &[&str]) -> Option<&str> {
        let (first, rest) = path.split_first()?;
        rest.iter().try_fold(self.output.get(*first)?, |value, key| value.get(*key))?.as_str()
    }

    /// A list member of the output; empty when it is not there.
    #[must_use]
    pub fn list(&self, member: &str) -> &[Value] {
        self.output.get(member).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// A reply and the record of the turn it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Success {
    /// The answer.
    pub reply: Reply,
    /// The turn in the history.
    pub record: RecordId,
}

/// An error and, unless the request never reached the gateway, the record of the turn it came from, so that
/// "Why?" can be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// The answer.
    pub error: ApiError,
    /// The turn in the history.
    pub record: Option<RecordId>,
}

/// Somebody that carries requests to the world and keeps its history: the app, the headless runner, a test.
pub trait Endpoint {
    /// The world's time and the next randomness.
    fn tick(&mut self) -> Tick;

    /// Carries a request to the gateway and records the turn.
    ///
    /// # Errors
    /// The service's error, with its record.
    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure>;

    /// Fetches a page from outside AWS, see [`crate::outside`]. `None` if there is no such page.
    fn outside(&self, _http: &HttpRequest, _now: Timestamp) -> Option<outside::Page> {
        None
    }

    /// Carries a request of a workload to its metadata endpoint: no service of AWS's, so nothing is signed.
    /// `None` if nothing answers there.
    fn metadata(&mut self, _from: &Workload, _request: &HttpRequest) -> Option<MetadataAnswer> {
        None
    }

    /// The instance that runs at an address: its id, its address or its name.
    fn instance_at(&self, _address: &str) -> Option<Workload> {
        None
    }

    /// Lets so many seconds of the world's time pass. `false` if the clock is not this endpoint's to move.
    fn wait(&mut self, _seconds: i64) -> bool {
        false
    }

    /// Signs a call and sends it.
    ///
    /// # Errors
    /// The service's error; one without a record if the call could not be put on the wire.
    fn call(&mut self, call: &Call, credentials: &Credentials, origin: Origin) -> Result<Success, Failure> {
        let tick = self.tick();
        let request = SignedRequest::new(call, credentials, tick.now, origin)
            .map_err(|error| Failure { error, record: None })?;
        self.send(&request, tick)
    }
}
