//! Setting where requests come from: the simulator's own, for trying conditions on the network.

use crate::store::{Doors, PRIVATE, Store, Whereabouts, use_store};
use crate::ui::{Button, ButtonVariant, Choice, FormField, Modal, Select, TextInput};
use cloud::Origin;
use yew::prelude::*;

/// In the bar, if anything is set: what, leading to the settings.
pub(super) fn summary(store: &Store, open: Callback<MouseEvent>) -> Html {
    let doors = store.model().live.doors.clone();
    let one = |name: &str, set: &Whereabouts| set.summary().map(|summary| format!("{name} {summary}"));
    let set: Vec<String> =
        [one("Console", &doors.console), one("Terminal", &doors.terminal)].into_iter().flatten().collect();
    if set.is_empty() {
        return html! {};
    }
    html! {
        <button type="button" class="whereabouts" onclick={open} title="Where requests come from">
            { set.join(", ") }
        </button>
    }
}

/// Properties of [`WhereaboutsDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct WhereaboutsDialogProps {
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

/// The dialog.
#[component]
pub(super) fn WhereaboutsDialog(props: &WhereaboutsDialogProps) -> Html {
    let store = use_store();
    let draft = use_state(|| store.model().live.doors.clone());
    let endpoints = endpoints(&store);
    let wrong = [&draft.console, &draft.terminal].map(problem);
    let onsubmit = {
        let (draft, close, sound) = (draft.clone(), props.onclose.clone(), wrong == [None, None]);
        Callback::from(move |()| {
            if sound {
                store.set_whereabouts((*draft).clone());
                close.emit(());
            }
        })
    };
    let console = {
        let draft = draft.clone();
        Callback::from(move |console| draft.set(Doors { console, ..(*draft).clone() }))
    };
    let terminal = {
        let draft = draft.clone();
        Callback::from(move |terminal| draft.set(Doors { terminal, ..(*draft).clone() }))
    };
    let reset = {
        let draft = draft.clone();
        Callback::from(move |_: MouseEvent| draft.set(Doors::default()))
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={reset}>{ "As usual" }</Button>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={wrong != [None, None]}>{ "Apply" }</Button>
        </>
    };
    let [of_console, of_terminal] = wrong;
    html! {
        <Modal title="Where requests come from" onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <p>
                    { "The simulator's own: with it you can try policies that look at the network, such as " }
                    <code>{ "aws:SourceIp" }</code>
                    { " and " }
                    <code>{ "aws:SourceVpce" }</code>
                    { "." }
                </p>
                { fields("Console", &draft.console, of_console, &endpoints, &console) }
                { fields("Terminal", &draft.terminal, of_terminal, &endpoints, &terminal) }
            </div>
        </Modal>
    }
}

/// The VPC endpoints of the world. This looks at the world itself: the learner stands in all its networks.
fn endpoints(store: &Store) -> Vec<Choice> {
    let model = store.model();
    let all = model.live.history.world().vpc_endpoints.values();
    all.map(|endpoint| Choice::new(endpoint.id.clone(), format!("{} in {}", endpoint.id, endpoint.vpc)))
        .collect()
}

fn problem(set: &Whereabouts) -> Option<&'static str> {
    let address = set.address.parse::<std::net::IpAddr>().is_ok() || set.address.is_empty();
    (!address).then_some("Enter an IPv4 or IPv6 address.")
}

fn fields(
    door: &'static str,
    set: &Whereabouts,
    error: Option<&'static str>,
    endpoints: &[Choice],
    onchange: &Callback<Whereabouts>,
) -> Html {
    let usual = if set.endpoint.is_empty() { Origin::console().source_ip } else { PRIVATE.to_owned() };
    let edit = |edit: fn(&mut Whereabouts, String)| {
        let (set, onchange) = (set.clone(), onchange.clone());
        Callback::from(move |text: String| {
            let mut set = set.clone();
            edit(&mut set, text.trim().to_owned());
            onchange.emit(set);
        })
    };
    let endpoints = std::iter::once(Choice::new("", "Over the internet")).chain(endpoints.iter().cloned());
    let endpoints: Vec<Choice> = endpoints.collect();
    html! {
        <fieldset class="stack">
            <legend><strong>{ door }</strong></legend>
            <FormField
                label="IP address"
                constraint={format!("Empty for the usual one, {usual}.")}
                error={error.map(AttrValue::from)}
            >
                <TextInput value={set.address.clone()} oninput={edit(|set, text| set.address = text)} />
            </FormField>
            if endpoints.len() > 1 {
                <FormField
                    label="Way to AWS"
                    description="Through a VPC endpoint, requests have no public address but the private one above."
                >
                    <Select
                        value={set.endpoint.clone()}
                        choices={endpoints}
                        onchange={edit(|set, id| set.endpoint = id)}
                    />
                </FormField>
            }
        </fieldset>
    }
}
