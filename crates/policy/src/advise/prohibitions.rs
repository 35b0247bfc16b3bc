//! Changes that take away an explicit deny.

use super::edits::{Edited, remove_statement, remove_value};
use super::grants::{is_aws_owned, request_change};
use super::plan::{Change, PolicyChange, PolicyRemoval};
use super::situation::Situation;
use super::witness;
use crate::document::{Document, Effect, Element, Polarity, Statement};
use crate::pattern::Glob;
use crate::{Layer, NamedPolicy, Verdict, explain};

/// Changes that might keep the policies of a type from denying, the smallest first: another
/// request, an action or resource less in the statement that denies, the statement gone, the
/// policy gone.
pub(super) fn candidates(situation: &Situation<'_>, layer: Layer) -> Vec<Change> {
    let explanation = situation.judge(explain);
    let trace = explanation.layers.into_iter().find(|trace| trace.layer == layer);
    let policies = trace.into_iter().flat_map(|trace| trace.policies).enumerate();
    let mut changes = Vec::new();
    let mut narrowed = Vec::new();
    for (index, policy) in policies {
        let Some(named) = situation.policies(layer).get(index) else {
            continue;
        };
        let document = named.policy.document();
        let denying = policy
            .statements
            .iter()
            .filter(|one| one.effect == Effect::Deny && one.verdict == Verdict::Matched);
        for statement in denying.filter_map(|one| document.statements.get(one.index)) {
            let deny = Deny { situation, layer, index, named, document, statement };
            changes.extend(deny.other_request());
            narrowed.extend(deny.narrower().into_iter().map(Change::Policy));
            if document.statements.len() == 1 || is_aws_owned(named) {
                narrowed.extend(deny.without_policy());
            }
        }
    }
    changes.extend(narrowed);
    changes
}

/// A Deny statement that applies.
struct Deny<'a> {
    situation: &'a Situation<'a>,
    layer: Layer,
    index: usize,
    named: &'a NamedPolicy,
    document: &'a Document,
    statement: &'a Statement,
}

impl Deny<'_> {
    /// Requests that might fail one of its conditions.
    fn other_request(&self) -> Vec<Change> {
        let choosable =
            self.statement.conditions.iter().filter(|condition| !witness::is_given(&condition.key.value));
        choosable
            .flat_map(|condition| {
                let values = witness::values(condition, self.document.version, &self.situation.context);
                values.into_iter().map(|value| request_change(&condition.key.value, value))
            })
            .collect()
    }

    fn narrower(&self) -> Vec<PolicyChange> {
        if is_aws_owned(self.named) {
            return Vec::new();
        }
        let request = self.situation.request;
        let lower = request.action.to_ascii_lowercase();
        let is_action = |value: &str| Glob::action(&value.to_ascii_lowercase()).matches(&lower, None);
        let is_resource = |value: &str| {
            let glob = Glob::resource(value, self.document.version);
            glob.matches(&request.resource.arn, Some(&self.situation.context))
        };
        let without_action = self.without(&self.statement.action, is_action);
        let resource = self.statement.resource.as_ref();
        let without_resource = resource.and_then(|element| self.without(element, is_resource));
        let gone = remove_statement(self.document, self.statement).map(|edited| {
            let summary =
                format!("Remove {} from the {} `{}`.", self.label(), self.layer.title(), self.named.name);
            self.change(edited, summary)
        });
        [without_action, without_resource, gone].into_iter().flatten().collect()
    }

    /// The statement without the one value that makes it apply.
    fn without(&self, element: &Element, applies: impl Fn(&str) -> bool) -> Option<PolicyChange> {
        if element.polarity == Polarity::NotListed {
            return None;
        }
        let mut applying = element.values.iter().enumerate().filter(|(_, value)| applies(&value.value));
        let (index, value) = applying.next()?;
        if applying.next().is_some() {
            return None;
        }
        let edited = remove_value(self.document, element, index)?;
        let summary = format!(
            "Remove `{}` from {} of the {} `{}`.",
            value.value,
            self.label(),
            self.layer.title(),
            self.named.name
        );
        Some(self.change(edited, summary))
    }

    /// Without the whole policy, where that is possible.
    fn without_policy(&self) -> Option<Change> {
        let (name, title) = (&self.named.name, self.layer.title());
        let summary = match self.layer {
            Layer::Identity => format!("Detach or delete the {title} `{name}`."),
            Layer::Resource => format!("Delete the {title} `{name}`."),
            Layer::Boundary => format!("Remove the {title} `{name}`."),
            Layer::Session => format!("Begin the session without the {title} `{name}`."),
            // These cannot be without policy.
            Layer::Trust | Layer::VpcEndpoint | Layer::Scp | Layer::Rcp => return None,
        };
        let (layer, index) = (self.layer, self.index);
        Some(Change::Removal(PolicyRemoval { layer, name: name.clone(), index, summary }))
    }

    fn label(&self) -> String {
        let index = self.document.statements.iter().position(|one| one.span == self.statement.span);
        match &self.statement.sid {
            Some(sid) => format!("statement `{}`", sid.value),
            None => format!("statement {}", index.unwrap_or_default() + 1),
        }
    }

    fn change(&self, edited: Edited, summary: String) -> PolicyChange {
        PolicyChange {
            layer: self.layer,
            name: self.named.name.clone(),
            index: Some(self.index),
            statement: self.document.statements.iter().position(|one| one.span == self.statement.span),
            summary,
            text: edited.text,
            span: edited.span,
        }
    }
}
