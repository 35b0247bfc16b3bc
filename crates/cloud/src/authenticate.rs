//! Who signed a request, and did they? Source: spec error-wordings.md §3, §5.

use crate::caller::{Caller, Entity, FederatedSession, Session, SessionKind};
use crate::dialect::{Dialect, SKEW};
use crate::error::ApiError;
use crate::iam::model::{Tag, key};
use crate::protocol::Endpoint;
use crate::request::HttpRequest;
use crate::sigv4::{self, Authorization};
use crate::tick::{Tick, Timestamp};
use crate::world::World;
use policy::Principal;
use std::sync::Arc;

/// How long a presigned URL can live, in seconds.
const LONGEST_LIFE: i64 = 7 * 86_400;

/// Finds out who made a request and checks the signature, the session token and the time.
pub(crate) fn authenticate(world: &World, http: &HttpRequest, tick: Tick) -> Result<Caller, ApiError> {
    let refuse = Endpoint::of(&http.host).map_or(Dialect::Query, |e| Dialect::of(e.service));
    let authorization = match (http.header("authorization"), Authorization::of_query(http)) {
        (Some(header), _) => Authorization::parse(header).ok_or_else(|| refuse.incomplete())?,
        (None, Some(presigned)) => presigned,
        (None, None) => return Ok(Caller::anonymous()),
    };
    let (caller, secret) = find(world, &authorization, http, refuse)?;
    check_signature(http, &authorization, &secret, refuse)?;
    check_time(http, tick.now, refuse)?;
    if caller.session.as_ref().is_some_and(|session| session.expires <= tick.now) {
        return Err(refuse.expired());
    }
    Ok(caller)
}

/// The owner of the access key, and the key's secret.
fn find(
    world: &World,
    authorization: &Authorization,
    http: &HttpRequest,
    refuse: Dialect,
) -> Result<(Caller, String), ApiError> {
    let id = &authorization.access_key_id;
    let token = header_or_query(http, "x-amz-security-token");
    if let Some(session) = world.sessions.get(id) {
        if token != Some(session.token.as_str()) {
            return Err(refuse.bad_token());
        }
        let caller = session_caller(world, session).ok_or_else(|| refuse.unknown_key())?;
        return Ok((caller, session.secret_access_key.clone()));
    }
    let owner = world.access_keys.get(id).ok_or_else(|| refuse.unknown_key())?;
    let user = world.account(&owner.account).and_then(|a| a.iam.user(&owner.user));
    let access_key = user.and_then(|u| u.access_keys.iter().find(|k| k.id == *id));
    match access_key {
        Some(k) if k.active && token.is_none() => {
            let caller =
                user_caller(world, &owner.account, &owner.user, None).ok_or_else(|| refuse.unknown_key())?;
            Ok((Caller { access_key_id: Some(id.clone()), ..caller }, k.secret.clone()))
        }
        Some(k) if k.active => Err(refuse.bad_token()),
        _ => Err(refuse.unknown_key()),
    }
}

fn user_caller(world: &World, account: &str, name: &str, session: Option<&Arc<Session>>) -> Option<Caller> {
    let user = world.account(account)?.iam.user(name)?;
    let arn = user.arn(account);
    Some(Caller {
        account: Some(account.to_owned()),
        principal: Principal::User {
            account: account.into(),
            arn: arn.as_str().into(),
            id: Some(user.id.as_str().into()),
        },
        arn: Some(arn),
        user_id: Some(user.id.clone()),
        access_key_id: session.map(|s| s.access_key_id.clone()),
        session: session.cloned(),
        tags: user.tags.clone(),
        entity: Entity::User(user.name.clone()),
    })
}

/// The caller behind temporary credentials. `None` when the user or role is gone, or another one of the
/// same name has taken its place.
pub(crate) fn session_caller(world: &World, session: &Arc<Session>) -> Option<Caller> {
    let account = &session.account;
    match &session.kind {
        SessionKind::User(of) => {
            let user = world.unique_ids.get(&of.user_id)?;
            user_caller(world, account, &user.key, Some(session))
        }
        SessionKind::Root => Some(root_caller(session, Principal::Root { account: account.as_str().into() })),
        // The engine knows a root user whose session policies count as a federated user of it.
        SessionKind::RootTask(_) => {
            let root = format!("arn:aws:iam::{account}:root");
            let principal = federated(account, &root, &root, None);
            Some(root_caller(session, principal))
        }
        SessionKind::Federated(of) => federated_caller(world, session, of),
        SessionKind::Role(of) => {
            let role = world.account(account)?.iam.role(&of.role).filter(|r| r.id == of.role_id)?;
            let arn = format!("arn:aws:sts::{account}:assumed-role/{}/{}", role.name, of.name);
            Some(Caller {
                account: Some(account.clone()),
                principal: Principal::RoleSession {
                    account: account.as_str().into(),
                    session_arn: arn.as_str().into(),
                    role_arn: role.arn(account).as_str().into(),
                    role_id: Some(role.id.as_str().into()),
                    service_linked: role.is_service_linked(),
                },
                arn: Some(arn),
                user_id: Some(format!("{}:{}", role.id, of.name)),
                access_key_id: Some(session.access_key_id.clone()),
                session: Some(Arc::clone(session)),
                tags: merged_tags(&role.tags, &of.tags),
                entity: Entity::Role(role.name.clone()),
            })
        }
    }
}

fn root_caller(session: &Arc<Session>, principal: Principal) -> Caller {
    Caller {
        account: Some(session.account.clone()),
        principal,
        arn: Some(format!("arn:aws:iam::{}:root", session.account)),
        user_id: Some(session.account.clone()),
        access_key_id: Some(session.access_key_id.clone()),
        session: Some(Arc::clone(session)),
        tags: Vec::new(),
        entity: Entity::None,
    }
}

fn federated(account: &str, arn: &str, parent_arn: &str, parent_id: Option<&str>) -> Principal {
    Principal::FederatedSession {
        account: account.into(),
        arn: arn.into(),
        parent_arn: parent_arn.into(),
        parent_id: parent_id.map(Into::into),
    }
}

/// A federated user. `None` when the user behind it is gone.
fn federated_caller(world: &World, session: &Arc<Session>, of: &FederatedSession) -> Option<Caller> {
    let account = &session.account;
    let arn = format!("arn:aws:sts::{account}:federated-user/{}", of.name);
    let (parent, entity, tags) = match &of.parent {
        None => (format!("arn:aws:iam::{account}:root"), Entity::None, of.tags.clone()),
        Some(id) => {
            let user = world.account(account)?.iam.user(&world.unique_ids.get(id)?.key)?;
            (user.arn(account), Entity::Parent(user.name.clone()), merged_tags(&user.tags, &of.tags))
        }
    };
    Some(Caller {
        account: Some(account.clone()),
        principal: federated(account, &arn, &parent, of.parent.as_deref()),
        arn: Some(arn),
        user_id: Some(format!("{account}:{}", of.name)),
        access_key_id: Some(session.access_key_id.clone()),
        session: Some(Arc::clone(session)),
        tags,
        entity,
    })
}

/// A role's or parent's tags, overridden by the session's; keys are compared without regard to case (spec sts.md §5).
fn merged_tags(own: &[Tag], session: &[Tag]) -> Vec<Tag> {
    let overridden = |tag: &&Tag| !session.iter().any(|s| key(&s.key) == key(&tag.key));
    own.iter().filter(overridden).chain(session).cloned().collect()
}

/// What stands in a header, or in the query of a presigned URL.
fn header_or_query<'a>(http: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let query = || http.query.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str());
    http.header(name).or_else(query)
}

/// When a request was signed, as it says itself.
pub(crate) fn sent(http: &HttpRequest) -> Option<Timestamp> {
    header_or_query(http, "x-amz-date").and_then(Timestamp::from_amz)
}

fn check_signature(
    http: &HttpRequest,
    authorization: &Authorization,
    secret: &str,
    refuse: Dialect,
) -> Result<(), ApiError> {
    let sent = sent(http).ok_or_else(|| refuse.incomplete())?;
    let endpoint = Endpoint::of(&http.host).ok_or_else(|| refuse.incomplete())?;
    let scope = sigv4::Scope::new(sent, endpoint.region, endpoint.signing_name());
    let signs = |name: &str| authorization.signed_headers.split(';').any(|h| h == name);
    // These headers say what is done: nobody may add one on the way.
    if http.headers.iter().any(|(name, _)| name.starts_with("x-amz-") && !signs(name)) {
        return Err(refuse.unsigned_headers());
    }
    let expected = sigv4::signature(http, &authorization.signed_headers, &scope, &sent.amz(), secret);
    let declared = http.header("x-amz-content-sha256");
    let body_intact = declared.is_none_or(|d| d == sigv4::sha256_hex(&http.body));
    if authorization.scope != scope
        || !signs("host")
        || !body_intact
        || !sigv4::same_signature(&expected, &authorization.signature)
    {
        return Err(refuse.wrong_signature());
    }
    Ok(())
}

/// A request must be fresh; a presigned one lives as long as it says.
fn check_time(http: &HttpRequest, now: Timestamp, refuse: Dialect) -> Result<(), ApiError> {
    let sent = sent(http).ok_or_else(|| refuse.incomplete())?;
    if let Some(expires) = http.query.iter().find(|(name, _)| name == "X-Amz-Expires") {
        let seconds = lifetime(&expires.1)?;
        return if now >= sent.plus(seconds) {
            Err(ApiError::authentication("AccessDenied", 403, "Request has expired"))
        } else {
            Ok(())
        };
    }
    if now.since(sent).abs() > SKEW { Err(refuse.skewed(sent, now)) } else { Ok(()) }
}

/// The seconds that a presigned URL says it lives.
fn lifetime(text: &str) -> Result<i64, ApiError> {
    let refuse = |message| Err(ApiError::authentication("AuthorizationQueryParametersError", 400, message));
    match text.parse::<i64>() {
        Err(_) => refuse("X-Amz-Expires should be a number"),
        Ok(seconds) if seconds < 0 => refuse("X-Amz-Expires must be non-negative"),
        Ok(seconds) if seconds > LONGEST_LIFE => refuse(
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less \
             than 604800 seconds",
        ),
        Ok(seconds) => Ok(seconds),
    }
}
