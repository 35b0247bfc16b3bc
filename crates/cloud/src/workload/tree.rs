//! What instance metadata tells besides credentials.

use super::Workload;
use crate::arn;
use crate::services::ec2::model::Instance;
use crate::services::resource::Resource;
use crate::tick::Tick;
use crate::world::World;
use serde_json::json;

/// What is at a path below `/latest/`; directories list what is in them.
pub(super) fn find(
    world: &World,
    workload: &Workload,
    resource: &Resource,
    instance: &Instance,
    path: &str,
    tick: Tick,
) -> Option<String> {
    let zone = format!("{}a", workload.region());
    let (private, public) = (workload.private_address(), workload.public_address());
    let dashed = |address: &str| address.replace('.', "-");
    let hostname = format!("ip-{}.ec2.internal", dashed(&private));
    let association = instance.association.as_ref();
    Some(match path {
        "" => "dynamic\nmeta-data".to_owned(),
        "dynamic" => "instance-identity/".to_owned(),
        "dynamic/instance-identity" => "document".to_owned(),
        "dynamic/instance-identity/document" => pretty(&json!({
            "accountId": workload.account(),
            "architecture": "x86_64",
            "availabilityZone": zone,
            "imageId": instance.image,
            "instanceId": workload.name(),
            "instanceType": instance.kind,
            "pendingTime": resource.created.iso(),
            "privateIp": private,
            "region": workload.region(),
            "version": "2017-09-30",
        })),
        "meta-data" => {
            let iam = if association.is_some() { "iam/\n" } else { "" };
            format!(
                "ami-id\nhostname\n{iam}instance-id\ninstance-type\nlocal-hostname\nlocal-ipv4\nplacement/\n\
                 public-hostname\npublic-ipv4\nreservation-id"
            )
        }
        "meta-data/ami-id" => instance.image.clone(),
        "meta-data/hostname" | "meta-data/local-hostname" => hostname,
        "meta-data/iam" => association.map(|_| "info\nsecurity-credentials/".to_owned())?,
        "meta-data/iam/info" => profile(world, &association?.profile, tick)?,
        "meta-data/instance-id" => workload.name().to_owned(),
        "meta-data/instance-type" => instance.kind.clone(),
        "meta-data/local-ipv4" => private,
        "meta-data/placement" => "availability-zone\nregion".to_owned(),
        "meta-data/placement/availability-zone" => zone,
        "meta-data/placement/region" => workload.region().to_owned(),
        "meta-data/public-hostname" => format!("ec2-{}.compute-1.amazonaws.com", dashed(&public)),
        "meta-data/public-ipv4" => public,
        "meta-data/reservation-id" => instance.reservation.clone(),
        _ => return None,
    })
}

fn profile(world: &World, profile: &str, tick: Tick) -> Option<String> {
    let iam = &world.account(arn::account(profile)?)?.iam;
    let found = iam.instance_profile(profile.rsplit('/').next()?)?;
    Some(pretty(&json!({
        "Code": "Success",
        "LastUpdated": tick.now.iso(),
        "InstanceProfileArn": profile,
        "InstanceProfileId": found.id,
    })))
}

fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
