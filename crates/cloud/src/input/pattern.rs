//! The text patterns of the service models.
//!
//! All but a few are one character class, repeated. Those few are named here, so that no regular expression
//! engine has to be loaded for them; a test sees to it that no pattern of the models is left out.

/// Whether the whole text fits a pattern of the models.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    match pattern {
        r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)" => is_path(text, |c| ('!'..='~').contains(&c)),
        r"((/[A-Za-z0-9\.,\+@=_-]+)*)/" => is_policy_path(text),
        r"\u002F[\u0021-\u007F]*" => {
            text.strip_prefix('/').is_some_and(|rest| rest.chars().all(|c| ('!'..='\u{7f}').contains(&c)))
        }
        r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?" => is_version(text),
        "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$" => is_alias(text),
        r"arn:[^:]+:(s3|s3express):.*" => text.starts_with("arn:"),
        class => Class::parse(class).is_some_and(|class| class.fits(text)),
    }
}

/// Whether [`fits`] knows the pattern.
#[cfg(test)]
fn known(pattern: &str) -> bool {
    Class::parse(pattern).is_some()
        || pattern.contains("u002F")
        || ["((/", "v[1", "^[a", "arn"].iter().any(|start| pattern.starts_with(start))
}

fn is_path(text: &str, inner: impl Fn(char) -> bool) -> bool {
    text == "/" || (text.len() > 2 && text.starts_with('/') && text.ends_with('/') && text.chars().all(inner))
}

fn is_policy_path(text: &str) -> bool {
    let part =
        |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || ".,+@=_-".contains(c));
    text == "/"
        || text.strip_prefix('/').and_then(|t| t.strip_suffix('/')).is_some_and(|t| t.split('/').all(part))
}

fn is_version(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('v') else { return false };
    let (number, suffix) = rest.split_once('.').unwrap_or((rest, ""));
    !number.starts_with('0')
        && !number.is_empty()
        && number.chars().all(|c| c.is_ascii_digit())
        && suffix.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

fn is_alias(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    (3..=63).contains(&text.len())
        && text.chars().all(|c| plain(c) || c == '-')
        && !text.contains("--")
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A character class with `+` or `*` behind it.
struct Class {
    items: Vec<Item>,
}

enum Item {
    Range(char, char),
    Word,
    Digit,
    Letter,
    Space,
    Number,
}

impl Class {
    /// Reads `[…]+` or `[…]*`. Lengths are checked apart, so the two mean the same here.
    fn parse(pattern: &str) -> Option<Self> {
        let inner = pattern.strip_prefix('[')?;
        let inner = inner.strip_suffix("]+").or_else(|| inner.strip_suffix("]*"))?;
        let mut rest = inner;
        let mut items = Vec::new();
        while !rest.is_empty() {
            let (item, after) = take(rest)?;
            rest = after;
            if let (Item::Range(low, _), Some(tail)) = (&item, rest.strip_prefix('-'))
                && let Some((Item::Range(high, _), after)) = take(tail)
            {
                items.push(Item::Range(*low, high));
                rest = after;
                continue;
            }
            items.push(item);
        }
        Some(Self { items })
    }

    fn fits(&self, text: &str) -> bool {
        text.chars().all(|c| self.items.iter().any(|item| item.has(c)))
    }
}

/// One item of a class and what is behind it.
fn take(text: &str) -> Option<(Item, &str)> {
    let first = text.chars().next()?;
    if first != '\\' {
        return Some((Item::Range(first, first), &text[first.len_utf8()..]));
    }
    let rest = &text[1..];
    if let Some(hex) = rest.strip_prefix('u') {
        // Java's `\uD7FF\uE000` names the edges of the surrogate gap, `\u10000` a plane beyond four digits.
        let digits = if hex.starts_with("10000") {
            5
        } else if hex.starts_with("10FFFF") {
            6
        } else {
            4
        };
        let code = u32::from_str_radix(hex.get(..digits)?, 16).ok()?;
        let c = char::from_u32(code)?;
        return Some((Item::Range(c, c), &hex[digits..]));
    }
    for (name, item) in [
        ("p{L}", Item::Letter),
        ("p{Z}", Item::Space),
        ("p{N}", Item::Number),
        ("w", Item::Word),
        ("d", Item::Digit),
    ] {
        if let Some(after) = rest.strip_prefix(name) {
            return Some((item, after));
        }
    }
    let escaped = rest.chars().next()?;
    Some((Item::Range(escaped, escaped), &rest[escaped.len_utf8()..]))
}

impl Item {
    fn has(&self, c: char) -> bool {
        match self {
            Self::Range(low, high) => (*low..=*high).contains(&c),
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
            Self::Digit => c.is_ascii_digit(),
            Self::Letter => c.is_alphabetic(),
            Self::Space => c.is_whitespace() && !c.is_control(),
            Self::Number => c.is_numeric(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_models_is_known() {
        for service in crate::model::services().filter_map(crate::model::service) {
            for (name, shape) in service.shapes() {
                if let Some(pattern) = &shape.pattern {
                    assert!(known(pattern), "{name}: {pattern}");
                }
            }
        }
    }

    #[test]
    fn fits_what_it_should() {
        let name = r"[\w+=,.@-]+";
        let tag = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*";
        let path = r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)";
        let alias = "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$";
        for (pattern, text, expected) in [
            (name, "fake_user1", true),
            (name, "a+b=c,d.e@f-g", true),
            (name, "bad name!", false),
            (name, "ünï", false),
            (tag, "Überschrift 1", true),
            (tag, "tab\there", false),
            (path, "/", true),
            (path, "/a/b/", true),
            (path, "//", false),
            (path, "/a", false),
            (alias, "trust-lab", true),
            (alias, "a--b", false),
            (r"[\d]*", "123456", true),
            (r"[\d]*", "12345a", false),
            (r"[\u0009\u000A\u000D\u0020-\u00FF]+", "{\n\t\"ÿ\"}", true),
            (r"[\u0009\u000A\u000D\u0020-\u00FF]+", "\u{100}", false),
            (r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", "v12", true),
            (r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", "v0", false),
            (r"((/[A-Za-z0-9\.,\+@=_-]+)*)/", "/a/b/", true),
            (r"((/[A-Za-z0-9\.,\+@=_-]+)*)/", "/a//", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text:?}");
        }
    }
}
