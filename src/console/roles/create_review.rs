//! Step 3 of the create-role wizard.

use super::draft::RoleDraft;
use crate::console::editing;
use crate::console::permissions::policy_cells::policy_kind;
use crate::console::policies::name_of;
use crate::ui::{
    Button, Cell, Column, Container, Empty, FormField, Header, PolicyText, Row, ShowCli, Table, TagFields,
    TextArea, TextInput,
};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`Review`].
#[derive(Properties, PartialEq)]
pub struct ReviewProps {
    /// The answers.
    pub draft: RoleDraft,
    /// The account that the role will be in.
    pub own: String,
    /// Told of every change.
    pub onchange: Callback<RoleDraft>,
    /// Whether the learner has tried to create the role, so that a missing name is to be shown.
    pub tried: bool,
    /// Back to step 1.
    pub onedit_trust: Callback<()>,
    /// Back to step 2.
    pub onedit_permissions: Callback<()>,
}

/// The step.
#[component]
pub fn Review(props: &ReviewProps) -> Html {
    let (draft, onchange) = (&props.draft, &props.onchange);
    let edit = |onclick: &Callback<()>, label: &'static str| {
        html! {
            <Button onclick={onclick.reform(|_| ())} {label}>{ "Edit" }</Button>
        }
    };
    let row = |arn: &String| Row {
        key: arn.clone().into(),
        cells: vec![Cell::text(name_of(arn).to_owned()), policy_kind(arn), Cell::text("Permissions policy")],
    };
    let calls: Vec<Call> = std::iter::once(draft.create(&props.own)).chain(draft.furnish()).collect();
    html! {
        <>
            <Container header={html! { <Header title="Role details" /> }}>
                <div class="stack">
                    <FormField
                        label="Role name"
                        description="Enter a meaningful name to identify this role."
                        constraint="Maximum 64 characters. Use alphanumeric and '+=,.@-_' characters."
                        error={(props.tried && draft.name.trim().is_empty()).then_some("Enter a role name.")}
                    >
                        <TextInput
                            value={draft.name.clone()}
                            oninput={editing(draft, onchange, |draft, text| draft.name = text)}
                        />
                    </FormField>
                    <FormField
                        label="Description"
                        description="Add a short explanation for this role."
                        constraint="Maximum 1000 characters."
                    >
                        <TextArea
                            value={draft.description.clone()}
                            oninput={editing(draft, onchange, |draft, text| draft.description = text)}
                        />
                    </FormField>
                </div>
            </Container>
            <Container
                header={html! { <Header title="Step 1: Select trusted entities" actions={edit(&props.onedit_trust, "Edit trusted entities")} /> }}
            >
                <PolicyText text={draft.trust.document(&props.own)} label="Trust policy" />
            </Container>
            <Container
                header={html! { <Header title="Step 2: Add permissions" actions={edit(&props.onedit_permissions, "Edit permissions")} /> }}
                flush=true
            >
                <Table
                    label="Permissions policy summary"
                    columns={["Policy name", "Type", "Attached as"].map(Column::new).to_vec()}
                    rows={draft.policies.iter().map(row).collect::<Vec<_>>()}
                    empty={html! { <Empty title="No policies" text="The role will be allowed nothing until you add permissions." /> }}
                />
            </Container>
            <Container header={html! { <Header title="Step 3: Add tags - optional" /> }}>
                <TagFields tags={draft.tags.clone()} onchange={editing(draft, onchange, |draft, tags| draft.tags = tags)} />
            </Container>
            <ShowCli {calls} />
        </>
    }
}
