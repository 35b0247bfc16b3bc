//! What AWS refuses on save, in its words.
//!
//! Sources: spec/policy-language.md §2, §3 and §10, spec/error-wordings.md §4.

mod bucket;
mod forms;
mod identity;
mod organization;
mod other;
mod refusal;
mod s3_actions;
mod trust;

use serde::Serialize;

use crate::Document;

pub use refusal::Refusal;

/// The kinds of policy that differ in what they may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum PolicyType<'a> {
    /// A managed identity policy; also one that serves as a permissions boundary.
    Managed,
    /// An inline identity policy of a user, group or role.
    Inline,
    /// A role's trust policy.
    Trust,
    /// A session policy given with AssumeRole or GetFederationToken.
    Session,
    /// A bucket policy.
    S3Bucket {
        /// The bucket that the policy belongs to.
        bucket: &'a str,
    },
    /// A queue policy.
    SqsQueue,
    /// A key policy.
    KmsKey,
    /// A topic policy.
    SnsTopic,
    /// A secret's resource policy.
    Secret,
    /// A table's resource policy.
    DynamoDbTable,
    /// A function's resource policy.
    LambdaFunction,
    /// A service control policy.
    Scp,
    /// A resource control policy.
    Rcp,
    /// A VPC endpoint's policy.
    VpcEndpoint,
}

/// Checks a document as AWS does when it is saved, and gives the first refusal in AWS's order.
///
/// Whether named principals exist is the account's to say, and so are quotas over several
/// documents, such as that on all inline policies of a user.
pub fn validate(text: &str, kind: PolicyType<'_>) -> Result<Document, Refusal> {
    match kind {
        PolicyType::Managed => identity::managed(text),
        PolicyType::Inline => identity::inline(text),
        PolicyType::Session => identity::session(text),
        PolicyType::Trust => trust::validate(text),
        PolicyType::S3Bucket { bucket } => bucket::validate(text, bucket),
        PolicyType::SqsQueue => other::queue(text),
        PolicyType::KmsKey => other::key(text),
        PolicyType::SnsTopic => other::topic(text),
        PolicyType::Secret => other::secret(text),
        PolicyType::DynamoDbTable => other::table(text),
        PolicyType::LambdaFunction => other::function(text),
        PolicyType::VpcEndpoint => other::endpoint(text),
        PolicyType::Scp => organization::scp(text),
        PolicyType::Rcp => organization::rcp(text),
    }
}

/// Characters without white space: what IAM's size quotas count.
pub fn size_without_white_space(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests;
