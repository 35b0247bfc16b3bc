//! Tags of roots, OUs, accounts and policies. Keys are unique with their case.

use super::model::Organization;
use super::{changed, errors, managed_mut, pages, read, shown, target, write};
use crate::error::ApiError;
use crate::iam::model::Tag;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::json;

const MOST_TAGS: usize = 50;

pub(super) const ROWS: Rows = &[
    write(
        "TagResource",
        Access::Tagging,
        "organizations:TagResource",
        target::tagged,
        tag,
        "aws organizations tag-resource --resource-id r-1234 --tags Key=team,Value=blue",
    ),
    write(
        "UntagResource",
        Access::Tagging,
        "organizations:UntagResource",
        target::tagged,
        untag,
        "aws organizations untag-resource --resource-id r-1234 --tag-keys team",
    ),
    read(
        "ListTagsForResource",
        Access::List,
        "organizations:ListTagsForResource",
        target::tagged,
        list,
        "aws organizations list-tags-for-resource --resource-id r-1234",
    ),
];

/// Sets tags of what has an id.
pub(super) fn put(organization: &mut Organization, id: &str, tags: Vec<Tag>) -> Result<(), ApiError> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut all = organization.tags.get(id).cloned().unwrap_or_default();
    for tag in tags {
        if tag.key.to_ascii_lowercase().starts_with("aws:") {
            return Err(errors::invalid("Tag keys beginning with aws: are reserved for system use."));
        }
        match all.iter_mut().find(|old| old.key == tag.key) {
            Some(old) => *old = tag,
            None => all.push(tag),
        }
    }
    if all.len() > MOST_TAGS {
        return Err(errors::constraint("You have exceeded the allowed number of tags."));
    }
    organization.tags.insert(id.to_owned(), all);
    Ok(())
}

fn named<'a>(ok: &'a Authorized, organization: &Organization) -> Result<&'a str, ApiError> {
    let id = ok.input().text("ResourceId")?;
    let taggable = organization.node(id).is_some() || organization.policies.contains_key(id);
    if taggable { Ok(id) } else { Err(errors::no_target()) }
}

fn tag(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    put(organization, named(ok, organization)?, ok.input().tags())?;
    changed()
}

fn untag(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let id = named(ok, organization)?;
    let keys = ok.input().texts("TagKeys");
    if let Some(tags) = organization.tags.get_mut(id) {
        tags.retain(|tag| !keys.contains(&tag.key.as_str()));
    }
    changed()
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let tags = organization.tags.get(named(ok, organization)?).into_iter().flatten();
    pages().page(ok.input(), "Tags", tags, |tag| json!({"Key": tag.key, "Value": tag.value}))
}
