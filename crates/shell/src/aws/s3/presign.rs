//! `aws s3 presign`

use super::place::Place;
use super::usage;
use crate::aws::error::{CliError, Step};
use crate::aws::parser::Found;
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::sigv4::{self, Scope};
use cloud::{Call, SignedRequest};

/// Seconds that a URL is valid unless said otherwise.
const DEFAULT_SECONDS: i64 = 3_600;

pub(super) fn run(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let Some(Place::S3(bucket, key)) = found.words.first().map(|w| Place::parse(w)) else {
        return Err(usage("<S3Uri>").into());
    };
    let seconds = match found.value("--expires-in") {
        None => DEFAULT_SECONDS,
        Some(text) => text
            .parse()
            .map_err(|_| CliError::argument("--expires-in", &format!("invalid int value: '{text}'")))?,
    };
    let client = Client::new(p, session, "s3")?;
    let call = Call::new("s3", "GetObject").with("Bucket", bucket).with("Key", key).in_region(&client.region);
    let request = SignedRequest::unsigned(&call, p.origin());
    let mut http = request.map_err(|error| CliError::General(error.message))?.http;
    if let Some(credentials) = &client.credentials {
        let now = p.now();
        sigv4::presign(&mut http, credentials, &Scope::new(now, &client.region, "s3"), now, seconds);
    }
    p.println(http.url());
    Ok(0)
}
