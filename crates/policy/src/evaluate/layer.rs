//! Evaluating the policies of one type.

use super::probe::Probe;
use super::recorder::Recorder;
use super::scope::Consulted;
use crate::document::Effect;
use crate::request::{Level, NamedPolicy};
use crate::trace::{Grant, Layer};

/// What the policies of one type say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// Whether this type has a say at all.
    pub(crate) applies: bool,
    /// Whether a `Deny` applies.
    pub(crate) denies: bool,
    /// The farthest-reaching `Allow`.
    pub(crate) grant: Option<Grant>,
}

/// How a policy type treats elements that not every type has.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) resource: ResourceRule,
    pub(crate) principal: PrincipalRule,
    /// The farthest an `Allow` can reach: with it found, other Allows need no look.
    farthest: Grant,
}

/// What a missing `Resource` means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResourceRule {
    /// The resource that the policy is attached to.
    Implied,
    /// An error: the statement does not apply.
    Required,
}

/// What `Principal` means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrincipalRule {
    /// There must be none.
    Absent,
    /// It says whom the statement covers.
    Covers,
    /// It also says how far an `Allow` reaches.
    Grants,
}

impl Rules {
    pub(super) const fn of(layer: Layer) -> Self {
        use PrincipalRule::{Absent, Covers, Grants};
        let principal = match layer {
            Layer::Identity | Layer::Boundary | Layer::Session | Layer::Scp => Absent,
            Layer::Rcp | Layer::VpcEndpoint => Covers,
            Layer::Resource | Layer::Trust => Grants,
        };
        Self {
            resource: match layer {
                Layer::Trust => ResourceRule::Implied,
                _ => ResourceRule::Required,
            },
            principal,
            farthest: match principal {
                Grants => Grant::Direct,
                Absent | Covers => Grant::Plain,
            },
        }
    }
}

/// Evaluates the policies of one type.
pub(crate) fn evaluate_layer<R: Recorder>(
    layer: Layer,
    consulted: Consulted<'_>,
    probe: &Probe<'_>,
    recorder: &mut R,
) -> Verdict {
    let rules = Rules::of(layer);
    match consulted {
        Consulted::Policies(policies) => evaluate_policies(policies, probe, rules, recorder),
        // RCPFullAWSAccess is attached to every level and cannot be removed.
        Consulted::Levels(levels) if layer == Layer::Rcp => {
            let verdict = evaluate_levels(levels, true, probe, rules, recorder);
            Verdict { grant: Some(Grant::Plain), ..verdict }
        }
        Consulted::Levels(levels) => evaluate_levels(levels, false, probe, rules, recorder),
    }
}

/// Within a level any `Allow` will do; across levels each must have one.
fn evaluate_levels<R: Recorder>(
    levels: &[Level],
    always_allow: bool,
    probe: &Probe<'_>,
    rules: Rules,
    recorder: &mut R,
) -> Verdict {
    let mut all = Verdict { applies: true, denies: false, grant: Some(Grant::Plain) };
    for level in levels {
        recorder.begin_level(level);
        let verdict = evaluate_policies(&level.policies, probe, rules, recorder);
        recorder.end_level(always_allow || verdict.grant.is_some());
        all.denies |= verdict.denies;
        all.grant = all.grant.and(verdict.grant);
        if all.denies && !R::EVERYTHING {
            break;
        }
    }
    all
}

fn evaluate_policies<R: Recorder>(
    policies: &[NamedPolicy],
    probe: &Probe<'_>,
    rules: Rules,
    recorder: &mut R,
) -> Verdict {
    let mut verdict = Verdict { applies: true, ..Verdict::default() };
    let bit = probe.service_bit();
    for named in policies {
        recorder.begin_policy(named);
        let mut services = named.policy.deny_services;
        if verdict.grant != Some(rules.farthest) {
            services |= named.policy.allow_services;
        }
        if R::EVERYTHING || services & bit != 0 {
            evaluate_policy(named, probe, rules, &mut verdict, recorder);
        }
        if verdict.denies && !R::EVERYTHING {
            break;
        }
    }
    verdict
}

fn evaluate_policy<R: Recorder>(
    named: &NamedPolicy,
    probe: &Probe<'_>,
    rules: Rules,
    verdict: &mut Verdict,
    recorder: &mut R,
) {
    let bit = probe.service_bit();
    for (index, (services, statement)) in named.policy.statements().enumerate() {
        let is_settled = match statement.effect {
            Effect::Allow => verdict.grant == Some(rules.farthest),
            Effect::Deny => verdict.denies,
        };
        if !R::EVERYTHING && (is_settled || services & bit == 0) {
            continue;
        }
        let applies = statement.check(probe, rules, recorder);
        recorder.end_statement(index, applies);
        match statement.effect {
            Effect::Allow => verdict.grant = verdict.grant.max(applies),
            Effect::Deny => verdict.denies |= applies.is_some(),
        }
    }
}
