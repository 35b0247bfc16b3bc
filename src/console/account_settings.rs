//! The account's settings: its password policy.

use crate::console::act;
use crate::console::editing;
use crate::console::parts::{Field, Head, button, buttons, end_of_dialog, facts, failed, iam_trail, page};
use crate::console::states::{Dialog, use_dialogs};
use crate::store::{use_call, use_store};
use crate::ui::{Checkbox, ConfirmDelete, KeyValue, Modal, ShowCli};
use cloud::{Call, Reply};
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn AccountSettings() -> Html {
    let read = use_call(Call::new("iam", "GetAccountPasswordPolicy"));
    let dialogs = use_dialogs();
    let edit = || button("Edit", dialogs.opener(Dialog::Edit));
    let head =
        Head::new("Password policy").saying("What the passwords of the account's IAM users must be like.");
    let (rules, settings) = match &*read {
        Ok(reply) => {
            let rules = Rules::of(reply);
            let actions = buttons([edit(), button("Delete", dialogs.opener(Dialog::Delete))]);
            (rules.clone(), facts(head.with(actions), rules.facts("Custom")))
        }
        Err(failure) if failure.error.code == "NoSuchEntity" => {
            (Rules::default(), facts(head.with(edit()), Rules::default().facts("IAM default")))
        }
        Err(failure) => (Rules::default(), failed(failure)),
    };
    let dialog = match dialogs.open() {
        Dialog::Edit => html! { <Edit {rules} onclose={dialogs.closer()} /> },
        Dialog::Delete => html! { <Delete onclose={dialogs.closer()} /> },
        _ => html! {},
    };
    page(
        iam_trail(Vec::new(), "Account settings"),
        html! { <>{ Head::of_page("Account settings").html() }{ settings }{ dialog }</> },
    )
}

/// A password policy as it is shown and edited; numbers as typed, empty for none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rules {
    length: String,
    upper: bool,
    lower: bool,
    digit: bool,
    symbol: bool,
    change: bool,
    age: String,
    reuse: String,
    hard: bool,
}

impl Default for Rules {
    /// What AWS asks for where there is no policy. Source: spec iam-api.md §1.
    fn default() -> Self {
        let (length, age, reuse) = ("8".to_owned(), String::new(), String::new());
        let (upper, lower, digit, symbol) = (false, false, false, false);
        Self { length, upper, lower, digit, symbol, change: false, age, reuse, hard: false }
    }
}

impl Rules {
    fn of(reply: &Reply) -> Self {
        let policy = reply.output.get("PasswordPolicy").cloned().unwrap_or_default();
        let flag = |name: &str| policy.get(name).and_then(Value::as_bool).unwrap_or_default();
        let number = |name: &str| {
            let value = policy.get(name).and_then(Value::as_i64).filter(|value| *value > 0);
            value.map(|value| value.to_string()).unwrap_or_default()
        };
        Self {
            length: number("MinimumPasswordLength"),
            upper: flag("RequireUppercaseCharacters"),
            lower: flag("RequireLowercaseCharacters"),
            digit: flag("RequireNumbers"),
            symbol: flag("RequireSymbols"),
            change: flag("AllowUsersToChangePassword"),
            age: number("MaxPasswordAge"),
            reuse: number("PasswordReusePrevention"),
            hard: flag("HardExpiry"),
        }
    }

    fn call(&self) -> Call {
        let mut call = Call::new("iam", "UpdateAccountPasswordPolicy")
            .with("RequireUppercaseCharacters", self.upper)
            .with("RequireLowercaseCharacters", self.lower)
            .with("RequireNumbers", self.digit)
            .with("RequireSymbols", self.symbol)
            .with("AllowUsersToChangePassword", self.change)
            .with("HardExpiry", self.hard);
        let numbers = [
            ("MinimumPasswordLength", &self.length),
            ("MaxPasswordAge", &self.age),
            ("PasswordReusePrevention", &self.reuse),
        ];
        for (name, typed) in numbers {
            let typed = typed.trim();
            if !typed.is_empty() {
                // What is no number goes as it is, and IAM says what is wrong with it.
                let value = typed.parse::<i64>().map_or_else(|_| Value::from(typed), Value::from);
                call = call.with(name, value);
            }
        }
        call
    }

    fn facts(&self, kind: &'static str) -> Vec<KeyValue> {
        let wanted = [
            (self.upper, "an uppercase letter"),
            (self.lower, "a lowercase letter"),
            (self.digit, "a number"),
            (self.symbol, "a non-alphanumeric character"),
        ];
        let wanted: Vec<&str> = wanted.iter().filter(|(on, _)| *on).map(|(_, what)| *what).collect();
        let strength = match (kind, wanted.as_slice()) {
            ("IAM default", _) => {
                "At least three of: uppercase letters, lowercase letters, numbers, other characters; not the \
                 account's name"
                    .to_owned()
            }
            (_, []) => "Anything".to_owned(),
            (_, wanted) => "At least ".to_owned() + &wanted.join(", "),
        };
        let or_never =
            |days: &str| if days.is_empty() { "Never".to_owned() } else { format!("After {days} days") };
        let mut expiry = or_never(&self.age);
        if self.hard {
            expiry.push_str("; then only an administrator can reset it");
        }
        let reuse = match self.reuse.as_str() {
            "" => "Allowed".to_owned(),
            count => format!("The last {count} cannot be used again"),
        };
        let text = |text: String| html! { { text } };
        vec![
            KeyValue::new("Policy", text(kind.to_owned())),
            KeyValue::new("Password minimum length", text(format!("{} characters", self.length))),
            KeyValue::new("Password strength", text(strength)),
            KeyValue::new("Password expiration", text(expiry)),
            KeyValue::new("Password reuse", text(reuse)),
            KeyValue::new(
                "Users may change their own password",
                text(if self.change { "Yes" } else { "Only as their policies allow" }.to_owned()),
            ),
        ]
    }
}

#[derive(Properties, PartialEq)]
struct EditProps {
    rules: Rules,
    onclose: Callback<()>,
}

#[component]
fn Edit(props: &EditProps) -> Html {
    let store = use_store();
    let draft = use_state(|| props.rules.clone());
    let onchange = crate::console::states::set(&draft);
    let call = draft.call();
    let onsubmit = {
        let (call, close) = (call.clone(), props.onclose.clone());
        Callback::from(move |()| {
            act::one(
                &store,
                call.clone(),
                "Password policy updated.",
                "The password policy could not be updated",
            );
            close.emit(());
        })
    };
    let check = |checked: bool, title: &'static str, set: fn(&mut Rules, bool)| {
        html! { <Checkbox {checked} onchange={editing(&*draft, &onchange, set)}>{ title }</Checkbox> }
    };
    html! {
        <Modal
            title="Edit password policy"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", true)}
        >
            <div class="stack">
                { Field::new("Password minimum length")
                    .allowing("Between 6 and 128 characters.")
                    .line(&draft.length, editing(&*draft, &onchange, |draft, text| draft.length = text)) }
                { check(draft.upper, "Require at least one uppercase letter (A-Z)", |draft, on| draft.upper = on) }
                { check(draft.lower, "Require at least one lowercase letter (a-z)", |draft, on| draft.lower = on) }
                { check(draft.digit, "Require at least one number", |draft, on| draft.digit = on) }
                { check(draft.symbol, "Require at least one non-alphanumeric character", |draft, on| draft.symbol = on) }
                { check(draft.change, "Allow users to change their own password", |draft, on| draft.change = on) }
                { Field::new("Expire passwords after - optional")
                    .allowing("Days, 1 to 1095; empty for never.")
                    .line(&draft.age, editing(&*draft, &onchange, |draft, text| draft.age = text)) }
                { check(draft.hard, "Password expiration requires administrator reset", |draft, on| draft.hard = on) }
                { Field::new("Prevent reuse of the last - optional")
                    .allowing("Passwords, 1 to 24; empty to allow reuse.")
                    .line(&draft.reuse, editing(&*draft, &onchange, |draft, text| draft.reuse = text)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct DeleteProps {
    onclose: Callback<()>,
}

#[component]
fn Delete(props: &DeleteProps) -> Html {
    let store = use_store();
    let call = Call::new("iam", "DeleteAccountPasswordPolicy");
    let onconfirm = {
        let (call, close) = (call.clone(), props.onclose.clone());
        Callback::from(move |()| {
            act::one(
                &store,
                call.clone(),
                "Password policy deleted.",
                "The password policy could not be deleted",
            );
            close.emit(());
        })
    };
    html! {
        <ConfirmDelete title="Delete password policy?" calls={vec![call]} {onconfirm} onclose={props.onclose.clone()}>
            <p>{ "The account goes back to what IAM asks for by default. Present passwords stay." }</p>
        </ConfirmDelete>
    }
}
