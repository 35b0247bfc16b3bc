//! The account's alias.

use super::{read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::{Map, Value};

pub(super) const ROWS: Rows = &[
    write(
        "CreateAccountAlias",
        Access::Write,
        "iam:CreateAccountAlias",
        target::everything,
        create,
        "aws iam create-account-alias --account-alias my-company",
    ),
    write(
        "DeleteAccountAlias",
        Access::Write,
        "iam:DeleteAccountAlias",
        target::everything,
        delete,
        "aws iam delete-account-alias --account-alias my-company",
    ),
    read(
        "ListAccountAliases",
        Access::List,
        "iam:ListAccountAliases",
        target::everything,
        list,
        "aws iam list-account-aliases",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    let alias = ok.input().text("AccountAlias")?;
    if world.accounts.values().any(|a| a.alias.as_deref() == Some(alias)) {
        return Err(ApiError::already_exists(format!("The account alias {alias} already exists.")));
    }
    if let Some(account) = world.account_mut(ok.account()) {
        account.alias = Some(alias.to_owned());
    }
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let alias = ok.input().text("AccountAlias")?;
    match world.account_mut(ok.account()).map(|a| &mut a.alias) {
        Some(own) if own.as_deref() == Some(alias) => {
            *own = None;
            Ok(Map::new())
        }
        _ => Err(ApiError::no_such_entity(format!("The Account Alias {alias} cannot be found."))),
    }
}

fn list(ok: &Authorized, world: &World) -> Output {
    let alias = world.account(ok.account()).and_then(|a| a.alias.clone());
    page(ok.input(), "AccountAliases", alias, Value::from)
}
