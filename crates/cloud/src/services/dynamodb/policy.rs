//! Resource policies of tables.

use super::super::policies;
use super::super::resource::Resource;
use crate::encoding::hex;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use policy::PolicyType;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// Which policy it is: the same text has the same revision.
fn revision(text: &str) -> Value {
    hex(&Sha256::digest(text.as_bytes())).chars().take(16).collect::<String>().into()
}

pub(super) fn get(_: &Authorized, world: &World, resource: &Resource) -> Output {
    let text = policies::shown(world, resource).ok_or_else(|| {
        let message =
            format!("Resource-based policy not found for the provided ResourceArn: {}", resource.arn);
        ApiError::new("PolicyNotFoundException", 400, message)
    })?;
    let revision = revision(&text);
    Ok(Map::from_iter([("Policy".to_owned(), text.into()), ("RevisionId".to_owned(), revision)]))
}

pub(super) fn put(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let text = ok.input().text("Policy")?;
    policies::set(world, resource, text, PolicyType::DynamoDbTable)?;
    Ok(Map::from_iter([("RevisionId".to_owned(), revision(text))]))
}

pub(super) fn delete(_: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let text = policies::shown(world, resource).unwrap_or_default();
    resource.policy = None;
    Ok(Map::from_iter([("RevisionId".to_owned(), revision(&text))]))
}
