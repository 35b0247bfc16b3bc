//! The tab "Trust relationships" of a role's page.

use crate::route::Route;
use crate::ui::{ButtonVariant, Container, Header, LinkTo, PolicyText};
use yew::prelude::*;

/// Properties of [`TrustTab`].
#[derive(Properties, PartialEq)]
pub struct TrustTabProps {
    /// The role's name.
    pub name: String,
    /// The trust policy.
    pub document: String,
}

/// The trust policy, and a button to edit it.
#[component]
pub fn TrustTab(props: &TrustTabProps) -> Html {
    let actions = html! {
        <LinkTo route={Route::EditTrust { name: props.name.clone() }} button={ButtonVariant::Normal}>
            { "Edit trust policy" }
        </LinkTo>
    };
    let header = html! {
        <Header
            title="Trusted entities"
            description={html! { { "Who may take on this role, and under which conditions. It is the role's own policy; nobody gets in without it." } }}
            {actions}
        />
    };
    html! { <Container {header}><PolicyText text={props.document.clone()} label="Trust policy" /></Container> }
}
