//! EC2: instances with instance profiles. Networks, disks and images are not simulated: a launch is checked on
//! all of the account's, which policies name by `*`, unless the request names one.
//! Source: spec error-wordings.md §2, iam-api.md §9, s3-api.md §7; the service's public model.

mod associations;
mod filters;
mod launch;
mod lifecycle;
pub(crate) mod model;
mod profiles;
mod shown;
mod tagging;

use super::resource::{Body, Held as _, Resource};
use super::table::{Context, Kind, Listed, On, Place};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Planning, Rows, Run, Wording};
use crate::world::World;
use model::Instance;

/// Instances, by id.
pub(super) static INSTANCE: Kind = INSTANCES;

pub(super) const INSTANCES: Kind = Kind {
    service: "ec2",
    prefix: "instance/",
    noun: "instance",
    is: |body| matches!(body, Body::Instance(_)),
    listed: Listed::Nameless,
    find: |kind, place, id| Ok(place.arn("ec2", &format!("{}{id}", kind.prefix))),
    missing: |arn| {
        let id = arn.rsplit('/').next().unwrap_or_default();
        ApiError::new("InvalidInstanceID.NotFound", 400, format!("The instance ID '{id}' does not exist"))
    },
    context,
    spelled: Kind::by_arn,
};

fn context(p: &Planning<'_>, resource: Option<&Resource>) -> Context {
    let mut context = vec![("ec2:Region".to_owned(), vec![p.region.to_owned()])];
    let Some(resource) = resource else { return context };
    context.push(("ec2:InstanceID".to_owned(), vec![id(resource).to_owned()]));
    context.extend(
        resource.tags.iter().map(|tag| (format!("ec2:ResourceTag/{}", tag.key), vec![tag.value.clone()])),
    );
    if let Ok(instance) = Instance::of(resource) {
        context.push(("ec2:InstanceType".to_owned(), vec![instance.kind.clone()]));
        context.push(("ec2:MetadataHttpTokens".to_owned(), vec![instance.tokens.text().to_owned()]));
        let profile = instance.association.as_ref().map(|association| association.profile.clone());
        context.extend(profile.map(|profile| ("ec2:InstanceProfile".to_owned(), vec![profile])));
    }
    context
}

/// The id of an instance.
fn id(resource: &Resource) -> &str {
    resource.name(INSTANCE.prefix)
}

/// The ARN of an instance of the caller's.
fn arn(ok: &Authorized, world: &World, id: &str) -> String {
    Place::of_authorized(ok, world).arn("ec2", &format!("instance/{id}"))
}

/// The check on each instance of the request.
fn each(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    let ids = p.input.texts("InstanceIds").into_iter();
    Ok(encoded(ids.map(|id| INSTANCE.check(p, &place.arn("ec2", &format!("instance/{id}"))))))
}

/// Checks of what changes something: EC2 refuses that with an encoded message.
fn encoded(checks: impl IntoIterator<Item = Check>) -> Vec<Check> {
    checks.into_iter().map(|check| check.worded(Wording::Encoded)).collect()
}

/// The refusal of a dry run, which all checks allow.
fn dry_run(ok: &Authorized) -> Result<(), ApiError> {
    if ok.input().flag("DryRun") {
        let message = "Request would have succeeded, but DryRun flag is set.";
        return Err(ApiError::new("DryRunOperation", 412, message));
    }
    Ok(())
}

fn invalid(message: String) -> ApiError {
    ApiError::new("InvalidParameterValue", 400, message)
}

const fn of(
    name: &'static str,
    access: Access,
    checks: Checks,
    run: Run,
    example: &'static str,
) -> Operation {
    Operation { service: "ec2", name, access, checks, run, example }
}

const ALL: On = On::All(&INSTANCE);

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    of("RunInstances", Access::Write, Checks::Custom(launch::checks), Run::Write(launch::run),
        "aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type t3.micro --iam-instance-profile Name=web"),
    of("DescribeInstances", Access::List, Checks::On("ec2:DescribeInstances", ALL), Run::Read(shown::describe),
        "aws ec2 describe-instances"),
    of("StartInstances", Access::Write, Checks::Each("ec2:StartInstances", each), Run::Write(lifecycle::start),
        "aws ec2 start-instances --instance-ids INSTANCE"),
    of("StopInstances", Access::Write, Checks::Each("ec2:StopInstances", each), Run::Write(lifecycle::stop),
        "aws ec2 stop-instances --instance-ids INSTANCE"),
    of("TerminateInstances", Access::Write, Checks::Each("ec2:TerminateInstances", each), Run::Write(lifecycle::terminate),
        "aws ec2 terminate-instances --instance-ids INSTANCE"),
    of("CreateTags", Access::Tagging, Checks::Each("ec2:CreateTags", tagging::targets), Run::Write(tagging::create),
        "aws ec2 create-tags --resources INSTANCE --tags Key=team,Value=blue"),
    of("DeleteTags", Access::Tagging, Checks::Each("ec2:DeleteTags", tagging::targets), Run::Write(tagging::delete),
        "aws ec2 delete-tags --resources INSTANCE --tags Key=team"),
    of("AssociateIamInstanceProfile", Access::Write, Checks::Custom(associations::new_checks), Run::Write(associations::associate),
        "aws ec2 associate-iam-instance-profile --instance-id INSTANCE --iam-instance-profile Name=web"),
    of("ReplaceIamInstanceProfileAssociation", Access::Write, Checks::Custom(associations::replace_checks), Run::Write(associations::replace),
        "aws ec2 replace-iam-instance-profile-association --association-id ASSOCIATION --iam-instance-profile Name=web"),
    of("DisassociateIamInstanceProfile", Access::Write, Checks::Custom(associations::end_checks), Run::Write(associations::disassociate),
        "aws ec2 disassociate-iam-instance-profile --association-id ASSOCIATION"),
    of("DescribeIamInstanceProfileAssociations", Access::List, Checks::On("ec2:DescribeIamInstanceProfileAssociations", ALL), Run::Read(associations::describe),
        "aws ec2 describe-iam-instance-profile-associations"),
];
