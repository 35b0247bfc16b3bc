//! Services that work across the organization, and member accounts that administer them.

use super::model::Organization;
use super::{accounts, changed, errors, managed_mut, pages, read, shown, target, write};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::{Value, json};

pub(super) const ROWS: Rows = &[
    write(
        "EnableAWSServiceAccess",
        Access::Write,
        "organizations:EnableAWSServiceAccess",
        target::everything,
        enable,
        "aws organizations enable-aws-service-access --service-principal iam.amazonaws.com",
    ),
    write(
        "DisableAWSServiceAccess",
        Access::Write,
        "organizations:DisableAWSServiceAccess",
        target::everything,
        disable,
        "aws organizations disable-aws-service-access --service-principal iam.amazonaws.com",
    ),
    read(
        "ListAWSServiceAccessForOrganization",
        Access::List,
        "organizations:ListAWSServiceAccessForOrganization",
        target::everything,
        list_services,
        "aws organizations list-aws-service-access-for-organization",
    ),
    write(
        "RegisterDelegatedAdministrator",
        Access::Write,
        "organizations:RegisterDelegatedAdministrator",
        target::account,
        register,
        "aws organizations register-delegated-administrator --account-id 222233334444 --service-principal iam.amazonaws.com",
    ),
    write(
        "DeregisterDelegatedAdministrator",
        Access::Write,
        "organizations:DeregisterDelegatedAdministrator",
        target::account,
        deregister,
        "aws organizations deregister-delegated-administrator --account-id 222233334444 --service-principal iam.amazonaws.com",
    ),
    read(
        "ListDelegatedAdministrators",
        Access::List,
        "organizations:ListDelegatedAdministrators",
        target::everything,
        list_administrators,
        "aws organizations list-delegated-administrators",
    ),
    read(
        "ListDelegatedServicesForAccount",
        Access::List,
        "organizations:ListDelegatedServicesForAccount",
        target::account,
        list_delegated,
        "aws organizations list-delegated-services-for-account --account-id 222233334444",
    ),
];

impl Organization {
    /// Whether an account administers some service for the organization.
    #[must_use]
    pub fn is_delegated(&self, account: &str) -> bool {
        self.delegated.get(account).is_some_and(|services| !services.is_empty())
    }

    /// Whether an account administers a service, by its service principal.
    #[must_use]
    pub fn administers(&self, account: &str, service: &str) -> bool {
        self.delegated.get(account).is_some_and(|services| services.contains_key(service))
    }
}

/// AWS refuses names of services that it does not know; here anything like a service principal will do.
fn service(ok: &Authorized) -> Result<&str, crate::ApiError> {
    let service = ok.input().text("ServicePrincipal")?;
    if service.ends_with(".amazonaws.com") {
        Ok(service)
    } else {
        Err(errors::invalid("You specified an unrecognized service principal."))
    }
}

fn enable(ok: &Authorized, world: &mut World) -> Output {
    let service = service(ok)?.to_owned();
    managed_mut(ok, world)?.services.entry(service).or_insert(ok.now());
    changed()
}

fn disable(ok: &Authorized, world: &mut World) -> Output {
    let service = service(ok)?;
    let organization = managed_mut(ok, world)?;
    if organization.delegated.values().any(|services| services.contains_key(service)) {
        return Err(errors::constraint(
            "You can't disable access for a service that has a delegated administrator.",
        ));
    }
    organization.services.remove(service);
    changed()
}

fn list_services(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    pages().page(
        ok.input(),
        "EnabledServicePrincipals",
        &organization.services,
        |(service, since)| json!({"ServicePrincipal": service, "DateEnabled": since.iso()}),
    )
}

fn register(ok: &Authorized, world: &mut World) -> Output {
    let service = service(ok)?;
    let organization = managed_mut(ok, world)?;
    let id = accounts::named(ok, organization)?.0.to_owned();
    if id == organization.management {
        return Err(errors::constraint(
            "You cannot register the management account as a delegated administrator for your organization.",
        ));
    }
    if organization.administers(&id, service) {
        return Err(errors::already_registered());
    }
    organization.services.entry(service.to_owned()).or_insert(ok.now());
    organization.delegated.entry(id).or_default().insert(service.to_owned(), ok.now());
    changed()
}

fn deregister(ok: &Authorized, world: &mut World) -> Output {
    let service = service(ok)?;
    let organization = managed_mut(ok, world)?;
    let id = accounts::named(ok, organization)?.0.to_owned();
    let removed = organization.delegated.get_mut(&id).and_then(|services| services.remove(service));
    if removed.is_none() {
        return Err(errors::not_registered());
    }
    if !organization.is_delegated(&id) {
        organization.delegated.remove(&id);
    }
    changed()
}

fn list_administrators(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let wanted = ok.input().opt_text("ServicePrincipal");
    let fits = |id: &str| wanted.is_none_or(|service| organization.administers(id, service));
    let all = organization.delegated.iter().filter(|(id, _)| fits(id));
    pages().page(ok.input(), "DelegatedAdministrators", all, |(id, services)| {
        let since = services.values().min().copied();
        show(world, organization, id, since)
    })
}

fn show(world: &World, organization: &Organization, id: &str, since: Option<Timestamp>) -> Value {
    let Some(member) = organization.members.get(id) else { return Value::Null };
    let mut out = accounts::show(world, organization, id, member);
    out.remove("Paths");
    out.insert("DelegationEnabledDate".to_owned(), since.map(Timestamp::iso).into());
    Value::from(out)
}

fn list_delegated(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let (id, _) = accounts::named(ok, organization)?;
    let services = organization.delegated.get(id).ok_or_else(errors::not_registered)?;
    pages().page(
        ok.input(),
        "DelegatedServices",
        services,
        |(service, since)| json!({"ServicePrincipal": service, "DelegationEnabledDate": since.iso()}),
    )
}
