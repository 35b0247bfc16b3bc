//! `--query`: JMESPath. The expression is read by the `jmespath` crate; it is evaluated here, because that
//! crate's values lose the order of members, which the CLI shows.

mod functions;

use super::error::CliError;
use jmespath::ast::{Ast, Comparator};
use serde_json::{Map, Value};
use std::cmp::Ordering;

/// The most brackets and prefixes of an expression, and the most operators. Each may be a level of the tree,
/// along which parser and evaluation recurse.
const MOST_BRACKETS: usize = 128;
const MOST_OPERATORS: usize = 500;

/// A compiled expression.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    ast: Ast,
    text: String,
}

impl Query {
    pub(crate) fn compile(text: &str) -> Result<Self, CliError> {
        let count = |signs: &str| text.chars().filter(|c| signs.contains(*c)).count();
        if count("([{!&") > MOST_BRACKETS || count(".[|&=<>") > MOST_OPERATORS {
            return Err(bad(text, "IAM Playground takes no expression of so many parts"));
        }
        match jmespath::parse(&with_json_literals(text)) {
            Ok(ast) => Ok(Self { ast, text: text.to_owned() }),
            Err(error) => Err(syntax_error(text, &error)),
        }
    }

    /// The value that the expression selects.
    pub(crate) fn search(&self, value: &Value) -> Result<Value, CliError> {
        eval(&self.ast, value).map_err(|message| bad(&self.text, &message))
    }
}

/// The expression with each literal in backticks as JSON. The CLI takes a literal that is no JSON for a text,
/// and courses write them so: `` [?Name==`x`] ``.
fn with_json_literals(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    // The quote that is open, and where the text inside it begins in the result.
    let mut open: Option<(char, usize)> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, open) {
            ('\\', Some(_)) => result.extend([c].into_iter().chain(chars.next())),
            ('`', Some(('`', start))) => {
                let literal = &result[start..];
                let quoted = format!("\"{}\"", literal.trim_start());
                let is_json = |json: &str| serde_json::from_str::<Value>(json).is_ok();
                if !is_json(literal) && is_json(&quoted) {
                    result.replace_range(start.., &quoted);
                }
                result.push('`');
                open = None;
            }
            (c, Some((quote, _))) => {
                result.push(c);
                if c == quote {
                    open = None;
                }
            }
            (c, None) => {
                result.push(c);
                if matches!(c, '`' | '\'' | '"') {
                    open = Some((c, result.len()));
                }
            }
        }
    }
    result
}

fn bad(text: &str, message: &str) -> CliError {
    CliError::Param(format!("Bad value for --query {text}: {message}"))
}

fn syntax_error(text: &str, error: &jmespath::JmespathError) -> CliError {
    let incomplete =
        error.offset >= text.len() || text[..].trim_end().ends_with(['[', '?', '.', '(', ',', '|']);
    let (kind, at) = if incomplete {
        ("Incomplete expression", text.len())
    } else {
        ("Bad jmespath expression", error.offset)
    };
    bad(
        text,
        &format!(
            "Invalid jmespath expression: {kind}:\n\"{text}\"\n{}^",
            " ".repeat(at + 1 - usize::from(!incomplete))
        ),
    )
}

type Evaluated = Result<Value, String>;

/// Whether JMESPath takes a value for true.
fn truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
        Value::Number(_) => true,
    }
}

fn eval(ast: &Ast, value: &Value) -> Evaluated {
    Ok(match ast {
        Ast::Identity { .. } => value.clone(),
        Ast::Field { name, .. } => value.get(name).cloned().unwrap_or_default(),
        Ast::Index { idx, .. } => index(value, *idx),
        Ast::Literal { value, .. } => serde_json::to_value(&**value).unwrap_or_default(),
        Ast::Subexpr { lhs, rhs, .. } => eval(rhs, &eval(lhs, value)?)?,
        Ast::Or { lhs, rhs, .. } => {
            let left = eval(lhs, value)?;
            if truthy(&left) { left } else { eval(rhs, value)? }
        }
        Ast::And { lhs, rhs, .. } => {
            let left = eval(lhs, value)?;
            if truthy(&left) { eval(rhs, value)? } else { left }
        }
        Ast::Not { node, .. } => Value::Bool(!truthy(&eval(node, value)?)),
        Ast::Condition { predicate, then, .. } => {
            if truthy(&eval(predicate, value)?) {
                eval(then, value)?
            } else {
                Value::Null
            }
        }
        Ast::Comparison { comparator, lhs, rhs, .. } => {
            compare(comparator, &eval(lhs, value)?, &eval(rhs, value)?)
        }
        Ast::MultiList { .. } | Ast::MultiHash { .. } if value.is_null() => Value::Null,
        Ast::MultiList { elements, .. } => {
            elements.iter().map(|e| eval(e, value)).collect::<Result<Vec<_>, _>>()?.into()
        }
        Ast::MultiHash { elements, .. } => {
            let members = elements.iter().map(|e| Ok((e.key.clone(), eval(&e.value, value)?)));
            Value::Object(members.collect::<Result<Map<_, _>, String>>()?)
        }
        Ast::Projection { lhs, rhs, .. } => project(&eval(lhs, value)?, rhs)?,
        Ast::ObjectValues { node, .. } => match eval(node, value)? {
            Value::Object(members) => members.into_iter().map(|(_, v)| v).collect(),
            _ => Value::Null,
        },
        Ast::Flatten { node, .. } => flatten(eval(node, value)?),
        Ast::Slice { start, stop, step, .. } => slice(value, *start, *stop, *step)?,
        Ast::Function { name, args, .. } => functions::call(name, args, value)?,
        Ast::Expref { .. } => Value::Null,
    })
}

fn index(value: &Value, at: i32) -> Value {
    let Some(items) = value.as_array() else { return Value::Null };
    let at = if at < 0 { i64::from(at) + items.len() as i64 } else { i64::from(at) };
    usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or_default()
}

/// The expression's values over a list, those that are null left out.
fn project(value: &Value, ast: &Ast) -> Evaluated {
    let Some(items) = value.as_array() else { return Ok(Value::Null) };
    let mut out = Vec::new();
    for item in items {
        let item = eval(ast, item)?;
        if !item.is_null() {
            out.push(item);
        }
    }
    Ok(out.into())
}

fn flatten(value: Value) -> Value {
    let Value::Array(items) = value else { return Value::Null };
    let one_level = items.into_iter().flat_map(|item| match item {
        Value::Array(inner) => inner,
        other => vec![other],
    });
    one_level.collect()
}

fn compare(comparator: &Comparator, a: &Value, b: &Value) -> Value {
    let order = || a.as_f64().zip(b.as_f64()).and_then(|(a, b)| a.partial_cmp(&b));
    let ordered = |fits: fn(Ordering) -> bool| order().map_or(Value::Null, |o| Value::Bool(fits(o)));
    match comparator {
        Comparator::Equal => Value::Bool(same(a, b)),
        Comparator::NotEqual => Value::Bool(!same(a, b)),
        Comparator::LessThan => ordered(Ordering::is_lt),
        Comparator::LessThanEqual => ordered(Ordering::is_le),
        Comparator::GreaterThan => ordered(Ordering::is_gt),
        Comparator::GreaterThanEqual => ordered(Ordering::is_ge),
    }
}

/// Equal, `1` and `1.0` being the same number.
fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn slice(value: &Value, start: Option<i32>, stop: Option<i32>, step: i32) -> Evaluated {
    let Some(items) = value.as_array() else { return Ok(Value::Null) };
    if step == 0 {
        return Err("Invalid slice: step cannot be 0".to_owned());
    }
    let length = items.len() as i64;
    let clamp = |at: Option<i32>, default: i64| {
        let Some(at) = at.map(i64::from) else { return default };
        let at = if at < 0 { at + length } else { at };
        if step > 0 { at.clamp(0, length) } else { at.clamp(-1, length - 1) }
    };
    let (first, last) = if step > 0 { (0, length) } else { (length - 1, -1) };
    let (mut at, stop) = (clamp(start, first), clamp(stop, last));
    let mut out = Vec::new();
    while (step > 0 && at < stop) || (step < 0 && at > stop) {
        out.extend(usize::try_from(at).ok().and_then(|at| items.get(at)).cloned());
        at += i64::from(step);
    }
    Ok(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn selects_as_jmespath_says() {
        let value = json!({
            "Users": [{"Name": "b", "N": 2, "Tags": []}, {"Name": "a", "N": 10, "Tags": [{"K": "x"}]}],
            "Map": {"z": 1, "y": 2},
        });
        for (query, expected) in [
            ("Users[].Name", json!(["b", "a"])),
            ("Users[?Name=='a'].N | [0]", json!(10)),
            ("Users[?N>`5`].Name", json!(["a"])),
            ("Users[?Name==`a`].N", json!([10])),
            ("Users[?Name==`\"a\"`].N", json!([10])),
            ("[`a b`, 'c`d', `[1]`, `true`]", json!(["a b", "c`d", [1], true])),
            (
                "Users[*].{Second:N,First:Name}",
                json!([{"Second": 2, "First": "b"}, {"Second": 10, "First": "a"}]),
            ),
            ("Users[].[Name,N]", json!([["b", 2], ["a", 10]])),
            ("sort_by(Users,&Name)[].N", json!([10, 2])),
            ("max_by(Users,&N).Name", json!("a")),
            ("length(Users)", json!(2)),
            ("Users[-1].Name", json!("a")),
            ("Users[::-1].Name", json!(["a", "b"])),
            ("Map.*", json!([1, 2])),
            ("Users[].Tags[].K", json!(["x"])),
            ("Nope.x || Users[0].Name", json!("b")),
            ("Users[?contains(Name,'b')].N", json!([2])),
            ("join(',',Users[].Name)", json!("b,a")),
            ("keys(Map)", json!(["z", "y"])),
            ("to_string(Users[0].N)", json!("2")),
            ("sum(Users[].N)", json!(12)),
            ("!Nope", json!(true)),
        ] {
            assert_eq!(Query::compile(query).unwrap().search(&value).unwrap(), expected, "{query}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let text = |query: &str| match Query::compile(query) {
            Err(CliError::Param(text)) => text,
            Ok(query) => format!("{:?}", query.search(&json!({"a": 1}))),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(
            text("Users[?"),
            "Bad value for --query Users[?: Invalid jmespath expression: Incomplete expression:\n\"Users[?\"\n        ^"
        );
        assert!(text("nope(a)").contains("Unknown function: nope()"), "{}", text("nope(a)"));
        assert!(text("length(a)").contains("length()"), "{}", text("length(a)"));
        assert!(text(&"[".repeat(5_000)).contains("so many parts"));
        assert!(text(&"a.".repeat(5_000)).contains("so many parts"));
    }
}
