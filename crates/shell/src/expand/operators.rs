//! What PowerShell's operators do with values.

use super::{glob, truth};
use crate::builtins::pattern::{Syntax, compile};
use crate::state::{State, text_of};
use crate::syntax::operator::{Operator, Test, Unary};
use regex_lite::Regex;
use serde_json::{Number, Value};

/// The most items or bytes that an operator may make.
const MOST: usize = 1 << 20;
/// The most numbers of a range.
const MOST_NUMBERS: u64 = 10_000;

/// The value of an operation, or PowerShell's complaint.
pub(crate) type Answer = Result<Value, String>;

pub(crate) fn unary(operator: Unary, value: Value) -> Answer {
    match operator {
        Unary::Not => Ok(Value::Bool(!truth(&value))),
        Unary::Negate => number(&value).map(|n| from_float(-n)),
        Unary::List => Ok(Value::Array(into_items(value))),
        Unary::Join => Ok(Value::String(items(&value).iter().map(text_of).collect())),
        Unary::Split => Ok(text_of(&value).split_whitespace().map(Value::from).collect()),
    }
}

/// `left operator right`. A match leaves its groups in `$Matches`. `-and` and `-or` are not decided here,
/// since their right sides need not be looked at.
pub(crate) fn binary(state: &mut State, operator: Operator, left: Value, right: Value) -> Answer {
    match operator {
        Operator::And | Operator::Or => Ok(right),
        Operator::Xor => Ok(Value::Bool(truth(&left) != truth(&right))),
        Operator::Compare { test, exact } => compare(state, test, exact, &left, &right),
        Operator::Replace { exact } => replace(&left, &right, exact),
        Operator::Split => split(&left, &right),
        Operator::Join => {
            let texts: Vec<String> = items(&left).iter().map(text_of).collect();
            Ok(Value::String(texts.join(&text_of(&right))))
        }
        Operator::Add => add(left, right),
        Operator::Multiply => multiply(&left, &right),
        Operator::Subtract | Operator::Divide | Operator::Remainder => {
            calculate(operator, number(&left)?, number(&right)?).map(from_float)
        }
        Operator::Format => format(&text_of(&left), items(&right)),
        Operator::Range => range(number(&left)?, number(&right)?),
    }
}

/// The items of a list; one value is a list of itself, nothing an empty one.
pub(crate) fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

/// [`items`], taken out of the value.
pub(crate) fn into_items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn number(value: &Value) -> Result<f64, String> {
    match value {
        Value::Null => Ok(0.0),
        Value::Bool(b) => Ok(if *b { 1.0 } else { 0.0 }),
        Value::Number(number) => Ok(number.as_f64().unwrap_or(0.0)),
        Value::String(text) if text.trim().is_empty() => Ok(0.0),
        Value::String(text) => text.trim().parse().map_err(|_| {
            format!("Cannot convert value \"{text}\" to type \"System.Int32\". Error: \"The input string '{text}' was not in a correct format.\"")
        }),
        _ => Err("Cannot convert the value to a number.".to_owned()),
    }
}

fn from_float(float: f64) -> Value {
    /// Below this, whole numbers are exact.
    const EXACT: f64 = 9e15;
    if float.fract() == 0.0 && float.abs() < EXACT {
        return Value::from(float as i64);
    }
    Number::from_f64(float).map_or(Value::Null, Value::Number)
}

fn calculate(operator: Operator, left: f64, right: f64) -> Result<f64, String> {
    match operator {
        Operator::Subtract => Ok(left - right),
        Operator::Divide | Operator::Remainder if right == 0.0 => {
            Err("Attempted to divide by zero.".to_owned())
        }
        Operator::Divide => Ok(left / right),
        _ => Ok(left % right),
    }
}

fn add(left: Value, right: Value) -> Answer {
    Ok(match (left, right) {
        (Value::Null, right) => right,
        (Value::Array(mut list), right) => {
            list.extend(match right {
                Value::Array(more) => more,
                one => vec![one],
            });
            if list.len() > MOST {
                return Err("IAM Playground: the list is too long".to_owned());
            }
            Value::Array(list)
        }
        (Value::String(text), right) => {
            let text = text + &text_of(&right);
            if text.len() > MOST {
                return Err("IAM Playground: the text is too long".to_owned());
            }
            Value::String(text)
        }
        (Value::Object(mut members), Value::Object(more)) => {
            members.extend(more);
            Value::Object(members)
        }
        (left, right) => from_float(number(&left)? + number(&right)?),
    })
}

fn multiply(left: &Value, right: &Value) -> Answer {
    let Value::String(text) = left else { return Ok(from_float(number(left)? * number(right)?)) };
    let times = number(right)?.max(0.0);
    if text.len() as f64 * times > MOST as f64 {
        return Err("IAM Playground: the text is too long".to_owned());
    }
    Ok(Value::String(text.repeat(times as usize)))
}

fn range(from: f64, to: f64) -> Answer {
    let (from, to) = (from.round() as i64, to.round() as i64);
    if from.abs_diff(to) > MOST_NUMBERS {
        return Err(format!("IAM Playground: a range has at most {MOST_NUMBERS} numbers"));
    }
    Ok(if from <= to {
        (from..=to).map(Value::from).collect()
    } else {
        (to..=from).rev().map(Value::from).collect()
    })
}

/// Of a list, the items for which the comparison holds; of one value, whether it holds.
fn compare(state: &mut State, test: Test, exact: bool, left: &Value, right: &Value) -> Answer {
    let member = |list: &Value, one: &Value| items(list).iter().any(|item| equal(item, one, exact));
    match test {
        Test::Contains => return Ok(member(left, right).into()),
        Test::NotContains => return Ok((!member(left, right)).into()),
        Test::In => return Ok(member(right, left).into()),
        Test::NotIn => return Ok((!member(right, left)).into()),
        _ => {}
    }
    let Value::Array(list) = left else { return holds(state, test, exact, left, right).map(Value::Bool) };
    let mut found = Vec::new();
    for item in list {
        if holds(state, test, exact, item, right)? {
            found.push(item.clone());
        }
    }
    Ok(Value::Array(found))
}

fn holds(state: &mut State, test: Test, exact: bool, left: &Value, right: &Value) -> Result<bool, String> {
    let cased = |text: String| if exact { text } else { text.to_lowercase() };
    let like = || glob::matches(&glob::unquoted(&cased(text_of(right))), &cased(text_of(left)));
    let order = || order(left, right, exact);
    Ok(match test {
        Test::Equal => equal(left, right, exact),
        Test::NotEqual => !equal(left, right, exact),
        Test::Less => order()?.is_lt(),
        Test::LessOrEqual => order()?.is_le(),
        Test::Greater => order()?.is_gt(),
        Test::GreaterOrEqual => order()?.is_ge(),
        Test::Like => like(),
        Test::NotLike => !like(),
        Test::Match | Test::NotMatch => {
            let regex = regex(right, exact)?;
            let text = text_of(left);
            let found = regex.captures(&text);
            if let Some(groups) = &found {
                let each =
                    groups.iter().enumerate().filter_map(|(i, g)| Some((i.to_string(), g?.as_str().into())));
                state.variables.insert("matches".to_owned(), Value::Object(each.collect()));
            }
            found.is_some() == (test == Test::Match)
        }
        Test::Contains | Test::NotContains | Test::In | Test::NotIn => false,
    })
}

/// Whether two values are equal: the right one is taken for what the left one is.
fn equal(left: &Value, right: &Value, exact: bool) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Bool(left), right) => *left == truth(right),
        (Value::Number(_), right) => number(left).ok() == number(right).ok(),
        (Value::String(left), right) => {
            let right = text_of(right);
            if exact { *left == right } else { left.to_lowercase() == right.to_lowercase() }
        }
        (left, right) => left == right,
    }
}

fn order(left: &Value, right: &Value, exact: bool) -> Result<std::cmp::Ordering, String> {
    if let Value::String(text) = left {
        let cased = |text: &str| if exact { text.to_owned() } else { text.to_lowercase() };
        return Ok(cased(text).cmp(&cased(&text_of(right))));
    }
    Ok(number(left)?.total_cmp(&number(right)?))
}

fn regex(pattern: &Value, exact: bool) -> Result<Regex, String> {
    let pattern = text_of(pattern);
    compile(&pattern, Syntax::Extended, !exact)
        .map_err(|error| format!("The regular expression pattern {pattern} is not valid: {error}"))
}

fn replace(left: &Value, right: &Value, exact: bool) -> Answer {
    let words = items(right);
    let regex = regex(words.first().unwrap_or(&Value::Null), exact)?;
    let with = words.get(1).map(text_of).unwrap_or_default();
    let one = |value: &Value| -> Answer {
        let text = text_of(value);
        let count = regex.find_iter(&text).count();
        if text.len() + count * with.len() > MOST {
            return Err("IAM Playground: the text is too long".to_owned());
        }
        Ok(Value::String(regex.replace_all(&text, with.as_str()).into_owned()))
    };
    match left {
        Value::Array(items) => items.iter().map(one).collect::<Result<Vec<_>, _>>().map(Value::Array),
        value => one(value),
    }
}

fn split(left: &Value, right: &Value) -> Answer {
    let words = items(right);
    let regex = regex(words.first().unwrap_or(&Value::Null), false)?;
    let most = words.get(1).map(number).transpose()?.map_or(0, |n| n.max(0.0) as usize);
    let pieces = |text: &str| -> Vec<Value> {
        if most == 0 {
            regex.split(text).map(Value::from).collect()
        } else {
            regex.splitn(text, most).map(Value::from).collect()
        }
    };
    Ok(items(left).iter().flat_map(|value| pieces(&text_of(value))).collect())
}

/// `'{0} is {1,5}' -f …`
fn format(text: &str, values: &[Value]) -> Answer {
    const BAD: &str = "Error formatting a string: Input string was not in a correct format.";
    /// The widest field.
    const WIDEST: usize = 1_000;
    let mut result = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        result.push_str(&rest[..at]);
        let doubled = &rest[at..at + 1];
        if rest[at + 1..].starts_with(doubled) {
            result.push_str(doubled);
            rest = &rest[at + 2..];
            continue;
        }
        let end = rest.find('}').filter(|end| *end > at).ok_or(BAD)?;
        let (index, width) = rest[at + 1..end].split_once(',').unwrap_or((&rest[at + 1..end], "0"));
        if width.contains(':') || index.contains(':') {
            return Err("IAM Playground: formats such as {0:N2}: not simulated".to_owned());
        }
        let value = index.trim().parse().ok().and_then(|i: usize| values.get(i)).ok_or(BAD)?;
        let width: i32 = width.trim().parse().map_err(|_| BAD)?;
        let columns = usize::try_from(width.unsigned_abs()).unwrap_or(0).min(WIDEST);
        let value = text_of(value);
        result.push_str(&if width < 0 { format!("{value:<columns$}") } else { format!("{value:>columns$}") });
        rest = &rest[end + 1..];
        if result.len() > MOST {
            return Err("IAM Playground: the text is too long".to_owned());
        }
    }
    result.push_str(rest);
    Ok(Value::String(result))
}
