//! The methods of PowerShell's texts that courses use, and what `[…]` takes out of a value.

use super::operators::{Answer, items};
use crate::state::text_of;
use serde_json::Value;

/// Calls a method.
///
/// # Errors
/// That there is none of this name here.
pub(super) fn call(value: &Value, name: &str, arguments: &[Value]) -> Answer {
    let text = text_of(value);
    let argument = |i: usize| arguments.get(i).map(text_of);
    let position = |i: usize| arguments.get(i).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let missing =
        || format!("Cannot find an overload for \"{name}\" and the argument count: \"{}\".", arguments.len());
    let first = || argument(0).ok_or_else(missing);
    Ok(match name.to_lowercase().as_str() {
        "tostring" => text.into(),
        "toupper" => text.to_uppercase().into(),
        "tolower" => text.to_lowercase().into(),
        "trim" => match argument(0) {
            Some(set) => text.trim_matches(|c| set.contains(c)).into(),
            None => text.trim().into(),
        },
        "trimstart" => text.trim_start().into(),
        "trimend" => text.trim_end().into(),
        "contains" if value.is_array() => {
            items(value).contains(arguments.first().ok_or_else(missing)?).into()
        }
        "contains" => text.contains(&first()?).into(),
        "startswith" => text.starts_with(&first()?).into(),
        "endswith" => text.ends_with(&first()?).into(),
        "indexof" => {
            let at = text.find(&first()?).map(|at| text[..at].chars().count());
            at.map_or(Value::from(-1), Value::from)
        }
        "replace" => replace(&text, &first()?, &argument(1).ok_or_else(missing)?)?,
        "split" => {
            let separators = first()?;
            text.split(|c| separators.contains(c)).map(Value::from).collect()
        }
        "substring" => {
            let from = position(0).ok_or_else(missing)?;
            let length = text.chars().count();
            let count = if arguments.len() > 1 {
                position(1).ok_or_else(missing)?
            } else {
                length.saturating_sub(from)
            };
            if from.checked_add(count).is_none_or(|end| end > length) {
                return Err("Exception calling \"Substring\": \"Index and length must refer to a location within the string.\"".to_owned());
            }
            text.chars().skip(from).take(count).collect::<String>().into()
        }
        _ => return Err(format!("IAM Playground: the method {name}: not simulated")),
    })
}

fn replace(text: &str, from: &str, to: &str) -> Answer {
    /// The longest result in bytes.
    const MOST: usize = 1 << 20;
    if from.is_empty() {
        return Err("Exception calling \"Replace\": \"String cannot be of zero length.\"".to_owned());
    }
    if text.len() + text.matches(from).count() * to.len() > MOST {
        return Err("IAM Playground: the text is too long".to_owned());
    }
    Ok(text.replace(from, to).into())
}

/// `value[key]`: an item of a list or text by its place, of which negative ones count from the end; several
/// for several; a member of an object by its name.
pub(super) fn item(value: &Value, key: &Value) -> Value {
    match (value, key) {
        (value, Value::Array(keys)) => {
            keys.iter().map(|key| item(value, key)).filter(|v| !v.is_null()).collect()
        }
        (Value::Object(_), key) => super::named(value, &text_of(key)),
        (Value::String(text), Value::Number(_)) => {
            let chars: Vec<Value> = text.chars().map(|c| Value::from(c.to_string())).collect();
            at(&chars, key)
        }
        (Value::Array(items), Value::Number(_)) => at(items, key),
        (one, Value::Number(n)) if matches!(n.as_i64(), Some(0 | -1)) => one.clone(),
        _ => Value::Null,
    }
}

fn at(items: &[Value], place: &Value) -> Value {
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let index = place.as_i64().unwrap_or(i64::MAX);
    let index = if index < 0 { index.saturating_add(length) } else { index };
    usize::try_from(index).ok().and_then(|i| items.get(i)).cloned().unwrap_or(Value::Null)
}
