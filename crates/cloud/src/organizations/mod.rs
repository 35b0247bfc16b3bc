//! AWS Organizations: accounts in a tree, and the policies that limit them. Source: spec evaluation.md §2,
//! policy-language.md §3. Error texts are those of the API; where it has none they are ours.

mod accounts;
mod attachments;
mod delegation;
mod errors;
mod handshakes;
pub(crate) mod levels;
pub mod model;
mod organization;
mod policies;
mod tags;
mod target;
mod tree;
mod units;

use crate::error::ApiError;
use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run, Targets};
use crate::paging::Pages;
use crate::world::World;
use model::{FeatureSet, Organization, PolicyKind};
use serde_json::{Map, Value};

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[
    organization::ROWS,
    units::ROWS,
    accounts::ROWS,
    policies::ROWS,
    attachments::ROWS,
    tags::ROWS,
    handshakes::ROWS,
    delegation::ROWS,
];

type ReadFn = fn(&Authorized, &World) -> Output;
type WriteFn = fn(&Authorized, &mut World) -> Output;

/// A row of an operation that looks.
const fn read(
    name: &'static str,
    access: Access,
    action: &'static str,
    targets: Targets,
    run: ReadFn,
    example: &'static str,
) -> Operation {
    Operation {
        service: "organizations",
        name,
        access,
        checks: Checks::Each(action, targets),
        run: Run::Read(run),
        example,
    }
}

/// A row of an operation that changes something.
const fn write(
    name: &'static str,
    access: Access,
    action: &'static str,
    targets: Targets,
    run: WriteFn,
    example: &'static str,
) -> Operation {
    Operation {
        service: "organizations",
        name,
        access,
        checks: Checks::Each(action, targets),
        run: Run::Write(run),
        example,
    }
}

/// Organizations gives 20 rows a page, unless asked for fewer.
const fn pages() -> Pages {
    Pages { limit: "MaxResults", token: "NextToken", more: None, rows: 20 }
}

/// The organization that the caller's account is a member of.
fn joined<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Organization, ApiError> {
    world.organization_of(ok.account()).ok_or_else(errors::not_in_use)
}

/// The organization that the caller's account manages.
fn managed<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Organization, ApiError> {
    let organization = joined(ok, world)?;
    if organization.management == ok.account() { Ok(organization) } else { Err(errors::not_yours()) }
}

/// As [`managed`], to change.
fn managed_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut Organization, ApiError> {
    let id = managed(ok, world)?.id.clone();
    world.organization_mut(&id).ok_or_else(errors::not_in_use)
}

/// The organization as those may look at it who manage it or administer a service for it.
fn shown<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Organization, ApiError> {
    let organization = joined(ok, world)?;
    let may = organization.management == ok.account() || organization.is_delegated(ok.account());
    if may { Ok(organization) } else { Err(errors::not_yours()) }
}

/// Only organizations with all features have policies.
fn all_features(organization: &Organization) -> Result<(), ApiError> {
    match organization.features {
        FeatureSet::All => Ok(()),
        FeatureSet::ConsolidatedBilling => Err(errors::no_policy_types()),
    }
}

/// The policy type of that name.
fn kind(name: &str) -> Result<PolicyKind, ApiError> {
    PolicyKind::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or_else(|| {
        ApiError::not_simulated(format!(
            "Policies of the type {name} are not simulated in IAM Playground; {} and {} are. Nothing was changed.",
            PolicyKind::ServiceControl.as_str(),
            PolicyKind::ResourceControl.as_str()
        ))
    })
}

/// An answer with one member.
fn one(member: &str, value: impl Into<Value>) -> Map<String, Value> {
    Map::from_iter([(member.to_owned(), value.into())])
}

/// The answer of an operation that says no more than that it was done.
fn changed() -> Output {
    Ok(Map::new())
}
