//! Randomness derived from a tick's seed.

/// A SplitMix64 generator. Good enough for ids that must look random and be the same at every replay; it
/// protects no real secret.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator that always gives the same sequence for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// `count` random bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut out = Vec::with_capacity(count + 7);
        while out.len() < count {
            out.extend_from_slice(&self.next_u64().to_le_bytes());
        }
        out.truncate(count);
        out
    }

    /// `count` characters, each drawn from `alphabet`, whose length must be a power of two.
    pub fn text(&mut self, alphabet: &[u8], count: usize) -> String {
        self.bytes(count).iter().map(|b| char::from(alphabet[usize::from(*b) % alphabet.len()])).collect()
    }
}
