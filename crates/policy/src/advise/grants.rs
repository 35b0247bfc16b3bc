//! Changes that make a policy type allow what it does not.

use super::edits::{Edited, add_aws_principal, add_statement, add_value};
use super::plan::{Change, PolicyChange, RequestChange};
use super::situation::Situation;
use super::witness;
use crate::document::{Document, Effect, Element, Polarity, Statement, json_string};
use crate::{
    Layer, Layers, MissedElement, NamedPolicy, Principal, Request, StatementTrace, Verdict, explain,
};

/// Changes that might make the policies of a type allow the request, the smallest first:
/// another request, a statement that nearly fits, a new statement.
pub(super) fn candidates(situation: &Situation<'_>, layer: Layer) -> Vec<Change> {
    let traces = situation.judge(|request, layers| statements(request, layers, layer));
    let mut changes = Vec::new();
    let mut widened = Vec::new();
    for (index, trace) in traces {
        let Some(named) = situation.policies(layer).get(index) else {
            continue;
        };
        let document = named.policy.document();
        let Some(statement) = document.statements.get(trace.index) else {
            continue;
        };
        let near = Near { situation, layer, index, named, document, statement, trace: &trace };
        changes.extend(near.other_request());
        widened.extend(near.wider().into_iter().map(Change::Policy));
    }
    changes.extend(widened);
    changes.extend(new_statement(situation, layer).map(Change::Policy));
    changes
}

/// The Allow statements of a type that do not apply, with the position of their policy.
fn statements(request: &Request<'_>, layers: &Layers<'_>, layer: Layer) -> Vec<(usize, StatementTrace)> {
    let explanation = explain(request, layers);
    let trace = explanation.layers.into_iter().find(|trace| trace.layer == layer);
    let policies = trace.into_iter().flat_map(|trace| trace.policies).enumerate();
    let all = policies
        .flat_map(|(index, policy)| policy.statements.into_iter().map(move |statement| (index, statement)));
    let missed = |(_, trace): &(usize, StatementTrace)| {
        trace.effect == Effect::Allow && trace.verdict != Verdict::Matched
    };
    all.filter(missed).collect()
}

/// An Allow statement that does not apply.
struct Near<'a> {
    situation: &'a Situation<'a>,
    layer: Layer,
    index: usize,
    named: &'a NamedPolicy,
    document: &'a Document,
    statement: &'a Statement,
    trace: &'a StatementTrace,
}

impl Near<'_> {
    /// The elements that do not fit.
    fn missed(&self) -> Vec<&MissedElement> {
        let first = match &self.trace.verdict {
            Verdict::Missed(miss) => Some(miss),
            Verdict::Matched => None,
        };
        first.into_iter().chain(&self.trace.further).map(|miss| &miss.element).collect()
    }

    /// If only conditions fail: requests that might meet the first of them.
    fn other_request(&self) -> Vec<Change> {
        let missed = self.missed();
        let is_condition = |element: &&MissedElement| matches!(element, MissedElement::Condition { .. });
        let Some(MissedElement::Condition { operator, key }) =
            missed.first().filter(|_| missed.iter().all(is_condition))
        else {
            return Vec::new();
        };
        let failing = self.statement.conditions.iter().filter(|condition| {
            condition.key.value == *key && condition.operator.value.to_string() == *operator
        });
        let context = &self.situation.context;
        failing
            .filter(|condition| !witness::is_given(&condition.key.value))
            .flat_map(|condition| {
                let values = witness::values(condition, self.document.version, context);
                values.into_iter().map(|value| request_change(&condition.key.value, value))
            })
            .collect()
    }

    /// If one of action, resource and principal is all that is missing: the statement with it.
    fn wider(&self) -> Vec<PolicyChange> {
        if is_aws_owned(self.named) {
            return Vec::new();
        }
        let missed = self.missed();
        let [element] = &missed[..] else {
            return Vec::new();
        };
        let request = self.situation.request;
        match element {
            MissedElement::Action => vec![self.with_value(&self.statement.action, request.action)],
            MissedElement::Resource => self.wider_resource(),
            MissedElement::Principal => self.wider_principal().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// With the resource; for an object whose bucket is named, also with all objects in it.
    fn wider_resource(&self) -> Vec<PolicyChange> {
        let Some(element) = &self.statement.resource else {
            return Vec::new();
        };
        let arn = self.situation.request.resource.arn.as_str();
        let bucket = arn.split_once('/').map(|(bucket, _)| bucket);
        let bucket = bucket.filter(|bucket| element.values.iter().any(|value| value.value == *bucket));
        let all = bucket.map(|bucket| self.with_value(element, &format!("{bucket}/*")));
        [self.with_value(element, arn)].into_iter().chain(all).collect()
    }

    fn with_value(&self, element: &Element, value: &str) -> PolicyChange {
        let (name, title, number) = (&self.named.name, self.layer.title(), self.trace.index + 1);
        let summary = format!("Add `{value}` to statement {number} of the {title} `{name}`.");
        self.change(add_value(self.document, element, value), summary)
    }

    fn wider_principal(&self) -> Option<PolicyChange> {
        let element = self.statement.principal.as_ref()?;
        let principal = aws_principal(self.situation.request.principal)?;
        if element.polarity == Polarity::NotListed {
            return None;
        }
        let edited = add_aws_principal(self.document, element, &principal)?;
        let number = self.trace.index + 1;
        let title = self.layer.title();
        let summary = format!("Add `{principal}` to the principals of statement {number} of the {title}.");
        Some(self.change(edited, summary))
    }

    fn change(&self, edited: Edited, summary: String) -> PolicyChange {
        PolicyChange {
            layer: self.layer,
            name: self.named.name.clone(),
            index: Some(self.index),
            statement: Some(self.trace.index),
            summary,
            text: edited.text,
            span: edited.span,
        }
    }
}

/// A request with that value.
pub(super) fn request_change(key: &str, value: String) -> Change {
    let lower = key.to_ascii_lowercase();
    let tag = |of: &str, text: &str| {
        lower.strip_prefix(of).map(|_| text.replace("{tag}", &key[of.len()..]).replace("{value}", &value))
    };
    let summary = tag("aws:principaltag/", "Give the caller the tag `{tag}` with the value `{value}`.")
        .or_else(|| tag("aws:resourcetag/", "Give the resource the tag `{tag}` with the value `{value}`."))
        .or_else(|| tag("aws:requesttag/", "Set the tag `{tag}` to `{value}` with the request."))
        .or_else(|| known(&lower, &value))
        .unwrap_or_else(|| format!("Make the request with `{value}` for `{key}`."));
    Change::Request(RequestChange { key: key.to_owned(), value, summary })
}

fn known(key: &str, value: &str) -> Option<String> {
    Some(match (key, value) {
        ("aws:multifactorauthpresent", "true") => "Sign in with a second factor (MFA).".to_owned(),
        ("aws:securetransport", "true") => "Use HTTPS.".to_owned(),
        ("sts:externalid", _) => format!("Give the external id `{value}` with the request."),
        ("sts:sourceidentity", _) => format!("Give the source identity `{value}` with the request."),
        ("sts:rolesessionname", _) => format!("Name the session `{value}`."),
        ("aws:requestedregion", _) => format!("Make the request in the Region `{value}`."),
        ("aws:sourceip", _) => format!("Make the request from the address `{value}`."),
        _ => return None,
    })
}

/// A statement that allows exactly this request, in a policy that can be changed or a new one.
fn new_statement(situation: &Situation<'_>, layer: Layer) -> Option<PolicyChange> {
    let request = situation.request;
    let statement = allowing(situation, layer)?;
    let title = layer.title();
    let (action, resource) = (request.action, &request.resource.arn);
    let policies = situation.policies(layer);
    let changeable = policies.iter().position(|named| !is_aws_owned(named));
    let takes_new = match layer {
        Layer::Identity | Layer::Session => true,
        // A policy of its own makes no sense where a resource or caller has one at most.
        _ => policies.is_empty() && layer == Layer::Resource,
    };
    if let Some(index) = changeable {
        let named = &policies[index];
        let edited = add_statement(named.policy.document(), &statement)?;
        let name = &named.name;
        return Some(PolicyChange {
            layer,
            name: name.clone(),
            index: Some(index),
            statement: None,
            summary: format!(
                "Add a statement to the {title} `{name}` that allows `{action}` on `{resource}`."
            ),
            text: edited.text,
            span: edited.span,
        });
    }
    let start = r#"{"Version": "2012-10-17", "Statement": ["#;
    let text = format!("{start}{statement}]}}");
    let span = crate::Span::new(start.len() as u32, (start.len() + statement.len()) as u32);
    takes_new.then(|| PolicyChange {
        layer,
        name: format!("Allow{}", action.replace([':', '*'], "")).into(),
        index: None,
        statement: None,
        summary: format!("Add {} that allows `{action}` on `{resource}`.", with_article(title)),
        text,
        span,
    })
}

fn with_article(title: &str) -> String {
    let article = if title.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {title}")
}

/// The narrowest statement for the request in a policy of that type.
fn allowing(situation: &Situation<'_>, layer: Layer) -> Option<String> {
    let request = situation.request;
    let principal = match layer {
        Layer::Resource | Layer::Trust => format!("\"Principal\": {}, ", named(request.principal)?),
        Layer::VpcEndpoint => "\"Principal\": \"*\", ".to_owned(),
        _ => String::new(),
    };
    let action = json_string(request.action);
    let resource = match layer {
        Layer::Trust => String::new(),
        _ => format!(", \"Resource\": {}", json_string(&request.resource.arn)),
    };
    Some(format!("{{\"Effect\": \"Allow\", {principal}\"Action\": {action}{resource}}}"))
}

/// The caller as a `Principal` element.
fn named(principal: &Principal) -> Option<String> {
    Some(match principal {
        Principal::Service { name } => format!("{{\"Service\": {}}}", json_string(name)),
        Principal::Federated { provider } => format!("{{\"Federated\": {}}}", json_string(provider)),
        Principal::Anonymous => "\"*\"".to_owned(),
        _ => format!("{{\"AWS\": {}}}", json_string(&aws_principal(principal)?)),
    })
}

/// The caller as an entry under `AWS`: of a role session its role.
fn aws_principal(principal: &Principal) -> Option<String> {
    match principal {
        Principal::RoleSession { role_arn, .. } => Some(role_arn.to_string()),
        _ => principal.arn().map(|arn| arn.into_owned()),
    }
}

/// Whether nobody but AWS can change the policy.
pub(super) fn is_aws_owned(named: &NamedPolicy) -> bool {
    named.arn.as_deref().is_some_and(|arn| arn.contains(":iam::aws:policy/"))
}
