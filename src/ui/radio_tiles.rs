//! One of several, each with an explanation.

use super::use_id;
use yew::prelude::*;

/// One of the tiles.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// What is chosen.
    pub value: AttrValue,
    /// Its name.
    pub title: AttrValue,
    /// What it means.
    pub description: AttrValue,
    /// Whether it can be chosen.
    pub disabled: bool,
}

impl Tile {
    /// A tile that can be chosen.
    #[must_use]
    pub fn new(
        value: impl Into<AttrValue>,
        title: impl Into<AttrValue>,
        description: impl Into<AttrValue>,
    ) -> Self {
        Self { value: value.into(), title: title.into(), description: description.into(), disabled: false }
    }
}

/// Properties of [`RadioTiles`].
#[derive(Properties, PartialEq)]
pub struct RadioTilesProps {
    /// The chosen value.
    pub value: AttrValue,
    /// What there is to choose from.
    pub tiles: Vec<Tile>,
    /// Told of every choice.
    pub onchange: Callback<AttrValue>,
    /// What is chosen here.
    pub label: AttrValue,
}

/// Tiles of which one is chosen; the arrow keys move, as with any radio buttons.
#[component]
pub fn RadioTiles(props: &RadioTilesProps) -> Html {
    let name = use_id();
    let one = |(index, tile): (usize, &Tile)| {
        let id = AttrValue::from(name.to_string() + "-" + &index.to_string());
        let describes = AttrValue::from(id.to_string() + "d");
        let value = tile.value.clone();
        let onchange = props.onchange.reform(move |_: Event| value.clone());
        let chosen = tile.value == props.value;
        html! {
            <label key={tile.value.to_string()} class={classes!("tile", chosen.then_some("is-chosen"))}>
                <input
                    type="radio"
                    name={name.clone()}
                    value={tile.value.clone()}
                    checked={chosen}
                    disabled={tile.disabled}
                    aria-labelledby={id.clone()}
                    aria-describedby={describes.clone()}
                    {onchange}
                />
                <span>
                    <span class="tile-title" {id}>{ &tile.title }</span>
                    <span class="tile-description" id={describes}>{ &tile.description }</span>
                </span>
            </label>
        }
    };
    html! {
        <fieldset class="tiles">
            <legend>{ &props.label }</legend>
            <div>{ for props.tiles.iter().enumerate().map(one) }</div>
        </fieldset>
    }
}
