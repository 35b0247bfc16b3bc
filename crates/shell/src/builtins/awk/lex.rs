//! The words of an awk program.

use super::super::printing::unescape;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    Regex(String),
    /// A name; `true` if an opening bracket follows at once, as it must at a call.
    Name(String, bool),
    /// An operator or bracket.
    Symbol(&'static str),
    Newline,
    End,
}

/// The longest first.
const SYMBOLS: &[&str] = &[
    "++", "--", "+=", "-=", "*=", "/=", "%=", "^=", "==", "<=", ">=", "!=", "!~", "&&", "||", ">>", "{", "}",
    "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<", "|", "?", ":", "~", "$", "=",
];

/// The words of a program.
///
/// # Errors
/// What is no word of the language.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r']);
        let Some(first) = rest.chars().next() else {
            tokens.push(Token::End);
            return Ok(tokens);
        };
        let (token, length) = match first {
            '#' => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '\\' if rest.starts_with("\\\n") => {
                rest = &rest[2..];
                continue;
            }
            '\n' => (Token::Newline, 1),
            '"' => {
                let length = quoted(rest, '"').ok_or("non-terminated string")?;
                (Token::Text(unescape(&rest[1..length - 1]).replace("\\/", "/")), length)
            }
            '/' if !ends_operand(tokens.last()) => {
                let length = quoted(rest, '/').ok_or("non-terminated regular expression")?;
                (Token::Regex(rest[1..length - 1].replace("\\/", "/")), length)
            }
            c if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|d: char| d.is_ascii_digit())) => {
                number(rest)
            }
            c if c.is_ascii_alphabetic() || c == '_' => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                (Token::Name(rest[..end].to_owned(), rest[end..].starts_with('(')), end)
            }
            other => match SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
                Some(symbol) => (Token::Symbol(symbol), symbol.len()),
                None => return Err(format!("syntax error: unexpected character '{other}'")),
            },
        };
        tokens.push(token);
        rest = &rest[length..];
    }
}

/// Whether a `/` after this token divides.
fn ends_operand(token: Option<&Token>) -> bool {
    match token {
        Some(Token::Number(_) | Token::Text(_) | Token::Regex(_)) => true,
        Some(Token::Name(name, _)) => !matches!(name.as_str(), "print" | "return" | "in"),
        Some(Token::Symbol(symbol)) => matches!(*symbol, ")" | "]" | "$" | "++" | "--"),
        _ => false,
    }
}

/// The length of a quoted text with its quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            c if c == quote => return Some(i + 1),
            _ => {}
        }
    }
    None
}

fn number(text: &str) -> (Token, usize) {
    let digits = |from: usize| {
        let end = text[from..].find(|c: char| !c.is_ascii_digit());
        end.map_or(text.len(), |end| from + end)
    };
    let mut end = digits(0);
    if text[end..].starts_with('.') {
        end = digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = usize::from(text[end + 1..].starts_with(['+', '-']));
        let after = digits(end + 1 + sign);
        end = if after > end + 1 + sign { after } else { end };
    }
    (Token::Number(text[..end].parse().unwrap_or(0.0)), end)
}
