//! The last step of the create-access-key wizard: the secret, for the only time.

use super::create_key::credentials_page;
use crate::console::parts::{Head, facts, panel, primary_link};
use crate::ui::{Alert, AlertKind, CopyButton, Copyable, KeyValue, Secret, cli_command};
use cloud::Reply;
use yew::prelude::*;

/// A key as it was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// `AKIA…`
    pub id: String,
    /// The secret.
    pub secret: String,
}

impl NewKey {
    /// Reads the answer of CreateAccessKey.
    #[must_use]
    pub fn of(reply: &Reply) -> Self {
        let text = |member: &str| reply.text(&["AccessKey", member]).unwrap_or_default().to_owned();
        Self { id: text("AccessKeyId"), secret: text("SecretAccessKey") }
    }

    /// The commands that keep the key as a profile of the CLI.
    #[must_use]
    pub fn profile_commands(&self, profile: &str) -> String {
        let profile = cli_command::quote(profile);
        let set = |name: &str, value: &str| {
            format!("aws configure set {name} {} --profile {profile}", cli_command::quote(value))
        };
        [
            set("aws_access_key_id", &self.id),
            set("aws_secret_access_key", &self.secret),
            set("region", "us-east-1"),
        ]
        .join("\n")
    }
}

/// The step.
pub fn retrieve_keys(user: &str, key: &NewKey) -> Html {
    let secret = html! { <Secret text={key.secret.clone()} name="secret access key" /> };
    let items = vec![
        KeyValue::new("Access key", html! { <Copyable text={key.id.clone()} name="access key" /> }),
        KeyValue::new("Secret access key", secret),
    ];
    let hidden = NewKey { secret: "YOUR-SECRET-ACCESS-KEY".to_owned(), ..key.clone() };
    let in_terminal = Head::new("Use it in the terminal").saying(
        "These commands keep the key as a profile of the AWS CLI; the secret is filled in when you copy them.",
    );
    let commands = html! {
        <>
            <div class="show-cli-text">
                <pre tabindex="0" role="region" aria-label="Commands">
                    <code>{ hidden.profile_commands(user) }</code>
                </pre>
                <CopyButton text={key.profile_commands(user)} label="Copy commands" />
            </div>
            <p>
                { "Then try " }
                <code>{ format!("aws sts get-caller-identity --profile {}", cli_command::quote(user)) }</code>
            </p>
        </>
    };
    html! {
        <div class="stack">
            { Head::of_page("Retrieve access keys").html() }
            <Alert kind={AlertKind::Success} header="Access key created">
                { "This is the only time that the secret access key can be seen or copied. If it is lost, create \
                   another key and delete this one." }
            </Alert>
            { facts(Head::new("Access key"), items) }
            { panel(in_terminal, commands) }
            <div class="button-row button-row-end">{ primary_link("Done", credentials_page(user)) }</div>
        </div>
    }
}
