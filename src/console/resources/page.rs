//! A resource's page.

use super::delete::DeleteResource;
use super::list::id_of;
use super::policy::Policy;
use super::shape::Shape;
use super::shapes::shape;
use super::tries::Tries;
use super::{name_of, trail, use_scope};
use crate::console::parts::{Head, button, buttons, facts, page, read, refresh};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::{use_call, use_store};
use crate::ui::{Copyable, KeyValue, Tab, Tabs};
use cloud::Reply;
use serde_json::{Map, Value};
use yew::prelude::*;

/// Properties of [`OneResource`].
#[derive(Properties, PartialEq)]
pub(super) struct OneResourceProps {
    /// The service.
    pub(super) service: ResourceService,
    /// What its list calls it.
    pub(super) id: String,
    /// The open tab.
    pub(super) tab: String,
}

/// The page. Each tab makes calls of its own: who may not look at a queue may yet send messages.
#[component]
pub(super) fn OneResource(props: &OneResourceProps) -> Html {
    let store = use_store();
    let (service, id) = (props.service, &props.id);
    let dialogs = use_dialogs();
    let onchange = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |tab: AttrValue| {
            let page = ResourcePage::One { id: id.clone(), tab: tab.to_string() };
            store.navigate(&Route::Resources(service, page));
        })
    };
    let onclose =
        dialogs.closer_if_gone(move || store.navigate(&Route::Resources(service, ResourcePage::List)));
    let name = name_of(id).to_owned();
    let actions = buttons([refresh(), button("Delete", dialogs.opener(Dialog::Delete))]);
    let content = html! {
        <>
            { Head::of_page(name.clone()).with(actions).html() }
            <Tabs label="Resource" tabs={tabs(service, id)} active={props.tab.clone()} {onchange} />
            if dialogs.is(Dialog::Delete) {
                <DeleteResource {service} id={id.clone()} {onclose} />
            }
        </>
    };
    page(trail(service, Vec::new(), name), content)
}

fn tabs(service: ResourceService, id: &str) -> Vec<Tab> {
    let id = id.to_owned();
    let details = Tab::new("details", "Details", html! { <Details {service} id={id.clone()} /> });
    let policy = shape(service)
        .policy
        .is_some()
        .then(|| Tab::new("policy", "Access policy", html! { <Policy {service} id={id.clone()} /> }));
    let tries = Tab::new("try", "Try it", html! { <Tries {service} id={id.clone()} /> });
    std::iter::once(details).chain(policy).chain([tries]).collect()
}

#[derive(Properties, PartialEq)]
struct DetailsProps {
    service: ResourceService,
    id: String,
}

/// What the service tells of it, by the names that the API has.
#[component]
fn Details(props: &DetailsProps) -> Html {
    let (scope, shape) = (use_scope(props.service), shape(props.service));
    let described = use_call((shape.describe)(&scope, &props.id));
    let content = read(&described, |reply| {
        let details = details(shape, &props.id, reply);
        let items = details.iter().filter(|(name, _)| name.as_str() != "Policy").map(pair).collect();
        facts(Head::new("Details"), items)
    });
    html! { <div>{ content }</div> }
}

/// The members of the answer that describe the resource; of a list those of the row with its id.
fn details(shape: &Shape, id: &str, reply: &Reply) -> Map<String, Value> {
    let found = if shape.details.is_empty() {
        Some(Value::Object(reply.output.clone()))
    } else {
        reply.output.get(shape.details).cloned()
    };
    let found = match found {
        Some(Value::Array(rows)) => rows.into_iter().find(|row| id_of(shape, row) == id),
        other => other,
    };
    match found {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

fn pair((name, value): (&String, &Value)) -> KeyValue {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let value = if text.starts_with("arn:") {
        html! { <Copyable {text} name={name.clone()} /> }
    } else {
        html! { <span class="break">{ text }</span> }
    };
    KeyValue::new(name.clone(), value)
}
