//! Enveloped XML signatures over an element, ECDSA with SHA-256.
//!
//! Signed is an element's canonical form (exclusive canonicalisation). What is written here is in that form already, so
//! the text itself is signed and checked; an assertion that somebody has laid out otherwise does not verify.

use super::keys::{Key, PublicKey};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest as _, Sha256};

const START: &str = "<ds:Signature ";
const END: &str = "</ds:Signature>";
const CANONICAL: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

fn empty(name: &str, algorithm: &str) -> String {
    format!("<ds:{name} Algorithm=\"{algorithm}\"></ds:{name}>")
}

fn digest(text: &[&str]) -> String {
    let hash = text.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part));
    BASE64.encode(hash.finalize())
}

fn signed_info(id: &str, digest: &str) -> String {
    let method = empty("CanonicalizationMethod", CANONICAL);
    let signature = empty("SignatureMethod", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256");
    let transforms = [ENVELOPED, CANONICAL].map(|algorithm| empty("Transform", algorithm)).concat();
    let hash = empty("DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256");
    format!(
        "<ds:SignedInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{method}{signature}<ds:Reference \
         URI=\"#{id}\"><ds:Transforms>{transforms}</ds:Transforms>{hash}<ds:DigestValue>{digest}</ds:DigestValue>\
         </ds:Reference></ds:SignedInfo>"
    )
}

/// What stands in a signature before its value.
fn head(info: &str) -> String {
    format!("xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{info}<ds:SignatureValue>")
}

const VALUE_END: &str = "</ds:SignatureValue>";

/// The signature of an element that will stand between `before` and `after` inside of it.
pub(super) fn sign(key: &Key, id: &str, before: &str, after: &str) -> String {
    let info = signed_info(id, &digest(&[before, after]));
    let value = BASE64.encode(key.sign(info.as_bytes()));
    format!("{START}{}{value}{VALUE_END}{END}", head(&info))
}

/// The element without its signature, if that is one of these keys' and of all the rest of the element.
pub(super) fn verified(keys: &[PublicKey], id: &str, element: &str) -> Option<String> {
    let (before, rest) = element.split_once(START)?;
    let (signature, after) = rest.split_once(END)?;
    // All that a signature of this kind can say about the element follows from the element.
    let info = signed_info(id, &digest(&[before, after]));
    let value = signature.strip_prefix(&head(&info))?.strip_suffix(VALUE_END)?;
    let value = BASE64.decode(value).ok()?;
    let genuine = !after.contains(START) && keys.iter().any(|key| key.signed(info.as_bytes(), &value));
    genuine.then(|| [before, after].concat())
}
