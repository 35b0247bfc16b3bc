//! `iam:PassRole`: whoever gives a role to a service must be allowed to. It is no operation of its own but one more
//! check of the operation that gives the role. Source: spec iam-api.md §9, s3-api.md §7.

use super::service_call::ServiceCall;
use crate::arn;
use crate::iam::model::Role;
use crate::operation::Check;
use crate::sts;
use crate::tick::Tick;
use crate::workload::WorkloadKind;
use crate::world::World;

/// The check on a role, whether it is there or not, that a service is to get for a resource.
pub(crate) fn check(role: &str, to: WorkloadKind, resource: String) -> Check {
    let account = arn::account(role).unwrap_or_default().to_owned();
    Check::new("iam:PassRole", role.to_owned(), Some(account), role.to_owned())
        .with("iam:PassedToService", vec![to.principal().to_owned()])
        .with("iam:AssociatedResourceArn", vec![resource])
}

/// The role of an ARN.
pub(crate) fn role<'a>(world: &'a World, arn: &str) -> Option<&'a Role> {
    sts::role(world, arn).map(|(_, role)| role)
}

/// Whether a service can assume a role for a resource.
pub(crate) fn can_assume(world: &World, arn: &str, by: WorkloadKind, resource: &str, tick: Tick) -> bool {
    let call = ServiceCall { service: by.principal(), source: resource, tick };
    let session = resource.rsplit([':', '/']).next().unwrap_or_default();
    role(world, arn).is_some_and(|role| call.assumes(world, role, arn, session).decision.is_allowed())
}
