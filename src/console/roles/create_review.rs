//! Step 3 of the create-role wizard.

use super::draft::RoleDraft;
use crate::console::editing;
use crate::console::parts::{Field, Head, List, empty, flush_panel, labelled_button, panel};
use crate::console::permissions::policy_cells::policy_kind;
use crate::console::policies::name_of;
use crate::ui::{Cell, PolicyText, Row, ShowCli, TagFields};
use cloud::Call;
use yew::prelude::*;

/// The step, for a role in the account `own`. `tried` is whether the learner has tried to create the role;
/// `onedit` leads back to a step.
pub fn review(
    draft: &RoleDraft,
    own: &str,
    onchange: &Callback<RoleDraft>,
    tried: bool,
    onedit: &Callback<usize>,
) -> Html {
    let missing = (tried && draft.name.trim().is_empty()).then_some("Enter a role name.");
    let details = html! {
        <div class="stack">
            { Field::new("Role name")
                .saying("Enter a meaningful name to identify this role.")
                .allowing("Maximum 64 characters. Use alphanumeric and '+=,.@-_' characters.")
                .wrong(missing)
                .line(&draft.name, editing(draft, onchange, |draft, text| draft.name = text)) }
            { Field::new("Description")
                .saying("Add a short explanation for this role.")
                .allowing("Maximum 1000 characters.")
                .lines(&draft.description, editing(draft, onchange, |draft, text| draft.description = text)) }
        </div>
    };
    let edit =
        |label: &'static str, step: usize| labelled_button("Edit", label, onedit.reform(move |()| step));
    let trust = html! { <PolicyText text={draft.trust.document(own)} label="Trust policy" /> };
    let list = List {
        empty: empty("No policies", "The role will be allowed nothing until you add permissions.", html! {}),
        ..List::new(
            "Permissions policy summary",
            &["Policy name", "Type", "Attached as"],
            draft.policies.iter().map(|arn| row(arn)).collect(),
        )
    };
    let ontags = editing(draft, onchange, |draft, tags| draft.tags = tags);
    let tags = html! { <TagFields tags={draft.tags.clone()} onchange={ontags} /> };
    let calls: Vec<Call> = std::iter::once(draft.create(own)).chain(draft.furnish()).collect();
    html! {
        <>
            { panel(Head::new("Role details"), details) }
            { panel(Head::new("Step 1: Select trusted entities").with(edit("Edit trusted entities", 0)), trust) }
            { flush_panel(Head::new("Step 2: Add permissions").with(edit("Edit permissions", 1)), list.html()) }
            { panel(Head::new("Step 3: Add tags - optional"), tags) }
            <ShowCli {calls} />
        </>
    }
}

fn row(arn: &str) -> Row {
    let name = Cell::text(name_of(arn).to_owned());
    Row { key: arn.to_owned().into(), cells: vec![name, policy_kind(arn), Cell::text("Permissions policy")] }
}
