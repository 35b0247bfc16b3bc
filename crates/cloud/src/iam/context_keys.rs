//! Which condition keys policies ask for, so that a simulation can bring them.

use super::granting::sources;
use super::show::{iam, one};
use super::simulate::{policy_source, subject};
use super::{read, target};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use policy::{Document, Statement};

pub(super) const ROWS: Rows = &[
    read(
        "GetContextKeysForCustomPolicy",
        Access::Read,
        "iam:GetContextKeysForCustomPolicy",
        target::everything,
        of_custom,
        "aws iam get-context-keys-for-custom-policy --policy-input-list file://policy.json",
    ),
    read(
        "GetContextKeysForPrincipalPolicy",
        Access::Read,
        "iam:GetContextKeysForPrincipalPolicy",
        policy_source,
        of_principal,
        "aws iam get-context-keys-for-principal-policy --policy-source-arn \
         arn:aws:iam::111122223333:user/admin",
    ),
];

fn of_custom(ok: &Authorized, _world: &World) -> Output {
    Ok(one("ContextKeyNames", given(ok)?.keys))
}

fn of_principal(ok: &Authorized, world: &World) -> Output {
    let iam = iam(ok, world)?;
    let subject = subject(ok, iam)?;
    let mut found = given(ok)?;
    for source in sources(iam, &subject) {
        found.add(source.document().0.document());
    }
    Ok(one("ContextKeyNames", found.keys))
}

/// The keys of `PolicyInputList`.
fn given(ok: &Authorized) -> Result<Found, ApiError> {
    let mut found = Found::default();
    for text in ok.input().texts("PolicyInputList") {
        let document = Document::parse(text).map_err(|error| {
            ApiError::new("InvalidInput", 400, format!("Invalid Input Policies. {error}"))
        })?;
        found.add(&document);
    }
    Ok(found)
}

/// Keys in the order in which they are met, each once whatever its case.
#[derive(Default)]
struct Found {
    keys: Vec<String>,
}

impl Found {
    fn add(&mut self, document: &Document) {
        for statement in &document.statements {
            self.add_statement(statement);
        }
    }

    fn add_statement(&mut self, statement: &Statement) {
        for value in statement.resource.iter().flat_map(|resource| &resource.values) {
            self.add_variables(&value.value);
        }
        for condition in &statement.conditions {
            self.add_key(&condition.key.value);
            for value in &condition.values {
                self.add_variables(&value.value);
            }
        }
    }

    fn add_key(&mut self, key: &str) {
        if !self.keys.iter().any(|known| known.eq_ignore_ascii_case(key)) {
            self.keys.push(key.to_owned());
        }
    }

    /// The names of variables as in `${aws:username}`; `${*}`, `${?}` and `${$}` are none.
    fn add_variables(&mut self, text: &str) {
        for piece in text.split("${").skip(1) {
            let Some((name, _)) = piece.split_once('}') else { continue };
            let name = name.split(',').next().unwrap_or(name).trim();
            if name.contains(':') {
                self.add_key(name);
            }
        }
    }
}
