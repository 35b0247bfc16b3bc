//! Goals as they are written: an object whose only member says what it is about.

use cloud::managed;
use cloud::request::Door;

use super::event::Operation;
use super::{Entity, EventGoal, Goal, MayGoal, Named, Outcome};
use crate::error::Problem;
use crate::names;
use crate::read::{Node, Object, Read};

const KINDS: &[&str] = &[
    "all",
    "any",
    "not",
    "user",
    "group",
    "role",
    "policy",
    "console_access",
    "access_key",
    "member",
    "attached",
    "boundary",
    "trusts",
    "bucket",
    "object",
    "profile",
    "event",
    "may",
];

/// Reads a goal; names without an account are of `account`.
pub(crate) fn goal(node: Node<'_>, account: &str) -> Read<Goal> {
    let (kind, value) = node.only_member()?;
    Ok(match kind.value {
        "all" => Goal::All(value.filled_list(|node| goal(node, account))?),
        "any" => Goal::Any(value.filled_list(|node| goal(node, account))?),
        "not" => Goal::Not(Box::new(goal(value, account)?)),
        "user" => Goal::User(named(value, account)?),
        "group" => Goal::Group(named(value, account)?),
        "role" => Goal::Role(named(value, account)?),
        "policy" => Goal::Policy { arn: customer_policy(value, account)? },
        "console_access" => Goal::ConsoleAccess(named(value, account)?),
        "access_key" => Goal::AccessKey(named(value, account)?),
        "bucket" => Goal::Bucket { name: value.words()? },
        "event" => Goal::Event(event(value, account)?),
        "may" => Goal::May(may(value, account)?),
        "member" | "attached" | "boundary" | "trusts" | "object" | "profile" => {
            value.object(|object| relation(kind.value, object, account))?
        }
        unknown => {
            let problem = Problem::UnknownMember { name: unknown.to_owned(), known: KINDS.to_vec() };
            return Err(node.wrong_at(kind.span, problem));
        }
    })
}

/// A goal about two things.
fn relation(kind: &str, object: &mut Object<'_>, account: &str) -> Read<Goal> {
    let name = |node: Node<'_>| named(node, account);
    let policy = |node: Node<'_>| names::managed_policy(node, account);
    Ok(match kind {
        "member" => Goal::Member {
            user: object.required("user", name)?,
            group: object.required("group", Node::words)?,
        },
        "attached" => Goal::Attached {
            policy: object.required("policy", policy)?,
            to: object.required("to", |node| entity(node, account))?,
        },
        "boundary" => Goal::Boundary {
            policy: object.required("policy", policy)?,
            of: object.required("of", |node| entity(node, account))?,
        },
        "trusts" => Goal::Trusts {
            role: object.required("role", name)?,
            principal: object.required("principal", |node| trusted(node, account))?,
        },
        "object" => Goal::Object {
            bucket: object.required("bucket", Node::words)?,
            key: object.required("key", Node::words)?,
        },
        _ => Goal::Profile {
            name: object.optional("name", Node::words)?.unwrap_or_else(|| "*".to_owned()),
            caller: object.required("caller", |node| names::principal(node, account))?,
        },
    })
}

fn named(node: Node<'_>, account: &str) -> Read<Named> {
    Ok(Named { account: account.to_owned(), name: node.words()? })
}

fn customer_policy(node: Node<'_>, account: &str) -> Read<String> {
    let arn = names::managed_policy(node, account)?;
    if managed::get(&arn).is_some() {
        return Err(node.unknown("a policy of the account's own such as `policy/NAME`", &arn));
    }
    Ok(arn)
}

fn entity(node: Node<'_>, account: &str) -> Read<Entity> {
    let text = node.str()?;
    let named = |name: &str| Named { account: account.to_owned(), name: name.to_owned() };
    match text.split_once('/') {
        Some(("user", name)) if !name.is_empty() => Ok(Entity::User(named(name))),
        Some(("group", name)) if !name.is_empty() => Ok(Entity::Group(named(name))),
        Some(("role", name)) if !name.is_empty() => Ok(Entity::Role(named(name))),
        _ => Err(node.unknown("`user/NAME`, `group/NAME` or `role/NAME`", text)),
    }
}

fn trusted(node: Node<'_>, account: &str) -> Read<String> {
    let text = node.str()?;
    if text.ends_with(".amazonaws.com") { Ok(text.to_owned()) } else { names::principal(node, account) }
}

fn event(node: Node<'_>, account: &str) -> Read<EventGoal> {
    node.object(|event| {
        let parameters = event.map("parameters", Node::text)?;
        Ok(EventGoal {
            caller: event.required("caller", |node| names::principal(node, account))?,
            operations: event.required("operation", |node| node.one_or_many(operation))?,
            outcome: event.required("outcome", outcome)?,
            door: event.optional("door", door)?,
            parameters: parameters.into_iter().map(|(name, pattern)| (name.value, pattern)).collect(),
        })
    })
}

fn may(node: Node<'_>, account: &str) -> Read<MayGoal> {
    node.object(|may| {
        let (service, operation) = may.required("operation", simulated)?;
        Ok(MayGoal {
            caller: may.required("caller", |node| names::principal(node, account))?,
            service,
            operation,
            parameters: may.optional("parameters", Node::members_as_written)?.unwrap_or_default(),
        })
    })
}

/// `SERVICE:OPERATION`, one that is simulated, or the sign-in.
fn operation(node: Node<'_>) -> Read<Operation> {
    let (service, name) = match node.str()? {
        "signin:ConsoleLogin" => ("signin".to_owned(), "ConsoleLogin".to_owned()),
        _ => simulated(node)?,
    };
    Ok(Operation { source: format!("{service}.amazonaws.com"), name })
}

/// Service and name of `SERVICE:OPERATION`, one that is simulated.
fn simulated(node: Node<'_>) -> Read<(String, String)> {
    let text = node.str()?;
    let (service, name) = text.split_once(':').unwrap_or_default();
    if cloud::operation::find(service, name).is_none() {
        return Err(node.wrong(Problem::Dangling { kind: "simulated operation", name: text.to_owned() }));
    }
    Ok((service.to_owned(), name.to_owned()))
}

fn outcome(node: Node<'_>) -> Read<Outcome> {
    match node.str()? {
        "allowed" => Ok(Outcome::Allowed),
        "denied" => Ok(Outcome::Denied),
        "failed" => Ok(Outcome::Failed),
        other => Err(node.unknown("`allowed`, `denied` or `failed`", other)),
    }
}

fn door(node: Node<'_>) -> Read<Door> {
    match node.str()? {
        "console" => Ok(Door::Console),
        "terminal" => Ok(Door::Terminal),
        other => Err(node.unknown("`console` or `terminal`", other)),
    }
}
