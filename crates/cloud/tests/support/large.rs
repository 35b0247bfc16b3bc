//! A large world, made by requests as everything else is.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used)]

use cloud::request::Call;
use cloud::{Credentials, Origin, Random, SignedRequest, Tick, Timestamp, World, account, handle, signin};
use serde_json::json;

/// How much there is, over all accounts.
#[derive(Clone, Copy)]
pub struct Size {
    pub accounts: usize,
    pub users: usize,
    pub roles: usize,
    pub policies: usize,
    pub objects: usize,
}

/// What the simulator must bear (issue "The simulated AWS", Scale).
pub const FULL: Size = Size { accounts: 10, users: 5_000, roles: 1_000, policies: 1_500, objects: 10_000 };

/// A world and the means to ask it.
pub struct Large {
    pub world: World,
    pub roots: Vec<Credentials>,
    /// A user of the largest account that may do everything.
    pub admin: Credentials,
    pub now: Timestamp,
    seeds: Random,
}

pub fn account_id(n: usize) -> String {
    format!("{:012}", 111_122_220_000 + n)
}

pub fn policy_arn(account: usize, n: usize) -> String {
    format!("arn:aws:iam::{}:policy/policy-{n}", account_id(account))
}

fn document(n: usize) -> String {
    json!({"Version": "2012-10-17", "Statement": [
        {"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"],
         "Resource": [format!("arn:aws:s3:::bucket-{n}"), format!("arn:aws:s3:::bucket-{n}/*")]},
        {"Effect": "Deny", "Action": "s3:*", "Resource": "*",
         "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "blue"},
                       "IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}}]})
    .to_string()
}

impl Large {
    pub fn of(size: Size) -> Self {
        let mut seeds = Random::new(7);
        let now = Timestamp::from_iso("2026-11-24T08:00:00Z").unwrap();
        let (mut world, mut roots) = (World::default(), Vec::new());
        for n in 0..size.accounts {
            assert!(account::open(&mut world, &account_id(n), "company", None, &mut seeds));
            let tick = Tick { now, seed: seeds.next_u64() };
            let (next, root) = signin::root_session(&world, &account_id(n), tick).unwrap();
            world = next;
            roots.push(root);
        }
        let mut large = Self { world, admin: roots[0].clone(), roots, now, seeds };
        // The first account holds most: quotas are per account, and so are the lists.
        let share = |whole: usize, n: usize| {
            let small = whole / size.accounts / 5;
            if n == 0 { whole - small * (size.accounts - 1) } else { small }
        };
        for n in 0..size.accounts {
            large.fill(n, share(size.users, n), share(size.roles, n), share(size.policies, n));
        }
        large.objects(size.objects);
        large.admin();
        large
    }

    fn admin(&mut self) {
        let root = self.roots[0].clone();
        self.must(
            &root,
            Call::new("iam", "UpdateUser").with("UserName", "user-0").with("NewUserName", "admin"),
        );
        let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "admin");
        self.must(&root, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        let key = self.must(&root, Call::new("iam", "CreateAccessKey").with("UserName", "admin"));
        let text = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();
        self.admin = Credentials {
            access_key_id: text("AccessKeyId"),
            secret_access_key: text("SecretAccessKey"),
            session_token: None,
        };
    }

    fn fill(&mut self, account: usize, users: usize, roles: usize, policies: usize) {
        let root = self.roots[account].clone();
        let iam = |operation: &str| Call::new("iam", operation);
        for n in 0..policies {
            let create = iam("CreatePolicy").with("PolicyName", format!("policy-{n}"));
            self.must(&root, create.with("PolicyDocument", document(n)));
        }
        for n in 0..10 {
            self.must(&root, iam("CreateGroup").with("GroupName", format!("group-{n}")));
        }
        for n in 0..users {
            let name = format!("user-{n}");
            let tags = json!([{"Key": "team", "Value": if n % 2 == 0 { "blue" } else { "red" }}]);
            self.must(&root, iam("CreateUser").with("UserName", name.as_str()).with("Tags", tags));
            let add = iam("AddUserToGroup").with("GroupName", format!("group-{}", n % 10));
            self.must(&root, add.with("UserName", name.as_str()));
            let attach = iam("AttachUserPolicy").with("UserName", name.as_str());
            self.must(&root, attach.with("PolicyArn", policy_arn(account, n % policies)));
        }
        let trust = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Principal": {"AWS": account_id(account)}, "Action": "sts:AssumeRole"}]});
        for n in 0..roles {
            let create = iam("CreateRole").with("RoleName", format!("role-{n}"));
            self.must(&root, create.with("AssumeRolePolicyDocument", trust.to_string()));
            let attach = iam("AttachRolePolicy").with("RoleName", format!("role-{n}"));
            self.must(&root, attach.with("PolicyArn", policy_arn(account, n % policies)));
        }
    }

    /// Half of the objects in one bucket's one folder, the others spread.
    fn objects(&mut self, count: usize) {
        let root = self.roots[0].clone();
        for n in 0..10 {
            self.must(&root, Call::new("s3", "CreateBucket").with("Bucket", format!("bucket-{n}")));
        }
        for n in 0..count {
            let bucket = if n % 2 == 0 { 0 } else { n / 2 % 10 };
            let put = Call::new("s3", "PutObject").with("Bucket", format!("bucket-{bucket}"));
            let key = if n % 2 == 0 { format!("logs/{n}.txt") } else { format!("{}/{n}.txt", n % 97) };
            self.must(&root, put.with("Key", key).with("Body", "aGVsbG8gd29ybGQK"));
        }
    }

    pub fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.seeds.next_u64() }
    }

    pub fn signed(&self, who: &Credentials, call: &Call) -> SignedRequest {
        SignedRequest::new(call, who, self.now, Origin::terminal()).unwrap()
    }

    pub fn must(&mut self, who: &Credentials, call: Call) -> serde_json::Map<String, serde_json::Value> {
        let request = self.signed(who, &call);
        let tick = self.tick();
        let turn = handle(&self.world, &request, tick);
        self.world = turn.world;
        turn.result.unwrap_or_else(|e| panic!("{}: {e}", call.operation)).output
    }
}
