//! What a long session may cost in memory.

#![allow(clippy::unwrap_used)]

#[path = "support/large.rs"]
mod large;

use allocation_counter::measure;
use cloud::request::Call;
use cloud::{Credentials, History};
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
