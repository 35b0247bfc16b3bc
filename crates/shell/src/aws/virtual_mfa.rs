//! `aws iam create-virtual-mfa-device` puts what an authenticator app needs into a file and shows no secret.
//! These two options are the command's own, no parameters of the operation.

use super::command::Operation;
use super::error::{CliError, Step};
use super::parser::Found;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

const FILE: &str = "--outfile";
const METHOD: &str = "--bootstrap-method";
/// What may be put into the file, by the members of the answer.
const METHODS: [&str; 2] = ["QRCodePNG", "Base32StringSeed"];

/// The options that an operation takes besides its parameters; each must be given.
pub(super) fn options(operation: &Operation) -> &'static [&'static str] {
    if operation.name == "CreateVirtualMFADevice" { &[FILE, METHOD] } else { &[] }
}

/// Refuses a method that there is not, before anything is sent.
pub(super) fn check(found: &Found) -> Result<(), CliError> {
    match found.value(METHOD) {
        Some(method) if !METHODS.contains(&method) => {
            Err(CliError::choice(METHOD, method, METHODS.into_iter()))
        }
        _ => Ok(()),
    }
}

/// Takes the secrets out of the answer and puts the one asked for into the file.
pub(super) fn save(p: &mut Process<'_>, reply: &mut Map<String, Value>, found: &Found) -> Step<()> {
    let (Some(file), Some(method)) = (found.value(FILE), found.value(METHOD)) else { return Ok(()) };
    let Some(Value::Object(device)) = reply.get_mut("VirtualMFADevice") else { return Ok(()) };
    for member in METHODS {
        let Some(Value::String(secret)) = device.shift_remove(member) else { continue };
        if member == method {
            let bytes = BASE64.decode(secret).unwrap_or_default();
            p.write_file(file, &bytes, false)
                .map_err(|error| CliError::General(format!("{file}: {error}")))?;
        }
    }
    Ok(())
}
