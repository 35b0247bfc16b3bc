//! Sets of characters: `[a-z\d_]`, `\w`, `.`

/// A set of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) items: Vec<Item>,
    /// Whether it holds all the others: `[^…]`.
    pub(super) negated: bool,
}

/// A part of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Range(char, char),
    Word,
    Digit,
    Blank,
    NoBlank,
    Letter,
    Space,
    Number,
}

impl Class {
    /// The set of one item.
    pub(super) fn one(item: Item) -> Self {
        Self { items: vec![item], negated: false }
    }

    /// `.`: all but ends of lines.
    pub(super) fn dot() -> Self {
        Self { items: vec![Item::Range('\n', '\n'), Item::Range('\r', '\r')], negated: true }
    }

    pub(super) fn has(&self, c: char) -> bool {
        self.items.iter().any(|item| item.has(c)) != self.negated
    }
}

impl Item {
    fn has(&self, c: char) -> bool {
        match self {
            Self::Range(low, high) => (*low..=*high).contains(&c),
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
            Self::Digit => c.is_ascii_digit(),
            Self::Blank => c.is_ascii_whitespace() || c == '\u{b}',
            Self::NoBlank => !Self::Blank.has(c),
            Self::Letter => c.is_alphabetic(),
            Self::Space => c.is_whitespace() && !c.is_control(),
            Self::Number => c.is_numeric(),
        }
    }
}
