//! The summary of a role's page.

use crate::console::item::{number, opt_text, text};
use crate::route::{Route, SwitchRoleLink};
use crate::store::use_store;
use crate::ui::{Container, CopyButton, Copyable, Header, KeyValue, KeyValues, LinkTo, date};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Summary`].
#[derive(Properties, PartialEq)]
pub struct SummaryProps {
    /// The answer about the role.
    pub role: Value,
    /// The button that edits it.
    pub actions: Html,
}

/// The summary.
#[component]
pub fn Summary(props: &SummaryProps) -> Html {
    let store = use_store();
    let role = &props.role;
    let used = role.get("RoleLastUsed").and_then(|used| opt_text(used, "LastUsedDate"));
    let used = used.map_or_else(|| "-".to_owned(), |used| date::ago(&used, store.now()));
    let items = vec![
        KeyValue::new("Creation date", html! { { date::long(&text(role, "CreateDate")) } }),
        KeyValue::new("ARN", html! { <Copyable text={text(role, "Arn")} name="ARN" /> }),
        KeyValue::new("Link to switch roles in console", html! { <SwitchLink arn={text(role, "Arn")} /> }),
        KeyValue::new("Last activity", html! { { used } }),
        KeyValue::new(
            "Maximum session duration",
            html! { { date::duration(number(role, "MaxSessionDuration")) } },
        ),
    ];
    let header = html! { <Header title="Summary" actions={props.actions.clone()} /> };
    html! { <Container {header}><div class="in-three"><KeyValues {items} /></div></Container> }
}

#[derive(Properties, PartialEq)]
struct SwitchLinkProps {
    arn: String,
}

/// The link that fills in the switch-role page; the real console's has the same parameters.
#[component]
fn SwitchLink(props: &SwitchLinkProps) -> Html {
    let Some((account, role_name)) = account_and_name(&props.arn) else {
        return html! { <span>{ "-" }</span> };
    };
    let route = Route::SwitchRole(SwitchRoleLink { account, role_name, ..SwitchRoleLink::default() });
    let page = gloo::utils::window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    let address = page.to_owned() + &route.href();
    html! {
        <span class="copyable">
            <CopyButton text={address.clone()} label="Copy link to switch roles" />
            <LinkTo {route}><span class="break">{ address }</span></LinkTo>
        </span>
    }
}

/// The account and the name, with its path, of a role's ARN.
fn account_and_name(arn: &str) -> Option<(String, String)> {
    let mut parts = arn.splitn(6, ':').skip(4);
    let account = parts.next()?.to_owned();
    let name = parts.next()?.strip_prefix("role/")?.to_owned();
    Some((account, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_tells_account_and_name() {
        let of = |arn: &str| account_and_name(arn).map(|(account, name)| account + " " + &name);
        assert_eq!(of("arn:aws:iam::111122223333:role/Auditor").as_deref(), Some("111122223333 Auditor"));
        assert_eq!(of("arn:aws:iam::111122223333:role/a/b/R").as_deref(), Some("111122223333 a/b/R"));
        assert_eq!(of("arn:aws:iam::111122223333:user/bob"), None);
        assert_eq!(of(""), None);
    }
}
