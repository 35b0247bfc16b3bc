//! Codes of MFA devices: where one is asked for, and whether it is good. Source: spec sts.md §6, §8.

use super::model::{MfaDevice, User};
use crate::caller::Caller;
use crate::error::{ApiError, Fault};
use crate::input::Input;
use crate::tick::Timestamp;
use crate::totp;
use crate::world::World;
use std::sync::Arc;

/// By how many time steps a device's clock may be off: UNCONFIRMED, the usual tolerance.
const DRIFT: i64 = 1;
/// How far back two codes in a row may lie when a device is enabled or resynchronised, in time steps.
const PAIR_DRIFT: i64 = 2;

impl MfaDevice {
    fn code(&self, step: i64) -> String {
        totp::code(&totp::from_base32(&self.seed).unwrap_or_default(), step)
    }

    /// The time step of a code that is shown about now and was not used yet.
    fn step_of(&self, code: &str, now: Timestamp) -> Option<i64> {
        let now = totp::step(now);
        let unused = |step: &i64| self.last_step.is_none_or(|last| *step > last);
        (now - DRIFT..=now + DRIFT).filter(unused).find(|step| self.code(*step) == code)
    }

    /// The time step of the second of two codes in a row, which prove that a device runs.
    pub(super) fn step_of_pair(&self, codes: (&str, &str), now: Timestamp) -> Option<i64> {
        let now = totp::step(now);
        let fits = |step: &i64| self.code(*step) == codes.0 && self.code(step + 1) == codes.1;
        (now - PAIR_DRIFT..=now + DRIFT).find(fits).map(|first| first + 1)
    }
}

/// A good code: it counts once.
pub(crate) struct GoodCode {
    account: String,
    serial: String,
    step: i64,
}

impl GoodCode {
    /// Uses the code up.
    pub(crate) fn consume(self, world: &mut World) {
        let devices = world.account_mut(&self.account).map(|account| &mut account.iam.mfa_devices);
        if let Some(device) = devices.and_then(|d| d.get_mut(&self.serial)).map(Arc::make_mut) {
            device.last_step = Some(self.step);
        }
    }
}

/// Checks `SerialNumber` and `TokenCode` of a request. `None` when neither was given.
///
/// # Errors
/// The refusal of a device that is not the caller's, or of a code that it does not show or has shown before.
pub(crate) fn given(
    world: &World,
    caller: &Caller,
    input: &Input,
    now: Timestamp,
) -> Result<Option<GoodCode>, ApiError> {
    let (serial, code) = (input.opt_text("SerialNumber"), input.opt_text("TokenCode"));
    if serial.is_none() && code.is_none() {
        return Ok(None);
    }
    let account = caller.account_id();
    let user = caller.user_name().and_then(|name| world.account(account)?.iam.user(name));
    let own = |serial: &&str| user.is_some_and(|user| user.mfa_devices.iter().any(|own| own == serial));
    let device = serial.filter(own).and_then(|serial| device(world, account, serial)).ok_or_else(|| {
        refusal(
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial \
             number is valid and associated with this user.",
        )
    })?;
    let step = device
        .step_of(code.unwrap_or_default(), now)
        .ok_or_else(|| refusal("MultiFactorAuthentication failed with invalid MFA one time pass code. "))?;
    let serial = serial.unwrap_or_default().to_owned();
    Ok(Some(GoodCode { account: account.to_owned(), serial, step }))
}

/// A code typed at the sign-in page, where any of the user's devices will do. `None` if it is none of theirs.
pub(crate) fn typed(
    world: &World,
    account: &str,
    user: &User,
    code: &str,
    now: Timestamp,
) -> Option<GoodCode> {
    user.mfa_devices.iter().find_map(|serial| {
        let step = device(world, account, serial)?.step_of(code, now)?;
        Some(GoodCode { account: account.to_owned(), serial: serial.clone(), step })
    })
}

fn device<'a>(world: &'a World, account: &str, serial: &str) -> Option<&'a MfaDevice> {
    world.account(account)?.iam.mfa_devices.get(serial).map(AsRef::as_ref)
}

fn refusal(message: &str) -> ApiError {
    ApiError::new("AccessDenied", 403, message).with_fault(Fault::Authorization)
}
