//! Encrypting and decrypting.

use super::super::resource::Resource;
use super::super::table::{Kind, Place};
use super::keys;
use crate::cipher::{self, Context, Sealed};
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

/// Bytes that `Encrypt` takes.
const LONGEST_TEXT: usize = 4_096;
const ALGORITHM: &str = "SYMMETRIC_DEFAULT";

fn invalid_ciphertext() -> ApiError {
    ApiError::new("InvalidCiphertextException", 400, "")
}

/// The ARN of the key that made a ciphertext: it says so itself.
pub(super) fn key_of_ciphertext(_: &Kind, _: &Place<'_>, blob: &str) -> Result<String, ApiError> {
    let blob = BASE64.decode(blob).map_err(|_| invalid_ciphertext())?;
    Sealed::read(&blob).map(|sealed| sealed.arn().to_owned()).ok_or_else(invalid_ciphertext)
}

/// The material of a key that can be used.
fn material(resource: &Resource) -> Result<Vec<u8>, ApiError> {
    BASE64.decode(&keys::usable(resource)?.material).map_err(|_| invalid_ciphertext())
}

fn context(ok: &Authorized) -> Context {
    let pairs = ok.input().get("EncryptionContext").and_then(Value::as_object).into_iter().flatten();
    pairs.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

fn seal(ok: &Authorized, resource: &Resource, text: &[u8]) -> Result<String, ApiError> {
    let nonce = ok.random().bytes(16);
    let sealed = cipher::seal(&material(resource)?, &resource.arn, &context(ok), &nonce, text);
    Ok(BASE64.encode(sealed))
}

pub(super) fn encrypt(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let text = BASE64
        .decode(ok.input().text("Plaintext")?)
        .map_err(|_| ApiError::new("SerializationException", 400, ""))?;
    if text.is_empty() || text.len() > LONGEST_TEXT {
        let side = if text.is_empty() { "greater than or equal to 1" } else { "less than or equal to 4096" };
        let message = format!(
            "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have \
             length {side}"
        );
        return Err(ApiError::new("ValidationException", 400, message));
    }
    Ok(Map::from_iter([
        ("CiphertextBlob".to_owned(), seal(ok, resource, &text)?.into()),
        ("KeyId".to_owned(), resource.arn.as_str().into()),
        ("EncryptionAlgorithm".to_owned(), ALGORITHM.into()),
    ]))
}

pub(super) fn decrypt(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    if let Some(named) = ok.input().opt_text("KeyId") {
        let place = Place::of_authorized(ok, world);
        if super::find_key(&super::KEY, &place, named)? != resource.arn {
            let message =
                "The key ID in the request does not identify a CMK that can perform this operation.";
            return Err(ApiError::new("IncorrectKeyException", 400, message));
        }
    }
    let blob = BASE64.decode(ok.input().text("CiphertextBlob")?).map_err(|_| invalid_ciphertext())?;
    let sealed = Sealed::read(&blob).ok_or_else(invalid_ciphertext)?;
    let text = sealed.open(&material(resource)?, &context(ok)).ok_or_else(invalid_ciphertext)?;
    Ok(Map::from_iter([
        ("KeyId".to_owned(), resource.arn.as_str().into()),
        ("Plaintext".to_owned(), BASE64.encode(text).into()),
        ("EncryptionAlgorithm".to_owned(), ALGORITHM.into()),
    ]))
}

fn length(ok: &Authorized) -> Result<usize, ApiError> {
    let input = ok.input();
    match (input.opt_text("KeySpec"), input.int("NumberOfBytes")) {
        (Some("AES_256"), None) => Ok(32),
        (Some("AES_128"), None) => Ok(16),
        (None, Some(bytes)) => Ok(usize::try_from(bytes).unwrap_or_default()),
        _ => {
            let message = "Please specify either number of bytes or key spec.";
            Err(ApiError::new("ValidationException", 400, message))
        }
    }
}

pub(super) fn data_key(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let mut random = ok.random();
    // The nonce is drawn first.
    random.bytes(16);
    let text = random.bytes(length(ok)?);
    Ok(Map::from_iter([
        ("CiphertextBlob".to_owned(), seal(ok, resource, &text)?.into()),
        ("Plaintext".to_owned(), BASE64.encode(&text).into()),
        ("KeyId".to_owned(), resource.arn.as_str().into()),
    ]))
}

pub(super) fn sealed_data_key(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    let mut out = data_key(ok, world, resource)?;
    out.shift_remove("Plaintext");
    Ok(out)
}
