//! Which events are shown.

use cloud::{Fault, Record, Timestamp};

/// What events can be looked up by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Attribute {
    /// Whatever of the following.
    #[default]
    Any,
    /// The operation.
    Name,
    /// Who asked.
    User,
    /// What was asked about.
    Resource,
    /// The error code and text.
    Error,
    /// The access key that signed the request.
    AccessKey,
    /// The service.
    Source,
    /// Where the request came from.
    Address,
    /// The account that the event is recorded in.
    Account,
    /// The event's own id.
    EventId,
}

impl Attribute {
    /// All of them, in the order of the menu.
    pub(super) const ALL: [Self; 10] = [
        Self::Any,
        Self::Name,
        Self::User,
        Self::Resource,
        Self::Error,
        Self::AccessKey,
        Self::Source,
        Self::Address,
        Self::Account,
        Self::EventId,
    ];

    /// What the menu calls it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Any => "Anything",
            Self::Name => "Event name",
            Self::User => "User name",
            Self::Resource => "Resource name",
            Self::Error => "Error code",
            Self::AccessKey => "AWS access key",
            Self::Source => "Event source",
            Self::Address => "Source IP address",
            Self::Account => "Account ID",
            Self::EventId => "Event ID",
        }
    }

    /// What an event says of it.
    fn of(self, record: &Record) -> Vec<&str> {
        let event = &record.event;
        let member = |name: &str| event.user_identity.get(name).and_then(|value| value.as_str());
        match self {
            Self::Any => Self::ALL.into_iter().skip(1).flat_map(|one| one.of(record)).collect(),
            Self::Name => vec![&event.event_name],
            Self::User => [member("userName"), event.caller_arn()].into_iter().flatten().collect(),
            Self::Resource => resources(record).collect(),
            Self::Error => {
                [&event.error_code, &event.error_message].into_iter().flatten().map(|s| &**s).collect()
            }
            Self::AccessKey => member("accessKeyId").into_iter().collect(),
            Self::Source => vec![&event.event_source],
            Self::Address => vec![&event.source_ip_address],
            Self::Account => vec![&event.recipient_account_id],
            Self::EventId => vec![&event.event_id],
        }
    }
}

/// What a request was about: what CloudTrail names, and what its decisions were about.
pub(super) fn resources(record: &Record) -> impl Iterator<Item = &str> {
    let named = record.event.resources.iter().map(|resource| resource.arn.as_str());
    let checked = record.checks.iter().map(|check| check.resource.as_str());
    named.chain(checked).filter(|arn| *arn != "*")
}

/// How requests ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outcome {
    /// However they ended.
    #[default]
    Any,
    /// They were done.
    Success,
    /// They were not.
    Failure,
    /// They were not, since a policy did not allow it.
    Denied,
    /// They were done, and changed something.
    Change,
}

impl Outcome {
    /// All of them, in the order of the menu.
    pub(super) const ALL: [Self; 5] = [Self::Any, Self::Success, Self::Failure, Self::Denied, Self::Change];

    /// What the menu calls it.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Any => "Any outcome",
            Self::Success => "Succeeded",
            Self::Failure => "Failed",
            Self::Denied => "Access denied",
            Self::Change => "Changed something",
        }
    }

    fn fits(self, record: &Record) -> bool {
        let error = record.error.as_ref();
        match self {
            Self::Any => true,
            Self::Success => error.is_none(),
            Self::Failure => error.is_some(),
            Self::Denied => error.is_some_and(|error| error.fault == Fault::Authorization),
            Self::Change => error.is_none() && !record.event.read_only,
        }
    }
}

/// How far back events are shown: the menu's words, and seconds.
pub(super) const SPANS: [(&str, Option<i64>); 5] = [
    ("Any time", None),
    ("Last 5 minutes", Some(300)),
    ("Last hour", Some(3_600)),
    ("Last 12 hours", Some(43_200)),
    ("Last 7 days", Some(604_800)),
];

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) attribute: Attribute,
    /// A part of it, in any case; empty for anything.
    pub(super) text: String,
    pub(super) outcome: Outcome,
    /// Which of [`SPANS`].
    pub(super) span: usize,
}

impl Filter {
    /// Whether nothing is looked for.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self { attribute: self.attribute, ..Self::default() }
    }

    /// Whether an event is to be shown.
    pub(super) fn fits(&self, record: &Record, now: Timestamp) -> bool {
        let wanted = self.text.trim().to_lowercase();
        let recent = SPANS.get(self.span).and_then(|(_, seconds)| *seconds);
        recent.is_none_or(|seconds| now.since(record.event.event_time) <= seconds)
            && self.outcome.fits(record)
            && (wanted.is_empty()
                || self.attribute.of(record).iter().any(|text| text.to_lowercase().contains(&wanted)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cloud::{Call, History, Origin, SignedRequest, Tick};

    /// A request that nobody signed is refused, and recorded.
    fn refused() -> History {
        let mut history = History::default();
        let tick = Tick { now: Timestamp(1_000), seed: 1 };
        let request = SignedRequest::unsigned(&Call::new("iam", "ListUsers"), Origin::terminal()).unwrap();
        assert!(history.send(&request, tick).is_err());
        history
    }

    #[test]
    fn events_are_found_by_what_they_say() {
        let history = refused();
        let record = history.records().next_back().unwrap();
        let fits = |filter: Filter, now: i64| filter.fits(record, Timestamp(now));
        let by = |attribute, text: &str| Filter { attribute, text: text.to_owned(), ..Filter::default() };
        assert!(Filter::default().is_empty() && fits(Filter::default(), 1_000));
        assert!(fits(by(Attribute::Name, " listus"), 1_000));
        assert!(fits(by(Attribute::Any, "LISTUSERS"), 1_000));
        assert!(fits(by(Attribute::Source, "iam.amazonaws.com"), 1_000));
        assert!(!fits(by(Attribute::User, "ListUsers"), 1_000));
        assert!(!fits(by(Attribute::Any, "CreateUser"), 1_000));
        let outcome = |outcome| Filter { outcome, ..Filter::default() };
        assert!(fits(outcome(Outcome::Failure), 1_000));
        assert!(!fits(outcome(Outcome::Success), 1_000) && !fits(outcome(Outcome::Change), 1_000));
        let span = |span| Filter { span, ..Filter::default() };
        assert!(fits(span(1), 1_300) && !fits(span(1), 1_301) && fits(span(2), 1_301));
    }
}
