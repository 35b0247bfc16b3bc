use std::collections::BTreeSet;

use super::{JsonError, JsonErrorKind, Kind, Member, Value};
use crate::Span;

/// How much a text may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most characters of the whole text.
    pub characters: usize,
    /// Deepest nesting of arrays and objects.
    pub depth: usize,
}

impl Default for Limits {
    /// What IAM's `PolicyDocument` parameter takes, and far deeper than any policy nests.
    fn default() -> Self {
        Self { characters: 131_072, depth: 64 }
    }
}

/// Objects with more members than this look for duplicate keys in a sorted set.
const FEW_MEMBERS: usize = 12;

/// Reads one JSON value under the default [`Limits`].
pub fn parse(text: &str) -> Result<Value, JsonError> {
    parse_with(text, Limits::default())
}

/// Reads one JSON value under given limits; texts of 4 GiB or more never fit.
pub fn parse_with(text: &str, limits: Limits) -> Result<Value, JsonError> {
    let mut parser = Parser { text, at: 0, depth: 0, limits };
    parser.check_size()?;
    parser.skip_white_space();
    let value = parser.value()?;
    parser.skip_white_space();
    if parser.at < text.len() {
        return Err(parser.fail(JsonErrorKind::TrailingText, parser.at, text.len()));
    }
    Ok(value)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    limits: Limits,
}

impl<'a> Parser<'a> {
    fn check_size(&self) -> Result<(), JsonError> {
        let limit = self.limits.characters;
        let too_long = self.text.len() > limit && self.text.chars().count() > limit;
        if too_long || u32::try_from(self.text.len()).is_err() {
            return Err(self.fail(JsonErrorKind::TooLong(limit), 0, 0));
        }
        if self.text.starts_with('\u{feff}') {
            return Err(self.fail(JsonErrorKind::ByteOrderMark, 0, '\u{feff}'.len_utf8()));
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Value { span: self.span(start), kind })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Kind, JsonError>) -> Result<Kind, JsonError> {
        if self.depth == self.limits.depth {
            let kind = JsonErrorKind::TooDeep(self.limits.depth);
            return Err(self.fail(kind, self.at, self.at + 1));
        }
        self.depth += 1;
        self.at += 1;
        self.skip_white_space();
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Result<Kind, JsonError> {
        let mut items = Vec::new();
        if self.eat(b']') {
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.list_ends(b']', "`,` or `]`")? {
                return Ok(Kind::Array(items));
            }
        }
    }

    fn object(&mut self) -> Result<Kind, JsonError> {
        let mut members: Vec<Member> = Vec::new();
        let mut keys = BTreeSet::new();
        if self.eat(b'}') {
            return Ok(Kind::Object(members));
        }
        loop {
            let member = self.member()?;
            if is_duplicate(&members, &mut keys, &member.key) {
                let Span { start, end } = member.key_span;
                let kind = JsonErrorKind::DuplicateKey(member.key);
                return Err(self.fail(kind, start as usize, end as usize));
            }
            members.push(member);
            if self.list_ends(b'}', "`,` or `}`")? {
                return Ok(Kind::Object(members));
            }
        }
    }

    fn member(&mut self) -> Result<Member, JsonError> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a key in double quotes"));
        }
        let key = self.string()?;
        let key_span = self.span(start);
        self.skip_white_space();
        if !self.eat(b':') {
            return Err(self.unexpected("`:`"));
        }
        self.skip_white_space();
        let value = self.value()?;
        Ok(Member { key, key_span, value })
    }

    /// Behind an item: true at the closing bracket, false at a comma before the next item.
    fn list_ends(&mut self, close: u8, expected: &'static str) -> Result<bool, JsonError> {
        self.skip_white_space();
        if self.eat(close) {
            return Ok(true);
        }
        if !self.eat(b',') {
            return Err(self.unexpected(expected));
        }
        self.skip_white_space();
        Ok(false)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, JsonError> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.unexpected("a value"));
        }
        self.at += word.len();
        Ok(kind)
    }

    fn number(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        while let Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        if !is_number(digits) {
            return Err(self.fail(JsonErrorKind::BadNumber, start, self.at));
        }
        Ok(digits.to_owned())
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.at += 1;
        let plain = self.plain_run();
        if self.eat(b'"') {
            return Ok(plain.to_owned());
        }
        let mut text = plain.to_owned();
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(byte @ 0..0x20) => {
                    let kind = JsonErrorKind::ControlCharacter(byte as char);
                    return Err(self.fail(kind, self.at, self.at + 1));
                }
                Some(_) => text.push_str(self.plain_run()),
                None => return Err(self.unexpected("the closing `\"`")),
            }
        }
    }

    /// The longest run of characters that mean themselves.
    fn plain_run(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
        let end = rest.bytes().position(special).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let start = self.at;
        self.at += 1;
        let escaped = self.peek();
        self.at += usize::from(escaped.is_some());
        Ok(match escaped {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => return Err(self.fail(JsonErrorKind::BadEscape, start, start + 1)),
        })
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, JsonError> {
        let first = self.four_hex(start)?;
        if let Some(plain) = char::from_u32(first) {
            return Ok(plain);
        }
        let leads = (0xd800..0xdc00).contains(&first);
        if leads && self.text[self.at..].starts_with("\\u") {
            self.at += 2;
            let second = self.four_hex(start)?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(code)
                    .ok_or_else(|| self.fail(JsonErrorKind::LoneSurrogate, start, self.at));
            }
        }
        Err(self.fail(JsonErrorKind::LoneSurrogate, start, self.at))
    }

    fn four_hex(&mut self, start: usize) -> Result<u32, JsonError> {
        let hex = self.text.get(self.at..self.at + 4);
        let hex = hex.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let code = hex.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let code = code.ok_or_else(|| self.fail(JsonErrorKind::BadEscape, start, self.at))?;
        self.at += 4;
        Ok(code)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn span(&self, start: usize) -> Span {
        Span::new(start as u32, self.at as u32)
    }

    fn unexpected(&self, expected: &'static str) -> JsonError {
        match self.text[self.at..].chars().next() {
            None => self.fail(JsonErrorKind::UnexpectedEnd(expected), self.at, self.at),
            Some(found) => {
                self.fail(JsonErrorKind::Unexpected { found, expected }, self.at, self.at + found.len_utf8())
            }
        }
    }

    fn fail(&self, kind: JsonErrorKind, start: usize, end: usize) -> JsonError {
        JsonError::new(kind, Span::new(start as u32, end as u32), self.text)
    }
}

fn is_duplicate(members: &[Member], keys: &mut BTreeSet<String>, key: &str) -> bool {
    if members.len() < FEW_MEMBERS {
        return members.iter().any(|member| member.key == key);
    }
    if keys.is_empty() {
        keys.extend(members.iter().map(|member| member.key.clone()));
    }
    !keys.insert(key.to_owned())
}

/// JSON's number grammar: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent = exponent.map(|digits| digits.strip_prefix(['+', '-']).unwrap_or(digits));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}
