//! The tree of root, organizational units and accounts, by the pattern that WAI-ARIA has for trees: it is one tab
//! stop; the arrow keys move and open, Space chooses, Enter opens a node's page.

use super::about;
use super::node::{Node, NodeKind, children};
use crate::console::parts::failed;
use crate::store::{use_call, use_reads};
use crate::ui::{Icon, IconName};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Below a node with more units than this, the units are closed at first: each that is open makes calls.
const FEW: usize = 20;
/// The most children that are shown of a node; its page has them all.
const MOST: usize = 100;

/// Properties of [`Tree`].
#[derive(Properties, PartialEq)]
pub(super) struct TreeProps {
    /// The root's id.
    pub(super) root: String,
    /// Whether accounts are in it, besides root and units.
    #[prop_or(true)]
    pub(super) accounts: bool,
    /// Whether names lead to the nodes' pages.
    #[prop_or_default]
    pub(super) links: bool,
    /// The chosen node.
    pub(super) chosen: Option<Node>,
    /// Told of every choice.
    pub(super) onchoose: Callback<Node>,
}

/// The tree.
#[component]
pub(super) fn Tree(props: &TreeProps) -> Html {
    let tree = use_node_ref();
    // Whoever may not ask sees no mark.
    let organization = use_call(about("DescribeOrganization"));
    let management = organization.as_ref().as_ref().ok();
    let management = management.and_then(|reply| reply.text(&["Organization", "MasterAccountId"]));
    let opened = use_state(|| Rc::new(BTreeMap::<String, bool>::new()));
    let focused = use_state(|| props.root.clone());
    let ontoggle = {
        let opened = opened.clone();
        Callback::from(move |(id, open): (String, bool)| {
            let mut all = (**opened).clone();
            all.insert(id, open);
            opened.set(Rc::new(all));
        })
    };
    let onfocusin = {
        let focused = focused.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some(id) = event.target().and_then(item_of).and_then(|item| id_of(&item)) {
                focused.set(id);
            }
        })
    };
    let onkeydown = {
        let (tree, ontoggle) = (tree.clone(), ontoggle.clone());
        Callback::from(move |event: KeyboardEvent| {
            let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            if let Some(item) = event.target().and_then(item_of).filter(|_| plain)
                && on_key(&tree, &item, &event.key(), &ontoggle)
            {
                event.prevent_default();
            }
        })
    };
    let shared = Shared {
        accounts: props.accounts,
        links: props.links,
        management: management.unwrap_or_default().to_owned(),
        opened: (*opened).clone(),
        focused: (*focused).clone(),
        chosen: props.chosen.as_ref().map(|node| node.id.clone()),
        onchoose: props.onchoose.clone(),
        ontoggle,
    };
    html! {
        <ul class="tree" role="tree" aria-label="Organization" ref={tree} {onfocusin} {onkeydown}>
            <Branch node={Node::root(&props.root)} level={1} open=true {shared} />
        </ul>
    }
}

/// What all nodes of a tree know.
#[derive(Clone, PartialEq)]
struct Shared {
    accounts: bool,
    links: bool,
    /// The management account's id; empty if it is not known.
    management: String,
    /// What the learner has opened and closed.
    opened: Rc<BTreeMap<String, bool>>,
    /// The one node that the tabulator key leads to.
    focused: String,
    chosen: Option<String>,
    onchoose: Callback<Node>,
    ontoggle: Callback<(String, bool)>,
}

#[derive(Properties, PartialEq)]
struct BranchProps {
    node: Node,
    /// From 1, the root.
    level: usize,
    /// Whether it is open at first.
    open: bool,
    shared: Shared,
}

/// A node with what is below it, asked for once it is open.
#[component]
fn Branch(props: &BranchProps) -> Html {
    let (node, shared) = (&props.node, &props.shared);
    let management = node.id == shared.management;
    let open = node.is_parent() && *shared.opened.get(&node.id).unwrap_or(&props.open);
    let below = use_reads((node.id.clone(), open), |store, (id, open)| open.then(|| children(store, id)));
    let onclick = {
        let (choose, node) = (shared.onchoose.clone(), node.clone());
        Callback::from(move |event: MouseEvent| {
            choose.emit(node.clone());
            focus(event.target().and_then(item_of).as_ref());
        })
    };
    let ontoggle = {
        let (toggle, id) = (shared.ontoggle.clone(), node.id.clone());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            toggle.emit((id.clone(), !open));
        })
    };
    html! {
        <li
            role="treeitem"
            data-id={node.id.clone()}
            aria-label={label(node, management)}
            aria-level={props.level.to_string()}
            aria-expanded={node.is_parent().then(|| open.to_string())}
            aria-selected={(shared.chosen.as_deref() == Some(node.id.as_str())).to_string()}
            tabindex={if shared.focused == node.id { "0" } else { "-1" }}
        >
            <div class="tree-row" {onclick}>
                <span class="tree-toggle" aria-hidden="true" onclick={ontoggle}>
                    if node.is_parent() {
                        { if open { "▾" } else { "▸" } }
                    }
                </span>
                <Icon name={icon(node.kind)} />
                { title(node, shared.links) }
                <span class="tree-more">{ more(node) }</span>
                if management {
                    <span class="tree-more"><strong>{ "management account" }</strong></span>
                }
            </div>
            { match &*below {
                Some(Ok(nodes)) => group(props, nodes),
                Some(Err(failure)) => html! { <div class="tree-failure">{ failed(failure) }</div> },
                None => Html::default(),
            } }
        </li>
    }
}

fn group(props: &BranchProps, nodes: &[Node]) -> Html {
    let shared = &props.shared;
    let shown: Vec<&Node> = nodes.iter().filter(|node| shared.accounts || node.is_parent()).collect();
    let open = nodes.iter().filter(|node| node.is_parent()).count() <= FEW;
    let one = |node: &&Node| {
        let (key, node, shared) = (node.id.clone(), (*node).clone(), shared.clone());
        html! { <Branch {key} {node} level={props.level + 1} {open} {shared} /> }
    };
    let rest = shown.len().saturating_sub(MOST);
    if shown.is_empty() {
        return Html::default();
    }
    html! {
        <ul role="group">
            { for shown.iter().take(MOST).map(one) }
            if rest > 0 {
                <li role="none" key="rest" class="tree-rest">
                    { format!("{rest} more are on the page of {}.", props.node.name) }
                </li>
            }
        </ul>
    }
}

fn title(node: &Node, link: bool) -> Html {
    if link {
        // No tab stop: the tree is one, and Enter opens the page.
        html! { <a class="tree-name" href={node.route().href()} tabindex="-1">{ &node.name }</a> }
    } else {
        html! { <span class="tree-name">{ &node.name }</span> }
    }
}

fn label(node: &Node, management: bool) -> String {
    let kind = if management { "management account" } else { node.kind.noun() };
    format!("{}, {kind} {}", node.name, node.id)
}

fn more(node: &Node) -> String {
    if node.email.is_empty() { node.id.clone() } else { format!("{} · {}", node.id, node.email) }
}

const fn icon(kind: NodeKind) -> IconName {
    match kind {
        NodeKind::Root | NodeKind::Unit => IconName::Folder,
        NodeKind::Account => IconName::Shield,
    }
}

/// Does what a key means on a node. Returns whether it means anything.
fn on_key(tree: &NodeRef, item: &Element, key: &str, toggle: &Callback<(String, bool)>) -> bool {
    let items = items(tree);
    let at = items.iter().position(|other| other == item);
    let go = |to: Option<usize>| focus(to.and_then(|to| items.get(to)));
    let expanded = item.get_attribute("aria-expanded");
    let set_open = |open: bool| {
        if let Some(id) = id_of(item) {
            toggle.emit((id, open));
        }
    };
    match (key, expanded.as_deref()) {
        ("ArrowDown", _) => go(at.map(|at| at + 1)),
        ("ArrowUp", _) => go(at.and_then(|at| at.checked_sub(1))),
        ("Home", _) => go(Some(0)),
        ("End", _) => go(items.len().checked_sub(1)),
        ("ArrowRight", Some("false")) => set_open(true),
        ("ArrowRight", Some(_)) => {
            focus(item.query_selector("[role=group] > [role=treeitem]").ok().flatten().as_ref());
        }
        ("ArrowLeft", Some("true")) => set_open(false),
        ("ArrowLeft", _) => focus(item.parent_element().and_then(|up| item_above(&up)).as_ref()),
        (" ", _) => click(item, false),
        ("Enter", _) => click(item, true),
        _ => return false,
    }
    true
}

/// All nodes that are shown, from the top down.
fn items(tree: &NodeRef) -> Vec<Element> {
    let found = tree.cast::<Element>().and_then(|tree| tree.query_selector_all("[role=treeitem]").ok());
    let Some(found) = found else { return Vec::new() };
    let item = |index| found.item(index).and_then(|node| node.dyn_into().ok());
    (0..found.length()).filter_map(item).collect()
}

fn item_above(element: &Element) -> Option<Element> {
    element.closest("[role=treeitem]").ok().flatten()
}

fn item_of(target: web_sys::EventTarget) -> Option<Element> {
    target.dyn_into::<Element>().ok().as_ref().and_then(item_above)
}

fn id_of(item: &Element) -> Option<String> {
    item.get_attribute("data-id")
}

fn focus(item: Option<&Element>) {
    if let Some(item) = item.and_then(|item| item.dyn_ref::<HtmlElement>()) {
        let _ = item.focus();
    }
}

/// Clicks a node's own row, or its link if it is to be opened and has one.
fn click(item: &Element, link: bool) {
    // The node's own row comes before those of the nodes below it.
    let row = item.query_selector(".tree-row").ok().flatten();
    let inside = row.as_ref().filter(|_| link).and_then(|row| row.query_selector("a").ok().flatten());
    let target = inside.or(row).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(target) = target {
        target.click();
    }
}
