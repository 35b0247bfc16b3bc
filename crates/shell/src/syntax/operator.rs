//! PowerShell's operators, as the tree holds them.

use super::Word;

/// Values and what is done with them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Value(Word),
    Unary(Unary, Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unary {
    /// `-not` and `!`
    Not,
    /// `-` before a value
    Negate,
    /// `@( … )`: a list, however many there are
    List,
    /// `-join` before a list
    Join,
    /// `-split` before a text
    Split,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or,
    Xor,
    /// A comparison; letters count as they are if `exact`.
    Compare {
        test: Test,
        exact: bool,
    },
    Replace {
        exact: bool,
    },
    Split,
    Join,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    /// `-f`
    Format,
    /// `..`
    Range,
}

/// What a comparison asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
    NotLike,
    Match,
    NotMatch,
    Contains,
    NotContains,
    In,
    NotIn,
}

impl Operator {
    /// The operator that is written as a dash and a name, given in lower case without the dash. `i` and `c`
    /// before it say how letters are compared.
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        let plain = match name {
            "and" => Self::And,
            "or" => Self::Or,
            "xor" => Self::Xor,
            "split" | "isplit" | "csplit" => Self::Split,
            "join" => Self::Join,
            "f" => Self::Format,
            "replace" | "ireplace" => Self::Replace { exact: false },
            "creplace" => Self::Replace { exact: true },
            _ => {
                let whole = Test::by_name(name).map(|test| Self::Compare { test, exact: false });
                return whole.or_else(|| {
                    let test = Test::by_name(name.strip_prefix(['i', 'c'])?)?;
                    Some(Self::Compare { test, exact: name.starts_with('c') })
                });
            }
        };
        Some(plain)
    }

    /// How tightly it binds.
    pub(crate) fn level(self) -> u8 {
        match self {
            Self::And | Self::Or | Self::Xor => 0,
            Self::Compare { .. } | Self::Replace { .. } | Self::Split | Self::Join => 1,
            Self::Add | Self::Subtract => 2,
            Self::Multiply | Self::Divide | Self::Remainder => 3,
            Self::Format => 4,
            Self::Range => 5,
        }
    }
}

impl Test {
    fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "eq" => Self::Equal,
            "ne" => Self::NotEqual,
            "lt" => Self::Less,
            "le" => Self::LessOrEqual,
            "gt" => Self::Greater,
            "ge" => Self::GreaterOrEqual,
            "like" => Self::Like,
            "notlike" => Self::NotLike,
            "match" => Self::Match,
            "notmatch" => Self::NotMatch,
            "contains" => Self::Contains,
            "notcontains" => Self::NotContains,
            "in" => Self::In,
            "notin" => Self::NotIn,
            _ => return None,
        })
    }
}
