//! The simulated authenticator app: what a virtual MFA device shows, by the world's clock. It looks at the world
//! itself, as only the simulator can: nobody else knows a device's seed.

use crate::store::{Store, use_store};
use crate::ui::CopyButton;
use cloud::totp;
use gloo::timers::callback::Interval;
use yew::prelude::*;

/// Properties of [`Authenticator`].
#[derive(Properties, PartialEq)]
pub struct AuthenticatorProps {
    /// The account that the devices are in.
    pub account: AttrValue,
    /// The devices' ARNs.
    pub serials: Vec<String>,
    /// Whether the code before is shown as well: enabling a device takes two in a row.
    #[prop_or_default]
    pub two: bool,
}

/// The codes that devices show now.
#[component]
pub fn Authenticator(props: &AuthenticatorProps) -> Html {
    let store = use_store();
    use_every_second();
    let now = store.now();
    let left = totp::STEP - now.0.rem_euclid(totp::STEP);
    let device = |serial: &String| {
        let seed = seed(&store, &props.account, serial)?;
        let code = |step: i64| totp::code(&seed, step);
        let step = totp::step(now);
        Some(html! {
            <li key={serial.clone()}>
                <span class="hint">{ serial.rsplit('/').next().unwrap_or(serial).to_owned() }</span>
                if props.two {
                    { shown("Code before", code(step - 1)) }
                }
                { shown("Code now", code(step)) }
            </li>
        })
    };
    html! {
        <section class="authenticator" aria-label="Simulated authenticator">
            <h3>{ "Simulated authenticator" }</h3>
            <ul>{ for props.serials.iter().filter_map(device) }</ul>
            <p class="hint">{ format!("Another code in {left} s of the world's clock. Each counts once.") }</p>
        </section>
    }
}

fn shown(name: &'static str, code: String) -> Html {
    html! {
        <div class="authenticator-code">
            <span>{ name }{ ": " }</span>
            <code>{ code.clone() }</code>
            <CopyButton text={code} label={"Copy the ".to_owned() + &name.to_lowercase()} />
        </div>
    }
}

fn seed(store: &Store, account: &str, serial: &str) -> Option<Vec<u8>> {
    let model = store.model();
    let device = model.live.history.world().account(account)?.iam.mfa_devices.get(serial)?;
    totp::from_base32(&device.seed)
}

/// Renders anew as the clock goes on.
#[hook]
fn use_every_second() {
    let tick = use_force_update();
    use_effect_with((), move |()| {
        let interval = Interval::new(1_000, move || tick.force_update());
        move || drop(interval)
    });
}
