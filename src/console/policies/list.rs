//! The list of managed policies.

use super::delete::DeletePolicy;
use super::{KindFilter, PolicyKind};
use crate::console::item::text;
use crate::console::permissions::policy_cells::{
    description, policy_kind, policy_link, use_policies, used_as,
};
use crate::route::Route;
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Column, Container, Crumb, Empty, Failed, Header, LinkTo,
    RefreshButton, Row, Selection, Table,
};
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn PolicyList() -> Html {
    let policies = use_policies();
    let kind = use_state(|| None::<PolicyKind>);
    let selected = use_state(|| None::<AttrValue>);
    let deleting = use_state(|| false);
    // AWS's own policies cannot be deleted by anybody.
    let deletable = selected.as_ref().is_some_and(|arn| PolicyKind::of(arn) == PolicyKind::CustomerManaged);
    let actions = html! {
        <>
            <RefreshButton />
            <Button
                disabled={!deletable}
                onclick={let deleting = deleting.setter(); move |_| deleting.set(true)}
            >
                { "Delete" }
            </Button>
            <LinkTo route={Route::CreatePolicy} button={ButtonVariant::Primary}>{ "Create policy" }</LinkTo>
        </>
    };
    let count = policies.as_ref().as_ref().ok().map(Vec::len);
    let header = html! {
        <Header
            level={1}
            title="Policies"
            counter={count}
            description={html! { { "A policy says what is allowed or denied. It does something once it is attached to a user, a group or a role." } }}
            {actions}
        />
    };
    let content = match &*policies {
        Ok(policies) => {
            let shown = policies
                .iter()
                .filter(|policy| kind.is_none_or(|kind| kind == PolicyKind::of(&text(policy, "Arn"))));
            html! {
                <Table
                    label="Policies"
                    columns={columns()}
                    rows={shown.map(row).collect::<Vec<_>>()}
                    selection={Selection::Single}
                    selected={selected.iter().cloned().collect::<Vec<_>>()}
                    onselect={let selected = selected.setter(); move |keys: Vec<AttrValue>| selected.set(keys.into_iter().next())}
                    filter="Search policies"
                    tools={html! { <KindFilter value={*kind} onchange={let kind = kind.setter(); move |choice| kind.set(choice)} /> }}
                    empty={html! { <Empty title="No policies" text="There is no policy of this type in the account." /> }}
                />
            }
        }
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={vec![Crumb::to("IAM", Route::Iam), Crumb::here("Policies")]} />
            <Container {header} flush=true>{ content }</Container>
            if let Some(arn) = selected.as_ref().filter(|_| *deleting) {
                <DeletePolicy arn={arn.to_string()} onclose={move |gone: bool| {
                    deleting.set(false);
                    if gone {
                        selected.set(None);
                    }
                }} />
            }
        </div>
    }
}

fn columns() -> Vec<Column> {
    let mut columns = ["Policy name", "Type", "Used as"].map(Column::new).to_vec();
    columns.push(Column::unsorted("Description"));
    columns
}

fn row(policy: &Value) -> Row {
    let arn = text(policy, "Arn");
    let cells = vec![policy_link(&arn), policy_kind(&arn), used_as(policy), description(&arn)];
    Row { key: arn.into(), cells }
}
