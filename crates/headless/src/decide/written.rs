//! A case as it is written, before its policies and its principal are understood.

use std::borrow::Cow;

use policy::Context;
use serde::Deserialize;
use serde_json::value::RawValue;

/// One line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    pub(super) id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) request: Request<'a>,
    #[serde(borrow)]
    pub(super) identity_policies: Option<Vec<Named<'a>>>,
    #[serde(borrow)]
    pub(super) resource_policy: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) permission_boundaries: Option<Vec<Named<'a>>>,
    #[serde(borrow)]
    pub(super) session_policies: Option<Vec<Named<'a>>>,
    #[serde(borrow)]
    pub(super) scps: Option<Vec<Level<'a>>>,
    #[serde(borrow)]
    pub(super) rcps: Option<Vec<Level<'a>>>,
    #[serde(borrow)]
    pub(super) vpc_endpoint_policies: Option<Vec<Named<'a>>>,
    #[serde(borrow)]
    pub(super) management_account: Option<Cow<'a, str>>,
    pub(super) derive_context: Option<bool>,
}

/// What is asked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request<'a> {
    #[serde(borrow)]
    pub(super) principal: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) principal_role: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) principal_user: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) action: Cow<'a, str>,
    pub(super) resource: Resource,
    #[serde(default)]
    pub(super) context: Context,
    pub(super) derive_context: Option<bool>,
}

/// What it is done to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resource {
    pub(super) arn: String,
    pub(super) account: Option<String>,
}

/// A policy with its name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named<'a> {
    #[serde(borrow)]
    pub(super) name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) policy: &'a RawValue,
}

/// One level of an organisation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level<'a> {
    #[serde(borrow)]
    pub(super) level: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) policies: Vec<Named<'a>>,
}

/// What can be known of a line that is no case.
#[derive(Deserialize)]
pub(super) struct IdOnly<'a> {
    #[serde(borrow)]
    pub(super) id: Option<&'a RawValue>,
}
