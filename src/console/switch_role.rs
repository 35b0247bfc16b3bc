//! The switch-role page. Source: spec console-facts.md.

use crate::route::{Route, SwitchRoleLink};
use crate::store::{RoleColor, SwitchForm, use_store};
use crate::ui::{
    Alert, AlertKind, Button, ButtonVariant, Choice, Container, Form, FormField, Header, Select, TextInput,
};
use cloud::Failure;
use yew::prelude::*;

/// What the console says of every failure, whatever it was.
const FAILED: &str =
    "Invalid information in one or more fields. Check your information or contact your administrator.";

/// Properties of [`SwitchRole`].
#[derive(Properties, PartialEq)]
pub struct SwitchRoleProps {
    /// What the link fills in.
    pub link: SwitchRoleLink,
}

/// The page.
#[component]
pub fn SwitchRole(props: &SwitchRoleProps) -> Html {
    let store = use_store();
    let form = use_state(|| filled(&props.link));
    let failure = use_state(|| None::<Failure>);
    {
        // Another link may come while the page is shown.
        let (form, failure) = (form.clone(), failure.clone());
        use_effect_with(props.link.clone(), move |link| {
            form.set(filled(link));
            failure.set(None);
        });
    }
    let onsubmit = {
        let (store, form, failure) = (store.clone(), form.clone(), failure.clone());
        Callback::from(move |()| {
            let form = SwitchForm { display_name: form.title(), ..(*form).clone() };
            match store.switch_role(&form) {
                Ok(()) => store.navigate(&Route::Home),
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let set = |change: fn(&mut SwitchForm, String)| {
        let form = form.clone();
        Callback::from(move |text: String| {
            let mut changed = (*form).clone();
            change(&mut changed, text);
            form.set(changed);
        })
    };
    let cancel = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.navigate(&Route::Home))
    };
    let suggested = if form.role_name.is_empty() || form.account.is_empty() {
        "Role @ account".to_owned()
    } else {
        SwitchForm { display_name: String::new(), ..(*form).clone() }.title()
    };
    html! {
        <Form class="stack narrow" label="Switch role" {onsubmit}>
            <Header level={1} title="Switch Role" description={html! { { intro() } }} />
            <Failed failure={(*failure).clone()} />
            <Container>
                <div class="stack">
                    <FormField
                        label="Account ID"
                        description="The 12-digit id, or the alias, of the account that the role is in."
                    >
                        <TextInput
                            value={form.account.clone()}
                            oninput={set(|form, text| form.account = text)}
                        />
                    </FormField>
                    <FormField
                        label="IAM role name"
                        description="What stands at the end of the role's ARN: TestRole in \
                            arn:aws:iam::123456789012:role/TestRole. Upper and lower case matter."
                    >
                        <TextInput
                            value={form.role_name.clone()}
                            oninput={set(|form, text| form.role_name = text)}
                            maxlength="64"
                        />
                    </FormField>
                    <FormField
                        label="Display name - optional"
                        description="What the header calls you while you act as the role."
                    >
                        <TextInput
                            value={form.display_name.clone()}
                            oninput={set(|form, text| form.display_name = text)}
                            placeholder={suggested}
                            maxlength="64"
                        />
                    </FormField>
                    <FormField
                        label="Display color - optional"
                        description="The header's colour meanwhile, so that you see at a glance who you are."
                    >
                        <Select
                            value={form.color.map_or("", RoleColor::hex)}
                            choices={colors()}
                            onchange={set(|form, hex| form.color = RoleColor::from_hex(&hex))}
                        />
                    </FormField>
                </div>
            </Container>
            <div class="button-row button-row-end">
                <Button variant={ButtonVariant::Link} onclick={cancel}>{ "Cancel" }</Button>
                <Button variant={ButtonVariant::Primary} submit=true>{ "Switch Role" }</Button>
            </div>
        </Form>
    }
}

fn intro() -> &'static str {
    "You take on the role's permissions in place of your own, in this account or in another, and get your own \
     back when you switch back. The switch itself is always made with your user's own credentials, also from \
     within another role."
}

fn filled(link: &SwitchRoleLink) -> SwitchForm {
    SwitchForm {
        account: link.account.clone(),
        role_name: link.role_name.clone(),
        display_name: link.display_name.clone(),
        color: RoleColor::from_hex(&link.color),
    }
}

fn colors() -> Vec<Choice> {
    let color = |color: RoleColor| Choice::new(color.hex(), color.title());
    std::iter::once(Choice::new("", "None")).chain(RoleColor::ALL.into_iter().map(color)).collect()
}

/// Properties of [`Failed`].
#[derive(Properties, PartialEq)]
struct FailedProps {
    failure: Option<Failure>,
}

/// AWS's one message, and what only the simulator tells: why.
#[component]
fn Failed(props: &FailedProps) -> Html {
    let store = use_store();
    let record = props.failure.as_ref().and_then(|failure| failure.record);
    let why = record.map(|record| {
        let onclick = Callback::from(move |_: MouseEvent| store.why(record));
        html! { <Button {onclick}>{ "Why?" }</Button> }
    });
    html! {
        <div>
            if props.failure.is_some() {
                <Alert kind={AlertKind::Error} action={why.unwrap_or_default()}>{ FAILED }</Alert>
            }
        </div>
    }
}
