//! Starting over, and starting in another world: one that comes with the playground, a scenario file of the
//! learner's own, or a world that was downloaded.

mod choice;
mod dialog;
mod file;

use crate::ui::{Button, ButtonVariant, Icon, IconName};
use dialog::WorldsDialog;
use yew::prelude::*;

/// Properties of [`WorldsButton`].
#[derive(Properties, PartialEq)]
pub struct WorldsButtonProps {
    /// What it says.
    pub title: &'static str,
    /// How it looks.
    #[prop_or(ButtonVariant::Link)]
    pub variant: ButtonVariant,
}

/// The button that asks which world to start.
#[component]
pub fn WorldsButton(props: &WorldsButtonProps) -> Html {
    let asking = use_state(|| false);
    let set = |value: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(value))
    };
    html! {
        <div class="reset">
            <Button variant={props.variant} onclick={set(true).reform(|_| ())}>
                <Icon name={IconName::Refresh} />
                { props.title }
            </Button>
            if *asking {
                <WorldsDialog onclose={set(false)} />
            }
        </div>
    }
}
