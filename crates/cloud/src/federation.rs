//! Somebody without AWS credentials whom an identity provider vouches for.

use crate::caller::{Caller, Entity};
use crate::iam::model::Tag;
use crate::tick::Timestamp;
use policy::Principal;
use std::sync::Arc;

/// Condition keys with their values.
pub type Keys = Vec<(String, Vec<String>)>;

/// What a good token or assertion says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Federation {
    /// By what kind of provider.
    pub kind: FederationKind,
    /// The provider as trust policies name it: an ARN, or for a few that AWS knows itself a host.
    pub provider: String,
    /// Who it is, as the provider knows them.
    pub subject: String,
    /// Whom the token is for; of an assertion the recipient.
    pub audience: String,
    /// What an assertion says besides.
    pub saml: Option<SamlDetails>,
    /// Condition keys of the trust policy.
    pub keys: Keys,
    /// Those of them that requests of the session have, too.
    pub kept: Keys,
    /// Session tags.
    pub tags: Vec<Tag>,
    /// The keys of those that the next hop inherits.
    pub transitive: Vec<String>,
    /// The source identity that the session gets.
    pub source_identity: Option<String>,
}

/// What a SAML assertion says besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamlDetails {
    /// The provider's entity id.
    pub issuer: String,
    /// `persistent`, `transient` or another format's full name.
    pub subject_type: String,
    /// A hash of issuer, account and provider.
    pub qualifier: String,
    /// `RoleSessionName`
    pub session_name: String,
    /// From when on there can be no session (`SessionNotOnOrAfter`), if it says so.
    pub session_end: Option<Timestamp>,
}

/// The kinds of identity providers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FederationKind {
    /// OpenID Connect.
    WebIdentity,
    /// SAML 2.0.
    Saml,
}

impl Federation {
    /// The maker of the one request that presents the token.
    pub(crate) fn caller(self) -> Caller {
        let principal = Principal::Federated { provider: self.provider.as_str().into() };
        Caller { principal, entity: Entity::Federated(Arc::new(self)), ..Caller::anonymous() }
    }

    /// How CloudTrail names somebody of this kind.
    #[must_use]
    pub fn user_type(&self) -> &'static str {
        match self.kind {
            FederationKind::WebIdentity => "WebIdentityUser",
            FederationKind::Saml => "SAMLUser",
        }
    }

    /// CloudTrail's `principalId`.
    #[must_use]
    pub fn principal_id(&self) -> String {
        match &self.saml {
            None => format!("{}:{}:{}", self.provider, self.audience, self.subject),
            Some(details) => format!("{}:{}", details.qualifier, self.subject),
        }
    }

    /// CloudTrail's `identityProvider`.
    #[must_use]
    pub fn identity_provider(&self) -> &str {
        self.saml.as_ref().map_or(&self.provider, |details| &details.qualifier)
    }
}
