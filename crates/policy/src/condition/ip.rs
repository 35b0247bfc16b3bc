//! `IpAddress` and `NotIpAddress`.

use std::net::IpAddr;

/// The policy's address ranges; texts that are none match nothing.
#[derive(Clone, Debug)]
pub(super) struct Networks(Box<[Network]>);

/// An address range in CIDR notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Network {
    V4 { address: u32, mask: u32 },
    V6 { address: u128, mask: u128 },
}

impl Networks {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self(texts.filter_map(Network::parse).collect())
    }

    pub(super) fn matches(&self, value: &str) -> bool {
        value.parse().is_ok_and(|address| self.0.iter().any(|network| network.contains(address)))
    }
}

impl Network {
    /// An address with a prefix length; without one, the address alone.
    fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix_length(prefix)?)),
            None => (text, None),
        };
        match address.parse().ok()? {
            IpAddr::V4(address) => Some(Self::V4 {
                address: address.to_bits(),
                mask: !u32::MAX.checked_shr(bounded(prefix, 32)?).unwrap_or(0),
            }),
            IpAddr::V6(address) => Some(Self::V6 {
                address: address.to_bits(),
                mask: !u128::MAX.checked_shr(bounded(prefix, 128)?).unwrap_or(0),
            }),
        }
    }

    fn contains(self, candidate: IpAddr) -> bool {
        match (self, candidate) {
            (Self::V4 { address, mask }, IpAddr::V4(candidate)) => {
                (address ^ candidate.to_bits()) & mask == 0
            }
            (Self::V6 { address, mask }, IpAddr::V6(candidate)) => {
                (address ^ candidate.to_bits()) & mask == 0
            }
            _ => false,
        }
    }
}

fn prefix_length(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// The prefix length, the whole address without one; `None` when longer than the address.
fn bounded(prefix: Option<u32>, bits: u32) -> Option<u32> {
    let length = prefix.unwrap_or(bits);
    (length <= bits).then_some(length)
}

/// Whether a text is an address or range.
pub(super) fn is_network(text: &str) -> bool {
    Network::parse(text).is_some()
}
