//! Sending a call to the simulated AWS on behalf of a command.

use super::credentials;
use super::error::{CliError, ServiceError, Step};
use super::session::Session;
use crate::process::Process;
use cloud::{ApiError, Call, Credentials, Failure, Fault, RecordId, Reply, SignedRequest};

/// How often a call is sent unless the environment says otherwise, and at most.
const ATTEMPTS: u32 = 3;
const MOST_ATTEMPTS: u32 = 10;
/// The statuses of a service that failed, rather than refused.
const FAILURES: [u16; 4] = [500, 502, 503, 504];

/// What calls of a command are signed with and where they go.
pub(crate) struct Client {
    pub(crate) service: String,
    pub(crate) region: String,
    pub(crate) credentials: Option<Credentials>,
    debug: bool,
}

impl Client {
    /// Finds credentials and region for a service, by its endpoint prefix.
    pub(crate) fn new(p: &mut Process<'_>, session: &Session, service: &str) -> Step<Self> {
        let config = session.config(p.state)?;
        let region = session.region_for(service, p.state, &config)?;
        if let Some(url) = &session.endpoint_url {
            return Err(CliError::General(format!("Could not connect to the endpoint URL: \"{url}\"")).into());
        }
        let credentials =
            if session.sign { Some(credentials::required(p, session, &config)?.credentials) } else { None };
        Ok(Self { service: service.to_owned(), region, credentials, debug: session.debug })
    }

    /// Sends a call. A failure is the service's.
    pub(crate) fn send(&self, p: &mut Process<'_>, call: &Call) -> Result<Reply, Box<ServiceError>> {
        let call = call.clone().in_region(&self.region);
        let failed = |failure: Failure| self.error(&call, failure.error, failure.record);
        let tick = p.tick();
        let origin = p.origin();
        let request = match &self.credentials {
            Some(credentials) => SignedRequest::new(&call, credentials, tick.now, origin),
            None => SignedRequest::unsigned(&call, origin),
        };
        let request = request.map_err(|error| self.error(&call, error, None))?;
        if self.debug {
            p.error(super::help::debug(&request, tick.now));
        }
        p.cloud.send(&request, tick).map(|success| success.reply).map_err(failed)
    }

    /// Sends a call, and again when the service itself failed, as often as `AWS_MAX_ATTEMPTS` says.
    fn send_again(&self, p: &mut Process<'_>, call: &Call) -> Result<Reply, Box<ServiceError>> {
        let attempts = p
            .state
            .env("AWS_MAX_ATTEMPTS")
            .and_then(|n| n.parse().ok())
            .unwrap_or(ATTEMPTS)
            .min(MOST_ATTEMPTS);
        let mut retries = 0;
        loop {
            match self.send(p, call) {
                Err(error) if FAILURES.contains(&error.error.http) && retries + 1 < attempts => retries += 1,
                Err(error) => return Err(Box::new(ServiceError { retries, ..*error })),
                Ok(reply) => return Ok(reply),
            }
        }
    }

    /// As [`Client::send`], with the failure as the command's.
    pub(crate) fn call(&self, p: &mut Process<'_>, call: &Call) -> Step<Reply> {
        self.send_again(p, call).map_err(|error| {
            if self.debug {
                p.error(format!("{}\n", error.exception()));
            }
            fail(error).into()
        })
    }

    fn error(&self, call: &Call, error: ApiError, record: Option<RecordId>) -> Box<ServiceError> {
        Box::new(ServiceError {
            error,
            service: self.service.clone(),
            operation: call.operation.clone(),
            record,
            retries: 0,
        })
    }
}

/// A service's error as the command's. What is not simulated is no answer of AWS's.
pub(crate) fn fail(error: Box<ServiceError>) -> CliError {
    if error.error.fault == Fault::NotSimulated {
        return CliError::General(error.error.message);
    }
    CliError::Service(error)
}
