//! Deciding takes no memory, so that an access map of a million decisions stays fast.
#![allow(clippy::unwrap_used)]

mod support;
#[path = "support/workload.rs"]
mod workload;

use allocation_counter::measure;
use policy::{decide, explain};

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
fn the_counter_counts() {
    let workload = workload::two_policies();
    let info = measure(|| {
        explain(&workload.request(), &workload.layers());
    });
    assert!(info.count_total > 0);
}
