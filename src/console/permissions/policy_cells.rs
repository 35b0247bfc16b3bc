//! Cells about managed policies.

use crate::console::item::{number, text};
use crate::console::policies::{PolicyKind, name_of};
use crate::route::Route;
use crate::store::{use_call, use_reads};
use crate::ui::{Cell, CellDenied, LinkTo};
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
    let link = html! {
        <LinkTo route={Route::Policy { arn: arn.to_owned(), tab: String::new() }}>{ name.clone() }</LinkTo>
    };
    Cell::new(name, link)
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

/// The policy's description.
#[must_use]
pub fn description(arn: &str) -> Cell {
    let arn = arn.to_owned();
    Cell::new("", html! { <Description {arn} /> })
}

#[derive(Properties, PartialEq)]
struct DescriptionProps {
    arn: String,
}

/// AWS's lists leave the description out, so a customer managed policy's own is asked for. Of AWS managed
/// policies the playground has none.
#[component]
fn Description(props: &DescriptionProps) -> Html {
    match PolicyKind::of(&props.arn) {
        PolicyKind::CustomerManaged => html! { <OwnDescription arn={props.arn.clone()} /> },
        _ => html! { <span>{ "-" }</span> },
    }
}

#[component]
fn OwnDescription(props: &DescriptionProps) -> Html {
    let policy = use_call(Call::new("iam", "GetPolicy").with("PolicyArn", props.arn.as_str()));
    match &*policy {
        Ok(reply) => {
            let description = reply.output.get("Policy").map(|policy| text(policy, "Description"));
            let description = description.filter(|d| !d.is_empty()).unwrap_or_else(|| "-".to_owned());
            html! { <span>{ description }</span> }
        }
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    }
}
