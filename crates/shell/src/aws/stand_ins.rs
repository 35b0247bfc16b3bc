//! Options of the command's own that stand for parameters: `--zip-file` and `--count`.

use super::command::Operation;
use super::error::CliError;
use super::parameters::paramfile;
use super::parser::Found;
use crate::process::Process;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};

const ZIP_FILE: &str = "--zip-file";
const COUNT: &str = "--count";

/// An operation's options of this kind, and the parameters that need not be given because of them.
pub(super) fn of(operation: &Operation) -> (&'static [&'static str], &'static [&'static str]) {
    match (operation.prefix, operation.name) {
        ("lambda", "CreateFunction") => (&[ZIP_FILE], &["Code"]),
        ("ec2", "RunInstances") => (&[COUNT], &["MinCount", "MaxCount"]),
        _ => (&[], &[]),
    }
}

/// Puts what they say into the parameters.
pub(super) fn apply(
    p: &Process<'_>,
    operation: &Operation,
    found: &Found,
    params: &mut Map<String, Value>,
) -> Result<(), CliError> {
    match (operation.prefix, operation.name) {
        ("lambda", "CreateFunction") => zip_file(p, found, params),
        ("ec2", "RunInstances") => count(found, params),
        _ => Ok(()),
    }
}

fn zip_file(p: &Process<'_>, found: &Found, params: &mut Map<String, Value>) -> Result<(), CliError> {
    let Some(word) = found.value(ZIP_FILE) else { return Ok(()) };
    let Some(path) = word.strip_prefix("fileb://") else {
        let text = "--zip-file must be a zip file with the fileb:// prefix.\nExample usage:  --zip-file \
                    fileb://path/to/file.zip";
        return Err(CliError::General(text.to_owned()));
    };
    let bytes = paramfile(p, ZIP_FILE, word, path)?;
    let code = params.entry("Code").or_insert_with(|| json!({}));
    code["ZipFile"] = BASE64.encode(bytes).into();
    Ok(())
}

/// `N` or `LEAST:MOST`; one if nothing is said.
fn count(found: &Found, params: &mut Map<String, Value>) -> Result<(), CliError> {
    let bad = || CliError::General("count parameter should be of the form n[:m]".to_owned());
    let given = found.value(COUNT);
    if given.is_none() && (params.contains_key("MinCount") || params.contains_key("MaxCount")) {
        return Ok(());
    }
    let text = given.unwrap_or("1");
    let (least, most) = text.split_once(':').unwrap_or((text, text));
    for (name, text) in [("MinCount", least), ("MaxCount", most)] {
        params.insert(name.to_owned(), text.parse::<i64>().map_err(|_| bad())?.into());
    }
    Ok(())
}
