//! Conditions by the rules of spec/policy-language.md §7.

use std::cmp::Ordering;
use std::net::IpAddr;

use policy::Context;
use serde_json::Value;

use super::glob::{Token, matches, substitute};
use super::strings;

pub fn block_holds(block: &Value, context: &Context, variables: bool) -> bool {
    let Some(operators) = block.as_object() else {
        return true;
    };
    operators.iter().all(|(operator, keys)| {
        let keys = keys.as_object().unwrap();
        keys.iter().all(|(key, values)| {
            let values = strings(values);
            Test { operator, context, variables, values }.holds(key)
        })
    })
}

struct Test<'a> {
    operator: &'a str,
    context: &'a Context,
    variables: bool,
    values: Vec<String>,
}

impl Test<'_> {
    fn holds(&self, key: &str) -> bool {
        let request = self.context.get(key).unwrap_or_default();
        if self.operator == "Null" {
            return self.values.iter().any(|value| {
                (value.to_lowercase() == "true" && request.is_empty())
                    || (value.to_lowercase() == "false" && !request.is_empty())
            });
        }
        let operator = self.operator;
        let (set, operator) = operator.split_once(':').unwrap_or(("", operator));
        let base = operator.strip_suffix("IfExists").unwrap_or(operator);
        let negated = base.contains("Not");
        if request.is_empty() {
            return match set {
                _ if operator.ends_with("IfExists") => true,
                "ForAllValues" => true,
                "ForAnyValue" => false,
                _ => negated,
            };
        }
        let plain = base.replace("Not", "");
        let one = |value: &String| {
            let any = self.values.iter().any(|wanted| self.compare(&plain, value, wanted));
            any != negated
        };
        match (set, negated) {
            ("ForAllValues", _) | ("", true) => request.iter().all(one),
            _ => request.iter().any(one),
        }
    }

    fn compare(&self, operator: &str, request: &str, wanted: &str) -> bool {
        let text = |wildcards| substitute(wanted, self.context, self.variables, wildcards);
        match operator {
            "StringEquals" => text(false).is_some_and(|tokens| matches(&tokens, request)),
            "StringLike" => text(true).is_some_and(|tokens| matches(&tokens, request)),
            "StringEqualsIgnoreCase" => {
                plain(text(false)).is_some_and(|wanted| wanted.to_lowercase() == request.to_lowercase())
            }
            "Bool" => plain(text(false)).is_some_and(|wanted| {
                let request = request.to_lowercase();
                ["true", "false"].contains(&&*request) && wanted.to_lowercase() == request
            }),
            "BinaryEquals" => request == wanted && is_base64(request),
            "IpAddress" => in_network(request, wanted),
            "ArnEquals" | "ArnLike" => text(true).is_some_and(|tokens| arn_matches(&tokens, request)),
            _ if operator.starts_with("Numeric") => accepts(&operator[7..], number(request), number(wanted)),
            _ => accepts(&operator[4..], instant(request), instant(wanted)),
        }
    }
}

fn plain(tokens: Option<Vec<Token>>) -> Option<String> {
    let characters = tokens?.into_iter().map(|token| match token {
        Token::Char(character) => character,
        _ => panic!("wildcards were not asked for"),
    });
    Some(characters.collect())
}

/// Six segments, each matched for itself.
fn arn_matches(tokens: &[Token], request: &str) -> bool {
    let patterns: Vec<_> = tokens.splitn(6, |token| *token == Token::Char(':')).collect();
    let segments: Vec<_> = request.splitn(6, ':').collect();
    let mut pairs = patterns.iter().zip(&segments);
    patterns.len() == 6 && segments.len() == 6 && pairs.all(|(pattern, text)| matches(pattern, text))
}

fn accepts<T: PartialOrd>(test: &str, request: Option<T>, wanted: Option<T>) -> bool {
    let (Some(request), Some(wanted)) = (request, wanted) else {
        return false;
    };
    let order = request.partial_cmp(&wanted).unwrap();
    match test {
        "Equals" => order == Ordering::Equal,
        "LessThan" => order == Ordering::Less,
        "LessThanEquals" => order != Ordering::Greater,
        "GreaterThan" => order == Ordering::Greater,
        "GreaterThanEquals" => order != Ordering::Less,
        _ => panic!("no test {test}"),
    }
}

/// For texts whose last digit has no bits to spare.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let alphabet = |character: char| character.is_ascii_alphanumeric() || "+/".contains(character);
    text.len().is_multiple_of(4) && text.len() - digits.len() <= 2 && digits.chars().all(alphabet)
}

fn number(text: &str) -> Option<f64> {
    let known = text.chars().all(|character| "0123456789.-".contains(character));
    known.then(|| text.parse().ok())?
}

/// The dates of the generator.
fn instant(text: &str) -> Option<i64> {
    match text {
        "2026-01-01T00:00:00Z" => Some(1_767_225_600),
        "2026-06-01T00:00:00Z" => Some(1_780_272_000),
        _ => text.chars().all(|character| character.is_ascii_digit()).then(|| text.parse().ok())?,
    }
}

fn in_network(request: &str, wanted: &str) -> bool {
    let (network, length) = wanted.split_once('/').unwrap_or((wanted, "128"));
    match (bits(request), bits(network), length.parse::<usize>()) {
        (Some(request), Some(network), Ok(length)) => {
            request.len() == network.len() && request.iter().zip(&network).take(length).all(|(a, b)| a == b)
        }
        _ => false,
    }
}

fn bits(address: &str) -> Option<Vec<bool>> {
    let octets = match address.parse::<IpAddr>().ok()? {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let bits = octets.into_iter().flat_map(|octet| (0..8).rev().map(move |bit| octet >> bit & 1 == 1));
    Some(bits.collect())
}
