//! Console passwords.

use super::model::{LoginProfile, OldPassword, PasswordPolicy, User};
use super::show::{iam, iam_mut, no_user, one};
use super::users::named_or_own;
use super::{password_policy, read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::sigv4::{same_signature, sha256_hex};
use crate::world::World;
use serde_json::{Map, Value, json};

/// How many old passwords are kept: with the present one as many as a password policy can forbid.
const MOST_REMEMBERED: usize = 23;

pub(super) const ROWS: Rows = &[
    write(
        "CreateLoginProfile",
        Access::Write,
        "iam:CreateLoginProfile",
        target::user_or_self,
        create,
        "aws iam create-login-profile --user-name bob --password 'Correct-Horse-7'",
    ),
    read(
        "GetLoginProfile",
        Access::List,
        "iam:GetLoginProfile",
        target::user_or_self,
        get,
        "aws iam get-login-profile --user-name admin",
    ),
    write(
        "UpdateLoginProfile",
        Access::Write,
        "iam:UpdateLoginProfile",
        target::user,
        update,
        "aws iam update-login-profile --user-name bob --password 'Correct-Horse-8'",
    ),
    write(
        "DeleteLoginProfile",
        Access::Write,
        "iam:DeleteLoginProfile",
        target::user_or_self,
        delete,
        "aws iam delete-login-profile --user-name bob",
    ),
    write(
        "ChangePassword",
        Access::Write,
        "iam:ChangePassword",
        password_policy::own_password,
        change,
        "aws iam change-password --old-password 'Correct-Horse-7' --new-password 'Correct-Horse-8'",
    ),
];

/// Whether a password is the user's.
pub(crate) fn password_fits(user: &User, password: &str) -> bool {
    let fits = |login: &LoginProfile| same_signature(&hash(&login.salt, password), &login.hash);
    user.login.as_ref().is_some_and(fits)
}

fn hash(salt: &str, password: &str) -> String {
    sha256_hex(format!("{salt}{password}").as_bytes())
}

/// Whether a password is the present one of a login profile or among the `count - 1` before it.
pub(super) fn was_among_last(login: &LoginProfile, password: &str, count: usize) -> bool {
    let before = login.previous.iter().map(|old| (&old.salt, &old.hash));
    let last = std::iter::once((&login.salt, &login.hash)).chain(before).take(count);
    last.into_iter().any(|(salt, old)| same_signature(&hash(salt, password), old))
}

/// The login profile with a new password, which the account's password policy must allow. `old` is the
/// profile before, if there is one.
fn with_password(
    ok: &Authorized,
    policy: Option<&PasswordPolicy>,
    old: Option<&LoginProfile>,
    password: &str,
    reset_required: bool,
) -> Result<LoginProfile, ApiError> {
    password_policy::check(policy, password, old)?;
    let salt = ok.random().text(b"0123456789abcdef", 16);
    let previous = old.into_iter().flat_map(|old| {
        let present = OldPassword { salt: old.salt.clone(), hash: old.hash.clone() };
        std::iter::once(present).chain(old.previous.iter().cloned())
    });
    Ok(LoginProfile {
        created: old.map_or_else(|| ok.now(), |old| old.created),
        changed: old.map(|_| ok.now()),
        hash: hash(&salt, password),
        salt,
        reset_required,
        previous: previous.take(MOST_REMEMBERED).collect(),
    })
}

fn show(user: &User, login: &LoginProfile) -> Value {
    json!({"UserName": user.name, "CreateDate": login.created.iso(), "PasswordResetRequired": login.reset_required})
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let user = named_or_own(ok, world)?;
    let name = user.name.clone();
    if user.login.is_some() {
        return Err(ApiError::already_exists(format!("Login Profile for user {name} already exists.")));
    }
    let policy = iam(ok, world)?.password_policy.as_ref();
    let reset = ok.input().flag("PasswordResetRequired");
    let login = with_password(ok, policy, None, ok.input().text("Password")?, reset)?;
    let answer = show(user, &login);
    set(ok, world, &name, login)?;
    Ok(one("LoginProfile", answer))
}

fn set(ok: &Authorized, world: &mut World, user: &str, login: LoginProfile) -> Result<(), ApiError> {
    iam_mut(ok, world)?.user_mut(user).ok_or_else(|| no_user(user))?.login = Some(login);
    Ok(())
}

fn none(user: &str) -> ApiError {
    ApiError::no_such_entity(format!("Login Profile for User {user} cannot be found."))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let user = named_or_own(ok, world)?;
    let login = user.login.as_ref().ok_or_else(|| none(&user.name))?;
    Ok(one("LoginProfile", show(user, login)))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    let iam = iam(ok, world)?;
    let old = iam.user(name).ok_or_else(|| no_user(name))?.login.as_ref().ok_or_else(|| none(name))?;
    let reset = ok.input().opt_flag("PasswordResetRequired").unwrap_or(old.reset_required);
    let login = match ok.input().opt_text("Password") {
        Some(password) => with_password(ok, iam.password_policy.as_ref(), Some(old), password, reset)?,
        None => LoginProfile { reset_required: reset, ..old.clone() },
    };
    set(ok, world, name, login)?;
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let name = named_or_own(ok, world)?.name.clone();
    let user = iam_mut(ok, world)?.user_mut(&name).ok_or_else(|| no_user(&name))?;
    user.login.take().map(|_| Map::new()).ok_or_else(|| none(&name))
}

fn change(ok: &Authorized, world: &mut World) -> Output {
    let Some(name) = ok.caller().user_name() else {
        let message = "Only IAM users can change their own password";
        return Err(ApiError::new("InvalidUserType", 400, message));
    };
    let iam = iam(ok, world)?;
    let user = iam.user(name).ok_or_else(|| no_user(name))?;
    let old = user.login.as_ref().ok_or_else(|| none(name))?;
    if !password_fits(user, ok.input().text("OldPassword")?) {
        let message = "The old password was incorrect.";
        return Err(ApiError::new("AccessDenied", 403, message));
    }
    let new = ok.input().text("NewPassword")?;
    let login = with_password(ok, iam.password_policy.as_ref(), Some(old), new, false)?;
    set(ok, world, name, login)?;
    Ok(Map::new())
}
