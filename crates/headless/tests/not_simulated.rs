//! What AWS has and the playground has not says so, and changes nothing: every operation of the simulated services,
//! and every other service.

#![allow(clippy::unwrap_used)]

use cloud::{Endpoint, Failure, History, SignedRequest, Success, Tick, Timestamp};
use labs::scenario;
use serde_json::Value;
use shell::{Dialect, Shell, Stream};

/// The world, with a count of the requests that reach it.
struct Cloud {
    history: History,
    requests: usize,
}

impl Endpoint for Cloud {
    fn tick(&mut self) -> Tick {
        Tick { now: Timestamp::from_iso("2026-11-24T08:00:00Z").unwrap(), seed: 1 }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.requests += 1;
        self.history.send(request, tick)
    }
}

/// As the CLI names operations: `ListMFADevices` → `list-mfa-devices`, `ListARNs` → `list-arns`.
fn kebab(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let capitals = chars.iter().rev().skip(1).take_while(|c| c.is_ascii_uppercase()).count();
    let plural = (chars.last() == Some(&'s') && capitals >= 2).then(|| chars.len() - 1 - capitals);
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let after_lower = i > 0 && (chars[i - 1].is_ascii_lowercase() || chars[i - 1].is_ascii_digit());
        let before_lower = chars.get(i + 1).is_some_and(char::is_ascii_lowercase);
        let begins = c.is_ascii_uppercase() && i > 0 && (after_lower || before_lower);
        if (begins && plural.is_none_or(|p| i < p)) || (plural == Some(i) && i > 0) {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The commands for what is not simulated, from the table of what there is.
fn commands() -> Vec<String> {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/cli.json");
    let table: Value = serde_json::from_str(&std::fs::read_to_string(table).unwrap()).unwrap();
    let modelled = table["modelled"].as_object().unwrap();
    let command = |prefix: &str| if prefix == "s3" { "s3api".to_owned() } else { prefix.to_owned() };
    let here: Vec<String> = modelled.keys().map(|prefix| command(prefix)).collect();
    let services = table["services"].as_array().unwrap().iter().filter_map(Value::as_str);
    // `aws sso` is the CLI's own: it asks for `login` or `logout` before any service is asked.
    let others = services.filter(|name| *name != "sso" && !here.iter().any(|h| h == name));
    let mut commands: Vec<String> = others.map(|name| format!("aws {name} list-things")).collect();
    for (prefix, service) in modelled {
        let operations = service["others"].as_array().unwrap().iter().filter_map(Value::as_str);
        commands.extend(operations.map(|operation| format!("aws {} {}", command(prefix), kebab(operation))));
    }
    commands
}

#[test]
fn what_is_not_simulated_says_so_and_changes_nothing() {
    let tick = Tick { now: Timestamp::from_iso("2026-11-24T08:00:00Z").unwrap(), seed: 1 };
    let start = scenario::by_name("empty").unwrap().scenario().unwrap().build(Dialect::Bash, tick).unwrap();
    let mut cloud = Cloud { history: History::new(start.world.clone()), requests: 0 };
    let mut shell: Shell = start.shell;
    let commands = commands();
    assert!(commands.len() > 1_000, "{}", commands.len());
    let silent: Vec<String> = commands
        .into_iter()
        .filter(|command| {
            let ran = shell.run(command, &mut cloud);
            let says = ran.text(Stream::Err).contains("is not simulated in IAM Playground.");
            !says || ran.status != 255 || !ran.text(Stream::Out).is_empty()
        })
        .collect();
    assert!(silent.is_empty(), "{silent:#?}");
    assert_eq!(cloud.requests, 0);
    assert_eq!(*cloud.history.world(), start.world);
}
