//! What was decided.

use std::fmt;

use serde::Serialize;

use crate::Layer;

/// Allowed or not, and which policy type said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Decision {
    /// Allowed, or which kind of denied.
    pub outcome: Outcome,
    /// The policy type that decided. AWS names one even if several deny.
    pub decided_by: DecidedBy,
}

impl Decision {
    /// Whether the request may go on.
    pub const fn is_allowed(self) -> bool {
        matches!(self.outcome, Outcome::Allowed)
    }
}

/// How a check ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Outcome {
    /// Everything needed allows, and nothing denies.
    Allowed,
    /// A `Deny` statement applies.
    ExplicitlyDenied,
    /// No `Deny` applies, but a needed `Allow` is missing.
    ImplicitlyDenied,
}

impl Outcome {
    /// The name used by `iampg decide`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "Allowed",
            Self::ExplicitlyDenied => "ExplicitlyDenied",
            Self::ImplicitlyDenied => "ImplicitlyDenied",
        }
    }
}

macro_rules! decided_by {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The policy type, or pair of types, that a decision rests on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        pub enum DecidedBy {
            $($(#[$doc])* #[serde(rename = $text)] $name,)*
        }

        impl DecidedBy {
            /// The name used by `iampg decide`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

decided_by! {
    /// Identity-based policies.
    Identity = "identity",
    /// The resource-based policy.
    Resource = "resource",
    /// Both sides were needed.
    IdentityAndResource = "identity+resource",
    /// The role's trust policy.
    Trust = "trust",
    /// Identity-based policy and trust policy were both needed.
    IdentityAndTrust = "identity+trust",
    /// The permissions boundary.
    Boundary = "boundary",
    /// The session policies.
    Session = "session",
    /// Service control policies.
    Scp = "scp",
    /// Resource control policies.
    Rcp = "rcp",
    /// The VPC endpoint's policy.
    Vpce = "vpce",
    /// The root user's own power in its account.
    Root = "root",
    /// A rule outside all policies, such as GetCallerIdentity's.
    Special = "special",
}

impl DecidedBy {
    /// Whether a decision named so rests on that policy type.
    pub const fn rests_on(self, layer: Layer) -> bool {
        match layer {
            Layer::Rcp => matches!(self, Self::Rcp),
            Layer::Scp => matches!(self, Self::Scp),
            Layer::Resource => matches!(self, Self::Resource | Self::IdentityAndResource),
            Layer::Trust => matches!(self, Self::Trust | Self::IdentityAndTrust),
            Layer::VpcEndpoint => matches!(self, Self::Vpce),
            Layer::Identity => {
                matches!(self, Self::Identity | Self::IdentityAndResource | Self::IdentityAndTrust)
            }
            Layer::Boundary => matches!(self, Self::Boundary),
            Layer::Session => matches!(self, Self::Session),
        }
    }
}

impl fmt::Display for DecidedBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
