//! Topics and their policies.

use super::super::policies;
use super::super::resource::{Held, Resource};
use super::super::table::Made;
use super::super::tags as table_tags;
use super::model::Topic;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use imbl::OrdMap;
use policy::PolicyType;
use serde_json::{Map, Value, json};

/// Attributes that can be set, besides the policy, and have no effect on who may do what.
const ATTRIBUTES: [&str; 2] = ["DisplayName", "TracingConfig"];

fn invalid(what: &str) -> ApiError {
    ApiError::new("InvalidParameter", 400, format!("Invalid parameter: {what}"))
}

pub(super) fn show(resource: &Resource) -> Value {
    json!({"TopicArn": resource.arn})
}

/// Makes a topic; one of that name is as good.
pub(super) fn make(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    let name = ok.input().text("Name")?;
    if name.ends_with(".fifo") {
        return Err(ApiError::not_simulated(
            "FIFO topics are not simulated in IAM Playground; standard topics are.",
        ));
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !(1..=256).contains(&name.len()) || !name.chars().all(is_name) {
        return Err(invalid("Topic Name"));
    }
    let output = Map::from_iter([("TopicArn".to_owned(), arn.into())]);
    if world.resource(arn).is_some() {
        return Ok(Made { resource: None, output });
    }
    let topic = Topic { attributes: OrdMap::new() };
    let mut resource =
        Resource { tags: table_tags::given(ok.input()), ..Resource::new(arn, ok.now(), topic) };
    policies::set(world, &mut resource, &default_policy(arn, ok.account()), PolicyType::SnsTopic)?;
    for (name, value) in ok.input().get("Attributes").and_then(Value::as_object).into_iter().flatten() {
        set_one(world, &mut resource, name, value.as_str().unwrap_or_default())?;
    }
    Ok(Made { resource: Some(resource), output })
}

/// The policy that a topic begins with. Its condition is met by services only, so it lets no user in.
fn default_policy(arn: &str, account: &str) -> String {
    let actions = [
        "GetTopicAttributes",
        "SetTopicAttributes",
        "AddPermission",
        "RemovePermission",
        "DeleteTopic",
        "Subscribe",
        "ListSubscriptionsByTopic",
        "Publish",
    ];
    let actions: Vec<String> = actions.iter().map(|name| format!("SNS:{name}")).collect();
    json!({
        "Version": "2008-10-17",
        "Id": "__default_policy_ID",
        "Statement": [{
            "Sid": "__default_statement_ID",
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": actions,
            "Resource": arn,
            "Condition": {"StringEquals": {"AWS:SourceOwner": account}},
        }],
    })
    .to_string()
}

pub(super) fn remove(_: &Authorized, _: &Resource) -> Output {
    Ok(Map::new())
}

pub(super) fn attributes(_: &Authorized, world: &World, resource: &Resource) -> Output {
    let topic = Topic::of(resource)?;
    let count = |confirmed| {
        let of = super::subscriptions::all_of(world, &resource.arn);
        of.filter(|(_, s)| s.confirmed == confirmed).count().to_string()
    };
    let mut out: Map<String, Value> = Map::from_iter([
        ("Policy".to_owned(), policies::shown(world, resource).into()),
        ("Owner".to_owned(), resource.account().into()),
        ("SubscriptionsPending".to_owned(), count(false).into()),
        ("TopicArn".to_owned(), resource.arn.as_str().into()),
        ("SubscriptionsConfirmed".to_owned(), count(true).into()),
        ("DisplayName".to_owned(), "".into()),
        ("SubscriptionsDeleted".to_owned(), "0".into()),
    ]);
    out.extend(topic.attributes.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
    Ok(Map::from_iter([("Attributes".to_owned(), out.into())]))
}

pub(super) fn set(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let value = ok.input().opt_text("AttributeValue").unwrap_or_default();
    set_one(world, resource, ok.input().text("AttributeName")?, value)?;
    Ok(Map::new())
}

fn set_one(world: &World, resource: &mut Resource, name: &str, value: &str) -> Result<(), ApiError> {
    if name == "Policy" {
        return policies::set(world, resource, value, PolicyType::SnsTopic);
    }
    if !ATTRIBUTES.contains(&name) {
        let message = format!("The topic attribute {name} is not simulated in IAM Playground.");
        return Err(ApiError::not_simulated(message));
    }
    Topic::of_mut(resource)?.attributes.insert(name.to_owned(), value.to_owned());
    Ok(())
}

pub(super) fn add_permission(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let label = input.text("Label")?;
    if policies::has_statement(resource, label) {
        return Err(invalid("Statement already exists"));
    }
    let of = |member: &str, before: &str, behind: &str| -> Value {
        input.texts(member).iter().map(|text| format!("{before}{text}{behind}")).collect()
    };
    let statement = json!({
        "Sid": label, "Effect": "Allow",
        "Principal": {"AWS": of("AWSAccountId", "arn:aws:iam::", ":root")},
        "Action": of("ActionName", "SNS:", ""), "Resource": resource.arn,
    });
    policies::add_statement(world, resource, "__default_policy_ID", &statement, PolicyType::SnsTopic)?;
    Ok(Map::new())
}

pub(super) fn remove_permission(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    policies::remove_statement(resource, ok.input().text("Label")?)?;
    Ok(Map::new())
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("Tags".to_owned(), table_tags::as_list(resource))]))
}
