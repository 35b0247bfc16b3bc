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
    let account = Account {
        id: id.to_owned(),
        name: name.to_owned(),
        alias: alias.map(str::to_owned),
        canonical_user: ids::canonical_user(random),
        iam: crate::iam::model::Iam::default(),
        s3_public_access_block: None,
    };
    world.accounts.insert(id.to_owned(), Arc::new(account));
    true
}
