//! `Principal` and `NotPrincipal`: who is meant, and how far an `Allow` reaches.
//!
//! Sources: spec/policy-language.md §4, spec/evaluation.md §3.

use crate::arn::{Arn, is_account_id};
use crate::choices::{ALLOW_WITH_NOT_PRINCIPAL_GRANTS, STAR_COVERS_SERVICES};
use crate::document::{Polarity, PrincipalElement, PrincipalEntry, PrincipalKind};
use crate::evaluate::Probe;
use crate::principal::Principal;
use crate::trace::Grant;

/// A compiled `Principal` or `NotPrincipal`.
#[derive(Clone, Debug)]
pub(super) struct Principals {
    polarity: Polarity,
    named: Box<[Named]>,
}

/// One entry.
#[derive(Clone, Debug)]
enum Named {
    Everyone,
    /// Twelve digits.
    Account(Box<str>),
    /// A user, role, role session or federated session.
    Arn(Box<str>),
    /// `AIDA…` or `AROA…`
    UniqueId(Box<str>),
    Service(Box<str>),
    Federated(Box<str>),
    CanonicalUser(Box<str>),
}

impl Principals {
    pub(super) fn compile(element: &PrincipalElement) -> Self {
        Self { polarity: element.polarity, named: element.entries.iter().map(Named::compile).collect() }
    }

    /// How far an `Allow` with these principals reaches for the caller: the strongest grant.
    pub(super) fn grant(&self, probe: &Probe<'_>) -> Option<Grant> {
        match self.polarity {
            Polarity::Listed => self.strongest(probe),
            Polarity::NotListed => {
                let grants = ALLOW_WITH_NOT_PRINCIPAL_GRANTS && !self.exempt(probe);
                grants.then_some(Grant::Direct)
            }
        }
    }

    /// Whether a `Deny` with these principals means the caller.
    pub(super) fn denies(&self, probe: &Probe<'_>) -> bool {
        match self.polarity {
            Polarity::Listed => self.strongest(probe).is_some(),
            Polarity::NotListed => probe.has_boundary || !self.exempt(probe),
        }
    }

    fn strongest(&self, probe: &Probe<'_>) -> Option<Grant> {
        self.named.iter().filter_map(|named| named.grant(probe)).max()
    }

    /// Whether `NotPrincipal` leaves the caller out: users and sessions only if their
    /// account is listed as well.
    fn exempt(&self, probe: &Probe<'_>) -> bool {
        let grants = || self.named.iter().filter_map(|named| named.grant(probe));
        let everyone = self.named.iter().any(|named| matches!(named, Named::Everyone));
        let itself = grants().any(|grant| grant >= Grant::Entity);
        let account = grants().any(|grant| grant == Grant::Account);
        everyone
            || match probe.principal {
                Principal::User { .. }
                | Principal::RoleSession { .. }
                | Principal::FederatedSession { .. } => itself && account,
                _ => itself,
            }
    }
}

impl Named {
    fn compile(entry: &PrincipalEntry) -> Self {
        let value = || entry.value.as_str().into();
        match entry.kind {
            PrincipalKind::Everyone => Self::Everyone,
            PrincipalKind::Service => Self::Service(value()),
            PrincipalKind::Federated => Self::Federated(value()),
            PrincipalKind::CanonicalUser => Self::CanonicalUser(value()),
            PrincipalKind::Aws if entry.value == "*" => Self::Everyone,
            PrincipalKind::Aws if is_account_id(&entry.value) => Self::Account(value()),
            PrincipalKind::Aws => match Arn::parse(&entry.value) {
                Some(arn) if arn.service == "iam" && arn.resource == "root" => {
                    Self::Account(arn.account.into())
                }
                Some(_) => Self::Arn(value()),
                None => Self::UniqueId(value()),
            },
        }
    }

    fn grant(&self, probe: &Probe<'_>) -> Option<Grant> {
        match self {
            Self::Everyone => {
                let is_service = matches!(probe.principal, Principal::Service { .. });
                (STAR_COVERS_SERVICES || !is_service).then_some(Grant::Direct)
            }
            Self::Account(account) => {
                let is_account = probe.principal.account() == Some(account);
                is_account.then(|| through_account(probe.principal))
            }
            Self::CanonicalUser(id) => {
                let is_account = probe.canonical_user == Some(id);
                is_account.then(|| through_account(probe.principal))
            }
            Self::Arn(arn) => grant_by_arn(arn, probe.principal),
            Self::UniqueId(id) => grant_by_id(id, probe.principal),
            Self::Service(service) => match probe.principal {
                Principal::Service { name } if **name == **service => Some(Grant::Direct),
                _ => None,
            },
            Self::Federated(wanted) => match probe.principal {
                Principal::Federated { provider } if **provider == **wanted => Some(Grant::Direct),
                _ => None,
            },
        }
    }
}

/// The account's own root user is the account.
fn through_account(principal: &Principal) -> Grant {
    match principal {
        Principal::Root { .. } => Grant::Direct,
        _ => Grant::Account,
    }
}

fn grant_by_arn(wanted: &str, principal: &Principal) -> Option<Grant> {
    let (own, entity) = match principal {
        Principal::User { arn, .. } => (arn, None),
        Principal::RoleSession { session_arn, role_arn, .. } => (session_arn, Some(role_arn)),
        Principal::FederatedSession { arn, parent_arn, .. } => (arn, Some(parent_arn)),
        _ => return None,
    };
    if **own == *wanted {
        Some(Grant::Direct)
    } else {
        entity.is_some_and(|arn| **arn == *wanted).then_some(Grant::Entity)
    }
}

fn grant_by_id(wanted: &str, principal: &Principal) -> Option<Grant> {
    let (id, grant) = match principal {
        Principal::User { id, .. } => (id, Grant::Direct),
        Principal::RoleSession { role_id, .. } => (role_id, Grant::Entity),
        Principal::FederatedSession { parent_id, .. } => (parent_id, Grant::Entity),
        _ => return None,
    };
    (id.as_deref() == Some(wanted)).then_some(grant)
}
