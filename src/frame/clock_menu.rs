//! The world's clock: to see, to stop and to move on.

use crate::clock::Clock;
use crate::store::use_store;
use crate::ui::{Button, Icon, IconName, Menu};
use cloud::Timestamp;
use gloo::timers::callback::Interval;
use yew::prelude::*;

/// How far the buttons move the clock, in seconds.
const STEPS: [(&str, i64); 3] = [("+15 min", 900), ("+1 hour", 3_600), ("+12 hours", 43_200)];

/// The clock with its menu.
#[component]
pub fn ClockMenu() -> Html {
    let store = use_store();
    let clock = store.model().live.clock;
    let now = use_now();
    let stopped = matches!(clock, Clock::Stopped { .. });
    let step = |(label, seconds): (&'static str, i64)| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.set_clock(|clock| clock.stepped(seconds)));
        html! { <Button key={label} {onclick}>{ label }</Button> }
    };
    let toggle = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.set_clock(|clock| if stopped { clock.running() } else { clock.stopped() });
        })
    };
    let iso = now.iso();
    let button = html! {
        <>
            <Icon name={if stopped { IconName::Pause } else { IconName::Clock }} />
            <span class="visually-hidden">{ "World clock: " }</span>
            <time datetime={iso.clone()}>{ &iso[11..16] }<span class="clock-seconds">{ &iso[16..19] }</span></time>
            <span class="clock-utc">{ " UTC" }</span>
        </>
    };
    html! {
        <Menu {button} class="clock-menu">
            <div class="menu-text">
                <p class="menu-title">{ "World clock" }</p>
                <p class="clock-face">{ &iso[..10] }{ " " }{ &iso[11..19] }{ " UTC" }</p>
                <p>{ state(clock) }</p>
                <p>
                    { "Move it on to watch temporary credentials expire. It never goes back: " }
                    { "what has happened has happened." }
                </p>
                <div class="button-row">{ for STEPS.into_iter().map(step) }</div>
                <Button onclick={toggle}>
                    <Icon name={if stopped { IconName::Play } else { IconName::Pause }} />
                    { if stopped { "Run the clock" } else { "Stop the clock" } }
                </Button>
            </div>
        </Menu>
    }
}

fn state(clock: Clock) -> String {
    match clock {
        Clock::Stopped { .. } => "It stands still.".to_owned(),
        Clock::Running { ahead } if ahead.abs() < 60 => "It runs with your own clock.".to_owned(),
        Clock::Running { ahead } => {
            let (hours, minutes) = (ahead / 3_600, ahead / 60 % 60);
            format!("It runs {hours} h {minutes:02} min ahead of your own clock.")
        }
    }
}

/// The world's time, second by second. When the console's credentials end, the panes read anew, so that they
/// show it at once.
#[hook]
fn use_now() -> Timestamp {
    let store = use_store();
    let second = use_force_update();
    let seen = use_mut_ref(|| store.now());
    {
        let store = store.clone();
        use_effect_with(store, move |store| {
            let store = store.clone();
            let interval = Interval::new(1_000, move || {
                let now = store.now();
                let before = seen.replace(now);
                let ends = store.identity().map(|identity| identity.expires);
                if ends.is_some_and(|ends| before < ends && ends <= now) {
                    store.set_clock(|clock| clock);
                }
                second.force_update();
            });
            move || drop(interval)
        });
    }
    store.now()
}
