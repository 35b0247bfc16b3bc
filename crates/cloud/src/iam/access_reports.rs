//! Reports of last access: which services a thing gives access to, and when that was last used. Only uses that
//! succeeded are known here, and only those of the simulated services. Source: API reference of
//! GenerateServiceLastAccessedDetails.

use super::granting::{Subject, grants, source, sources};
use super::issue;
use super::model::{AccessReport, AccessedService, Iam, ServiceUse};
use super::show::{iam, iam_mut, one};
use super::{read, target};
use crate::error::ApiError;
use crate::ids;
use crate::model;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::{EntityKind, World};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// How long a report can be read, in seconds.
const KEPT: i64 = 7 * 86_400;

pub(super) const ROWS: Rows = &[
    issue(
        "GenerateServiceLastAccessedDetails",
        "iam:GenerateServiceLastAccessedDetails",
        source,
        generate,
        "aws iam generate-service-last-accessed-details --arn arn:aws:iam::111122223333:user/admin",
    ),
    read(
        "GetServiceLastAccessedDetails",
        Access::Read,
        "iam:GetServiceLastAccessedDetails",
        target::everything,
        get,
        "aws iam get-service-last-accessed-details --job-id 0a1b2c3d-0a1b-4c2d-a0a1-0a1b2c3d4e5f",
    ),
    read(
        "GetServiceLastAccessedDetailsWithEntities",
        Access::Read,
        "iam:GetServiceLastAccessedDetailsWithEntities",
        target::everything,
        get_entities,
        "aws iam get-service-last-accessed-details-with-entities \
         --job-id 0a1b2c3d-0a1b-4c2d-a0a1-0a1b2c3d4e5f --service-namespace s3",
    ),
];

/// A user or role with its last uses of services.
type Entity<'a> = (&'a str, &'a imbl::OrdMap<String, ServiceUse>);

/// The users and roles that have access through a thing.
fn entities<'a>(iam: &'a Iam, subject: &Subject) -> Vec<Entity<'a>> {
    let user = |name: &String| iam.user(name).map(|user| (user.id.as_str(), &user.services_used));
    match subject {
        Subject::User(name) => user(name).into_iter().collect(),
        Subject::Role(name) => {
            iam.role(name).map(|role| (role.id.as_str(), &role.services_used)).into_iter().collect()
        }
        Subject::Group(name) => {
            iam.group(name).into_iter().flat_map(|group| &group.members).filter_map(user).collect()
        }
        Subject::Policy(arn) => {
            let has = |attached: &[String]| attached.contains(arn);
            let by_group = |groups: &[String]| {
                groups.iter().any(|name| iam.group(name).is_some_and(|group| has(&group.policies.attached)))
            };
            let users = iam.users.values().filter(|u| has(&u.policies.attached) || by_group(&u.groups));
            let roles = iam.roles.values().filter(|role| has(&role.policies.attached));
            let users = users.map(|user| (user.id.as_str(), &user.services_used));
            users.chain(roles.map(|role| (role.id.as_str(), &role.services_used))).collect()
        }
    }
}

fn generate(ok: &Authorized, world: &mut World) -> Output {
    let iam = iam(ok, world)?;
    let subject = Subject::of(ok.account(), iam, ok.input().text("Arn")?)?;
    let (sources, entities) = (sources(iam, &subject), entities(iam, &subject));
    let granted = model::services().filter(|service| sources.iter().any(|s| grants(s.document(), service)));
    let services = granted.map(|service| AccessedService {
        namespace: service.to_owned(),
        entities: entities.iter().map(|(id, used)| ((*id).to_owned(), used.get(service).cloned())).collect(),
    });
    let report = AccessReport {
        made: ok.now(),
        granularity: ok.input().opt_text("Granularity").unwrap_or("SERVICE_LEVEL").to_owned(),
        services: services.collect(),
    };
    let job = ids::uuid(&mut ok.random());
    let reports = &mut iam_mut(ok, world)?.access_reports;
    let old = |report: &AccessReport| ok.now().since(report.made) >= KEPT;
    let old: Vec<String> = reports.iter().filter(|(_, r)| old(r)).map(|(job, _)| job.clone()).collect();
    old.iter().for_each(|job| drop(reports.remove(job)));
    reports.insert(job.clone(), Arc::new(report));
    Ok(one("JobId", job))
}

fn report<'a>(ok: &Authorized, world: &'a World) -> Result<&'a AccessReport, ApiError> {
    let job = ok.input().text("JobId")?;
    let found = iam(ok, world)?.access_reports.get(job).filter(|report| ok.now().since(report.made) < KEPT);
    found
        .map(AsRef::as_ref)
        .ok_or_else(|| ApiError::no_such_entity(format!("Job with id {job} cannot be found.")))
}

/// An answer about a report, with a page of it. Only one of the two operations has the job's type.
fn answer(operation: &str, report: &AccessReport, mut page: Map<String, Value>) -> Map<String, Value> {
    page.extend([
        ("JobStatus".to_owned(), Value::from("COMPLETED")),
        ("JobType".to_owned(), report.granularity.as_str().into()),
        ("JobCreationDate".to_owned(), report.made.iso().into()),
        ("JobCompletionDate".to_owned(), report.made.iso().into()),
    ]);
    model::in_order("iam", operation, page)
}

fn get(ok: &Authorized, world: &World) -> Output {
    let report = report(ok, world)?;
    let rows =
        page(ok.input(), "ServicesLastAccessed", &report.services, |service| show_service(world, service))?;
    Ok(answer("GetServiceLastAccessedDetails", report, rows))
}

fn show_service(world: &World, service: &AccessedService) -> Value {
    let used = service.entities.iter().filter_map(|(id, used)| Some((id, used.as_ref()?)));
    let newest = used.clone().max_by_key(|(_, used)| used.at);
    let mut out = Map::from_iter([("ServiceName".to_owned(), Value::from(service_name(&service.namespace)))]);
    if let Some((_, used)) = newest {
        out.insert("LastAuthenticated".to_owned(), used.at.iso().into());
    }
    out.insert("ServiceNamespace".to_owned(), service.namespace.as_str().into());
    if let Some((id, used)) = newest {
        out.extend(world.arn_of_unique_id(id).map(|arn| ("LastAuthenticatedEntity".to_owned(), arn.into())));
        out.insert("LastAuthenticatedRegion".to_owned(), used.region.as_str().into());
    }
    out.insert("TotalAuthenticatedEntities".to_owned(), used.count().into());
    Value::from(out)
}

fn get_entities(ok: &Authorized, world: &World) -> Output {
    let report = report(ok, world)?;
    let namespace = ok.input().text("ServiceNamespace")?;
    let service = report.services.iter().find(|service| service.namespace == namespace);
    let all = service.into_iter().flat_map(|service| &service.entities);
    let living = all.filter_map(|(id, used)| Some((show_entity(world, id)?, used)));
    let rows = page(ok.input(), "EntityDetailsList", living, |(info, used)| {
        let mut out = Map::from_iter([("EntityInfo".to_owned(), info)]);
        out.extend(used.as_ref().map(|used| ("LastAuthenticated".to_owned(), used.at.iso().into())));
        Value::from(out)
    })?;
    Ok(answer("GetServiceLastAccessedDetailsWithEntities", report, rows))
}

/// A user or role that still is there.
fn show_entity(world: &World, id: &str) -> Option<Value> {
    let entity = world.unique_ids.get(id)?;
    let iam = &world.account(&entity.account)?.iam;
    let (kind, name, path) = match entity.kind {
        EntityKind::User => iam.user(&entity.key).map(|user| ("USER", &user.name, &user.path))?,
        EntityKind::Role => iam.role(&entity.key).map(|role| ("ROLE", &role.name, &role.path))?,
        EntityKind::Group => return None,
    };
    Some(json!({"Arn": world.arn_of_unique_id(id)?, "Name": name, "Type": kind, "Id": id, "Path": path}))
}

/// What people call a service.
fn service_name(namespace: &str) -> &str {
    match namespace {
        "dynamodb" => "Amazon DynamoDB",
        "ec2" => "Amazon EC2",
        "ecs" => "Amazon Elastic Container Service",
        "iam" => "AWS Identity and Access Management",
        "kms" => "AWS Key Management Service",
        "lambda" => "AWS Lambda",
        "logs" => "Amazon CloudWatch Logs",
        "organizations" => "AWS Organizations",
        "s3" => "Amazon S3",
        "secretsmanager" => "AWS Secrets Manager",
        "sns" => "Amazon SNS",
        "sqs" => "Amazon SQS",
        "ssm" => "AWS Systems Manager",
        "sts" => "AWS Security Token Service",
        other => model::service(other).map_or(other, |service| service.id.as_str()),
    }
}
