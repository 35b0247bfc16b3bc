//! The panel with the exercise's steps, which tick themselves off.

mod step;

use crate::frame::PaneFrame;
use crate::lab::FOUNDING;
use crate::store::{Pane, use_store};
use crate::ui::{Alert, AlertKind, Button, ButtonVariant, Prose};
use step::StepView;
use yew::prelude::*;

/// The panel.
#[component]
pub fn LabPane() -> Html {
    let store = use_store();
    let state = store.model().lab.clone();
    let lab = state.as_ref().and_then(|state| state.lab().cloned());
    let content = match (state, lab) {
        (Some(state), Some(lab)) => {
            let done = state.done().to_vec();
            let current = done.iter().position(|done| !done);
            let count = done.iter().filter(|done| **done).count();
            let steps = lab.steps.iter().enumerate().map(|(index, step)| {
                let done = done.get(index).copied().unwrap_or_default();
                html! { <StepView key={index} number={index + 1} step={step.clone()} {done} current={current == Some(index)} /> }
            });
            html! {
                <div class="lab">
                    <h3 class="lab-title">{ &lab.title }</h3>
                    <Prose paragraphs={lab.intro.clone()} />
                    <div class="lab-progress">
                        <progress
                            max={done.len().to_string()}
                            value={count.to_string()}
                            aria-label="Progress of the exercise"
                        />
                        <span>{ count }{ " of " }{ done.len() }{ " done" }</span>
                    </div>
                    <ol class="steps">{ for steps }</ol>
                    <Finished all={current.is_none()} />
                    <LeaveButton />
                    <Announce titles={lab.steps.iter().map(|step| step.title.clone()).collect::<Vec<_>>()} {done} />
                </div>
            }
        }
        _ => html! { <Offer /> },
    };
    html! { <PaneFrame pane={Pane::Lab} title="Exercise">{ content }</PaneFrame> }
}

/// What stands here while no exercise is being done.
#[component]
fn Offer() -> Html {
    let store = use_store();
    let onclick = Callback::from(move |_: MouseEvent| store.begin_lab(FOUNDING));
    html! {
        <div class="lab">
            <p>{ "A first exercise, in steps that tick themselves off as you do them: by console or by terminal, as you like." }</p>
            <Button variant={ButtonVariant::Primary} {onclick}>{ "Start the exercise" }</Button>
        </div>
    }
}

#[component]
fn LeaveButton() -> Html {
    let store = use_store();
    let onclick = Callback::from(move |_: MouseEvent| store.leave_lab());
    html! { <Button variant={ButtonVariant::Inline} {onclick}>{ "Leave the exercise" }</Button> }
}

/// Properties of [`Finished`].
#[derive(Properties, PartialEq)]
struct FinishedProps {
    all: bool,
}

#[component]
fn Finished(props: &FinishedProps) -> Html {
    html! {
        <div>
            if props.all {
                <Alert kind={AlertKind::Success} header="You have done the exercise">
                    { "Try it the other way now, by terminal if you used the console, or break something and ask “Why?”." }
                </Alert>
            }
        </div>
    }
}

/// Properties of [`Announce`].
#[derive(Properties, PartialEq)]
struct AnnounceProps {
    titles: Vec<String>,
    done: Vec<bool>,
}

/// Tells screen readers which steps have come to be done.
#[component]
fn Announce(props: &AnnounceProps) -> Html {
    let before = use_mut_ref(|| props.done.clone());
    let said = use_state(String::new);
    {
        let (said, titles) = (said.clone(), props.titles.clone());
        use_effect_with(props.done.clone(), move |done| {
            let old = before.replace(done.clone());
            let new = done.iter().zip(old).zip(&titles).filter(|((now, before), _)| **now && !before);
            let names: Vec<&str> = new.map(|(_, title)| title.as_str()).collect();
            if !names.is_empty() {
                said.set("Step done: ".to_owned() + &names.join(", "));
                crate::browser::scroll_to(Pane::Lab.id(), ".step.is-current");
            }
        });
    }
    html! { <p class="visually-hidden" role="status">{ (*said).clone() }</p> }
}
