//! Wizards.

use super::{Button, ButtonVariant, Form};
use yew::prelude::*;

/// A step of a wizard.
#[derive(Clone, PartialEq)]
pub struct WizardStep {
    /// Its heading.
    pub title: AttrValue,
    /// A sentence below.
    pub description: AttrValue,
    /// What is asked.
    pub content: Html,
}

/// Properties of [`Wizard`].
#[derive(Properties, PartialEq)]
pub struct WizardProps {
    /// What it makes, e.g. `Create role`.
    pub label: AttrValue,
    /// The steps.
    pub steps: Vec<WizardStep>,
    /// The step shown, from 0.
    pub current: usize,
    /// Told where the learner wants to go. Going on is the owner's to allow.
    pub onnavigate: Callback<usize>,
    /// Told that the learner gives up.
    pub oncancel: Callback<()>,
    /// Told that the last step is done.
    pub onsubmit: Callback<()>,
    /// The last step's button.
    pub submit: AttrValue,
}

/// Steps with buttons to go back and on; Enter goes on.
#[component]
pub fn Wizard(props: &WizardProps) -> Html {
    let heading = use_node_ref();
    let last = props.steps.len().saturating_sub(1);
    let current = props.current.min(last);
    use_heading_focus(&heading, current);
    let onsubmit = {
        let (navigate, submit) = (props.onnavigate.clone(), props.onsubmit.clone());
        Callback::from(move |()| if current == last { submit.emit(()) } else { navigate.emit(current + 1) })
    };
    let Some(step) = props.steps.get(current) else { return Html::default() };
    let navigate = |to: usize| props.onnavigate.reform(move |_: MouseEvent| to);
    let entry = |(index, step): (usize, &WizardStep)| {
        let title = html! { <span class="wizard-title">{ &step.title }</span> };
        let number = html! { <span class="wizard-number">{ "Step " }{ index + 1 }</span> };
        let content = if index < current {
            html! { <Button variant={ButtonVariant::Inline} onclick={navigate(index)}>{ title }</Button> }
        } else {
            title
        };
        html! {
            <li key={index} aria-current={(index == current).then_some("step")}>{ number }{ content }</li>
        }
    };
    html! {
        <Form class="wizard" label={props.label.clone()} {onsubmit}>
            <ol class="wizard-steps" aria-label="Steps">{ for props.steps.iter().enumerate().map(entry) }</ol>
            <div class="wizard-main">
                <h1 tabindex="-1" ref={heading}>{ &step.title }</h1>
                <p class="header-description">{ &step.description }</p>
                <div key={current} class="stack">{ step.content.clone() }</div>
                <div class="wizard-buttons">
                    <Button variant={ButtonVariant::Link} onclick={props.oncancel.reform(|_| ())}>
                        { "Cancel" }
                    </Button>
                    if current > 0 {
                        <Button onclick={navigate(current - 1)}>{ "Previous" }</Button>
                    }
                    <Button variant={ButtonVariant::Primary} submit=true>
                        if current == last { { &props.submit } } else { { "Next" } }
                    </Button>
                </div>
            </div>
        </Form>
    }
}

/// Moves the focus to the heading when another step comes, so that it is read out.
#[hook]
fn use_heading_focus(heading: &NodeRef, current: usize) {
    let heading = heading.clone();
    let before = use_mut_ref(|| current);
    use_effect_with(current, move |current| {
        if *before.borrow() != *current {
            *before.borrow_mut() = *current;
            if let Some(heading) = heading.cast::<web_sys::HtmlElement>() {
                let _ = heading.focus();
            }
        }
    });
}
