//! The summary of a role's page.

use crate::console::item::{number, opt_text, text};
use crate::console::parts::{Head, ask, cell_denied, link, panel};
use crate::route::{Route, SwitchRoleLink};
use crate::store::Store;
use crate::ui::{CopyButton, Copyable, KeyValue, KeyValues, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The summary of the role that the answer describes, with a button that edits it.
pub fn summary(store: &Store, role: &Value, edit: Html) -> Html {
    let used = role.get("RoleLastUsed").and_then(|used| opt_text(used, "LastUsedDate"));
    let used = used.map_or_else(|| "-".to_owned(), |used| date::ago(&used, store.now()));
    let arn = text(role, "Arn");
    let items = vec![
        KeyValue::new("Creation date", html! { { date::long(&text(role, "CreateDate")) } }),
        KeyValue::new("ARN", html! { <Copyable text={arn.clone()} name="ARN" /> }),
        KeyValue::new("Link to switch roles in console", switch_link(&arn)),
        KeyValue::new("Last activity", html! { { used } }),
        KeyValue::new(
            "Maximum session duration",
            html! { { date::duration(number(role, "MaxSessionDuration")) } },
        ),
        KeyValue::new("Instance profile ARN", instance_profiles(&text(role, "RoleName"))),
    ];
    let items = html! { <div class="in-three"><KeyValues {items} /></div> };
    panel(Head::new("Summary").with(edit), items)
}

/// The instance profiles by which EC2 instances get the role.
fn instance_profiles(name: &str) -> Html {
    let call = Call::new("iam", "ListInstanceProfilesForRole").with("RoleName", name);
    ask(format!("instance profiles of {name}"), move |store| match store.list(&call) {
        Ok(profiles) if profiles.is_empty() => html! { { "-" } },
        Ok(profiles) => {
            let one = |profile: &Value| {
                let arn = text(profile, "Arn");
                html! { <div key={arn.clone()}><Copyable text={arn} name="instance profile ARN" /></div> }
            };
            html! { <>{ for profiles.iter().map(one) }</> }
        }
        Err(failure) => cell_denied(&failure),
    })
}

/// The link that fills in the switch-role page; the real console's has the same parameters.
fn switch_link(arn: &str) -> Html {
    let Some((account, role_name)) = account_and_name(arn) else { return html! { { "-" } } };
    let route = Route::SwitchRole(SwitchRoleLink { account, role_name, ..SwitchRoleLink::default() });
    let here = gloo::utils::window().location().href().unwrap_or_default();
    let address = here.split('#').next().unwrap_or_default().to_owned() + &route.href();
    html! {
        <span class="copyable">
            <CopyButton text={address.clone()} label="Copy link to switch roles" />
            <span class="break">{ link(address, route) }</span>
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
