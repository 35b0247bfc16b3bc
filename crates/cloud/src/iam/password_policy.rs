//! The account's password policy. Source: spec iam-api.md §1, error-wordings.md §4.

use super::login_profiles::was_among_last;
use super::model::{LoginProfile, PasswordPolicy};
use super::show::{iam, iam_mut, one};
use super::{read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::world::World;
use policy::{NamedPolicy, Policy};
use serde_json::{Map, json};

/// What AWS asks for where an account has no password policy of its own: length, and kinds of characters.
const SHORTEST: usize = 8;
const KINDS: usize = 3;
/// The length that a policy asks for which names none.
const DEFAULT_LENGTH: i64 = 6;
/// The symbols that count, as the documentation lists them.
const SYMBOLS: &str = "!@#$%^&*()_+-=[]{}|'";

pub(super) const ROWS: Rows = &[
    read(
        "GetAccountPasswordPolicy",
        Access::Read,
        "iam:GetAccountPasswordPolicy",
        policy_or_own,
        get,
        "aws iam get-account-password-policy",
    ),
    write(
        "UpdateAccountPasswordPolicy",
        Access::Write,
        "iam:UpdateAccountPasswordPolicy",
        target::everything,
        update,
        "aws iam update-account-password-policy --minimum-password-length 14 --require-symbols",
    ),
    write(
        "DeleteAccountPasswordPolicy",
        Access::PermissionsManagement,
        "iam:DeleteAccountPasswordPolicy",
        target::everything,
        delete,
        "aws iam delete-account-password-policy",
    ),
];

/// `*`; users that may change their own password may see what it must be like.
fn policy_or_own(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(open_to_users(p, target::everything(p)?))
}

/// The caller's own password.
pub(super) fn own_password(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(open_to_users(p, target::own(p)?))
}

/// Where the password policy lets users change their passwords, it grants that as a policy of the resource
/// would: beside the identity policies, and an explicit deny still counts.
fn open_to_users(p: &Planning<'_>, check: Check) -> Check {
    let policy = target::iam(p).and_then(|iam| iam.password_policy.as_ref());
    let open = policy.is_some_and(|policy| policy.users_may_change);
    let (Some(arn), Some(_), true) = (&p.caller.arn, p.caller.user_name(), open) else { return check };
    let grant = json!({"Version": "2012-10-17", "Statement": {
        "Effect": "Allow", "Principal": {"AWS": arn}, "Action": check.action, "Resource": "*"}});
    let grant = Policy::parse(&grant.to_string()).ok();
    check.guarded_by(grant.map(|grant| NamedPolicy::new("account password policy", grant)))
}

fn missing(account: &str) -> ApiError {
    ApiError::no_such_entity(format!("The Password Policy with domain name {account} cannot be found."))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let policy = iam(ok, world)?.password_policy.as_ref().ok_or_else(|| missing(ok.account()))?;
    let mut out = Map::from_iter([
        ("MinimumPasswordLength".to_owned(), policy.min_length.into()),
        ("RequireSymbols".to_owned(), policy.symbols.into()),
        ("RequireNumbers".to_owned(), policy.numbers.into()),
        ("RequireUppercaseCharacters".to_owned(), policy.uppercase.into()),
        ("RequireLowercaseCharacters".to_owned(), policy.lowercase.into()),
        ("AllowUsersToChangePassword".to_owned(), policy.users_may_change.into()),
        ("ExpirePasswords".to_owned(), policy.max_age_days.is_some().into()),
        ("MaxPasswordAge".to_owned(), policy.max_age_days.unwrap_or_default().into()),
    ]);
    if let Some(count) = policy.remembered {
        out.insert("PasswordReusePrevention".to_owned(), count.into());
    }
    out.insert("HardExpiry".to_owned(), policy.hard_expiry.unwrap_or_default().into());
    Ok(one("PasswordPolicy", out))
}

/// What the request does not name goes back to its default.
fn update(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let policy = PasswordPolicy {
        min_length: input.int("MinimumPasswordLength").unwrap_or(DEFAULT_LENGTH),
        symbols: input.flag("RequireSymbols"),
        numbers: input.flag("RequireNumbers"),
        uppercase: input.flag("RequireUppercaseCharacters"),
        lowercase: input.flag("RequireLowercaseCharacters"),
        users_may_change: input.flag("AllowUsersToChangePassword"),
        max_age_days: input.int("MaxPasswordAge").filter(|days| *days > 0),
        remembered: input.int("PasswordReusePrevention").filter(|count| *count > 0),
        hard_expiry: input.opt_flag("HardExpiry"),
    };
    iam_mut(ok, world)?.password_policy = Some(policy);
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let policy = iam_mut(ok, world)?.password_policy.take();
    policy.map(|_| Map::new()).ok_or_else(|| missing(ok.account()))
}

/// Checks a new password of a user that had `old` before.
///
/// # Errors
/// `PasswordPolicyViolation`, naming what is wrong first. The texts beyond length are UNCONFIRMED.
pub(super) fn check(
    policy: Option<&PasswordPolicy>,
    password: &str,
    old: Option<&LoginProfile>,
) -> Result<(), ApiError> {
    let violation = |message: &str| Err(ApiError::new("PasswordPolicyViolation", 400, message));
    let shortest = policy.map_or(SHORTEST, |p| usize::try_from(p.min_length).unwrap_or_default());
    if password.chars().count() < shortest {
        return violation(&format!("Password should have a minimum length of {shortest}"));
    }
    let used = kinds(password);
    let Some(policy) = policy else {
        return if used.iter().filter(|(_, used)| *used).count() >= KINDS {
            Ok(())
        } else {
            violation(
                "Password should have at least three of the following character types: uppercase letters, \
                 lowercase letters, numbers, symbols",
            )
        };
    };
    let wanted = [policy.uppercase, policy.lowercase, policy.numbers, policy.symbols];
    if let Some(((what, _), _)) = used.iter().zip(wanted).find(|((_, used), wanted)| *wanted && !used) {
        return violation(&format!("Password should have at least one {what}"));
    }
    let remembered = policy.remembered.and_then(|count| usize::try_from(count).ok()).unwrap_or_default();
    if old.is_some_and(|login| was_among_last(login, password, remembered)) {
        return violation(
            "Policy constraint violation with password reuse prevention during password change.",
        );
    }
    Ok(())
}

/// The kinds of characters, each with whether a password has one.
fn kinds(password: &str) -> [(&'static str, bool); 4] {
    let has = |kind: fn(char) -> bool| password.chars().any(kind);
    [
        ("uppercase letter", has(|c| c.is_ascii_uppercase())),
        ("lowercase letter", has(|c| c.is_ascii_lowercase())),
        ("number", has(|c| c.is_ascii_digit())),
        ("symbol", has(|c| SYMBOLS.contains(c))),
    ]
}
