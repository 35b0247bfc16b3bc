//! The browser's storage: it may be blocked, full, or shared with another tab.

use super::{Save, Unusable};
use std::rc::Rc;
use web_sys::Storage;

/// What stands for a scenario's name when the scenario is a file of the learner's own.
pub const OWN: &str = "own";

/// Where one scenario's world is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    scenario: String,
    /// The mark of the save that this tab read or wrote last.
    known: Option<String>,
    /// The scenario itself, if it is a file of the learner's own.
    file: Option<Rc<str>>,
}

/// What a slot holds.
pub enum Stored {
    /// Nothing.
    Nothing,
    /// A save.
    Save(Box<Save>),
    /// The browser keeps nothing for this page.
    Blocked,
}

/// How writing went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is saved.
    Saved,
    /// The browser keeps nothing for this page.
    Blocked,
    /// There is no room for it.
    Full,
    /// Another tab has written meanwhile; nothing was overwritten.
    Conflict,
}

/// What stands before the keys of this page, which may share its storage with others of its site.
const PREFIX: &str = "iam-playground/";

impl Slot {
    /// The slot of a scenario.
    #[must_use]
    pub fn new(scenario: &str) -> Self {
        let mut slot = Self { scenario: scenario.to_owned(), known: None, file: None };
        if scenario == OWN {
            slot.file = storage().and_then(|storage| get(&storage, &slot.key("file"))).map(Rc::from);
        }
        slot
    }

    /// The slot of a scenario file of the learner's own, which is kept beside its save.
    #[must_use]
    pub fn of_file(text: &str) -> Self {
        let slot = Self { file: Some(text.into()), ..Self::new(OWN) };
        if let Some(storage) = storage() {
            // Where there is no room for it, it starts over until the page is left.
            let _ = storage.set_item(&slot.key("file"), text);
        }
        slot
    }

    /// The scenario itself, if it is a file of the learner's own.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// Whether the browser keeps anything for this page.
    #[must_use]
    pub fn is_possible() -> bool {
        storage().is_some()
    }

    /// Whether there is a save.
    #[must_use]
    pub fn has_save(&self) -> bool {
        storage().is_some_and(|storage| get(&storage, &self.key("save")).is_some())
    }

    /// The scenario's name.
    #[must_use]
    pub fn scenario(&self) -> &str {
        &self.scenario
    }

    fn key(&self, kind: &str) -> String {
        PREFIX.to_owned() + &self.scenario + "/" + kind
    }

    /// The key whose change tells other tabs of a new save.
    pub(super) fn mark_key(&self) -> String {
        self.key("mark")
    }

    /// Reads the save. An unusable one is moved aside.
    pub fn load(&mut self) -> Stored {
        let Some(storage) = storage() else { return Stored::Blocked };
        self.known = get(&storage, &self.key("mark"));
        let key = self.key("save");
        let Some(text) = get(&storage, &key) else { return Stored::Nothing };
        match Save::parse(&text) {
            Ok(save) => Stored::Save(Box::new(save)),
            Err(_) => {
                self.set_aside();
                Stored::Nothing
            }
        }
    }

    /// Moves the save aside, so that a fresh world starts and the old one can still be downloaded.
    pub fn set_aside(&self) {
        let Some(storage) = storage() else { return };
        if let Some(text) = get(&storage, &self.key("save")) {
            // First out, then in: there may be no room for both.
            let _ = storage.remove_item(&self.key("save"));
            let _ = storage.set_item(&self.key("aside"), &text);
        }
    }

    /// The unusable save that was moved aside, if there is one, and why it is unusable.
    #[must_use]
    pub fn aside(&self) -> Option<(String, Unusable)> {
        let text = get(&storage()?, &self.key("aside"))?;
        let why = Save::parse(&text).err().unwrap_or(Unusable::SetAside);
        Some((text, why))
    }

    /// Forgets what was moved aside.
    pub fn discard_aside(&self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key("aside"));
        }
    }

    /// Writes a save, unless another tab has written since this one did.
    pub(crate) fn write(&mut self, text: &str) -> Written {
        let Some(storage) = storage() else { return Written::Blocked };
        if get(&storage, &self.key("mark")) != self.known {
            return Written::Conflict;
        }
        // A mark only has to differ from all others.
        let mark = js_sys::Math::random().to_string();
        let put = |kind: &str, value: &str| storage.set_item(&self.key(kind), value);
        if put("save", text).and_then(|()| put("mark", &mark)).is_err() {
            return Written::Full;
        }
        self.known = Some(mark);
        Written::Saved
    }

    /// Takes what other tabs have written as seen, so that the next save goes over it.
    pub fn take_over(&mut self) {
        self.known = storage().and_then(|storage| get(&storage, &self.key("mark")));
    }

    /// Whether another tab has written since this one did.
    pub(super) fn is_behind(&self) -> bool {
        storage().is_some_and(|storage| get(&storage, &self.key("mark")) != self.known)
    }

    /// Forgets the save.
    pub fn clear(&mut self) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&self.key("save"));
        }
        self.take_over();
    }
}

/// The storage, unless the browser or the frame's sandbox forbids it.
fn storage() -> Option<Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

fn get(storage: &Storage, key: &str) -> Option<String> {
    storage.get_item(key).ok().flatten()
}
