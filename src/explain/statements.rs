//! The policies of one type: which statements apply, and for the others what kept them from it.

use crate::ui::{Mark, MarkKind, PolicyText, Status, StatusIndicator, inline_code};
use policy::{Effect, LayerTrace, PolicyTrace, StatementTrace, Verdict};
use std::cmp::Reverse;
use yew::prelude::*;

/// The most policies and statements that are shown at once; those that matter come first.
const MOST: usize = 12;
/// The longest text that is shown.
const LONGEST: usize = 20_000;

/// Properties of [`Policies`].
#[derive(Properties, PartialEq)]
pub(super) struct PoliciesProps {
    /// The policy type's trace.
    pub(super) trace: LayerTrace,
}

/// The policies of one type.
#[component]
pub(super) fn Policies(props: &PoliciesProps) -> Html {
    let mut policies: Vec<&PolicyTrace> = props.trace.policies.iter().collect();
    policies.sort_by_key(|policy| Reverse(relevance(policy)));
    let hidden = policies.len().saturating_sub(MOST);
    let level = |policy: &PolicyTrace| props.trace.levels.get(policy.level?).map(|level| level.name.clone());
    let shown = policies.iter().take(MOST).enumerate();
    html! {
        <>
            <ul class="policies">
                { for shown.map(|(index, policy)| view(index, policy, level(policy))) }
            </ul>
            <p class="hint">{ more(hidden, "policy", "policies") }</p>
        </>
    }
}

/// How much a policy has to do with the outcome.
fn relevance(policy: &PolicyTrace) -> (bool, bool) {
    (policy.denies(), policy.has_matched(Effect::Allow))
}

fn view(key: usize, policy: &PolicyTrace, level: Option<String>) -> Html {
    let mut statements: Vec<&StatementTrace> = policy.statements.iter().collect();
    // Those that apply, denials first; then those that miss by least.
    statements.sort_by_key(|s| match &s.verdict {
        Verdict::Matched => (0, usize::from(s.effect == Effect::Allow)),
        Verdict::Missed(_) => (1, s.further.len()),
    });
    let hidden = statements.len().saturating_sub(MOST);
    let marks: Vec<Mark> = statements.iter().flat_map(|statement| marks(statement)).collect();
    let text = policy.text.to_string();
    html! {
        <li {key} class="policy">
            <p class="policy-name">
                { policy.name.to_string() }
                if let Some(level) = level {
                    <span class="hint">{ " at " }{ level }</span>
                }
            </p>
            <ul class="statements">
                { for statements.iter().take(MOST).map(|statement| line(statement)) }
            </ul>
            <p class="hint">{ more(hidden, "statement", "statements") }</p>
            if text.len() <= LONGEST {
                <details class="detail" open={policy.denies() || policy.statements.len() <= 3}>
                    <summary>{ "Policy text" }</summary>
                    <PolicyText {text} {marks} label={"Policy ".to_owned() + &policy.name} />
                </details>
            } else {
                <p class="hint">{ "The text is too long to be shown here." }</p>
            }
        </li>
    }
}

fn line(statement: &StatementTrace) -> Html {
    let name = match &statement.sid {
        Some(sid) if !sid.is_empty() => "Statement ".to_owned() + sid,
        _ => "Statement ".to_owned() + &(statement.index + 1).to_string(),
    };
    let (status, words) = match (&statement.verdict, statement.effect) {
        (Verdict::Matched, Effect::Allow) => (Status::Success, " applies and allows it.".to_owned()),
        (Verdict::Matched, Effect::Deny) => (Status::Error, " applies and denies it.".to_owned()),
        (Verdict::Missed(miss), _) => (Status::Inactive, " does not apply. ".to_owned() + &miss.message),
    };
    let further = statement.further.iter().enumerate().map(|(index, miss)| {
        html! { <li key={index}>{ inline_code(&miss.message) }</li> }
    });
    html! {
        <li key={statement.index}>
            <StatusIndicator {status}><strong>{ name }</strong>{ inline_code(&words) }</StatusIndicator>
            if !statement.further.is_empty() {
                <details class="detail">
                    <summary>{ "What else does not fit" }</summary>
                    <ul>{ for further }</ul>
                </details>
            }
        </li>
    }
}

fn marks(statement: &StatementTrace) -> Vec<Mark> {
    match (&statement.verdict, statement.effect) {
        (Verdict::Matched, Effect::Allow) => vec![Mark { span: statement.span, kind: MarkKind::Allows }],
        (Verdict::Matched, Effect::Deny) => vec![Mark { span: statement.span, kind: MarkKind::Denies }],
        (Verdict::Missed(miss), _) => vec![Mark { span: miss.span, kind: MarkKind::Misses }],
    }
}

fn more(hidden: usize, one: &str, many: &str) -> String {
    match hidden {
        0 => String::new(),
        1 => "And one more ".to_owned() + one + " that does not decide.",
        _ => "And ".to_owned() + &hidden.to_string() + " more " + many + " that do not decide.",
    }
}
