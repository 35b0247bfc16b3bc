//! `Action` and `NotAction`, indexed by service.
//!
//! Source: spec/policy-language.md §5.

use crate::document::{Element, Polarity};
use crate::evaluate::Probe;
use crate::key;
use crate::pattern::Glob;

/// A set of services as bits; services may share one.
pub(crate) type ServiceBits = u64;

/// The hash of a lower-cased service prefix.
pub(crate) fn service_hash(service: &str) -> u64 {
    key::hash(service.bytes())
}

/// The bit that a service with this hash has.
pub(crate) const fn service_bit(hash: u64) -> ServiceBits {
    1 << (hash >> 58)
}

/// A compiled `Action` or `NotAction`.
#[derive(Clone, Debug)]
pub(super) struct Actions {
    polarity: Polarity,
    /// Sorted by hash.
    services: Box<[Service]>,
    /// Patterns over the whole action, whose service is not one fixed word.
    wild: Box<[Glob]>,
}

/// The patterns for one service's action names.
#[derive(Clone, Debug)]
struct Service {
    hash: u64,
    prefix: Box<str>,
    names: Box<[Glob]>,
}

impl Actions {
    pub(super) fn compile(element: &Element) -> Self {
        let mut wild = Vec::new();
        let mut named: Vec<(Box<str>, Glob)> = Vec::new();
        for value in &element.values {
            let lower = value.value.to_ascii_lowercase();
            match lower.split_once(':') {
                Some((service, name)) if !service.contains(['*', '?']) => {
                    named.push((service.into(), Glob::action(name)));
                }
                _ => wild.push(Glob::action(&lower)),
            }
        }
        Self {
            polarity: element.polarity,
            services: by_service(named),
            wild: wild.into(),
        }
    }

    pub(super) fn services(&self) -> ServiceBits {
        if self.polarity == Polarity::NotListed || !self.wild.is_empty() {
            return ServiceBits::MAX;
        }
        let bits = self
            .services
            .iter()
            .map(|service| service_bit(service.hash));
        bits.fold(0, |all, bit| all | bit)
    }

    pub(super) fn match_probe(&self, probe: &Probe<'_>) -> bool {
        (self.polarity == Polarity::Listed) == self.list(probe)
    }

    fn list(&self, probe: &Probe<'_>) -> bool {
        self.wild
            .iter()
            .any(|glob| glob.matches(probe.action, None))
            || self.service(probe).is_some_and(|service| {
                let mut names = service.names.iter();
                names.any(|glob| glob.matches(probe.action_name, None))
            })
    }

    fn service(&self, probe: &Probe<'_>) -> Option<&Service> {
        // Two services of one hash would stand side by side.
        let from = self
            .services
            .partition_point(|service| service.hash < probe.service_hash);
        let mut candidates = self.services[from..].iter();
        candidates
            .by_ref()
            .take_while(|service| service.hash == probe.service_hash)
            .find(|service| *service.prefix == *probe.service)
    }
}

fn by_service(mut named: Vec<(Box<str>, Glob)>) -> Box<[Service]> {
    named.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut services: Vec<Service> = Vec::new();
    let mut rest = named.into_iter().peekable();
    while let Some((prefix, first)) = rest.next() {
        let mut names = vec![first];
        while let Some((_, name)) = rest.next_if(|(next, _)| *next == prefix) {
            names.push(name);
        }
        services.push(Service {
            hash: service_hash(&prefix),
            prefix,
            names: names.into(),
        });
    }
    services.sort_by_key(|service| service.hash);
    services.into()
}
