//! SQS: standard queues. FIFO queues, dead-letter queues and batches are not simulated.
//! Source: spec error-wordings.md §2, §5; the service's public model.

mod attributes;
mod messages;
pub(super) mod model;
mod permissions;
mod queues;

pub(super) use messages::deliver;

use super::resource::Body;
use super::table::{Does, Kind, Listed, On, Place, row};
use super::tags;
use crate::error::ApiError;
use crate::operation::{Access, Rows};

/// Queues.
pub(crate) static QUEUE: Kind = Kind {
    service: "sqs",
    prefix: "",
    noun: "queue",
    is: |body| matches!(body, Body::Queue(_)),
    listed: Listed::Arn(""),
    find: |_, place, text| match text.strip_prefix("https://") {
        Some(address) => of_url(place, address),
        None if text.contains([':', '/']) => Err(invalid_address(text)),
        // Only `GetQueueUrl` can name another account.
        None => {
            let owner = place.input.opt_text("QueueOwnerAWSAccountId").unwrap_or(place.account);
            Ok(Place { account: owner, ..*place }.arn("sqs", text))
        }
    },
    missing: |_| {
        let message = "The specified queue does not exist.";
        ApiError::new("AWS.SimpleQueueService.NonExistentQueue", 400, message)
    },
    context: Kind::no_context,
    spelled: Kind::by_arn,
};

const URL: On = On::One(&QUEUE, "QueueUrl");
const OWN: On = On::Own(&QUEUE, "QueueUrl");

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListQueues", Access::Read, "sqs:ListQueues", On::All(&QUEUE), Does::List(queues::fits, queues::show),
        "aws sqs list-queues"),
    row("CreateQueue", Access::Write, "sqs:CreateQueue", On::New(&QUEUE, "QueueName"), Does::Make(queues::make),
        "aws sqs create-queue --queue-name q1"),
    row("GetQueueUrl", Access::Read, "sqs:GetQueueUrl", On::One(&QUEUE, "QueueName"), Does::Look(queues::url),
        "aws sqs get-queue-url --queue-name q1"),
    row("DeleteQueue", Access::Write, "sqs:DeleteQueue", OWN, Does::Remove(queues::remove),
        "aws sqs delete-queue --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1"),
    row("PurgeQueue", Access::Write, "sqs:PurgeQueue", URL, Does::Change(messages::purge),
        "aws sqs purge-queue --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1"),
    row("GetQueueAttributes", Access::Read, "sqs:GetQueueAttributes", URL, Does::Look(attributes::get),
        "aws sqs get-queue-attributes --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --attribute-names All"),
    row("SetQueueAttributes", Access::PermissionsManagement, "sqs:SetQueueAttributes", OWN, Does::Change(attributes::set),
        "aws sqs set-queue-attributes --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --attributes VisibilityTimeout=60"),
    row("AddPermission", Access::PermissionsManagement, "sqs:AddPermission", OWN, Does::Change(permissions::add),
        "aws sqs add-permission --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --label send --aws-account-ids 444455556666 --actions SendMessage"),
    row("RemovePermission", Access::PermissionsManagement, "sqs:RemovePermission", OWN, Does::Change(permissions::remove),
        "aws sqs remove-permission --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --label send"),
    row("SendMessage", Access::Write, "sqs:SendMessage", URL, Does::Change(messages::send),
        "aws sqs send-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --message-body hello"),
    row("ReceiveMessage", Access::Read, "sqs:ReceiveMessage", URL, Does::Change(messages::receive),
        "aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1"),
    row("DeleteMessage", Access::Write, "sqs:DeleteMessage", URL, Does::Change(messages::delete),
        "aws sqs delete-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --receipt-handle HANDLE"),
    row("ChangeMessageVisibility", Access::Write, "sqs:ChangeMessageVisibility", URL, Does::Change(messages::hide),
        "aws sqs change-message-visibility --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --receipt-handle HANDLE --visibility-timeout 0"),
    row("TagQueue", Access::Tagging, "sqs:TagQueue", OWN, Does::Change(tags::put),
        "aws sqs tag-queue --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --tags team=blue"),
    row("UntagQueue", Access::Tagging, "sqs:UntagQueue", OWN, Does::Change(tags::take),
        "aws sqs untag-queue --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --tag-keys team"),
    row("ListQueueTags", Access::Read, "sqs:ListQueueTags", OWN, Does::Look(queues::tags),
        "aws sqs list-queue-tags --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1"),
];

/// The ARN of the queue at `sqs.REGION.amazonaws.com/ACCOUNT/NAME`.
fn of_url(place: &Place<'_>, address: &str) -> Result<String, ApiError> {
    let invalid = || invalid_address(&format!("https://{address}"));
    let (host, path) = address.split_once('/').ok_or_else(invalid)?;
    let (account, name) = path.split_once('/').ok_or_else(invalid)?;
    if host != format!("sqs.{}.amazonaws.com", place.region) || name.is_empty() || account.len() != 12 {
        return Err(invalid());
    }
    Ok(Place { account, ..*place }.arn("sqs", name))
}

fn invalid_address(address: &str) -> ApiError {
    let message = format!("The address {address} is not valid for this endpoint.");
    ApiError::new("InvalidAddress", 404, message)
}
