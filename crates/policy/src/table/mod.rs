//! The table of services, actions, resource types and condition keys.
//!
//! It is data for advice: lint, completion, the question what a caller can do. Decisions
//! never need it, as AWS's do not. The table's text is `data/actions.txt`; whoever wants
//! advice reads it and gives it to [`ActionTable::parse`].

mod overlap;
mod parse;

use std::fmt;

use serde::Serialize;

use crate::pattern::Glob;

pub(crate) use overlap::overlaps;

/// What is known of AWS's services.
#[derive(Clone, Debug, Default)]
pub struct ActionTable {
    global_keys: Vec<ConditionKey>,
    /// Sorted by prefix.
    services: Vec<Service>,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The prefix of its actions, in lower case.
    pub prefix: String,
    /// How much of it the table knows.
    pub coverage: Coverage,
    keys: Vec<ConditionKey>,
    resource_types: Vec<ResourceType>,
    /// Sorted by name.
    actions: Vec<Action>,
}

/// How much of a service the table knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Every action.
    All,
    /// Some actions.
    Part,
    /// That it exists.
    NameOnly,
}

/// An action.
#[derive(Clone, Debug)]
pub struct Action {
    /// Without the service's prefix.
    pub name: String,
    lower: String,
    /// What it is for.
    pub level: AccessLevel,
    resource_types: Vec<usize>,
    keys: Vec<usize>,
}

/// AWS's access levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names are AWS's")]
pub enum AccessLevel {
    Read,
    List,
    Write,
    Tagging,
    PermissionsManagement,
}

/// A kind of resource.
#[derive(Clone, Debug)]
pub struct ResourceType {
    /// AWS's name of the kind, e.g. `object`.
    pub name: String,
    /// Its ARN with `${…}` where names go, e.g. `arn:aws:s3:::${BucketName}/${ObjectName}`.
    pub arn: String,
    keys: Vec<usize>,
}

/// A condition key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionKey {
    /// As AWS spells it; ends with `/` where the name of a tag follows.
    pub name: String,
    /// What its values are.
    pub value_type: ValueType,
    /// Whether a request may have several values.
    pub is_multivalued: bool,
}

/// What the values of a condition key are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the types are AWS's")]
pub enum ValueType {
    String,
    Arn,
    Numeric,
    Bool,
    Date,
    IpAddress,
}

/// A line of the table that makes no sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// From 1.
    pub line: usize,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the action table makes no sense", self.line)
    }
}

impl std::error::Error for TableError {}

impl ActionTable {
    /// Reads the table's text.
    pub fn parse(text: &str) -> Result<Self, TableError> {
        parse::table(text)
    }

    /// Every service, sorted by prefix.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The service with that prefix, in any case.
    pub fn service(&self, prefix: &str) -> Option<&Service> {
        let lower = prefix.to_ascii_lowercase();
        let found = self.services.binary_search_by(|service| service.prefix.as_str().cmp(&lower));
        found.ok().map(|at| &self.services[at])
    }

    /// The action of that name, `service:Name` in any case.
    pub fn action(&self, name: &str) -> Option<(&Service, &Action)> {
        let (prefix, name) = name.split_once(':')?;
        let service = self.service(prefix)?;
        Some((service, service.action(name)?))
    }

    /// Every action that an action pattern matches.
    pub fn matching<'a>(&'a self, pattern: &str) -> impl Iterator<Item = (&'a Service, &'a Action)> {
        let lower = pattern.to_ascii_lowercase();
        // A pattern without colon is one for service and name together.
        let (prefix, name) = lower.split_once(':').unwrap_or(("*", "*"));
        let (prefix, name, whole) = (Glob::action(prefix), Glob::action(name), Glob::action(&lower));
        let has_colon = lower.contains(':');
        let services = self.services.iter().filter(move |service| prefix.matches(&service.prefix, None));
        let all = services.flat_map(|service| service.actions.iter().map(move |action| (service, action)));
        all.filter(move |(service, action)| {
            name.matches(&action.lower, None)
                && (has_colon || whole.matches(&service.full_name(action).to_ascii_lowercase(), None))
        })
    }

    /// The keys that every service has.
    pub fn global_keys(&self) -> &[ConditionKey] {
        &self.global_keys
    }

    /// The condition key of that name, in any case. STS has keys of the prefix `saml`, too.
    pub fn key(&self, name: &str) -> Option<&ConditionKey> {
        let of_services = self.services.iter().flat_map(|service| &service.keys);
        self.global_keys.iter().chain(of_services).find(|key| key.is_called(name))
    }
}

impl Service {
    /// Every action, sorted by name.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// The action of that name, in any case.
    pub fn action(&self, name: &str) -> Option<&Action> {
        let lower = name.to_ascii_lowercase();
        self.actions.iter().find(|action| action.lower == lower)
    }

    /// The action with its service, as a policy names it.
    pub fn full_name(&self, action: &Action) -> String {
        format!("{}:{}", self.prefix, action.name)
    }

    /// The condition keys that the service has of its own, and global ones it supports.
    pub fn keys(&self) -> &[ConditionKey] {
        &self.keys
    }

    /// The kinds of resource an action is done to; none when it takes `*` only.
    pub fn resource_types<'a>(&'a self, action: &'a Action) -> impl Iterator<Item = &'a ResourceType> {
        action.resource_types.iter().filter_map(|&index| self.resource_types.get(index))
    }

    /// The condition keys an action has besides the global ones.
    pub fn action_keys<'a>(&'a self, action: &'a Action) -> impl Iterator<Item = &'a ConditionKey> {
        let of_resources = self.resource_types(action).flat_map(|kind| &kind.keys);
        action.keys.iter().chain(of_resources).filter_map(|&index| self.keys.get(index))
    }
}

impl ConditionKey {
    /// Whether a policy means this key by that name; behind a `/` any tag may follow.
    pub fn is_called(&self, name: &str) -> bool {
        match name.get(..self.name.len()) {
            Some(start) if self.name.ends_with('/') => start.eq_ignore_ascii_case(&self.name),
            _ => name.eq_ignore_ascii_case(&self.name),
        }
    }
}

#[cfg(test)]
mod tests;
