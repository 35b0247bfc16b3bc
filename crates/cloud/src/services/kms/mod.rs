//! KMS: symmetric keys with key policies, aliases, and ciphertexts that only their key opens. Grants, imported
//! and asymmetric keys and rotation are not simulated.
//! Source: spec evaluation.md §8; the service's public model and developer guide.

mod aliases;
mod behind;
mod context;
mod crypto;
mod keys;
pub(super) mod model;
mod policy_guard;

pub(crate) use behind::{Use, arn_of, usable};

use super::resource::Body;
use super::table::{Does, Kind, Listed, On, Place, row};
use super::tags;
use crate::arn;
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Rows, Run};

/// Keys, by id, ARN, alias or alias ARN.
const KEYS: Kind = Kind {
    service: "kms",
    prefix: "key/",
    noun: "key",
    is: |body| matches!(body, Body::Key(_)),
    listed: Listed::Everything,
    find: find_key,
    missing: |arn| not_found(format!("Key '{arn}' does not exist")),
    context: context::of_key,
    spelled: Kind::by_arn,
};

/// Keys.
pub(super) static KEY: Kind = KEYS;

/// Keys, named by a ciphertext that they made.
static SEALING_KEY: Kind = Kind { find: crypto::key_of_ciphertext, ..KEYS };

/// Aliases.
static ALIAS: Kind = Kind {
    service: "kms",
    prefix: "alias/",
    noun: "alias",
    is: |body| matches!(body, Body::Alias(_)),
    listed: Listed::Everything,
    find: |_, place, text| Ok(place.arn("kms", text)),
    missing: |arn| not_found(format!("Alias {arn} is not found.")),
    context: Kind::no_context,
    spelled: Kind::by_arn,
};

const ID: On = On::One(&KEY, "KeyId");
const OWN: On = On::Own(&KEY, "KeyId");
const EVERY: On = On::All(&KEY);

fn not_found(message: String) -> ApiError {
    ApiError::new("NotFoundException", 400, message)
}

/// The ARN of the key that a request means. Who names another account's key learns no more than that it may
/// not be used.
fn find_key(_: &Kind, place: &Place<'_>, text: &str) -> Result<String, ApiError> {
    let named = match text {
        _ if text.starts_with("arn:") => text.to_owned(),
        _ if text.starts_with("alias/") => place.arn("kms", text),
        _ => place.arn("kms", &format!("key/{text}")),
    };
    if arn::account(&named) != Some(place.account) {
        return Ok(aliases::target(place.world, &named).unwrap_or(named));
    }
    if named.contains(":alias/") {
        return aliases::target(place.world, &named).ok_or_else(|| (ALIAS.missing)(&named));
    }
    KEY.existing(place.world, &named)?;
    Ok(named)
}

const fn custom(name: &'static str, checks: Checks, run: Run, example: &'static str) -> Operation {
    Operation { service: "kms", name, access: Access::Write, checks, run, example }
}

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListKeys", Access::List, "kms:ListKeys", EVERY, Does::List(|_, _| true, keys::show),
        "aws kms list-keys"),
    row("CreateKey", Access::Write, "kms:CreateKey", EVERY, Does::Make(keys::make),
        "aws kms create-key --description reports"),
    row("DescribeKey", Access::Read, "kms:DescribeKey", ID, Does::Look(keys::describe),
        "aws kms describe-key --key-id alias/reports"),
    row("EnableKey", Access::Write, "kms:EnableKey", OWN, Does::Change(keys::enable),
        "aws kms enable-key --key-id KEY"),
    row("DisableKey", Access::Write, "kms:DisableKey", OWN, Does::Change(keys::disable),
        "aws kms disable-key --key-id KEY"),
    row("ScheduleKeyDeletion", Access::Write, "kms:ScheduleKeyDeletion", OWN, Does::Change(keys::schedule_deletion),
        "aws kms schedule-key-deletion --key-id KEY --pending-window-in-days 7"),
    row("CancelKeyDeletion", Access::Write, "kms:CancelKeyDeletion", OWN, Does::Change(keys::cancel_deletion),
        "aws kms cancel-key-deletion --key-id KEY"),
    row("GetKeyPolicy", Access::Read, "kms:GetKeyPolicy", OWN, Does::Look(keys::get_policy),
        "aws kms get-key-policy --key-id KEY"),
    row("PutKeyPolicy", Access::PermissionsManagement, "kms:PutKeyPolicy", OWN, Does::Change(keys::put_policy),
        "aws kms put-key-policy --key-id KEY --policy file://key-policy.json"),
    row("ListKeyPolicies", Access::List, "kms:ListKeyPolicies", OWN, Does::Look(keys::list_policies),
        "aws kms list-key-policies --key-id KEY"),
    row("TagResource", Access::Tagging, "kms:TagResource", OWN, Does::Change(tags::put),
        "aws kms tag-resource --key-id KEY --tags TagKey=team,TagValue=blue"),
    row("UntagResource", Access::Tagging, "kms:UntagResource", OWN, Does::Change(tags::take),
        "aws kms untag-resource --key-id KEY --tag-keys team"),
    row("ListResourceTags", Access::List, "kms:ListResourceTags", OWN, Does::Look(keys::list_tags),
        "aws kms list-resource-tags --key-id KEY"),
    row("Encrypt", Access::Write, "kms:Encrypt", ID, Does::Look(crypto::encrypt),
        "aws kms encrypt --key-id alias/reports --plaintext aGVsbG8="),
    row("Decrypt", Access::Write, "kms:Decrypt", On::One(&SEALING_KEY, "CiphertextBlob"), Does::Look(crypto::decrypt),
        "aws kms decrypt --ciphertext-blob fileb://secret.bin"),
    row("GenerateDataKey", Access::Write, "kms:GenerateDataKey", ID, Does::Look(crypto::data_key),
        "aws kms generate-data-key --key-id alias/reports --key-spec AES_256"),
    row("GenerateDataKeyWithoutPlaintext", Access::Write, "kms:GenerateDataKeyWithoutPlaintext", ID, Does::Look(crypto::sealed_data_key),
        "aws kms generate-data-key-without-plaintext --key-id alias/reports --key-spec AES_256"),
    row("ListAliases", Access::List, "kms:ListAliases", On::All(&ALIAS), Does::List(aliases::fits, aliases::show),
        "aws kms list-aliases"),
    custom("CreateAlias", Checks::Custom(aliases::create_checks), Run::Write(aliases::create),
        "aws kms create-alias --alias-name alias/reports --target-key-id KEY"),
    custom("UpdateAlias", Checks::Custom(aliases::update_checks), Run::Write(aliases::update),
        "aws kms update-alias --alias-name alias/reports --target-key-id KEY"),
    custom("DeleteAlias", Checks::Custom(aliases::delete_checks), Run::Write(aliases::delete),
        "aws kms delete-alias --alias-name alias/reports"),
];
