use super::read::{Reader, one_or_many};
use super::{
    Condition, DocumentErrorKind, Effect, Element, Operator, Polarity, PrincipalElement, PrincipalEntry,
    PrincipalKind, Statement,
};
use crate::json::{Kind, Member, Value};
use crate::{Span, Spanned};

/// The elements met so far.
#[derive(Default)]
struct Parts {
    sid: Option<Spanned<String>>,
    effect: Option<Spanned<Effect>>,
    principal: Option<PrincipalElement>,
    action: Option<Element>,
    resource: Option<Element>,
    conditions: Vec<Condition>,
}

/// Reads a statement; `None` only when it is no object.
pub(super) fn statement(reader: &mut Reader<'_>, value: Value) -> Option<Statement> {
    let span = value.span;
    let Kind::Object(members) = value.kind else {
        reader.wrong_kind("Statement", "an object or a list of objects", span);
        return None;
    };
    let mut parts = Parts::default();
    let mut effect_given = false;
    for member in members {
        effect_given |= member.key == "Effect";
        read_member(reader, &mut parts, member);
    }
    if !effect_given {
        reader.fail(DocumentErrorKind::Missing("Effect"), span);
    }
    if parts.action.is_none() {
        reader.fail(DocumentErrorKind::Missing("Action"), span);
    }
    Some(Statement {
        span,
        sid: parts.sid,
        effect: parts.effect.unwrap_or(Spanned::new(Effect::Deny, span)),
        principal: parts.principal,
        action: parts.action.unwrap_or_else(|| nothing(span)),
        resource: parts.resource,
        conditions: parts.conditions,
    })
}

fn nothing(span: Span) -> Element {
    Element { polarity: Polarity::Listed, key_span: span, span, values: Vec::new() }
}

fn read_member(reader: &mut Reader<'_>, parts: &mut Parts, member: Member) {
    let Member { key, key_span, value } = member;
    use Polarity::{Listed, NotListed};
    match key.as_str() {
        "Sid" => parts.sid = reader.string("Sid", value),
        "Effect" => parts.effect = effect(reader, value),
        "Principal" => principal(reader, parts, Listed, key_span, value),
        "NotPrincipal" => principal(reader, parts, NotListed, key_span, value),
        "Action" => action(reader, parts, Listed, key_span, value),
        "NotAction" => action(reader, parts, NotListed, key_span, value),
        "Resource" => resource(reader, parts, Listed, key_span, value),
        "NotResource" => resource(reader, parts, NotListed, key_span, value),
        "Condition" => parts.conditions = conditions(reader, value),
        _ => reader.fail(DocumentErrorKind::UnknownElement(key), key_span),
    }
}

fn effect(reader: &mut Reader<'_>, value: Value) -> Option<Spanned<Effect>> {
    let word = reader.string("Effect", value)?;
    let effect = match word.value.as_str() {
        "Allow" => Effect::Allow,
        "Deny" => Effect::Deny,
        _ => {
            reader.fail(DocumentErrorKind::UnknownEffect(word.value), word.span);
            return None;
        }
    };
    Some(Spanned::new(effect, word.span))
}

fn action(reader: &mut Reader<'_>, parts: &mut Parts, polarity: Polarity, key_span: Span, value: Value) {
    if parts.action.is_some() {
        reader.fail(DocumentErrorKind::Both("Action", "NotAction"), key_span);
    }
    let element = element(reader, ["Action", "NotAction"], polarity, key_span, value);
    parts.action = Some(element);
}

fn resource(reader: &mut Reader<'_>, parts: &mut Parts, polarity: Polarity, key_span: Span, value: Value) {
    if parts.resource.is_some() {
        reader.fail(DocumentErrorKind::Both("Resource", "NotResource"), key_span);
    }
    let names = ["Resource", "NotResource"];
    parts.resource = Some(element(reader, names, polarity, key_span, value));
}

fn element(
    reader: &mut Reader<'_>,
    [plain, not]: [&'static str; 2],
    polarity: Polarity,
    key_span: Span,
    value: Value,
) -> Element {
    let name = match polarity {
        Polarity::Listed => plain,
        Polarity::NotListed => not,
    };
    let span = value.span;
    let is_empty_list = matches!(&value.kind, Kind::Array(items) if items.is_empty());
    if is_empty_list {
        reader.fail(DocumentErrorKind::Empty(name), span);
    }
    Element { polarity, key_span, span, values: reader.strings(name, value) }
}

fn principal(reader: &mut Reader<'_>, parts: &mut Parts, polarity: Polarity, key_span: Span, value: Value) {
    if parts.principal.is_some() {
        let kind = DocumentErrorKind::Both("Principal", "NotPrincipal");
        reader.fail(kind, key_span);
    }
    let span = value.span;
    let entries = match value.kind {
        Kind::String(text) if text == "*" => {
            vec![PrincipalEntry { kind: PrincipalKind::Everyone, value: text, span }]
        }
        Kind::Object(members) => {
            members.into_iter().flat_map(|member| principal_entries(reader, member)).collect()
        }
        _ => {
            reader.wrong_kind("Principal", "`*` or an object", span);
            Vec::new()
        }
    };
    parts.principal = Some(PrincipalElement { polarity, key_span, span, entries });
}

fn principal_entries(reader: &mut Reader<'_>, member: Member) -> Vec<PrincipalEntry> {
    let kind = match member.key.as_str() {
        "AWS" => PrincipalKind::Aws,
        "Service" => PrincipalKind::Service,
        "Federated" => PrincipalKind::Federated,
        "CanonicalUser" => PrincipalKind::CanonicalUser,
        _ => {
            let kind = DocumentErrorKind::UnknownPrincipalKind(member.key);
            reader.fail(kind, member.key_span);
            return Vec::new();
        }
    };
    let values = reader.strings(kind.as_str(), member.value).into_iter();
    values.map(|Spanned { value, span }| PrincipalEntry { kind, value, span }).collect()
}

fn conditions(reader: &mut Reader<'_>, value: Value) -> Vec<Condition> {
    let Kind::Object(operators) = value.kind else {
        reader.wrong_kind("Condition", "an object", value.span);
        return Vec::new();
    };
    let mut conditions = Vec::new();
    for Member { key, key_span, value } in operators {
        match Operator::parse(&key) {
            None => reader.fail(DocumentErrorKind::UnknownOperator(key), key_span),
            Some(operator) => {
                let operator = Spanned::new(operator, key_span);
                keys(reader, operator, &key, value, &mut conditions);
            }
        }
    }
    conditions
}

/// The keys under one operator.
fn keys(
    reader: &mut Reader<'_>,
    operator: Spanned<Operator>,
    name: &str,
    value: Value,
    conditions: &mut Vec<Condition>,
) {
    let Kind::Object(keys) = value.kind else {
        reader.wrong_kind(name, "an object", value.span);
        return;
    };
    for Member { key, key_span, value } in keys {
        let values_span = value.span;
        conditions.push(Condition {
            operator: operator.clone(),
            values: values(reader, &key, value),
            key: Spanned::new(key, key_span),
            values_span,
        });
    }
}

/// Condition values; numbers and booleans may stand without quotes and mean their text.
fn values(reader: &mut Reader<'_>, key: &str, value: Value) -> Vec<Spanned<String>> {
    one_or_many(value)
        .into_iter()
        .filter_map(|item| {
            let text = match item.kind {
                Kind::String(text) | Kind::Number(text) => text,
                Kind::Bool(value) => value.to_string(),
                _ => {
                    let expected = "a string, number, boolean or a list of them";
                    reader.wrong_kind(key, expected, item.span);
                    return None;
                }
            };
            Some(Spanned::new(text, item.span))
        })
        .collect()
}
