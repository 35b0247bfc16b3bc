//! A step of the exercise.

use crate::store::{Pane, use_store};
use crate::ui::{Button, CopyButton, Icon, IconName, Prose, inline_code};
use labs::lab::Step;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`StepView`].
#[derive(Properties)]
pub(super) struct StepViewProps {
    /// Which one, from 1.
    pub(super) number: usize,
    /// The step.
    pub(super) step: Step,
    /// Whether it is done.
    pub(super) done: bool,
    /// Whether it is the first that is not.
    pub(super) current: bool,
}

impl PartialEq for StepViewProps {
    fn eq(&self, other: &Self) -> bool {
        (self.number, self.done, self.current, &self.step.title)
            == (other.number, other.done, other.current, &other.step.title)
    }
}

/// What is to be done, and on demand how.
#[component]
pub(super) fn StepView(props: &StepViewProps) -> Html {
    let step = &props.step;
    let class = classes!("step", props.done.then_some("is-done"), props.current.then_some("is-current"),);
    let state = if props.done { "Done: " } else { "" };
    html! {
        <li {class} aria-current={props.current.then_some("step")}>
            <span class="step-mark" aria-hidden="true">
                if props.done { <Icon name={IconName::Check} /> } else { { props.number } }
            </span>
            <details open={props.current}>
                <summary><span class="visually-hidden">{ state }</span>{ &step.title }</summary>
                <Prose paragraphs={step.text.clone()} />
                if !step.hint.is_empty() {
                    <details class="detail">
                        <summary>{ "Hint" }</summary>
                        <p>{ inline_code(&step.hint) }</p>
                    </details>
                }
                <details class="detail">
                    <summary>{ "Show me in the console" }</summary>
                    <ol class="clicks">
                        { for step.console.iter().enumerate().map(|(index, click)| html! {
                            <li key={index}>{ inline_code(click) }</li>
                        }) }
                    </ol>
                </details>
                <details class="detail">
                    <summary>{ "Show me in the terminal" }</summary>
                    <Commands step={Rc::new(step.clone())} />
                </details>
            </details>
        </li>
    }
}

/// Properties of [`Commands`].
#[derive(Properties)]
struct CommandsProps {
    step: Rc<Step>,
}

impl PartialEq for CommandsProps {
    fn eq(&self, other: &Self) -> bool {
        self.step.title == other.step.title
    }
}

/// The step's commands, to copy or to run at once.
#[component]
fn Commands(props: &CommandsProps) -> Html {
    let store = use_store();
    let dialect = store.model().terminals.current().shell.dialect();
    let lines: Vec<String> =
        props.step.terminal.in_dialect(dialect).iter().map(|command| command.line.clone()).collect();
    let text = lines.join("\n");
    let run = Callback::from(move |_: MouseEvent| {
        store.open_pane(Pane::Terminal);
        for line in lines.iter().flat_map(|line| line.split('\n')) {
            store.enter(line);
        }
    });
    html! {
        <div class="commands">
            <pre tabindex="0"><code>{ &text }</code></pre>
            <div class="button-row">
                <CopyButton {text} wide=true />
                <Button onclick={run}>{ "Run in the terminal" }</Button>
            </div>
        </div>
    }
}
