//! Regions. Source: spec error-wordings.md §3.

use crate::error::ApiError;

/// Regions that an account must switch on before it can use them. Nobody can here, so they are off.
const OPT_IN: [&str; 17] = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
];

/// Whether a region is off until the account switches it on.
pub(crate) fn is_opt_in(region: &str) -> bool {
    OPT_IN.contains(&region)
}

/// STS's answer in a region that is off.
pub(crate) fn sts_is_off(account: &str) -> ApiError {
    let message = format!(
        "STS is not activated in this region for account:{account}. Your account administrator can activate \
         STS in this region using the IAM Console."
    );
    ApiError::new("RegionDisabledException", 403, message)
}
