//! IAM. One file a kind of thing, each with the rows of its operations. Source: spec iam-api.md.

mod access_keys;
mod access_reports;
mod aliases;
mod attachments;
mod authorization_details;
mod boundaries;
mod context_keys;
mod credential_report;
mod documents;
mod granting;
mod groups;
mod inline;
mod instance_profiles;
pub(crate) mod layers;
pub(crate) mod login_profiles;
mod managed_policies;
mod mfa;
pub(crate) mod mfa_codes;
mod mfa_qr;
pub mod model;
mod oidc_providers;
mod password_policy;
mod policy_versions;
mod resource_tags;
mod roles;
mod root_access;
mod saml_providers;
mod service_linked;
mod show;
mod simulate;
mod summary;
mod tags;
mod target;
mod users;
pub(crate) mod uses;

pub(crate) use documents::{readable, readable_text, save_resource_policy};
pub(crate) use roles::admit;
pub(crate) use saml_providers::entity as saml_entity;
pub(crate) use target::request_tags;

use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run, Target};
use crate::world::World;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[
    users::ROWS,
    groups::ROWS,
    roles::ROWS,
    managed_policies::ROWS,
    policy_versions::ROWS,
    attachments::ROWS,
    inline::ROWS,
    boundaries::ROWS,
    access_keys::ROWS,
    instance_profiles::ROWS,
    login_profiles::ROWS,
    password_policy::ROWS,
    mfa::ROWS,
    tags::ROWS,
    resource_tags::ROWS,
    aliases::ROWS,
    summary::ROWS,
    oidc_providers::ROWS,
    saml_providers::ROWS,
    service_linked::ROWS,
    credential_report::ROWS,
    authorization_details::ROWS,
    granting::ROWS,
    access_reports::ROWS,
    simulate::ROWS,
    context_keys::ROWS,
    root_access::ROWS,
];

type ReadFn = fn(&Authorized, &World) -> Output;
type WriteFn = fn(&Authorized, &mut World) -> Output;

/// A row of an operation that looks; `action` is `iam:NAME`.
const fn read(
    name: &'static str,
    access: Access,
    action: &'static str,
    target: Target,
    run: ReadFn,
    example: &'static str,
) -> Operation {
    Operation {
        service: "iam",
        name,
        access,
        checks: Checks::One(action, target),
        run: Run::Read(run),
        example,
    }
}

/// A row of an operation that changes something; `action` is `iam:NAME`.
const fn write(
    name: &'static str,
    access: Access,
    action: &'static str,
    target: Target,
    run: WriteFn,
    example: &'static str,
) -> Operation {
    Operation {
        service: "iam",
        name,
        access,
        checks: Checks::One(action, target),
        run: Run::Write(run),
        example,
    }
}

/// A row of an operation that makes a report, which is no change to undo; `action` is `iam:NAME`.
const fn issue(
    name: &'static str,
    action: &'static str,
    target: Target,
    run: WriteFn,
    example: &'static str,
) -> Operation {
    Operation {
        service: "iam",
        name,
        access: Access::Read,
        checks: Checks::One(action, target),
        run: Run::Issue(run),
        example,
    }
}
