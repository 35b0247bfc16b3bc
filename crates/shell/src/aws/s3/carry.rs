//! Carrying one file: up, down, or from bucket to bucket.

use super::place::Place;
use super::settings;
use crate::aws::error::{CliError, ServiceError};
use crate::aws::parser::Found;
use crate::aws::service::Client;
use crate::files::parent;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::{Call, Reply};

/// One file on its way.
pub(super) struct Job {
    pub(super) from: Place,
    pub(super) to: Place,
    /// How many bytes it has, where the list that named it said so.
    pub(super) size: Option<usize>,
}

/// Why a file was not carried.
pub(super) enum Trouble {
    /// The service refused to take this many bytes.
    Service(Box<ServiceError>, usize),
    /// The service refused to say what is there, so that nothing can begin.
    Fatal(Box<ServiceError>),
    /// This machine's file system refused.
    Here(String),
    /// The command line is wrong.
    Typed(CliError),
}

/// Carries one file. Returns its size.
pub(super) fn carry(
    p: &mut Process<'_>,
    client: &Client,
    job: &Job,
    found: &Found,
) -> Result<usize, Trouble> {
    match (&job.from, &job.to) {
        (Place::S3(bucket, key), Place::S3(..)) => copy(p, client, job, (bucket, key), found),
        (Place::S3(bucket, key), to) => {
            let bytes = download(p, client, job, bucket, key)?;
            keep(p, to, &bytes)?;
            Ok(bytes.len())
        }
        (Place::Local(path), to) => {
            let bytes = if path == "-" {
                p.stdin.rest()
            } else {
                p.read_file(path).map_err(|e| Trouble::Here(e.to_string()))?
            };
            upload(p, client, to, &bytes, found)?;
            Ok(bytes.len())
        }
    }
}

/// Asks what is there, where no list has said so.
fn head(p: &mut Process<'_>, client: &Client, job: &Job, bucket: &str, key: &str) -> Result<usize, Trouble> {
    if let Some(size) = job.size {
        return Ok(size);
    }
    let call = Call::new("s3", "HeadObject").with("Bucket", bucket).with("Key", key);
    let reply = client.send(p, &call).map_err(|mut error| {
        if error.error.http == 404 {
            error.error.message = format!("Key \"{key}\" does not exist");
        }
        Trouble::Fatal(error)
    })?;
    Ok(length(&reply))
}

fn length(reply: &Reply) -> usize {
    let length = reply.output.get("ContentLength").and_then(serde_json::Value::as_u64);
    length.and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
}

fn download(
    p: &mut Process<'_>,
    client: &Client,
    job: &Job,
    bucket: &str,
    key: &str,
) -> Result<Vec<u8>, Trouble> {
    head(p, client, job, bucket, key)?;
    let call = Call::new("s3", "GetObject").with("Bucket", bucket).with("Key", key);
    let reply = client.send(p, &call).map_err(|error| Trouble::Service(error, 0))?;
    Ok(reply.text(&["Body"]).and_then(|b| BASE64.decode(b).ok()).unwrap_or_default())
}

/// Puts bytes into a file, or onto standard output.
fn keep(p: &mut Process<'_>, to: &Place, bytes: &[u8]) -> Result<(), Trouble> {
    let Place::Local(path) = to else { return Ok(()) };
    if path == "-" {
        p.print(bytes);
        return Ok(());
    }
    let now = p.now();
    let folder = parent(&p.state.path(path)).to_owned();
    let made = p.state.files.make_dirs(&folder, now);
    made.and_then(|()| p.write_file(path, bytes, false)).map_err(|e| Trouble::Here(e.to_string()))
}

fn upload(
    p: &mut Process<'_>,
    client: &Client,
    to: &Place,
    bytes: &[u8],
    found: &Found,
) -> Result<(), Trouble> {
    let Place::S3(bucket, key) = to else { return Ok(()) };
    let parameters = settings::of_options(p, found).map_err(Trouble::Typed)?;
    let call = Call::new("s3", "PutObject").with("Bucket", bucket.as_str()).with("Key", key.as_str());
    let call = match guess(key) {
        Some(kind) if !found.has("--no-guess-mime-type") => call.with("ContentType", kind),
        _ => call,
    };
    let call = settings::with_all(call.with("Body", BASE64.encode(bytes)), &parameters);
    client.send(p, &call).map_err(|error| Trouble::Service(error, bytes.len()))?;
    Ok(())
}

/// The service itself copies: the caller needs no more than to be allowed both.
fn copy(
    p: &mut Process<'_>,
    client: &Client,
    job: &Job,
    from: (&str, &str),
    found: &Found,
) -> Result<usize, Trouble> {
    let Place::S3(bucket, key) = &job.to else { return Ok(0) };
    let size = head(p, client, job, from.0, from.1)?;
    let parameters = settings::of_options(p, found).map_err(Trouble::Typed)?;
    let call = Call::new("s3", "CopyObject").with("Bucket", bucket.as_str()).with("Key", key.as_str());
    let mut call =
        settings::with_all(call.with("CopySource", cloud::s3::copy_source(from.0, from.1)), &parameters);
    if let Some(directive) = settings::of_copy(found, &parameters) {
        call = call.with("MetadataDirective", directive);
    }
    client.send(p, &call).map_err(|error| Trouble::Service(error, size))?;
    Ok(size)
}

/// The MIME type that a name suggests.
fn guess(key: &str) -> Option<&'static str> {
    Some(match key.rsplit_once('.')?.1 {
        "txt" | "log" => "text/plain",
        "csv" => "text/csv",
        "json" => "application/json",
        "html" | "htm" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "md" => "text/markdown",
        "xml" => "text/xml",
        "svg" => "image/svg+xml",
        "gif" => "image/gif",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        _ => return None,
    })
}
