//! JMESPath's functions.

use super::{Evaluated, eval};
use jmespath::ast::Ast;
use serde_json::{Map, Number, Value};
use std::cmp::Ordering;

/// Calls a function.
pub(super) fn call(name: &str, args: &[Ast], value: &Value) -> Evaluated {
    if let Some(result) = with_expression(name, args, value) {
        return result;
    }
    let values = args.iter().map(|a| eval(a, value)).collect::<Result<Vec<_>, _>>()?;
    match values.as_slice() {
        [a] => one(name, a),
        [a, b] => two(name, a, b),
        several => many(name, several),
    }
}

fn wrong(name: &str, value: &Value) -> String {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    format!("In function {name}(), invalid type for value: {value}, received: \"{kind}\"")
}

fn unknown(name: &str) -> String {
    format!("Unknown function: {name}()")
}

/// Functions whose argument is an expression: `sort_by(list, &expression)`.
fn with_expression(name: &str, args: &[Ast], value: &Value) -> Option<Evaluated> {
    let (list, expression) = match args {
        [Ast::Expref { ast, .. }, list] => (list, ast),
        [list, Ast::Expref { ast, .. }] => (list, ast),
        _ => return None,
    };
    Some(by(name, list, expression, value))
}

fn by(name: &str, list: &Ast, expression: &Ast, value: &Value) -> Evaluated {
    let list = eval(list, value)?;
    let items = list.as_array().ok_or_else(|| wrong(name, &list))?;
    let mut keyed = Vec::with_capacity(items.len());
    for item in items {
        keyed.push((eval(expression, item)?, item.clone()));
    }
    if name == "map" {
        return Ok(keyed.into_iter().map(|(key, _)| key).collect());
    }
    let kind_of = |v: &Value| (v.is_number(), v.is_string());
    if let Some((odd, _)) =
        keyed.iter().find(|(k, _)| kind_of(k) == (false, false) || kind_of(k) != kind_of(&keyed[0].0))
    {
        return Err(wrong(name, odd));
    }
    match name {
        "sort_by" => {
            keyed.sort_by(|a, b| order(&a.0, &b.0));
            Ok(keyed.into_iter().map(|(_, item)| item).collect())
        }
        "max_by" => {
            Ok(keyed.into_iter().rev().max_by(|a, b| order(&a.0, &b.0)).map_or(Value::Null, |(_, item)| item))
        }
        "min_by" => {
            Ok(keyed.into_iter().min_by(|a, b| order(&a.0, &b.0)).map_or(Value::Null, |(_, item)| item))
        }
        _ => Err(unknown(name)),
    }
}

fn order(a: &Value, b: &Value) -> Ordering {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.as_str().cmp(&b.as_str()),
    }
}

fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

fn numbers(name: &str, value: &Value) -> Result<Vec<f64>, String> {
    let items = value.as_array().ok_or_else(|| wrong(name, value))?;
    items.iter().map(|item| item.as_f64().ok_or_else(|| wrong(name, value))).collect()
}

fn one(name: &str, a: &Value) -> Evaluated {
    let numeric = || a.as_f64().ok_or_else(|| wrong(name, a));
    let list = || a.as_array().ok_or_else(|| wrong(name, a));
    let object = || a.as_object().ok_or_else(|| wrong(name, a));
    Ok(match name {
        "length" => match a {
            Value::String(text) => text.chars().count().into(),
            Value::Array(items) => items.len().into(),
            Value::Object(members) => members.len().into(),
            _ => return Err(wrong(name, a)),
        },
        "keys" => object()?.keys().map(|k| Value::from(k.as_str())).collect(),
        "values" => object()?.values().cloned().collect(),
        "abs" => number(numeric()?.abs()),
        "ceil" => number(numeric()?.ceil()),
        "floor" => number(numeric()?.floor()),
        "sum" => number(numbers(name, a)?.iter().sum()),
        "avg" => {
            let all = numbers(name, a)?;
            if all.is_empty() { Value::Null } else { number(all.iter().sum::<f64>() / all.len() as f64) }
        }
        "max" => list()?.iter().max_by(|a, b| order(a, b)).cloned().unwrap_or_default(),
        "min" => list()?.iter().min_by(|a, b| order(a, b)).cloned().unwrap_or_default(),
        "sort" => {
            let mut items = list()?.clone();
            items.sort_by(order);
            items.into()
        }
        "reverse" => match a {
            Value::String(text) => text.chars().rev().collect::<String>().into(),
            _ => list()?.iter().rev().cloned().collect(),
        },
        "to_string" => match a {
            Value::String(_) => a.clone(),
            other => other.to_string().into(),
        },
        "to_number" => match a {
            Value::Number(_) => a.clone(),
            Value::String(text) => text.parse::<f64>().map_or(Value::Null, number),
            _ => Value::Null,
        },
        "to_array" => match a {
            Value::Array(_) => a.clone(),
            other => Value::Array(vec![other.clone()]),
        },
        "type" => match a {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
        .into(),
        _ => return many(name, std::slice::from_ref(a)),
    })
}

fn two(name: &str, a: &Value, b: &Value) -> Evaluated {
    let texts = || a.as_str().zip(b.as_str()).ok_or_else(|| wrong(name, if a.is_string() { b } else { a }));
    Ok(match name {
        "contains" => match a {
            Value::String(text) => b.as_str().is_some_and(|part| text.contains(part)).into(),
            Value::Array(items) => items.contains(b).into(),
            _ => return Err(wrong(name, a)),
        },
        "starts_with" => texts().map(|(a, b)| a.starts_with(b))?.into(),
        "ends_with" => texts().map(|(a, b)| a.ends_with(b))?.into(),
        "join" => {
            let glue = a.as_str().ok_or_else(|| wrong(name, a))?;
            let parts = b.as_array().ok_or_else(|| wrong(name, b))?.iter();
            let parts: Option<Vec<&str>> = parts.map(Value::as_str).collect();
            parts.ok_or_else(|| wrong(name, b))?.join(glue).into()
        }
        _ => return many(name, &[a.clone(), b.clone()]),
    })
}

fn many(name: &str, values: &[Value]) -> Evaluated {
    match name {
        "not_null" => Ok(values.iter().find(|v| !v.is_null()).cloned().unwrap_or_default()),
        "merge" => {
            let mut out = Map::new();
            for value in values {
                out.extend(value.as_object().ok_or_else(|| wrong(name, value))?.clone());
            }
            Ok(out.into())
        }
        known if KNOWN.contains(&known) => {
            Err(format!("Invalid arity: function {name}() does not take {} arguments", values.len()))
        }
        _ => Err(unknown(name)),
    }
}

const KNOWN: [&str; 25] = [
    "abs",
    "avg",
    "ceil",
    "contains",
    "ends_with",
    "floor",
    "join",
    "keys",
    "length",
    "map",
    "max",
    "max_by",
    "merge",
    "min",
    "min_by",
    "not_null",
    "reverse",
    "sort",
    "sort_by",
    "starts_with",
    "sum",
    "to_array",
    "to_number",
    "to_string",
    "type",
];
