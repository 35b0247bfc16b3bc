//! Turns words into arguments: variables, substitutions, splitting, `~`, `{…}`, `*`.

mod arithmetic;
mod braces;
pub(crate) mod glob;
mod parameter;

use crate::machine::Machine;
use crate::state::{Dialect, HOME, text_of};
use crate::syntax::{Access, Part, Script, VariableName, Word};
use glob::Glyph;
use serde_json::Value;

/// The most arguments that one command may have, and the most text in bytes.
const MOST_ARGUMENTS: usize = 20_000;
const MOST_TEXT: usize = 4 << 20;

/// The arguments that words stand for. `None` if they are too many or too long, which has then been said.
pub(crate) fn words(m: &mut Machine<'_>, words: &[Word]) -> Option<Vec<String>> {
    let mut arguments: Vec<String> = Vec::new();
    for word in words {
        match m.process.state.dialect {
            Dialect::PowerShell => match value(m, word) {
                Value::Array(items) => arguments.extend(items.iter().map(text_of)),
                one => arguments.push(text_of(&one)),
            },
            Dialect::Bash => {
                for word in braces::expand(word) {
                    for field in fields(m, &word) {
                        arguments.extend(glob::files(m.process.state, field));
                    }
                    if too_much(&arguments) {
                        break;
                    }
                }
            }
        }
        if too_much(&arguments) {
            m.process.error("IAM Playground: the arguments are too many or too long\n");
            m.process.state.status = 1;
            return None;
        }
    }
    Some(arguments)
}

fn too_much(arguments: &[String]) -> bool {
    arguments.len() > MOST_ARGUMENTS || arguments.iter().map(String::len).sum::<usize>() > MOST_TEXT
}

/// The items of a loop.
pub(crate) fn values(m: &mut Machine<'_>, items: &[Word]) -> Vec<Value> {
    if m.process.state.dialect == Dialect::Bash {
        return words(m, items).unwrap_or_default().into_iter().map(Value::String).collect();
    }
    let each = items.iter().flat_map(|item| match value(m, item) {
        Value::Array(items) => items,
        Value::Null => Vec::new(),
        one => vec![one],
    });
    each.collect()
}

/// The text that a word stands for, whole.
pub(crate) fn text(m: &mut Machine<'_>, word: &Word) -> String {
    let mut text = String::new();
    for (i, part) in word.0.iter().enumerate() {
        text.push_str(&match part {
            Part::Bare(bare) if i == 0 => tilde(m, bare),
            part => part_text(m, part),
        });
        m.count_text(text.len());
        if text.len() > MOST_TEXT {
            m.process.error("IAM Playground: the text is too long\n");
            return String::new();
        }
    }
    text
}

/// The pattern that a word stands for: what is quoted in it means itself.
fn pattern(m: &mut Machine<'_>, word: &Word) -> Vec<Glyph> {
    let mut glyphs = Vec::new();
    for part in &word.0 {
        match part {
            Part::Bare(text) => glyphs.extend(text.chars().map(|char| Glyph { char, quoted: false })),
            part => glyphs.extend(part_text(m, part).chars().map(|char| Glyph { char, quoted: true })),
        }
    }
    glyphs
}

/// The value that a word stands for: more than text if it is one part that has such a value.
pub(crate) fn value(m: &mut Machine<'_>, word: &Word) -> Value {
    match word.0.as_slice() {
        [
            part @ (Part::Variable { .. }
            | Part::Substitution { .. }
            | Part::Member { .. }
            | Part::List(_)
            | Part::Value(_)),
        ] => part_value(m, part),
        _ => Value::String(text(m, word)),
    }
}

/// Whether PowerShell takes a value for true.
pub(crate) fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(b) => *b,
        Value::Number(n) => n.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => match items.as_slice() {
            [] => false,
            [one] => truth(one),
            _ => true,
        },
        Value::Object(_) => true,
    }
}

/// The lines of an output as PowerShell sees them.
pub(crate) fn lines(output: &[u8]) -> Value {
    let text = String::from_utf8_lossy(output);
    let mut lines: Vec<Value> = text.lines().map(Value::from).collect();
    match lines.len() {
        0 => Value::Null,
        1 => lines.remove(0),
        _ => Value::Array(lines),
    }
}

fn part_value(m: &mut Machine<'_>, part: &Part) -> Value {
    match part {
        Part::Value(value) => value.clone(),
        Part::List(items) => Value::Array(items.iter().map(|item| value(m, item)).collect()),
        Part::Substitution { script, quoted: false } => substituted(m, script),
        Part::Variable { name: VariableName::Plain(name), change: None, quoted: false }
            if m.process.state.dialect == Dialect::PowerShell =>
        {
            powershell_variable(m, name)
        }
        Part::Variable { name: VariableName::Status, .. }
            if m.process.state.dialect == Dialect::PowerShell =>
        {
            Value::Bool(m.process.state.status == 0)
        }
        Part::Member { base, path } => {
            let base = part_value(m, base);
            path.iter().fold(base, |value, access| member(&value, access))
        }
        other => Value::String(part_text(m, other)),
    }
}

fn substituted(m: &mut Machine<'_>, script: &Script) -> Value {
    let (output, object) = m.capture(script);
    object.unwrap_or_else(|| lines(&output))
}

/// A variable of PowerShell's own.
fn powershell_variable(m: &Machine<'_>, name: &str) -> Value {
    let state = &m.process.state;
    match name {
        "home" => Value::String(state.shown(HOME)),
        "pwd" => Value::String(state.shown(&state.cwd)),
        "lastexitcode" => Value::from(state.status),
        _ => state.variables.get(name).cloned().unwrap_or(Value::Null),
    }
}

/// A member of a value. Of a list, as PowerShell does, that member of each of its items.
fn member(value: &Value, access: &Access) -> Value {
    match (value, access) {
        (Value::Object(members), Access::Name(name)) => {
            let found = members.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map_or(Value::Null, |(_, v)| v.clone())
        }
        (Value::Array(items), Access::Name(name)) if name.eq_ignore_ascii_case("count") => items.len().into(),
        (Value::String(text), Access::Name(name)) if name.eq_ignore_ascii_case("length") => {
            text.chars().count().into()
        }
        (Value::Array(items), Access::Name(_)) => {
            let mut each: Vec<Value> =
                items.iter().map(|i| member(i, access)).filter(|v| !v.is_null()).collect();
            if each.len() == 1 { each.remove(0) } else { Value::Array(each) }
        }
        (Value::Array(items), Access::Index(index)) => {
            let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
            let at = if *index < 0 { index.saturating_add(length) } else { *index };
            usize::try_from(at).ok().and_then(|at| items.get(at)).cloned().unwrap_or(Value::Null)
        }
        (one, Access::Index(0 | -1)) => one.clone(),
        _ => Value::Null,
    }
}

fn part_text(m: &mut Machine<'_>, part: &Part) -> String {
    match part {
        Part::Literal(text) | Part::Bare(text) => text.clone(),
        Part::Value(value) => text_of(value),
        Part::Variable { name, change, .. } => parameter::text(m, name, change.as_ref()),
        Part::Arithmetic(expression) => arithmetic::evaluate(m.process.state, expression).map_or_else(
            |error| {
                m.process.error(format!("bash: {}: {error}\n", expression.trim()));
                m.process.state.status = 1;
                String::new()
            },
            |number| number.to_string(),
        ),
        Part::Member { .. } | Part::List(_) => text_of(&part_value(m, part)),
        Part::Substitution { script, .. } => {
            let (output, object) = m.capture(script);
            if m.process.state.dialect == Dialect::PowerShell {
                return text_of(&object.unwrap_or_else(|| lines(&output)));
            }
            String::from_utf8_lossy(&output).trim_end_matches('\n').to_owned()
        }
    }
}

fn tilde(m: &Machine<'_>, bare: &str) -> String {
    match bare.strip_prefix('~') {
        Some(rest)
            if m.process.state.dialect == Dialect::Bash && (rest.is_empty() || rest.starts_with('/')) =>
        {
            format!("{HOME}{rest}")
        }
        _ => bare.to_owned(),
    }
}

/// The fields of a word after bash's splitting, each a pattern.
fn fields(m: &mut Machine<'_>, word: &Word) -> Vec<Vec<Glyph>> {
    let mut fields: Vec<Vec<Glyph>> = Vec::new();
    let mut open: Option<Vec<Glyph>> = None;
    let mut length = 0;
    for (i, part) in word.0.iter().enumerate() {
        let (text, quoted, splits) = match part {
            Part::Bare(bare) if i == 0 => (tilde(m, bare), false, false),
            Part::Bare(bare) => (bare.clone(), false, false),
            Part::Variable { quoted, .. } | Part::Substitution { quoted, .. } => {
                (part_text(m, part), *quoted, !quoted)
            }
            part => (part_text(m, part), true, false),
        };
        m.count_text(text.len());
        length += text.len();
        if length > MOST_TEXT {
            m.process.error("IAM Playground: the text is too long\n");
            return Vec::new();
        }
        if !splits {
            let field = open.get_or_insert_default();
            field.extend(text.chars().map(|char| Glyph { char, quoted }));
            continue;
        }
        for char in text.chars() {
            if matches!(char, ' ' | '\t' | '\n') {
                fields.extend(open.take());
            } else {
                open.get_or_insert_default().push(Glyph { char, quoted: false });
            }
        }
    }
    fields.extend(open);
    fields
}
