//! Calls of every operation of the registry, their parameters drawn by their models among few values, so that
//! conflicts and hits are common. What answers say (ids, ARNs, versions) is used in later calls.

use super::support::{ACCOUNT, S3_READ_ONLY, identity, trust};
use cloud::model::{self, Kind, ServiceModel, Shape};
use cloud::{Call, Operation, Random, registry};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The second account of the world.
pub(crate) const OTHER_ACCOUNT: &str = "222233334444";

/// A trust policy for the services that run things with roles.
const SERVICES_TRUST: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":[
    "ec2.amazonaws.com","lambda.amazonaws.com","ecs-tasks.amazonaws.com"]},"Action":"sts:AssumeRole"}}"#;

/// How many values of a member's name are remembered.
const MOST_SEEN: usize = 6;

/// Which parameters take the ids that begin so.
const ORGANIZATION_IDS: [(&str, &str); 9] = [
    ("r", "RootId"),
    ("r", "ParentId"),
    ("r", "SourceParentId"),
    ("ou", "ParentId"),
    ("ou", "DestinationParentId"),
    ("ou", "OrganizationalUnitId"),
    ("ou", "TargetId"),
    ("p", "PolicyId"),
    ("h", "HandshakeId"),
];

/// Draws calls, and remembers what answers said.
#[derive(Default)]
pub(crate) struct Generator {
    /// Texts by the names of the members that held them.
    seen: BTreeMap<String, Vec<String>>,
    last: Option<(&'static str, &'static str)>,
    reached: BTreeSet<(&'static str, &'static str)>,
}

impl Generator {
    /// A call of any operation.
    pub(crate) fn call(&mut self, random: &mut Random) -> Call {
        let operations: Vec<&Operation> = registry().collect();
        let operation = operations[below(random, operations.len())];
        self.last = Some((operation.service, operation.name));
        let (service, model) = model::operation(operation.service, operation.name).unwrap();
        let call = Call::new(operation.service, operation.name);
        let Some(input) = service.input(model) else { return call };
        // Half of the calls say no more than they must.
        let chatty = one_in(random, 2);
        let mut draw = Draw { seen: &self.seen, service, random, chatty };
        Call { params: draw.structure(input, 0), ..call }
    }

    /// Remembers the texts of an answer.
    pub(crate) fn learn(&mut self, output: &Map<String, Value>) {
        self.reached.extend(self.last);
        for (name, value) in output {
            self.learn_value(name, value);
        }
    }

    fn learn_value(&mut self, name: &str, value: &Value) {
        match value {
            Value::String(text) if text.len() < 256 => {
                self.remember(name, text);
                let prefix = text.split('-').next().unwrap_or_default();
                for (_, name) in ORGANIZATION_IDS.iter().filter(|(known, _)| *known == prefix) {
                    self.remember(name, text);
                }
            }
            Value::Array(items) => items.iter().take(MOST_SEEN).for_each(|item| self.learn_value(name, item)),
            Value::Object(members) => members.iter().for_each(|(name, value)| self.learn_value(name, value)),
            _ => {}
        }
    }

    fn remember(&mut self, name: &str, text: &str) {
        let known = self.seen.entry(name.to_owned()).or_default();
        if !known.iter().any(|other| other == text) {
            known.push(text.to_owned());
        }
        if known.len() > MOST_SEEN {
            known.remove(0);
        }
    }

    /// The operations that have succeeded.
    pub(crate) fn reached(&self) -> &BTreeSet<(&'static str, &'static str)> {
        &self.reached
    }
}

/// Draws the parameters of one call.
struct Draw<'a> {
    seen: &'a BTreeMap<String, Vec<String>>,
    service: &'a ServiceModel,
    random: &'a mut Random,
    chatty: bool,
}

impl Draw<'_> {
    fn structure(&mut self, shape: &Shape, depth: usize) -> Map<String, Value> {
        let mut out = Map::new();
        for (name, member) in shape.members() {
            let required = shape.required.iter().any(|r| r == name);
            let wanted = required || usual(name) || (self.chatty && one_in(self.random, 3));
            if let (true, Some((_, inner))) = (wanted, self.service.of(&member)) {
                out.insert(name.to_owned(), self.value(name, inner, depth + 1));
            }
        }
        out
    }

    fn value(&mut self, name: &str, shape: &Shape, depth: usize) -> Value {
        match shape.kind {
            Kind::Structure if depth < 4 => Value::Object(self.structure(shape, depth)),
            Kind::List if depth < 4 => self.list(name, shape, depth),
            Kind::Structure | Kind::Map => json!({}),
            Kind::List => json!([]),
            Kind::Boolean => one_in(self.random, 2).into(),
            // So many instances as can be.
            Kind::Integer if name.ends_with("Count") => 1.into(),
            Kind::Integer | Kind::Long | Kind::Float | Kind::Double => self.number(shape).into(),
            Kind::Timestamp => "2026-11-24T08:00:00Z".into(),
            Kind::Blob => "aGk=".into(),
            Kind::String => self.text(name, shape).into(),
        }
    }

    fn list(&mut self, name: &str, shape: &Shape, depth: usize) -> Value {
        let least = shape.min.unwrap_or_default() as usize;
        let Some((_, inner)) = shape.element().and_then(|member| self.service.of(member)) else {
            return json!([]);
        };
        let singular = name.strip_suffix('s').unwrap_or(name);
        (0..least.max(1 + below(self.random, 2))).map(|_| self.value(singular, inner, depth + 1)).collect()
    }

    fn number(&mut self, shape: &Shape) -> i64 {
        let least = shape.min.unwrap_or_default() as i64;
        let most = shape.max.map_or(least + 1_000, |max| (max as i64).min(least + 10_000));
        least + below(self.random, usize::try_from(most - least).unwrap_or_default() + 1) as i64
    }

    fn text(&mut self, name: &str, shape: &Shape) -> String {
        if !shape.values.is_empty() {
            return shape.values[below(self.random, shape.values.len())].clone();
        }
        if let Some(text) = self.known(name) {
            return text;
        }
        let text = self.one_of(&["x-1", "x-2", "X-1"]);
        let least = shape.min.unwrap_or_default() as usize;
        if text.len() < least { text.repeat(least.min(256)) } else { text }
    }

    /// A value that fits the member's name.
    fn known(&mut self, name: &str) -> Option<String> {
        let user = self.one_of(&["ann", "bob", "Ann"]);
        Some(match name {
            "UserName" | "NewUserName" | "RoleName" | "RoleSessionName" | "Name" => user,
            "Password" | "OldPassword" | "NewPassword" => "Correct-Horse-7".to_owned(),
            "AssumeRolePolicyDocument" => self.trust(&user),
            "PolicyDocument" if one_in(self.random, 4) => self.trust(&user),
            "PolicyDocument" => self.identity(),
            // A service control policy.
            "Content" => identity("Deny", "iam:CreateUser"),
            "Policy" => self.resource_policy(&user),
            "PolicyArn" | "PermissionsBoundary" if one_in(self.random, 3) => S3_READ_ONLY.to_owned(),
            "PolicyArn" | "PermissionsBoundary" => {
                let path = self.one_of(&["/", "/", "/a/"]);
                format!("arn:aws:iam::{ACCOUNT}:policy{path}{}", self.one_of(&["x-1", "x-2", "X-1"]))
            }
            "Path" | "NewPath" | "PathPrefix" => self.one_of(&["/", "/a/"]),
            "ImageId" => "ami-0abcdef1234567890".to_owned(),
            "RoleArn" | "Role" | "taskRoleArn" => format!("arn:aws:iam::{ACCOUNT}:role/{user}"),
            "AccountId" | "ChildId" | "Id" => self.one_of(&[ACCOUNT, OTHER_ACCOUNT]),
            "TargetId" if one_in(self.random, 2) => self.one_of(&[ACCOUNT, OTHER_ACCOUNT]),
            "ServicePrincipal" => "iam.amazonaws.com".to_owned(),
            "AWSServiceName" => "elasticbeanstalk.amazonaws.com".to_owned(),
            "Url" => "https://idp.example.com".to_owned(),
            "CopySource" => self.one_of(&["x-1/a/b.txt", "x-2/team"]),
            "PolicyInputList" | "PermissionsBoundaryPolicyInputList" => self.identity(),
            "ActionName" => self.one_of(&["s3:GetObject", "iam:CreateUser"]),
            "Key" => self.one_of(&["team", "x-1", "a/b.txt"]),
            "AuthenticationCode1" | "AuthenticationCode2" | "TokenCode" => "123456".to_owned(),
            "VersionId" if one_in(self.random, 2) => self.one_of(&["v1", "v2", "v3"]),
            _ => return self.seen(name),
        })
    }

    /// What an answer called by this name, or by what the name ends with.
    fn seen(&mut self, name: &str) -> Option<String> {
        let end = ["Arn", "Id", "Name", "Token", "Marker"].into_iter().find(|end| name.ends_with(end));
        let values = self.seen.get(name).or_else(|| self.seen.get(end?))?;
        if one_in(self.random, 5) { None } else { Some(values[below(self.random, values.len())].clone()) }
    }

    fn identity(&mut self) -> String {
        let effect = self.one_of(&["Allow", "Allow", "Deny", "Maybe"]);
        let action = self.one_of(&["iam:*", "s3:*", "sts:AssumeRole", "*"]);
        identity(&effect, &action)
    }

    fn trust(&mut self, user: &str) -> String {
        if one_in(self.random, 4) {
            return SERVICES_TRUST.to_owned();
        }
        let principal = match below(self.random, 3) {
            0 => ACCOUNT.to_owned(),
            1 => format!("arn:aws:iam::{ACCOUNT}:user/{user}"),
            _ => format!("arn:aws:iam::{ACCOUNT}:role/{user}"),
        };
        trust(&principal)
    }

    fn resource_policy(&mut self, user: &str) -> String {
        let bucket = self.one_of(&["x-1", "x-2"]);
        json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
            "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:user/{user}")},
            "Resource": format!("arn:aws:s3:::{bucket}/*")}})
        .to_string()
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        texts[below(self.random, texts.len())].to_owned()
    }
}

/// Parameters that nearly every caller gives, though the model does not demand them.
fn usual(name: &str) -> bool {
    name == "UserName"
}

fn below(random: &mut Random, count: usize) -> usize {
    (random.next_u64() % count.max(1) as u64) as usize
}

fn one_in(random: &mut Random, count: usize) -> bool {
    below(random, count) == 0
}
