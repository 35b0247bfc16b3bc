//! The password that the sign-in page asks for when the present one must not be used any longer: because whoever
//! made it said so (`PasswordResetRequired`), or because it is older than the account's password policy allows.

use super::{Proven, SignIn, account_of, console_session, prove, turn};
use crate::caller::SessionKind;
use crate::error::ApiError;
use crate::gateway::{self, Turn};
use crate::iam::model::{LoginProfile, PasswordPolicy};
use crate::random::Random;
use crate::request::{Call, Credentials, Origin, SignedRequest};
use crate::session;
use crate::tick::{Tick, Timestamp};
use crate::world::World;

/// The error code of a sign-in whose password and MFA code were right, by somebody who must choose another password
/// before anything else.
pub const PASSWORD_CHANGE_REQUIRED: &str = "PasswordChangeRequired";

/// The page gives one reason for whatever IAM answers.
const NOT_CHANGED: &str = "Either user is not authorized to perform iam:ChangePassword or entered password does not \
                           comply with account password policy set by administrator";

const DAY: i64 = 86_400;

/// What a user's password is good for.
enum Standing {
    Good,
    MustChange,
    /// The account lets nobody change an expired password by themselves.
    Blocked,
}

fn standing(login: &LoginProfile, policy: Option<&PasswordPolicy>, now: Timestamp) -> Standing {
    let expired = policy.is_some_and(|policy| {
        policy.max_age_days.is_some_and(|days| now.since(login.password_set()) >= days.saturating_mul(DAY))
    });
    match policy.and_then(|policy| policy.hard_expiry) {
        Some(true) if expired => Standing::Blocked,
        _ if expired || login.reset_required => Standing::MustChange,
        _ => Standing::Good,
    }
}

/// Whether a user may sign in with the password that was given.
///
/// # Errors
/// [`PASSWORD_CHANGE_REQUIRED`], or that only an administrator can help. The texts are UNCONFIRMED.
pub(super) fn not_needed(world: &World, proven: &Proven<'_>, now: Timestamp) -> Result<(), ApiError> {
    let policy = world.account(proven.account).and_then(|account| account.iam.password_policy.as_ref());
    match proven.user.login.as_ref().map_or(Standing::Good, |login| standing(login, policy, now)) {
        Standing::Good => Ok(()),
        Standing::MustChange => {
            let message = "You must change your password to continue";
            Err(ApiError::authentication(PASSWORD_CHANGE_REQUIRED, 403, message))
        }
        Standing::Blocked => {
            let message = "Your password has expired. Contact your administrator to reset it.";
            Err(ApiError::authentication("PasswordExpired", 403, message))
        }
    }
}

/// Gives a user another password from the sign-in page, as `iam:ChangePassword` by the user itself: its policies or
/// the account's password policy must allow that, and the password must fit. `form` is what was typed before; its MFA
/// code is looked at but not used up, so [`console`](super::console) takes it with the new password after that.
///
/// The error is the sign-in page's own text, with IAM's code. The checks tell what was missing.
#[must_use]
pub fn change_password(world: &World, form: &SignIn, new_password: &str, tick: Tick) -> Turn {
    let proven = match prove(world, form, tick) {
        Ok(proven) => proven,
        Err(error) => return turn(world, account_of(world, form), &form.user_name, Err(error), tick),
    };
    let (begun, credentials) = begin(world, &proven, tick);
    let call = Call::new("iam", "ChangePassword")
        .with("OldPassword", form.password.as_str())
        .with("NewPassword", new_password);
    let request = match SignedRequest::new(&call, &credentials, tick.now, Origin::console()) {
        Ok(request) => request,
        Err(error) => return turn(world, proven.account, &form.user_name, Err(error), tick),
    };
    let mut turn = gateway::handle(&begun, &request, tick);
    super::end_session(&mut turn.world, &credentials.access_key_id);
    if let Err(error) = &mut turn.result {
        NOT_CHANGED.clone_into(&mut error.message);
        turn.world = world.clone();
    }
    turn
}

/// A session for the one request.
fn begin(world: &World, proven: &Proven<'_>, tick: Tick) -> (World, Credentials) {
    const SECONDS: i64 = 60;
    let mut begun = world.clone();
    let kind = SessionKind::User(console_session(proven.user, &proven.factor, tick));
    let mut random = Random::new(tick.seed);
    let session = session::issue(&mut begun, proven.account, kind, tick.now, SECONDS, &mut random);
    (begun, session.credentials())
}
