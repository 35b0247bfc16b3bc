//! Deciding takes no memory, so that an access map of a million decisions stays fast.
#![allow(clippy::unwrap_used)]

mod support;
#[path = "support/workload.rs"]
mod workload;

use allocation_counter::measure;
use policy::{Layers, NamedPolicy, Policy, Principal, Request, Resource, decide, explain};

#[test]
fn no_workload_allocates() {
    for workload in [workload::two_policies(), workload::many_conditions(), workload::cross_account()] {
        let (request, layers) = (workload.request(), workload.layers());
        let info = measure(|| {
            assert!(decide(&request, &layers).is_allowed());
        });
        assert_eq!(info.count_total, 0);
    }
}

#[test]
fn no_case_allocates() {
    for case in support::cases() {
        let (request, layers) = (case.request(), case.layers());
        let info = measure(|| {
            decide(&request, &layers);
        });
        assert_eq!(info.count_total, 0, "{}", case.id);
    }
}

#[test]
fn no_pattern_of_usual_length_allocates() {
    let patterns = ["arn:aws:s3:::*a?c*é*", "arn:*:s3:*::b?*/?c*", "arn:aws:s3:::*${k:x}?c${k:x}*"];
    let statements = patterns.map(|pattern| {
        format!(r#"{{"Effect":"Deny","Action":"s3:Get?bject*","NotResource":"{pattern}","Condition":{{"ArnLike":{{"k:a":"arn:*:s3:::?*x?"}}}}}}"#)
    });
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","));
    let identity = [NamedPolicy::new("p", Policy::parse(&text).unwrap())];
    let resource = Resource { arn: "arn:aws:s3:::bk/abcé".into(), account: None };
    let context = [("k:x", "b"), ("k:a", "arn:aws:s3:::éxx")].into_iter().collect();
    let principal = Principal::from_arn("arn:aws:iam::111122223333:user/u", None, None).unwrap();
    let request =
        Request { principal: &principal, action: "s3:GetObject", resource: &resource, context: &context };
    let layers = Layers { identity: &identity, ..Layers::default() };
    let info = measure(|| {
        decide(&request, &layers);
    });
    assert_eq!(info.count_total, 0);
}

#[test]
fn the_counter_counts() {
    let workload = workload::two_policies();
    let info = measure(|| {
        explain(&workload.request(), &workload.layers());
    });
    assert!(info.count_total > 0);
}
