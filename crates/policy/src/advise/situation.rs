//! A request with its policies, to try changes on.

use super::plan::{Change, PolicyChange, PolicyRemoval};
use crate::{Context, Decision, Layer, Layers, NamedPolicy, Policy, Request, decide};

/// Owns what changes touch, and borrows the rest.
#[derive(Clone)]
pub(super) struct Situation<'a> {
    pub(super) request: Request<'a>,
    layers: Layers<'a>,
    pub(super) context: Context,
    identity: Vec<NamedPolicy>,
    resource: Vec<NamedPolicy>,
    boundary: Vec<NamedPolicy>,
    session: Option<Vec<NamedPolicy>>,
    endpoint: Option<Vec<NamedPolicy>>,
}

impl<'a> Situation<'a> {
    pub(super) fn new(request: Request<'a>, layers: Layers<'a>) -> Self {
        Self {
            request,
            layers,
            context: request.context.clone(),
            identity: layers.identity.to_vec(),
            resource: layers.resource.into_iter().cloned().collect(),
            boundary: layers.boundary.into_iter().cloned().collect(),
            session: layers.session.map(<[_]>::to_vec),
            endpoint: layers.vpc_endpoint.map(<[_]>::to_vec),
        }
    }

    pub(super) fn decide(&self) -> Decision {
        self.judge(decide)
    }

    /// Looks at the request as it is after the changes.
    pub(super) fn judge<T>(&self, judge: impl FnOnce(&Request<'_>, &Layers<'_>) -> T) -> T {
        let request = Request { context: &self.context, ..self.request };
        let layers = Layers {
            identity: &self.identity,
            resource: self.resource.first(),
            boundary: self.boundary.first(),
            session: self.session.as_deref(),
            vpc_endpoint: self.endpoint.as_deref(),
            ..self.layers
        };
        judge(&request, &layers)
    }

    /// The policies of a type that changes can touch.
    pub(super) fn policies(&self, layer: Layer) -> &[NamedPolicy] {
        match layer {
            Layer::Identity => &self.identity,
            Layer::Resource | Layer::Trust => &self.resource,
            Layer::Boundary => &self.boundary,
            Layer::Session => self.session.as_deref().unwrap_or_default(),
            Layer::VpcEndpoint => self.endpoint.as_deref().unwrap_or_default(),
            Layer::Scp | Layer::Rcp => &[],
        }
    }

    /// The situation after a change; `None` when the change makes no policy.
    pub(super) fn after(&self, change: &Change) -> Option<Self> {
        let mut after = self.clone();
        match change {
            Change::Request(change) => after.context.set(&change.key, change.value.as_str()),
            Change::Policy(change) => after.put(change)?,
            Change::Removal(change) => after.remove(change)?,
        }
        Some(after)
    }

    fn put(&mut self, change: &PolicyChange) -> Option<()> {
        let policies = self.policies_mut(change.layer)?;
        let policy = Policy::parse(&change.text).ok()?;
        match change.index {
            Some(index) => policies.get_mut(index)?.policy = policy,
            None => policies.push(NamedPolicy { name: change.name.clone(), arn: None, policy }),
        }
        Some(())
    }

    fn remove(&mut self, change: &PolicyRemoval) -> Option<()> {
        let policies = self.policies_mut(change.layer)?;
        if change.index >= policies.len() {
            return None;
        }
        policies.remove(change.index);
        // A session without session policies has none, and not an empty list of them.
        if change.layer == Layer::Session && self.session.as_ref().is_some_and(Vec::is_empty) {
            self.session = None;
        }
        Some(())
    }

    fn policies_mut(&mut self, layer: Layer) -> Option<&mut Vec<NamedPolicy>> {
        match layer {
            Layer::Identity => Some(&mut self.identity),
            Layer::Resource | Layer::Trust => Some(&mut self.resource),
            Layer::Boundary => Some(&mut self.boundary),
            Layer::Session => Some(self.session.get_or_insert_default()),
            Layer::VpcEndpoint => Some(self.endpoint.get_or_insert_default()),
            Layer::Scp | Layer::Rcp => None,
        }
    }
}
