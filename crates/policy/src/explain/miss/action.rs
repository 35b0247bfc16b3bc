use super::{is_listed, values, words};
use crate::document::{Effect, Statement};
use crate::evaluate::Probe;
use crate::pattern::Glob;
use crate::trace::{Miss, MissedElement};

pub(super) fn describe(statement: &Statement, probe: &Probe<'_>) -> Miss {
    let element = &statement.action;
    let wanted = values(element);
    let (kind, message) = if is_listed(element) {
        let message = not_listed(&wanted, statement.effect.value, probe);
        (MissedElement::Action, message)
    } else {
        let message = format!(
            "NotAction leaves out {}, so the statement does not speak of `{}`.",
            words::all_of(&wanted),
            probe.action_as_given
        );
        (MissedElement::NotAction, message)
    };
    Miss {
        element: kind,
        span: element.span,
        wanted,
        had: Some(vec![probe.action_as_given.to_owned()]),
        message,
    }
}

fn not_listed(wanted: &[String], effect: Effect, probe: &Probe<'_>) -> String {
    let verb = match effect {
        Effect::Allow => "allows",
        Effect::Deny => "denies",
    };
    let asked = probe.action_as_given;
    if let Some(cut) = wanted.iter().find(|pattern| is_cut_off(pattern, probe)) {
        return format!(
            "The statement {verb} the action `{cut}`, which is only the beginning of `{asked}`: \
             `{cut}*` would match."
        );
    }
    let same_service = |pattern: &&String| {
        let service = pattern.split(':').next().unwrap_or_default();
        Glob::action(&service.to_ascii_lowercase()).matches(probe.service, None)
    };
    let near: Vec<_> = wanted.iter().filter(same_service).collect();
    if near.is_empty() {
        let all = words::all_of(wanted);
        format!("The statement {verb} {all}, nothing of `{}`.", probe.service)
    } else {
        let near = words::all_of(&near);
        format!("The statement {verb} {near}, the request is `{asked}`.")
    }
}

/// Whether a star at the end is all that is missing.
fn is_cut_off(pattern: &str, probe: &Probe<'_>) -> bool {
    let has_name = pattern.split_once(':').is_some_and(|(_, name)| name.len() > 2);
    let lower = pattern.to_ascii_lowercase();
    has_name && !pattern.ends_with('*') && Glob::action(&format!("{lower}*")).matches(probe.action, None)
}
