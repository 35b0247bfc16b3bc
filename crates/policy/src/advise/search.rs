//! From a denied request to plans that allow it.

use super::plan::{Advice, Change, Plan};
use super::situation::Situation;
use super::{grants, prohibitions};
use crate::{DecidedBy, Decision, Layer, Layers, Outcome, Request};

/// Most changes in a plan: one for each policy type that can stand in the way.
const MOST_CHANGES: usize = 5;

/// Most plans worth showing.
const MOST_PLANS: usize = 5;

/// Most changes tried for one piece of advice.
const MOST_TRIES: usize = 400;

/// What would allow a denied request; nothing for one that is allowed.
///
/// Each plan was evaluated. Organisation policies are not touched: they are set by others.
pub fn advise(request: &Request<'_>, layers: &Layers<'_>) -> Advice {
    let situation = Situation::new(*request, *layers);
    let decision = situation.decide();
    if decision.is_allowed() {
        return Advice::default();
    }
    let mut search = Search { tries: MOST_TRIES };
    let first = candidates(&situation, decision).into_iter();
    let plans = first.filter_map(|change| search.complete(&situation, decision, change, MOST_CHANGES));
    let mut plans: Vec<Plan> = plans.map(|changes| Plan { changes }).collect();
    // Who gives what a policy asks for needs no more rights. The sort is stable: of plans
    // of one size those found first ask for less.
    plans.sort_by_key(|plan| (plan.policy_changes(), plan.changes.len()));
    plans.truncate(MOST_PLANS);
    let obstacle = plans.is_empty().then(|| obstacle(&situation, decision));
    Advice { plans, obstacle }
}

struct Search {
    /// How many more changes may be tried.
    tries: usize,
}

impl Search {
    /// Makes a change and adds others, `left` in all, until the request is allowed.
    fn complete(
        &mut self,
        before: &Situation<'_>,
        denied: Decision,
        change: Change,
        left: usize,
    ) -> Option<Vec<Change>> {
        self.tries = self.tries.checked_sub(1)?;
        let situation = before.after(&change)?;
        let decision = situation.decide();
        if decision.is_allowed() {
            return Some(vec![change]);
        }
        // A change of a policy that leaves the same in the way helped nothing; of several
        // failing conditions each needs its own value.
        let is_request = matches!(change, Change::Request(_));
        if left == 1 || (decision == denied && !is_request) {
            return None;
        }
        let is_new = |next: &Change| decision != denied || is_other_value(next, &change);
        let mut next = candidates(&situation, decision).into_iter().filter(is_new);
        let rest = next.find_map(|next| self.complete(&situation, decision, next, left - 1))?;
        Some([change].into_iter().chain(rest).collect())
    }
}

/// Whether both change the request, and not the same key of it.
fn is_other_value(next: &Change, before: &Change) -> bool {
    match (next, before) {
        (Change::Request(next), Change::Request(before)) => !next.key.eq_ignore_ascii_case(&before.key),
        _ => false,
    }
}

/// Changes to the policy type that stands in the way.
fn candidates(situation: &Situation<'_>, decision: Decision) -> Vec<Change> {
    let Some(layer) = layer(decision.decided_by) else {
        return Vec::new();
    };
    if decision.outcome == Outcome::ExplicitlyDenied {
        return prohibitions::candidates(situation, layer);
    }
    let mut changes = grants::candidates(situation, layer);
    if layer == Layer::Identity {
        // Within one account the resource's own policy can do it, too.
        let resource = if is_trust(situation) { Layer::Trust } else { Layer::Resource };
        if has_policy(situation, resource) {
            changes.extend(grants::candidates(situation, resource));
        }
    }
    changes
}

fn layer(decided_by: DecidedBy) -> Option<Layer> {
    match decided_by {
        DecidedBy::Identity => Some(Layer::Identity),
        DecidedBy::Resource => Some(Layer::Resource),
        DecidedBy::Trust => Some(Layer::Trust),
        DecidedBy::Boundary => Some(Layer::Boundary),
        DecidedBy::Session => Some(Layer::Session),
        DecidedBy::Vpce => Some(Layer::VpcEndpoint),
        _ => None,
    }
}

fn is_trust(situation: &Situation<'_>) -> bool {
    situation.request.action.to_ascii_lowercase().starts_with("sts:")
}

/// Whether the resource has a policy; which kinds of resource could have one is not known here.
fn has_policy(situation: &Situation<'_>, layer: Layer) -> bool {
    !situation.policies(layer).is_empty()
}

fn obstacle(situation: &Situation<'_>, decision: Decision) -> String {
    let text = match decision.decided_by {
        DecidedBy::Scp => {
            "No change on your side can allow this: a service control policy of your organisation stands in the \
             way, and only the organisation's administrators can change it."
        }
        DecidedBy::Rcp => {
            "No change on your side can allow this: a resource control policy of the resource's organisation \
             stands in the way, and only its administrators can change it."
        }
        DecidedBy::Special => {
            "No policy can allow this: the root user may not assume roles. Sign in as a user."
        }
        DecidedBy::Trust if !has_policy(situation, Layer::Trust) => "There is no such role to trust anybody.",
        _ => "No small change allows this: something else stands in the way of each.",
    };
    text.to_owned()
}
