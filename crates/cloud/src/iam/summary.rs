//! What an account holds, and how much it may hold. Source: spec iam-api.md §3; API reference of
//! GetAccountSummary.

use super::model::Iam;
use super::show::{iam, one};
use super::{
    access_keys, attachments, documents, groups, inline, instance_profiles, managed_policies,
    policy_versions, read, roles, target, users,
};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value};

pub(super) const ROWS: Rows = &[read(
    "GetAccountSummary",
    Access::List,
    "iam:GetAccountSummary",
    target::everything,
    summary,
    "aws iam get-account-summary",
)];

/// How much there may be of each thing.
const QUOTAS: [(&str, usize); 21] = [
    ("AccessKeysPerUserQuota", access_keys::MOST_KEYS),
    ("AssumeRolePolicySizeQuota", documents::TRUST_QUOTA),
    ("AttachedPoliciesPerGroupQuota", attachments::MOST_PER_GROUP),
    ("AttachedPoliciesPerRoleQuota", attachments::MOST_PER_ROLE),
    ("AttachedPoliciesPerUserQuota", attachments::MOST_PER_USER),
    ("GroupPolicySizeQuota", inline::GROUP_QUOTA),
    ("GroupsPerUserQuota", groups::MOST_GROUPS_PER_USER),
    ("GroupsQuota", groups::MOST_GROUPS),
    ("InstanceProfilesQuota", instance_profiles::MOST_PROFILES),
    ("PoliciesQuota", managed_policies::MOST_POLICIES),
    ("PolicySizeQuota", managed_policies::SIZE_QUOTA),
    ("PolicyVersionsInUseQuota", 10_000),
    ("RolePolicySizeQuota", inline::ROLE_QUOTA),
    ("RolesQuota", roles::MOST_ROLES),
    ("ServerCertificatesQuota", 20),
    ("SigningCertificatesPerUserQuota", 2),
    ("UserPolicySizeQuota", inline::USER_QUOTA),
    ("UsersQuota", users::MOST_USERS),
    ("VersionsPerPolicyQuota", policy_versions::MOST_VERSIONS),
    // Version 1 tokens of the global endpoint are good in the Regions that are on by default only.
    ("GlobalEndpointTokenVersion", 1),
    ("AccountPasswordPresent", 1),
];

fn counts(iam: &Iam) -> [(&'static str, usize); 13] {
    let assigned = iam.mfa_devices.values().filter(|device| device.assigned.is_some()).count();
    [
        ("Users", iam.users.len()),
        ("Groups", iam.groups.len()),
        ("Roles", iam.roles.len()),
        ("Policies", iam.policies.len()),
        ("PolicyVersionsInUse", iam.policies.values().map(|policy| policy.versions.len()).sum()),
        ("InstanceProfiles", iam.instance_profiles.len()),
        ("Providers", iam.oidc_providers.len() + iam.saml_providers.len()),
        ("MFADevices", iam.mfa_devices.len()),
        ("MFADevicesInUse", assigned),
        // The root user has a password only, and nobody certificates.
        ("AccountMFAEnabled", 0),
        ("AccountAccessKeysPresent", 0),
        ("AccountSigningCertificatesPresent", 0),
        ("ServerCertificates", 0),
    ]
}

fn summary(ok: &Authorized, world: &World) -> Output {
    let all = counts(iam(ok, world)?).into_iter().chain(QUOTAS);
    let map: Map<String, Value> = all.map(|(name, count)| (name.to_owned(), count.into())).collect();
    Ok(one("SummaryMap", map))
}
