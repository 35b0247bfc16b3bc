//! What would allow a denied request.

use crate::route::Route;
use crate::store::{Store, use_store};
use crate::ui::{Alert, AlertKind, Button, CopyButton, PolicyText, inline_code};
use cloud::{Place, PlaceKind, Question};
use gloo::timers::callback::Timeout;
use policy::advise::{Advice as Found, Change, Plan, PolicyChange};
use yew::prelude::*;

/// Properties of [`Advice`].
#[derive(Properties, PartialEq)]
pub(super) struct AdviceProps {
    /// What was asked.
    pub(super) question: Question,
}

/// The smallest changes that would allow the request. Looking for them takes a moment, in which the rest of the
/// drawer can be read already.
#[component]
pub(super) fn Advice(props: &AdviceProps) -> Html {
    let store = use_store();
    let found = use_state(|| None::<Found>);
    {
        let found = found.setter();
        use_effect_with(props.question.clone(), move |question| {
            let question = question.clone();
            let timeout = Timeout::new(0, move || found.set(Some(question.advice())));
            move || drop(timeout)
        });
    }
    let content = match &*found {
        None => html! { <p class="hint">{ "Looking for the smallest change…" }</p> },
        Some(found) if found.plans.is_empty() => obstacle(found.obstacle.as_deref()),
        Some(found) => plans(&store, &props.question, &found.plans),
    };
    html! { <section class="stack advice"><h3>{ "What would allow it" }</h3>{ content }</section> }
}

fn obstacle(why: Option<&str>) -> Html {
    let header = "No change on your side can";
    html! {
        <Alert kind={AlertKind::Info} {header}>{ why.map(inline_code) }</Alert>
    }
}

fn plans(store: &Store, question: &Question, plans: &[Plan]) -> Html {
    let intro = if plans.len() == 1 {
        "With this, and nothing else changed, the same request would be allowed."
    } else {
        "With any one of these, and nothing else changed, the same request would be allowed. The first gives \
         away least."
    };
    let plan = |(index, plan): (usize, &Plan)| {
        let changes = plan.changes.iter().enumerate();
        html! {
            <li key={index}>
                if plan.changes.len() > 1 {
                    <p>{ "All of these together:" }</p>
                }
                { for changes.map(|(step, one)| change((index + 1, step + 1), store, question, one)) }
            </li>
        }
    };
    html! { <><p>{ intro }</p><ol class="plans">{ for plans.iter().enumerate().map(plan) }</ol></> }
}

/// One change; `number` is that of its plan and its own.
fn change(number: (usize, usize), store: &Store, question: &Question, change: &Change) -> Html {
    let more = match change {
        Change::Policy(change) => text(number, store, question, change),
        Change::Removal(_) | Change::Request(_) => html! {},
    };
    html! { <div key={number.1} class="plan">{ inline_code(change.summary()) }{ more }</div> }
}

/// What to add, to be copied or seen in its place.
fn text(number: (usize, usize), store: &Store, question: &Question, change: &PolicyChange) -> Html {
    let added = change.span.of(&change.text).trim_matches([',', ' ', '\n']).to_owned();
    let whole = Question::text(store.model().live.history.world(), change);
    let copied = if added.is_empty() || change.index.is_none() { whole.clone() } else { added };
    let account = store.identity().map(|identity| identity.account);
    let page = question.place(change).filter(|place| Some(&place.account) == account.as_ref()).map(editor);
    let open = page.map(|page| {
        let (store, whole) = (store.clone(), whole);
        let onclick = Callback::from(move |_: MouseEvent| store.open_draft(&page, whole.clone()));
        html! { <Button {onclick}>{ "Open in editor" }</Button> }
    });
    html! {
        <>
            <PolicyText text={copied.clone()} label={format!("The text to add, {}.{}", number.0, number.1)} />
            <p class="button-row">
                <CopyButton text={copied} label="Copy the text" wide=true />
                { open }
            </p>
        </>
    }
}

/// The page that edits what is kept at a place.
fn editor(place: Place) -> Route {
    match place.kind {
        PlaceKind::Managed(arn) => Route::EditPolicy { arn },
        PlaceKind::OfUser { user, policy } => {
            Route::UserInlinePolicy { name: user, policy: policy.unwrap_or_default() }
        }
        PlaceKind::OfGroup { group, policy } => Route::GroupInlinePolicy { name: group, policy },
        PlaceKind::OfRole { role, policy } => {
            Route::RoleInlinePolicy { name: role, policy: policy.unwrap_or_default() }
        }
        PlaceKind::Trust { role } => Route::EditTrust { name: role },
        PlaceKind::Bucket { bucket } => Route::BucketPolicy { name: bucket },
    }
}
