//! awk's values, and how numbers and texts become each other.

use super::tree::Comparison;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Number(f64),
    Text(String),
    /// A piece of the input: a number where it looks like one.
    Input(String),
    Unset,
}

impl Value {
    pub(super) fn truth(&self) -> bool {
        match self {
            Self::Number(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::Input(text) => looks_like_number(text).map_or(!text.is_empty(), |n| n != 0.0),
            Self::Unset => false,
        }
    }

    pub(super) fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(text) | Self::Input(text) => leading_number(text),
            Self::Unset => 0.0,
        }
    }

    pub(super) fn text(&self) -> String {
        match self {
            Self::Number(number) => shown(*number),
            Self::Text(text) | Self::Input(text) => text.clone(),
            Self::Unset => String::new(),
        }
    }

    /// The number that it is compared as; `None` if it is compared as text.
    pub(super) fn comparable(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
            Self::Input(text) => looks_like_number(text),
            Self::Unset => Some(0.0),
        }
    }
}

fn looks_like_number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    if plain { text.parse().ok() } else { None }
}

/// The number that a text begins with; 0 if there is none.
fn leading_number(text: &str) -> f64 {
    let text = text.trim_start();
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = usize::from(text.starts_with(['+', '-']));
    let mut end = sign + digits(sign);
    if text[end..].starts_with('.') {
        end += 1 + digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let from = end + 1 + usize::from(text[end + 1..].starts_with(['+', '-']));
        let count = digits(from);
        end = if count > 0 { from + count } else { end };
    }
    text[..end].parse().unwrap_or(0.0)
}

/// A number as `print` shows it: whole ones in full, others with six digits.
fn shown(number: f64) -> String {
    /// Below this, whole numbers are exact.
    const EXACT: f64 = 1e16;
    if number.fract() == 0.0 && number.abs() < EXACT {
        format!("{number:.0}").replace("-0", "0")
    } else {
        general(number, 6)
    }
}

/// `%g`: so many significant digits, with an exponent where the number is very large or small.
fn general(number: f64, digits: usize) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "nan".to_owned()
        } else if number > 0.0 {
            "inf".to_owned()
        } else {
            "-inf".to_owned()
        };
    }
    let digits = digits.max(1);
    let scientific = format!("{number:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trimmed = |text: &str| {
        if text.contains('.') {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        } else {
            text.to_owned()
        }
    };
    if exponent < -4 || exponent >= i32::try_from(digits).unwrap_or(i32::MAX) {
        return format!(
            "{}e{}{:02}",
            trimmed(mantissa),
            if exponent < 0 { '-' } else { '+' },
            exponent.abs()
        );
    }
    let decimals = usize::try_from(i32::try_from(digits).unwrap_or(0) - 1 - exponent).unwrap_or(0);
    trimmed(&format!("{number:.decimals$}"))
}

/// `printf`'s text.
///
/// # Errors
/// A directive that is not known.
pub(super) fn formatted(format: &str, values: &[Value]) -> Result<String, String> {
    /// The widest field and the most digits.
    const WIDEST: usize = 10_000;
    let mut values = values.iter();
    let mut text = String::new();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        let mut flags = String::new();
        while let Some(flag) = chars.next_if(|c| "-+ 0#".contains(*c)) {
            flags.push(flag);
        }
        let mut number = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>| {
            if chars.next_if_eq(&'*').is_some() {
                return values.next().map(|v| v.number().abs() as usize);
            }
            let mut digits = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            digits.parse().ok()
        };
        let width = number(&mut chars).unwrap_or(0).min(WIDEST);
        let precision = chars.next_if_eq(&'.').map(|_| number(&mut chars).unwrap_or(0).min(WIDEST));
        let kind = chars.next().ok_or("not enough of a format after %")?;
        if kind == '%' {
            text.push('%');
            continue;
        }
        let value = values.next().cloned().unwrap_or(Value::Unset);
        let body = directive(kind, precision, &value)?;
        let signed = if flags.contains('+') && "difge".contains(kind) && !body.starts_with('-') {
            format!("+{body}")
        } else {
            body
        };
        let zeros = flags.contains('0') && kind != 's' && kind != 'c';
        text.push_str(&match (flags.contains('-'), zeros) {
            (true, _) => format!("{signed:<width$}"),
            (_, true) => {
                let sign = usize::from(signed.starts_with(['-', '+']));
                let zeros = width.saturating_sub(signed.chars().count());
                format!("{}{}{}", &signed[..sign], "0".repeat(zeros), &signed[sign..])
            }
            _ => format!("{signed:>width$}"),
        });
    }
    Ok(text)
}

fn directive(kind: char, precision: Option<usize>, value: &Value) -> Result<String, String> {
    Ok(match kind {
        's' => value.text().chars().take(precision.unwrap_or(usize::MAX)).collect(),
        'd' | 'i' => format!("{:.0}", value.number().trunc()),
        'c' => match value {
            Value::Number(number) => char::from_u32(*number as u32).into_iter().collect(),
            other => other.text().chars().take(1).collect(),
        },
        'f' => format!("{:.*}", precision.unwrap_or(6), value.number()),
        'g' => general(value.number(), precision.unwrap_or(6)),
        'e' => {
            let text = format!("{:.*e}", precision.unwrap_or(6), value.number());
            let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
            let exponent: i32 = exponent.parse().unwrap_or(0);
            format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs())
        }
        'x' => format!("{:x}", value.number() as i64),
        'X' => format!("{:X}", value.number() as i64),
        'o' => format!("{:o}", value.number() as i64),
        other => return Err(format!("printf: %{other} is not simulated")),
    })
}

/// `left sign right`
///
/// # Errors
/// A division by zero.
pub(super) fn arithmetic(sign: char, left: f64, right: f64) -> Result<f64, String> {
    Ok(match sign {
        '+' => left + right,
        '-' => left - right,
        '*' => left * right,
        '/' | '%' if right == 0.0 => return Err("division by zero".to_owned()),
        '/' => left / right,
        '%' => left % right,
        _ => left.powf(right),
    })
}

/// Whether a comparison holds: of numbers as numbers, else of texts.
pub(super) fn compare(comparison: Comparison, left: &Value, right: &Value) -> bool {
    let order = match (left.comparable(), right.comparable()) {
        (Some(left), Some(right)) => left.partial_cmp(&right),
        _ => Some(left.text().cmp(&right.text())),
    };
    let Some(order) = order else { return false };
    match comparison {
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}
