//! What an AWS service does by itself on behalf of a resource: it has no account and no permissions, so only the
//! policy of what it touches decides. Source: spec evaluation.md §2, context-keys.md §2 (`aws:SourceArn`).

use super::resource::Resource;
use super::table::{Kind, policy_of};
use crate::arn;
use crate::caller::Caller;
use crate::iam::layers;
use crate::tick::Tick;
use crate::world::World;
use policy::{Context, Principal, Request, decide};

/// A service at work for a resource.
pub(super) struct ServiceCall<'a> {
    /// e.g. `sns.amazonaws.com`
    pub(super) service: &'a str,
    /// The ARN of the resource that it works for.
    pub(super) source: &'a str,
    /// When.
    pub(super) tick: Tick,
}

impl ServiceCall<'_> {
    /// Whether the policies let the service do this to a resource.
    pub(super) fn may(&self, world: &World, action: &str, kind: &Kind, resource: &Resource) -> bool {
        let principal = Principal::Service { name: self.service.into() };
        let account = arn::account(self.source).unwrap_or_default();
        let now = self.tick.now;
        let mut context = Context::new();
        context.set("aws:CurrentTime", now.iso());
        context.set("aws:EpochTime", now.0.to_string());
        context.set("aws:SecureTransport", "true");
        context.set("aws:RequestedRegion", resource.region());
        context.set("aws:ViaAWSService", "false");
        context.set("aws:ResourceAccount", resource.account());
        context.set("aws:SourceArn", self.source);
        context.set("aws:SourceAccount", account);
        // What topic policies of old ask for.
        context.set("aws:SourceOwner", account);
        principal.fill_context(&mut context);
        let target =
            policy::Resource { arn: resource.arn.clone(), account: Some(resource.account().to_owned()) };
        let request = Request { principal: &principal, action, resource: &target, context: &context };
        let own = layers::of(world, &Caller::anonymous(), Some(resource.account()));
        let policy = policy_of(kind, resource);
        decide(&request, &own.with_resource(policy.as_ref())).is_allowed()
    }
}
