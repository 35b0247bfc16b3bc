//! The benchmark workloads a to d: what one decision costs, from two small policies to a
//! cross-account request, and an access map of a thousand users.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each user takes its part")]

use policy::{Context, Layers, Level, NamedPolicy, Policy, Principal, Request, Resource};
use serde_json::{Value, json};

const CALLER: &str = "111122223333";
const OTHER: &str = "444455556666";

type MakeWork = fn() -> Work;

/// The benchmarks that run natively and in a browser.
pub const NAMED: &[(&str, MakeWork)] = &[
    ("policy/a two small policies", || Work::Decide(two_policies())),
    ("policy/b 200 statements with conditions", || Work::Decide(many_conditions())),
    ("policy/c cross-account, six documents", || Work::Decide(cross_account())),
    ("policy/d compile and decide 1000 users x 50 x 20", || Work::DecideAll(matrix())),
    ("policy/a with full explanation", || Work::Explain(two_policies())),
    ("policy/parse and compile 1000 policies", || Work::Compile(managed_policies())),
];

/// What a benchmark does over and over.
pub enum Work {
    Decide(Workload),
    Explain(Workload),
    DecideAll(Matrix),
    Compile(Vec<String>),
}

impl Work {
    /// Gives how much was allowed, or compiled.
    pub fn run(&self) -> usize {
        match self {
            Self::Decide(work) => policy::decide(&work.request(), &work.layers()).is_allowed().into(),
            Self::Explain(work) => {
                let explanation = policy::explain(&work.request(), &work.layers());
                std::hint::black_box(explanation).decision.is_allowed().into()
            }
            Self::DecideAll(matrix) => matrix.decide_all(),
            Self::Compile(texts) => texts.iter().filter(|text| Policy::parse(text).is_ok()).count(),
        }
    }
}

/// AWS's own policies, over and over until there are a thousand.
pub fn managed_policies() -> Vec<String> {
    let read = |text| serde_json::from_str::<serde_json::Map<String, Value>>(text).unwrap();
    let mut documents = read(include_str!("../../../../data/managed-documents-short.json"));
    documents.extend(read(include_str!("../../../../data/managed-documents-long.json")));
    let texts: Vec<String> = documents.values().map(ToString::to_string).collect();
    texts.into_iter().cycle().take(1000).collect()
}

/// A request with the policies that apply, owned.
pub struct Workload {
    principal: Principal,
    action: String,
    resource: Resource,
    context: Context,
    pub identity: Vec<NamedPolicy>,
    resource_policy: Option<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    scps: Option<Vec<Level>>,
}

impl Workload {
    pub fn request(&self) -> Request<'_> {
        Request {
            principal: &self.principal,
            action: &self.action,
            resource: &self.resource,
            context: &self.context,
        }
    }

    pub fn layers(&self) -> Layers<'_> {
        Layers {
            identity: &self.identity,
            resource: self.resource_policy.as_ref(),
            boundary: self.boundary.as_ref(),
            scps: self.scps.as_deref(),
            ..Layers::default()
        }
    }
}

fn user(name: &str) -> Principal {
    Principal::from_arn(&format!("arn:aws:iam::{CALLER}:user/{name}"), None, None).unwrap()
}

fn resource(arn: &str, account: &str) -> Resource {
    Resource { arn: arn.into(), account: Some(account.into()) }
}

fn document(statements: Value) -> String {
    json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

fn named(name: &str, statements: Value) -> NamedPolicy {
    NamedPolicy::new(name, Policy::parse(&document(statements)).unwrap())
}

fn full_access() -> Value {
    json!([{"Effect": "Allow", "Action": "*", "Resource": "*"}])
}

fn read_only() -> Value {
    json!([{
        "Effect": "Allow",
        "Action": ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"],
        "Resource": "*",
    }])
}

fn own_folder() -> Value {
    json!([{
        "Sid": "Own",
        "Effect": "Allow",
        "Action": ["s3:PutObject", "s3:DeleteObject"],
        "Resource": "arn:aws:s3:::team-bucket/${aws:username}/*",
    }])
}

/// Two small identity policies, the first allows.
pub fn two_policies() -> Workload {
    Workload {
        principal: user("alice"),
        action: "s3:GetObject".into(),
        resource: resource("arn:aws:s3:::team-bucket/alice/report.csv", CALLER),
        context: context(&[
            ("aws:username", "alice"),
            ("aws:PrincipalArn", "arn:aws:iam::111122223333:user/alice"),
        ]),
        identity: vec![named("p0", read_only()), named("p1", own_folder())],
        resource_policy: None,
        boundary: None,
        scps: None,
    }
}

/// Ten policies of twenty statements with four conditions each; only the last one fits.
pub fn many_conditions() -> Workload {
    Workload {
        context: context(&[
            ("aws:username", "alice"),
            ("aws:PrincipalTag/team", "red"),
            ("s3:ExistingObjectTag/team", "red"),
            ("aws:SourceIp", "10.1.2.3"),
            ("aws:SecureTransport", "true"),
            ("aws:CurrentTime", "2026-11-23T12:00:00Z"),
        ]),
        identity: (0..10).map(conditional_policy).collect(),
        ..two_policies()
    }
}

const SERVICES: [&str; 10] =
    ["ec2", "sqs", "sns", "dynamodb", "lambda", "kms", "logs", "events", "ssm", "ecr"];
const VERBS: [&str; 10] =
    ["Describe", "Create", "Delete", "Update", "List", "Tag", "Untag", "Put", "Start", "Stop"];

fn conditional_policy(policy: usize) -> NamedPolicy {
    let statements = (0..20).map(|statement| conditional_statement(policy, statement));
    named(&format!("p{policy}"), statements.collect())
}

fn conditional_statement(policy: usize, statement: usize) -> Value {
    let service = SERVICES[policy];
    let (verb, other) = (VERBS[statement % 10], VERBS[(statement + 3) % 10]);
    let (actions, resources) = if (policy, statement) == (9, 19) {
        (json!("s3:GetObject"), json!("arn:aws:s3:::team-bucket/${aws:username}/*"))
    } else {
        (
            json!([format!("{service}:{verb}*"), format!("{service}:{other}Thing{statement}")]),
            json!([
                format!("arn:aws:{service}:us-east-1:{CALLER}:thing-{statement}/${{aws:username}}/*"),
                format!("arn:aws:{service}:*:{CALLER}:other-{statement}/*"),
            ]),
        )
    };
    json!({
        "Sid": format!("S{policy}x{statement}"),
        "Effect": "Allow",
        "Action": actions,
        "Resource": resources,
        "Condition": {
            "StringEquals": {"s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}"},
            "IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"]},
            "Bool": {"aws:SecureTransport": "true"},
            "DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"},
        },
    })
}

/// A role session reads another account's bucket: identity policies, permissions boundary,
/// two levels of SCPs, bucket policy.
pub fn cross_account() -> Workload {
    let session = format!("arn:aws:sts::{CALLER}:assumed-role/app/s");
    let level = |name: &str, second: Value| Level {
        name: name.into(),
        policies: vec![named("full", full_access()), named("limit", second)],
    };
    Workload {
        principal: Principal::from_arn(&session, None, None).unwrap(),
        action: "s3:GetObject".into(),
        resource: resource("arn:aws:s3:::shared-bucket/data/x.parquet", OTHER),
        context: context(&[
            ("aws:PrincipalArn", "arn:aws:iam::111122223333:role/app"),
            ("aws:PrincipalOrgID", "o-abc123"),
            ("aws:SecureTransport", "true"),
            ("aws:RequestedRegion", "us-east-1"),
        ]),
        identity: vec![
            named("p0", read_only()),
            named(
                "p1",
                json!([{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shared-bucket/data/*"}]),
            ),
        ],
        resource_policy: Some(named("bucket", shared_bucket())),
        boundary: Some(named(
            "pb",
            json!([
                {"Effect": "Allow", "Action": ["s3:*", "logs:*"], "Resource": "*"},
                {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"},
            ]),
        )),
        scps: Some(vec![
            level(
                "root",
                json!([{
                    "Effect": "Deny", "NotAction": ["iam:*", "sts:*"], "Resource": "*",
                    "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}},
                }]),
            ),
            level(
                CALLER,
                json!([{"Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*"}]),
            ),
        ]),
    }
}

fn shared_bucket() -> Value {
    json!([
        {
            "Sid": "Tls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
            "Resource": ["arn:aws:s3:::shared-bucket", "arn:aws:s3:::shared-bucket/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
        {
            "Sid": "Org", "Effect": "Allow",
            "Principal": {"AWS": format!("arn:aws:iam::{CALLER}:role/app")},
            "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shared-bucket/data/*",
            "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-abc123"}},
        },
    ])
}

fn context(pairs: &[(&str, &str)]) -> Context {
    pairs.iter().copied().collect()
}

/// An access map: every user against every action and resource.
pub struct Matrix {
    /// Per user: name and policy documents as text.
    pub users: Vec<(String, [String; 3])>,
    pub actions: Vec<String>,
    pub resources: Vec<Resource>,
}

pub fn matrix() -> Matrix {
    let nouns = [
        "Object",
        "ObjectAcl",
        "ObjectTagging",
        "ObjectVersion",
        "Bucket",
        "BucketAcl",
        "BucketPolicy",
        "BucketTagging",
        "Lifecycle",
        "Replication",
    ];
    let verbs = ["Get", "List", "Put", "Delete", "Describe"];
    let secret = (0..10).map(|team| format!("arn:aws:s3:::secret-team{team}/x"));
    let own = (0..10).map(|user| format!("arn:aws:s3:::team-bucket/u{user}/x"));
    Matrix {
        users: (0..1000).map(matrix_user).collect(),
        actions: verbs
            .iter()
            .flat_map(|verb| nouns.iter().map(move |noun| format!("s3:{verb}{noun}")))
            .collect(),
        resources: secret.chain(own).map(|arn| resource(&arn, CALLER)).collect(),
    }
}

fn matrix_user(user: usize) -> (String, [String; 3]) {
    let secret = format!("arn:aws:s3:::secret-team{}/*", user % 25);
    let deny = json!([{"Effect": "Deny", "Action": "s3:*", "Resource": secret}]);
    let policies = [read_only(), own_folder(), deny].map(document);
    (format!("u{user}"), policies)
}

impl Matrix {
    /// Compiles everything, decides everything, and counts what is allowed.
    pub fn decide_all(&self) -> usize {
        let users = self.users.iter();
        users.map(|(name, texts)| self.decide_user(name, texts)).sum()
    }

    fn decide_user(&self, name: &str, texts: &[String; 3]) -> usize {
        let policy = |text: &String| NamedPolicy::new("p", Policy::parse(text).unwrap());
        let identity: Vec<NamedPolicy> = texts.iter().map(policy).collect();
        let principal = user(name);
        let context = context(&[("aws:username", name)]);
        let layers = Layers { identity: &identity, ..Layers::default() };
        let checks = self.actions.iter().flat_map(|action| {
            let resources = self.resources.iter();
            resources.map(move |resource| (action, resource))
        });
        let decisions = checks.map(|(action, resource)| {
            let request = Request { principal: &principal, action, resource, context: &context };
            policy::decide(&request, &layers)
        });
        decisions.filter(|decision| decision.is_allowed()).count()
    }
}
