//! Console Home: for a learner's first day.

use crate::embed::Options;
use crate::frame::{WorldsButton, spaced};
use crate::lab::FOUNDING;
use crate::route::{OrganizationsPage, ResourcePage, ResourceService, Route, SwitchRoleLink};
use crate::store::{Pane, use_store};
use crate::ui::{Button, ButtonVariant, Container, Header, Icon, IconName, LinkTo};
use yew::prelude::*;

/// The page.
#[component]
pub fn Home() -> Html {
    let store = use_store();
    let who = store.identity().map(|identity| match &identity.role {
        Some(role) => format!("You act as {} in account {}.", role.title(), spaced(&identity.account)),
        None => format!("You are {} in account {}.", identity.user_name, spaced(&identity.account)),
    });
    let open = |pane: Pane| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.open_pane(pane))
    };
    let begun = store.model().lab.is_some();
    let exercise = {
        let store = store.clone();
        Callback::from(
            move |_: MouseEvent| {
                if begun { store.open_pane(Pane::Lab) } else { store.begin_lab(FOUNDING) }
            },
        )
    };
    html! {
        <div class="stack home">
            <div class="hero">
                <p class="hero-kicker">{ "A simulator: not connected to AWS" }</p>
                <h1>{ "Learn who may do what in AWS" }</h1>
                <p>
                    { "This is an AWS account of your own to try things in. Users, roles, policies and buckets " }
                    { "behave as in the real one, every request is really signed and decided by policies, and " }
                    { "nothing you do leaves this page or costs anything." }
                </p>
                <div class="button-row">
                    <Button variant={ButtonVariant::Primary} onclick={exercise}>
                        { if begun { "Go on with the exercise" } else { "Start the exercise" } }
                    </Button>
                    <Button onclick={open(Pane::Terminal)}>{ "Open the terminal" }</Button>
                    // A lesson that shows the playground has chosen the world.
                    if !Options::of_page().embed {
                        <WorldsButton title="Choose another world" variant={ButtonVariant::Normal} />
                    }
                </div>
            </div>
            <Container header={html! { <Header title="Services" description={html! { { who.unwrap_or_default() } }} /> }}>
                <ul class="cards">
                    { card(Route::Iam, IconName::Shield, "IAM", "Users, roles and the policies that say what they may do") }
                    { card(Route::Buckets, IconName::Folder, "S3", "Buckets and objects: something to be allowed or denied") }
                    { card(
                        Route::Organizations(OrganizationsPage::Accounts),
                        IconName::Window,
                        "AWS Organizations",
                        "Several accounts, and the policies that limit all of them",
                    ) }
                    { for ResourceService::ALL.map(resources) }
                    { card(Route::Events, IconName::Clock, "CloudTrail", "Every request, who made it, and why it was denied") }
                    { card(
                        Route::SwitchRole(SwitchRoleLink::default()),
                        IconName::User,
                        "Switch role",
                        "Take on a role's permissions, and give them back",
                    ) }
                </ul>
            </Container>
            <Container header={html! { <Header title="How to find your way" /> }}>
                <dl class="ways">
                    { way("Two doors, one world", "The console and the terminal show and change the same account. \
                        What you create in one is there in the other.") }
                    { way("Ask why", "Wherever access is denied there is a “Why?”. It shows which policies were \
                        consulted and which statement decided.") }
                    { way("Move the clock", "Temporary credentials expire. Move the world clock at the top on, and \
                        watch them go.") }
                    { way("Nothing breaks for good", "Undo and redo at the bottom take back any change. Reset starts \
                        over.") }
                </dl>
            </Container>
        </div>
    }
}

/// A service that is shown as the others of its kind are.
fn resources(service: ResourceService) -> Html {
    card(Route::Resources(service, ResourcePage::List), IconName::File, service.title(), service.purpose())
}

fn card(route: Route, icon: IconName, title: &'static str, text: &'static str) -> Html {
    html! {
        <li class="card" key={title}>
            <Icon name={icon} />
            <div>
                <LinkTo {route}>{ title }</LinkTo>
                <p>{ text }</p>
            </div>
        </li>
    }
}

fn way(title: &'static str, text: &'static str) -> Html {
    html! { <div key={title}><dt>{ title }</dt><dd>{ text }</dd></div> }
}
