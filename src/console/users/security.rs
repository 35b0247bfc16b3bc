//! The tab "Security credentials" of a user's page.

use super::access_keys::access_keys;
use super::console_access::ConsoleAccess;
use super::mfa::MfaDevices;
use serde_json::Value;
use yew::prelude::*;

/// Password, MFA devices and access keys. The answer about the user is null if it could not be read.
pub fn security(name: &str, user: &Value) -> Html {
    html! {
        <div class="stack">
            <ConsoleAccess name={name.to_owned()} user={user.clone()} />
            <MfaDevices name={name.to_owned()} />
            <div>{ access_keys(name) }</div>
        </div>
    }
}
