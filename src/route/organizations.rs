//! The pages of Organizations.

use super::print::under;
use crate::address::print_query;
use cloud::organizations::model::PolicyKind;

/// A page of Organizations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrganizationsPage {
    /// The tree of root, organizational units and accounts.
    Accounts,
    /// The page of a root, organizational unit or account.
    Node {
        /// Its id.
        id: String,
        /// The open tab, e.g. `policies`; empty for the first.
        tab: String,
    },
    /// Invitations sent and received.
    Invitations,
    /// The types of policies.
    Policies,
    /// The policies of a type.
    PoliciesOf(PolicyKind),
    /// Creating a policy of a type.
    CreatePolicy(PolicyKind),
    /// A policy's page.
    Policy {
        /// The policy's id.
        id: String,
        /// The open tab, e.g. `targets`; empty for the first.
        tab: String,
    },
    /// The editor of a policy.
    EditPolicy {
        /// The policy's id.
        id: String,
    },
    /// The organization itself.
    Settings,
}

impl OrganizationsPage {
    /// The root's, unit's or account's page, at its first tab.
    #[must_use]
    pub fn node(id: impl Into<String>) -> Self {
        Self::Node { id: id.into(), tab: String::new() }
    }

    /// A policy's page, at its first tab.
    #[must_use]
    pub fn policy(id: impl Into<String>) -> Self {
        Self::Policy { id: id.into(), tab: String::new() }
    }

    /// The page at its first tab.
    #[must_use]
    pub fn without_tab(self) -> Self {
        match self {
            Self::Node { id, .. } => Self::node(id),
            Self::Policy { id, .. } => Self::policy(id),
            other => other,
        }
    }

    /// Reads what stands behind `organizations` in an address.
    pub(super) fn parse(segments: &[&str], tab: impl FnOnce() -> String) -> Option<Self> {
        Some(match segments {
            [] | ["accounts"] => Self::Accounts,
            ["accounts", id] => Self::Node { id: (*id).to_owned(), tab: tab() },
            ["invitations"] => Self::Invitations,
            ["policies"] => Self::Policies,
            ["policies", kind] => Self::PoliciesOf(of_slug(kind)?),
            ["policies", kind, "create"] => Self::CreatePolicy(of_slug(kind)?),
            ["policy", id] => Self::Policy { id: (*id).to_owned(), tab: tab() },
            ["policy", id, "edit"] => Self::EditPolicy { id: (*id).to_owned() },
            ["settings"] => Self::Settings,
            _ => return None,
        })
    }

    /// The address behind the `#`.
    pub(super) fn path(&self) -> String {
        let end = match self {
            Self::Accounts => "accounts".to_owned(),
            Self::Node { id, tab } => under("accounts/", id) + &print_query(&[("tab", tab)]),
            Self::Invitations => "invitations".to_owned(),
            Self::Policies => "policies".to_owned(),
            Self::PoliciesOf(kind) => format!("policies/{}", slug(*kind)),
            Self::CreatePolicy(kind) => format!("policies/{}/create", slug(*kind)),
            Self::Policy { id, tab } => under("policy/", id) + &print_query(&[("tab", tab)]),
            Self::EditPolicy { id } => under("policy/", id) + "/edit",
            Self::Settings => "settings".to_owned(),
        };
        "/organizations/".to_owned() + &end
    }

    /// What the page is called in the browser's title.
    pub(super) fn title(&self) -> String {
        let title = match self {
            Self::Accounts => "AWS accounts",
            Self::Node { id, .. } => return id.clone() + " | AWS Organizations",
            Self::Invitations => "Invitations | AWS Organizations",
            Self::Policies => "Policies | AWS Organizations",
            Self::PoliciesOf(PolicyKind::ServiceControl) => "Service control policies",
            Self::PoliciesOf(PolicyKind::ResourceControl) => "Resource control policies",
            Self::CreatePolicy(_) => "Create policy | AWS Organizations",
            Self::Policy { id, .. } => return id.clone() + " | AWS Organizations",
            Self::EditPolicy { .. } => "Edit policy | AWS Organizations",
            Self::Settings => "Settings | AWS Organizations",
        };
        title.to_owned()
    }
}

/// A policy type in addresses, as the real console has it.
const fn slug(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => "service-control-policy",
        PolicyKind::ResourceControl => "resource-control-policy",
    }
}

fn of_slug(text: &str) -> Option<PolicyKind> {
    PolicyKind::ALL.into_iter().find(|kind| slug(*kind) == text)
}
