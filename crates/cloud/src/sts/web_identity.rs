//! AssumeRoleWithWebIdentity: a token of an OpenID Connect provider that the role's account trusts in the place of
//! credentials. Source: spec sts.md §3, §8; the error texts besides those of a missing provider, a wrong audience, an
//! expired token and a text that is no token are UNCONFIRMED.

use super::claims;
use super::federation::{self, account_of_role, expired, invalid, is_name};
use crate::error::ApiError;
use crate::federation::{Federation, FederationKind};
use crate::iam::model::Tag;
use crate::input::Input;
use crate::model::in_order;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::outside::jwt::Jwt;
use crate::outside::oidc;
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::Value;

const NAME: &str = "AssumeRoleWithWebIdentity";
/// Issuers that AWS knows itself: no account has to have a provider for them, and trust policies name their hosts.
const BUILT_IN: [&str; 2] = ["accounts.google.com", "cognito-identity.amazonaws.com"];
/// AWS's words, two blanks included.
const NO_KEY: &str = "Couldn't retrieve verification key from your identity provider,  please reference \
                      AssumeRoleWithWebIdentity documentation for requirements";
/// Before the claims that are AWS's.
const AWS: &str = "https://aws.amazon.com/";

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: NAME,
    access: Access::Write,
    checks: Checks::Custom(checks),
    run: Run::Issue(run),
    example: "aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci \
              --role-session-name build-7 --web-identity-token file://token",
}];

/// Whom the token vouches for, if all is well with it.
#[inline(never)]
pub(super) fn verified(world: &World, input: &Input, now: Timestamp) -> Result<Federation, ApiError> {
    let account = account_of_role(input)?;
    if input.has("ProviderId") {
        let message =
            "OAuth 2.0 access tokens are not simulated, only OpenID Connect ID tokens. Nothing was changed.";
        return Err(ApiError::not_simulated(message));
    }
    let token = Jwt::read(input.text("WebIdentityToken")?).ok_or_else(|| {
        let message =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
        invalid(message)
    })?;
    let issuer = required(&token, "iss")?;
    let host = host(issuer)?;
    let provider = Provider::of(world, account, issuer, host)?;
    let key = oidc::key(world, &format!("https://{host}")).filter(|key| token.names(key));
    if !token.is_signed_by(&key.ok_or_else(|| invalid(NO_KEY))?) {
        return Err(invalid("The token's signature could not be verified with the keys of its issuer."));
    }
    let audience = provider.audience(&token)?;
    check_time(&token, now)?;
    let subject = required(&token, "sub")?;
    let keys = claims::keys(host, &token.claims, &audience);
    let kept = if BUILT_IN.contains(&host) { keys.clone() } else { Vec::new() };
    let (tags, transitive) = tags(&token)?;
    Ok(Federation {
        kind: FederationKind::WebIdentity,
        provider: provider.name,
        subject: subject.to_owned(),
        audience,
        saml: None,
        keys,
        kept,
        tags,
        transitive,
        source_identity: source_identity(&token)?,
    })
}

fn required<'a>(token: &'a Jwt<'_>, claim: &str) -> Result<&'a str, ApiError> {
    token.text(claim).ok_or_else(|| missing(claim))
}

fn missing(claim: &str) -> ApiError {
    invalid(format!("Missing a required claim: {claim}"))
}

/// An issuer without its scheme, as ARNs and condition keys have it.
fn host(issuer: &str) -> Result<&str, ApiError> {
    let bare =
        issuer.strip_prefix("https://").or_else(|| BUILT_IN.into_iter().find(|known| *known == issuer));
    let bare = bare.map(|bare| bare.trim_end_matches('/')).filter(|bare| !bare.is_empty());
    bare.ok_or_else(|| invalid("Issuer must be a valid URL"))
}

/// An issuer that the role's account trusts.
struct Provider<'a> {
    name: String,
    /// Whom its tokens can be for; `None` if that is the trust policy's to say alone.
    clients: Option<&'a [String]>,
}

impl<'a> Provider<'a> {
    fn of(world: &'a World, account: &str, issuer: &str, host: &str) -> Result<Self, ApiError> {
        if BUILT_IN.contains(&host) {
            return Ok(Self { name: host.to_owned(), clients: None });
        }
        let name = format!("arn:aws:iam::{account}:oidc-provider/{host}");
        let known = world.account(account).and_then(|account| account.iam.oidc_providers.get(&name));
        let known = known.ok_or_else(|| {
            invalid(format!("No OpenIDConnect provider found in your account for {issuer}"))
        })?;
        Ok(Self { name, clients: Some(&known.clients) })
    }

    /// The first audience of the token that the provider is registered for.
    fn audience(&self, token: &Jwt<'_>) -> Result<String, ApiError> {
        let said = claims::texts(token.claims.get("aud").ok_or_else(|| missing("aud"))?);
        let known = |audience: &String| self.clients.is_none_or(|clients| clients.contains(audience));
        said.into_iter().find(known).ok_or_else(|| invalid("Incorrect token audience"))
    }
}

fn check_time(token: &Jwt<'_>, now: Timestamp) -> Result<(), ApiError> {
    let moment = |claim: &str| {
        // Seconds, which some issuers write with a fraction.
        let seconds = token.claims.get(claim)?;
        seconds.as_i64().or_else(|| seconds.as_f64().map(|seconds| seconds as i64))
    };
    let end = moment("exp").ok_or_else(|| missing("exp"))?;
    let issued = moment("iat").ok_or_else(|| missing("iat"))?;
    if now.0 >= end {
        let now = now.0;
        return Err(expired(format!(
            "Token expired: current date/time {now} must be before the expiration date/time {end}"
        )));
    }
    if issued.max(moment("nbf").unwrap_or(issued)) > now.0 {
        return Err(invalid("Token is not yet valid: it was issued in the future."));
    }
    Ok(())
}

/// The session tags of a token, nested in one claim or each in a claim of its own.
fn tags(token: &Jwt<'_>) -> Result<(Vec<Tag>, Vec<String>), ApiError> {
    let nested = token.claims.get(&format!("{AWS}tags"));
    let inside = nested.and_then(|tags| tags.get("principal_tags")?.as_object());
    let prefix = format!("{AWS}tags/principal_tags/");
    let flat = token.claims.iter().filter_map(|(name, value)| Some((name.strip_prefix(&prefix)?, value)));
    let all = inside.into_iter().flatten().map(|(name, value)| (name.as_str(), value)).chain(flat);
    let tags = all.map(|(key, value)| match claims::texts(value).as_slice() {
        [value] => Ok(Tag { key: key.to_owned(), value: value.clone() }),
        _ => Err(invalid(format!("The principal tag {key} must have one value."))),
    });
    let transitive = nested.and_then(|tags| tags.get("transitive_tag_keys"));
    let transitive = transitive.or_else(|| token.claims.get(&format!("{AWS}tags/transitive_tag_keys")));
    Ok((tags.collect::<Result<_, _>>()?, transitive.map(claims::texts).unwrap_or_default()))
}

fn source_identity(token: &Jwt<'_>) -> Result<Option<String>, ApiError> {
    let identity = token.claims.get(&format!("{AWS}source_identity")).and_then(Value::as_str);
    match identity {
        Some(identity) if !is_name(identity) || identity.starts_with("aws:") => Err(invalid(SOURCE_IDENTITY)),
        identity => Ok(identity.map(str::to_owned)),
    }
}

pub(super) const SOURCE_IDENTITY: &str =
    "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"";

fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    federation::checks(p, "sts:AssumeRoleWithWebIdentity", p.input.text("RoleSessionName")?)
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let by = federation::of_caller(ok.caller())?;
    let wanted = federation::wanted(ok.caller(), ok.input(), ok.input().text("RoleSessionName")?)?;
    let mut output = wanted.begin(ok, world, &by.tags, None)?;
    for (member, value) in
        [("SubjectFromWebIdentityToken", &by.subject), ("Provider", &by.provider), ("Audience", &by.audience)]
    {
        output.insert(member.to_owned(), value.as_str().into());
    }
    Ok(in_order("sts", NAME, output))
}
