//! The whole page.

use crate::embed::Options;
use crate::frame::Frame;
use crate::lab::LabState;
use crate::persist::{Slot, Stored};
use crate::store::{Model, Notice, Pane, StoreProvider};
use yew::prelude::*;

/// The app.
#[component]
pub fn App() -> Html {
    let options = use_memo((), |()| {
        let options = Options::of_page();
        options.apply_theme();
        options
    });
    let start = {
        let options = options.clone();
        Callback::from(move |()| start(&options))
    };
    html! {
        <StoreProvider {start}>
            <Frame options={(*options).clone()} />
        </StoreProvider>
    }
}

/// The page as it was saved, or a fresh one, with what the address asks for.
fn start(options: &Options) -> Model {
    let mut slot = Slot::new(&options.scenario);
    if options.fresh {
        slot.set_aside();
    }
    let stored = slot.load();
    let aside = slot.aside();
    let mut model = match stored {
        Stored::Save(save) => Model::resume(*save, slot),
        Stored::Nothing => Model::fresh(slot),
        Stored::Blocked => {
            let mut model = Model::fresh(slot);
            model.notices.push(Notice::NotSaved);
            model
        }
    };
    if let Some((text, why)) = aside {
        model.notices.push(Notice::Aside(text, why));
    }
    if let Some(name) = &options.lab {
        if model.lab.as_ref().is_none_or(|lab| lab.name() != name) {
            model.lab = LabState::begin(name);
        }
        model.panes.show(Pane::Lab);
    }
    if let Some(open) = &options.panes {
        model.panes.open.clone_from(open);
        model.panes.current = open[0];
    }
    model
}
