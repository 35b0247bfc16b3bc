//! OpenID Connect providers whose tokens an account trusts. Source: spec iam-api.md §2, sts.md §3; error
//! texts are UNCONFIRMED.

use super::model::OidcProvider;
use super::show::{iam, iam_mut, tag_list};
use super::{read, tags, target, write};
use crate::arn;
use crate::encoding::hex;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::world::World;
use serde_json::{Map, Value, json};
use sha1::{Digest as _, Sha1};
use std::sync::Arc;

const MOST_PROVIDERS: usize = 100;
const MOST_CLIENTS: usize = 100;
const ARN: &str = "OpenIDConnectProviderArn";

pub(super) const ROWS: Rows = &[
    write(
        "CreateOpenIDConnectProvider",
        Access::Write,
        "iam:CreateOpenIDConnectProvider",
        new_provider,
        create,
        "aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com \
         --client-id-list sts.amazonaws.com",
    ),
    read(
        "GetOpenIDConnectProvider",
        Access::Read,
        "iam:GetOpenIDConnectProvider",
        provider,
        get,
        "aws iam get-open-id-connect-provider --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ),
    read(
        "ListOpenIDConnectProviders",
        Access::List,
        "iam:ListOpenIDConnectProviders",
        target::everything,
        list,
        "aws iam list-open-id-connect-providers",
    ),
    write(
        "AddClientIDToOpenIDConnectProvider",
        Access::Write,
        "iam:AddClientIDToOpenIDConnectProvider",
        provider,
        add_client,
        "aws iam add-client-id-to-open-id-connect-provider --client-id my-app --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ),
    write(
        "RemoveClientIDFromOpenIDConnectProvider",
        Access::Write,
        "iam:RemoveClientIDFromOpenIDConnectProvider",
        provider,
        remove_client,
        "aws iam remove-client-id-from-open-id-connect-provider --client-id my-app \
         --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ),
    write(
        "UpdateOpenIDConnectProviderThumbprint",
        Access::Write,
        "iam:UpdateOpenIDConnectProviderThumbprint",
        provider,
        update_thumbprint,
        "aws iam update-open-id-connect-provider-thumbprint --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com \
         --thumbprint-list 6938fd4d98bab03faadb97b34396831e3780aea1",
    ),
    write(
        "DeleteOpenIDConnectProvider",
        Access::Write,
        "iam:DeleteOpenIDConnectProvider",
        provider,
        delete,
        "aws iam delete-open-id-connect-provider --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ),
];

/// The host and path of an issuer's URL.
fn issuer(url: &str) -> Result<&str, ApiError> {
    let rest = url.strip_prefix("https://").map(|rest| rest.trim_end_matches('/'));
    rest.filter(|rest| !rest.is_empty() && !rest.contains(['?', '#', ' ', ':']))
        .ok_or_else(|| ApiError::validation("Invalid Open ID Connect Provider URL"))
}

fn arn_of(account: &str, issuer: &str) -> String {
    arn::iam(account, "oidc-provider", "/", issuer)
}

fn new_provider(p: &Planning<'_>) -> Result<Check, ApiError> {
    let arn = arn_of(p.caller.account_id(), issuer(p.input.text("Url")?)?);
    Ok(target::tagged(p, arn.clone(), arn, &p.input.tags()))
}

/// The provider that `OpenIDConnectProviderArn` names.
pub(super) fn provider(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::arn_given(p, ARN, |iam, arn| iam.oidc_providers.get(arn).map(|provider| &provider.tags))
}

fn missing(arn: &str) -> ApiError {
    ApiError::no_such_entity(format!("OpenIDConnect Provider not found for arn {arn}"))
}

/// The provider that `OpenIDConnectProviderArn` names.
pub(super) fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a OidcProvider, ApiError> {
    let arn = ok.input().text(ARN)?;
    iam(ok, world)?.oidc_providers.get(arn).map(AsRef::as_ref).ok_or_else(|| missing(arn))
}

/// The provider that `OpenIDConnectProviderArn` names, to change.
pub(super) fn named_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut OidcProvider, ApiError> {
    let arn = ok.input().text(ARN)?;
    iam_mut(ok, world)?.oidc_providers.get_mut(arn).map(Arc::make_mut).ok_or_else(|| missing(arn))
}

fn texts(ok: &Authorized, name: &str) -> Vec<String> {
    ok.input().texts(name).into_iter().map(str::to_owned).collect()
}

/// The thumbprints given. Without any AWS asks the issuer's server for its certificate; there are no servers
/// here, so a digest of the issuer's name stands for the certificate's.
fn thumbprints(ok: &Authorized, issuer: &str) -> Vec<String> {
    let given = texts(ok, "ThumbprintList");
    if given.is_empty() { vec![hex(&Sha1::digest(issuer))] } else { given }
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let url = ok.input().text("Url")?;
    let issuer = issuer(url)?;
    let arn = arn_of(ok.account(), issuer);
    let providers = &iam(ok, world)?.oidc_providers;
    if providers.contains_key(&arn) {
        return Err(ApiError::already_exists(format!("Provider with url {url} already exists.")));
    }
    if providers.len() >= MOST_PROVIDERS {
        return Err(ApiError::quota("OpenIdConnectProvidersPerAccount", MOST_PROVIDERS));
    }
    let provider = OidcProvider {
        issuer: issuer.to_owned(),
        clients: texts(ok, "ClientIDList"),
        thumbprints: thumbprints(ok, issuer),
        created: ok.now(),
        tags: tags::checked_case_sensitive(ok.input().tags())?,
    };
    few_clients(&provider)?;
    let mut out = Map::from_iter([(ARN.to_owned(), Value::from(arn.as_str()))]);
    if !provider.tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(&provider.tags));
    }
    iam_mut(ok, world)?.oidc_providers.insert(arn, Arc::new(provider));
    Ok(out)
}

fn few_clients(provider: &OidcProvider) -> Result<(), ApiError> {
    if provider.clients.len() > MOST_CLIENTS {
        return Err(ApiError::quota("ClientIdsPerOpenIdConnectProvider", MOST_CLIENTS));
    }
    Ok(())
}

fn get(ok: &Authorized, world: &World) -> Output {
    let provider = named(ok, world)?;
    let mut out = Map::from_iter([
        ("Url".to_owned(), Value::from(provider.issuer.as_str())),
        ("ClientIDList".to_owned(), provider.clients.clone().into()),
        ("ThumbprintList".to_owned(), provider.thumbprints.clone().into()),
        ("CreateDate".to_owned(), provider.created.iso().into()),
    ]);
    if !provider.tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(&provider.tags));
    }
    Ok(out)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let arns = iam(ok, world)?.oidc_providers.keys().map(|arn| json!({ "Arn": arn })).collect();
    Ok(Map::from_iter([("OpenIDConnectProviderList".to_owned(), arns)]))
}

/// Adding a client that is there already changes nothing.
fn add_client(ok: &Authorized, world: &mut World) -> Output {
    let client = ok.input().text("ClientID")?;
    let provider = named_mut(ok, world)?;
    if !provider.clients.iter().any(|known| known == client) {
        provider.clients.push(client.to_owned());
    }
    few_clients(provider)?;
    Ok(Map::new())
}

fn remove_client(ok: &Authorized, world: &mut World) -> Output {
    let client = ok.input().text("ClientID")?;
    named_mut(ok, world)?.clients.retain(|known| known != client);
    Ok(Map::new())
}

fn update_thumbprint(ok: &Authorized, world: &mut World) -> Output {
    let issuer = named(ok, world)?.issuer.clone();
    named_mut(ok, world)?.thumbprints = thumbprints(ok, &issuer);
    Ok(Map::new())
}

/// Deleting what is not there is no error. Roles that trust the provider stay, and can no longer be assumed
/// by its tokens.
fn delete(ok: &Authorized, world: &mut World) -> Output {
    iam_mut(ok, world)?.oidc_providers.remove(ok.input().text(ARN)?);
    Ok(Map::new())
}
