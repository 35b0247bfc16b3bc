//! What the page's address asks for. docs/embedding.md tells authors of lessons about it.

use crate::address::Query;
use crate::store::{Pane, Panes};

/// The options of the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// `?embed`: without the playground's surroundings.
    pub embed: bool,
    /// `?fresh`: moves the saved world aside. The page offers it when it has failed.
    pub fresh: bool,
    /// `?theme=light` or `?theme=dark`; otherwise the system's.
    pub theme: Option<Theme>,
    /// `?scenario=`: the world to start in.
    pub scenario: String,
    /// `?lab=`: the exercise to start.
    pub lab: Option<String>,
    /// `?panes=console,terminal,lab,why`: the panes to open.
    pub panes: Option<Vec<Pane>>,
}

/// A colour scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The world that starts if the address names none.
pub const DEFAULT_SCENARIO: &str = "founding";

impl Options {
    /// The options of the page's own address.
    #[must_use]
    pub fn of_page() -> Self {
        let search = gloo::utils::window().location().search().unwrap_or_default();
        Self::parse(search.trim_start_matches('?'))
    }

    fn parse(search: &str) -> Self {
        let query = Query::parse(search);
        let text = |name| query.find(name).filter(|value| !value.is_empty());
        Self {
            embed: query.find("embed").is_some_and(|value| value != "false"),
            fresh: query.find("fresh").is_some(),
            theme: match text("theme") {
                Some("light") => Some(Theme::Light),
                Some("dark") => Some(Theme::Dark),
                _ => None,
            },
            scenario: text("scenario").unwrap_or(DEFAULT_SCENARIO).to_owned(),
            lab: text("lab").map(str::to_owned),
            panes: text("panes").and_then(Panes::parse),
        }
    }

    /// Puts the colour scheme onto the document, where the styles look for it.
    pub fn apply_theme(&self) {
        let root = gloo::utils::document().document_element();
        let theme = match self.theme {
            Some(Theme::Light) => "light",
            Some(Theme::Dark) => "dark",
            None => return,
        };
        if let Some(root) = root {
            // Only a malformed attribute name can fail.
            let _ = root.set_attribute("data-theme", theme);
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn reads_the_options() {
        let options = Options::parse("embed&theme=dark&panes=terminal,nonsense,why&lab=founding");
        assert!(options.embed);
        assert_eq!(options.theme, Some(Theme::Dark));
        assert_eq!(options.panes, Some(vec![Pane::Terminal, Pane::Why]));
        assert_eq!(options.lab.as_deref(), Some("founding"));
        assert_eq!(options.scenario, DEFAULT_SCENARIO);
    }

    #[wasm_bindgen_test]
    fn takes_nothing_from_nonsense() {
        let options = Options::parse("embed=false&theme=pink&panes=,&lab=&scenario=");
        assert!(!options.embed);
        assert_eq!((options.theme, options.panes, options.lab), (None, None, None));
        assert_eq!(options.scenario, DEFAULT_SCENARIO);
    }
}
