//! Line icons, drawn here.

use yew::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as they look")]
pub enum IconName {
    Check,
    Clock,
    Close,
    Copy,
    Down,
    Error,
    Exercise,
    File,
    Folder,
    Info,
    Menu,
    Minus,
    Pause,
    Play,
    Question,
    Redo,
    Refresh,
    Search,
    Shield,
    Terminal,
    Undo,
    User,
    Warning,
    Window,
}

impl IconName {
    /// The outline in a box of 16 by 16.
    const fn path(self) -> &'static str {
        match self {
            Self::Check => "m2 8 4 4 8-8",
            Self::Clock => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 4v4l3 2",
            Self::Close => "m3 3 10 10M13 3 3 13",
            Self::Copy => "M5 5h9v9H5zM11 5V2H2v9h3",
            Self::Down => "m4 6 4 4 4-4",
            Self::Error => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5.500 5.500l5 5M10.500 5.500l-5 5",
            Self::Exercise => "M3 1h10v14H3zM6 5h4M6 8h4M6 11h2",
            Self::File => "M3 1h6l4 4v10H3zM9 1v4h4",
            Self::Folder => "M1 3h5l2 2h7v9H1z",
            Self::Info => "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 7v5M8 4v1",
            Self::Menu => "M1 3h14M1 8h14M1 13h14",
            Self::Minus => "M3 8h10",
            Self::Pause => "M5 2v12M11 2v12",
            Self::Play => "M4 2l9 6-9 6z",
            Self::Question => {
                "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM6 6a2 2 0 1 1 2.600 2Q8 8.300 8 9.500M8 11.500v1"
            }
            Self::Redo => "M11 2l3 3-3 3M14 5H6a4 4 0 0 0 0 8h4",
            Self::Refresh => "M14 2v4h-4M13.500 6A6 6 0 1 0 14 9",
            Self::Search => "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM11 11l4 4",
            Self::Shield => "M8 1l6 2.500V8c0 3.500-2.600 6-6 7-3.400-1-6-3.500-6-7V3.500z",
            Self::Terminal => "M1 2h14v12H1zM4 6l2 2-2 2M8 10.500h4",
            Self::Undo => "M5 2 2 5l3 3M2 5h8a4 4 0 0 1 0 8H6",
            Self::User => "M8 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM2 15a6 6 0 0 1 12 0",
            Self::Warning => "M8 2 1 14h14zM8 6.500V10M8 11.500v1",
            Self::Window => "M1 2h14v12H1zM1 6h14",
        }
    }
}

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Which icon.
    pub name: IconName,
}

/// A decorative icon in the colour of its text; what it means must also be said in words.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={props.name.path()} />
        </svg>
    }
}
