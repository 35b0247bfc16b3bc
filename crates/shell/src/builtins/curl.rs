//! `curl`: requests without the AWS CLI, as a browser makes them. Besides AWS's own endpoints only identity
//! providers exist.

use super::options::{self, Parsed};
use crate::output::Stream;
use crate::place::Place;
use crate::process::{Outcome, Process};
use cloud::protocol::{self, answer};
use cloud::request::{HttpRequest, Origin, Transport};
use cloud::{Fault, SignedRequest};

/// Long options that are letters as well.
const LONG: &[(&str, &str)] = &[
    ("--data", "-d"),
    ("--data-binary", "-d"),
    ("--fail", "-f"),
    ("--head", "-I"),
    ("--header", "-H"),
    ("--include", "-i"),
    ("--location", "-L"),
    ("--output", "-o"),
    ("--remote-name", "-O"),
    ("--request", "-X"),
    ("--show-error", "-S"),
    ("--silent", "-s"),
    ("--upload-file", "-T"),
    ("--write-out", "-w"),
];

/// What S3 calls itself in its answers.
const S3: &str = "AmazonS3";

/// What came back.
struct Answer {
    status: u16,
    content_type: String,
    body: Vec<u8>,
    server: &'static str,
    denial: Option<cloud::RecordId>,
}

pub(super) fn curl(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let short = |argument: &String| {
        let long = LONG.iter().find(|(long, _)| long == argument);
        long.map_or_else(|| argument.clone(), |(_, short)| (*short).to_owned())
    };
    let arguments: Vec<String> = arguments.iter().map(short).collect();
    let parsed = match options::parse(p, "curl", "d:fIH:iLo:OX:SsT:w:", &arguments) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(status),
    };
    let [url] = parsed.rest.as_slice() else {
        p.error("curl: (2) give one URL\n");
        return Ok(2);
    };
    let request = match request(p, &parsed, url) {
        Ok(request) => request,
        Err((status, message)) => {
            p.error(format!("curl: ({status}) {message}\n"));
            return Ok(status);
        }
    };
    let tick = p.tick();
    if let Some(answer) = metadata(p, &request.http) {
        return Ok(show(p, &parsed, &request.http, &answer));
    }
    let secure = request.origin.transport == Transport::Tls;
    if let Some(page) = p.cloud.outside(&request.http, tick.now).filter(|_| secure) {
        let answer = Answer {
            status: page.status,
            content_type: page.content_type.to_owned(),
            body: page.body.into_bytes(),
            server: "idp",
            denial: None,
        };
        return Ok(show(p, &parsed, &request.http, &answer));
    }
    let host = &request.http.host;
    if !host.ends_with(".amazonaws.com") {
        p.error(format!(
            "curl: (6) Could not resolve host: {host} (only AWS's endpoints and identity providers exist here)\n"
        ));
        return Ok(6);
    }
    let answer = match p.cloud.send(&request, tick) {
        Ok(success) => answered(&request.http, &success.reply),
        Err(failure) if failure.error.fault == Fault::NotSimulated => {
            p.error(format!("curl: {}\n", failure.error.message));
            return Ok(1);
        }
        Err(failure) => Answer {
            status: failure.error.http,
            content_type: "application/xml".to_owned(),
            body: answer::error_body(&failure.error),
            server: S3,
            denial: failure.record.filter(|_| failure.error.fault == Fault::Authorization),
        },
    };
    Ok(show(p, &parsed, &request.http, &answer))
}

/// What the metadata endpoint of the place answers.
fn metadata(p: &mut Process<'_>, http: &HttpRequest) -> Option<Answer> {
    let Place::Workload(from) = p.state.place.clone() else { return None };
    let answer = p.cloud.metadata(&from, http)?;
    Some(Answer {
        status: answer.status,
        content_type: answer.content_type.to_owned(),
        body: answer.body.into_bytes(),
        server: "EC2ws",
        denial: None,
    })
}

fn request(p: &mut Process<'_>, parsed: &Parsed, url: &str) -> Result<SignedRequest, (i32, String)> {
    let (has_upload, has_data) = (parsed.has('T'), parsed.has('d'));
    let method = match parsed.value('X') {
        Some(method) => method,
        None if has_upload => "PUT",
        None if has_data => "POST",
        None if parsed.has('I') => "HEAD",
        None => "GET",
    };
    let (mut http, transport) = HttpRequest::of_url(method, url)
        .ok_or_else(|| (3, "URL rejected: Malformed input to a URL function".to_owned()))?;
    for (_, header) in parsed.flags.iter().filter(|(flag, _)| *flag == 'H') {
        let (name, value) = header.split_once(':').unwrap_or((header, ""));
        http.headers.push((name.trim().to_lowercase(), value.trim().to_owned()));
    }
    // What is given in several options is one form.
    let data = parsed.flags.iter().filter(|(flag, _)| *flag == 'd').map(|(_, value)| value.as_str());
    let data = data.collect::<Vec<_>>().join("&");
    if let Some(file) = parsed.value('T').or_else(|| data.strip_prefix('@')) {
        let failed = |_| (26, format!("Failed to open/read local data from file/application: {file}"));
        http.body = if file == "-" { p.stdin.rest() } else { p.read_file(file).map_err(failed)? };
    } else if has_data {
        http.body = data.into_bytes();
    }
    let origin = Origin { user_agent: "curl/8.5.0".to_owned(), transport, ..p.origin() };
    Ok(SignedRequest { http, origin })
}

fn answered(http: &HttpRequest, reply: &cloud::Reply) -> Answer {
    let body = match protocol::decode(http) {
        Ok(call) => answer::body(&call.service, &call.operation, reply),
        Err(_) => Vec::new(),
    };
    let kind = reply.text(&["ContentType"]).unwrap_or("application/xml");
    let status = if http.method == "DELETE" { 204 } else { 200 };
    Answer { status, content_type: kind.to_owned(), body, server: S3, denial: None }
}

fn show(p: &mut Process<'_>, parsed: &Parsed, http: &HttpRequest, answer: &Answer) -> i32 {
    if parsed.has('f') && answer.status >= 400 {
        if !parsed.has('s') || parsed.has('S') {
            let text = format!("curl: (22) The requested URL returned error: {}\n", answer.status);
            p.refused(Stream::Err, &text, answer.denial);
        }
        return 22;
    }
    let mut shown = Vec::new();
    if parsed.has('i') || parsed.has('I') {
        let head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nServer: {}\r\n\r\n",
            answer.status,
            answer.content_type,
            answer.body.len(),
            answer.server,
        );
        shown.extend(head.into_bytes());
    }
    if http.method != "HEAD" {
        shown.extend_from_slice(&answer.body);
    }
    let named = http.path.rsplit('/').next().filter(|name| parsed.has('O') && !name.is_empty());
    let status = match parsed.value('o').or(named) {
        Some(file) => match p.write_file(file, &shown, false) {
            Ok(()) => 0,
            Err(error) => {
                p.error(format!("curl: (23) {file}: {error}\n"));
                23
            }
        },
        None => {
            p.refused(Stream::Out, &String::from_utf8_lossy(&shown), answer.denial);
            0
        }
    };
    if let Some(format) = parsed.value('w') {
        let text = format.replace("%{http_code}", &answer.status.to_string());
        p.print(text.replace("\\n", "\n"));
    }
    status
}
