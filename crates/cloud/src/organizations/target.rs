//! What Organizations' actions are checked on. Source: the service authorization reference (data/actions.txt).

use super::model::Organization;
use crate::error::ApiError;
use crate::iam::request_tags;
use crate::operation::{Check, Planning};

type Planned = Result<Vec<Check>, ApiError>;

/// Operations without a resource: `*`.
pub(super) fn everything(p: &Planning<'_>) -> Planned {
    Ok(vec![check(p, None)])
}

/// The root or OU that `ParentId` names.
pub(super) fn parent(p: &Planning<'_>) -> Planned {
    each(p, &["ParentId"])
}

/// The OU or account that `ChildId` names.
pub(super) fn child(p: &Planning<'_>) -> Planned {
    each(p, &["ChildId"])
}

/// The OU that `OrganizationalUnitId` names.
pub(super) fn unit(p: &Planning<'_>) -> Planned {
    each(p, &["OrganizationalUnitId"])
}

/// The account that `AccountId` names.
pub(super) fn account(p: &Planning<'_>) -> Planned {
    each(p, &["AccountId"])
}

/// An account and where it moves from and to.
pub(super) fn moved(p: &Planning<'_>) -> Planned {
    each(p, &["AccountId", "SourceParentId", "DestinationParentId"])
}

/// The root that `RootId` names.
pub(super) fn root(p: &Planning<'_>) -> Planned {
    each(p, &["RootId"])
}

/// The policy that `PolicyId` names.
pub(super) fn policy(p: &Planning<'_>) -> Planned {
    each(p, &["PolicyId"])
}

/// The root, OU or account that `TargetId` names.
pub(super) fn target(p: &Planning<'_>) -> Planned {
    each(p, &["TargetId"])
}

/// A policy and what it is attached to.
pub(super) fn attachment(p: &Planning<'_>) -> Planned {
    each(p, &["PolicyId", "TargetId"])
}

/// What `ResourceId` names.
pub(super) fn tagged(p: &Planning<'_>) -> Planned {
    each(p, &["ResourceId"])
}

/// A policy that is to be made.
pub(super) fn new_policy(p: &Planning<'_>) -> Planned {
    let arn = managed(p).map(|organization| {
        let kind = p.input.opt_text("Type").unwrap_or_default().to_lowercase();
        format!("arn:aws:organizations::{}:policy/{}/{kind}/p-*", organization.management, organization.id)
    });
    Ok(vec![check(p, arn)])
}

/// A handshake. Its party is checked, not its maker.
pub(super) fn handshake(p: &Planning<'_>) -> Planned {
    let id = p.input.text("HandshakeId")?;
    let found = p.world.organizations.values().find_map(|o| o.handshakes.get(id).map(|h| h.arn(o)));
    // Whoever has a part in it is asked by its own policies.
    Ok(vec![check(p, found)])
}

fn each(p: &Planning<'_>, parameters: &[&str]) -> Planned {
    parameters
        .iter()
        .map(|parameter| {
            let id = p.input.text(parameter)?;
            let organization = managed(p);
            let arn = organization.and_then(|o| o.arn_of(id));
            let tags = organization.and_then(|o| o.tags.get(id)).into_iter().flatten();
            let check = check(p, arn);
            Ok(tags.fold(check, |check, tag| {
                check.with(format!("aws:ResourceTag/{}", tag.key), vec![tag.value.clone()])
            }))
        })
        .collect()
}

/// The organization that the caller's account may change. Nobody else is told by a check what there is: the
/// service itself refuses them.
fn managed<'a>(p: &'a Planning<'_>) -> Option<&'a Organization> {
    let account = p.caller.account_id();
    p.world.organization_of(account).filter(|o| o.management == account)
}

fn check(p: &Planning<'_>, arn: Option<String>) -> Check {
    let arn = arn.unwrap_or_else(|| "*".to_owned());
    let check = request_tags(p, Check::new(p.action, arn.clone(), p.caller.account.clone(), arn));
    let check = match p.input.opt_text("ServicePrincipal") {
        Some(service) => check.with("organizations:ServicePrincipal", vec![service.to_owned()]),
        None => check,
    };
    match policy_type(p) {
        Some(kind) => check.with("organizations:PolicyType", vec![kind]),
        None => check,
    }
}

/// The policy type that the request names, or that the policy that it names has.
fn policy_type(p: &Planning<'_>) -> Option<String> {
    let named = ["PolicyType", "Type", "Filter"].into_iter().find_map(|name| p.input.opt_text(name));
    named.map(str::to_owned).or_else(|| {
        let found = super::policies::find(managed(p)?, p.input.opt_text("PolicyId")?)?;
        Some(found.kind().as_str().to_owned())
    })
}
