//! From the file to the model.

use cloud::Timestamp;
use policy::arn::is_account_id;
use policy::{Document, PolicyType, Spanned};

use super::model::{
    Account, Body, Bucket, Group, KeyStatus, ManagedPolicy, Named, Object, Organization, OrganizationPolicy,
    Policies, Profile, ProfileCaller, Role, Tags, Terminal, Unit, User,
};
use super::{Mistake, Scenario};
use crate::error::Problem;
use crate::goal::goal;
use crate::names::managed_policy;
use crate::read::{self, Node, Read};

pub(super) fn scenario(node: Node<'_>) -> Read<Scenario> {
    node.object(|scenario| {
        let accounts = scenario.required("accounts", accounts)?;
        let first = accounts.first().map_or("", |(id, _)| id.value.as_str());
        Ok(Scenario {
            title: scenario.required("title", Node::words)?,
            description: scenario.required("description", Node::words)?,
            region: scenario.required("region", Node::words)?,
            start: scenario.optional("start", moment)?,
            organization: scenario.optional("organization", organization)?,
            iam_delay: scenario.optional("iam_delay", delay)?.unwrap_or(0),
            mistakes: scenario.list("mistakes", |node| mistake(node, first))?,
            terminal: scenario.optional("terminal", terminal)?.unwrap_or_default(),
            text: node.whole_text().into(),
            accounts,
        })
    })
}

/// Longer than AWS's changes ever take.
const LONGEST_DELAY: i64 = 600;

fn delay(node: Node<'_>) -> Read<i64> {
    let seconds = node.whole_number()?;
    let known = (0..=LONGEST_DELAY).contains(&seconds);
    if known { Ok(seconds) } else { Err(node.unknown("0 to 600 seconds", &seconds.to_string())) }
}

fn organization(node: Node<'_>) -> Read<Organization> {
    node.object(|organization| {
        Ok(Organization {
            management: organization.required("management", Node::placed)?,
            policies: organization.map("policies", organization_policy)?,
            root: organization.required("root", unit)?,
        })
    })
}

fn organization_policy(node: Node<'_>) -> Read<OrganizationPolicy> {
    node.object(|policy| {
        Ok(OrganizationPolicy {
            kind: policy.optional("type", organization_policy_type)?.unwrap_or(PolicyType::Scp),
            description: policy.optional("description", Node::text)?,
            document: policy.required("document", document)?,
        })
    })
}

fn organization_policy_type(node: Node<'_>) -> Read<PolicyType<'static>> {
    match node.str()? {
        "scp" => Ok(PolicyType::Scp),
        "rcp" => Ok(PolicyType::Rcp),
        other => Err(node.unknown("`scp` or `rcp`", other)),
    }
}

/// The root or a unit. JSON's own depth is limited, so this is.
fn unit(node: Node<'_>) -> Read<Unit> {
    node.object(|object| {
        Ok(Unit {
            policies: object.list("policies", Node::placed)?,
            accounts: object.map("accounts", |node| node.list(Node::placed))?,
            units: object.map("units", unit)?,
        })
    })
}

fn mistake(node: Node<'_>, account: &str) -> Read<Mistake> {
    node.object(|mistake| {
        Ok(Mistake {
            title: mistake.required("title", Node::words)?,
            text: mistake.required("text", Node::words)?,
            fixed: mistake.required("fixed", |node| goal(node, account))?,
        })
    })
}

fn moment(node: Node<'_>) -> Read<Timestamp> {
    let text = node.str()?;
    Timestamp::from_iso(text)
        .ok_or_else(|| node.unknown("a time in UTC such as `2026-11-24T08:15:00Z`", text))
}

fn accounts(node: Node<'_>) -> Read<Named<Account>> {
    let ids: Vec<_> = node.map(Ok)?;
    if ids.is_empty() {
        return Err(node.wrong(Problem::Empty));
    }
    let read = |(id, value): (Spanned<String>, Node<'_>)| {
        if !is_account_id(&id.value) {
            let expected = "twelve digits".to_owned();
            return Err(node.wrong_at(id.span, Problem::UnknownValue { expected, found: id.value }));
        }
        let account = account(value, &id.value)?;
        Ok((id, account))
    };
    ids.into_iter().map(read).collect()
}

fn account(node: Node<'_>, id: &str) -> Read<Account> {
    node.object(|account| {
        Ok(Account {
            name: account.required("name", Node::words)?,
            alias: account.optional("alias", Node::placed)?,
            policies: account.map("policies", customer_policy)?,
            groups: account.map("groups", |node| group(node, id))?,
            users: account.map("users", |node| user(node, id))?,
            roles: account.map("roles", |node| role(node, id))?,
            buckets: account.map("buckets", bucket)?,
        })
    })
}

fn customer_policy(node: Node<'_>) -> Read<ManagedPolicy> {
    node.object(|policy| {
        Ok(ManagedPolicy {
            path: policy.optional("path", Node::text)?,
            description: policy.optional("description", Node::text)?,
            tags: tags(policy)?,
            document: policy.required("document", document)?,
        })
    })
}

fn group(node: Node<'_>, account: &str) -> Read<Group> {
    node.object(|group| {
        Ok(Group { path: group.optional("path", Node::text)?, policies: policies(group, account)? })
    })
}

fn user(node: Node<'_>, account: &str) -> Read<User> {
    node.object(|user| {
        Ok(User {
            path: user.optional("path", Node::text)?,
            tags: tags(user)?,
            boundary: user.optional("boundary", |node| placed_policy(node, account))?,
            password: user.optional("password", Node::placed)?,
            access_keys: user.list("access_keys", key_status)?,
            groups: user.list("groups", Node::placed)?,
            policies: policies(user, account)?,
        })
    })
}

fn key_status(node: Node<'_>) -> Read<Spanned<KeyStatus>> {
    let status = match node.str()? {
        "active" => KeyStatus::Active,
        "inactive" => KeyStatus::Inactive,
        other => return Err(node.unknown("`active` or `inactive`", other)),
    };
    Ok(Spanned::new(status, node.span()))
}

fn role(node: Node<'_>, account: &str) -> Read<Role> {
    node.object(|role| {
        Ok(Role {
            path: role.optional("path", Node::text)?,
            description: role.optional("description", Node::text)?,
            tags: tags(role)?,
            boundary: role.optional("boundary", |node| placed_policy(node, account))?,
            max_session: role.optional("max_session", Node::whole_number)?,
            trust: role.required("trust", document)?,
            policies: policies(role, account)?,
        })
    })
}

fn policies(entity: &mut read::Object<'_>, account: &str) -> Read<Policies> {
    Ok(Policies {
        managed: entity.list("managed_policies", |node| placed_policy(node, account))?,
        inline: entity.map("inline_policies", document)?,
    })
}

fn placed_policy(node: Node<'_>, account: &str) -> Read<Spanned<String>> {
    managed_policy(node, account).map(|arn| Spanned::new(arn, node.span()))
}

fn tags(entity: &mut read::Object<'_>) -> Read<Tags> {
    let tags = entity.map("tags", Node::text)?;
    Ok(tags.into_iter().map(|(key, value)| (key.value, value)).collect())
}

fn bucket(node: Node<'_>) -> Read<Bucket> {
    node.object(|bucket| {
        Ok(Bucket {
            region: bucket.optional("region", Node::words)?,
            policy: bucket.optional("policy", document)?,
            objects: bucket.map("objects", object)?,
        })
    })
}

/// An object is its text, or says more.
fn object(node: Node<'_>) -> Read<Object> {
    if node.is_text() {
        return Ok(Object { body: Body::Text(node.text()?), content_type: None });
    }
    node.object(|object| {
        let text = object.optional("text", Node::text)?;
        let base64 = object.optional("base64", Node::text)?;
        let body = match (text, base64) {
            (Some(text), None) => Body::Text(text),
            (None, Some(base64)) => Body::Base64(base64),
            _ => return Err(object.wrong(Problem::OneOf(&["text", "base64"]))),
        };
        Ok(Object { body, content_type: object.optional("type", Node::words)? })
    })
}

fn terminal(node: Node<'_>) -> Read<Terminal> {
    node.object(|terminal| {
        Ok(Terminal {
            profiles: terminal.map("profiles", profile)?,
            files: terminal.map("files", Node::text)?,
        })
    })
}

fn profile(node: Node<'_>) -> Read<Profile> {
    node.object(|profile| {
        Ok(Profile {
            account: profile.optional("account", Node::placed)?,
            caller: profile_caller(profile)?,
            region: profile.optional("region", Node::words)?,
            output: profile.optional("output", Node::words)?,
        })
    })
}

fn profile_caller(profile: &mut read::Object<'_>) -> Read<ProfileCaller> {
    let user = profile.optional("user", Node::placed)?;
    let role = profile.optional("role", Node::placed)?;
    match (user, role) {
        (Some(name), None) => {
            Ok(ProfileCaller::User { name, key: profile.optional("key", key_number)?.unwrap_or(1) })
        }
        (None, Some(role)) => Ok(ProfileCaller::Role {
            role,
            source: profile.required("source", Node::placed)?,
            external_id: profile.optional("external_id", Node::words)?,
            session_name: profile.optional("session_name", Node::words)?,
        }),
        _ => Err(profile.wrong(Problem::OneOf(&["user", "role"]))),
    }
}

fn key_number(node: Node<'_>) -> Read<usize> {
    match node.whole_number()? {
        1 => Ok(1),
        2 => Ok(2),
        other => Err(node.unknown("1 or 2", &other.to_string())),
    }
}

/// A policy document, written as an object; kept as it was written, less the file's indentation.
fn document(node: Node<'_>) -> Read<Spanned<String>> {
    if !node.is_object() {
        return Err(node.expected("a policy document"));
    }
    Document::parse(node.source())
        .map_err(|error| node.wrong_inside(error.span.start, Problem::Document(error.kind)))?;
    Ok(Spanned::new(outdented(node.source()), node.span()))
}

/// Takes the last line's indentation from every line.
fn outdented(text: &str) -> String {
    let last = text.rsplit('\n').next().unwrap_or_default();
    let indentation = &last[..last.len() - last.trim_start().len()];
    let lines = text.split('\n').map(|line| line.strip_prefix(indentation).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::outdented;

    #[test]
    fn documents_lose_the_indentation_of_the_file() {
        assert_eq!(outdented("{}"), "{}");
        assert_eq!(outdented("{\n      \"a\": 1\n    }"), "{\n  \"a\": 1\n}");
        assert_eq!(outdented("{\n \"a\": 1\n    }"), "{\n \"a\": 1\n}");
    }
}
