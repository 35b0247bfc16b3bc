//! When credentials were last used.

use crate::caller::{Caller, Entity};
use crate::iam::model::{KeyUse, ServiceUse};
use crate::tick::Timestamp;
use crate::world::World;

/// AWS notes the use of credentials at most this often, in seconds.
const GRAIN: i64 = 15 * 60;

/// Notes that a caller's credentials were used.
pub(crate) fn note(world: &mut World, caller: &Caller, service: &str, region: &str, now: Timestamp) {
    let stale = |last: Option<Timestamp>| last.is_none_or(|at| now.since(at) >= GRAIN);
    let Some(account) = &caller.account else { return };
    note_service(world, account, &caller.entity, service, region, now);
    let iam = world.account(account).map(|a| &a.iam);
    match &caller.entity {
        Entity::Role(name) => {
            let last = iam.and_then(|i| i.role(name)).and_then(|r| r.last_used.as_ref()).map(|(at, _)| *at);
            if stale(last)
                && let Some(role) = world.account_mut(account).and_then(|a| a.iam.role_mut(name))
            {
                role.last_used = Some((now, region.to_owned()));
            }
        }
        Entity::User(name) if caller.session.is_none() => {
            let id = caller.access_key_id.as_deref();
            let key = iam
                .and_then(|i| i.user(name))
                .and_then(|u| u.access_keys.iter().find(|k| Some(k.id.as_str()) == id));
            let last = key.and_then(|k| k.last_used.as_ref());
            if last.is_some_and(|u| u.service == service && !stale(Some(u.at))) {
                return;
            }
            let user = world.account_mut(account).and_then(|a| a.iam.user_mut(name));
            if let Some(key) = user.and_then(|u| u.access_keys.iter_mut().find(|k| Some(k.id.as_str()) == id))
            {
                key.last_used =
                    Some(KeyUse { at: now, service: service.to_owned(), region: region.to_owned() });
            }
        }
        _ => {}
    }
}

/// Notes when a user or role last used a service.
fn note_service(
    world: &mut World,
    account: &str,
    entity: &Entity,
    service: &str,
    region: &str,
    now: Timestamp,
) {
    let iam = world.account(account).map(|a| &a.iam);
    let used = match entity {
        Entity::User(name) => iam.and_then(|i| i.user(name)).map(|user| &user.services_used),
        Entity::Role(name) => iam.and_then(|i| i.role(name)).map(|role| &role.services_used),
        // A federated user's doing is not its parent's.
        Entity::Parent(_) | Entity::Federated(_) | Entity::None => None,
    };
    let stale = |last: Option<&ServiceUse>| last.is_none_or(|last| now.since(last.at) >= GRAIN);
    if !used.is_some_and(|used| stale(used.get(service))) {
        return;
    }
    let Some(iam) = world.account_mut(account).map(|a| &mut a.iam) else { return };
    let used = match entity {
        Entity::User(name) => iam.user_mut(name).map(|user| &mut user.services_used),
        Entity::Role(name) => iam.role_mut(name).map(|role| &mut role.services_used),
        Entity::Parent(_) | Entity::Federated(_) | Entity::None => None,
    };
    if let Some(used) = used {
        used.insert(service.to_owned(), ServiceUse { at: now, region: region.to_owned() });
    }
}
