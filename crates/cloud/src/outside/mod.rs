//! What is not AWS: the identity providers of the simulated internet, whose tokens and assertions AWS can be made to
//! trust.
//!
//! Every `https` name outside AWS is a provider here, so that a learner can play GitHub, a Kubernetes cluster or the
//! company's directory: whoever asks gets a token that says what they like. What it is good for, the trust policies
//! in AWS decide, and they see real signatures: each provider has a key of its own ([`keys`]), and nobody has
//! another's.

pub(crate) mod certificate;
pub(crate) mod jwt;
mod keys;
pub mod oidc;
pub mod saml;
mod xml_signature;

use crate::request::HttpRequest;
use crate::tick::Timestamp;
use crate::world::World;

/// What a site answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub content_type: &'static str,
    /// The text.
    pub body: String,
}

impl Page {
    fn json(value: &serde_json::Value) -> Self {
        Self { status: 200, content_type: "application/json", body: value.to_string() }
    }

    fn refusal(message: &str) -> Self {
        Self { status: 400, content_type: "text/plain", body: format!("{message}\n") }
    }
}

/// Answers a request to a site outside AWS. `None` if there is no such site or it has no such page.
#[must_use]
pub fn answer(world: &World, http: &HttpRequest, now: Timestamp) -> Option<Page> {
    // Of AWS's own names only those of Kubernetes clusters are issuers.
    if http.host.ends_with(".amazonaws.com") && !http.host.starts_with("oidc.eks.") {
        return None;
    }
    oidc::page(world, http, now).or_else(|| saml::page(world, http, now))
}

/// The address of a provider: what stands before `suffix` in a request's.
fn provider(http: &HttpRequest, suffix: &str) -> Option<String> {
    let path = http.path.strip_suffix(suffix)?;
    Some(format!("https://{}{path}", http.host))
}

/// What was sent to a provider: a form, or JSON whose members are the pairs.
fn pairs(http: &HttpRequest) -> Option<Vec<(String, serde_json::Value)>> {
    let text = std::str::from_utf8(&http.body).ok()?.trim();
    if text.starts_with('{') {
        let members: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
        return Some(members.into_iter().collect());
    }
    let form = crate::encoding::decode_form(text)?;
    Some(form.into_iter().map(|(name, value)| (name, value.into())).collect())
}
