//! The list of managed policies.

use super::delete::DeletePolicy;
use super::{KindFilter, PolicyKind};
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, flush_panel, iam_trail, page, primary_link, read, refresh,
};
use crate::console::permissions::policy_cells::{
    description, policy_kind, policy_link, use_policies, used_as,
};
use crate::console::states::{Dialog, set, use_dialogs, use_ticked};
use crate::route::Route;
use crate::ui::Row;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn PolicyList() -> Html {
    let policies = use_policies();
    let kind = use_state(|| None::<PolicyKind>);
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen = ticked.first();
    // AWS's own policies cannot be deleted by anybody.
    let deletable = chosen.as_ref().is_some_and(|arn| PolicyKind::of(arn) == PolicyKind::CustomerManaged);
    let head = Head::of_page("Policies")
        .counting(policies.as_ref().as_ref().ok().map(Vec::len))
        .saying(
            "A policy says what is allowed or denied. It does something once it is attached to a user, a group or \
             a role.",
        )
        .with(buttons([
            refresh(),
            button_if(deletable, "Delete", dialogs.opener(Dialog::Delete)),
            primary_link("Create policy", Route::CreatePolicy),
        ]));
    let content = read(&policies, |policies| {
        let arn = |policy: &Value| text(policy, "Arn");
        let shown = policies.iter().filter(|p| kind.is_none_or(|kind| kind == PolicyKind::of(&arn(p))));
        let columns = ["Policy name", "Type", "Used as", "Description"];
        let list = List {
            asked: 1,
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Search policies",
            tools: html! { <KindFilter value={*kind} onchange={set(&kind)} /> },
            empty: empty("No policies", "There is no policy of this type in the account.", html! {}),
            ..List::new("Policies", &columns, shown.map(row).collect())
        };
        list.html()
    });
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let content = html! {
        <>
            { flush_panel(head, content) }
            if let Some(arn) = chosen.filter(|_| dialogs.is(Dialog::Delete)) {
                <DeletePolicy arn={arn.to_string()} {onclose} />
            }
        </>
    };
    page(iam_trail(Vec::new(), "Policies"), content)
}

fn row(policy: &Value) -> Row {
    let arn = text(policy, "Arn");
    let cells = vec![policy_link(&arn), policy_kind(&arn), used_as(policy), description(&arn)];
    Row { key: arn.into(), cells }
}
