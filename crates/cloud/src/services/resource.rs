//! What the table-driven services keep.

use super::dynamodb::model::Table;
use super::ec2::model::Instance;
use super::ecs::model::{Task, TaskDefinition};
use super::kms::model::{Alias, Key};
use super::lambda::model::Function;
use super::logs::model::LogGroup;
use super::secrets::model::Secret;
use super::sns::model::{Subscription, Topic};
use super::sqs::model::Queue;
use super::ssm::model::Parameter;
use crate::arn;
use crate::error::ApiError;
use crate::iam::model::Tag;
use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// A resource of one of the table-driven services.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Unique over all accounts; says service, region, account and name.
    pub arn: String,
    /// When it was made.
    pub created: Timestamp,
    /// In the order in which they were added.
    pub tags: Vec<Tag>,
    /// Its own policy. Principals are saved as unique ids.
    pub policy: Option<StoredPolicy>,
    /// What it is.
    pub body: Body,
}

/// What a resource is, with what its service keeps of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// SQS
    Queue(Queue),
    /// KMS
    Key(Key),
    /// KMS
    Alias(Alias),
    /// Secrets Manager
    Secret(Secret),
    /// SNS
    Topic(Topic),
    /// SNS
    Subscription(Subscription),
    /// DynamoDB
    Table(Table),
    /// CloudWatch Logs
    LogGroup(LogGroup),
    /// Systems Manager
    Parameter(Parameter),
    /// EC2
    Instance(Instance),
    /// Lambda
    Function(Function),
    /// ECS
    TaskDefinition(TaskDefinition),
    /// ECS
    Task(Task),
}

/// A kind of [`Body`], for the functions that work on that kind only.
pub(crate) trait Held: Sized {
    /// The body of a resource of this kind.
    fn of(resource: &Resource) -> Result<&Self, ApiError>;
    /// The body to change.
    fn of_mut(resource: &mut Resource) -> Result<&mut Self, ApiError>;
}

macro_rules! held {
    ($($kind:ident),*) => {$(
        impl Held for $kind {
            fn of(resource: &Resource) -> Result<&Self, ApiError> {
                match &resource.body {
                    Body::$kind(body) => Ok(body),
                    _ => Err(wrong_kind()),
                }
            }

            fn of_mut(resource: &mut Resource) -> Result<&mut Self, ApiError> {
                match &mut resource.body {
                    Body::$kind(body) => Ok(body),
                    _ => Err(wrong_kind()),
                }
            }
        }

        impl From<$kind> for Body {
            fn from(body: $kind) -> Self {
                Self::$kind(body)
            }
        }
    )*};
}

held!(
    Queue,
    Key,
    Alias,
    Secret,
    Topic,
    Subscription,
    Table,
    LogGroup,
    Parameter,
    Instance,
    Function,
    TaskDefinition,
    Task
);

/// ARNs of two kinds never are the same, so only a save that somebody has edited leads here.
fn wrong_kind() -> ApiError {
    ApiError::new("InternalFailure", 500, "The resource is of another kind than its ARN says.")
}

impl Resource {
    /// A resource without tags and policy.
    pub(crate) fn new(arn: &str, created: Timestamp, body: impl Into<Body>) -> Self {
        Self { arn: arn.to_owned(), created, tags: Vec::new(), policy: None, body: body.into() }
    }

    /// The account that owns it.
    #[must_use]
    pub fn account(&self) -> &str {
        arn::account(&self.arn).unwrap_or_default()
    }

    /// The region that it is in.
    #[must_use]
    pub fn region(&self) -> &str {
        arn::region(&self.arn).unwrap_or_default()
    }

    /// The last part of its ARN, e.g. `orders` of `…:table/orders`; with `prefix` as [`Kind::prefix`] has it.
    ///
    /// [`Kind::prefix`]: super::table::Kind::prefix
    #[must_use]
    pub(crate) fn name<'a>(&'a self, prefix: &str) -> &'a str {
        let rest = self.arn.splitn(6, ':').nth(5).unwrap_or_default();
        rest.strip_prefix(prefix).unwrap_or(rest)
    }
}
