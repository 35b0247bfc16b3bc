//! The list of identity providers.

use super::delete::DeleteProvider;
use super::{Provider, ProviderKind, use_providers};
use crate::console::parts::{
    Head, List, Select, asked_cell, button_if, buttons, cell_denied, empty, failed, flush_panel, iam_trail,
    link, page, primary_link, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::ui::{Cell, Row, date};
use yew::prelude::*;

/// The page. Who may list one kind only sees that.
#[component]
pub fn ProviderList() -> Html {
    let lists = [use_providers(ProviderKind::Oidc), use_providers(ProviderKind::Saml)];
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen = ticked.first();
    let create = || primary_link("Add provider", Route::CreateProvider);
    let known: Vec<&Provider> =
        lists.iter().filter_map(|list| list.as_ref().as_ref().ok()).flatten().collect();
    let failures: Vec<Html> =
        lists.iter().filter_map(|list| list.as_ref().as_ref().err()).map(failed).collect();
    let head = Head::of_page("Identity providers")
        .counting(failures.is_empty().then_some(known.len()))
        .saying("People and programs who signed in there can take on roles of this account that trust them.")
        .with(buttons([
            refresh(),
            button_if(chosen.is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let list = List {
        asked: 1,
        select: Select::One(ticked.keys(), ticked.setter()),
        filter: "Search providers",
        empty: empty("No identity providers", "This account trusts no identity provider yet.", create()),
        ..List::new(
            "Identity providers",
            &["Provider", "Type", "Creation time"],
            known.iter().map(|provider| row(provider)).collect(),
        )
    };
    let table = if known.is_empty() && !failures.is_empty() {
        html! {}
    } else {
        list.html()
    };
    let failures =
        failures.into_iter().enumerate().map(|(index, html)| html! { <li key={index}>{ html }</li> });
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let content = html! {
        <>
            { flush_panel(head, html! { <><ul class="failures">{ for failures }</ul>{ table }</> }) }
            if let Some(arn) = chosen.filter(|_| dialogs.is(Dialog::Delete)) {
                <DeleteProvider arn={arn.to_string()} {onclose} />
            }
        </>
    };
    page(iam_trail(Vec::new(), "Identity providers"), content)
}

fn row(provider: &Provider) -> Row {
    let name = provider.name().to_owned();
    let page = Route::Provider { arn: provider.arn.clone() };
    let get = provider.call("Get", "");
    let created = asked_cell(format!("creation of {}", provider.arn), move |store| match store.read(&get) {
        Ok(reply) => html! { { date::long(reply.text(&["CreateDate"]).unwrap_or_default()) } },
        Err(failure) => cell_denied(&failure),
    });
    let cells = vec![Cell::new(name.clone(), link(name, page)), Cell::text(provider.kind.title()), created];
    Row { key: provider.arn.clone().into(), cells }
}
