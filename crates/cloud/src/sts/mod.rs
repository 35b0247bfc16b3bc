//! STS. Source: spec sts.md.

mod assume_role;
mod get_access_key_info;
mod get_caller_identity;
mod get_session_token;
mod session_policies;

use crate::operation::Rows;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] =
    &[assume_role::ROWS, get_access_key_info::ROWS, get_caller_identity::ROWS, get_session_token::ROWS];
