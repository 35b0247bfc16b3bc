//! What a long session keeps in memory, one line a figure: name, value, unit. `cargo bench -p cloud --bench
//! memory`
#![allow(missing_docs, clippy::unwrap_used, clippy::disallowed_macros, reason = "it prints what it measured")]

#[path = "../tests/support/large.rs"]
mod large;

use allocation_counter::measure;
use cloud::request::Call;
use cloud::{Credentials, History};
use large::{FULL, Large};

/// As many changes as a history keeps, and as many requests that only look.
const REQUESTS: usize = 2_000;

fn main() {
    let mut large = Large::of(FULL);
    let admin = large.admin.clone();
    let world = measure(|| drop(serde_json::from_str::<cloud::World>(&saved(&large))));
    println!("cloud/memory_of_the_large_world {} bytes", world.bytes_max);
    println!("cloud/size_of_its_snapshot {} bytes", saved(&large).len());
    let mut history = History::new(large.world.clone());
    let kept = measure(|| work(&mut large, &mut history, &admin));
    println!("cloud/memory_of_1000_changes_in_it {} bytes", kept.bytes_current);
}

fn saved(large: &Large) -> String {
    serde_json::to_string(&large.world).unwrap()
}

fn work(large: &mut Large, history: &mut History, who: &Credentials) {
    for n in 0..REQUESTS {
        let call = if n % 2 == 0 {
            let tags = serde_json::json!([{"Key": "n", "Value": n.to_string()}]);
            Call::new("iam", "TagUser").with("UserName", format!("user-{}", 1 + n % 3_000)).with("Tags", tags)
        } else {
            Call::new("s3", "GetObject").with("Bucket", "bucket-0").with("Key", "logs/0.txt")
        };
        let request = large.signed(who, &call);
        let tick = large.tick();
        history.send(&request, tick).unwrap();
    }
}
