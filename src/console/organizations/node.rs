//! The nodes of the tree: the root, organizational units and accounts.

use super::about;
use crate::console::item::text;
use crate::route::{OrganizationsPage, Route};
use crate::store::Store;
use cloud::Failure;
use serde_json::Value;

/// No tree is deeper: the root, five levels of units, and accounts. Source: quotas of AWS Organizations.
const DEEPEST: usize = 7;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Root,
    Unit,
    Account,
}

impl NodeKind {
    /// What the form of an id says.
    pub(super) fn of(id: &str) -> Self {
        match id.split('-').next() {
            Some("r") => Self::Root,
            Some("ou") => Self::Unit,
            _ => Self::Account,
        }
    }

    /// The kind within a sentence.
    pub(super) const fn noun(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Unit => "organizational unit",
            Self::Account => "account",
        }
    }
}

/// A node as lists tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) id: String,
    pub(super) name: String,
    /// An account's address; empty for all others.
    pub(super) email: String,
}

impl Node {
    /// The node that a member of an answer describes.
    pub(super) fn of(item: &Value) -> Self {
        let id = text(item, "Id");
        let (kind, email) = (NodeKind::of(&id), text(item, "Email"));
        Self { kind, id, name: text(item, "Name"), email }
    }

    /// The root with this id.
    pub(super) fn root(id: &str) -> Self {
        Self { kind: NodeKind::Root, id: id.to_owned(), name: "Root".to_owned(), email: String::new() }
    }

    /// Its page.
    pub(super) fn route(&self) -> Route {
        Route::Organizations(OrganizationsPage::node(self.id.as_str()))
    }

    /// Whether there can be something below it.
    pub(super) fn is_parent(&self) -> bool {
        self.kind != NodeKind::Account
    }
}

/// What is below a root or unit: units first, as in AWS.
pub(super) fn children(store: &Store, parent: &str) -> Result<Vec<Node>, Failure> {
    let list = |operation| store.list(&about(operation).with("ParentId", parent));
    let mut children = list("ListOrganizationalUnitsForParent")?;
    children.extend(list("ListAccountsForParent")?);
    Ok(children.iter().map(Node::of).collect())
}

/// What the service tells of a node: the members of a root, unit or account.
pub(super) fn describe(store: &Store, id: &str) -> Result<Value, Failure> {
    let (call, member) = match NodeKind::of(id) {
        NodeKind::Root => {
            let roots = store.list(&about("ListRoots"))?;
            return Ok(roots.into_iter().find(|root| root["Id"] == id).unwrap_or_default());
        }
        NodeKind::Unit => {
            let call = about("DescribeOrganizationalUnit").with("OrganizationalUnitId", id);
            (call, "OrganizationalUnit")
        }
        NodeKind::Account => (about("DescribeAccount").with("AccountId", id), "Account"),
    };
    let reply = store.read(&call)?;
    Ok(reply.output.get(member).cloned().unwrap_or_default())
}

/// The id of the root or unit that a node is in; none for the root.
pub(super) fn parent(store: &Store, id: &str) -> Result<Option<String>, Failure> {
    if NodeKind::of(id) == NodeKind::Root {
        return Ok(None);
    }
    let parents = store.list(&about("ListParents").with("ChildId", id))?;
    Ok(parents.first().map(|parent| text(parent, "Id")))
}

/// The nodes from the root down to a node, both included.
pub(super) fn way(store: &Store, id: &str) -> Result<Vec<Node>, Failure> {
    let mut way = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next.take().filter(|_| way.len() < DEEPEST) {
        next = parent(store, &id)?;
        way.push(match NodeKind::of(&id) {
            NodeKind::Root => Node::root(&id),
            _ => Node::of(&describe(store, &id)?),
        });
    }
    way.reverse();
    Ok(way)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_what_it_names() {
        let kinds = ["r-ab12", "ou-ab12-12345678", "111122223333"].map(NodeKind::of);
        assert_eq!(kinds, [NodeKind::Root, NodeKind::Unit, NodeKind::Account]);
    }
}
