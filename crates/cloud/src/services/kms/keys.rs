//! Keys and their policies.

use super::super::policies;
use super::super::resource::{Held, Resource};
use super::super::table::{Made, Place};
use super::super::tags;
use super::model::{Key, KeyState};
use super::policy_guard;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use policy::PolicyType;
use serde_json::{Map, Value, json};

const DAY: i64 = 86_400;
/// The only name that a key policy has.
const POLICY_NAME: &str = "default";

fn id(resource: &Resource) -> &str {
    resource.name("key/")
}

pub(super) fn show(resource: &Resource) -> Value {
    json!({"KeyId": id(resource), "KeyArn": resource.arn})
}

/// Makes a key, with the policy given or the one that lets the account's IAM policies decide.
pub(super) fn make(ok: &Authorized, world: &World, _: &str) -> Result<Made, ApiError> {
    let input = ok.input();
    check_spec(ok)?;
    let mut random = ok.random();
    let place = Place::of_authorized(ok, world);
    let arn = place.arn("kms", &format!("key/{}", ids::uuid(&mut random)));
    let key = Key {
        material: BASE64.encode(random.bytes(32)),
        description: input.opt_text("Description").unwrap_or_default().to_owned(),
        state: KeyState::Enabled,
    };
    let mut resource = Resource { tags: tags::given(input), ..Resource::new(&arn, ok.now(), key) };
    let default = default_policy(ok.account());
    policies::set(world, &mut resource, input.opt_text("Policy").unwrap_or(&default), PolicyType::KmsKey)?;
    policy_guard::check(ok, world, &resource)?;
    let output = Map::from_iter([("KeyMetadata".to_owned(), metadata(&resource)?)]);
    Ok(Made { resource: Some(resource), output })
}

fn check_spec(ok: &Authorized) -> Result<(), ApiError> {
    let only = [
        ("KeySpec", "SYMMETRIC_DEFAULT"),
        ("CustomerMasterKeySpec", "SYMMETRIC_DEFAULT"),
        ("KeyUsage", "ENCRYPT_DECRYPT"),
        ("Origin", "AWS_KMS"),
    ];
    let other =
        only.iter().find(|(name, only)| ok.input().opt_text(name).is_some_and(|value| value != *only));
    let name = match other {
        Some((name, _)) => name,
        None if ok.input().flag("MultiRegion") => "MultiRegion",
        None => return Ok(()),
    };
    let message = format!("Keys with this {name} are not simulated in IAM Playground; symmetric ones are.");
    Err(ApiError::not_simulated(message))
}

/// As KMS writes it, blanks included.
fn default_policy(account: &str) -> String {
    format!(
        r#"{{
  "Version" : "2012-10-17",
  "Id" : "key-default-1",
  "Statement" : [ {{
    "Sid" : "Enable IAM User Permissions",
    "Effect" : "Allow",
    "Principal" : {{
      "AWS" : "arn:aws:iam::{account}:root"
    }},
    "Action" : "kms:*",
    "Resource" : "*"
  }} ]
}}"#
    )
}

fn metadata(resource: &Resource) -> Result<Value, ApiError> {
    let key = Key::of(resource)?;
    let state = match key.state {
        KeyState::Enabled => "Enabled",
        KeyState::Disabled => "Disabled",
        KeyState::PendingDeletion(_) => "PendingDeletion",
    };
    let mut out = json!({
        "AWSAccountId": resource.account(),
        "KeyId": id(resource),
        "Arn": resource.arn,
        "CreationDate": resource.created.iso(),
        "Enabled": key.state == KeyState::Enabled,
        "Description": key.description,
        "KeyUsage": "ENCRYPT_DECRYPT",
        "KeyState": state,
        "Origin": "AWS_KMS",
        "KeyManager": "CUSTOMER",
        "CustomerMasterKeySpec": "SYMMETRIC_DEFAULT",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "EncryptionAlgorithms": ["SYMMETRIC_DEFAULT"],
        "MultiRegion": false,
    });
    if let KeyState::PendingDeletion(at) = key.state {
        out["DeletionDate"] = at.iso().into();
    }
    Ok(out)
}

pub(super) fn describe(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("KeyMetadata".to_owned(), metadata(resource)?)]))
}

/// A key that can be used.
pub(super) fn usable(resource: &Resource) -> Result<&Key, ApiError> {
    let key = Key::of(resource)?;
    match key.state {
        KeyState::Enabled => Ok(key),
        KeyState::Disabled => {
            Err(ApiError::new("DisabledException", 400, format!("{} is disabled.", resource.arn)))
        }
        KeyState::PendingDeletion(_) => Err(pending(resource)),
    }
}

/// The refusal of what cannot be done to a key that is to be deleted.
fn pending(resource: &Resource) -> ApiError {
    ApiError::new("KMSInvalidStateException", 400, format!("{} is pending deletion.", resource.arn))
}

fn set_state(resource: &mut Resource, state: KeyState) -> Output {
    if matches!(Key::of(resource)?.state, KeyState::PendingDeletion(_)) {
        return Err(pending(resource));
    }
    Key::of_mut(resource)?.state = state;
    Ok(Map::new())
}

pub(super) fn enable(_: &Authorized, _: &World, resource: &mut Resource) -> Output {
    set_state(resource, KeyState::Enabled)
}

pub(super) fn disable(_: &Authorized, _: &World, resource: &mut Resource) -> Output {
    set_state(resource, KeyState::Disabled)
}

pub(super) fn schedule_deletion(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let days = ok.input().int("PendingWindowInDays").unwrap_or(30);
    if !(7..=30).contains(&days) {
        let message = "PendingWindowInDays must be between 7 and 30 days (inclusive).";
        return Err(ApiError::new("ValidationException", 400, message));
    }
    let at = ok.now().plus(days * DAY);
    set_state(resource, KeyState::PendingDeletion(at))?;
    Ok(Map::from_iter([
        ("KeyId".to_owned(), resource.arn.as_str().into()),
        ("DeletionDate".to_owned(), at.iso().into()),
        ("KeyState".to_owned(), "PendingDeletion".into()),
        ("PendingWindowInDays".to_owned(), days.into()),
    ]))
}

/// Takes a deletion back; the key is disabled afterwards.
pub(super) fn cancel_deletion(_: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let arn = resource.arn.clone();
    let key = Key::of_mut(resource)?;
    if !matches!(key.state, KeyState::PendingDeletion(_)) {
        let message = format!("{arn} is not pending deletion.");
        return Err(ApiError::new("KMSInvalidStateException", 400, message));
    }
    key.state = KeyState::Disabled;
    Ok(Map::from_iter([("KeyId".to_owned(), arn.into())]))
}

fn check_name(ok: &Authorized) -> Result<(), ApiError> {
    match ok.input().opt_text("PolicyName") {
        None | Some(POLICY_NAME) => Ok(()),
        Some(_) => Err(super::not_found("No such policy exists".to_owned())),
    }
}

pub(super) fn get_policy(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    check_name(ok)?;
    let text = policies::shown(world, resource).unwrap_or_default();
    Ok(Map::from_iter([("Policy".to_owned(), text.into()), ("PolicyName".to_owned(), POLICY_NAME.into())]))
}

pub(super) fn put_policy(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    check_name(ok)?;
    policies::set(world, resource, ok.input().text("Policy")?, PolicyType::KmsKey)?;
    policy_guard::check(ok, world, resource)?;
    Ok(Map::new())
}

pub(super) fn list_policies(_: &Authorized, _: &World, _: &Resource) -> Output {
    Ok(Map::from_iter([
        ("PolicyNames".to_owned(), json!([POLICY_NAME])),
        ("Truncated".to_owned(), false.into()),
    ]))
}

pub(super) fn list_tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    let tags = resource.tags.iter().map(|tag| json!({"TagKey": tag.key, "TagValue": tag.value}));
    Ok(Map::from_iter([("Tags".to_owned(), tags.collect()), ("Truncated".to_owned(), false.into())]))
}
