//! The console: navigation, messages and the page, or the sign-in page.

use super::navigation::{Navigation, Service};
use crate::console::{Page, SignInPage};
use crate::route::{Route, use_current_route};
use crate::store::{ConsoleIdentity, Store, use_store};
use crate::ui::{Alert, AlertKind, Button, Flashbar, Icon, IconName};
use yew::prelude::*;

/// The console pane.
#[component]
pub fn ConsolePane() -> Html {
    let store = use_store();
    let route = use_current_route();
    let content = use_node_ref();
    use_page_start(&store, &content, &route);
    let identity = store.identity();
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let page = match &identity {
        Some(_) if route != Route::SignIn => {
            html! { <Page key={format!("page {}", store.model().drafts)} route={route.clone()} /> }
        }
        _ => html! { <SignInPage key="sign-in" /> },
    };
    let service = Service::of(&route).filter(|_| identity.is_some());
    html! {
        <div class={classes!("console", open.then_some("navigation-open"))} id="console">
            if let Some(service) = service {
                <div class="console-bar">
                    <button
                        type="button"
                        class="button button-icon"
                        aria-expanded={open.to_string()}
                        aria-label="Service navigation"
                        onclick={toggle}
                    >
                        <Icon name={IconName::Menu} />
                    </button>
                </div>
                <Navigation {service} route={route.clone()} />
            }
            <main class="console-content">
                <Flashbar />
                <div class="console-page" tabindex="-1" ref={content}>
                    <Expired identity={identity.clone()} />
                    { page }
                </div>
            </main>
        </div>
    }
}

/// On another page: begin at its top, take away the messages of the page before, and name it in the title.
#[hook]
fn use_page_start(store: &Store, content: &NodeRef, route: &Route) {
    let (store, content) = (store.clone(), content.clone());
    let first = use_mut_ref(|| true);
    use_effect_with(route.without_tab(), move |route| {
        gloo::utils::document().set_title(&(route.title() + " | IAM Playground"));
        store.turn_page();
        if !first.replace(false)
            && let Some(content) = content.cast::<web_sys::HtmlElement>()
        {
            content.set_scroll_top(0);
            let _ = content.focus();
        }
    });
}

/// Properties of [`Expired`].
#[derive(Properties, PartialEq)]
struct ExpiredProps {
    identity: Option<ConsoleIdentity>,
}

/// Says when the console's own credentials have ended.
#[component]
fn Expired(props: &ExpiredProps) -> Html {
    let store = use_store();
    let ended = props.identity.as_ref().filter(|identity| identity.expires <= store.now());
    let Some(identity) = ended else { return html! { <div /> } };
    let role = identity.role.is_some();
    let onclick =
        Callback::from(move |_: MouseEvent| if role { store.switch_back() } else { store.sign_out() });
    let header = match &identity.role {
        Some(role) => format!("Your session as {} has ended", role.title()),
        None => "Your session has ended".to_owned(),
    };
    let action = html! { <Button {onclick}>{ if role { "Switch back" } else { "Sign in again" } }</Button> };
    html! {
        <Alert kind={AlertKind::Warning} {header} {action}>
            { "Its temporary credentials expired at " }
            { identity.expires.iso() }
            { ". Every request made with them is refused now." }
        </Alert>
    }
}
