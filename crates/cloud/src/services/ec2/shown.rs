//! Instances as they are shown.

use super::super::resource::{Held, Resource};
use super::super::table::{Place, all, page};
use super::super::tags;
use super::model::{Instance, InstanceState};
use super::{INSTANCE, filters, id};
use crate::arn;
use crate::operation::{Authorized, Output};
use crate::workload::Workload;
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An instance's state, as answers show it.
pub(super) fn state(state: InstanceState) -> Value {
    json!({"Code": state.code(), "Name": state.text()})
}

/// An instance profile, as answers show it.
pub(super) fn profile(world: &World, profile: &str) -> Value {
    let name = profile.rsplit('/').next().unwrap_or_default();
    let iam = arn::account(profile).and_then(|account| world.account(account)).map(|account| &account.iam);
    let id = iam.and_then(|iam| iam.instance_profile(name)).map(|profile| profile.id.as_str());
    json!({"Arn": profile, "Id": id})
}

/// The instances of one launch.
pub(super) fn reservation(world: &World, id: &str, instances: &[&Resource]) -> Value {
    let owner = instances.first().map(|instance| instance.account());
    let rows: Vec<Value> = instances.iter().filter_map(|instance| show(world, instance)).collect();
    json!({"ReservationId": id, "OwnerId": owner, "Groups": [], "Instances": rows})
}

/// An instance, its members in the model's order. What is of the network only those that run have.
fn show(world: &World, resource: &Resource) -> Option<Value> {
    let instance = Instance::of(resource).ok()?;
    let mut out = json!({"Architecture": "x86_64"});
    if let Some(association) = &instance.association {
        out["IamInstanceProfile"] = profile(world, &association.profile);
    }
    if !resource.tags.is_empty() {
        out["Tags"] = tags::as_list(resource);
    }
    out["MetadataOptions"] =
        json!({"State": "applied", "HttpTokens": instance.tokens.text(), "HttpEndpoint": "enabled"});
    out["InstanceId"] = id(resource).into();
    out["ImageId"] = instance.image.as_str().into();
    out["State"] = state(instance.state);
    let network = Workload::of_arn(&resource.arn).filter(|_| instance.state == InstanceState::Running);
    if let Some(network) = &network {
        let (private, public) = (network.private_address(), network.public_address());
        let dashed = |address: &str| address.replace('.', "-");
        out["PrivateDnsName"] = format!("ip-{}.ec2.internal", dashed(&private)).into();
        out["PublicDnsName"] = format!("ec2-{}.compute-1.amazonaws.com", dashed(&public)).into();
    }
    if let Some(key) = &instance.key {
        out["KeyName"] = key.as_str().into();
    }
    out["InstanceType"] = instance.kind.as_str().into();
    out["LaunchTime"] = resource.created.iso().into();
    out["Placement"] = json!({"Tenancy": "default", "AvailabilityZone": zone(resource)});
    if let Some(network) = &network {
        out["PrivateIpAddress"] = network.private_address().into();
        out["PublicIpAddress"] = network.public_address().into();
    }
    Some(out)
}

/// The Availability Zone of an instance: all are in the first of their region.
pub(super) fn zone(resource: &Resource) -> String {
    format!("{}a", resource.region())
}

/// The account's instances by launch, or those that are named.
pub(super) fn describe(ok: &Authorized, world: &World) -> Output {
    super::dry_run(ok)?;
    let input = ok.input();
    let filters = filters::Filters::of(input)?;
    let wanted = input.texts("InstanceIds");
    for named in &wanted {
        INSTANCE.existing(world, &super::arn(ok, world, named))?;
    }
    let mut launches: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    let named = |resource: &&Resource| wanted.is_empty() || wanted.contains(&id(resource));
    let fits = |resource: &&Resource| filters.fit(resource);
    for resource in all(&INSTANCE, &Place::of_authorized(ok, world)).filter(named).filter(fits) {
        launches.entry(&Instance::of(resource)?.reservation).or_default().push(resource);
    }
    page(ok, "ec2", launches.iter(), |(id, instances)| reservation(world, id, instances))
}
