//! What pages remember while they are shown. Few types, since each costs its share of the first load.

use yew::prelude::*;

/// Which of a page's dialogs is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialog {
    /// None.
    #[default]
    Closed,
    /// One that makes or adds something.
    Add,
    /// One that changes something.
    Edit,
    /// One that takes something away, but not for good.
    Remove,
    /// One that deletes something.
    Delete,
}

/// The open dialog, and callbacks that change it.
#[derive(Clone)]
pub struct Dialogs(UseStateHandle<Dialog>);

/// Which of a page's dialogs is open; at first none.
#[hook]
pub fn use_dialogs() -> Dialogs {
    Dialogs(use_state(Dialog::default))
}

impl Dialogs {
    /// The open one.
    #[must_use]
    pub fn open(&self) -> Dialog {
        *self.0
    }

    /// Whether it is this one.
    #[must_use]
    pub fn is(&self, dialog: Dialog) -> bool {
        *self.0 == dialog
    }

    /// Opens a dialog.
    #[must_use]
    pub fn opener(&self, dialog: Dialog) -> Callback<()> {
        let state = self.0.setter();
        Callback::from(move |()| state.set(dialog))
    }

    /// Closes the open one.
    #[must_use]
    pub fn closer(&self) -> Callback<()> {
        self.opener(Dialog::Closed)
    }

    /// Closes the open one, then does this.
    #[must_use]
    pub fn closer_then(&self, after: impl Fn() + 'static) -> Callback<()> {
        let close = self.closer();
        Callback::from(move |()| {
            close.emit(());
            after();
        })
    }

    /// Closes the open one, and does this if what it was about is gone.
    #[must_use]
    pub fn closer_if_gone(&self, after: impl Fn() + 'static) -> Callback<bool> {
        let close = self.closer();
        Callback::from(move |gone: bool| {
            close.emit(());
            if gone {
                after();
            }
        })
    }
}

/// The ticked rows of a table.
#[derive(Clone)]
pub struct Ticked(UseStateHandle<Vec<AttrValue>>);

/// The ticked rows of a table; at first none.
#[hook]
pub fn use_ticked() -> Ticked {
    Ticked(use_state(Vec::new))
}

impl Ticked {
    /// Their keys.
    #[must_use]
    pub fn keys(&self) -> Vec<AttrValue> {
        (*self.0).clone()
    }

    /// The first one's key.
    #[must_use]
    pub fn first(&self) -> Option<AttrValue> {
        self.0.first().cloned()
    }

    /// Whether this one is ticked.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|ticked| ticked.as_str() == key)
    }

    /// Ticks these and no others.
    #[must_use]
    pub fn setter(&self) -> Callback<Vec<AttrValue>> {
        set(&self.0)
    }

    /// Ticks none.
    pub fn clear(&self) {
        self.0.set(Vec::new());
    }
}

/// A callback that sets a state.
#[must_use]
pub fn set<T: 'static>(state: &UseStateHandle<T>) -> Callback<T> {
    let state = state.setter();
    Callback::from(move |value| state.set(value))
}
