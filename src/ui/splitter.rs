//! Separators that resize what they separate.

use web_sys::Element;
use yew::prelude::*;

/// Where the resized part is, seen from the separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitterSide {
    /// The part before it, to the left.
    Left,
    /// The part behind it, to the right.
    Right,
    /// The part below it.
    Below,
}

impl SplitterSide {
    /// How much larger a move makes the part.
    fn growth(self, x: i32, y: i32) -> i32 {
        match self {
            Self::Left => x,
            Self::Right => -x,
            Self::Below => -y,
        }
    }
}

/// Properties of [`Splitter`].
#[derive(Properties, PartialEq)]
pub struct SplitterProps {
    /// What it resizes.
    pub label: AttrValue,
    /// The id of what it resizes.
    pub controls: AttrValue,
    /// Where that is.
    pub side: SplitterSide,
    /// Its size in CSS pixels.
    pub size: i32,
    /// The smallest size.
    pub least: i32,
    /// The largest size.
    pub most: i32,
    /// Told of every new size.
    pub onresize: Callback<i32>,
}

/// How far an arrow key moves, in CSS pixels.
const KEY_STEP: i32 = 16;

/// A separator that is moved by pointer or by arrow keys, Home and End.
#[component]
pub fn Splitter(props: &SplitterProps) -> Html {
    // Where the pointer went down, and the size then.
    let grip = use_mut_ref(|| None::<(i32, i32, i32)>);
    let (side, size, least, most) = (props.side, props.size, props.least, props.most);
    let resize = props.onresize.reform(move |size: i32| size.clamp(least, most.max(least)));
    let onpointerdown = {
        let grip = grip.clone();
        Callback::from(move |event: PointerEvent| {
            event.prevent_default();
            if let Some(bar) = event.target_dyn_into::<Element>() {
                // Fails only if the pointer is gone already.
                let _ = bar.set_pointer_capture(event.pointer_id());
            }
            *grip.borrow_mut() = Some((event.client_x(), event.client_y(), size));
        })
    };
    let onpointermove = {
        let (grip, resize) = (grip.clone(), resize.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((x, y, size)) = *grip.borrow() {
                resize.emit(size + side.growth(event.client_x() - x, event.client_y() - y));
            }
        })
    };
    let release = Callback::from(move |_: PointerEvent| *grip.borrow_mut() = None);
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" => size + side.growth(-KEY_STEP, 0),
            "ArrowRight" => size + side.growth(KEY_STEP, 0),
            "ArrowUp" => size + side.growth(0, -KEY_STEP),
            "ArrowDown" => size + side.growth(0, KEY_STEP),
            "Home" => least,
            "End" => most,
            _ => return,
        };
        event.prevent_default();
        resize.emit(to);
    });
    let (class, orientation) = match side {
        SplitterSide::Below => ("splitter splitter-top", "horizontal"),
        SplitterSide::Left => ("splitter splitter-right", "vertical"),
        SplitterSide::Right => ("splitter splitter-left", "vertical"),
    };
    html! {
        <div
            {class}
            role="separator"
            tabindex="0"
            aria-orientation={orientation}
            aria-label={props.label.clone()}
            aria-controls={props.controls.clone()}
            aria-valuenow={size.to_string()}
            aria-valuemin={least.to_string()}
            aria-valuemax={most.to_string()}
            {onpointerdown}
            {onpointermove}
            onpointerup={release.clone()}
            onpointercancel={release}
            {onkeydown}
        />
    }
}
