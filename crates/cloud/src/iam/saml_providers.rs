//! SAML 2.0 providers whose assertions an account trusts. Source: spec iam-api.md §2; error texts are
//! UNCONFIRMED.

use super::model::SamlProvider;
use super::show::{iam, iam_mut, one, tag_list};
use super::{read, tags, target, write};
use crate::arn;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

const MOST_PROVIDERS: usize = 100;
const ARN: &str = "SAMLProviderArn";
/// How long metadata is good that does not say so itself, in seconds: a hundred years.
const VALID: i64 = 36_525 * 86_400;

pub(super) const ROWS: Rows = &[
    write(
        "CreateSAMLProvider",
        Access::Write,
        "iam:CreateSAMLProvider",
        new_provider,
        create,
        "aws iam create-saml-provider --name idp --saml-metadata-document file://metadata.xml",
    ),
    read(
        "GetSAMLProvider",
        Access::Read,
        "iam:GetSAMLProvider",
        provider,
        get,
        "aws iam get-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp",
    ),
    read(
        "ListSAMLProviders",
        Access::List,
        "iam:ListSAMLProviders",
        target::everything,
        list,
        "aws iam list-saml-providers",
    ),
    write(
        "UpdateSAMLProvider",
        Access::Write,
        "iam:UpdateSAMLProvider",
        provider,
        update,
        "aws iam update-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp \
         --saml-metadata-document file://metadata.xml",
    ),
    write(
        "DeleteSAMLProvider",
        Access::Write,
        "iam:DeleteSAMLProvider",
        provider,
        delete,
        "aws iam delete-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp",
    ),
];

fn new_provider(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::new(p, "saml-provider", "Name")
}

/// The provider that `SAMLProviderArn` names.
pub(super) fn provider(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::arn_given(p, ARN, |iam, arn| iam.saml_providers.get(arn).map(|provider| &provider.tags))
}

fn missing(arn: &str) -> ApiError {
    ApiError::no_such_entity(format!("Manifest not found for arn {arn}"))
}

/// The provider that `SAMLProviderArn` names.
pub(super) fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a SamlProvider, ApiError> {
    let arn = ok.input().text(ARN)?;
    iam(ok, world)?.saml_providers.get(arn).map(AsRef::as_ref).ok_or_else(|| missing(arn))
}

/// The provider that `SAMLProviderArn` names, to change.
pub(super) fn named_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut SamlProvider, ApiError> {
    let arn = ok.input().text(ARN)?;
    iam_mut(ok, world)?.saml_providers.get_mut(arn).map(Arc::make_mut).ok_or_else(|| missing(arn))
}

/// The value of an attribute in an XML text.
fn attribute<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(value, _)| value)
}

/// The name of the provider that a metadata document is of.
pub(crate) fn entity(metadata: &str) -> Option<&str> {
    attribute(metadata, "entityID")
}

/// Until when a metadata document is good. It must describe an identity provider and name its certificate.
///
/// # Errors
/// `InvalidInput` if it does not.
fn valid_until(metadata: &str, now: Timestamp) -> Result<Timestamp, ApiError> {
    let has = |what: &str| metadata.contains(what);
    let complete = metadata.trim_start().starts_with('<')
        && has("EntityDescriptor")
        && entity(metadata).is_some_and(|id| !id.is_empty())
        && has("IDPSSODescriptor")
        && has("X509Certificate");
    if !complete {
        return Err(ApiError::new("InvalidInput", 400, "Could not parse metadata"));
    }
    let said = attribute(metadata, "validUntil").and_then(Timestamp::from_iso);
    Ok(said.unwrap_or_else(|| now.plus(VALID)))
}

/// Encrypted assertions need private keys, which no identity provider here would use.
fn refuse_encryption(ok: &Authorized) -> Result<(), ApiError> {
    let asked = ["AssertionEncryptionMode", "AddPrivateKey", "RemovePrivateKey"];
    match asked.into_iter().find(|name| ok.input().has(name)) {
        Some(name) => Err(ApiError::not_simulated(format!("{name} is not simulated here."))),
        None => Ok(()),
    }
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    refuse_encryption(ok)?;
    let name = ok.input().text("Name")?;
    let arn = arn::iam(ok.account(), "saml-provider", "/", name);
    let providers = &iam(ok, world)?.saml_providers;
    if providers.contains_key(&arn) {
        return Err(ApiError::already_exists(format!("SAML provider {name} already exists.")));
    }
    if providers.len() >= MOST_PROVIDERS {
        return Err(ApiError::quota("SAMLProvidersPerAccount", MOST_PROVIDERS));
    }
    let metadata = ok.input().text("SAMLMetadataDocument")?;
    let provider = SamlProvider {
        id: ids::saml_provider(&mut ok.random()),
        metadata: metadata.to_owned(),
        created: ok.now(),
        valid_until: valid_until(metadata, ok.now())?,
        tags: tags::checked_case_sensitive(ok.input().tags())?,
    };
    let mut out = Map::from_iter([(ARN.to_owned(), Value::from(arn.as_str()))]);
    if !provider.tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(&provider.tags));
    }
    iam_mut(ok, world)?.saml_providers.insert(arn, Arc::new(provider));
    Ok(out)
}

fn get(ok: &Authorized, world: &World) -> Output {
    let provider = named(ok, world)?;
    let mut out = Map::from_iter([
        ("SAMLProviderUUID".to_owned(), Value::from(provider.id.as_str())),
        ("SAMLMetadataDocument".to_owned(), provider.metadata.as_str().into()),
        ("CreateDate".to_owned(), provider.created.iso().into()),
        ("ValidUntil".to_owned(), provider.valid_until.iso().into()),
    ]);
    if !provider.tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(&provider.tags));
    }
    Ok(out)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let row = |(arn, provider): (&String, &Arc<SamlProvider>)| json!({"Arn": arn, "ValidUntil": provider.valid_until.iso(), "CreateDate": provider.created.iso()});
    Ok(one("SAMLProviderList", iam(ok, world)?.saml_providers.iter().map(row).collect::<Value>()))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    refuse_encryption(ok)?;
    let provider = named_mut(ok, world)?;
    if let Some(metadata) = ok.input().opt_text("SAMLMetadataDocument") {
        provider.valid_until = valid_until(metadata, ok.now())?;
        metadata.clone_into(&mut provider.metadata);
    }
    Ok(one(ARN, ok.input().text(ARN)?))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let arn = ok.input().text(ARN)?;
    iam_mut(ok, world)?.saml_providers.remove(arn).map(|_| Map::new()).ok_or_else(|| missing(arn))
}
