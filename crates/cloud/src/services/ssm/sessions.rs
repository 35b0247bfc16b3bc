//! `StartSession`: a terminal on an instance whose role lets the Systems Manager agent report there.

use super::super::ec2::INSTANCES;
use super::super::resource::Resource;
use super::super::table::Kind;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::workload::{Workload, delivery};
use crate::world::World;
use serde_json::Map;

/// Instances as the targets of sessions.
pub(super) static TARGET: Kind = Kind {
    missing: |arn| not_connected(arn.rsplit('/').next().unwrap_or_default()),
    context: |p, instance| {
        let mut context = (INSTANCES.context)(p, instance);
        let tags = instance.into_iter().flat_map(|instance| &instance.tags);
        context.extend(tags.map(|tag| (format!("ssm:resourceTag/{}", tag.key), vec![tag.value.clone()])));
        context
    },
    ..INSTANCES
};

fn not_connected(id: &str) -> ApiError {
    ApiError::new("TargetNotConnected", 400, format!("{id} is not connected."))
}

pub(super) fn start(ok: &Authorized, world: &World, instance: &Resource) -> Output {
    let target = ok.input().text("Target")?;
    if ok.input().has("DocumentName") {
        return Err(ApiError::not_simulated(
            "Sessions by a document of their own are not simulated in IAM Playground.",
        ));
    }
    // What the agent on the instance says first.
    let reports = |workload: &Workload| {
        delivery::may(world, workload, "ssm:UpdateInstanceInformation", &instance.arn, ok.tick())
    };
    if !Workload::of_arn(&instance.arn).as_ref().is_some_and(reports) {
        return Err(not_connected(target));
    }
    let mut random = ok.random();
    let who = ok.caller().arn.as_deref().and_then(|arn| arn.rsplit('/').next()).unwrap_or_default();
    let session = format!("{who}-{}", ids::lower(26, &mut random));
    let stream = format!("wss://ssmmessages.{}.amazonaws.com/v1/data-channel/{session}", ok.region());
    Ok(Map::from_iter([
        ("SessionId".to_owned(), session.into()),
        ("TokenValue".to_owned(), ids::session_token(&mut random).into()),
        ("StreamUrl".to_owned(), stream.into()),
    ]))
}
