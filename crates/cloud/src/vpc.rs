//! VPC endpoints: private ways to AWS, each with a policy that limits what passes through it. There is no
//! operation to make them; scenarios do it. Source: spec evaluation.md §2, context-keys.md §2.

use crate::error::ApiError;
use crate::ids::AccountId;
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::{Policy, PolicyType, validate};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What an endpoint's policy says unless its owner says otherwise.
pub const OPEN_POLICY: &str = r#"{
  "Version": "2008-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": "*",
      "Resource": "*"
    }
  ]
}"#;

/// A VPC endpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VpcEndpoint {
    /// `vpce-…`
    pub id: String,
    /// `vpc-…`
    pub vpc: String,
    /// The account that owns it.
    pub account: AccountId,
    /// e.g. `us-east-1`
    pub region: String,
    /// What may pass through it.
    pub policy: StoredPolicy,
}

impl VpcEndpoint {
    /// `arn:aws:ec2:REGION:ACCOUNT:vpc/vpc-…`
    #[must_use]
    pub fn vpc_arn(&self) -> String {
        format!("arn:aws:ec2:{}:{}:vpc/{}", self.region, self.account, self.vpc)
    }
}

/// Opens an endpoint into a VPC, or gives an open one another policy.
///
/// # Errors
/// What AWS says to a policy that is none.
pub fn open_endpoint(
    world: &mut World,
    account: &str,
    vpc: &str,
    id: &str,
    region: &str,
    policy_text: &str,
) -> Result<(), ApiError> {
    let document = validate(policy_text, PolicyType::VpcEndpoint)?;
    let endpoint = VpcEndpoint {
        id: id.to_owned(),
        vpc: vpc.to_owned(),
        account: account.to_owned(),
        region: region.to_owned(),
        policy: StoredPolicy(Policy::compile(&document)),
    };
    world.vpc_endpoints.insert(id.to_owned(), Arc::new(endpoint));
    Ok(())
}
