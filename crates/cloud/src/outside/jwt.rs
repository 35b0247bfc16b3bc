//! JSON Web Tokens (RFC 7519), signed with ES256.

use super::keys::{Key, PublicKey};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde_json::{Map, Value, json};

/// Writes a token.
pub(super) fn sign(key: &Key, claims: &Map<String, Value>) -> String {
    let header = json!({"alg": "ES256", "kid": key.public().id(), "typ": "JWT"});
    let part = |value: &[u8]| BASE64URL.encode(value);
    let claims = serde_json::to_vec(claims).unwrap_or_default();
    let text = format!("{}.{}", part(header.to_string().as_bytes()), part(&claims));
    let signature = part(&key.sign(text.as_bytes()));
    format!("{text}.{signature}")
}

/// A token as it was read: nothing in it is to be believed before its signature was checked.
pub(crate) struct Jwt<'a> {
    signed: &'a str,
    signature: Vec<u8>,
    header: Map<String, Value>,
    pub(crate) claims: Map<String, Value>,
}

impl<'a> Jwt<'a> {
    /// `None` if the text has not a token's form. White space around it, as files have it at their end, is no fault.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let object =
            |part: &str| serde_json::from_slice::<Map<String, Value>>(&BASE64URL.decode(part).ok()?).ok();
        let header = object(header)?;
        Some(Self { signed, signature: BASE64URL.decode(signature).ok()?, header, claims: object(claims)? })
    }

    /// A claim that is text.
    pub(crate) fn text(&self, claim: &str) -> Option<&str> {
        self.claims.get(claim)?.as_str()
    }

    /// Whether it says that the key signed it.
    pub(crate) fn names(&self, key: &PublicKey) -> bool {
        let said = |name: &str| self.header.get(name).and_then(Value::as_str);
        said("alg") == Some("ES256") && said("kid") == Some(&key.id())
    }

    /// Whether the key signed just this.
    pub(crate) fn is_signed_by(&self, key: &PublicKey) -> bool {
        key.signed(self.signed.as_bytes(), &self.signature)
    }
}
