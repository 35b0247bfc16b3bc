//! What the two kinds of identity providers have in common.

use crate::console::item::text;
use crate::console::permissions::Tagged;
use crate::store::{Store, use_reads};
use cloud::{Call, Failure};
use std::rc::Rc;
use yew::prelude::*;

/// A kind of identity provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderKind {
    /// OpenID Connect.
    Oidc,
    /// SAML 2.0.
    Saml,
}

impl ProviderKind {
    /// What the console calls it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Oidc => "OpenID Connect",
            Self::Saml => "SAML",
        }
    }

    /// The kind's part of operations' names.
    const fn stem(self) -> &'static str {
        match self {
            Self::Oidc => "OpenIDConnectProvider",
            Self::Saml => "SAMLProvider",
        }
    }
}

/// An identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Its kind.
    pub kind: ProviderKind,
    /// Its ARN.
    pub arn: String,
}

impl Provider {
    /// The provider that an ARN names.
    #[must_use]
    pub fn of(arn: &str) -> Self {
        let kind = if arn.contains(":saml-provider/") { ProviderKind::Saml } else { ProviderKind::Oidc };
        Self { kind, arn: arn.to_owned() }
    }

    /// Its name; of an OpenID Connect provider the issuer's host and path.
    #[must_use]
    pub fn name(&self) -> &str {
        self.arn.split_once('/').map_or(&*self.arn, |(_, name)| name)
    }

    /// A call about it: the operation's name up to and behind its kind.
    #[must_use]
    pub fn call(&self, before: &str, after: &str) -> Call {
        let stem = self.kind.stem();
        Call::new("iam", &format!("{before}{stem}{after}")).with(&format!("{stem}Arn"), self.arn.as_str())
    }

    /// Its tags.
    #[must_use]
    pub fn tagged(&self) -> Tagged {
        Tagged {
            noun: "identity provider",
            list: self.call("List", "Tags"),
            tag: self.call("Tag", ""),
            untag: self.call("Untag", ""),
        }
    }
}

fn list(store: &Store, kind: ProviderKind) -> Result<Vec<Provider>, Failure> {
    let rows = store.list(&Call::new("iam", &format!("List{}s", kind.stem())))?;
    Ok(rows.iter().map(|row| Provider { kind, arn: text(row, "Arn") }).collect())
}

/// The account's providers of a kind.
#[hook]
pub fn use_providers(kind: ProviderKind) -> Rc<Result<Vec<Provider>, Failure>> {
    use_reads(kind, |store, kind| list(store, *kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use cloud::operation;

    #[test]
    fn an_arn_tells_kind_and_name() {
        let provider = Provider::of("arn:aws:iam::111122223333:oidc-provider/gitlab.example/group");
        assert_eq!((provider.kind, provider.name()), (ProviderKind::Oidc, "gitlab.example/group"));
        let provider = Provider::of("arn:aws:iam::111122223333:saml-provider/idp");
        assert_eq!((provider.kind, provider.name()), (ProviderKind::Saml, "idp"));
    }

    #[test]
    fn every_operation_is_simulated() {
        for kind in [ProviderKind::Oidc, ProviderKind::Saml] {
            let provider = Provider { kind, arn: String::new() };
            let tagged = provider.tagged();
            let calls = [
                provider.call("Get", ""),
                provider.call("Delete", ""),
                tagged.list,
                tagged.tag,
                tagged.untag,
            ];
            let names = calls.iter().map(|call| call.operation.clone());
            for name in names.chain([format!("List{}s", kind.stem()), format!("Create{}", kind.stem())]) {
                assert!(operation::find("iam", &name).is_some(), "{name}");
            }
        }
    }
}
