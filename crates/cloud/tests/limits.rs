//! Whatever SCPs and RCPs an organization has, they allow nothing that was not allowed without them.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Call, Credentials, Fault, Origin, SignedRequest, Tick, World, handle};
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;
use support::company::{Company, MEMBER, OUTSIDE};
use support::{ACCOUNT, assume_role, trust};

/// A policy of few kinds, so that many of them matter.
#[derive(Clone, Debug)]
struct Limit {
    resource: bool,
    allow: bool,
    action: usize,
    condition: usize,
    target: usize,
    /// Whether AWS's own policy goes, where it may.
    alone: bool,
}

fn limits() -> impl Strategy<Value = Vec<Limit>> {
    let limit = (any::<bool>(), any::<bool>(), 0..5usize, 0..4usize, 0..3usize, any::<bool>()).prop_map(
        |(resource, allow, action, condition, target, alone)| Limit {
            resource,
            allow,
            action,
            condition,
            target,
            alone,
        },
    );
    prop::collection::vec(limit, 1..6)
}

impl Limit {
    fn statement(&self) -> String {
        let action = ["s3:*", "s3:GetObject", "sts:AssumeRole", "iam:*", "s3:List*"][self.action];
        let mut statement = json!({
            "Effect": if self.allow && !self.resource { "Allow" } else { "Deny" },
            "Action": action, "Resource": "*",
        });
        if self.resource {
            statement["Principal"] = json!("*");
        }
        match self.condition {
            0 => {}
            1 => statement["Condition"] = json!({"StringEquals": {"aws:PrincipalAccount": MEMBER}}),
            2 => statement["Condition"] = json!({"Null": {"aws:PrincipalOrgID": "true"}}),
            _ => statement["Condition"] = json!({"StringEquals": {"aws:ResourceAccount": MEMBER}}),
        }
        statement.to_string()
    }

    fn attach(&self, company: &mut Company) {
        let target = [company.root.clone(), company.unit.clone(), MEMBER.to_owned()][self.target].clone();
        if self.resource {
            company.rcp(&self.statement(), &target);
            return;
        }
        let content = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, self.statement());
        company.scp(&content, &target);
        if self.alone {
            let detach = support::company::org("DetachPolicy");
            let detach = detach.with("PolicyId", "p-FullAWSAccess").with("TargetId", target);
            // It may be gone already.
            let _ = company.aws.try_call(&company.management.clone(), detach);
        }
    }
}

/// The company with something to ask for, and those who ask.
fn prepared() -> (Company, Vec<Credentials>) {
    let mut company = Company::new();
    let (management, member) = (company.management.clone(), company.member.clone());
    let outside = company.aws.root_of(OUTSIDE);
    let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", "shared-bucket");
    company.aws.must(&member, bucket("CreateBucket"));
    company.aws.must(&member, bucket("PutObject").with("Key", "k").with("Body", "aGk="));
    let policy = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*",
        "Principal": {"AWS": [OUTSIDE, ACCOUNT]},
        "Resource": ["arn:aws:s3:::shared-bucket", "arn:aws:s3:::shared-bucket/*"]}]});
    company.aws.must(&member, bucket("PutBucketPolicy").with("Policy", policy.to_string()));
    let role = Call::new("iam", "CreateRole").with("RoleName", "app");
    company.aws.must(&member, role.with("AssumeRolePolicyDocument", trust(MEMBER)));
    let mut callers = vec![management, member.clone(), outside];
    for (name, policy) in [("admin", "AdministratorAccess"), ("reader", "AmazonS3ReadOnlyAccess")] {
        company.aws.must(&member, Call::new("iam", "CreateUser").with("UserName", name));
        let attach = Call::new("iam", "AttachUserPolicy").with("UserName", name);
        let arn = format!("arn:aws:iam::aws:policy/{}", policy);
        company.aws.must(&member, attach.with("PolicyArn", arn));
        callers.push(company.aws.access_key(&member, name));
    }
    (company, callers)
}

fn calls() -> Vec<Call> {
    let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", "shared-bucket");
    vec![
        bucket("GetObject").with("Key", "k"),
        bucket("ListObjectsV2"),
        Call::new("s3", "ListBuckets"),
        Call::new("iam", "ListUsers"),
        assume_role("app").with("RoleArn", format!("arn:aws:iam::{MEMBER}:role/app")),
    ]
}

/// Whether the policies let a call through, whatever became of it then.
fn allowed(world: &World, who: &Credentials, call: &Call, tick: Tick) -> bool {
    let request = SignedRequest::new(call, who, tick.now, Origin::terminal()).unwrap();
    handle(world, &request, tick).result.map_or_else(|error| error.fault != Fault::Authorization, |_| true)
}

/// Preparing takes far longer than a case.
static PREPARED: LazyLock<(Company, Vec<Credentials>)> = LazyLock::new(prepared);

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn limits_only_limit(limits in limits()) {
        let (mut company, callers) = PREPARED.clone();
        let without = company.aws.history.world().clone();
        limits.iter().for_each(|limit| limit.attach(&mut company));
        let with = company.aws.history.world();
        let tick = Tick { now: company.aws.now, seed: 1 };
        for (i, who) in callers.iter().enumerate() {
            for call in calls() {
                let before = allowed(&without, who, &call, tick);
                let after = allowed(with, who, &call, tick);
                prop_assert!(before || !after, "{} by caller {i}", call.operation);
                // The management account's own things are beyond them.
                let own = matches!(call.operation.as_str(), "ListBuckets" | "ListUsers");
                prop_assert!(i != 0 || !own || before == after, "{} of management", call.operation);
            }
        }
    }
}

#[test]
fn the_limits_of_the_property_do_limit() {
    let (mut company, callers) = PREPARED.clone();
    let tick = Tick { now: company.aws.now, seed: 1 };
    let list = Call::new("s3", "ListBuckets");
    assert!(allowed(company.aws.history.world(), &callers[3], &list, tick));
    let limit = Limit { resource: false, allow: false, action: 0, condition: 0, target: 1, alone: false };
    limit.attach(&mut company);
    assert!(!allowed(company.aws.history.world(), &callers[3], &list, tick));
}
