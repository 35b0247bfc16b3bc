//! The frame for everything: top bar, panes, footer.

mod clock_menu;
mod console_pane;
mod footer;
mod identity_menu;
mod layout;
mod navigation;
mod notices;
mod pane;
mod search;
mod top_bar;
mod whereabouts;
mod worlds;

pub use identity_menu::spaced;
pub use layout::Frame;
pub use pane::PaneFrame;
pub use worlds::WorldsButton;
