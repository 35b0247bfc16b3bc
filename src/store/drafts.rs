//! Texts that one page hands to the editor of another.

use super::Store;
use crate::route::Route;

/// A text that an editor is to begin with.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The editor's page.
    page: Route,
    text: String,
}

impl Store {
    /// Goes to a page whose editor begins with this text instead of what is saved.
    pub fn open_draft(&self, page: &Route, text: String) {
        self.update(|model| {
            model.draft = Some(Draft { page: page.clone(), text });
            model.drafts += 1;
            model.panes.show(super::Pane::Console);
        });
        self.navigate(page);
    }

    /// The text that the editor of a page is to begin with, if one was handed to it. It is handed over once.
    #[must_use]
    pub fn take_draft(&self, page: &Route) -> Option<String> {
        let mut model = self.model.borrow_mut();
        model.draft.take_if(|draft| draft.page == *page).map(|draft| draft.text)
    }
}
