//! KMS's condition keys.

use super::super::resource::Resource;
use super::super::table::Context;
use super::aliases;
use crate::operation::Planning;
use serde_json::Value;

/// The condition keys of a check on a key. What is asked of services goes through `kms:ViaService`, which the
/// service adds.
pub(super) fn of_key(p: &Planning<'_>, key: Option<&Resource>) -> Context {
    let mut context = of_caller(p.caller.account_id());
    let mut put = |name: &str, values: Vec<String>| context.push((name.to_owned(), values));
    let text = |name: &str| p.input.opt_text(name);
    if let Some(alias) = text("KeyId").and_then(alias_of) {
        put("kms:RequestAlias", vec![alias.to_owned()]);
    }
    if let Some(days) = p.input.int("PendingWindowInDays") {
        put("kms:ScheduleKeyDeletionPendingWindowInDays", vec![days.to_string()]);
    }
    if let Some(bypass) = p.input.opt_flag("BypassPolicyLockoutSafetyCheck") {
        put("kms:BypassPolicyLockoutSafetyCheck", vec![bypass.to_string()]);
    }
    if let Some(Value::Object(pairs)) = p.input.get("EncryptionContext") {
        for (name, value) in pairs {
            put(
                &format!("kms:EncryptionContext:{name}"),
                value.as_str().map(str::to_owned).into_iter().collect(),
            );
        }
        put("kms:EncryptionContextKeys", pairs.keys().cloned().collect());
    }
    context.extend(of_kind());
    if let Some(key) = key {
        let names: Vec<String> =
            aliases::of_key(p.world, key).map(|alias| alias.name("").to_owned()).collect();
        context.push(("kms:ResourceAliases".to_owned(), names));
    }
    context
}

/// What every request to KMS has.
pub(super) fn of_caller(account: &str) -> Context {
    vec![("kms:CallerAccount".to_owned(), vec![account.to_owned()])]
}

/// All keys are of one kind here.
fn of_kind() -> impl Iterator<Item = (String, Vec<String>)> {
    let facts = [
        ("kms:KeySpec", "SYMMETRIC_DEFAULT"),
        ("kms:KeyUsage", "ENCRYPT_DECRYPT"),
        ("kms:KeyOrigin", "AWS_KMS"),
        ("kms:MultiRegion", "false"),
        ("kms:EncryptionAlgorithm", "SYMMETRIC_DEFAULT"),
    ];
    facts.into_iter().map(|(name, value)| (name.to_owned(), vec![value.to_owned()]))
}

/// The alias that a key was named by.
fn alias_of(text: &str) -> Option<&str> {
    let name = text.splitn(6, ':').last()?;
    name.starts_with("alias/").then_some(name)
}
