//! Any situation that grows from the input as its seed: decided as by the naive evaluator, explained as
//! decided.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::{generate, naive};

pub fn run(bytes: &[u8]) {
    // PassThrough would follow the input more closely, but never ends where it runs dry.
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let Ok(tree) = generate::situation().new_tree(&mut runner) else {
        return;
    };
    let situation = tree.current();
    let decision = situation.decide();
    assert_eq!(decision, naive::decide(&situation), "{situation:#?}");
    assert_eq!(decision, situation.explained());
}

/// The input folded to the seed's size.
fn seed(bytes: &[u8]) -> [u8; 32] {
    let mut seed = [0_u8; 32];
    for (index, byte) in bytes.iter().enumerate() {
        seed[index % 32] = seed[index % 32].rotate_left(1) ^ byte;
    }
    seed
}
