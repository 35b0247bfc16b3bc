//! Tags of users and roles. Source: spec iam-api.md §1, sts.md §5.

use super::model::{Tag, key};
use super::roles::{self, changeable};
use super::show::show_tag;
use super::users::{named_mut, named_or_own};
use super::{read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::Map;

const MOST_TAGS: usize = 50;

pub(super) const ROWS: Rows = &[
    write(
        "TagUser",
        Access::Tagging,
        "iam:TagUser",
        target::user,
        tag_user,
        "aws iam tag-user --user-name bob --tags Key=team,Value=blue",
    ),
    write(
        "UntagUser",
        Access::Tagging,
        "iam:UntagUser",
        target::user,
        untag_user,
        "aws iam untag-user --user-name bob --tag-keys team",
    ),
    read(
        "ListUserTags",
        Access::List,
        "iam:ListUserTags",
        target::user,
        list_user,
        "aws iam list-user-tags --user-name bob",
    ),
    write(
        "TagRole",
        Access::Tagging,
        "iam:TagRole",
        target::role,
        tag_role,
        "aws iam tag-role --role-name app --tags Key=team,Value=blue",
    ),
    write(
        "UntagRole",
        Access::Tagging,
        "iam:UntagRole",
        target::role,
        untag_role,
        "aws iam untag-role --role-name app --tag-keys team",
    ),
    read(
        "ListRoleTags",
        Access::List,
        "iam:ListRoleTags",
        target::role,
        list_role,
        "aws iam list-role-tags --role-name app",
    ),
];

/// Tags as users and roles may have them: keys unique whatever their case, none of AWS's own.
pub(super) fn checked(tags: Vec<Tag>) -> Result<Vec<Tag>, ApiError> {
    unique(&tags, |tag| key(&tag.key))?;
    Ok(tags)
}

/// Tags as managed policies may have them: keys unique, case mattering.
pub(super) fn checked_case_sensitive(tags: Vec<Tag>) -> Result<Vec<Tag>, ApiError> {
    unique(&tags, |tag| tag.key.clone())?;
    Ok(tags)
}

fn unique(tags: &[Tag], of: impl Fn(&Tag) -> String) -> Result<(), ApiError> {
    let invalid = |message: &str| Err(ApiError::new("InvalidInput", 400, message));
    let mut keys: Vec<String> = tags.iter().map(of).collect();
    keys.sort_unstable();
    let count = keys.len();
    keys.dedup();
    if keys.len() < count {
        return invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    if keys.iter().any(|k| k.to_ascii_lowercase().starts_with("aws:")) {
        return invalid("Tag keys beginning with aws: are reserved for system use.");
    }
    Ok(())
}

fn put(tags: &mut Vec<Tag>, new: Vec<Tag>) -> Output {
    for tag in checked(new)? {
        match tags.iter_mut().find(|t| key(&t.key) == key(&tag.key)) {
            Some(old) => *old = tag,
            None => tags.push(tag),
        }
    }
    most(tags)
}

/// Refuses more tags than a thing can have.
pub(super) fn most(tags: &[Tag]) -> Output {
    if tags.len() > MOST_TAGS {
        let message = format!("The number of tags has reached the maximum limit of {MOST_TAGS}.");
        return Err(ApiError::limit(message));
    }
    Ok(Map::new())
}

fn remove(tags: &mut Vec<Tag>, keys: &[&str]) -> Output {
    tags.retain(|tag| !keys.iter().any(|k| key(k) == key(&tag.key)));
    Ok(Map::new())
}

/// A page of tags, in the order of their keys. Source: API reference, `List…Tags`.
pub(super) fn list(ok: &Authorized, tags: &[Tag]) -> Output {
    let mut tags: Vec<&Tag> = tags.iter().collect();
    tags.sort_by(|a, b| a.key.cmp(&b.key));
    page(ok.input(), "Tags", tags, show_tag)
}

fn tag_user(ok: &Authorized, world: &mut World) -> Output {
    put(&mut named_mut(ok, world)?.tags, ok.input().tags())
}

fn untag_user(ok: &Authorized, world: &mut World) -> Output {
    remove(&mut named_mut(ok, world)?.tags, &ok.input().texts("TagKeys"))
}

fn list_user(ok: &Authorized, world: &World) -> Output {
    list(ok, &named_or_own(ok, world)?.tags)
}

fn tag_role(ok: &Authorized, world: &mut World) -> Output {
    put(&mut changeable(ok, world)?.tags, ok.input().tags())
}

fn untag_role(ok: &Authorized, world: &mut World) -> Output {
    remove(&mut changeable(ok, world)?.tags, &ok.input().texts("TagKeys"))
}

fn list_role(ok: &Authorized, world: &World) -> Output {
    list(ok, &roles::named(ok, world)?.tags)
}
