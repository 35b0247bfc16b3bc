//! What runs in AWS with a role of its own: an EC2 instance, a Lambda function, an ECS task.
//! Source: spec s3-api.md §7.

pub(crate) mod delivery;
pub(crate) mod metadata;
mod tokens;
mod tree;

use crate::arn;
use crate::request::Origin;
use crate::services::resource::Body;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Something in AWS that can hold a role, by its ARN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Workload {
    kind: WorkloadKind,
    arn: String,
}

/// What a workload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkloadKind {
    /// An EC2 instance; its role is in its instance profile.
    Instance,
    /// A Lambda function with its execution role.
    Function,
    /// An ECS task with its task role.
    Task,
}

/// Text that is no workload's ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoWorkload(pub String);

impl std::fmt::Display for NoWorkload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is not the ARN of an instance, a function or a task", self.0)
    }
}

impl std::error::Error for NoWorkload {}

impl WorkloadKind {
    /// The service that assumes the role for it.
    #[must_use]
    pub const fn principal(self) -> &'static str {
        match self {
            Self::Instance => "ec2.amazonaws.com",
            Self::Function => "lambda.amazonaws.com",
            Self::Task => "ecs-tasks.amazonaws.com",
        }
    }
}

impl Workload {
    /// The workload of an ARN. `None` if it is of something else.
    #[must_use]
    pub fn of_arn(arn: &str) -> Option<Self> {
        if !arn::is_arn(arn) {
            return None;
        }
        let mut parts = arn.splitn(6, ':').skip(2);
        let (service, resource) = (parts.next()?, parts.nth(2)?);
        let (kind, name) = match service {
            "ec2" => (WorkloadKind::Instance, resource.strip_prefix("instance/")?),
            "lambda" => (WorkloadKind::Function, resource.strip_prefix("function:")?),
            "ecs" => (WorkloadKind::Task, resource.strip_prefix("task/")?.split_once('/')?.1),
            _ => return None,
        };
        let plain = !name.is_empty() && !name.contains([':', '/']);
        plain.then(|| Self { kind, arn: arn.to_owned() })
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> WorkloadKind {
        self.kind
    }

    /// Its ARN.
    #[must_use]
    pub fn arn(&self) -> &str {
        &self.arn
    }

    /// The instance's id, the function's name, the task's id: the names of its role sessions, too.
    #[must_use]
    pub fn name(&self) -> &str {
        self.arn.rsplit([':', '/']).next().unwrap_or_default()
    }

    /// The account that it is in.
    #[must_use]
    pub fn account(&self) -> &str {
        arn::account(&self.arn).unwrap_or_default()
    }

    /// The region that it is in.
    #[must_use]
    pub fn region(&self) -> &str {
        arn::region(&self.arn).unwrap_or_default()
    }

    /// Its public address, which is one reserved for documentation. It never changes.
    #[must_use]
    pub fn public_address(&self) -> String {
        let [_, _, _, last] = self.mixed();
        format!("198.51.100.{}", last % 250 + 1)
    }

    /// Its address in its network.
    #[must_use]
    pub fn private_address(&self) -> String {
        let [_, third, second, last] = self.mixed();
        format!("172.31.{}.{}", third ^ second, last % 250 + 4)
    }

    /// Where a task or a function asks for its credentials, on its endpoint. The environment of a task's commands
    /// has it as `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`.
    #[must_use]
    pub fn credentials_path(&self) -> String {
        let id: String = crate::sigv4::sha256_hex(self.arn.as_bytes()).chars().take(32).collect();
        format!("/v2/credentials/{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..])
    }

    /// The instance that runs at an address of the network: its id, or its public or private address or name.
    #[must_use]
    pub fn at_address(world: &World, address: &str) -> Option<Self> {
        let wanted = address.to_lowercase();
        let host = wanted.split('.').next().unwrap_or_default();
        let numbers = host.strip_prefix("ec2-").or_else(|| host.strip_prefix("ip-"));
        let numbers = numbers.map(|numbers| numbers.replace('-', "."));
        let rest = world.resources.range("arn:aws:ec2:".to_owned()..);
        let instances = rest.take_while(|(arn, _)| arn.starts_with("arn:aws:ec2:"));
        let running = instances.filter(|(_, resource)| matches!(resource.body, Body::Instance(_)));
        running.filter_map(|(arn, _)| Self::of_arn(arn)).find(|workload| {
            let addresses = [workload.public_address(), workload.private_address()];
            let known = |text: &String| addresses.contains(text);
            let named = workload.name() == wanted || known(&wanted) || numbers.as_ref().is_some_and(known);
            named && delivery::running(world, workload).is_some()
        })
    }

    /// Four bytes that differ from workload to workload (FNV-1a of the ARN).
    fn mixed(&self) -> [u8; 4] {
        let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        self.arn.bytes().fold(0x811c_9dc5, step).to_be_bytes()
    }

    /// Where its requests come from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin { source_ip: self.public_address(), ..Origin::terminal() }
    }
}

impl TryFrom<String> for Workload {
    type Error = NoWorkload;

    fn try_from(arn: String) -> Result<Self, NoWorkload> {
        Self::of_arn(&arn).ok_or(NoWorkload(arn))
    }
}

impl From<Workload> for String {
    fn from(workload: Workload) -> Self {
        workload.arn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workloads_are_known_by_their_arns() {
        use WorkloadKind::{Function, Instance, Task};
        for (resource, kind, name) in [
            ("ec2:us-east-1:111122223333:instance/i-0abc", Instance, "i-0abc"),
            ("lambda:eu-west-1:111122223333:function:orders", Function, "orders"),
            ("ecs:us-east-1:111122223333:task/default/0a1b", Task, "0a1b"),
        ] {
            let workload = Workload::of_arn(&format!("arn:aws:{resource}")).unwrap();
            assert_eq!((workload.kind(), workload.name()), (kind, name));
            assert_eq!(workload.account(), "111122223333");
            let saved = serde_json::to_string(&workload).unwrap();
            assert_eq!(serde_json::from_str::<Workload>(&saved).unwrap(), workload);
        }
        for other in [
            "",
            "i-0abc",
            "arn:aws:ec2:us-east-1:111122223333:instance/",
            "arn:aws:lambda:us-east-1:111122223333:function:orders:live",
            "arn:aws:ecs:us-east-1:111122223333:task/default",
            "arn:aws:iam::111122223333:role/web",
        ] {
            assert_eq!(Workload::of_arn(other), None, "{other}");
            assert!(serde_json::from_value::<Workload>(other.into()).is_err());
        }
    }
}
