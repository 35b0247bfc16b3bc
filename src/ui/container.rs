//! Containers.

use yew::prelude::*;

/// Properties of [`Container`].
#[derive(Properties, PartialEq)]
pub struct ContainerProps {
    /// Usually a [`Header`](super::Header).
    #[prop_or_default]
    pub header: Html,
    /// Whether the content reaches the edges, as tables do.
    #[prop_or_default]
    pub flush: bool,
    /// The content.
    pub children: Html,
}

/// A framed part of a page.
#[component]
pub fn Container(props: &ContainerProps) -> Html {
    html! {
        <section class={classes!("container", props.flush.then_some("container-flush"))}>
            <div class="container-header">{ props.header.clone() }</div>
            <div class="container-body">{ props.children.clone() }</div>
        </section>
    }
}
