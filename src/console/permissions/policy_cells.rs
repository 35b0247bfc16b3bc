//! Cells about managed policies.

use crate::console::item::{number, text};
use crate::console::parts::{asked_cell, cell_denied, link};
use crate::console::policies::{PolicyKind, name_of};
use crate::route::Route;
use crate::store::use_reads;
use crate::ui::Cell;
use cloud::{Call, Failure};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// Lists managed policies: `All`, `AWS` or `Local`, the account's own.
#[must_use]
pub fn list_policies(scope: &str) -> Call {
    Call::new("iam", "ListPolicies").with("Scope", scope).with("MaxItems", 1000)
}

/// All managed policies, by name.
#[hook]
pub fn use_policies() -> Rc<Result<Vec<Value>, Failure>> {
    use_reads((), |store, ()| {
        let mut policies = store.list(&list_policies("All"))?;
        policies.sort_by_cached_key(|policy| text(policy, "PolicyName").to_lowercase());
        Ok(policies)
    })
}

/// The policy's name, leading to its page.
#[must_use]
pub fn policy_link(arn: &str) -> Cell {
    let name = name_of(arn).to_owned();
    let page = Route::Policy { arn: arn.to_owned(), tab: String::new() };
    Cell::new(name.clone(), link(name, page))
}

/// The policy's type.
#[must_use]
pub fn policy_kind(arn: &str) -> Cell {
    Cell::text(PolicyKind::of(arn).label())
}

/// How often the policy of a ListPolicies row is in use: `Permissions policy (2)`, `None`.
#[must_use]
pub fn used_as(row: &Value) -> Cell {
    let uses = [
        ("Permissions policy", number(row, "AttachmentCount")),
        ("Boundary", number(row, "PermissionsBoundaryUsageCount")),
    ];
    let uses: Vec<String> =
        uses.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} ({n})")).collect();
    Cell::text(if uses.is_empty() { "None".to_owned() } else { uses.join(", ") })
}

/// The policy's description. AWS's lists leave it out, so a customer managed policy's own is asked for. Of AWS
/// managed policies the playground has none.
#[must_use]
pub fn description(arn: &str) -> Cell {
    if PolicyKind::of(arn) != PolicyKind::CustomerManaged {
        return Cell::text("-");
    }
    let call = Call::new("iam", "GetPolicy").with("PolicyArn", arn);
    asked_cell(format!("description of {arn}"), move |store| match store.read(&call) {
        Ok(reply) => html! { { reply.text(&["Policy", "Description"]).unwrap_or("-").to_owned() } },
        Err(failure) => cell_denied(&failure),
    })
}
