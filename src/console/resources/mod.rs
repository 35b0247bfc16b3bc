//! The services that policies are about, shown alike: a list of resources, and each with its details, its policy
//! and what can be tried with it. What differs between them is a table, in `shapes.rs`.

mod create;
mod delete;
mod edit_policy;
mod list;
mod page;
mod policy;
mod shape;
mod shapes;
mod tries;

use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::use_store;
use crate::ui::Crumb;
use shape::Scope;
use yew::prelude::*;

/// A page about a service's resources.
pub fn resources_page(service: ResourceService, page: &ResourcePage) -> Html {
    match page.clone() {
        ResourcePage::List => html! { <list::ResourceList key={service.id()} {service} /> },
        ResourcePage::Create => html! { <create::CreateResource key={service.id()} {service} /> },
        ResourcePage::One { id, tab } => {
            html! { <page::OneResource key={id.clone()} {service} id={id.clone()} {tab} /> }
        }
        ResourcePage::Policy { id } => {
            html! { <edit_policy::EditPolicy key={id.clone()} {service} id={id.clone()} /> }
        }
    }
}

/// The service as the console's present identity sees it, in the region chosen in the header.
#[hook]
fn use_scope(service: ResourceService) -> Scope {
    let identity = use_store().identity();
    let (account, region) = identity.map(|identity| (identity.account, identity.region)).unwrap_or_default();
    Scope { service: service.id(), account, region }
}

/// The way to a page: through pages with their titles, to the page itself.
fn trail(
    service: ResourceService,
    way: Vec<(String, ResourcePage)>,
    here: impl Into<AttrValue>,
) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::to(service.title(), Route::Resources(service, ResourcePage::List))];
    crumbs.extend(way.into_iter().map(|(title, page)| Crumb::to(title, Route::Resources(service, page))));
    crumbs.push(Crumb::here(here));
    crumbs
}

/// A resource's page, at its first tab.
fn one(id: &str) -> ResourcePage {
    ResourcePage::One { id: id.to_owned(), tab: String::new() }
}

/// The name within an id, which may be an address or an ARN. Names of parameters and log groups have slashes of
/// their own.
fn name_of(id: &str) -> &str {
    let is_long = id.starts_with("https://") || id.starts_with("arn:");
    if is_long { id.rsplit(['/', ':']).next().unwrap_or(id) } else { id }
}
