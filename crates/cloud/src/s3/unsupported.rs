//! Parameters that real S3 takes and that are not simulated: they are refused rather than passed over.

use crate::error::ApiError;
use crate::input::Input;

const PARAMETERS: &[&str] = &[
    "BypassGovernanceRetention",
    "CopySourceIfModifiedSince",
    "CopySourceIfUnmodifiedSince",
    "CopySourceSSECustomerAlgorithm",
    "EncodingType",
    "IfMatchInitiatedTime",
    "IfMatchLastModifiedTime",
    "IfMatchSize",
    "IfModifiedSince",
    "IfUnmodifiedSince",
    "MFA",
    "ObjectLockEnabledForBucket",
    "ObjectLockLegalHoldStatus",
    "ObjectLockMode",
    "ObjectLockRetainUntilDate",
    "PartNumber",
    "SSECustomerAlgorithm",
    "SSECustomerKey",
    "WriteOffsetBytes",
];

/// Refuses a request with such a parameter.
pub(super) fn check(input: &Input) -> Result<(), ApiError> {
    match PARAMETERS.iter().find(|name| input.has(name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!("The parameter {name} of S3 is not simulated. Nothing was changed.");
            Err(ApiError::not_simulated(message))
        }
    }
}
