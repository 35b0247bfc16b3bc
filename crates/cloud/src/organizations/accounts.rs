//! The organization's accounts.

use super::model::{Creation, Joined, Member, Organization};
use super::{changed, errors, joined, managed_mut, one, pages, read, shown, target, units, write};
use crate::account;
use crate::error::ApiError;
use crate::iam;
use crate::ids::{self, AccountId};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Source: quotas of AWS Organizations.
const MOST_ACCOUNTS: usize = 10;
/// The role that lets the management account into an account that it made.
const ACCESS_ROLE: &str = "OrganizationAccountAccessRole";

pub(super) const ROWS: Rows = &[
    write(
        "CreateAccount",
        Access::Write,
        "organizations:CreateAccount",
        target::everything,
        create,
        "aws organizations create-account --email dev@example.com --account-name dev",
    ),
    read(
        "DescribeCreateAccountStatus",
        Access::Read,
        "organizations:DescribeCreateAccountStatus",
        target::everything,
        describe_creation,
        "aws organizations describe-create-account-status --create-account-request-id car-12345678",
    ),
    read(
        "ListCreateAccountStatus",
        Access::List,
        "organizations:ListCreateAccountStatus",
        target::everything,
        list_creations,
        "aws organizations list-create-account-status",
    ),
    read(
        "DescribeAccount",
        Access::Read,
        "organizations:DescribeAccount",
        target::account,
        describe,
        "aws organizations describe-account --account-id 111122223333",
    ),
    read(
        "ListAccounts",
        Access::List,
        "organizations:ListAccounts",
        target::everything,
        list,
        "aws organizations list-accounts",
    ),
    read(
        "ListAccountsForParent",
        Access::List,
        "organizations:ListAccountsForParent",
        target::parent,
        list_below,
        "aws organizations list-accounts-for-parent --parent-id r-1234",
    ),
    write(
        "MoveAccount",
        Access::Write,
        "organizations:MoveAccount",
        target::moved,
        move_account,
        "aws organizations move-account --account-id 222233334444 --source-parent-id r-1234 --destination-parent-id ou-1234-12345678",
    ),
    write(
        "RemoveAccountFromOrganization",
        Access::Write,
        "organizations:RemoveAccountFromOrganization",
        target::account,
        remove,
        "aws organizations remove-account-from-organization --account-id 222233334444",
    ),
    write(
        "LeaveOrganization",
        Access::Write,
        "organizations:LeaveOrganization",
        target::everything,
        leave,
        "aws organizations leave-organization",
    ),
];

/// The address of the root user of an account that was there before the organization.
pub(super) fn email_of(account: &str) -> String {
    format!("root+{account}@example.com")
}

/// The members of answers that show an account.
pub(super) fn show(
    world: &World,
    organization: &Organization,
    id: &str,
    member: &Member,
) -> Map<String, Value> {
    let name = world.account(id).map_or("", |account| &account.name);
    Map::from_iter([
        ("Id".to_owned(), id.into()),
        ("Arn".to_owned(), organization.arn_of(id).into()),
        ("Email".to_owned(), member.email.as_str().into()),
        ("Name".to_owned(), name.into()),
        // AWS meant to drop it in September 2026; what people wrote before still asks for it.
        ("Status".to_owned(), "ACTIVE".into()),
        ("State".to_owned(), "ACTIVE".into()),
        ("Paths".to_owned(), json!([organization.path_to(id)])),
        ("JoinedMethod".to_owned(), member.joined.as_str().into()),
        ("JoinedTimestamp".to_owned(), member.since.iso().into()),
    ])
}

/// The account that `AccountId` names.
pub(super) fn named<'a>(
    ok: &Authorized,
    organization: &'a Organization,
) -> Result<(&'a str, &'a Member), ApiError> {
    let found = organization.members.get_key_value(ok.input().text("AccountId")?);
    found.map(|(id, member)| (id.as_str(), member.as_ref())).ok_or_else(errors::no_account)
}

/// Makes an account. AWS takes a while for it, so its answer says that it is in progress; here the account is
/// there at once.
fn create(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let organization = managed_mut(ok, world)?;
    if organization.members.len() >= MOST_ACCOUNTS {
        return Err(errors::constraint("You have exceeded the allowed number of AWS accounts."));
    }
    let mut random = ok.random();
    let id = format!("car-{}", ids::lower(32, &mut random));
    let (organization, management) = (organization.id.clone(), organization.management.clone());
    let email = input.text("Email")?;
    let name = input.text("AccountName")?;
    let taken = world.organizations.values().flat_map(|o| o.members.values()).any(|m| m.email == email);
    let outcome = if taken {
        Err("EMAIL_ALREADY_EXISTS".to_owned())
    } else {
        let role = input.opt_text("RoleName").unwrap_or(ACCESS_ROLE);
        open(ok, world, name, role, &management, &mut random)
    };
    let organization = world.organization_mut(&organization).ok_or_else(errors::not_in_use)?;
    if let Ok(account) = &outcome {
        let parent = organization.root.clone();
        let (email, since) = (email.to_owned(), ok.now());
        organization.welcome(account, Member { parent, email, joined: Joined::Created, since });
        super::tags::put(organization, account, input.tags())?;
    }
    let creation = Creation { id: id.clone(), name: name.to_owned(), requested: ok.now(), outcome };
    organization.creations.insert(id.clone(), creation);
    let begun =
        json!({"Id": id, "AccountName": name, "State": "IN_PROGRESS", "RequestedTimestamp": ok.now().iso()});
    Ok(one("CreateAccountStatus", begun))
}

/// Opens the account, with the role that its management account may assume.
fn open(
    ok: &Authorized,
    world: &mut World,
    name: &str,
    role: &str,
    management: &str,
    random: &mut crate::Random,
) -> Result<AccountId, String> {
    let id = std::iter::repeat_with(|| ids::account(random))
        .take(8)
        .find(|id| account::open(world, id, name, None, &mut ok.random()))
        .ok_or_else(|| "INTERNAL_FAILURE".to_owned())?;
    iam::admit(world, &id, role, management, ok.now(), random).map_err(|_| "INTERNAL_FAILURE".to_owned())?;
    Ok(id)
}

fn show_creation(creation: &Creation) -> Value {
    let mut out = Map::from_iter([
        ("Id".to_owned(), creation.id.as_str().into()),
        ("AccountName".to_owned(), creation.name.as_str().into()),
    ]);
    let mut put = |name: &str, value: &str| out.insert(name.to_owned(), value.into());
    put("State", if creation.outcome.is_ok() { "SUCCEEDED" } else { "FAILED" });
    put("RequestedTimestamp", &creation.requested.iso());
    put("CompletedTimestamp", &creation.requested.iso());
    match &creation.outcome {
        Ok(account) => put("AccountId", account),
        Err(reason) => put("FailureReason", reason),
    };
    Value::from(out)
}

fn describe_creation(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let creation = organization.creations.get(ok.input().text("CreateAccountRequestId")?);
    Ok(one("CreateAccountStatus", show_creation(creation.ok_or_else(errors::no_creation)?)))
}

fn list_creations(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let states = ok.input().texts("States");
    let state = |creation: &Creation| if creation.outcome.is_ok() { "SUCCEEDED" } else { "FAILED" };
    let fits = |creation: &&Creation| states.is_empty() || states.contains(&state(creation));
    let creations = organization.creations.values().filter(fits);
    pages().page(ok.input(), "CreateAccountStatuses", creations, show_creation)
}

fn describe(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let (id, member) = named(ok, organization)?;
    Ok(one("Account", show(world, organization, id, member)))
}

fn list(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    pages().page(ok.input(), "Accounts", &organization.members, |(id, member)| {
        show(world, organization, id, member).into()
    })
}

fn list_below(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    let parent = units::parent(ok, organization)?;
    let below = organization.members.iter().filter(|(_, member)| member.parent == parent);
    pages().page(ok.input(), "Accounts", below, |(id, member)| show(world, organization, id, member).into())
}

fn move_account(ok: &Authorized, world: &mut World) -> Output {
    let (source, destination) = (ok.input().text("SourceParentId")?, ok.input().text("DestinationParentId")?);
    let organization = managed_mut(ok, world)?;
    let (id, member) = named(ok, organization)?;
    if member.parent != source {
        return Err(errors::no_source());
    }
    if !units::is_parent(organization, destination) {
        return Err(errors::no_destination());
    }
    if source == destination {
        return Err(errors::already_there());
    }
    let (id, member) = (id.to_owned(), Member { parent: destination.to_owned(), ..member.clone() });
    organization.members.insert(id, Arc::new(member));
    changed()
}

fn remove(ok: &Authorized, world: &mut World) -> Output {
    let organization = managed_mut(ok, world)?;
    let id = named(ok, organization)?.0.to_owned();
    part(organization, &id)
}

fn leave(ok: &Authorized, world: &mut World) -> Output {
    let id = joined(ok, world)?.id.clone();
    let organization = world.organization_mut(&id).ok_or_else(errors::not_in_use)?;
    part(organization, ok.account())
}

/// An account goes, and with it what was attached to it. AWS lets an account that it made go only when it has
/// a means of payment; here it always has.
fn part(organization: &mut Organization, account: &str) -> Output {
    if account == organization.management {
        return Err(errors::management_stays());
    }
    if organization.is_delegated(account) {
        return Err(errors::constraint(
            "This operation requires that the account isn't a delegated administrator of an AWS service.",
        ));
    }
    organization.members.remove(account);
    organization.forget(account);
    changed()
}
