//! From pages to addresses and titles.

use super::Route;
use crate::address::{encode, print_query};

impl Route {
    /// The address, from the `#` on.
    #[must_use]
    pub fn href(&self) -> String {
        let plain = |text: &str| text.to_owned();
        let with = |path: String, query: &[(&str, &str)]| path + &print_query(query);
        let path = match self {
            Self::Home => plain("/"),
            Self::SignIn => plain("/signin"),
            Self::SwitchRole(link) => with(
                plain("/switchrole"),
                &[
                    ("account", &link.account),
                    ("roleName", &link.role_name),
                    ("displayName", &link.display_name),
                    ("color", &link.color),
                ],
            ),
            Self::Iam => plain("/iam"),
            Self::Users => plain("/iam/users"),
            Self::CreateUser => plain("/iam/users/create"),
            Self::User { name, tab } => with(under("/iam/users/details/", name), &[("tab", tab)]),
            Self::UserPermissions { name } => under("/iam/users/details/", name) + "/add-permissions",
            Self::UserInlinePolicy { name, policy } => {
                with(under("/iam/users/details/", name) + "/inline-policy", &[("policy", policy)])
            }
            Self::CreateAccessKey { name } => under("/iam/users/details/", name) + "/create-access-key",
            Self::Groups => plain("/iam/groups"),
            Self::CreateGroup => plain("/iam/groups/create"),
            Self::Group { name, tab } => with(under("/iam/groups/details/", name), &[("tab", tab)]),
            Self::GroupUsers { name } => under("/iam/groups/details/", name) + "/add-users",
            Self::GroupPermissions { name } => under("/iam/groups/details/", name) + "/add-permissions",
            Self::GroupInlinePolicy { name, policy } => {
                with(under("/iam/groups/details/", name) + "/inline-policy", &[("policy", policy)])
            }
            Self::AccountSettings => plain("/iam/account_settings"),
            Self::CredentialReport => plain("/iam/credential_report"),
            Self::Providers => plain("/iam/identity_providers"),
            Self::CreateProvider => plain("/iam/identity_providers/create"),
            Self::Provider { arn } => under("/iam/identity_providers/details/", arn),
            Self::Roles => plain("/iam/roles"),
            Self::CreateRole => plain("/iam/roles/create"),
            Self::Role { name, tab } => with(under("/iam/roles/details/", name), &[("tab", tab)]),
            Self::RolePermissions { name } => under("/iam/roles/details/", name) + "/add-permissions",
            Self::RoleInlinePolicy { name, policy } => {
                with(under("/iam/roles/details/", name) + "/inline-policy", &[("policy", policy)])
            }
            Self::EditTrust { name } => under("/iam/roles/details/", name) + "/edit-trust",
            Self::Policies => plain("/iam/policies"),
            Self::CreatePolicy => plain("/iam/policies/create"),
            Self::Policy { arn, tab } => with(under("/iam/policies/details/", arn), &[("tab", tab)]),
            Self::EditPolicy { arn } => under("/iam/policies/details/", arn) + "/edit",
            Self::Buckets => plain("/s3/buckets"),
            Self::CreateBucket => plain("/s3/bucket/create"),
            Self::Bucket { name, prefix } => with(under("/s3/buckets/", name), &[("prefix", prefix)]),
            Self::BucketPermissions { name } => under("/s3/bucket-permissions/", name),
            Self::BucketPolicy { name } => under("/s3/bucket-permissions/", name) + "/policy",
            Self::Upload { bucket, prefix } => with(under("/s3/upload/", bucket), &[("prefix", prefix)]),
            Self::Object { bucket, key } => with(under("/s3/object/", bucket), &[("key", key)]),
            Self::Organizations(page) => page.path(),
            Self::Resources(service, page) => page.path(*service),
            Self::Events => plain("/events"),
            Self::Coverage => plain("/coverage"),
            Self::NotFound(fragment) => return format!("#{fragment}"),
        };
        format!("#{path}")
    }

    /// What the page is called in the browser's title.
    #[must_use]
    pub fn title(&self) -> String {
        let title = match self {
            Self::Home => "Console Home",
            Self::SignIn => "Sign in",
            Self::SwitchRole(_) => "Switch role",
            Self::Iam => "IAM dashboard",
            Self::Users => "IAM users",
            Self::CreateUser => "Create user",
            Self::User { name, .. } => return name.clone() + " | IAM users",
            Self::UserPermissions { .. } | Self::RolePermissions { .. } | Self::GroupPermissions { .. } => {
                "Add permissions"
            }
            Self::UserInlinePolicy { .. }
            | Self::RoleInlinePolicy { .. }
            | Self::GroupInlinePolicy { .. } => "Inline policy",
            Self::Groups => "User groups",
            Self::CreateGroup => "Create user group",
            Self::Group { name, .. } => return name.clone() + " | User groups",
            Self::GroupUsers { .. } => "Add users to a group",
            Self::AccountSettings => "Account settings",
            Self::CredentialReport => "Credential report",
            Self::Providers => "Identity providers",
            Self::CreateProvider => "Add identity provider",
            Self::Provider { arn } => {
                return arn.rsplit('/').next().unwrap_or_default().to_owned() + " | Identity providers";
            }
            Self::CreatePolicy => "Create policy",
            Self::EditPolicy { .. } => "Edit policy",
            Self::CreateAccessKey { .. } => "Create access key",
            Self::Roles => "Roles",
            Self::CreateRole => "Create role",
            Self::Role { name, .. } => return name.clone() + " | Roles",
            Self::EditTrust { .. } => "Edit trust policy",
            Self::Policies => "Policies",
            Self::Policy { arn, .. } => {
                return arn.rsplit('/').next().unwrap_or_default().to_owned() + " | Policies";
            }
            Self::Buckets => "S3 buckets",
            Self::CreateBucket => "Create bucket",
            Self::Bucket { name, .. } => return name.clone() + " | S3 bucket",
            Self::BucketPermissions { name } => return name.clone() + " | S3 bucket permissions",
            Self::BucketPolicy { .. } => "Edit bucket policy",
            Self::Upload { .. } => "Upload",
            Self::Object { key, .. } => return key.clone() + " | S3 object",
            Self::Organizations(page) => return page.title(),
            Self::Resources(service, page) => return page.title(*service),
            Self::Events => "Event history",
            Self::Coverage => "What is simulated",
            Self::NotFound(_) => "Not found",
        };
        title.to_owned()
    }
}

/// A folder and a name in it.
pub(super) fn under(folder: &str, name: &str) -> String {
    folder.to_owned() + &encode(name)
}
