//! What Organizations answers when something is not there, not allowed or too much.

use crate::error::{ApiError, Fault};

fn error(code: &str, message: &str) -> ApiError {
    ApiError::new(code, 400, message)
}

pub(super) fn not_in_use() -> ApiError {
    error("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
}

/// What a member gets to hear that asks for what only the management account may.
pub(super) fn not_yours() -> ApiError {
    let message = "You don't have permissions to access this resource.";
    error("AccessDeniedException", message).with_fault(Fault::Authorization)
}

pub(super) fn already_in_organization() -> ApiError {
    error("AlreadyInOrganizationException", "The AWS account is already a member of an organization.")
}

pub(super) fn not_empty() -> ApiError {
    error(
        "OrganizationNotEmptyException",
        "To delete an organization you must first remove all member accounts (except the master).",
    )
}

pub(super) fn no_unit() -> ApiError {
    error("OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist.")
}

pub(super) fn duplicate_unit() -> ApiError {
    error("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
}

pub(super) fn unit_not_empty() -> ApiError {
    error("OrganizationalUnitNotEmptyException", "You specified an organizational unit that is not empty.")
}

pub(super) fn no_parent() -> ApiError {
    error("ParentNotFoundException", "You specified a parent that doesn't exist.")
}

pub(super) fn no_source() -> ApiError {
    error("SourceParentNotFoundException", "You specified a source parent that doesn't exist.")
}

pub(super) fn no_destination() -> ApiError {
    error("DestinationParentNotFoundException", "You specified a destination parent that doesn't exist.")
}

pub(super) fn no_child() -> ApiError {
    error("ChildNotFoundException", "You specified a child that doesn't exist.")
}

pub(super) fn no_account() -> ApiError {
    error("AccountNotFoundException", "You specified an account that doesn't exist.")
}

pub(super) fn already_there() -> ApiError {
    error("DuplicateAccountException", "The account is already present in the specified destination.")
}

pub(super) fn management_stays() -> ApiError {
    error(
        "MasterCannotLeaveOrganizationException",
        "You can't remove a management account from an organization. If you want the management account to \
         become a member account in another organization, you must first delete the current organization of \
         the management account.",
    )
}

pub(super) fn no_creation() -> ApiError {
    error(
        "CreateAccountStatusNotFoundException",
        "You specified an create account request that doesn't exist.",
    )
}

pub(super) fn no_policy() -> ApiError {
    error("PolicyNotFoundException", "You specified a policy that doesn't exist.")
}

pub(super) fn duplicate_policy() -> ApiError {
    error("DuplicatePolicyException", "A policy with the same name already exists.")
}

pub(super) fn policy_in_use() -> ApiError {
    error("PolicyInUseException", "You specified a policy that is attached to a target.")
}

pub(super) fn no_target() -> ApiError {
    error("TargetNotFoundException", "You specified a target that doesn't exist.")
}

pub(super) fn no_root() -> ApiError {
    error("RootNotFoundException", "You specified a root that doesn't exist.")
}

pub(super) fn already_attached() -> ApiError {
    error("DuplicatePolicyAttachmentException", "The policy is already attached to the specified target.")
}

pub(super) fn not_attached() -> ApiError {
    error("PolicyNotAttachedException", "The policy is not attached to the specified target.")
}

pub(super) fn type_already_enabled() -> ApiError {
    error("PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled.")
}

pub(super) fn type_not_enabled() -> ApiError {
    error("PolicyTypeNotEnabledException", "This operation can be performed only for enabled policy types.")
}

pub(super) fn no_policy_types() -> ApiError {
    error(
        "PolicyTypeNotAvailableForOrganizationException",
        "The policy type is not available for this organization, which has consolidated billing only.",
    )
}

pub(super) fn no_handshake() -> ApiError {
    error("HandshakeNotFoundException", "You specified a handshake that doesn't exist.")
}

pub(super) fn duplicate_handshake() -> ApiError {
    error("DuplicateHandshakeException", "A handshake with the same action and target already exists.")
}

pub(super) fn wrong_handshake_state() -> ApiError {
    error(
        "InvalidHandshakeTransitionException",
        "You can't perform that operation on the handshake in its current state.",
    )
}

pub(super) fn already_registered() -> ApiError {
    error(
        "AccountAlreadyRegisteredException",
        "The provided account is already a delegated administrator for your organization.",
    )
}

pub(super) fn not_registered() -> ApiError {
    error(
        "AccountNotRegisteredException",
        "The provided account is not a registered delegated administrator for your organization.",
    )
}

pub(super) fn constraint(message: &str) -> ApiError {
    error("ConstraintViolationException", message)
}

pub(super) fn invalid(message: &str) -> ApiError {
    error("InvalidInputException", message)
}
