//! Giving out and sweeping temporary credentials.

use crate::caller::{Session, SessionKind};
use crate::ids;
use crate::random::Random;
use crate::request::Credentials;
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Expired sessions are kept this long, so that their use is answered with "expired" rather than "unknown";
/// in seconds.
const KEPT: i64 = 7 * 86_400;

/// Gives out temporary credentials for `seconds`, and forgets those that expired long ago.
pub(crate) fn issue(
    world: &mut World,
    account: &str,
    kind: SessionKind,
    now: Timestamp,
    seconds: i64,
    random: &mut Random,
) -> Arc<Session> {
    let stale: Vec<String> = world
        .sessions
        .iter()
        .filter(|(_, s)| now.since(s.expires) > KEPT)
        .map(|(id, _)| id.clone())
        .collect();
    for id in stale {
        world.sessions.remove(&id);
    }
    let session = Arc::new(Session {
        access_key_id: ids::temporary_key(account, random),
        secret_access_key: ids::secret_key(random),
        token: ids::session_token(random),
        account: account.to_owned(),
        issued: now,
        expires: now.plus(seconds),
        kind,
    });
    world.sessions.insert(session.access_key_id.clone(), Arc::clone(&session));
    session
}

/// Keeps a renamed user's sessions with it.
pub(crate) fn rename_user(world: &mut World, user_id: &str, new_name: &str) {
    let theirs = |session: &Session| matches!(&session.kind, SessionKind::User(of) if of.user_id == user_id);
    let ids: Vec<String> =
        world.sessions.iter().filter(|(_, s)| theirs(s)).map(|(id, _)| id.clone()).collect();
    for id in ids {
        if let Some(session) = world.sessions.get_mut(&id).map(Arc::make_mut)
            && let SessionKind::User(of) = &mut session.kind
        {
            new_name.clone_into(&mut of.user);
        }
    }
}

impl Session {
    /// What the holder signs with.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        Credentials {
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone(),
            session_token: Some(self.token.clone()),
        }
    }

    /// The `Credentials` member of STS's answers.
    pub(crate) fn output(&self) -> Map<String, Value> {
        let credentials = json!({
            "AccessKeyId": self.access_key_id,
            "SecretAccessKey": self.secret_access_key,
            "SessionToken": self.token,
            "Expiration": self.expires.iso(),
        });
        Map::from_iter([("Credentials".to_owned(), credentials)])
    }
}
