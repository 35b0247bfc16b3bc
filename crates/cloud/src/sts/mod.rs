//! STS. Source: spec sts.md.

mod assume_role;
mod assume_root;
mod get_access_key_info;
mod get_caller_identity;
mod get_federation_token;
mod get_session_token;
mod session_policies;
mod tags;
mod usable;

pub(crate) use usable::may_call;

use crate::operation::Rows;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[
    assume_role::ROWS,
    assume_root::ROWS,
    get_access_key_info::ROWS,
    get_caller_identity::ROWS,
    get_federation_token::ROWS,
    get_session_token::ROWS,
];
