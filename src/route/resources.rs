//! The pages of the services that are shown alike: a list of resources, and each resource with its policy.

use super::print::under;
use crate::address::print_query;

/// A service whose resources are shown by the pages that are the same for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as AWS names them")]
pub enum ResourceService {
    Sqs,
    Sns,
    Kms,
    SecretsManager,
    DynamoDb,
    Logs,
    Ssm,
}

impl ResourceService {
    /// All of them, by name.
    pub const ALL: [Self; 7] =
        [Self::Logs, Self::DynamoDb, Self::Kms, Self::SecretsManager, Self::Sns, Self::Sqs, Self::Ssm];

    /// Its name in addresses and requests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sqs => "sqs",
            Self::Sns => "sns",
            Self::Kms => "kms",
            Self::SecretsManager => "secretsmanager",
            Self::DynamoDb => "dynamodb",
            Self::Logs => "logs",
            Self::Ssm => "ssm",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sqs => "Amazon SQS",
            Self::Sns => "Amazon SNS",
            Self::Kms => "Key Management Service (KMS)",
            Self::SecretsManager => "AWS Secrets Manager",
            Self::DynamoDb => "Amazon DynamoDB",
            Self::Logs => "CloudWatch Logs",
            Self::Ssm => "Systems Manager Parameter Store",
        }
    }

    /// What it is there for.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Sqs => "Queues of messages, with policies of their own",
            Self::Sns => "Topics that pass messages on",
            Self::Kms => "Keys that encrypt, and key policies",
            Self::SecretsManager => "Secrets, and who may read them",
            Self::DynamoDb => "Tables of items",
            Self::Logs => "What programs log",
            Self::Ssm => "Settings, some of them encrypted",
        }
    }

    /// What its resources are called together.
    #[must_use]
    pub const fn resources(self) -> &'static str {
        match self {
            Self::Sqs => "Queues",
            Self::Sns => "Topics",
            Self::Kms => "Customer managed keys",
            Self::SecretsManager => "Secrets",
            Self::DynamoDb => "Tables",
            Self::Logs => "Log groups",
            Self::Ssm => "Parameters",
        }
    }
}

/// A page about a service's resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResourcePage {
    /// All of them.
    List,
    /// Creating one.
    Create,
    /// One of them.
    One {
        /// What the service's list calls it: a name, an id, an address or an ARN.
        id: String,
        /// The open tab; empty for the first.
        tab: String,
    },
    /// The editor of its policy.
    Policy {
        /// As above.
        id: String,
    },
}

impl ResourcePage {
    /// Reads what stands behind the service in an address.
    pub(super) fn parse(segments: &[&str], tab: impl FnOnce() -> String) -> Option<Self> {
        Some(match segments {
            [] => Self::List,
            ["create"] => Self::Create,
            ["details", id] => Self::One { id: (*id).to_owned(), tab: tab() },
            ["details", id, "policy"] => Self::Policy { id: (*id).to_owned() },
            _ => return None,
        })
    }

    /// The address behind the `#`.
    pub(super) fn path(&self, service: ResourceService) -> String {
        let end = match self {
            Self::List => String::new(),
            Self::Create => "/create".to_owned(),
            Self::One { id, tab } => under("/details/", id) + &print_query(&[("tab", tab)]),
            Self::Policy { id } => under("/details/", id) + "/policy",
        };
        format!("/{}{end}", service.id())
    }

    /// What the page is called in the browser's title.
    pub(super) fn title(&self, service: ResourceService) -> String {
        let page = match self {
            Self::List => service.resources(),
            Self::Create => "Create",
            Self::One { id, .. } => id.rsplit(['/', ':']).next().unwrap_or_default(),
            Self::Policy { .. } => "Edit policy",
        };
        format!("{page} | {}", service.title())
    }
}
