//! Systems Manager: parameters, and sessions on instances. Source: the service's public model.

mod by_path;
mod checks;
pub(super) mod model;
mod parameters;
mod sessions;

use super::resource::{Body, Resource};
use super::table::{Context, Does, Kind, Listed, On, row};
use super::tags;
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Planning, Rows, Run};

/// Parameters, by name or ARN. The slash that a name may begin with is one with the slash in the ARN.
pub(super) static PARAMETER: Kind = Kind {
    service: "ssm",
    prefix: "parameter/",
    noun: "parameter",
    is: |body| matches!(body, Body::Parameter(_)),
    listed: Listed::Arn("*"),
    find: |kind, place, text| kind.by_name_or_arn(place, text.strip_prefix('/').unwrap_or(text)),
    missing: |_| ApiError::new("ParameterNotFound", 400, ""),
    context,
    spelled: Kind::by_arn,
};

/// `ssm:Overwrite`, `ssm:Recursive` and the parameter's tags.
fn context(p: &Planning<'_>, parameter: Option<&Resource>) -> Context {
    let mut context: Context = Vec::new();
    for (key, name) in [("ssm:Overwrite", "Overwrite"), ("ssm:Recursive", "Recursive")] {
        context.extend(p.input.opt_flag(name).map(|flag| (key.to_owned(), vec![flag.to_string()])));
    }
    let tags = parameter.into_iter().flat_map(|parameter| &parameter.tags);
    context.extend(tags.map(|tag| (format!("ssm:resourceTag/{}", tag.key), vec![tag.value.clone()])));
    context
}

const NAME: On = On::One(&PARAMETER, "Name");
const ID: On = On::One(&PARAMETER, "ResourceId");

const fn custom(
    name: &'static str,
    access: Access,
    checks: fn(&Planning<'_>) -> Result<Vec<crate::operation::Check>, ApiError>,
    run: Run,
    example: &'static str,
) -> Operation {
    Operation { service: "ssm", name, access, checks: Checks::Custom(checks), run, example }
}

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("DescribeParameters", Access::List, "ssm:DescribeParameters", On::All(&PARAMETER), Does::List(|_, _| true, parameters::show_row),
        "aws ssm describe-parameters"),
    custom("PutParameter", Access::Write, checks::put, Run::Row(On::New(&PARAMETER, "Name"), Does::Make(parameters::put)),
        "aws ssm put-parameter --name /app/level --value debug --type String"),
    custom("GetParameter", Access::Read, checks::get, Run::Row(NAME, Does::Look(parameters::get)),
        "aws ssm get-parameter --name /app/level"),
    custom("GetParameters", Access::Read, checks::get_all, Run::Read(parameters::get_all),
        "aws ssm get-parameters --names /app/level /app/color"),
    custom("GetParametersByPath", Access::Read, checks::by_path, Run::Read(by_path::get),
        "aws ssm get-parameters-by-path --path /app"),
    row("DeleteParameter", Access::Write, "ssm:DeleteParameter", NAME, Does::Remove(|_, _| Ok(serde_json::Map::new())),
        "aws ssm delete-parameter --name /app/level"),
    row("AddTagsToResource", Access::Tagging, "ssm:AddTagsToResource", ID, Does::Change(tags::put),
        "aws ssm add-tags-to-resource --resource-type Parameter --resource-id /app/level --tags Key=team,Value=blue"),
    row("RemoveTagsFromResource", Access::Tagging, "ssm:RemoveTagsFromResource", ID, Does::Change(tags::take),
        "aws ssm remove-tags-from-resource --resource-type Parameter --resource-id /app/level --tag-keys team"),
    row("ListTagsForResource", Access::List, "ssm:ListTagsForResource", ID, Does::Look(parameters::tags),
        "aws ssm list-tags-for-resource --resource-type Parameter --resource-id /app/level"),
    Operation {
        service: "ssm", name: "StartSession", access: Access::Write,
        checks: Checks::On("ssm:StartSession", On::One(&sessions::TARGET, "Target")),
        run: Run::Row(On::One(&sessions::TARGET, "Target"), Does::Look(sessions::start)),
        example: "aws ssm start-session --target INSTANCE",
    },
];
