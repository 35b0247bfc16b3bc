//! What a long session may cost in memory, and that a change costs the same however large the world is.

#![allow(clippy::unwrap_used)]

#[path = "support/large.rs"]
mod large;

use allocation_counter::measure;
use cloud::request::Call;
use cloud::{Credentials, History, handle};
use large::{Large, Size};

const SIZE: Size = Size { accounts: 2, users: 110, roles: 10, policies: 20, objects: 40 };
const MEGABYTE: i64 = 1 << 20;

/// Sends `count` requests, every second of which changes something.
fn work(large: &mut Large, history: &mut History, who: &Credentials, count: usize) {
    for n in 0..count {
        let call = if n % 2 == 0 {
            let tags = serde_json::json!([{"Key": "n", "Value": n.to_string()}]);
            Call::new("iam", "TagUser").with("UserName", format!("user-{}", 1 + n % 50)).with("Tags", tags)
        } else {
            Call::new("s3", "GetObject").with("Bucket", "bucket-0").with("Key", "logs/0.txt")
        };
        let request = large.signed(who, &call);
        let tick = large.tick();
        history.send(&request, tick).unwrap();
    }
}

/// A history keeps its last thousand records and changes, each with the world before it. However long the
/// session, it grows no more once it is full.
#[test]
fn the_memory_of_a_history_is_bounded() {
    let mut large = Large::of(SIZE);
    let admin = large.admin.clone();
    let mut history = History::new(large.world.clone());
    let filling = measure(|| work(&mut large, &mut history, &admin, 2_400));
    let going_on = measure(|| work(&mut large, &mut history, &admin, 1_200));
    assert!(filling.bytes_current < 20 * MEGABYTE, "{} bytes", filling.bytes_current);
    assert!(going_on.bytes_current < MEGABYTE, "{} bytes more", going_on.bytes_current);
    assert_eq!(history.records().count(), 1_000);
}

/// What a change of each kind allocates, in bytes: a measure of its work that no other program disturbs.
fn costs(size: Size) -> Vec<(&'static str, u64)> {
    let mut large = Large::of(size);
    let admin = large.admin.clone();
    let tags = serde_json::json!([{"Key": "team", "Value": "green"}]);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    let put = Call::new("s3", "PutObject").with("Bucket", "bucket-0").with("Key", "logs/1.txt");
    let calls = [
        Call::new("iam", "TagUser").with("UserName", "user-7").with("Tags", tags),
        Call::new("iam", "CreateUser").with("UserName", "new"),
        Call::new("iam", "CreatePolicy").with("PolicyName", "new").with("PolicyDocument", policy),
        Call::new("iam", "UpdateGroup").with("GroupName", "group-1").with("NewPath", "/a/"),
        put.with("Body", "aGVsbG8="),
    ];
    let tick = large.tick();
    let cost = |call: &Call| {
        let request = large.signed(&admin, call);
        assert!(handle(&large.world, &request, tick).result.is_ok(), "{}", call.operation);
        let measured = measure(|| drop(handle(&large.world, &request, tick)));
        measured.bytes_total
    };
    let names = ["tag a user", "create a user", "create a policy", "move a group", "put an object"];
    names.into_iter().zip(calls.iter().map(cost)).collect()
}

/// Worlds share what a change leaves as it was, so its cost grows with the depth of trees at most.
#[test]
fn a_change_costs_the_same_in_a_large_world() {
    let small = costs(SIZE);
    let large = costs(Size { accounts: 2, users: 550, roles: 50, policies: 100, objects: 200 });
    for ((name, small), (_, large)) in small.into_iter().zip(large) {
        assert!(large < small * 3 / 2, "{name}: {small} bytes in a small world, {large} in a large one");
    }
}
