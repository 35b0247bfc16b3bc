//! What a decision costs in CPU time of one thread. `cargo bench -p policy`
#![allow(missing_docs, clippy::unwrap_used)]

mod cpu;
#[path = "../tests/support/workload.rs"]
mod workload;

use std::hint::black_box;
use std::time::Duration;

use cpu::{CpuTime, Criterion};
use criterion::{Throughput, criterion_group, criterion_main};
use policy::{Context, Layers, NamedPolicy, Policy, Principal, Request, Resource, decide};
use workload::{NAMED, Work, many_conditions};

fn named(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("policy");
    for (name, make) in NAMED {
        let work = make();
        assert!(work.run() > 0);
        let name = name.strip_prefix("policy/").unwrap();
        let is_long = matches!(work, Work::DecideAll(_) | Work::Compile(_));
        group.sample_size(if is_long { 10 } else { 20 });
        if let Work::Compile(texts) = &work {
            let bytes: usize = texts.iter().map(String::len).sum();
            group.throughput(Throughput::Bytes(bytes as u64));
        }
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&work).run()));
    }
    group.finish();
}

/// The same decision among ever more policies that speak of other services.
fn irrelevant_policies(criterion: &mut Criterion) {
    for count in [10, 100] {
        let mut workload = many_conditions();
        let relevant = workload.identity.pop().unwrap();
        let others = workload.identity.clone();
        workload.identity = others.into_iter().cycle().take(count).collect();
        workload.identity.push(relevant);
        criterion.bench_function(&format!("policy/b among {count} irrelevant policies"), |bencher| {
            bencher.iter(|| decide(black_box(&workload.request()), black_box(&workload.layers())));
        });
    }
}

/// Patterns made to be slow: time should grow as the text does, not as its square.
fn hostile_patterns(criterion: &mut Criterion) {
    type MakePattern = fn(usize) -> String;
    let patterns: [(&str, MakePattern); 4] = [
        ("*a*a…b", |length| "*a".repeat(length / 2) + "b*"),
        ("*aaaa…b", |length| format!("*{}b*", "a".repeat(length / 2))),
        ("*a?a*a?a…b", |length| "*a?a".repeat(length / 4) + "b*"),
        ("*a?a?…b", |length| format!("*{}b*", "a?".repeat(length / 4))),
    ];
    for (name, pattern) in patterns {
        for length in [1_000, 10_000, 100_000] {
            let workload = Hostile::new(&pattern(length.min(60_000)), &"a".repeat(length));
            criterion.bench_function(&format!("policy/glob {name} x {length}"), |bencher| {
                bencher.iter(|| workload.decide());
            });
        }
    }
}

struct Hostile {
    identity: [NamedPolicy; 1],
    resource: Resource,
    context: Context,
}

impl Hostile {
    fn new(pattern: &str, text: &str) -> Self {
        let policy = format!(
            r#"{{"Statement":{{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::{pattern}"}}}}"#
        );
        Self {
            identity: [NamedPolicy::new("p", Policy::parse(&policy).unwrap())],
            resource: Resource { arn: format!("arn:aws:s3:::{text}"), account: None },
            context: Context::new(),
        }
    }

    fn decide(&self) -> policy::Decision {
        let request = Request {
            principal: &Principal::from_arn("arn:aws:iam::111122223333:user/u", None, None).unwrap(),
            action: "s3:GetObject",
            resource: &self.resource,
            context: &self.context,
        };
        let layers = Layers { identity: &self.identity, ..Layers::default() };
        decide(black_box(&request), black_box(&layers))
    }
}

fn quick() -> Criterion {
    criterion::Criterion::default()
        .with_measurement(CpuTime)
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
}

criterion_group! {
    name = benches;
    config = quick();
    targets = named, irrelevant_policies, hostile_patterns
}
criterion_main!(benches);
