//! What can be done with a node of the tree, from the tree and from the node's own page.

use super::account_dialogs::{CreateAccount, MoveAccount, RemoveAccount};
use super::node::{Node, NodeKind};
use super::unit_dialogs::{CreateUnit, DeleteUnit, RenameUnit};
use crate::ui::{Menu, MenuItem};
use yew::prelude::*;

/// Something to do, each in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    CreateUnit,
    RenameUnit,
    DeleteUnit,
    CreateAccount,
    MoveAccount,
    RemoveAccount,
}

impl Doing {
    /// Whether it can be done with a node, or without one.
    fn suits(self, node: Option<&Node>) -> bool {
        let kind = node.map(|node| node.kind);
        match self {
            Self::CreateUnit => matches!(kind, Some(NodeKind::Root | NodeKind::Unit)),
            Self::RenameUnit | Self::DeleteUnit => kind == Some(NodeKind::Unit),
            Self::CreateAccount => true,
            Self::MoveAccount | Self::RemoveAccount => kind == Some(NodeKind::Account),
        }
    }
}

/// The menu of all that can be done with a node.
pub(super) fn menu(node: Option<&Node>, ondo: &Callback<Doing>) -> Html {
    let item = |title: &'static str, doing: Doing| MenuItem {
        disabled: !doing.suits(node),
        ..MenuItem::new(title, ondo.reform(move |()| doing))
    };
    let items = vec![
        item("Create new", Doing::CreateUnit).under("Organizational unit"),
        item("Rename", Doing::RenameUnit),
        item("Delete", Doing::DeleteUnit),
        item("Move", Doing::MoveAccount).under("AWS account"),
        item("Remove from organization", Doing::RemoveAccount),
    ];
    html! { <Menu button={html! { { "Actions" } }} {items} /> }
}

/// The dialog of what is being done. `onclose` is told whether the node is gone.
pub(super) fn dialog(doing: Option<Doing>, node: Option<&Node>, onclose: &Callback<bool>) -> Html {
    let (close, onclose) = (onclose.reform(|()| false), onclose.clone());
    match (doing, node.cloned()) {
        (Some(Doing::CreateAccount), _) => html! { <CreateAccount onclose={close} /> },
        (Some(Doing::CreateUnit), Some(node)) => html! { <CreateUnit {node} onclose={close} /> },
        (Some(Doing::RenameUnit), Some(node)) => html! { <RenameUnit {node} onclose={close} /> },
        (Some(Doing::DeleteUnit), Some(node)) => html! { <DeleteUnit {node} {onclose} /> },
        (Some(Doing::MoveAccount), Some(node)) => html! { <MoveAccount {node} onclose={close} /> },
        (Some(Doing::RemoveAccount), Some(node)) => html! { <RemoveAccount {node} {onclose} /> },
        _ => Html::default(),
    }
}
