//! What IAM's actions are checked on, and how denials name it. Source: spec iam-api.md §10,
//! error-wordings.md §2.

use crate::arn;
use crate::error::ApiError;
use crate::iam::model::{Iam, Tag};
use crate::operation::{Check, Planning};

type Planned = Result<Check, ApiError>;

/// Operations without a resource: `*`.
pub(super) fn everything(p: &Planning<'_>) -> Planned {
    Ok(check(p, "*".to_owned(), "*".to_owned()))
}

/// Lists of users, by path prefix.
pub(super) fn user_list(p: &Planning<'_>) -> Planned {
    Ok(list(p, "user"))
}

/// Lists of groups, by path prefix.
pub(super) fn group_list(p: &Planning<'_>) -> Planned {
    Ok(list(p, "group"))
}

/// Lists of roles, by path prefix.
pub(super) fn role_list(p: &Planning<'_>) -> Planned {
    Ok(list(p, "role"))
}

/// Lists of managed policies, by path prefix.
pub(super) fn policy_list(p: &Planning<'_>) -> Planned {
    let path = p.input.opt_text("PathPrefix").unwrap_or("/");
    Ok(check(p, "*".to_owned(), format!("policy path {path}")))
}

/// Lists of a kind, by path prefix.
pub(super) fn list(p: &Planning<'_>, kind: &str) -> Check {
    let path = p.input.opt_text("PathPrefix").unwrap_or("/");
    let arn = arn::iam(p.caller.account_id(), kind, path, "");
    check(p, arn.clone(), arn)
}

/// A user that is to be made.
pub(super) fn new_user(p: &Planning<'_>) -> Planned {
    new(p, "user", "UserName")
}

/// A group that is to be made.
pub(super) fn new_group(p: &Planning<'_>) -> Planned {
    new(p, "group", "GroupName")
}

/// A role that is to be made.
pub(super) fn new_role(p: &Planning<'_>) -> Planned {
    new(p, "role", "RoleName")
}

/// A managed policy that is to be made.
pub(super) fn new_policy(p: &Planning<'_>) -> Planned {
    let check = new(p, "policy", "PolicyName")?;
    let name = p.input.text("PolicyName")?;
    Ok(Check { shown: format!("policy {name}"), ..check })
}

/// Something that is to be made, of a kind and with the name in this parameter.
pub(super) fn new(p: &Planning<'_>, kind: &str, name: &str) -> Planned {
    let path = p.input.opt_text("Path").unwrap_or("/");
    let arn = arn::iam(p.caller.account_id(), kind, path, p.input.text(name)?);
    let mut check = request_tags(p, check(p, arn.clone(), arn));
    if let Some(boundary) = p.input.opt_text("PermissionsBoundary") {
        check = check.with("iam:PermissionsBoundary", vec![boundary.to_owned()]);
    }
    // Tags given at creation count as the resource's own.
    Ok(resource_tags(check, &p.input.tags()))
}

/// The user that `UserName` names.
pub(super) fn user(p: &Planning<'_>) -> Planned {
    let name = p.input.text("UserName")?;
    Ok(user_named(p, name, format!("user {name}")))
}

/// The user that `UserName` names, else the caller.
pub(super) fn user_or_self(p: &Planning<'_>) -> Planned {
    match p.input.opt_text("UserName") {
        Some(_) => user(p),
        None => Ok(user_named(p, own_name(p), format!("user {}", own_name(p)))),
    }
}

/// As [`user_or_self`] for access keys, whose denials print `null` before the caller's name: AWS's own slip.
pub(super) fn key_owner(p: &Planning<'_>) -> Planned {
    match p.input.opt_text("UserName") {
        Some(_) => user(p),
        None => Ok(user_named(p, own_name(p), format!("user null{}", own_name(p)))),
    }
}

/// The caller.
pub(super) fn own(p: &Planning<'_>) -> Planned {
    Ok(user_named(p, own_name(p), format!("user {}", own_name(p))))
}

/// The user that owns the access key `AccessKeyId`, else the caller.
pub(super) fn owner_of_key(p: &Planning<'_>) -> Planned {
    let id = p.input.text("AccessKeyId")?;
    match p.world.access_keys.get(id).filter(|owner| owner.account == p.caller.account_id()) {
        Some(owner) => Ok(user_named(p, &owner.user, format!("user {}", owner.user))),
        None => own(p),
    }
}

fn own_name<'a>(p: &'a Planning<'_>) -> &'a str {
    match p.caller.role_session() {
        Some(session) => &session.name,
        None => p.caller.user_name().unwrap_or_default(),
    }
}

fn user_named(p: &Planning<'_>, name: &str, shown: String) -> Check {
    let account = p.caller.account_id();
    let user = iam(p).and_then(|iam| iam.user(name));
    let arn = user.map_or_else(|| arn::iam(account, "user", "/", name), |u| u.arn(account));
    let tags = user.map_or(&[] as &[Tag], |u| &u.tags);
    let boundary = user.and_then(|u| u.boundary.clone());
    target(p, arn, shown, tags, boundary)
}

/// The role that `RoleName` names.
pub(super) fn role(p: &Planning<'_>) -> Planned {
    let name = p.input.text("RoleName")?;
    let account = p.caller.account_id();
    let role = iam(p).and_then(|iam| iam.role(name));
    let arn = role.map_or_else(|| arn::iam(account, "role", "/", name), |r| r.arn(account));
    let tags = role.map_or(&[] as &[Tag], |r| &r.tags);
    let boundary = role.and_then(|r| r.boundary.clone());
    Ok(target(p, arn, format!("role {name}"), tags, boundary))
}

/// The group that `GroupName` names.
pub(super) fn group(p: &Planning<'_>) -> Planned {
    let name = p.input.text("GroupName")?;
    let account = p.caller.account_id();
    let group = iam(p).and_then(|iam| iam.group(name));
    let arn = group.map_or_else(|| arn::iam(account, "group", "/", name), |g| g.arn(account));
    Ok(target(p, arn, format!("group {name}"), &[], None))
}

/// What is there under an ARN that the request gives, with its tags.
pub(super) fn arn_given(
    p: &Planning<'_>,
    parameter: &str,
    tags: impl for<'a> FnOnce(&'a Iam, &str) -> Option<&'a Vec<Tag>>,
) -> Planned {
    let arn = p.input.text(parameter)?;
    let tags = iam(p).and_then(|iam| tags(iam, arn)).map_or(&[] as &[Tag], Vec::as_slice);
    Ok(tagged(p, arn.to_owned(), arn.to_owned(), tags))
}

/// The managed policy that `PolicyArn` names.
pub(super) fn policy(p: &Planning<'_>) -> Planned {
    let arn = p.input.text("PolicyArn")?;
    let tags = iam(p).and_then(|iam| iam.policies.get(arn)).map_or(&[] as &[Tag], |found| &found.tags);
    Ok(tagged(p, arn.to_owned(), format!("policy {arn}"), tags))
}

/// The caller's IAM.
pub(super) fn iam<'a>(p: &'a Planning<'_>) -> Option<&'a Iam> {
    p.world.account(p.caller.account_id()).map(|account| &account.iam)
}

/// A check on what an ARN of the caller's account names.
pub(super) fn check(p: &Planning<'_>, arn: String, shown: String) -> Check {
    Check::new(p.action, arn, p.caller.account.clone(), shown)
}

/// A check on something that is there, with the condition keys of what it has and what is asked for.
fn target(p: &Planning<'_>, arn: String, shown: String, tags: &[Tag], boundary: Option<String>) -> Check {
    let mut check = tagged(p, arn, shown, tags);
    let asked = p.input.opt_text("PermissionsBoundary").map(str::to_owned);
    if let Some(boundary) = asked.or(boundary) {
        check = check.with("iam:PermissionsBoundary", vec![boundary]);
    }
    match p.input.opt_text("PolicyArn") {
        Some(arn) => check.with("iam:PolicyARN", vec![arn.to_owned()]),
        None => check,
    }
}

/// A check on something with these tags, and with those that are asked for.
pub(super) fn tagged(p: &Planning<'_>, arn: String, shown: String, tags: &[Tag]) -> Check {
    resource_tags(request_tags(p, check(p, arn, shown)), tags)
}

/// The check with the condition keys of what is tagged so.
fn resource_tags(check: Check, tags: &[Tag]) -> Check {
    tags.iter().fold(check, |check, tag| {
        check
            .with(format!("aws:ResourceTag/{}", tag.key), vec![tag.value.clone()])
            .with(format!("iam:ResourceTag/{}", tag.key), vec![tag.value.clone()])
    })
}

/// Tags in the request: one key per tag, and the list of all their keys.
pub(crate) fn request_tags(p: &Planning<'_>, check: Check) -> Check {
    let tags = p.input.tags();
    let mut keys: Vec<String> = tags.iter().map(|tag| tag.key.clone()).collect();
    keys.extend(p.input.texts("TagKeys").into_iter().map(str::to_owned));
    let check = tags
        .into_iter()
        .fold(check, |check, tag| check.with(format!("aws:RequestTag/{}", tag.key), vec![tag.value]));
    if keys.is_empty() { check } else { check.with("aws:TagKeys", keys) }
}
