//! AWS Organizations: the tree of accounts, and the policies that limit them. Whoever is not in the management
//! account, and no delegated administrator, sees AWS's denials.

mod account_dialogs;
mod accounts;
mod applied;
mod attach;
mod create_policy;
mod doing;
mod edit_policy;
mod invitations;
mod kind;
mod node;
mod node_page;
mod policies;
mod policy_page;
mod policy_types;
mod settings;
mod targets;
mod tree;
mod unit_dialogs;

use crate::console::permissions::Tagged;
use crate::route::{OrganizationsPage, Route};
use crate::ui::Crumb;
use cloud::Call;
use yew::prelude::*;

/// A page of Organizations.
pub fn organizations_page(page: &OrganizationsPage) -> Html {
    match page.clone() {
        OrganizationsPage::Accounts => html! { <accounts::Accounts /> },
        OrganizationsPage::Node { id, tab } => {
            html! { <node_page::NodePage key={id.clone()} id={id.clone()} {tab} /> }
        }
        OrganizationsPage::Invitations => html! { <invitations::Invitations /> },
        OrganizationsPage::Policies => html! { <policy_types::PolicyTypes /> },
        OrganizationsPage::PoliciesOf(kind) => html! { <policies::Policies key={kind.as_str()} {kind} /> },
        OrganizationsPage::CreatePolicy(kind) => {
            html! { <create_policy::CreatePolicy key={kind.as_str()} {kind} /> }
        }
        OrganizationsPage::Policy { id, tab } => {
            html! { <policy_page::PolicyPage key={id.clone()} id={id.clone()} {tab} /> }
        }
        OrganizationsPage::EditPolicy { id } => {
            html! { <edit_policy::EditPolicy key={id.clone()} id={id.clone()} /> }
        }
        OrganizationsPage::Settings => html! { <settings::Settings /> },
    }
}

/// A call of Organizations.
fn about(operation: &str) -> Call {
    Call::new("organizations", operation)
}

/// The way to a page: through pages with their titles, to the page itself.
fn trail(way: Vec<(AttrValue, OrganizationsPage)>, here: impl Into<AttrValue>) -> Vec<Crumb> {
    let home = Route::Organizations(OrganizationsPage::Accounts);
    let mut crumbs = vec![Crumb::to("AWS Organizations", home)];
    crumbs.extend(way.into_iter().map(|(title, page)| Crumb::to(title, Route::Organizations(page))));
    crumbs.push(Crumb::here(here));
    crumbs
}

/// The tags of a root, unit, account or policy.
fn tagged(noun: &'static str, id: &str) -> Tagged {
    let call = |operation| about(operation).with("ResourceId", id);
    Tagged { noun, list: call("ListTagsForResource"), tag: call("TagResource"), untag: call("UntagResource") }
}
