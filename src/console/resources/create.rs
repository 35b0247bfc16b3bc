//! Creating a resource.

use super::shapes::shape;
use super::{trail, use_scope};
use crate::console::parts::{Field, Head, end_of_page, page, panel, submit};
use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::{Flash, use_store};
use crate::ui::{Form, FormFailure, ShowCli};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`CreateResource`].
#[derive(Properties, PartialEq)]
pub(super) struct CreateResourceProps {
    /// The service.
    pub(super) service: ResourceService,
}

/// The page.
#[component]
pub(super) fn CreateResource(props: &CreateResourceProps) -> Html {
    let store = use_store();
    let service = props.service;
    let (scope, shape) = (use_scope(service), shape(service));
    let typed = use_state(|| vec![String::new(); shape.fields.len()]);
    let (tried, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let lacks = |index: usize| !shape.fields[index].optional && typed[index].trim().is_empty();
    let ready = !(0..shape.fields.len()).any(lacks);
    let call = (shape.create)(&scope, &typed);
    let list = Route::Resources(service, ResourcePage::List);
    let onsubmit = {
        let (call, list, tried, failure) = (call.clone(), list.clone(), tried.setter(), failure.setter());
        Callback::from(move |()| {
            tried.set(true);
            if !ready {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success(format!("Created the {}.", shape.noun)));
                    store.navigate(&list);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let field = |index: usize| {
        let ask = &shape.fields[index];
        let oninput = {
            let typed = typed.clone();
            Callback::from(move |text| {
                let mut all = (*typed).clone();
                all[index] = text;
                typed.set(all);
            })
        };
        let wrong = (*tried && lacks(index)).then_some("Fill this in.");
        Field::new(ask.label).allowing(ask.hint).wrong(wrong).line(&typed[index], oninput)
    };
    let title = format!("Create {}", shape.noun);
    let fields = html! { <div class="stack">{ for (0..shape.fields.len()).map(field) }</div> };
    let content = html! {
        <>
            { Head::of_page(title.clone()).html() }
            <FormFailure failure={(*failure).clone()} title={format!("The {} could not be created", shape.noun)} />
            <Form class="stack" {onsubmit} label={title.clone()}>
                { panel(Head::new("Details"), fields) }
                if ready {
                    <ShowCli calls={vec![call]} />
                }
                { end_of_page(list, submit("Create")) }
            </Form>
        </>
    };
    page(trail(service, Vec::new(), title), content)
}
