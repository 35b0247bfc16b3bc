//! What a request costs in CPU time of one thread, in a large world: 10 accounts, 5,000 users, 1,000 roles, 1,500
//! policies, 10,000 objects, most of them in one account. `cargo bench -p cloud`
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../../policy/benches/cpu/mod.rs"]
mod cpu;
#[path = "../tests/support/large.rs"]
mod large;

use std::hint::black_box;
use std::time::Duration;

use cloud::request::Call;
use cloud::{World, handle};
use cpu::{CpuTime, Criterion};
use criterion::{criterion_group, criterion_main};
use large::{FULL, Large, Size, policy_arn};
use serde_json::json;

/// Requests that look, among them the longest lists.
fn reads() -> Vec<(&'static str, Call)> {
    let iam = |operation: &str| Call::new("iam", operation);
    let s3 = |operation: &str| Call::new("s3", operation);
    let last = policy_arn(0, 1_200);
    vec![
        ("who am I", Call::new("sts", "GetCallerIdentity")),
        ("get a user", iam("GetUser").with("UserName", "user-4000")),
        ("list 100 users", iam("ListUsers")),
        ("list 1000 users", iam("ListUsers").with("MaxItems", 1_000)),
        ("list 1000 roles", iam("ListRoles").with("MaxItems", 1_000)),
        ("get a group of 400", iam("GetGroup").with("GroupName", "group-3")),
        ("get a policy", iam("GetPolicy").with("PolicyArn", last.as_str())),
        ("list 1000 policies", iam("ListPolicies").with("MaxItems", 1_000)),
        ("list attached policies", iam("ListPolicies").with("OnlyAttached", true).with("MaxItems", 1_000)),
        ("list a policy's entities", iam("ListEntitiesForPolicy").with("PolicyArn", last)),
        ("account summary", iam("GetAccountSummary")),
        ("list 1000 objects", s3("ListObjectsV2").with("Bucket", "bucket-0").with("Prefix", "logs/")),
        ("list folders", s3("ListObjectsV2").with("Bucket", "bucket-0").with("Delimiter", "/")),
        ("get an object", s3("GetObject").with("Bucket", "bucket-0").with("Key", "logs/4000.txt")),
    ]
}

/// Requests that change something, and assuming a role.
fn writes() -> Vec<(&'static str, Call)> {
    let iam = |operation: &str| Call::new("iam", operation);
    let role = "arn:aws:iam::111122220000:role/role-500";
    let assume = Call::new("sts", "AssumeRole").with("RoleArn", role).with("RoleSessionName", "s1");
    let tags = json!([{"Key": "team", "Value": "green"}]);
    let s3 =
        |operation: &str| Call::new("s3", operation).with("Bucket", "bucket-0").with("Key", "logs/9.txt");
    vec![
        ("assume a role", assume),
        ("tag a user", iam("TagUser").with("UserName", "user-40").with("Tags", tags)),
        ("create a user", iam("CreateUser").with("UserName", "new")),
        ("rename a group", iam("UpdateGroup").with("GroupName", "group-3").with("NewGroupName", "g")),
        ("create a policy", iam("CreatePolicy").with("PolicyName", "new").with("PolicyDocument", ALLOW)),
        ("put an object", s3("PutObject").with("Body", "aGVsbG8=")),
        ("delete an object", s3("DeleteObject")),
    ]
}

const ALLOW: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

fn requests(criterion: &mut Criterion) {
    let mut large = Large::of(FULL);
    let tick = large.tick();
    for (name, call) in reads().into_iter().chain(writes()) {
        let request = large.signed(&large.admin, &call);
        let turn = handle(&large.world, &request, tick);
        assert!(turn.result.is_ok(), "{name}: {:?}", turn.result);
        criterion.bench_function(&format!("cloud/{name}"), |bencher| {
            bencher.iter(|| handle(black_box(&large.world), black_box(&request), tick));
        });
    }
    snapshot(criterion, &large.world);
}

fn snapshot(criterion: &mut Criterion, world: &World) {
    let saved = serde_json::to_string(world).unwrap();
    let mut group = criterion.benchmark_group("cloud");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    group.bench_function("save a snapshot", |b| b.iter(|| serde_json::to_string(black_box(world))));
    group.bench_function("load a snapshot", |b| b.iter(|| serde_json::from_str::<World>(black_box(&saved))));
    group.finish();
}

/// The same changes in a hundredth of the world: their cost must not be another one.
fn small_world(criterion: &mut Criterion) {
    let size = Size { accounts: 1, users: 50, roles: 10, policies: 15, objects: 100 };
    let mut large = Large::of(size);
    let tick = large.tick();
    let calls = ["tag a user", "create a user", "put an object"];
    for (name, call) in writes().into_iter().filter(|(name, _)| calls.contains(name)) {
        let request = large.signed(&large.admin, &call);
        assert!(handle(&large.world, &request, tick).result.is_ok());
        criterion.bench_function(&format!("cloud/{name} in a small world"), |bencher| {
            bencher.iter(|| handle(black_box(&large.world), black_box(&request), tick));
        });
    }
}

criterion_group! {
    name = benches;
    config = criterion::Criterion::default()
        .with_measurement(CpuTime)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = requests, small_world
}
criterion_main!(benches);
