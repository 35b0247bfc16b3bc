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

/// How many sessions are given out between two sweeps: looking at all of them each time would make giving
/// out one session cost the more, the more there are.
const SWEEP: usize = 64;

/// Gives out temporary credentials for `seconds`, and now and then forgets those that expired long ago.
pub(crate) fn issue(
    world: &mut World,
    account: &str,
    kind: SessionKind,
    now: Timestamp,
    seconds: i64,
    random: &mut Random,
) -> Arc<Session> {
    if world.sessions.len().is_multiple_of(SWEEP) {
        let stale = |session: &Session| now.since(session.expires) > KEPT;
        let ids: Vec<String> =
            world.sessions.iter().filter(|(_, s)| stale(s)).map(|(id, _)| id.clone()).collect();
        for id in ids {
            world.sessions.remove(&id);
        }
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
