//! STS. Source: spec sts.md.

mod assume_role;
mod assume_root;
mod claims;
mod decode_authorization_message;
mod federation;
mod get_access_key_info;
mod get_caller_identity;
mod get_federation_token;
mod get_session_token;
mod role;
mod saml;
mod session_policies;
mod tags;
mod usable;
mod web_identity;

pub(crate) use federation::caller_by_token;
pub(crate) use role::{role, trust};
pub(crate) use usable::may_call;

use crate::operation::Rows;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[
    assume_role::ROWS,
    assume_root::ROWS,
    web_identity::ROWS,
    saml::ROWS,
    decode_authorization_message::ROWS,
    get_access_key_info::ROWS,
    get_caller_identity::ROWS,
    get_federation_token::ROWS,
    get_session_token::ROWS,
];
