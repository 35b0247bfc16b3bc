//! Identity providers outside AWS that an account trusts.

use super::Tag;
use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// An OpenID Connect provider. Its ARN ends with host and path of the issuer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OidcProvider {
    /// The issuer's URL without `https://`.
    pub issuer: String,
    /// The audiences that its tokens may be for.
    pub clients: Vec<String>,
    /// SHA-1 digests of its servers' certificates, hexadecimal.
    pub thumbprints: Vec<String>,
    /// When it was created.
    pub created: Timestamp,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
}

/// A SAML 2.0 provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamlProvider {
    /// The unique id.
    pub id: String,
    /// The metadata document as the identity provider gave it.
    pub metadata: String,
    /// When it was created.
    pub created: Timestamp,
    /// Until when the metadata is good.
    pub valid_until: Timestamp,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
}
