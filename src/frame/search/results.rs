//! What a search finds.

use crate::route::{OrganizationsPage, ResourcePage, ResourceService, Route};
use crate::store::use_list;
use cloud::{Call, Failure, Fault};
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// The most hits of each kind.
const MOST: usize = 6;

/// Something found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hit {
    /// Where it leads.
    pub(super) route: Route,
    title: String,
    note: &'static str,
}

/// A kind of things that can be found.
struct Group {
    title: &'static str,
    hits: Vec<Hit>,
    /// Said when the caller may not list them.
    refused: Option<&'static str>,
}

/// Properties of [`Results`].
#[derive(Properties)]
pub(super) struct ResultsProps {
    /// What is looked for.
    pub(super) text: AttrValue,
    /// The list's id; options get their number behind it.
    pub(super) id: AttrValue,
    /// Which option is chosen.
    pub(super) active: usize,
    /// Where the hits are put, so that the keyboard can choose among them.
    pub(super) hits: Rc<RefCell<Vec<Hit>>>,
    /// Told of the choice.
    pub(super) onchoose: Callback<Route>,
}

impl PartialEq for ResultsProps {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.active) == (&other.text, other.active)
    }
}

/// Services and pages, and by List calls as the caller: users, roles, policies and buckets.
#[component]
pub(super) fn Results(props: &ResultsProps) -> Html {
    let users = use_list(Call::new("iam", "ListUsers"));
    let roles = use_list(Call::new("iam", "ListRoles"));
    let policies = use_list(Call::new("iam", "ListPolicies"));
    let buckets = use_list(Call::new("s3", "ListBuckets"));
    let wanted = props.text.trim().to_lowercase();
    let named = |title, list: &Result<Vec<Value>, Failure>, member, note, route: fn(&Value) -> Route| {
        group(title, list, member, &wanted, note, route)
    };
    let groups = [
        pages(&wanted),
        named("Users", &users, "UserName", "IAM user", |user| Route::User {
            name: text(user, "UserName"),
            tab: String::new(),
        }),
        named("Roles", &roles, "RoleName", "IAM role", |role| Route::Role {
            name: text(role, "RoleName"),
            tab: String::new(),
        }),
        named("Policies", &policies, "PolicyName", "Managed policy", |policy| Route::Policy {
            arn: text(policy, "Arn"),
            tab: String::new(),
        }),
        named("Buckets", &buckets, "Name", "S3 bucket", |bucket| Route::Bucket {
            name: text(bucket, "Name"),
            prefix: String::new(),
        }),
    ];
    use_in_view(&props.id, props.active);
    props.hits.replace(groups.iter().flat_map(|group| group.hits.iter().cloned()).collect());
    let found = props.hits.borrow().len();
    let mut index = 0;
    html! {
        <>
            <div role="listbox" id={props.id.clone()} aria-label="Results">
                { for groups.iter().map(|group| view(props, group, &mut index)) }
            </div>
            <p class="search-count" role="status">
                { found }{ if found == 1 { " result" } else { " results" } }
            </p>
            { for groups.iter().filter_map(|group| group.refused).map(refusal) }
        </>
    }
}

/// Scrolls the chosen option into view.
#[hook]
fn use_in_view(id: &AttrValue, active: usize) {
    use_effect_with((id.clone(), active), |(id, active)| {
        let option = gloo::utils::document().get_element_by_id(&format!("{id}{active}"));
        if let Some(option) = option {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

fn refusal(what: &'static str) -> Html {
    html! { <p key={what} class="search-note">{ what }{ ": you may not list them" }</p> }
}

fn view(props: &ResultsProps, group: &Group, index: &mut usize) -> Html {
    let option = |hit: &Hit| {
        let number = *index;
        *index += 1;
        let route = hit.route.clone();
        let onclick = props.onchoose.reform(move |_: MouseEvent| route.clone());
        // The focus stays in the search box, so that the list is not closed before the click.
        let onpointerdown = Callback::from(|event: PointerEvent| event.prevent_default());
        html! {
            <div
                key={number}
                role="option"
                id={format!("{}{number}", props.id)}
                aria-selected={(number == props.active).to_string()}
                {onclick}
                {onpointerdown}
            >
                <span>{ hit.title.clone() }</span>
                <span class="search-kind">{ hit.note }</span>
            </div>
        }
    };
    let options: Vec<Html> = group.hits.iter().map(option).collect();
    html! {
        <div key={group.title} role="group" aria-label={group.title} hidden={options.is_empty()}>
            <p class="search-group" aria-hidden="true">{ group.title }</p>
            { for options }
        </div>
    }
}

/// Services and pages by their names and what they are for.
fn pages(wanted: &str) -> Group {
    let organizations = || Route::Organizations(OrganizationsPage::Accounts);
    let pages = [
        (Route::Iam, "IAM", "Identity and Access Management"),
        (Route::Buckets, "S3", "Simple Storage Service"),
        (organizations(), "AWS Organizations", "Accounts, and the policies that limit them"),
        (Route::Events, "CloudTrail event history", "Who did what, and why it was denied"),
        (Route::Users, "IAM users", "IAM"),
        (Route::CreateUser, "Create user", "IAM"),
        (Route::Roles, "Roles", "IAM"),
        (Route::CreateRole, "Create role", "IAM"),
        (Route::Policies, "Policies", "IAM"),
        (Route::Groups, "User groups", "IAM"),
        (Route::Providers, "Identity providers", "IAM"),
        (Route::CredentialReport, "Credential report", "IAM"),
        (Route::AccountSettings, "Account settings", "IAM"),
        (Route::CreateBucket, "Create bucket", "S3"),
        (organizations(), "AWS accounts", "AWS Organizations"),
        (
            Route::Organizations(OrganizationsPage::Policies),
            "Service and resource control policies",
            "AWS Organizations",
        ),
        (Route::SwitchRole(crate::route::SwitchRoleLink::default()), "Switch role", "Console"),
        (Route::Home, "Console Home", "Console"),
    ];
    let fits = |title: &str, note: &str| {
        title.to_lowercase().contains(wanted) || note.to_lowercase().starts_with(wanted)
    };
    let resources = ResourceService::ALL
        .map(|service| (Route::Resources(service, ResourcePage::List), service.title(), service.resources()));
    let hits = pages
        .into_iter()
        .chain(resources)
        .filter(|(_, title, note)| fits(title, note))
        .map(|(route, title, note)| Hit { route, title: title.to_owned(), note })
        .take(MOST)
        .collect();
    Group { title: "Services and pages", hits, refused: None }
}

fn group(
    title: &'static str,
    list: &Result<Vec<Value>, Failure>,
    member: &str,
    wanted: &str,
    note: &'static str,
    route: fn(&Value) -> Route,
) -> Group {
    let refused = list.as_ref().err().is_some_and(|failure| failure.error.fault == Fault::Authorization);
    let rows = list.as_ref().map_or(&[][..], Vec::as_slice);
    let hits = rows
        .iter()
        .filter(|row| text(row, member).to_lowercase().contains(wanted))
        .map(|row| Hit { route: route(row), title: text(row, member), note })
        .take(MOST)
        .collect();
    Group { title, hits, refused: refused.then_some(title) }
}

fn text(row: &Value, member: &str) -> String {
    row.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
}
