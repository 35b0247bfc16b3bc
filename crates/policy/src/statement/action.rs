//! `Action` and `NotAction`, indexed by service.
//!
//! Source: spec/policy-language.md §5.

use std::ops::Range;

use crate::Spanned;
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
    /// Patterns over action names without their service, service by service.
    names: Box<[Glob]>,
    /// Patterns over the whole action, whose service is not one fixed word.
    wild: Box<[Glob]>,
}

/// One service's part of the names.
#[derive(Clone, Debug)]
struct Service {
    hash: u64,
    prefix: Box<str>,
    names: Range<usize>,
}

impl Actions {
    pub(super) fn compile(element: &Element) -> Self {
        let mut wild = Vec::new();
        let mut named = Vec::with_capacity(element.values.len());
        let mut lower = String::new();
        for Spanned { value, .. } in &element.values {
            lower.clone_from(value);
            lower.make_ascii_lowercase();
            match lower.split_once(':') {
                Some((service, name)) if !service.contains(['*', '?']) => {
                    named.push((service_hash(service), &value[..service.len()], Glob::action(name)));
                }
                _ => wild.push(Glob::action(&lower)),
            }
        }
        named.sort_by(|(hash, service, _), (other_hash, other, _)| {
            hash.cmp(other_hash).then_with(|| lower_bytes(service).cmp(lower_bytes(other)))
        });
        Self {
            polarity: element.polarity,
            services: services(&named),
            names: named.into_iter().map(|(.., name)| name).collect(),
            wild: wild.into(),
        }
    }

    pub(super) fn services(&self) -> ServiceBits {
        if self.polarity == Polarity::NotListed || !self.wild.is_empty() {
            return ServiceBits::MAX;
        }
        let bits = self.services.iter().map(|service| service_bit(service.hash));
        bits.fold(0, |all, bit| all | bit)
    }

    pub(super) fn match_probe(&self, probe: &Probe<'_>) -> bool {
        (self.polarity == Polarity::Listed) == self.list(probe)
    }

    fn list(&self, probe: &Probe<'_>) -> bool {
        let by_name = |name| {
            let service = self.service(probe)?;
            let mut names = self.names[service.names.clone()].iter();
            names.find(|glob| glob.matches(name, None))
        };
        self.wild.iter().any(|glob| glob.matches(probe.action, None))
            || probe.action_name.and_then(by_name).is_some()
    }

    fn service(&self, probe: &Probe<'_>) -> Option<&Service> {
        // Two services of one hash would stand side by side.
        let from = self.services.partition_point(|service| service.hash < probe.service_hash);
        let mut candidates = self.services[from..].iter();
        candidates
            .by_ref()
            .take_while(|service| service.hash == probe.service_hash)
            .find(|service| *service.prefix == *probe.service)
    }
}

/// The services of patterns (service's hash, service in any case, name) sorted by hash.
fn services(named: &[(u64, &str, Glob)]) -> Box<[Service]> {
    let mut services: Vec<Service> = Vec::new();
    for (index, (hash, service, _)) in named.iter().enumerate() {
        match services.last_mut() {
            Some(last) if last.hash == *hash && last.prefix.eq_ignore_ascii_case(service) => {
                last.names.end = index + 1;
            }
            _ => services.push(Service {
                hash: *hash,
                prefix: service.to_ascii_lowercase().into(),
                names: index..index + 1,
            }),
        }
    }
    services.into()
}

fn lower_bytes(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}
