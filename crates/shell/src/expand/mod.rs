//! Turns words into arguments: variables, substitutions, splitting, `~`, `{…}`, `*`.

mod arithmetic;
mod braces;
pub(crate) mod glob;
mod methods;
pub(crate) mod operators;
mod parameter;

use crate::machine::Machine;
use crate::state::{Dialect, text_of};
use crate::syntax::operator::{Expression, Operator};
use crate::syntax::{Access, Part, Script, VariableName, Word};
use glob::Glyph;
use serde_json::Value;

/// The most arguments that one command may have, and the most text in bytes.
const MOST_ARGUMENTS: usize = 20_000;
const MOST_TEXT: usize = 4 << 20;

/// The arguments that words stand for, of which script blocks are none. `None` if they are too many or too
/// long, which has then been said.
pub(crate) fn words(m: &mut Machine<'_>, words: &[Word]) -> Option<Vec<String>> {
    let mut arguments: Vec<String> = Vec::new();
    let declares = words.first().and_then(Word::bare).is_some_and(|name| matches!(name, "export" | "local"));
    for word in words.iter().filter(|word| word.block().is_none()) {
        match m.process.state.dialect {
            Dialect::PowerShell => match value(m, word) {
                Value::Array(items) => arguments.extend(items.iter().map(text_of)),
                one => arguments.push(text_of(&one)),
            },
            Dialect::Bash if declares && is_assignment(word) => arguments.push(text(m, word)),
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

/// Whether a word is of the form `name=…`, which `export` and `local` take whole.
fn is_assignment(word: &Word) -> bool {
    let Some(Part::Bare(text)) = word.0.first() else { return false };
    text.split_once('=').is_some_and(|(name, _)| crate::syntax::is_name(name))
}

fn too_much(arguments: &[String]) -> bool {
    arguments.len() > MOST_ARGUMENTS || arguments.iter().map(String::len).sum::<usize>() > MOST_TEXT
}

/// The items of a loop.
pub(crate) fn values(m: &mut Machine<'_>, items: &[Word]) -> Vec<Value> {
    if m.process.state.dialect == Dialect::Bash {
        return words(m, items).unwrap_or_default().into_iter().map(Value::String).collect();
    }
    items.iter().flat_map(|item| operators::into_items(value(m, item))).collect()
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
pub(crate) fn pattern(m: &mut Machine<'_>, word: &Word) -> Vec<Glyph> {
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
            | Part::Value(_)
            | Part::Expression(_)
            | Part::Table(_)),
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
            path.iter().fold(base, |value, access| taken(m, &value, access))
        }
        Part::Expression(expression) => evaluated(m, expression),
        Part::Table(members) => {
            let members = members.iter().map(|(key, word)| (text(m, key), value(m, word)));
            Value::Object(members.collect())
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
        "home" => Value::String(state.shown(state.home())),
        "pwd" => Value::String(state.shown(&state.cwd)),
        "lastexitcode" => Value::from(state.last_exit_code),
        _ => state.variables.get(name).cloned().unwrap_or(Value::Null),
    }
}

/// The value of operators and their operands.
fn evaluated(m: &mut Machine<'_>, expression: &Expression) -> Value {
    let answer = match expression {
        Expression::Value(word) => return value(m, word),
        Expression::Unary(operator, operand) => {
            let operand = evaluated(m, operand);
            operators::unary(*operator, operand)
        }
        Expression::Binary(operator, left, right) => {
            let left = evaluated(m, left);
            match (operator, truth(&left)) {
                (Operator::And, false) => Ok(Value::Bool(false)),
                (Operator::Or, true) => Ok(Value::Bool(true)),
                (Operator::And | Operator::Or, _) => Ok(Value::Bool(truth(&evaluated(m, right)))),
                _ => {
                    let right = evaluated(m, right);
                    operators::binary(m.process.state, *operator, left, right)
                }
            }
        }
    };
    or_complain(m, answer)
}

fn or_complain(m: &mut Machine<'_>, answer: operators::Answer) -> Value {
    let value = answer.unwrap_or_else(|message| {
        m.process.error(format!("{message}\n"));
        m.complained = true;
        Value::Null
    });
    m.count_text(match &value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.len(),
        _ => 1,
    });
    value
}

/// What is taken out of a value.
fn taken(m: &mut Machine<'_>, base: &Value, access: &Access) -> Value {
    match access {
        Access::Name(name) => named(base, name),
        Access::Item(key) => {
            let key = value(m, key);
            methods::item(base, &key)
        }
        Access::Method(name, words) => {
            let arguments: Vec<Value> = words.iter().map(|word| value(m, word)).collect();
            or_complain(m, methods::call(base, name, &arguments))
        }
    }
}

/// A member of a value by its name. Of a list, as PowerShell does, that member of each of its items.
pub(crate) fn named(value: &Value, name: &str) -> Value {
    let is = |other: &str| name.eq_ignore_ascii_case(other);
    match value {
        Value::Object(members) => {
            let found = members.iter().find(|(key, _)| is(key)).map(|(_, v)| v.clone());
            found.or_else(|| is("count").then(|| 1.into())).unwrap_or(Value::Null)
        }
        Value::Array(items) if is("count") || is("length") => items.len().into(),
        Value::String(text) if is("length") => text.chars().count().into(),
        Value::Array(items) => {
            let mut each: Vec<Value> =
                items.iter().map(|i| named(i, name)).filter(|v| !v.is_null()).collect();
            if each.len() == 1 { each.remove(0) } else { Value::Array(each) }
        }
        Value::Null if is("count") => 0.into(),
        _ if is("count") => 1.into(),
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
        Part::Member { .. } | Part::List(_) | Part::Expression(_) | Part::Table(_) => {
            text_of(&part_value(m, part))
        }
        // A script is no text; the commands that take one get it apart from their words.
        Part::Block(_) => String::new(),
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
            format!("{}{rest}", m.process.state.home())
        }
        _ => bare.to_owned(),
    }
}

/// `"$@"`, whose arguments stay what they are.
fn is_all_arguments(part: &Part) -> bool {
    matches!(part, Part::Variable { name: VariableName::Plain(name), change: None, quoted: true } if name == "@")
}

/// The fields of a word after bash's splitting, each a pattern.
fn fields(m: &mut Machine<'_>, word: &Word) -> Vec<Vec<Glyph>> {
    let mut fields: Vec<Vec<Glyph>> = Vec::new();
    let mut open: Option<Vec<Glyph>> = None;
    let mut length = 0;
    for (i, part) in word.0.iter().enumerate() {
        if is_all_arguments(part) {
            for (i, argument) in m.process.state.arguments.iter().enumerate() {
                if i > 0 {
                    fields.extend(open.take());
                }
                let glyphs = argument.chars().map(|char| Glyph { char, quoted: true });
                open.get_or_insert_default().extend(glyphs);
            }
            continue;
        }
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
