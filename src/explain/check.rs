//! One policy decision: the policy types in their order, and which of them decided.

use super::statements::Policies;
use super::words;
use crate::ui::{KeyValue, KeyValues, Status, StatusIndicator};
use cloud::CheckTrace;
use policy::{Applies, LayerResult, LayerTrace, Outcome};
use yew::prelude::*;

/// Properties of [`Check`].
#[derive(Properties, PartialEq)]
pub(super) struct CheckProps {
    /// The decision.
    pub(super) check: CheckTrace,
    /// Which one, from 1.
    pub(super) number: usize,
    /// Of how many of the request.
    pub(super) count: usize,
    /// Whether it is unfolded at first.
    pub(super) open: bool,
}

/// The decision.
#[component]
pub(super) fn Check(props: &CheckProps) -> Html {
    let check = &props.check;
    let explanation = &check.explanation;
    let status = match explanation.decision.outcome {
        Outcome::Allowed => Status::Success,
        _ => Status::Error,
    };
    let several = props.count > 1;
    let breakable = |text: &str| html! { <code class="break">{ text.to_owned() }</code> };
    let items = vec![
        KeyValue::new("Action", breakable(check.action)),
        KeyValue::new("Resource", breakable(&check.resource)),
    ];
    let layers = explanation.layers.iter().enumerate();
    html! {
        <details class="check" open={props.open}>
            <summary>
                <StatusIndicator {status}>
                    if several {
                        { "Check " }{ props.number }{ " of " }{ props.count }{ ": " }
                    }
                    { words::outcome(explanation) }
                </StatusIndicator>
            </summary>
            <KeyValues {items} />
            <p>{ words::beyond_policies(explanation).unwrap_or_default() }</p>
            <h3>{ "Policy types, in the order they are consulted" }</h3>
            <ol class="layers">{ for layers.map(|(index, trace)| layer(index, trace)) }</ol>
        </details>
    }
}

fn layer(key: usize, trace: &LayerTrace) -> Html {
    let consulted = trace.applies == Applies::Consulted;
    let status = match trace.result {
        _ if !consulted => Status::Inactive,
        LayerResult::Denies => Status::Error,
        LayerResult::Allows(_) => Status::Success,
        LayerResult::Silent if trace.decisive => Status::Error,
        LayerResult::Silent => Status::Inactive,
    };
    let title = html! {
        <>
            <span class="layer-title">{ capital(trace.layer.title()) }</span>
            { ": " }
            { words::layer_result(trace) }
            if trace.decisive {
                <strong class="decisive">{ "decisive" }</strong>
            }
        </>
    };
    let class = classes!("layer", trace.decisive.then_some("is-decisive"), (!consulted).then_some("is-off"));
    html! {
        <li {key} {class}>
            if trace.policies.is_empty() {
                <StatusIndicator {status}>{ title }</StatusIndicator>
            } else {
                <details open={trace.decisive}>
                    <summary><StatusIndicator {status}>{ title }</StatusIndicator></summary>
                    <Policies trace={trace.clone()} />
                </details>
            }
        </li>
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
