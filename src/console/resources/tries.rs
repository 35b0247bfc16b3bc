//! Trying what policies let one do with a resource.

use super::shape::Try;
use super::shapes::shape;
use super::use_scope;
use crate::console::parts::{Field, Head, failed, panel, submit};
use crate::console::states::set;
use crate::route::ResourceService;
use crate::store::use_store;
use crate::ui::{Form, PolicyText, ShowCli};
use cloud::{Call, Failure, Reply};
use yew::prelude::*;

/// Properties of [`Tries`].
#[derive(Properties, PartialEq)]
pub(super) struct TriesProps {
    /// The service.
    pub(super) service: ResourceService,
    /// The resource.
    pub(super) id: String,
}

/// The tab "Try it": a part for each thing to try.
#[component]
pub(super) fn Tries(props: &TriesProps) -> Html {
    let part = |index: usize| {
        html! { <Trial key={index} service={props.service} id={props.id.clone()} {index} /> }
    };
    html! { <div class="stack">{ for (0..shape(props.service).tries.len()).map(part) }</div> }
}

#[derive(Properties, PartialEq)]
struct TrialProps {
    service: ResourceService,
    id: String,
    /// Which of the things to try.
    index: usize,
}

/// One of them, with what came back.
#[component]
fn Trial(props: &TrialProps) -> Html {
    let store = use_store();
    let scope = use_scope(props.service);
    let typed = use_state(String::new);
    let answer = use_state(|| None::<Result<Reply, Failure>>);
    let one: &'static Try = &shape(props.service).tries[props.index];
    let call: Call = (one.call)(&scope, &props.id, &typed);
    let onsubmit = {
        let (call, answer) = (call.clone(), answer.setter());
        Callback::from(move |()| answer.set(Some(store.call(call.clone()))))
    };
    let field =
        one.ask.as_ref().map(|ask| Field::new(ask.label).allowing(ask.hint).line(&typed, set(&typed)));
    let content = html! {
        <Form class="stack" {onsubmit} label={one.title}>
            { field.unwrap_or_default() }
            <div class="button-row">{ submit(one.title) }</div>
            <ShowCli calls={vec![call]} />
            <div role="status">{ answer.as_ref().map(shown).unwrap_or_default() }</div>
        </Form>
    };
    panel(Head::new(one.title).saying(one.text), content)
}

fn shown(answer: &Result<Reply, Failure>) -> Html {
    match answer {
        Ok(reply) if reply.output.is_empty() => {
            html! { <p>{ "Done. The service answers with nothing." }</p> }
        }
        Ok(reply) => {
            let text = serde_json::to_string_pretty(&reply.output).unwrap_or_default();
            html! { <PolicyText {text} label="Answer" /> }
        }
        Err(failure) => failed(failure),
    }
}
