//! Keys as other services use them on behalf of a caller: for what S3, Secrets Manager and Systems Manager encrypt.
//! Source: spec error-wordings.md §1 (R18), context-keys.md §2.

use super::super::table::Place;
use super::{KEY, find_key, keys};
use crate::error::ApiError;
use crate::operation::{Check, Planning};
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

/// A service at work with a key.
pub(crate) struct Use<'a> {
    /// The service's name, e.g. `s3`.
    pub(crate) service: &'a str,
    /// Where.
    pub(crate) region: &'a str,
    /// What for: the pair that the service puts into the encryption context, e.g. `aws:s3:arn` and an ARN.
    pub(crate) context: (&'a str, &'a str),
}

impl Use<'_> {
    /// The check on a key that the service uses with the caller's own permissions.
    pub(crate) fn check(&self, p: &Planning<'_>, action: &'static str, key: &str) -> Check {
        let (name, value) = self.context;
        let via = format!("{}.{}.amazonaws.com", self.service, self.region);
        KEY.check(&Planning { action, ..*p }, key)
            .with("kms:ViaService", vec![via])
            .with(format!("kms:EncryptionContext:{name}"), vec![value.to_owned()])
            .with("kms:EncryptionContextKeys", vec![name.to_owned()])
            .forwarded()
    }

    /// As [`Use::check`], for services that say of themselves that they ask. S3 does not.
    pub(crate) fn called_check(&self, p: &Planning<'_>, action: &'static str, key: &str) -> Check {
        self.check(p, action, key).called_via(&format!("{}.amazonaws.com", self.service))
    }
}

/// Whether a key can be used.
pub(crate) fn usable(world: &World, key: &str) -> Result<(), ApiError> {
    let usable = KEY.existing(world, key).and_then(keys::usable);
    usable.map(|_| ()).map_err(|error| behind(&error))
}

/// KMS's error as another service passes it on.
fn behind(error: &ApiError) -> ApiError {
    ApiError { code: format!("KMS.{}", error.code), ..error.clone() }
}
