//! Issuers of OpenID Connect tokens: discovery, keys, and a token for whoever asks.

use super::keys::{Key, PublicKey};
use super::{Page, jwt, pairs, provider};
use crate::request::HttpRequest;
use crate::tick::Timestamp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde_json::{Map, Value, json};

/// Below an issuer's address.
const DISCOVERY: &str = "/.well-known/openid-configuration";
const KEYS: &str = "/.well-known/jwks";
/// Not of the standard: where a token is had by saying what shall be in it.
pub const TOKEN: &str = "/token";

/// How long a token is good that does not say so itself, in seconds.
const LIFE: i64 = 3_600;
/// Not a claim: how long the token shall be good, in seconds.
const EXPIRES_IN: &str = "expires_in";
/// The claims that are numbers where forms have text.
const NUMBERS: [&str; 4] = ["exp", "iat", "nbf", EXPIRES_IN];

/// The page of an issuer.
pub(super) fn page(world: &World, http: &HttpRequest, now: Timestamp) -> Option<Page> {
    match http.method.as_str() {
        "GET" | "HEAD" => {
            let discovered = provider(http, DISCOVERY).map(|issuer| Page::json(&configuration(&issuer)));
            discovered
                .or_else(|| Some(Page::json(&json!({"keys": [jwk(&key(world, &provider(http, KEYS)?)?)]}))))
        }
        "POST" => {
            let issuer = provider(http, TOKEN)?;
            let Some(claims) = claims(http) else {
                return Some(Page::refusal("The claims are no form and no JSON object."));
            };
            token(world, &issuer, claims, now).map(|token| Page::json(&token))
        }
        _ => None,
    }
}

/// What checks an issuer's tokens, as AWS would fetch it from the issuer.
pub(crate) fn key(world: &World, issuer: &str) -> Option<PublicKey> {
    Key::of(world, issuer).map(|key| key.public())
}

fn configuration(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}{KEYS}"),
        "token_endpoint": format!("{issuer}{TOKEN}"),
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "claims_supported": ["sub", "aud", "exp", "iat", "iss", "nbf"],
    })
}

fn jwk(key: &PublicKey) -> Value {
    let point = key.point();
    let (x, y) = point.split_at(33.min(point.len()));
    json!({
        "kty": "EC",
        "crv": "P-256",
        "alg": "ES256",
        "use": "sig",
        "kid": key.id(),
        "x": BASE64URL.encode(x.get(1..).unwrap_or_default()),
        "y": BASE64URL.encode(y),
    })
}

/// The claims asked for. A name that is repeated in a form is a list.
fn claims(http: &HttpRequest) -> Option<Map<String, Value>> {
    let mut claims = Map::new();
    for (name, value) in pairs(http)? {
        let number =
            value.as_str().filter(|_| NUMBERS.contains(&name.as_str())).and_then(|t| t.parse::<i64>().ok());
        let value = number.map_or(value, Value::from);
        match claims.get_mut(&name) {
            None => drop(claims.insert(name, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = json!([first.take(), value]),
        }
    }
    Some(claims)
}

/// A token that says what was asked for; who issued it and when is not the asker's to say, but the end is.
fn token(world: &World, issuer: &str, mut claims: Map<String, Value>, now: Timestamp) -> Option<Value> {
    let life = claims.shift_remove(EXPIRES_IN).and_then(|value| value.as_i64()).unwrap_or(LIFE);
    let mut all = Map::from_iter([("iss".to_owned(), Value::from(issuer))]);
    for (claim, at) in [("iat", now), ("nbf", now), ("exp", now.plus(life))] {
        all.insert(claim.to_owned(), at.0.into());
    }
    claims.remove("iss");
    all.extend(claims);
    let token = jwt::sign(&Key::of(world, issuer)?, &all);
    Some(json!({"id_token": token, "token_type": "Bearer", EXPIRES_IN: life}))
}
