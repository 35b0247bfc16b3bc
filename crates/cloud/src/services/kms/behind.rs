//! Keys as other services use them on behalf of a caller: S3's default encryption.
//! Source: spec error-wordings.md §1 (R18), context-keys.md §2.

use super::super::resource::Held;
use super::super::table::Place;
use super::model::{Key, KeyState};
use super::{KEY, find_key};
use crate::error::ApiError;
use crate::operation::{Check, Planning, Wording};
use crate::world::World;

/// The ARN of the key that a request to another service names, in the region of what it shall encrypt.
pub(crate) fn arn_of(
    world: &World,
    account: &str,
    region: &str,
    input: &crate::input::Input,
    name: &str,
) -> Result<String, ApiError> {
    find_key(&KEY, &Place { world, account, region, input }, name).map_err(|error| behind(&error))
}

/// The check on a key that `service` uses with the caller's own permissions, for the resource with an ARN.
pub(crate) fn check(
    p: &Planning<'_>,
    action: &'static str,
    key: &str,
    service: &str,
    resource: (&str, &str),
) -> Check {
    let check = KEY.check(&Planning { action, ..*p }, key);
    let (name, arn) = resource;
    let check = check.with("kms:ViaService", vec![service.to_owned()]);
    let check = check.with(format!("kms:EncryptionContext:{name}"), vec![arn.to_owned()]);
    check.with("kms:EncryptionContextKeys", vec![name.to_owned()]).worded(Wording::ThisResource)
}

/// Whether a key can be used.
pub(crate) fn usable(world: &World, key: &str) -> Result<(), ApiError> {
    let refuse = |code: &str, message: String| Err(ApiError::new(code, 400, message));
    let Some(resource) = KEY.get(world, key) else {
        return refuse("KMS.NotFoundException", format!("Key '{key}' does not exist"));
    };
    match Key::of(resource)?.state {
        KeyState::Enabled => Ok(()),
        KeyState::Disabled => refuse("KMS.DisabledException", format!("{key} is disabled.")),
        KeyState::PendingDeletion(_) => {
            refuse("KMS.KMSInvalidStateException", format!("{key} is pending deletion."))
        }
    }
}

/// KMS's error as another service passes it on.
fn behind(error: &ApiError) -> ApiError {
    ApiError { code: format!("KMS.{}", error.code), ..error.clone() }
}
