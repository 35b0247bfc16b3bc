//! What an AWS service does by itself on behalf of a resource: it has no account and no permissions, so only the
//! policy of what it touches decides. Source: spec evaluation.md §2, context-keys.md §2 (`aws:SourceArn`).

use super::resource::Resource;
use super::table::{Kind, policy_of};
use crate::arn;
use crate::caller::Caller;
use crate::context;
use crate::iam::layers;
use crate::iam::model::Role;
use crate::sts;
use crate::tick::Tick;
use crate::world::World;
use policy::{Context, Explanation, NamedPolicy, Principal, Request, decide, explain};

/// A service at work for a resource.
pub(crate) struct ServiceCall<'a> {
    /// e.g. `sns.amazonaws.com`
    pub(crate) service: &'a str,
    /// The ARN of the resource that it works for.
    pub(crate) source: &'a str,
    /// When.
    pub(crate) tick: Tick,
}

impl ServiceCall<'_> {
    /// Whether the policies let the service do this to a resource.
    pub(super) fn may(&self, world: &World, action: &str, kind: &Kind, resource: &Resource) -> bool {
        let mut context = self.context(world, resource.account());
        context.set("aws:RequestedRegion", resource.region());
        // What topic policies of old ask for.
        context.set("aws:SourceOwner", arn::account(self.source).unwrap_or_default());
        let target =
            policy::Resource { arn: resource.arn.clone(), account: Some(resource.account().to_owned()) };
        let policy = policy_of(kind, resource);
        let own = layers::of(world, &Caller::anonymous(), Some(resource.account()));
        let principal = self.principal();
        let request = Request { principal: &principal, action, resource: &target, context: &context };
        decide(&request, &own.with_resource(policy.as_ref())).is_allowed()
    }

    /// Whether the service can assume a role, and why.
    pub(crate) fn assumes(&self, world: &World, role: &Role, role_arn: &str, session: &str) -> Explanation {
        let account = arn::account(role_arn).unwrap_or_default();
        let mut context = self.context(world, account);
        context.set("aws:RequestedRegion", arn::region(self.source).unwrap_or_default());
        context.set("sts:RoleSessionName", session);
        for tag in &role.tags {
            context.set(&format!("aws:ResourceTag/{}", tag.key), tag.value.as_str());
            context.set(&format!("iam:ResourceTag/{}", tag.key), tag.value.as_str());
        }
        let target = policy::Resource { arn: role_arn.to_owned(), account: Some(account.to_owned()) };
        let trust: NamedPolicy = sts::trust(role);
        let own = layers::of(world, &Caller::anonymous(), Some(account));
        let principal = self.principal();
        let request =
            Request { principal: &principal, action: "sts:AssumeRole", resource: &target, context: &context };
        explain(&request, &own.with_resource(Some(&trust)))
    }

    fn principal(&self) -> Principal {
        Principal::Service { name: self.service.into() }
    }

    /// What every request of a service's has, for a resource of an account.
    fn context(&self, world: &World, owner: &str) -> Context {
        let account = arn::account(self.source).unwrap_or_default();
        let now = self.tick.now;
        let mut context = Context::new();
        context.set("aws:CurrentTime", now.iso());
        context.set("aws:EpochTime", now.0.to_string());
        context.set("aws:SecureTransport", "true");
        context.set("aws:ViaAWSService", "false");
        context.set("aws:ResourceAccount", owner);
        context.set("aws:SourceArn", self.source);
        context.set("aws:SourceAccount", account);
        context::in_organization(world, "Resource", owner, &mut context);
        context::in_organization(world, "Source", account, &mut context);
        self.principal().fill_context(&mut context);
        context
    }
}
