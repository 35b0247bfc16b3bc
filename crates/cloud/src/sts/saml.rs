//! AssumeRoleWithSAML: an assertion of a SAML provider that the account knows in the place of credentials. Source:
//! spec sts.md §3; AWS's page on troubleshooting SAML for the error texts.

use super::federation::{self, account_of_role, expired, invalid, is_name};
use super::web_identity::SOURCE_IDENTITY;
use crate::caller::Caller;
use crate::dialect::Dialect;
use crate::error::ApiError;
use crate::federation::{Federation, FederationKind, Keys, SamlDetails};
use crate::iam::model::{SamlProvider, Tag};
use crate::iam::saml_entity;
use crate::input::Input;
use crate::model::in_order;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::outside::saml::{self, Assertion};
use crate::tick::Timestamp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use sha1::{Digest as _, Sha1};

const NAME: &str = "AssumeRoleWithSAML";
const ACTION: &str = "sts:AssumeRoleWithSAML";
/// How long after it was issued an assertion can be presented, in seconds.
const FRESH: i64 = 300;
const AUDIENCES: [&str; 2] = [saml::AWS, "urn:amazon:webservices"];
const CONFIRMATION: [&str; 3] = ["saml:Subject", "saml:SubjectConfirmation", "saml:SubjectConfirmationData"];

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: NAME,
    access: Access::Write,
    checks: Checks::Custom(checks),
    run: Run::Issue(run),
    example: "aws sts assume-role-with-saml --role-arn arn:aws:iam::111122223333:role/staff \
              --principal-arn arn:aws:iam::111122223333:saml-provider/idp --saml-assertion file://assertion",
}];

/// The assertion of a request, as yet unchecked.
fn read(input: &Input) -> Result<Assertion, ApiError> {
    let text: String = input.text("SAMLAssertion")?.split_whitespace().collect();
    let bytes = BASE64.decode(text).map_err(|_| invalid("Invalid base64 SAMLResponse"))?;
    let text = String::from_utf8(bytes).map_err(|_| invalid("Invalid base64 SAMLResponse"))?;
    Assertion::of_response(&text).ok_or_else(|| invalid("Your request included an invalid SAML response"))
}

/// Whom the assertion vouches for, if all is well with it.
#[inline(never)]
pub(super) fn verified(world: &World, input: &Input, now: Timestamp) -> Result<Federation, ApiError> {
    account_of_role(input)?;
    let provider_arn = input.text("PrincipalArn")?;
    let (account, name, provider) =
        provider(world, provider_arn).ok_or_else(|| invalid("Specified provider doesn't exist"))?;
    let assertion = read(input)?;
    if saml_entity(&provider.metadata) != Some(assertion.issuer()) {
        return Err(invalid("Issuer not present in specified provider"));
    }
    let assertion = assertion.verified(&saml::keys(&provider.metadata));
    let assertion = assertion.ok_or_else(|| invalid("Response signature invalid"))?;
    check_time(&assertion, now)?;
    check_audience(&assertion)?;
    check_names(&assertion)?;
    check_role(&assertion, input)?;
    let said = |path: &[&str]| assertion.text(path).unwrap_or_default().to_owned();
    let format = assertion.of_element(&["saml:Subject", "saml:NameID"], "Format").unwrap_or_default();
    let issuer = assertion.issuer().to_owned();
    let qualifier = BASE64.encode(Sha1::digest(format!("{issuer}{account}/{name}")));
    let session_end = assertion.of_element(&["saml:AuthnStatement"], "SessionNotOnOrAfter");
    let details = SamlDetails {
        issuer,
        subject_type: format.strip_prefix(saml::FORMAT).unwrap_or(format).to_owned(),
        qualifier,
        session_name: assertion.values("RoleSessionName").first().copied().unwrap_or_default().to_owned(),
        session_end: session_end.and_then(Timestamp::from_iso),
    };
    let subject = said(&["saml:Subject", "saml:NameID"]);
    let audience = assertion.of_element(&CONFIRMATION, "Recipient").unwrap_or_default().to_owned();
    let kept = kept(&subject, &details);
    let mut keys = kept.clone();
    keys.extend(trust_keys(&assertion, &audience, &details, &format!("{account}/{name}")));
    let (tags, transitive) = tags(&assertion)?;
    Ok(Federation {
        kind: FederationKind::Saml,
        provider: provider_arn.to_owned(),
        subject,
        audience,
        saml: Some(details),
        keys,
        kept,
        tags,
        transitive,
        source_identity: assertion.values("SourceIdentity").first().map(|text| (*text).to_owned()),
    })
}

/// The provider of an ARN with its account and name.
fn provider<'a>(world: &'a World, arn: &'a str) -> Option<(&'a str, &'a str, &'a SamlProvider)> {
    let (account, name) = arn.strip_prefix("arn:aws:iam::")?.split_once(":saml-provider/")?;
    Some((account, name, world.account(account)?.iam.saml_providers.get(arn)?))
}

fn check_time(assertion: &Assertion, now: Timestamp) -> Result<(), ApiError> {
    let end = assertion.of_element(&CONFIRMATION, "NotOnOrAfter").and_then(Timestamp::from_iso);
    let fresh = assertion.issued().is_some_and(|issued| (0..=FRESH).contains(&now.since(issued)));
    if fresh && end.is_some_and(|end| now < end) {
        return Ok(());
    }
    Err(expired("Token must be redeemed within 5 minutes of issuance"))
}

fn check_audience(assertion: &Assertion) -> Result<(), ApiError> {
    let path = ["saml:Conditions", "saml:AudienceRestriction", "saml:Audience"];
    if assertion.text(&path).is_some_and(|audience| AUDIENCES.contains(&audience)) {
        return Ok(());
    }
    Err(invalid("Response does not contain the required audience."))
}

fn check_names(assertion: &Assertion) -> Result<(), ApiError> {
    match assertion.values("RoleSessionName").as_slice() {
        [] => return Err(invalid("RoleSessionName is required in AuthnResponse")),
        [name, ..] if !is_name(name) => {
            return Err(invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}"));
        }
        _ => {}
    }
    match assertion.values("SourceIdentity").first() {
        Some(identity) if !is_name(identity) || identity.starts_with("aws:") => Err(invalid(SOURCE_IDENTITY)),
        _ => Ok(()),
    }
}

/// The assertion must offer the role by the provider: a pair of their ARNs, in whichever order.
fn check_role(assertion: &Assertion, input: &Input) -> Result<(), ApiError> {
    let (role, provider) = (input.text("RoleArn")?, input.text("PrincipalArn")?);
    let offered = |pair: &&str| {
        let pair = pair.split_once(',').map(|(one, other)| (one.trim(), other.trim()));
        pair == Some((role, provider)) || pair == Some((provider, role))
    };
    if assertion.values("Role").iter().any(offered) {
        return Ok(());
    }
    Err(Dialect::Query.access_denied(format!("Not authorized to perform {ACTION}")))
}

/// The keys that requests of the session have, too: they can be used in the role's permissions.
fn kept(subject: &str, details: &SamlDetails) -> Keys {
    let one = |key: &str, value: &str| (format!("saml:{key}"), vec![value.to_owned()]);
    vec![
        one("namequalifier", &details.qualifier),
        one("sub", subject),
        one("sub_type", &details.subject_type),
    ]
}

/// The keys that only the trust policy can ask for.
fn trust_keys(assertion: &Assertion, audience: &str, details: &SamlDetails, doc: &str) -> Keys {
    let one = |key: &str, value: &str| (format!("saml:{key}"), vec![value.to_owned()]);
    let mut keys = vec![one("aud", audience), one("iss", &details.issuer), one("doc", doc)];
    for (attribute, values) in assertion.attributes() {
        if let Some((key, _)) = saml::PEOPLE.iter().find(|(_, full)| *full == attribute) {
            keys.push((format!("saml:{key}"), values.into_iter().map(str::to_owned).collect()));
        }
    }
    keys
}

fn tags(assertion: &Assertion) -> Result<(Vec<Tag>, Vec<String>), ApiError> {
    let prefix = format!("{}PrincipalTag:", saml::ATTRIBUTES);
    let given =
        assertion.attributes().filter_map(|(name, values)| Some((name.strip_prefix(&prefix)?, values)));
    let tags = given.map(|(key, values)| match values.as_slice() {
        [value] => Ok(Tag { key: key.to_owned(), value: (*value).to_owned() }),
        _ => Err(invalid(format!("The principal tag {key} must have one value."))),
    });
    let transitive = assertion.values("TransitiveTagKeys").into_iter().map(str::to_owned).collect();
    Ok((tags.collect::<Result<_, _>>()?, transitive))
}

/// What the assertion of the request says besides.
fn details(caller: &Caller) -> Result<&SamlDetails, ApiError> {
    let details = federation::of_caller(caller)?.saml.as_ref();
    details.ok_or_else(|| invalid("The request has no SAML assertion."))
}

fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    federation::checks(p, ACTION, &details(p.caller)?.session_name)
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let (by, details) = (federation::of_caller(ok.caller())?, details(ok.caller())?);
    let left = details.session_end.map(|end| end.since(ok.now()));
    if left.is_some_and(|left| left <= 0) {
        return Err(expired("The session of the assertion has ended"));
    }
    let wanted = federation::wanted(ok.caller(), ok.input(), &details.session_name)?;
    let mut output = wanted.begin(ok, world, &by.tags, left)?;
    for (member, value) in [
        ("Subject", &by.subject),
        ("SubjectType", &details.subject_type),
        ("Issuer", &details.issuer),
        ("Audience", &by.audience),
        ("NameQualifier", &details.qualifier),
    ] {
        output.insert(member.to_owned(), value.as_str().into());
    }
    Ok(in_order("sts", NAME, output))
}
