//! A statement made ready for evaluation.

mod action;
mod principals;
mod resource;

use crate::condition::Condition;
use crate::document::{self, Effect, Version};
use crate::evaluate::{PrincipalRule, Probe, Recorder, ResourceRule, Rules};
use crate::trace::Grant;

pub(crate) use action::{ServiceBits, service_bit, service_hash};

use action::Actions;
use principals::Principals;
use resource::Resources;

/// A compiled statement.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) effect: Effect,
    actions: Actions,
    resources: Option<Resources>,
    principals: Option<Principals>,
    conditions: Box<[Condition]>,
}

/// A part of a statement that a request can fail to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Action,
    Resource,
    Principal,
    /// By position in the document's list.
    Condition(usize),
}

impl Statement {
    pub(crate) fn compile(statement: &document::Statement, version: Version) -> Self {
        let conditions = statement.conditions.iter();
        Self {
            effect: statement.effect.value,
            actions: Actions::compile(&statement.action),
            resources: statement.resource.as_ref().map(|element| Resources::compile(element, version)),
            principals: statement.principal.as_ref().map(Principals::compile),
            conditions: conditions.map(|condition| Condition::compile(condition, version)).collect(),
        }
    }

    /// The services that the statement can speak of.
    pub(crate) fn services(&self) -> ServiceBits {
        self.actions.services()
    }

    /// Whether the statement applies, and for an `Allow` of a resource-based policy how far
    /// it reaches. The recorder hears of every part that does not fit, or of the first when
    /// it wants no more.
    pub(crate) fn check<R: Recorder>(
        &self,
        probe: &Probe<'_>,
        rules: Rules,
        recorder: &mut R,
    ) -> Option<Grant> {
        let mut grant = Some(Grant::Plain);
        if !self.actions.match_probe(probe) {
            grant = None;
            recorder.miss(Part::Action);
        }
        if (R::EVERYTHING || grant.is_some()) && !self.fits_resource(probe, rules.resource) {
            grant = None;
            recorder.miss(Part::Resource);
        }
        if R::EVERYTHING || grant.is_some() {
            let named = self.fits_principal(probe, rules.principal);
            if named.is_none() {
                recorder.miss(Part::Principal);
            }
            grant = grant.and(named);
        }
        for (index, condition) in self.conditions.iter().enumerate() {
            if !R::EVERYTHING && grant.is_none() {
                break;
            }
            if !condition.holds(probe.context) {
                grant = None;
                recorder.miss(Part::Condition(index));
            }
        }
        grant
    }

    fn fits_resource(&self, probe: &Probe<'_>, rule: ResourceRule) -> bool {
        match &self.resources {
            Some(resources) => resources.match_probe(probe),
            None => rule == ResourceRule::Implied,
        }
    }

    fn fits_principal(&self, probe: &Probe<'_>, rule: PrincipalRule) -> Option<Grant> {
        let named = self.principals.as_ref();
        let is_named = |principals: &Principals| match self.effect {
            Effect::Allow => principals.grant(probe),
            Effect::Deny => principals.denies(probe).then_some(Grant::Plain),
        };
        match rule {
            PrincipalRule::Absent => named.is_none().then_some(Grant::Plain),
            PrincipalRule::Covers => is_named(named?).and(Some(Grant::Plain)),
            PrincipalRule::Grants => is_named(named?),
        }
    }
}
