//! One result of a simulation.

use super::Simulated;
use policy::{
    Effect, Explanation, Layer, LayerResult, Layers, MissedElement, NamedPolicy, Outcome, PolicyTrace,
    Request, Resource, StatementTrace, Verdict, derive_context, explain, line_column,
};
use serde_json::{Map, Value, json};

impl Simulated {
    /// What would be decided on an action and a resource.
    pub(super) fn result(&self, action: &str, resource: &str) -> Value {
        let target = Resource { arn: resource.to_owned(), account: self.owner.clone() };
        let mut context = self.context.clone();
        derive_context(&policy::Principal::Anonymous, &target, &mut context);
        let explanation = explain(
            &Request { principal: &self.principal, action, resource: &target, context: &context },
            &Layers {
                identity: &self.identity,
                boundary: self.boundary.as_ref(),
                resource: self.resource.as_ref(),
                scps: self.scps.as_deref(),
                ..Layers::default()
            },
        );
        let missing: Vec<String> =
            self.keys_asked(&explanation).into_iter().filter(|key| !context.contains(key)).collect();
        let mut out = Map::from_iter([
            ("EvalActionName".to_owned(), Value::from(action)),
            ("EvalResourceName".to_owned(), resource.into()),
            ("EvalDecision".to_owned(), decision(&explanation).into()),
            ("MatchedStatements".to_owned(), matched(&explanation)),
            ("MissingContextValues".to_owned(), missing.into()),
        ]);
        if self.scps.is_some() {
            let allowed = allows(&explanation, Layer::Scp);
            let detail = json!({ "AllowedByOrganizations": allowed });
            out.insert("OrganizationsDecisionDetail".to_owned(), detail);
        }
        if self.boundary.is_some() {
            let allowed = allows(&explanation, Layer::Boundary);
            let detail = json!({ "AllowedByPermissionsBoundary": allowed });
            out.insert("PermissionsBoundaryDecisionDetail".to_owned(), detail);
        }
        Value::from(out)
    }

    /// The condition keys of the statements that fit but for their conditions, each once.
    fn keys_asked(&self, explanation: &Explanation) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for trace in explanation.layers.iter().flat_map(|layer| &layer.policies) {
            let Some(policy) = self.policies().find(|known| *known.policy.text() == *trace.text) else {
                continue;
            };
            let fit = trace.statements.iter().filter(|statement| fits_but_for_conditions(statement));
            let written = fit.filter_map(|fit| policy.policy.document().statements.get(fit.index));
            for condition in written.flat_map(|statement| &statement.conditions) {
                let key = &condition.key.value;
                if !keys.iter().any(|known| known.eq_ignore_ascii_case(key)) {
                    keys.push(key.clone());
                }
            }
        }
        keys
    }

    /// The policies of all layers.
    fn policies(&self) -> impl Iterator<Item = &NamedPolicy> {
        let scps = self.scps.iter().flatten().flat_map(|level| &level.policies);
        self.identity.iter().chain(&self.boundary).chain(&self.resource).chain(scps)
    }
}

fn fits_but_for_conditions(statement: &StatementTrace) -> bool {
    match &statement.verdict {
        Verdict::Matched => true,
        Verdict::Missed(miss) => matches!(miss.element, MissedElement::Condition { .. }),
    }
}

fn decision(explanation: &Explanation) -> &'static str {
    match explanation.decision.outcome {
        Outcome::Allowed => "allowed",
        Outcome::ExplicitlyDenied => "explicitDeny",
        Outcome::ImplicitlyDenied => "implicitDeny",
    }
}

fn allows(explanation: &Explanation, layer: Layer) -> bool {
    explanation.layers.iter().any(|t| t.layer == layer && matches!(t.result, LayerResult::Allows(_)))
}

/// The statements of all policies, each with its layer and policy.
fn statements(explanation: &Explanation) -> impl Iterator<Item = (Layer, &PolicyTrace, &StatementTrace)> {
    let policies = explanation.layers.iter().flat_map(|t| t.policies.iter().map(|policy| (t.layer, policy)));
    policies.flat_map(|(layer, policy)| policy.statements.iter().map(move |s| (layer, policy, s)))
}

/// The statements that say what was decided: the denying ones of a denial, else the allowing ones.
fn matched(explanation: &Explanation) -> Value {
    let denied = explanation.decision.outcome == Outcome::ExplicitlyDenied;
    let effect = if denied { Effect::Deny } else { Effect::Allow };
    let fits = |s: &StatementTrace| s.verdict == Verdict::Matched && s.effect == effect;
    let matched = statements(explanation).filter(|(_, _, statement)| fits(statement));
    matched.map(|(layer, policy, statement)| show(layer, policy, statement)).collect()
}

fn show(layer: Layer, policy: &PolicyTrace, statement: &StatementTrace) -> Value {
    let place = |offset: u32| {
        let place = line_column(&policy.text, offset);
        json!({"Line": place.line, "Column": place.column})
    };
    let kind = match layer {
        Layer::Resource | Layer::Trust => "Resource Policy",
        Layer::Boundary => "IAM Permissions Boundary Policy",
        Layer::Scp => "Service Control Policy",
        _ => "IAM Policy",
    };
    // AWS's positions begin right behind the bracket or comma before the statement.
    let before = usize::try_from(statement.span.start).ok().and_then(|start| policy.text.get(..start));
    let start = before.map_or(statement.span.start, |before| before.trim_end().len() as u32);
    json!({
        "SourcePolicyId": &*policy.name,
        "SourcePolicyType": kind,
        "StartPosition": place(start),
        "EndPosition": place(statement.span.end),
    })
}
