//! JSON texts to jq's values and back.

use jaq_json::{Map, Num, Val};
use serde_json::{Number, Value};

/// The value of a JSON text that was read.
pub(super) fn from_json(value: Value) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Bool(b) => Val::Bool(b),
        Value::Number(number) => Val::Num(from_number(&number)),
        Value::String(text) => Val::utf8_str(text),
        Value::Array(items) => items.into_iter().map(from_json).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, v)| (Val::utf8_str(key), from_json(v)));
            Val::obj(members.collect::<Map>())
        }
    }
}

fn from_number(number: &Number) -> Num {
    match number.as_i64().and_then(|n| isize::try_from(n).ok()) {
        Some(whole) => Num::Int(whole),
        None => Num::Float(number.as_f64().unwrap_or(f64::NAN)),
    }
}

/// The JSON of a value, as jq writes it: what is no number becomes `null`, what is too large the largest.
pub(super) fn to_json(value: &Val) -> Value {
    match value {
        Val::Null => Value::Null,
        Val::Bool(b) => Value::Bool(*b),
        Val::Num(number) => to_number(number),
        Val::TStr(text) | Val::BStr(text) => String::from_utf8_lossy(text).into_owned().into(),
        Val::Arr(items) => items.iter().map(to_json).collect(),
        Val::Obj(members) => members.iter().map(|(key, v)| (key_of(key), to_json(v))).collect(),
    }
}

fn key_of(key: &Val) -> String {
    match key {
        Val::TStr(text) | Val::BStr(text) => String::from_utf8_lossy(text).into_owned(),
        other => to_json(other).to_string(),
    }
}

fn to_number(number: &Num) -> Value {
    /// The largest whole number that is written without an exponent.
    const LARGEST_WHOLE: f64 = 1e17;
    let float = match number {
        Num::Int(whole) => return (*whole as i64).into(),
        Num::BigInt(whole) => whole.to_string().parse().unwrap_or(f64::MAX),
        Num::Float(float) => *float,
        Num::Dec(digits) => digits.parse().unwrap_or(f64::NAN),
    };
    if float.fract() == 0.0 && float.abs() < LARGEST_WHOLE {
        return (float as i64).into();
    }
    let float = if float.is_infinite() { f64::MAX.copysign(float) } else { float };
    Number::from_f64(float).map_or(Value::Null, Value::Number)
}

/// The value with the members of its objects in the order of their names.
pub(super) fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        Value::Object(members) => {
            let mut members: Vec<_> = members.into_iter().map(|(key, v)| (key, sorted(v))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            members.into_iter().collect()
        }
        other => other,
    }
}
