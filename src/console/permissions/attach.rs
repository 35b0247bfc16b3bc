//! Attaching managed policies to a user, group or role.

use super::{Holder, PolicyPicker};
use crate::console::act;
use crate::console::item::{counted, text};
use crate::console::parts::{Head, end_of_page, failed, flush_panel, iam_trail, page, primary_if};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::{Crumb, ShowCli};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`AttachPolicies`].
#[derive(Properties, PartialEq)]
pub struct AttachPoliciesProps {
    /// Who gets them.
    pub holder: Holder,
}

/// The page.
#[component]
pub fn AttachPolicies(props: &AttachPoliciesProps) -> Html {
    let store = use_store();
    let holder = &props.holder;
    let chosen = use_state(Vec::<String>::new);
    let attached = use_list(holder.list_attached());
    let without: Vec<String> = match &*attached {
        Ok(rows) => rows.iter().map(|row| text(row, "PolicyArn")).collect(),
        Err(_) => Vec::new(),
    };
    // What was attached a moment ago is no longer to be done when a part of the calls failed.
    let calls: Vec<Call> =
        chosen.iter().filter(|arn| !without.contains(arn)).map(|arn| holder.attach(arn)).collect();
    let back = holder.route();
    let onattach = {
        let (calls, back, done) = (calls.clone(), back.clone(), done(holder, calls.len()));
        Callback::from(move |()| {
            if act::all(&store, calls.clone(), done.as_str(), "The policy could not be attached") {
                store.navigate(&back);
            }
        })
    };
    let head = Head::new("Permissions policies")
        .saying("Tick the policies to attach. Those attached already are not listed.");
    let picker = html! { <PolicyPicker selected={(*chosen).clone()} onchange={set(&chosen)} {without} /> };
    let content = html! {
        <>
            { Head::of_page(format!("Attach policies to {}", holder.name())).html() }
            { attached.as_ref().as_ref().err().map(failed) }
            { flush_panel(head, picker) }
            if !calls.is_empty() {
                <ShowCli calls={calls.clone()} />
            }
            { end_of_page(back, primary_if(!calls.is_empty(), "Add permissions", onattach)) }
        </>
    };
    page(trail(holder, "Add permissions"), content)
}

/// The way to a page about a holder's permissions.
pub(super) fn trail(holder: &Holder, here: &'static str) -> Vec<Crumb> {
    let (list, route) = match holder {
        Holder::User(_) => ("Users", Route::Users),
        Holder::Group(_) => ("User groups", Route::Groups),
        Holder::Role(_) => ("Roles", Route::Roles),
    };
    iam_trail(vec![(list.into(), route), (holder.name().to_owned().into(), holder.route())], here)
}

fn done(holder: &Holder, count: usize) -> String {
    match (holder, count) {
        (Holder::Role(_), 1) => "Policy was successfully attached to role.".to_owned(),
        (Holder::Role(_), _) => "Policies have been successfully attached to role.".to_owned(),
        _ => counted(count, "policy", "policies") + " added.",
    }
}
