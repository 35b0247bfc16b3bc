//! Signing in to the console. Not an API of AWS's: the sign-in page does it, and CloudTrail records it as
//! `ConsoleLogin`.

mod new_password;

pub use new_password::{PASSWORD_CHANGE_REQUIRED, change_password};

use crate::arn;
use crate::caller::{RoleSession, SessionKind, UserSession, UserSessionSource};
use crate::error::ApiError;
use crate::event::Event;
use crate::gateway::Turn;
use crate::iam::login_profiles;
use crate::iam::mfa_codes::{self, GoodCode};
use crate::iam::model::{self, User};
use crate::random::Random;
use crate::request::{Credentials, Origin, Reply};
use crate::session;
use crate::tick::Tick;
use crate::world::{EntityKind, World};

/// How long a user's console session lasts, in seconds. Source: spec sts.md §9.
pub const CONSOLE_SESSION: i64 = 12 * 3_600;

/// What is typed into the sign-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// 12 digits or the account's alias.
    pub account_or_alias: String,
    /// The IAM user's name.
    pub user_name: String,
    /// The console password.
    pub password: String,
    /// The code of an MFA device, for users that have one; empty until it is asked for.
    pub mfa_code: String,
}

/// The error code of a sign-in whose password was right and that now needs the code of an MFA device.
pub const MFA_REQUIRED: &str = "MfaRequired";

/// Signs in with a password. The reply has `Credentials`, `Account` and `UserName`; a wrong account, name or
/// password give one and the same error, as AWS does, so that nobody learns which of them exist. Users with an
/// MFA device are asked for its code then: the error's code is [`MFA_REQUIRED`]. Who must choose another password
/// first gets no session: the error's code is [`PASSWORD_CHANGE_REQUIRED`], and [`change_password`] is what helps.
#[must_use]
pub fn console(world: &World, form: &SignIn, tick: Tick) -> Turn {
    let proven = prove(world, form, tick).and_then(|proven| {
        new_password::not_needed(world, &proven, tick.now)?;
        Ok((proven.user, proven.factor))
    });
    turn(world, account_of(world, form), &form.user_name, proven, tick)
}

/// Somebody whose password and MFA code were right.
struct Proven<'a> {
    account: &'a str,
    user: &'a User,
    factor: SecondFactor,
}

/// The account that a form names; empty if there is none.
fn account_of<'a>(world: &'a World, form: &SignIn) -> &'a str {
    world.account_by_alias(form.account_or_alias.trim()).map_or("", |account| &account.id)
}

fn prove<'a>(world: &'a World, form: &SignIn, tick: Tick) -> Result<Proven<'a>, ApiError> {
    let account = account_of(world, form);
    let user = world.account(account).and_then(|account| account.iam.user(form.user_name.trim()));
    let user = user.filter(|user| login_profiles::password_fits(user, &form.password)).ok_or_else(wrong)?;
    let factor = second_factor(world, account, user, form.mfa_code.trim(), tick)?;
    Ok(Proven { account, user, factor })
}

fn wrong() -> ApiError {
    let message = "Your authentication information is incorrect. Please try again.";
    ApiError::authentication("SignInFailed", 403, message)
}

/// How a user is known besides the password.
enum SecondFactor {
    /// Not: the user has no MFA device.
    None,
    /// By a code, which counts once.
    Code(GoodCode),
    /// By the simulator's word.
    Vouched,
}

fn second_factor(
    world: &World,
    account: &str,
    user: &User,
    code: &str,
    tick: Tick,
) -> Result<SecondFactor, ApiError> {
    if user.mfa_devices.is_empty() {
        return Ok(SecondFactor::None);
    }
    if code.is_empty() {
        let message = "Enter an MFA code to complete sign-in.";
        return Err(ApiError::authentication(MFA_REQUIRED, 403, message));
    }
    let good = mfa_codes::typed(world, account, user, code, tick.now);
    good.map(SecondFactor::Code).ok_or_else(wrong)
}

/// The simulator's own short cut: signs in as a user without its password. `mfa` is whether it counts as signed
/// in with MFA; if that is not said, it does if the user has a device, as if its code had been given.
///
/// Only users with console access can be signed in as, as in AWS.
#[must_use]
pub fn simulated(world: &World, account: &str, user_name: &str, mfa: Option<bool>, tick: Tick) -> Turn {
    let user = world.account(account).and_then(|a| a.iam.user(user_name)).filter(|u| u.login.is_some());
    let proven = user.ok_or_else(wrong).map(|user| {
        let mfa = mfa.unwrap_or(!user.mfa_devices.is_empty());
        (user, if mfa { SecondFactor::Vouched } else { SecondFactor::None })
    });
    turn(world, account, user_name, proven, tick)
}

fn turn(
    world: &World,
    account: &str,
    name: &str,
    proven: Result<(&User, SecondFactor), ApiError>,
    tick: Tick,
) -> Turn {
    let mut after = world.clone();
    let identity = match &proven {
        Ok((user, _)) => (user.id.clone(), Some(user.arn(account))),
        Err(_) => (String::new(), None),
    };
    let result = proven.map(|(user, factor)| begin(&mut after, account, user, factor, tick));
    let event = Event::of_sign_in(account, name, identity, &Origin::console(), result.as_ref().err(), tick);
    Turn { changed: false, world: after, result, event, checks: Vec::new() }
}

/// Starts the user's console session and notes the use of the password.
fn begin(world: &mut World, account: &str, user: &User, factor: SecondFactor, tick: Tick) -> Reply {
    let kind = SessionKind::User(console_session(user, &factor, tick));
    let mut random = Random::new(tick.seed);
    let session = session::issue(world, account, kind, tick.now, CONSOLE_SESSION, &mut random);
    if let Some(user) = world.account_mut(account).and_then(|a| a.iam.user_mut(&user.name)) {
        user.password_last_used = Some(tick.now);
    }
    if let SecondFactor::Code(code) = factor {
        code.consume(world);
    }
    let mut output = session.output();
    output.insert("Account".to_owned(), account.into());
    output.insert("UserName".to_owned(), user.name.as_str().into());
    Reply { output }
}

fn console_session(user: &User, factor: &SecondFactor, tick: Tick) -> UserSession {
    UserSession {
        user_id: user.id.clone(),
        source: UserSessionSource::Console,
        mfa: (!matches!(factor, SecondFactor::None)).then_some(tick.now),
    }
}

/// Starts a session of an account's root user, for whoever builds a world. End it with [`end_session`].
/// `None` if there is no such account.
#[must_use]
pub fn root_session(world: &World, account: &str, tick: Tick) -> Option<(World, Credentials)> {
    world.account(account)?;
    let mut after = world.clone();
    let mut random = Random::new(tick.seed);
    let session = session::issue(&mut after, account, SessionKind::Root, tick.now, 3_600, &mut random);
    Some((after, session.credentials()))
}

/// Starts a session of a user, role or root user by its ARN, without asking anybody: for those who look at a
/// world from outside and want to know what somebody could do. `None` if there is no such principal.
#[must_use]
pub fn session_of(world: &World, principal_arn: &str, tick: Tick) -> Option<(World, Credentials)> {
    let account = arn::account(principal_arn)?;
    if principal_arn == format!("arn:aws:iam::{account}:root") {
        return root_session(world, account, tick);
    }
    let id = world.unique_id_of(principal_arn)?;
    let kind = match &world.unique_ids.get(&id)?.kind {
        EntityKind::User => {
            SessionKind::User(UserSession { user_id: id, source: UserSessionSource::Console, mfa: None })
        }
        EntityKind::Role => {
            let (_, _, _, name) = arn::entity(principal_arn)?;
            SessionKind::Role(RoleSession {
                role: model::key(name),
                role_id: id,
                name: "session".to_owned(),
                policies: None,
                tags: Vec::new(),
                transitive: Vec::new(),
                source_identity: None,
                provider: None,
                keys: Vec::new(),
                workload: None,
            })
        }
        EntityKind::Group => return None,
    };
    let mut after = world.clone();
    let mut random = Random::new(tick.seed);
    let session = session::issue(&mut after, account, kind, tick.now, 3_600, &mut random);
    Some((after, session.credentials()))
}

/// Forgets temporary credentials, as signing out does.
pub fn end_session(world: &mut World, access_key_id: &str) {
    world.sessions.remove(access_key_id);
}
