//! Attaching managed policies to a user or role.

use super::{Holder, PolicyPicker};
use crate::console::act;
use crate::console::item::text;
use crate::route::Route;
use crate::store::{Flash, use_list, use_store};
use crate::ui::{Breadcrumbs, Button, ButtonVariant, Container, Crumb, Failed, Header, LinkTo, ShowCli};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`AttachPolicies`].
#[derive(Properties, PartialEq)]
pub struct AttachPoliciesProps {
    /// Who gets them.
    pub holder: Holder,
}

/// The page.
#[component]
pub fn AttachPolicies(props: &AttachPoliciesProps) -> Html {
    let store = use_store();
    let holder = &props.holder;
    let chosen = use_state(Vec::<String>::new);
    let attached = use_list(holder.list_attached());
    let without: Vec<String> = match &*attached {
        Ok(rows) => rows.iter().map(|row| text(row, "PolicyArn")).collect(),
        Err(_) => Vec::new(),
    };
    // What was attached a moment ago is no longer to be done when a part of the calls failed.
    let calls: Vec<Call> =
        chosen.iter().filter(|arn| !without.contains(arn)).map(|arn| holder.attach(arn)).collect();
    let back = holder.route().unwrap_or(Route::Iam);
    let onclick = {
        let (calls, store, back) = (calls.clone(), store.clone(), back.clone());
        let done = done(holder, calls.len());
        Callback::from(move |_: MouseEvent| {
            if act::each(&store, calls.clone(), "The policy could not be attached") {
                store.flash(Flash::success(done.clone()));
                store.navigate(&back);
            }
        })
    };
    let header = html! {
        <Header
            title="Permissions policies"
            description={html! { { "Tick the policies to attach. Those attached already are not listed." } }}
        />
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={trail(holder, "Add permissions")} />
            <Header level={1} title={format!("Attach policies to {}", holder.name())} />
            if let Err(failure) = &*attached {
                <Failed failure={failure.clone()} />
            }
            <Container {header} flush=true>
                <PolicyPicker
                    selected={(*chosen).clone()}
                    onchange={let chosen = chosen.setter(); move |arns| chosen.set(arns)}
                    {without}
                />
            </Container>
            if !calls.is_empty() {
                <ShowCli calls={calls.clone()} />
            }
            <div class="button-row button-row-end">
                <LinkTo route={back} button={ButtonVariant::Link}>{ "Cancel" }</LinkTo>
                <Button variant={ButtonVariant::Primary} disabled={calls.is_empty()} {onclick}>
                    { "Add permissions" }
                </Button>
            </div>
        </div>
    }
}

/// The way to a page about a holder's permissions.
pub(super) fn trail(holder: &Holder, here: &'static str) -> Vec<Crumb> {
    let (list, route) = match holder {
        Holder::User(_) => ("Users", Route::Users),
        Holder::Group(_) => ("User groups", Route::Iam),
        Holder::Role(_) => ("Roles", Route::Roles),
    };
    let own = holder.route().map(|route| Crumb::to(holder.name().to_owned(), route));
    let mut crumbs = vec![Crumb::to("IAM", Route::Iam), Crumb::to(list, route)];
    crumbs.extend(own);
    crumbs.push(Crumb::here(here));
    crumbs
}

fn done(holder: &Holder, count: usize) -> String {
    match (holder, count) {
        (Holder::Role(_), 1) => "Policy was successfully attached to role.".to_owned(),
        (Holder::Role(_), _) => "Policies have been successfully attached to role.".to_owned(),
        (_, 1) => "1 policy added.".to_owned(),
        (_, count) => format!("{count} policies added."),
    }
}
