//! The account's alias.

use crate::console::act;
use crate::console::parts::{Field, end_of_dialog};
use crate::console::states::set;
use crate::store::use_store;
use crate::ui::{Button, ButtonVariant, Modal, ShowCli};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The alias among the answer's; an account has one at most.
#[must_use]
pub fn alias_of(aliases: &[Value]) -> Option<String> {
    aliases.first()?.as_str().map(str::to_owned)
}

/// Properties of [`AccountAlias`].
#[derive(Properties, PartialEq)]
pub struct AccountAliasProps {
    /// The present alias.
    pub alias: Option<String>,
    /// The account's id, which serves in its place.
    pub account: String,
}

/// The alias, and a button to set it.
#[component]
pub fn AccountAlias(props: &AccountAliasProps) -> Html {
    let editing = use_state(|| false);
    let (shown, label) = match &props.alias {
        Some(alias) => (alias.clone(), "Edit"),
        None => (props.account.clone(), "Create"),
    };
    html! {
        <div>
            <span class="break">{ shown }</span>
            { " " }
            <Button
                variant={ButtonVariant::Inline}
                label={format!("{label} account alias")}
                onclick={let editing = editing.setter(); move |_| editing.set(true)}
            >
                { label }
            </Button>
            if *editing {
                <EditAlias alias={props.alias.clone()} onclose={move |()| editing.set(false)} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EditAliasProps {
    alias: Option<String>,
    onclose: Callback<()>,
}

#[component]
fn EditAlias(props: &EditAliasProps) -> Html {
    let store = use_store();
    let alias = use_state(|| props.alias.clone().unwrap_or_default());
    let wanted = alias.trim();
    let call = match &props.alias {
        Some(present) if wanted.is_empty() => {
            Call::new("iam", "DeleteAccountAlias").with("AccountAlias", present.as_str())
        }
        _ => Call::new("iam", "CreateAccountAlias").with("AccountAlias", wanted),
    };
    let (done, failed) = ("Account alias updated.", "The account alias could not be changed");
    let onsubmit = act::closing(&store, vec![call.clone()], done, failed, props.onclose.clone());
    html! {
        <Modal
            title="Account alias"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", true)}
        >
            <div class="stack">
                { Field::new("Preferred alias")
                    .saying("Users can sign in with it instead of the account ID. Nobody else in AWS may have the same. Leave it empty to have none.")
                    .allowing("3 to 63 characters: a-z, 0-9 and hyphens.")
                    .line(&alias, set(&alias)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
