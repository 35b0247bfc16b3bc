//! The tree of root, OUs and accounts, and what hangs on its nodes.

use super::model::{Member, Organization, PolicyKind, Unit};
use super::policies::{self, Found};
use crate::arn::organizations as arn;
use std::sync::Arc;

/// OUs nest this deep below the root.
pub(super) const DEEPEST: usize = 5;

/// What an id of the tree names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node<'a> {
    /// The root.
    Root,
    /// An OU.
    Unit(&'a Unit),
    /// An account.
    Account(&'a str, &'a Member),
}

impl Organization {
    /// The node that an id names.
    #[must_use]
    pub fn node<'a>(&'a self, id: &str) -> Option<Node<'a>> {
        if id == self.root {
            return Some(Node::Root);
        }
        let unit = self.units.get(id).map(|unit| Node::Unit(unit));
        unit.or_else(|| self.members.get_key_value(id).map(|(id, member)| Node::Account(id, member)))
    }

    /// The root or OU that a node is in. `None` for the root and what is not there.
    #[must_use]
    pub fn parent(&self, id: &str) -> Option<&str> {
        match self.node(id)? {
            Node::Root => None,
            Node::Unit(unit) => Some(&unit.parent),
            Node::Account(_, member) => Some(&member.parent),
        }
    }

    /// The ids from the root down to a node, both included.
    #[must_use]
    pub fn way_to<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        // Bounded, so that not even a broken save leads round in circles.
        let up = std::iter::successors(Some(id), |id| self.parent(id)).take(DEEPEST + 2);
        let mut way: Vec<&str> = up.collect();
        way.reverse();
        way
    }

    /// The way to a node as text: `o-…/r-…/ou-…/`, the node itself last.
    #[must_use]
    pub fn path_to(&self, id: &str) -> String {
        self.way_to(id).iter().fold(format!("{}/", self.id), |path, id| format!("{path}{id}/"))
    }

    /// The name of a root or OU; an account's is the account's own.
    #[must_use]
    pub fn name_of(&self, id: &str) -> Option<&str> {
        match self.node(id)? {
            Node::Root => Some("Root"),
            Node::Unit(unit) => Some(&unit.name),
            Node::Account(..) => None,
        }
    }

    /// The ARN of what an id names: a root, an OU, an account or a policy.
    #[must_use]
    pub fn arn_of(&self, id: &str) -> Option<String> {
        let kind = match self.node(id) {
            Some(Node::Root) => "root",
            Some(Node::Unit(_)) => "ou",
            Some(Node::Account(..)) => "account",
            None => return policies::find(self, id).map(|policy| policy.arn(self)),
        };
        Some(arn(&self.management, kind, &self.id, id))
    }

    /// The policies of a kind that are attached to a node.
    pub(super) fn policies_on(&self, node: &str, kind: PolicyKind) -> impl Iterator<Item = Found<'_>> {
        let ids = self.attached.get(node).into_iter().flatten();
        ids.filter_map(|id| policies::find(self, id)).filter(move |policy| policy.kind() == kind)
    }

    /// Root, OUs and accounts.
    pub fn nodes(&self) -> impl Iterator<Item = &str> {
        let units = self.units.keys().map(String::as_str);
        std::iter::once(self.root.as_str()).chain(units).chain(self.members.keys().map(String::as_str))
    }

    /// Attaches AWS's policies of all enabled types to a node that is new.
    pub(super) fn greet(&mut self, node: &str) {
        for kind in self.enabled.clone() {
            self.attach_full_access(node, kind);
        }
    }

    /// Attaches AWS's policy of a type to a node.
    pub(super) fn attach_full_access(&mut self, node: &str, kind: PolicyKind) {
        let id = policies::full_access(kind).id().to_owned();
        self.attached.entry(node.to_owned()).or_default().push(id);
    }

    /// Takes in an account.
    pub(super) fn welcome(&mut self, account: &str, member: Member) {
        self.members.insert(account.to_owned(), Arc::new(member));
        self.greet(account);
    }

    /// Forgets what is kept of a node or policy besides itself.
    pub(super) fn forget(&mut self, id: &str) {
        self.attached.remove(id);
        self.tags.remove(id);
    }
}
