//! Opening accounts. In AWS that happens outside IAM; here scenarios do it.

use crate::ids;
use crate::random::Random;
use crate::world::{Account, World};
use std::sync::Arc;

/// Opens an account with nothing in it. Returns `false`, changing nothing, if the id is taken or no 12
/// digits.
pub fn open(world: &mut World, id: &str, name: &str, alias: Option<&str>, random: &mut Random) -> bool {
    let twelve_digits = id.len() == 12 && id.bytes().all(|b| b.is_ascii_digit());
    if !twelve_digits || world.account(id).is_some() {
        return false;
    }
    let canonical_user = ids::canonical_user(random);
    if world.accounts.is_empty() {
        // Random already; drawing more would change all that is drawn after it.
        world.provider_seed = u64::from_str_radix(&canonical_user[..16], 16).unwrap_or_default();
    }
    let account = Account {
        id: id.to_owned(),
        name: name.to_owned(),
        alias: alias.map(str::to_owned),
        canonical_user,
        iam: crate::iam::model::Iam::default(),
        s3_public_access_block: None,
    };
    world.accounts.insert(id.to_owned(), Arc::new(account));
    true
}
