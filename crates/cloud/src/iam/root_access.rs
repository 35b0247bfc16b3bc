//! Central access to the root users of an organization's member accounts.

use super::show::one;
use super::{read, target, write};
use crate::error::{ApiError, Fault};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::organizations::model::{Organization, RootFeature};
use crate::world::World;
use serde_json::{Map, Value};

const SERVICE: &str = "iam.amazonaws.com";

pub(super) const ROWS: Rows = &[
    write(
        "EnableOrganizationsRootCredentialsManagement",
        Access::Write,
        "iam:EnableOrganizationsRootCredentialsManagement",
        target::everything,
        |ok, world| set(ok, world, RootFeature::CredentialsManagement, true),
        "aws iam enable-organizations-root-credentials-management",
    ),
    write(
        "DisableOrganizationsRootCredentialsManagement",
        Access::Write,
        "iam:DisableOrganizationsRootCredentialsManagement",
        target::everything,
        |ok, world| set(ok, world, RootFeature::CredentialsManagement, false),
        "aws iam disable-organizations-root-credentials-management",
    ),
    write(
        "EnableOrganizationsRootSessions",
        Access::Write,
        "iam:EnableOrganizationsRootSessions",
        target::everything,
        |ok, world| set(ok, world, RootFeature::Sessions, true),
        "aws iam enable-organizations-root-sessions",
    ),
    write(
        "DisableOrganizationsRootSessions",
        Access::Write,
        "iam:DisableOrganizationsRootSessions",
        target::everything,
        |ok, world| set(ok, world, RootFeature::Sessions, false),
        "aws iam disable-organizations-root-sessions",
    ),
    read(
        "ListOrganizationsFeatures",
        Access::List,
        "iam:ListOrganizationsFeatures",
        target::everything,
        list,
        "aws iam list-organizations-features",
    ),
];

fn refusal(code: &str, message: &str) -> ApiError {
    ApiError::new(code, 409, message)
}

/// The organization of a caller that administers IAM for it.
fn administered<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Organization, ApiError> {
    let organization = world.organization_of(ok.account()).ok_or_else(|| {
        refusal("OrganizationNotFoundException", "Your account is not a member of an organization.")
    })?;
    let own = ok.account();
    if organization.management != own && !organization.administers(own, SERVICE) {
        let message = "The account is neither the management account nor a delegated administrator for IAM.";
        let error = refusal("CallerIsNotManagementAccountException", message);
        return Err(error.with_fault(Fault::Authorization));
    }
    if !organization.services.contains_key(SERVICE) {
        let message = "Trusted access for IAM is not enabled in the organization.";
        return Err(refusal("ServiceAccessNotEnabledException", message));
    }
    Ok(organization)
}

fn set(ok: &Authorized, world: &mut World, feature: RootFeature, on: bool) -> Output {
    let id = administered(ok, world)?.id.clone();
    if let Some(organization) = world.organization_mut(&id) {
        if on {
            organization.root_features.insert(feature);
        } else {
            organization.root_features.remove(&feature);
        }
    }
    list(ok, world)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = administered(ok, world)?;
    let features = organization.root_features.iter().map(|feature| Value::from(feature.as_str()));
    let mut out: Map<String, Value> = one("OrganizationId", organization.id.as_str());
    out.insert("EnabledFeatures".to_owned(), features.collect());
    Ok(out)
}
