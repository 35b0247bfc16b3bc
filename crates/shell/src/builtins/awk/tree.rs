//! The tree of an awk program.

use regex_lite::Regex;
use std::rc::Rc;

#[derive(Debug, Default)]
pub(super) struct Program {
    pub(super) rules: Vec<Rule>,
}

/// `pattern { action }`
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) pattern: Pattern,
    /// `None` prints the record.
    pub(super) action: Option<Vec<Statement>>,
}

impl Rule {
    pub(super) fn reads_input(&self) -> bool {
        !matches!(self.pattern, Pattern::Begin)
    }
}

#[derive(Debug)]
pub(super) enum Pattern {
    Begin,
    End,
    Always,
    When(Expression),
    /// From a record for which the first holds to one for which the second does.
    Between(Expression, Expression),
}

#[derive(Debug)]
pub(super) enum Statement {
    Evaluate(Expression),
    /// Without expressions: the record.
    Print(Vec<Expression>),
    /// The format and its values.
    Printf(Vec<Expression>),
    If(Expression, Vec<Statement>, Vec<Statement>),
    While(Expression, Vec<Statement>),
    /// The body before the first test.
    Do(Vec<Statement>, Expression),
    /// `for (first; test; step) body`
    For {
        first: Vec<Statement>,
        test: Option<Expression>,
        step: Vec<Statement>,
        body: Vec<Statement>,
    },
    /// `for (name in array) body`
    Each {
        name: String,
        array: String,
        body: Vec<Statement>,
    },
    Delete(String, Option<Vec<Expression>>),
    Next,
    Exit(Option<Expression>),
    Break,
    Continue,
}

#[derive(Debug)]
pub(super) enum Expression {
    Number(f64),
    Text(String),
    /// `/…/`: as a value, whether the record matches.
    Regex(Rc<Regex>),
    Place(Place),
    Assign(Place, Option<char>, Box<Expression>),
    /// `x++`, `--x`: by how much, and whether the value is the one before.
    Step {
        place: Place,
        by: f64,
        before: bool,
    },
    /// `+ - * / % ^`
    Arithmetic(char, Box<Expression>, Box<Expression>),
    Join(Box<Expression>, Box<Expression>),
    Compare(Comparison, Box<Expression>, Box<Expression>),
    Match {
        text: Box<Expression>,
        pattern: Box<Expression>,
        negated: bool,
    },
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
    Not(Box<Expression>),
    Negate(Box<Expression>),
    /// `+x`: the number that a text is.
    ToNumber(Box<Expression>),
    In(Vec<Expression>, String),
    Choose(Box<Expression>, Box<Expression>, Box<Expression>),
    Call(Function, Vec<Expression>),
}

/// Something that can be assigned to.
#[derive(Debug)]
pub(super) enum Place {
    Field(Box<Expression>),
    Variable(String),
    Element(String, Vec<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Length,
    Substr,
    Index,
    Split,
    Sub,
    Gsub,
    Match,
    ToUpper,
    ToLower,
    Sprintf,
    Int,
    Sqrt,
}

impl Function {
    /// By its name, with how few and how many arguments it takes.
    pub(super) fn by_name(name: &str) -> Option<(Self, usize, usize)> {
        Some(match name {
            "length" => (Self::Length, 0, 1),
            "substr" => (Self::Substr, 2, 3),
            "index" => (Self::Index, 2, 2),
            "split" => (Self::Split, 2, 3),
            "sub" => (Self::Sub, 2, 3),
            "gsub" => (Self::Gsub, 2, 3),
            "match" => (Self::Match, 2, 2),
            "toupper" => (Self::ToUpper, 1, 1),
            "tolower" => (Self::ToLower, 1, 1),
            "sprintf" => (Self::Sprintf, 1, 100),
            "int" => (Self::Int, 1, 1),
            "sqrt" => (Self::Sqrt, 1, 1),
            _ => return None,
        })
    }
}
