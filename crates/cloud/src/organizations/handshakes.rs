//! Invitations of accounts that are there already. What AWS sends by mail, the invited account finds in its
//! list of handshakes.

use super::model::{Handshake, HandshakeState, Joined, Member, Organization};
use super::{accounts, errors, managed_mut, one, pages, read, shown, target, write};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::{Value, json};

/// An invitation is open for 15 days, in seconds.
const OPEN: i64 = 15 * 86_400;

pub(super) const ROWS: Rows = &[
    write(
        "InviteAccountToOrganization",
        Access::Write,
        "organizations:InviteAccountToOrganization",
        target::everything,
        invite,
        "aws organizations invite-account-to-organization --target Id=222233334444,Type=ACCOUNT",
    ),
    write(
        "AcceptHandshake",
        Access::Write,
        "organizations:AcceptHandshake",
        target::handshake,
        accept,
        "aws organizations accept-handshake --handshake-id h-12345678",
    ),
    write(
        "DeclineHandshake",
        Access::Write,
        "organizations:DeclineHandshake",
        target::handshake,
        decline,
        "aws organizations decline-handshake --handshake-id h-12345678",
    ),
    write(
        "CancelHandshake",
        Access::Write,
        "organizations:CancelHandshake",
        target::handshake,
        cancel,
        "aws organizations cancel-handshake --handshake-id h-12345678",
    ),
    read(
        "DescribeHandshake",
        Access::Read,
        "organizations:DescribeHandshake",
        target::handshake,
        describe,
        "aws organizations describe-handshake --handshake-id h-12345678",
    ),
    read(
        "ListHandshakesForAccount",
        Access::List,
        "organizations:ListHandshakesForAccount",
        target::everything,
        list_mine,
        "aws organizations list-handshakes-for-account",
    ),
    read(
        "ListHandshakesForOrganization",
        Access::List,
        "organizations:ListHandshakesForOrganization",
        target::everything,
        list_ours,
        "aws organizations list-handshakes-for-organization",
    ),
];

impl Handshake {
    /// `arn:aws:organizations::MANAGEMENT:handshake/o-…/invite/h-…`
    pub(super) fn arn(&self, organization: &Organization) -> String {
        let of = format!("{}/invite", organization.id);
        crate::arn::organizations(&organization.management, "handshake", &of, &self.id)
    }

    /// The state at a moment: what stayed open too long has expired.
    fn state(&self, now: Timestamp) -> HandshakeState {
        match self.state {
            HandshakeState::Open if now.since(self.requested) >= OPEN => HandshakeState::Expired,
            state => state,
        }
    }
}

fn show(organization: &Organization, handshake: &Handshake, now: Timestamp) -> Value {
    let parties = json!([
        {"Id": organization.id.trim_start_matches("o-"), "Type": "ORGANIZATION"},
        {"Id": handshake.account, "Type": "ACCOUNT"},
    ]);
    let management = organization.members.get(&organization.management);
    let mut resources = vec![
        json!({"Value": organization.id, "Type": "ORGANIZATION", "Resources": [
            {"Value": management.map(|member| member.email.as_str()), "Type": "MASTER_EMAIL"},
            {"Value": organization.features.as_str(), "Type": "ORGANIZATION_FEATURE_SET"},
        ]}),
        json!({"Value": handshake.account, "Type": "ACCOUNT"}),
    ];
    if let Some(notes) = &handshake.notes {
        resources.push(json!({"Value": notes, "Type": "NOTES"}));
    }
    json!({
        "Id": handshake.id,
        "Arn": handshake.arn(organization),
        "Parties": parties,
        "State": handshake.state(now).as_str(),
        "RequestedTimestamp": handshake.requested.iso(),
        "ExpirationTimestamp": handshake.requested.plus(OPEN).iso(),
        "Action": "INVITE",
        "Resources": resources,
    })
}

/// The account that `Target` names by its id or its root user's address.
fn invited(ok: &Authorized, world: &World) -> Result<String, ApiError> {
    let member = |name: &str| ok.input().get("Target")?.get(name)?.as_str();
    let id = member("Id").unwrap_or_default();
    let found = match member("Type") {
        Some("ACCOUNT") => world.account(id).map(|account| &account.id),
        Some("EMAIL") => world.accounts.keys().find(|account| accounts::email_of(account) == id),
        _ => return Err(errors::invalid("You specified an invalid handshake party type.")),
    };
    found.cloned().ok_or_else(errors::no_account)
}

fn invite(ok: &Authorized, world: &mut World) -> Output {
    let account = invited(ok, world);
    let member = account.as_ref().is_ok_and(|account| world.organization_of(account).is_some());
    let organization = managed_mut(ok, world)?;
    let account = account?;
    if member {
        return Err(errors::already_in_organization());
    }
    let is_same = |h: &Handshake| h.account == account && h.state(ok.now()) == HandshakeState::Open;
    if organization.handshakes.values().any(is_same) {
        return Err(errors::duplicate_handshake());
    }
    let handshake = Handshake {
        id: format!("h-{}", ids::lower(32, &mut ok.random())),
        account,
        notes: ok.input().opt_text("Notes").map(str::to_owned),
        tags: ok.input().tags(),
        requested: ok.now(),
        state: HandshakeState::Open,
    };
    let answer = show(organization, &handshake, ok.now());
    organization.handshakes.insert(handshake.id.clone(), handshake);
    Ok(one("Handshake", answer))
}

/// Which side of a handshake the caller has to be on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inviting,
    Invited,
}

/// The handshake that `HandshakeId` names with its organization, for whoever has a part in it.
fn named<'a>(
    ok: &Authorized,
    world: &'a World,
    side: Option<Side>,
) -> Result<(&'a Organization, &'a Handshake), ApiError> {
    let id = ok.input().text("HandshakeId")?;
    let found = world.organizations.values().find_map(|o| Some((o.as_ref(), o.handshakes.get(id)?)));
    let (organization, handshake) = found.ok_or_else(errors::no_handshake)?;
    let inviting = organization.management == ok.account() && side != Some(Side::Invited);
    let invited = handshake.account == ok.account() && side != Some(Side::Inviting);
    if inviting || invited { Ok((organization, handshake)) } else { Err(errors::not_yours()) }
}

/// Ends an open handshake.
fn end(ok: &Authorized, world: &mut World, side: Side, state: HandshakeState) -> Output {
    let (organization, handshake) = named(ok, world, Some(side))?;
    if handshake.state(ok.now()) != HandshakeState::Open {
        return Err(errors::wrong_handshake_state());
    }
    let handshake = Handshake { state, ..handshake.clone() };
    let id = organization.id.clone();
    let organization = world.organization_mut(&id).ok_or_else(errors::not_in_use)?;
    let answer = show(organization, &handshake, ok.now());
    organization.handshakes.insert(handshake.id.clone(), handshake);
    Ok(one("Handshake", answer))
}

fn accept(ok: &Authorized, world: &mut World) -> Output {
    if world.organization_of(ok.account()).is_some() {
        return Err(errors::already_in_organization());
    }
    let (organization, handshake) = named(ok, world, Some(Side::Invited))?;
    let (id, tags) = (organization.id.clone(), handshake.tags.clone());
    let answer = end(ok, world, Side::Invited, HandshakeState::Accepted)?;
    let organization = world.organization_mut(&id).ok_or_else(errors::not_in_use)?;
    let parent = organization.root.clone();
    let (email, since) = (accounts::email_of(ok.account()), ok.now());
    organization.welcome(ok.account(), Member { parent, email, joined: Joined::Invited, since });
    super::tags::put(organization, ok.account(), tags)?;
    Ok(answer)
}

fn decline(ok: &Authorized, world: &mut World) -> Output {
    end(ok, world, Side::Invited, HandshakeState::Declined)
}

fn cancel(ok: &Authorized, world: &mut World) -> Output {
    end(ok, world, Side::Inviting, HandshakeState::Canceled)
}

fn describe(ok: &Authorized, world: &World) -> Output {
    let (organization, handshake) = named(ok, world, None)?;
    Ok(one("Handshake", show(organization, handshake, ok.now())))
}

fn list_mine(ok: &Authorized, world: &World) -> Output {
    let all = world.organizations.values().flat_map(|o| o.handshakes.values().map(move |h| (o, h)));
    let mine = all.filter(|(_, handshake)| handshake.account == ok.account());
    pages().page(ok.input(), "Handshakes", mine, |(organization, handshake)| {
        show(organization, handshake, ok.now())
    })
}

fn list_ours(ok: &Authorized, world: &World) -> Output {
    let organization = shown(ok, world)?;
    pages().page(ok.input(), "Handshakes", organization.handshakes.values(), |handshake| {
        show(organization, handshake, ok.now())
    })
}
