//! AWS Signature Version 4: signing and checking. Check values: `tests/data/sigv4.json`.

use crate::encoding::{encode, hex};
use crate::request::{Credentials, HttpRequest};
use crate::tick::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// What stands for the hash of the body in a presigned URL.
pub(crate) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What a signature is valid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// `yyyymmdd`
    pub date: String,
    /// e.g. `us-east-1`
    pub region: String,
    /// The signing name, e.g. `iam`.
    pub service: String,
}

impl Scope {
    /// The scope of a request made at `now`.
    #[must_use]
    pub fn new(now: Timestamp, region: &str, service: &str) -> Self {
        Self { date: now.amz()[..8].to_owned(), region: region.to_owned(), service: service.to_owned() }
    }

    fn text(&self) -> String {
        format!("{}/{}/{}/aws4_request", self.date, self.region, self.service)
    }
}

/// The parts of an `Authorization` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The access key that signed.
    pub access_key_id: String,
    /// What the signature is valid for.
    pub scope: Scope,
    /// Lower-case names of the headers that are signed, `;` between them.
    pub signed_headers: String,
    /// Lower-case hexadecimal.
    pub signature: String,
}

impl Authorization {
    /// Reads the query of a presigned URL. `None` if it is not one.
    #[must_use]
    pub fn of_query(http: &HttpRequest) -> Option<Self> {
        let get = |name: &str| http.query.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        if get("X-Amz-Algorithm")? != ALGORITHM {
            return None;
        }
        let (access_key_id, scope) = credential(get("X-Amz-Credential")?)?;
        Some(Self {
            access_key_id,
            scope,
            signed_headers: get("X-Amz-SignedHeaders")?.to_owned(),
            signature: get("X-Amz-Signature")?.to_owned(),
        })
    }

    /// Reads an `Authorization` header. `None` if it has not the form of one.
    #[must_use]
    pub fn parse(header: &str) -> Option<Self> {
        let rest = header.strip_prefix(ALGORITHM)?.trim_start();
        let part =
            |name: &str| rest.split(',').map(str::trim).find_map(|p| p.strip_prefix(name)?.strip_prefix('='));
        let (access_key_id, scope) = credential(part("Credential")?)?;
        Some(Self {
            access_key_id,
            scope,
            signed_headers: part("SignedHeaders")?.to_owned(),
            signature: part("Signature")?.to_owned(),
        })
    }
}

/// `KEY/DATE/REGION/SERVICE/aws4_request`
fn credential(text: &str) -> Option<(String, Scope)> {
    let parts: Vec<&str> = text.split('/').collect();
    let [key, date, region, service, "aws4_request"] = parts.as_slice() else { return None };
    let scope =
        Scope { date: (*date).to_owned(), region: (*region).to_owned(), service: (*service).to_owned() };
    Some(((*key).to_owned(), scope))
}

/// Adds the date, the session token, for S3 the payload hash, and the `Authorization` header to a request.
pub fn sign(http: &mut HttpRequest, credentials: &Credentials, scope: &Scope, now: Timestamp) {
    let mut add = |name: &str, value: String| http.headers.push((name.to_owned(), value));
    add("x-amz-date", now.amz());
    if let Some(token) = &credentials.session_token {
        add("x-amz-security-token", token.clone());
    }
    if scope.service == "s3" {
        let hash = sha256_hex(&http.body);
        http.headers.push(("x-amz-content-sha256".to_owned(), hash));
    }
    let signed_headers = signable_headers(http);
    let signature = signature(http, &signed_headers, scope, &now.amz(), &credentials.secret_access_key);
    let header = format!(
        "{ALGORITHM} Credential={}/{}, SignedHeaders={signed_headers}, Signature={signature}",
        credentials.access_key_id,
        scope.text()
    );
    http.headers.push(("authorization".to_owned(), header));
}

/// The query parameters that make a GET request one that anyone who has its URL can send until `expires`
/// seconds after `now`. Source: botocore's `S3SigV4QueryAuth`, as in the check values.
pub fn presign(
    http: &mut HttpRequest,
    credentials: &Credentials,
    scope: &Scope,
    now: Timestamp,
    expires: i64,
) {
    let mut add = |name: &str, value: String| http.query.push((name.to_owned(), value));
    add("X-Amz-Algorithm", ALGORITHM.to_owned());
    add("X-Amz-Credential", format!("{}/{}", credentials.access_key_id, scope.text()));
    add("X-Amz-Date", now.amz());
    add("X-Amz-Expires", expires.to_string());
    add("X-Amz-SignedHeaders", "host".to_owned());
    if let Some(token) = &credentials.session_token {
        add("X-Amz-Security-Token", token.clone());
    }
    let signature = signature(http, "host", scope, &now.amz(), &credentials.secret_access_key);
    http.query.push(("X-Amz-Signature".to_owned(), signature));
}

/// The signature that a request with these signed headers must carry.
#[must_use]
pub fn signature(
    http: &HttpRequest,
    signed_headers: &str,
    scope: &Scope,
    amz_date: &str,
    secret: &str,
) -> String {
    let text = string_to_sign(&canonical_request(http, signed_headers, &scope.service), scope, amz_date);
    let key = [scope.date.as_str(), &scope.region, &scope.service, "aws4_request"]
        .iter()
        .fold(format!("AWS4{secret}").into_bytes(), |key, part| hmac_sha256(&key, part.as_bytes()));
    hex(&hmac_sha256(&key, text.as_bytes()))
}

/// The canonical form of a request, which the string to sign hashes.
#[must_use]
pub fn canonical_request(http: &HttpRequest, signed_headers: &str, service: &str) -> String {
    // S3 signs the path as sent; every other service signs it escaped once more.
    let path = if service == "s3" {
        http.path.clone()
    } else {
        http.path.split('/').map(encode).collect::<Vec<_>>().join("/")
    };
    let signed = http.query.iter().filter(|(name, _)| name != "X-Amz-Signature");
    let mut query: Vec<(String, String)> = signed.map(|(k, v)| (encode(k), encode(v))).collect();
    query.sort();
    let query: Vec<String> = query.into_iter().map(|(k, v)| format!("{k}={v}")).collect();
    let headers: String =
        signed_headers.split(';').map(|name| format!("{name}:{}\n", header_value(http, name))).collect();
    let payload = match http.header("x-amz-content-sha256") {
        Some(declared) if service == "s3" => declared.to_owned(),
        None if http.query.iter().any(|(name, _)| name == "X-Amz-Algorithm") => UNSIGNED_PAYLOAD.to_owned(),
        _ => sha256_hex(&http.body),
    };
    format!("{}\n{path}\n{}\n{headers}\n{signed_headers}\n{payload}", http.method, query.join("&"))
}

/// The text that is signed.
#[must_use]
pub fn string_to_sign(canonical: &str, scope: &Scope, amz_date: &str) -> String {
    format!("{ALGORITHM}\n{amz_date}\n{}\n{}", scope.text(), sha256_hex(canonical.as_bytes()))
}

/// Whether two signatures are equal, without telling by its duration where they differ.
#[must_use]
pub fn same_signature(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |diff, (x, y)| diff | (x ^ y)) == 0
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length, so this cannot fail; an empty result would match no signature.
    Hmac::<Sha256>::new_from_slice(key)
        .map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec())
        .unwrap_or_default()
}

/// All headers are signed but those that proxies may change or that carry the signature.
fn signable_headers(http: &HttpRequest) -> String {
    let unsigned =
        ["authorization", "user-agent", "expect", "x-amzn-trace-id", "transfer-encoding", "connection"];
    let mut names: Vec<&str> = http.headers.iter().map(|(n, _)| n.as_str()).collect();
    names.push("host");
    names.retain(|name| !unsigned.contains(name));
    names.sort_unstable();
    names.dedup();
    names.join(";")
}

fn header_value(http: &HttpRequest, name: &str) -> String {
    let raw = if name == "host" { Some(http.host.as_str()) } else { http.header(name) };
    raw.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
