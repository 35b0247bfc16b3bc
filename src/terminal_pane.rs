//! The terminal drawer.

mod editor;
mod input;
mod log;
mod tabs;

use crate::frame::PaneFrame;
use crate::store::{Pane, use_store};
use crate::terminal::Waits;
use crate::ui::{Choice, Select};
use editor::Editor;
use input::Input;
use log::Log;
use shell::Dialect;
use tabs::{PANEL, TabBar, tab_id};
use yew::prelude::*;

/// The drawer: what was printed, and the line being typed.
#[component]
pub fn TerminalPane() -> Html {
    let store = use_store();
    let model = store.model();
    let terminal = model.terminals.current();
    let screen = terminal.screen.clone();
    let prompt = model.prompt();
    let waits = terminal.waits.clone();
    let dialect = terminal.shell.dialect();
    let number = terminal.number;
    drop(model);
    let box_ref = use_node_ref();
    use_scrolled_down(&box_ref, number, &screen);
    let focus_input = Callback::from(|_: MouseEvent| focus_unless_selecting());
    let choose = {
        let store = store.clone();
        Callback::from(move |name: String| store.set_dialect(dialect_of(&name)))
    };
    let choices = vec![Choice::new("bash", "bash"), Choice::new("powershell", "PowerShell")];
    let tools = html! {
        <>
            <TabBar />
            <Select label="Shell" value={name_of(dialect)} {choices} onchange={choose} />
        </>
    };
    let file = match &waits {
        Waits::Editor { path } => Some(path.clone()),
        _ => None,
    };
    html! {
        <PaneFrame pane={Pane::Terminal} title="Terminal" {tools}>
            <div
                class="terminal"
                role="tabpanel"
                id={PANEL}
                aria-labelledby={tab_id(number)}
                ref={box_ref}
                onclick={focus_input}
            >
                <Log key={format!("log-{number}")} {screen} />
                <Input
                    key={format!("input-{number}")}
                    {prompt}
                    secret={matches!(waits, Waits::Answer { secret: true, .. })}
                    asking={matches!(waits, Waits::Answer { .. })}
                />
                <div>
                    if let Some(path) = file {
                        <Editor {path} />
                    }
                </div>
            </div>
        </PaneFrame>
    }
}

const fn name_of(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Bash => "bash",
        Dialect::PowerShell => "powershell",
    }
}

fn dialect_of(name: &str) -> Dialect {
    if name == "powershell" { Dialect::PowerShell } else { Dialect::Bash }
}

/// After every output and in every tab, the end is in view.
#[hook]
fn use_scrolled_down(node: &NodeRef, tab: u32, screen: &crate::terminal::Screen) {
    let node = node.clone();
    use_effect_with((tab, screen.clone()), move |_| {
        if let Some(element) = node.cast::<web_sys::Element>() {
            element.set_scroll_top(element.scroll_height());
        }
    });
}

/// A click into the terminal leads to its input, unless it ended a selection of text.
fn focus_unless_selecting() {
    let selection = gloo::utils::window().get_selection().ok().flatten();
    if selection.is_none_or(|selection| selection.is_collapsed()) {
        crate::browser::focus_soon(input::ID);
    }
}
