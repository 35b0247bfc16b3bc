//! Console passwords.

use super::model::{LoginProfile, User};
use super::show::{iam_mut, no_user, one};
use super::users::{named_mut, named_or_own};
use super::{read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::sigv4::{same_signature, sha256_hex};
use crate::world::World;
use serde_json::{Map, Value, json};

/// What AWS asks for where an account has no password policy of its own.
const SHORTEST_PASSWORD: usize = 8;

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
        Access::Read,
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
        target::own,
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

fn checked(password: &str) -> Result<&str, ApiError> {
    let kinds = [char::is_uppercase, char::is_lowercase, char::is_numeric, |c: char| !c.is_alphanumeric()];
    let used = kinds.iter().filter(|kind| password.chars().any(kind)).count();
    let violation = |message: String| Err(ApiError::new("PasswordPolicyViolation", 400, message));
    if password.chars().count() < SHORTEST_PASSWORD {
        return violation(format!("Password should have a minimum length of {SHORTEST_PASSWORD}"));
    }
    if used < 3 {
        return violation(
            "Password should have at least three of the following character types: uppercase letters, \
             lowercase letters, numbers, symbols"
                .to_owned(),
        );
    }
    Ok(password)
}

fn profile(ok: &Authorized, password: &str, reset_required: bool) -> LoginProfile {
    let salt = ok.random().text(b"0123456789abcdef", 16);
    LoginProfile { created: ok.now(), hash: hash(&salt, password), salt, reset_required }
}

fn show(user: &User, login: &LoginProfile) -> Value {
    json!({"UserName": user.name, "CreateDate": login.created.iso(), "PasswordResetRequired": login.reset_required})
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = named_or_own(ok, world)?.name.clone();
    let user = iam_mut(ok, world)?.user_mut(&name).ok_or_else(|| no_user(&name))?;
    if user.login.is_some() {
        return Err(ApiError::already_exists(format!("Login Profile for user {name} already exists.")));
    }
    let password = checked(ok.input().text("Password")?)?;
    let login = profile(ok, password, ok.input().flag("PasswordResetRequired"));
    let answer = show(user, &login);
    user.login = Some(login);
    Ok(one("LoginProfile", answer))
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
    let user = named_mut(ok, world)?;
    let old = user.login.as_ref().ok_or_else(|| none(&user.name))?;
    let reset = ok.input().opt_flag("PasswordResetRequired").unwrap_or(old.reset_required);
    let login = match ok.input().opt_text("Password") {
        Some(password) => LoginProfile { created: old.created, ..profile(ok, checked(password)?, reset) },
        None => LoginProfile { reset_required: reset, ..old.clone() },
    };
    user.login = Some(login);
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
    let user = iam_mut(ok, world)?.user_mut(name).ok_or_else(|| no_user(name))?;
    if user.login.is_none() {
        return Err(none(name));
    }
    if !password_fits(user, ok.input().text("OldPassword")?) {
        let message = "The old password was incorrect.";
        return Err(ApiError::new("AccessDenied", 403, message));
    }
    user.login = Some(profile(ok, checked(ok.input().text("NewPassword")?)?, false));
    Ok(Map::new())
}
