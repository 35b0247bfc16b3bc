//! Where AWS's documentation is silent or contradicts itself: the choices of this engine.
//!
//! One list, so that a choice that turns out wrong is changed here and nowhere else. Each
//! names the page of `spec/` that marks it UNCONFIRMED. Choices that are not a constant are
//! named with the function that makes them.
//!
//! - Saved `NotPrincipal` exempts a user when user *and* account are listed, a session when
//!   account *and* (role *or* session) are (policy-language.md §4): `Principals::exempts`.
//! - A wildcard that comes out of a variable's value is plain text (policy-language.md §8):
//!   `pattern::run`.
//! - A key with several values has no value as a variable (policy-language.md §8):
//!   `Variable::resolve`.
//! - Text that is no number, date, address or base64 matches nothing (policy-language.md §7):
//!   `condition::*`.
//! - A boolean's case does not matter (policy-language.md §7): `condition::bool`.
//! - Dates that are digits only are epoch seconds, also four digits: `condition::date`.
//! - The order in which layers are asked for an explicit deny (evaluation.md §4): `conclude`.

use crate::document::Quantifier;

/// Several request values under an operator without `ForAllValues`/`ForAnyValue`
/// (policy-language.md §7): as if `ForAnyValue` stood there, with negated operators
/// `ForAllValues`.
pub(crate) const fn implied_quantifier(negated: bool) -> Quantifier {
    if negated { Quantifier::ForAllValues } else { Quantifier::ForAnyValue }
}

/// `"Principal": "*"` covers AWS service principals (policy-language.md §4).
pub(crate) const STAR_COVERS_SERVICES: bool = true;

/// The session policy of the calling session limits a direct grant of `sts:AssumeRole` as
/// its permissions boundary does (evaluation.md §6).
pub(crate) const SESSION_POLICY_LIMITS_ASSUME_ROLE: bool = true;

/// An `Allow` with `NotPrincipal`, which AWS no longer takes, allows nobody
/// (policy-language.md §2).
pub(crate) const ALLOW_WITH_NOT_PRINCIPAL_GRANTS: bool = false;

/// `Bool` takes policy variables; AWS's two pages on it differ (policy-language.md §7).
pub(crate) const BOOL_TAKES_VARIABLES: bool = true;

/// `"Principal": "*"` in a trust policy, not as `{"AWS": "*"}` (policy-language.md §10: one
/// source only says that it is refused).
pub(crate) const TRUST_TAKES_LONE_STAR: bool = false;
