//! What the create-role wizard asks, and the calls that follow from it.

use super::trust_draft::{Entity, TrustDraft};
use crate::console::item::tag_list;
use crate::console::permissions::Holder;
use cloud::Call;

/// The service that takes roles by way of instance profiles.
const EC2: &str = "ec2.amazonaws.com";

/// The answers given so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleDraft {
    /// Step 1.
    pub trust: TrustDraft,
    /// Step 2: ARNs of the policies to attach.
    pub policies: Vec<String>,
    /// Step 3: the name.
    pub name: String,
    /// Step 3: what the role is for.
    pub description: String,
    /// Step 3: tags as typed, key and value.
    pub tags: Vec<(String, String)>,
}

impl RoleDraft {
    /// The call that creates the role in the account `own`.
    #[must_use]
    pub fn create(&self, own: &str) -> Call {
        let mut call = Call::new("iam", "CreateRole")
            .with("RoleName", self.name.trim())
            .with("AssumeRolePolicyDocument", self.trust.document(own));
        if !self.description.trim().is_empty() {
            call = call.with("Description", self.description.trim());
        }
        match tag_list(&self.tags) {
            Some(tags) => call.with("Tags", tags),
            None => call,
        }
    }

    /// The calls that give the created role its permissions. A role for EC2 also gets an instance profile of
    /// its name, as the console makes one.
    #[must_use]
    pub fn furnish(&self) -> Vec<Call> {
        let holder = Holder::Role(self.name.trim().to_owned());
        let mut calls: Vec<Call> = self.policies.iter().map(|arn| holder.attach(arn)).collect();
        if self.trust.entity == Entity::Service && self.trust.service == EC2 {
            let profile = |call: Call| call.with("InstanceProfileName", holder.name());
            calls.push(profile(Call::new("iam", "CreateInstanceProfile")));
            calls.push(profile(holder.call("AddRoleToInstanceProfile")));
        }
        calls
    }
}
