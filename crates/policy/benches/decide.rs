//! What a decision costs in CPU time of one thread. `cargo bench -p policy`
#![allow(missing_docs, clippy::unwrap_used)]

mod cpu;
#[path = "../tests/support/workload.rs"]
mod workload;

use std::hint::black_box;
use std::time::Duration;

use cpu::{CpuTime, Criterion};
use criterion::{Throughput, criterion_group, criterion_main};
use policy::{Context, Layers, NamedPolicy, Policy, Principal, Request, Resource, decide, explain};
use workload::{cross_account, many_conditions, matrix, two_policies};

fn decisions(criterion: &mut Criterion) {
    let workloads = [
        ("policy/a two small policies", two_policies()),
        ("policy/b 200 statements with conditions", many_conditions()),
        ("policy/c cross-account, six documents", cross_account()),
    ];
    for (name, workload) in &workloads {
        assert!(decide(&workload.request(), &workload.layers()).is_allowed());
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| decide(black_box(&workload.request()), black_box(&workload.layers())));
        });
    }
    let workload = two_policies();
    criterion.bench_function("policy/a with full explanation", |bencher| {
        bencher.iter(|| explain(black_box(&workload.request()), black_box(&workload.layers())));
    });
}

fn access_map(criterion: &mut Criterion) {
    let matrix = matrix();
    let mut group = criterion.benchmark_group("policy");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    group.bench_function("d compile and decide 1000 users x 50 x 20", |bencher| {
        bencher.iter(|| matrix.decide_all());
    });
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
        ("*a?b*a?b…", |length| "*a?b".repeat(length / 4)),
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

/// Reading and compiling AWS's own policies, over and over until there are a thousand.
fn parse(criterion: &mut Criterion) {
    let read = |text| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).unwrap();
    let mut documents = read(include_str!("../../../data/managed-documents-short.json"));
    documents.extend(read(include_str!("../../../data/managed-documents-long.json")));
    let texts = documents.values().map(ToString::to_string);
    let texts: Vec<String> = texts.collect::<Vec<_>>().into_iter().cycle().take(1000).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("policy");
    group.sample_size(10).throughput(Throughput::Bytes(bytes as u64));
    group.bench_function(format!("parse and compile 1000 policies of {bytes} bytes"), |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(Policy::parse(text).unwrap());
            }
        });
    });
    group.finish();
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
    targets = decisions, access_map, parse, irrelevant_policies, hostile_patterns
}
criterion_main!(benches);
