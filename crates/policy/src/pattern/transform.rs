//! The number-theoretic transform: what turns a sum over all shifts of one list against another
//! into products.
//!
//! Arithmetic is modulo the prime 2⁶⁴ − 2³² + 1, whose multiplicative group has elements of every
//! order up to 2³² that is a power of two, and by which reducing a product takes no division.

/// The prime.
pub(super) const PRIME: u64 = 0xFFFF_FFFF_0000_0001;

/// Generates the multiplicative group.
const GENERATOR: u64 = 7;

/// What 2⁶⁴ is modulo the prime.
const WRAPPED: u64 = 0xFFFF_FFFF;

/// The transform of lists of one length, a power of two.
pub(super) struct Transform {
    /// Powers of a root of unity of that order: the first half of them.
    roots: Vec<u64>,
    /// The same of its inverse.
    inverse_roots: Vec<u64>,
}

impl Transform {
    /// `size` is a power of two from 2 to 2³².
    pub(super) fn new(size: usize) -> Self {
        let root = power(GENERATOR, (PRIME - 1) / size as u64);
        let half =
            |root: u64| std::iter::successors(Some(1), move |last| Some(mul(*last, root))).take(size / 2);
        let inverse = power(root, size as u64 - 1);
        Self { roots: half(root).collect(), inverse_roots: half(inverse).collect() }
    }

    /// Transforms in place, into bit-reversed order.
    pub(super) fn forward(&self, values: &mut [u64]) {
        let mut half = self.roots.len();
        while half > 0 {
            let stride = self.roots.len() / half;
            for block in values.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                let roots = self.roots.iter().step_by(stride);
                for ((low, high), root) in low.iter_mut().zip(high).zip(roots) {
                    (*low, *high) = (add(*low, *high), mul(sub(*low, *high), *root));
                }
            }
            half /= 2;
        }
    }

    /// Undoes [`forward`](Self::forward).
    pub(super) fn inverse(&self, values: &mut [u64]) {
        let mut half = 1;
        while half <= self.roots.len() {
            let stride = self.roots.len() / half;
            for block in values.chunks_exact_mut(2 * half) {
                let (low, high) = block.split_at_mut(half);
                let roots = self.inverse_roots.iter().step_by(stride);
                for ((low, high), root) in low.iter_mut().zip(high).zip(roots) {
                    let turned = mul(*high, *root);
                    (*low, *high) = (add(*low, turned), sub(*low, turned));
                }
            }
            half *= 2;
        }
        let scale = power(values.len() as u64, PRIME - 2);
        values.iter_mut().for_each(|value| *value = mul(*value, scale));
    }
}

/// The sum, of numbers below the prime.
pub(super) const fn add(one: u64, other: u64) -> u64 {
    let (sum, is_over) = one.overflowing_add(other);
    if is_over || sum >= PRIME { sum.wrapping_sub(PRIME) } else { sum }
}

/// The difference, of numbers below the prime.
pub(super) const fn sub(one: u64, other: u64) -> u64 {
    let (difference, is_under) = one.overflowing_sub(other);
    if is_under { difference.wrapping_add(PRIME) } else { difference }
}

/// The product. Of its four words of 32 bits the third counts 2⁶⁴, which is 2³² − 1, and the
/// fourth 2⁹⁶, which is −1.
pub(super) const fn mul(one: u64, other: u64) -> u64 {
    let product = one as u128 * other as u128;
    let (low, high) = (product as u64, (product >> 64) as u64);
    let (third, fourth) = (high & WRAPPED, high >> 32);
    let (rest, is_under) = low.overflowing_sub(fourth);
    let rest = if is_under { rest.wrapping_sub(WRAPPED) } else { rest };
    let (sum, is_over) = rest.overflowing_add(third * WRAPPED);
    let sum = if is_over { sum.wrapping_add(WRAPPED) } else { sum };
    if sum >= PRIME { sum - PRIME } else { sum }
}

const fn power(base: u64, exponent: u64) -> u64 {
    let (mut result, mut square, mut rest) = (1, base, exponent);
    while rest > 0 {
        if rest & 1 == 1 {
            result = mul(result, square);
        }
        square = mul(square, square);
        rest >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_modulo_the_prime() {
        let prime = u128::from(PRIME);
        let numbers =
            [0, 1, 2, WRAPPED - 1, WRAPPED, WRAPPED + 1, 1 << 63, PRIME - WRAPPED, PRIME - 2, PRIME - 1];
        for one in numbers {
            for other in numbers {
                let (a, b) = (u128::from(one), u128::from(other));
                assert_eq!(u128::from(add(one, other)), (a + b) % prime);
                assert_eq!(u128::from(sub(one, other)), (prime + a - b) % prime);
                assert_eq!(u128::from(mul(one, other)), a * b % prime);
            }
        }
    }

    #[test]
    fn the_inverse_undoes_the_transform() {
        for size in [2, 4, 64, 1024] {
            let transform = Transform::new(size);
            let values: Vec<u64> = (0..size as u64).map(|value| mul(value, PRIME - 3)).collect();
            let mut changed = values.clone();
            transform.forward(&mut changed);
            assert_ne!(changed, values);
            transform.inverse(&mut changed);
            assert_eq!(changed, values);
        }
    }
}
