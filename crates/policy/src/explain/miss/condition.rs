use super::words;
use crate::document::{Comparison, Condition, Quantifier, Version};
use crate::evaluate::Probe;
use crate::key::KeyName;
use crate::pattern::{Glob, Piece, Syntax, pieces};
use crate::trace::{Miss, MissedElement};

pub(super) fn describe(condition: &Condition, probe: &Probe<'_>) -> Miss {
    let key = &condition.key.value;
    let operator = condition.operator.value.to_string();
    let wanted: Vec<String> = condition.values.iter().map(|v| v.value.clone()).collect();
    let had = probe.context.values(&KeyName::new(key));
    let had = had.filter(|values| !values.is_empty());
    let text = match had {
        None => absent(condition, &wanted),
        Some(had) => present(condition, &wanted, had, probe),
    };
    Miss {
        message: format!("Condition {operator} {key}: {text}"),
        element: MissedElement::Condition { operator, key: key.clone() },
        span: condition.span(),
        wanted,
        had: had.map(<[String]>::to_vec),
    }
}

fn absent(condition: &Condition, wanted: &[String]) -> String {
    let missing = what_is_missing(&condition.key.value);
    if condition.operator.value.comparison == Comparison::Null {
        return format!("wants the key to be there, but {missing}.");
    }
    format!("wants {}, but {missing}.", words::any_of(wanted))
}

/// In words, that a request does not have a key.
fn what_is_missing(key: &str) -> String {
    let lower = key.to_ascii_lowercase();
    let tag = |of: &str, text: &str| {
        let name = lower.strip_prefix(of).map(|_| &key[of.len()..]);
        name.map(|name| format!("{text} `{name}`"))
    };
    let tag = tag("aws:principaltag/", "the caller has no tag")
        .or_else(|| tag("aws:requesttag/", "the request sets no tag"))
        .or_else(|| tag("aws:resourcetag/", "the resource has no tag"));
    if let Some(text) = tag {
        return text;
    }
    let text = match &*lower {
        "aws:multifactorauthpresent" => "the request has no such key: long-term access keys never have it",
        "sts:externalid" => "the request gives no external id",
        "aws:sourceip" => "the request has no such key: it came through a VPC endpoint",
        "aws:sourcevpc" | "aws:sourcevpce" => {
            "the request has no such key: it did not come through a VPC endpoint"
        }
        "aws:principalorgid" => "the caller's account is in no organisation",
        "aws:username" => "the request has no such key: only IAM users have a user name",
        _ => "the request has no such key",
    };
    text.to_owned()
}

fn present(condition: &Condition, wanted: &[String], had: &[String], probe: &Probe<'_>) -> String {
    let operator = condition.operator.value;
    if operator.comparison == Comparison::Null {
        return format!("wants the key to be absent, the request has {}.", words::all_of(had));
    }
    if operator.comparison.is_negated() {
        let values = shown(wanted, probe);
        return format!("the request has {}, which is excluded by {values}.", words::all_of(had));
    }
    if operator.quantifier == Some(Quantifier::ForAllValues) {
        return format!(
            "every value must be one of {}, the request has {}.",
            shown(wanted, probe),
            words::all_of(had)
        );
    }
    let hint = if is_session_arn(condition, wanted) {
        "; for a session this key holds the ARN of its role"
    } else {
        hint(operator.comparison, wanted, had)
    };
    let values = shown(wanted, probe);
    format!("wants {values}, the request has {}{hint}.", words::all_of(had))
}

/// The policy's values, variables followed by what they mean here.
fn shown(wanted: &[String], probe: &Probe<'_>) -> String {
    let with_meaning = |value: &String| match meaning(value, probe) {
        Some(Some(meaning)) => format!("`{value}` (here `{meaning}`)"),
        Some(None) => format!("`{value}` (without value here)"),
        None => format!("`{value}`"),
    };
    let values: Vec<String> = wanted.iter().map(with_meaning).collect();
    words::join(&values, " or ")
}

/// What a value with variables means in this request; `None` without variables, and inside
/// it `None` when one of them has no value.
fn meaning(value: &str, probe: &Probe<'_>) -> Option<Option<String>> {
    let pieces = pieces(value, Syntax::of(Version::V2012, false));
    let has_variable = pieces.iter().any(|piece| matches!(piece, Piece::Variable(_)));
    let text = |piece: &Piece| match piece {
        Piece::Literal(text) => Some(text.to_string()),
        Piece::Variable(variable) => variable.resolve(probe.context).map(str::to_owned),
        Piece::Star => Some("*".to_owned()),
        Piece::Question => Some("?".to_owned()),
    };
    has_variable.then(|| pieces.iter().map(text).collect())
}

/// Whether a session's ARN is looked for where only a role's can be.
fn is_session_arn(condition: &Condition, wanted: &[String]) -> bool {
    let is_session = |value: &String| value.contains(":assumed-role/");
    condition.key.value.eq_ignore_ascii_case("aws:PrincipalArn") && wanted.iter().any(is_session)
}

fn hint(comparison: Comparison, wanted: &[String], had: &[String]) -> &'static str {
    let any = |fits: fn(&str, &str) -> bool| {
        had.iter().any(|value| wanted.iter().any(|pattern| fits(pattern, value)))
    };
    match comparison {
        Comparison::StringEquals if any(like) => {
            "; StringEquals takes * and ? as they are, StringLike would match"
        }
        Comparison::StringEquals | Comparison::StringLike if any(ignoring_case) => {
            "; upper and lower case count"
        }
        Comparison::ArnEquals | Comparison::ArnLike if any(like) => {
            "; in ARN conditions a * stays within its segment"
        }
        _ => "",
    }
}

fn like(pattern: &str, value: &str) -> bool {
    Glob::text(pattern, Syntax::of(Version::V2008, true)).matches(value, None)
}

fn ignoring_case(pattern: &str, value: &str) -> bool {
    like(&pattern.to_lowercase(), &value.to_lowercase())
}
