//! CloudWatch Logs: groups, streams and events. Queries, filters and subscriptions are not simulated.
//! Source: the service's public model.

mod events;
mod groups;
pub(super) mod model;
mod written;

pub(super) use written::write_as;

use super::resource::Body;
use super::table::{Does, Kind, Listed, On, row};
use super::tags;
use crate::operation::{Access, Rows};

/// Log groups, by name or ARN, also with the `:*` that ARNs of groups often end in. They are checked as AWS's
/// denials show them: with the stream, or the empty place of one, behind.
const GROUPS: Kind = Kind {
    service: "logs",
    prefix: "log-group:",
    noun: "log group",
    is: |body| matches!(body, Body::LogGroup(_)),
    listed: Listed::Arn("log-group::log-stream:"),
    find: |kind, place, text| kind.by_name_or_arn(place, text.trim_end_matches(":*")),
    missing: |_| groups::missing("log group"),
    context: Kind::no_context,
    spelled: |p, arn| {
        let stream = p.input.opt_text("logStreamName").unwrap_or_default();
        let arn = format!("{arn}:log-stream:{stream}");
        (arn.clone(), arn)
    },
};

/// Log groups.
pub(super) static GROUP: Kind = GROUPS;

/// Log groups as their tags are asked for: by their own ARN.
static TAGGED: Kind = Kind { spelled: Kind::by_arn, ..GROUPS };

const NAMED: On = On::One(&GROUP, "logGroupName");
const ARN: On = On::One(&TAGGED, "resourceArn");

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("DescribeLogGroups", Access::List, "logs:DescribeLogGroups", On::All(&GROUP), Does::List(groups::fits, groups::show),
        "aws logs describe-log-groups"),
    row("CreateLogGroup", Access::Write, "logs:CreateLogGroup", On::New(&GROUP, "logGroupName"), Does::Make(groups::make),
        "aws logs create-log-group --log-group-name app"),
    row("DeleteLogGroup", Access::Write, "logs:DeleteLogGroup", NAMED, Does::Remove(|_, _| Ok(serde_json::Map::new())),
        "aws logs delete-log-group --log-group-name app"),
    row("PutRetentionPolicy", Access::Write, "logs:PutRetentionPolicy", NAMED, Does::Change(groups::retain),
        "aws logs put-retention-policy --log-group-name app --retention-in-days 7"),
    row("DescribeLogStreams", Access::List, "logs:DescribeLogStreams", NAMED, Does::Look(events::streams),
        "aws logs describe-log-streams --log-group-name app"),
    row("CreateLogStream", Access::Write, "logs:CreateLogStream", NAMED, Does::Change(events::create_stream),
        "aws logs create-log-stream --log-group-name app --log-stream-name one"),
    row("PutLogEvents", Access::Write, "logs:PutLogEvents", NAMED, Does::Change(events::put),
        "aws logs put-log-events --log-group-name app --log-stream-name one --log-events timestamp=1795508100000,message=hello"),
    row("GetLogEvents", Access::Read, "logs:GetLogEvents", NAMED, Does::Look(events::get),
        "aws logs get-log-events --log-group-name app --log-stream-name one"),
    row("TagResource", Access::Tagging, "logs:TagResource", ARN, Does::Change(tags::put),
        "aws logs tag-resource --resource-arn arn:aws:logs:us-east-1:111122223333:log-group:app --tags team=blue"),
    row("UntagResource", Access::Tagging, "logs:UntagResource", ARN, Does::Change(tags::take),
        "aws logs untag-resource --resource-arn arn:aws:logs:us-east-1:111122223333:log-group:app --tag-keys team"),
    row("ListTagsForResource", Access::List, "logs:ListTagsForResource", ARN, Does::Look(groups::tags),
        "aws logs list-tags-for-resource --resource-arn arn:aws:logs:us-east-1:111122223333:log-group:app"),
];
