//! The last step of the create-access-key wizard: the secret, for the only time.

use crate::route::Route;
use crate::ui::{
    Alert, AlertKind, ButtonVariant, Container, CopyButton, Copyable, Header, KeyValue, KeyValues, LinkTo,
    Secret, cli_command,
};
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

/// Properties of [`RetrieveKeys`].
#[derive(Properties, PartialEq)]
pub struct RetrieveKeysProps {
    /// The user's name.
    pub user: String,
    /// The key.
    pub access_key: NewKey,
}

/// The step.
#[component]
pub fn RetrieveKeys(props: &RetrieveKeysProps) -> Html {
    let key = &props.access_key;
    let done = Route::User { name: props.user.clone(), tab: "security_credentials".to_owned() };
    let items = vec![
        KeyValue::new("Access key", html! { <Copyable text={key.id.clone()} name="access key" /> }),
        KeyValue::new(
            "Secret access key",
            html! { <Secret text={key.secret.clone()} name="secret access key" /> },
        ),
    ];
    let commands = key.profile_commands(&props.user);
    let hidden = NewKey { secret: "YOUR-SECRET-ACCESS-KEY".to_owned(), ..key.clone() };
    html! {
        <div class="stack">
            <Header level={1} title="Retrieve access keys" />
            <Alert kind={AlertKind::Success} header="Access key created">
                { "This is the only time that the secret access key can be seen or copied. If it is lost, create another key and delete this one." }
            </Alert>
            <Container header={html! { <Header title="Access key" /> }}><KeyValues {items} /></Container>
            <Container
                header={html! {
                    <Header
                        title="Use it in the terminal"
                        description={html! { { "These commands keep the key as a profile of the AWS CLI; the secret is filled in when you copy them." } }}
                    />
                }}
            >
                <div class="show-cli-text">
                    <pre tabindex="0" role="region" aria-label="Commands"><code>{ hidden.profile_commands(&props.user) }</code></pre>
                    <CopyButton text={commands} label="Copy commands" />
                </div>
                <p>
                    { "Then try " }
                    <code>{ format!("aws sts get-caller-identity --profile {}", cli_command::quote(&props.user)) }</code>
                </p>
            </Container>
            <div class="button-row button-row-end">
                <LinkTo route={done} button={ButtonVariant::Primary}>{ "Done" }</LinkTo>
            </div>
        </div>
    }
}
