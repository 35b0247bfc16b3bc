//! When credentials were last used.

use crate::caller::{Caller, Entity};
use crate::iam::model::KeyUse;
use crate::tick::Timestamp;
use crate::world::World;

/// AWS notes the use of credentials at most this often, in seconds.
const GRAIN: i64 = 15 * 60;

/// Notes that a caller's credentials were used.
pub(crate) fn note(world: &mut World, caller: &Caller, service: &str, region: &str, now: Timestamp) {
    let stale = |last: Option<Timestamp>| last.is_none_or(|at| now.since(at) >= GRAIN);
    let Some(account) = &caller.account else { return };
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
