//! Console passwords and what the account's password policy asks of them.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::{Call, Door};
use cloud::signin::{self, PASSWORD_CHANGE_REQUIRED, SignIn};
use cloud::{Credentials, Tick, Turn, World};
use support::{ACCOUNT, Aws};

fn update_policy() -> Call {
    Call::new("iam", "UpdateAccountPasswordPolicy")
}

fn login(operation: &str, password: &str) -> Call {
    Call::new("iam", operation).with("UserName", "bob").with("Password", password)
}

/// What a password policy says of a new password: what is missing, if anything.
#[test]
fn passwords_must_fit_the_policy() {
    let base = || update_policy().with("MinimumPasswordLength", 6);
    let one = |what: &str| format!("PasswordPolicyViolation: Password should have at least one {what}");
    let three = "PasswordPolicyViolation: Password should have at least three of the following character \
                 types: uppercase letters, lowercase letters, numbers, symbols";
    let short = |n: usize| format!("PasswordPolicyViolation: Password should have a minimum length of {n}");
    for (policy, password, expected) in [
        (None, "Abcdef1", Some(short(8))),
        (None, "abcdefg1", Some(three.to_owned())),
        (None, "Abcdefg1", None),
        (Some(base()), "abcde", Some(short(6))),
        (Some(base()), "abcdef", None),
        (Some(update_policy().with("MinimumPasswordLength", 14)), "Correct-Horse", Some(short(14))),
        (Some(base().with("RequireSymbols", true)), "Abcdef1", Some(one("symbol"))),
        (Some(base().with("RequireSymbols", true)), "abcdef!", None),
        (Some(base().with("RequireNumbers", true)), "Abcdef!", Some(one("number"))),
        (Some(base().with("RequireUppercaseCharacters", true)), "abcdef1", Some(one("uppercase letter"))),
        (Some(base().with("RequireLowercaseCharacters", true)), "ABCDEF1", Some(one("lowercase letter"))),
    ] {
        let (mut aws, admin) = Aws::with_admin();
        aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
        if let Some(policy) = policy {
            aws.must(&admin, policy);
        }
        let call = login("CreateLoginProfile", password);
        match expected {
            Some(expected) => assert_eq!(aws.refused(&admin, call), expected, "{password}"),
            None => drop(aws.must(&admin, call)),
        }
    }
}

#[test]
fn the_last_passwords_cannot_be_used_again() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, update_policy().with("PasswordReusePrevention", 2));
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    aws.must(&admin, login("CreateLoginProfile", "Horse-1"));
    let reuse = "PasswordPolicyViolation: Policy constraint violation with password reuse prevention during \
                 password change.";
    for (password, allowed) in
        [("Horse-1", false), ("Horse-2", true), ("Horse-1", false), ("Horse-3", true), ("Horse-1", true)]
    {
        let call = login("UpdateLoginProfile", password);
        if allowed {
            aws.must(&admin, call);
        } else {
            assert_eq!(aws.refused(&admin, call), reuse);
        }
    }
}

/// The policy lets users change their own password, whatever their own policies allow, but not against a
/// deny.
#[test]
fn users_may_change_their_own_password_if_the_policy_says_so() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    aws.must(&admin, login("CreateLoginProfile", "Correct-Horse-7"));
    let bob = aws.access_key(&admin, "bob");
    let change = || {
        let call = Call::new("iam", "ChangePassword").with("OldPassword", "Correct-Horse-7");
        call.with("NewPassword", "Correct-Horse-7")
    };
    assert!(aws.refused(&bob, change()).contains("no identity-based policy allows"));
    aws.must(&admin, update_policy().with("AllowUsersToChangePassword", true));
    aws.must(&bob, change());
    aws.must(&bob, Call::new("iam", "GetAccountPasswordPolicy"));
    assert!(aws.refused(&bob, Call::new("iam", "DeleteAccountPasswordPolicy")).contains("AccessDenied"));
    let deny = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "no");
    aws.must(&admin, deny.with("PolicyDocument", support::identity("Deny", "iam:ChangePassword")));
    assert!(aws.refused(&bob, change()).contains("explicit deny"));
}

fn form(password: &str) -> SignIn {
    SignIn {
        account_or_alias: ACCOUNT.to_owned(),
        user_name: "bob".to_owned(),
        password: password.to_owned(),
        mfa_code: String::new(),
    }
}

/// The error code of what the sign-in page does, if it fails.
fn page(aws: &mut Aws, does: impl FnOnce(&World, Tick) -> Turn) -> Option<String> {
    let before = aws.history.world().clone();
    let tick = Tick { now: aws.now, seed: 5 };
    let turn = does(aws.history.world(), tick);
    let code = aws.history.push(turn, Some(Door::Console), tick).err().map(|failure| failure.error.code);
    assert!(code.is_none() || before == *aws.history.world(), "a failed sign-in changed the world");
    code
}

fn sign_in(aws: &mut Aws, password: &str) -> Option<String> {
    page(aws, |world, tick| signin::console(world, &form(password), tick))
}

fn change(aws: &mut Aws, old: &str, new: &str) -> Option<String> {
    page(aws, |world, tick| signin::change_password(world, &form(old), new, tick))
}

fn bob_with_password(reset: bool) -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    aws.must(&admin, login("CreateLoginProfile", "Correct-Horse-7").with("PasswordResetRequired", reset));
    (aws, admin)
}

#[test]
fn who_must_change_the_password_changes_it_before_signing_in() {
    let (mut aws, admin) = bob_with_password(true);
    let required = Some(PASSWORD_CHANGE_REQUIRED.to_owned());
    assert_eq!(sign_in(&mut aws, "Correct-Horse-7"), required);
    assert_eq!(sign_in(&mut aws, "wrong"), Some("SignInFailed".to_owned()), "says so only to who knows it");
    // As in AWS, the user must be allowed to.
    assert_eq!(change(&mut aws, "Correct-Horse-7", "Correct-Horse-8"), Some("AccessDenied".to_owned()));
    let record = aws.history.records().last().unwrap();
    assert_eq!((record.event.event_name.as_str(), record.checks.len()), ("ChangePassword", 1));
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "bob");
    aws.must(&admin, attach.with("PolicyArn", "arn:aws:iam::aws:policy/IAMUserChangePassword"));
    assert_eq!(change(&mut aws, "wrong", "Correct-Horse-8"), Some("SignInFailed".to_owned()));
    assert_eq!(change(&mut aws, "Correct-Horse-7", "short"), Some("PasswordPolicyViolation".to_owned()));
    let sessions = aws.history.world().sessions.len();
    assert_eq!(change(&mut aws, "Correct-Horse-7", "Correct-Horse-8"), None);
    assert_eq!(aws.history.world().sessions.len(), sessions, "changing the password signs nobody in");
    assert_eq!(sign_in(&mut aws, "Correct-Horse-7"), Some("SignInFailed".to_owned()));
    assert_eq!(sign_in(&mut aws, "Correct-Horse-8"), None);
    // The change is one that can be undone.
    aws.history.undo().unwrap();
    assert_eq!(sign_in(&mut aws, "Correct-Horse-7"), required);
}

#[test]
fn passwords_expire_by_the_worlds_clock() {
    for (hard, expected) in [(false, PASSWORD_CHANGE_REQUIRED), (true, "PasswordExpired")] {
        let (mut aws, admin) = bob_with_password(false);
        let policy = update_policy().with("MaxPasswordAge", 90).with("AllowUsersToChangePassword", true);
        aws.must(&admin, policy.with("HardExpiry", hard));
        aws.now = aws.now.plus(90 * 86_400 - 1);
        assert_eq!(sign_in(&mut aws, "Correct-Horse-7"), None);
        aws.now = aws.now.plus(1);
        assert_eq!(sign_in(&mut aws, "Correct-Horse-7").as_deref(), Some(expected));
        aws.must(&admin, login("UpdateLoginProfile", "Correct-Horse-8"));
        assert_eq!(sign_in(&mut aws, "Correct-Horse-8"), None);
    }
}
