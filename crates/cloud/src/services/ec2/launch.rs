//! `RunInstances`: allowed on everything that an instance is made of, and with an instance profile on the role in
//! it, too.

use super::super::resource::Resource;
use super::super::table::Place;
use super::model::{Association, Instance, InstanceState, Tokens};
use super::{invalid, profiles, shown};
use crate::arn;
use crate::error::ApiError;
use crate::iam::model::Tag;
use crate::ids;
use crate::input::Input;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::random::Random;
use crate::world::World;
use serde_json::Value;
use std::sync::Arc;

/// The type of an instance where none is named, as AWS has it.
const USUAL_KIND: &str = "m1.small";
/// How many instances one request launches at most.
const MOST: i64 = 20;

/// The tags that the instances get.
fn tags(input: &Input) -> Vec<Tag> {
    let of_instances = input.list("TagSpecifications").iter().filter(|s| s["ResourceType"] == "instance");
    let tags = of_instances.filter_map(|specification| specification["Tags"].as_array()).flatten();
    let text = |tag: &Value, member: &str| tag[member].as_str().unwrap_or_default().to_owned();
    tags.map(|tag| Tag { key: text(tag, "Key"), value: text(tag, "Value") }).collect()
}

fn kind(input: &Input) -> &str {
    input.opt_text("InstanceType").unwrap_or(USUAL_KIND)
}

/// What images of today ask for, unless the request says otherwise.
fn tokens(input: &Input) -> Tokens {
    match input.get("MetadataOptions").map(|options| &options["HttpTokens"]) {
        Some(tokens) if tokens == "optional" => Tokens::Optional,
        _ => Tokens::Required,
    }
}

fn image(input: &Input) -> Result<&str, ApiError> {
    let missing = || ApiError::new("MissingParameter", 400, "The request must contain the parameter ImageId");
    input.opt_text("ImageId").ok_or_else(missing)
}

/// The parts of an instance besides itself and its image: those that the request names, or all.
fn parts(input: &Input) -> Vec<String> {
    let one = |kind: &str, id: Option<&str>| format!("{kind}/{}", id.unwrap_or("*"));
    let mut parts = vec![one("network-interface", None), one("subnet", input.opt_text("SubnetId"))];
    let groups = input.texts("SecurityGroupIds");
    match groups.as_slice() {
        [] => parts.push(one("security-group", None)),
        groups => parts.extend(groups.iter().map(|id| one("security-group", Some(id)))),
    }
    parts.push(one("volume", None));
    parts.extend(input.opt_text("KeyName").map(|name| one("key-pair", Some(name))));
    parts
}

pub(super) fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    let image = arn::regional("ec2", p.region, "", &format!("image/{}", image(p.input)?));
    let profile = profiles::given(p.world, place.account, p.input)?;
    let tags = tags(p.input);
    let check = |action, arn: String| {
        let check = Check::new(action, arn.clone(), Some(place.account.to_owned()), arn)
            .with("ec2:Region", vec![p.region.to_owned()]);
        let check = tags.iter().fold(check, |check, tag| {
            check.with(format!("aws:RequestTag/{}", tag.key), vec![tag.value.clone()])
        });
        let keys: Vec<String> = tags.iter().map(|tag| tag.key.clone()).collect();
        if keys.is_empty() { check } else { check.with("aws:TagKeys", keys) }
    };
    let instances = place.arn("ec2", "instance/*");
    let mut instance = check("ec2:RunInstances", instances.clone())
        .with("ec2:InstanceType", vec![kind(p.input).to_owned()])
        .with("ec2:MetadataHttpTokens", vec![tokens(p.input).text().to_owned()]);
    if let Some(profile) = profile {
        instance = instance.with("ec2:InstanceProfile", vec![profile.arn(place.account)]);
    }
    let mut checks = vec![instance, check("ec2:RunInstances", image)];
    checks.extend(parts(p.input).iter().map(|part| check("ec2:RunInstances", place.arn("ec2", part))));
    if !tags.is_empty() {
        let tagging = check("ec2:CreateTags", instances.clone());
        checks.push(tagging.with("ec2:CreateAction", vec!["RunInstances".to_owned()]));
    }
    if let Some(profile) = profile {
        checks.push(profiles::passing(p, profile, instances)?);
    }
    Ok(super::encoded(checks))
}

fn count(input: &Input) -> Result<i64, ApiError> {
    let (least, most) = (input.int("MinCount").unwrap_or(1), input.int("MaxCount").unwrap_or(1));
    if least < 1 || most < 1 {
        let which = if most < 1 { "maxCount" } else { "minCount" };
        return Err(invalid(format!(
            "Value (0) for parameter {which} is invalid. Expected a positive value."
        )));
    }
    if least > most {
        return Err(invalid(format!(
            "Value ({least}) for parameter minCount is invalid. Must be less than or equal to maxCount."
        )));
    }
    if least > MOST {
        let message = format!(
            "You have requested more instances ({least}) than your current instance limit of {MOST} allows."
        );
        return Err(ApiError::new("InstanceLimitExceeded", 400, message));
    }
    Ok(most.min(MOST))
}

/// A bond with an instance profile, by its ARN.
pub(super) fn association(profile: String, ok: &Authorized, random: &mut Random) -> Association {
    Association { id: format!("iip-assoc-{}", ids::hex(17, random)), profile, since: ok.now() }
}

pub(super) fn run(ok: &Authorized, world: &mut World) -> Output {
    super::dry_run(ok)?;
    let input = ok.input();
    let image = image(input)?;
    if !image.starts_with("ami-") {
        let message = format!("Invalid id: \"{image}\" (expecting \"ami-...\")");
        return Err(ApiError::new("InvalidAMIID.Malformed", 400, message));
    }
    let count = count(input)?;
    let profile = profiles::given(world, ok.account(), input)?.map(|profile| profile.arn(ok.account()));
    let mut random = ok.random();
    let reservation = format!("r-{}", ids::hex(17, &mut random));
    let mut launched = Vec::new();
    for _ in 0..count {
        let arn = super::arn(ok, world, &format!("i-{}", ids::hex(17, &mut random)));
        let instance = Instance {
            image: image.to_owned(),
            kind: kind(input).to_owned(),
            reservation: reservation.clone(),
            key: input.opt_text("KeyName").map(str::to_owned),
            association: profile.clone().map(|profile| association(profile, ok, &mut random)),
            tokens: tokens(input),
            state: InstanceState::Running,
        };
        launched.push(Resource { tags: tags(input), ..Resource::new(&arn, ok.now(), instance) });
    }
    let shown = shown::reservation(world, &reservation, &launched.iter().collect::<Vec<_>>());
    world.resources.extend(launched.into_iter().map(|instance| (instance.arn.clone(), Arc::new(instance))));
    Ok(shown.as_object().cloned().unwrap_or_default())
}
