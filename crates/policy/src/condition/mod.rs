//! Conditions, compiled: one operator, one key, the values to compare with.
//!
//! Source: spec/policy-language.md §7.

mod arn;
mod binary;
mod bool;
mod date;
mod ip;
mod null;
mod numeric;
mod set;
mod string;

use crate::Spanned;
use crate::context::Context;
use crate::document::{Comparison, Operator, Version};
use crate::key::KeyName;

/// A condition made ready for evaluation.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    operator: Operator,
    key: KeyName,
    values: Values,
}

/// The policy's values, read as the operator needs them.
#[derive(Clone, Debug)]
enum Values {
    Strings(string::Strings),
    Numbers(numeric::Numbers),
    Dates(date::Dates),
    Bools(bool::Bools),
    Binaries(binary::Binaries),
    Addresses(ip::Networks),
    Arns(arn::Arns),
    Null(null::Presence),
}

impl Condition {
    pub(crate) fn compile(condition: &crate::Condition, version: Version) -> Self {
        let operator = condition.operator.value;
        Self {
            operator,
            key: KeyName::new(&condition.key.value),
            values: Values::compile(operator.comparison, &condition.values, version),
        }
    }

    /// Whether the condition holds for a request with this context.
    pub(crate) fn holds(&self, context: &Context) -> bool {
        let values = context.values(&self.key).unwrap_or_default();
        match &self.values {
            Values::Null(presence) => presence.holds(values.is_empty()),
            _ => set::holds(self.operator, values, |value| self.values.match_one(value, context)),
        }
    }
}

/// What a value would have to be for its operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueForm {
    Number,
    Date,
    Bool,
    Address,
    Base64,
    Arn,
}

/// Whether a policy value without variables is what the operator compares; if not, it
/// matches nothing.
pub(crate) fn value_form(comparison: Comparison, value: &str) -> Result<(), ValueForm> {
    let name = comparison.as_str();
    let (is_good, form) = match comparison {
        Comparison::Bool | Comparison::Null => (bool::parse(value).is_some(), ValueForm::Bool),
        Comparison::BinaryEquals => (binary::is_base64(value), ValueForm::Base64),
        Comparison::IpAddress | Comparison::NotIpAddress => (ip::is_network(value), ValueForm::Address),
        _ if name.starts_with("Numeric") => (numeric::is_number(value), ValueForm::Number),
        _ if name.starts_with("Date") => (date::is_date(value), ValueForm::Date),
        _ if name.starts_with("Arn") => (value.matches(':').count() >= 5, ValueForm::Arn),
        _ => return Ok(()),
    };
    if is_good { Ok(()) } else { Err(form) }
}

impl Values {
    fn compile(comparison: Comparison, values: &[Spanned<String>], version: Version) -> Self {
        use Comparison::*;
        let texts = || values.iter().map(|value| value.value.as_str());
        match comparison {
            StringEquals | StringNotEquals => Self::Strings(string::Strings::exact(texts(), version)),
            StringLike | StringNotLike => Self::Strings(string::Strings::like(texts(), version)),
            StringEqualsIgnoreCase | StringNotEqualsIgnoreCase => {
                Self::Strings(string::Strings::ignoring_case(texts(), version))
            }
            NumericEquals
            | NumericNotEquals
            | NumericLessThan
            | NumericLessThanEquals
            | NumericGreaterThan
            | NumericGreaterThanEquals => Self::Numbers(numeric::Numbers::compile(comparison, texts())),
            DateEquals
            | DateNotEquals
            | DateLessThan
            | DateLessThanEquals
            | DateGreaterThan
            | DateGreaterThanEquals => Self::Dates(date::Dates::compile(comparison, texts())),
            Bool => Self::Bools(bool::Bools::compile(texts(), version)),
            BinaryEquals => Self::Binaries(binary::Binaries::compile(texts())),
            IpAddress | NotIpAddress => Self::Addresses(ip::Networks::compile(texts())),
            ArnEquals | ArnLike | ArnNotEquals | ArnNotLike => {
                Self::Arns(arn::Arns::compile(texts(), version))
            }
            Null => Self::Null(null::Presence::compile(texts())),
        }
    }

    /// Whether one request value matches one of the policy's values; negation is the
    /// operator's business.
    fn match_one(&self, value: &str, context: &Context) -> bool {
        match self {
            Self::Strings(strings) => strings.matches(value, context),
            Self::Numbers(numbers) => numbers.matches(value),
            Self::Dates(dates) => dates.matches(value),
            Self::Bools(bools) => bools.matches(value, context),
            Self::Binaries(binaries) => binaries.matches(value),
            Self::Addresses(networks) => networks.matches(value),
            Self::Arns(arns) => arns.matches(value, context),
            Self::Null(_) => false,
        }
    }
}

/// How two ordered values must stand to each other.
#[derive(Clone, Copy, Debug)]
struct OrderTest {
    less: bool,
    equal: bool,
    greater: bool,
}

impl OrderTest {
    /// The test of a `Numeric…` or `Date…` operator; the negated ones test for equality.
    fn of(comparison: Comparison) -> Self {
        use Comparison::*;
        let (less, equal, greater) = match comparison {
            NumericLessThan | DateLessThan => (true, false, false),
            NumericLessThanEquals | DateLessThanEquals => (true, true, false),
            NumericGreaterThan | DateGreaterThan => (false, false, true),
            NumericGreaterThanEquals | DateGreaterThanEquals => (false, true, true),
            _ => (false, true, false),
        };
        Self { less, equal, greater }
    }

    /// Whether the request's value stands so to the policy's.
    fn accepts(self, request_to_policy: std::cmp::Ordering) -> bool {
        match request_to_policy {
            std::cmp::Ordering::Less => self.less,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.greater,
        }
    }
}

#[cfg(test)]
mod tests;
