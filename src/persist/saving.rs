//! When it is saved: a moment after a change, and when the page goes away.

use super::Save;
use super::storage::Written;
use crate::store::{Notice, Store, use_store};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::StorageEvent;
use yew::prelude::*;

/// How long after a change it is saved, in milliseconds: changes in a row are saved once.
const DELAY: u32 = 400;

/// Keeps the save up to date, and says when it cannot.
#[hook]
pub fn use_saving() {
    let store = use_store();
    {
        let store = store.clone();
        use_effect_with(store.clone(), move |store| {
            let store = store.clone();
            let timer = store.is_touched().then(|| Timeout::new(DELAY, move || store.save()));
            move || drop(timer)
        });
    }
    use_effect_with((), move |()| {
        let window = gloo::utils::window();
        let leaving = {
            let store = store.clone();
            EventListener::new(&window, "pagehide", move |_| {
                if store.is_touched() {
                    store.save();
                }
            })
        };
        let other_tab = EventListener::new(&window, "storage", move |event| {
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            let behind = {
                let model = store.model();
                key.is_some_and(|key| key == model.slot.mark_key()) && model.slot.is_behind()
            };
            if behind {
                store.notify(Notice::OtherTab);
            }
        });
        move || drop((leaving, other_tab))
    });
}

impl Store {
    /// Saves now.
    pub fn save(&self) {
        let text = Save::of(&self.model()).print();
        let written = self.write_slot(&text);
        let notice = match written {
            Written::Saved => None,
            Written::Blocked => Some(Notice::NotSaved),
            Written::Full => Some(Notice::StorageFull),
            Written::Conflict => Some(Notice::OtherTab),
        };
        for other in [Notice::NotSaved, Notice::StorageFull, Notice::OtherTab] {
            if Some(&other) != notice.as_ref() {
                self.withdraw(&other);
            }
        }
        if let Some(notice) = notice {
            self.notify(notice);
        }
    }

    /// Saves over what another tab has saved.
    pub fn save_over(&self) {
        self.update(|model| model.slot.take_over());
        self.save();
    }
}
