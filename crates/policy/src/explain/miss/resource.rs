use super::{is_listed, values, words};
use crate::arn::Arn;
use crate::document::{Statement, Version};
use crate::evaluate::Probe;
use crate::pattern::{Glob, Piece, Syntax, pieces};
use crate::trace::{Miss, MissedElement};

pub(super) fn describe(statement: &Statement, version: Version, probe: &Probe<'_>) -> Miss {
    let had = Some(vec![probe.resource.to_owned()]);
    let Some(element) = &statement.resource else {
        return Miss {
            element: MissedElement::Resource,
            span: statement.span,
            wanted: Vec::new(),
            had,
            message: "The statement has no Resource, so it covers nothing.".to_owned(),
        };
    };
    let wanted = values(element);
    if !is_listed(element) {
        let all = words::all_of(&wanted);
        return Miss {
            element: MissedElement::NotResource,
            span: element.span,
            message: format!("NotResource leaves out {all}, which covers `{}`.", probe.resource),
            wanted,
            had,
        };
    }
    let (span, message) = match nearest(&wanted, probe.resource) {
        Some(index) => (element.values[index].span, hint(&wanted, index, version, probe)),
        None => (element.span, "The list of resources is empty.".to_owned()),
    };
    Miss { element: MissedElement::Resource, span, wanted, had, message }
}

/// The pattern that agrees with the resource the longest.
fn nearest(wanted: &[String], resource: &str) -> Option<usize> {
    let agreement = |index: &usize| words::common_prefix(&wanted[*index], resource);
    (0..wanted.len()).rev().max_by_key(agreement)
}

fn hint(wanted: &[String], nearest: usize, version: Version, probe: &Probe<'_>) -> String {
    let (pattern, asked) = (&wanted[nearest], probe.resource);
    if asked == "*" {
        let action = probe.action_as_given;
        return format!("`{action}` cannot be limited to single resources: it needs the resource `*`.");
    }
    let special = variable_without_value(pattern, version, probe)
        .or_else(|| bucket_or_object(pattern, asked))
        .or_else(|| other_case(pattern, asked))
        .or_else(|| missing_star(pattern, asked))
        .or_else(|| other_part(pattern, asked));
    special.unwrap_or_else(|| {
        let patterns = words::any_of(wanted);
        format!("The statement is for {patterns}, the request for `{asked}`.")
    })
}

fn variable_without_value(pattern: &str, version: Version, probe: &Probe<'_>) -> Option<String> {
    if version == Version::V2008 && pattern.contains("${") {
        return Some(format!(
            "Resource `{pattern}`: without `\"Version\": \"2012-10-17\"` a `${{…}}` is plain text."
        ));
    }
    let empty =
        pieces(pattern, Syntax::of(Version::V2012, true)).into_iter().find_map(|piece| match piece {
            Piece::Variable(variable) => {
                variable.resolve(probe.context).is_none().then(|| variable.key.as_str().to_owned())
            }
            _ => None,
        })?;
    Some(format!(
        "Resource `{pattern}` needs a value for `{empty}`, and the request has none: \
         a resource with such a gap matches nothing."
    ))
}

fn bucket_or_object(pattern: &str, asked: &str) -> Option<String> {
    let bucket_of = |arn: &str| {
        let arn = Arn::parse(arn)?;
        (arn.service == "s3").then(|| arn.resource.split('/').next().map(str::to_owned))?
    };
    if bucket_of(pattern)? != bucket_of(asked)? {
        return None;
    }
    if !pattern.contains('/') && asked.contains('/') {
        return Some(format!(
            "Resource `{pattern}` is the bucket, the request is for an object in it: \
             it needs `{pattern}/*`."
        ));
    }
    (pattern.contains('/') && !asked.contains('/')).then(|| {
        format!(
            "Resource `{pattern}` is for objects in the bucket, the request is for the bucket \
             itself: it needs `{asked}`."
        )
    })
}

fn other_case(pattern: &str, asked: &str) -> Option<String> {
    let lower = Glob::resource(&pattern.to_lowercase(), Version::V2008);
    lower
        .matches(&asked.to_lowercase(), None)
        .then(|| format!("Resource `{pattern}` and `{asked}` differ in upper and lower case, which counts."))
}

fn missing_star(pattern: &str, asked: &str) -> Option<String> {
    let with_star = format!("{}/*", pattern.trim_end_matches('/'));
    let is_below = Glob::resource(&with_star, Version::V2008).matches(asked, None);
    (is_below && !pattern.contains("${")).then(|| {
        format!("Resource `{pattern}` is not `{asked}`, which lies below it: `{with_star}` would match.")
    })
}

/// ARNs that differ in one of the first five segments only.
fn other_part(pattern: &str, asked: &str) -> Option<String> {
    let (wanted, had) = (Arn::parse(pattern)?, Arn::parse(asked)?);
    let parts = [
        ("partition", wanted.partition, had.partition),
        ("service", wanted.service, had.service),
        ("Region", wanted.region, had.region),
        ("account", wanted.account, had.account),
    ];
    let mut different = parts
        .into_iter()
        .filter(|(_, wanted, had)| !Glob::resource(wanted, Version::V2008).matches(had, None));
    let (name, wanted_part, had_part) = different.next()?;
    if wanted_part.contains('*') || different.next().is_some() {
        return None;
    }
    let shown = |part: &str| match part {
        "" => "none".to_owned(),
        _ => format!("`{part}`"),
    };
    Some(format!(
        "Resource `{pattern}` has the {name} {}, the request's resource {}.",
        shown(wanted_part),
        shown(had_part)
    ))
}
