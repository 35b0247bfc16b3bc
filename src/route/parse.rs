//! From addresses to pages.

use super::{OrganizationsPage, ResourcePage, ResourceService, Route, SwitchRoleLink};
use crate::address::{Query, decode};

impl Route {
    /// Reads the part of an address behind the `#`.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let query = Query::parse(query);
        let segments: Vec<String> = path.split('/').skip(1).map(decode).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let tab = || query.get("tab");
        match segments.as_slice() {
            [] | [""] => Self::Home,
            ["signin"] => Self::SignIn,
            ["switchrole"] => Self::SwitchRole(SwitchRoleLink {
                account: query.get("account"),
                role_name: query.get("roleName"),
                display_name: query.get("displayName"),
                color: query.get("color"),
            }),
            ["iam"] => Self::Iam,
            ["iam", "users"] => Self::Users,
            ["iam", "users", "create"] => Self::CreateUser,
            ["iam", "users", "details", name] => Self::User { name: (*name).to_owned(), tab: tab() },
            ["iam", "users", "details", name, "add-permissions"] => {
                Self::UserPermissions { name: (*name).to_owned() }
            }
            ["iam", "users", "details", name, "inline-policy"] => {
                Self::UserInlinePolicy { name: (*name).to_owned(), policy: query.get("policy") }
            }
            ["iam", "users", "details", name, "create-access-key"] => {
                Self::CreateAccessKey { name: (*name).to_owned() }
            }
            ["iam", "groups"] => Self::Groups,
            ["iam", "groups", "create"] => Self::CreateGroup,
            ["iam", "groups", "details", name] => Self::Group { name: (*name).to_owned(), tab: tab() },
            ["iam", "groups", "details", name, "add-users"] => Self::GroupUsers { name: (*name).to_owned() },
            ["iam", "groups", "details", name, "add-permissions"] => {
                Self::GroupPermissions { name: (*name).to_owned() }
            }
            ["iam", "groups", "details", name, "inline-policy"] => {
                Self::GroupInlinePolicy { name: (*name).to_owned(), policy: query.get("policy") }
            }
            ["iam", "account_settings"] => Self::AccountSettings,
            ["iam", "credential_report"] => Self::CredentialReport,
            ["iam", "identity_providers"] => Self::Providers,
            ["iam", "identity_providers", "create"] => Self::CreateProvider,
            ["iam", "identity_providers", "details", arn] => Self::Provider { arn: (*arn).to_owned() },
            ["iam", "roles"] => Self::Roles,
            ["iam", "roles", "create"] => Self::CreateRole,
            ["iam", "roles", "details", name] => Self::Role { name: (*name).to_owned(), tab: tab() },
            ["iam", "roles", "details", name, "add-permissions"] => {
                Self::RolePermissions { name: (*name).to_owned() }
            }
            ["iam", "roles", "details", name, "inline-policy"] => {
                Self::RoleInlinePolicy { name: (*name).to_owned(), policy: query.get("policy") }
            }
            ["iam", "roles", "details", name, "edit-trust"] => Self::EditTrust { name: (*name).to_owned() },
            ["iam", "policies"] => Self::Policies,
            ["iam", "policies", "create"] => Self::CreatePolicy,
            ["iam", "policies", "details", arn] => Self::Policy { arn: (*arn).to_owned(), tab: tab() },
            ["iam", "policies", "details", arn, "edit"] => Self::EditPolicy { arn: (*arn).to_owned() },
            ["s3"] | ["s3", "buckets"] => Self::Buckets,
            ["s3", "bucket", "create"] => Self::CreateBucket,
            ["s3", "buckets", name] => Self::Bucket { name: (*name).to_owned(), prefix: query.get("prefix") },
            ["s3", "bucket-permissions", name] => Self::BucketPermissions { name: (*name).to_owned() },
            ["s3", "bucket-permissions", name, "policy"] => Self::BucketPolicy { name: (*name).to_owned() },
            ["s3", "upload", bucket] => {
                Self::Upload { bucket: (*bucket).to_owned(), prefix: query.get("prefix") }
            }
            ["s3", "object", bucket] => Self::Object { bucket: (*bucket).to_owned(), key: query.get("key") },
            ["events"] => Self::Events,
            ["coverage"] => Self::Coverage,
            ["organizations", rest @ ..] => match OrganizationsPage::parse(rest, tab) {
                Some(page) => Self::Organizations(page),
                None => Self::NotFound(fragment.to_owned()),
            },
            [service, rest @ ..] => {
                let service = ResourceService::ALL.into_iter().find(|known| known.id() == *service);
                match service.and_then(|service| Some((service, ResourcePage::parse(rest, tab)?))) {
                    Some((service, page)) => Self::Resources(service, page),
                    None => Self::NotFound(fragment.to_owned()),
                }
            }
        }
    }
}
