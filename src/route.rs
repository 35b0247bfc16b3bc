//! The pages and their addresses: `#/…`, so that the page works from any static host and any sub-path.

use crate::address::{Query, decode, encode, print_query};
use yew::prelude::*;

/// A page of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The console's home.
    Home,
    /// The sign-in page.
    SignIn,
    /// The switch-role page, its fields filled in from a link.
    SwitchRole(SwitchRoleLink),
    /// IAM's dashboard.
    Iam,
    /// IAM's users.
    Users,
    /// The create-user wizard.
    CreateUser,
    /// A user's page.
    User {
        /// The user's name.
        name: String,
        /// The open tab, e.g. `security_credentials`; empty for the first.
        tab: String,
    },
    /// Adding policies to a user.
    UserPermissions {
        /// The user's name.
        name: String,
    },
    /// The editor of a user's inline policy.
    UserInlinePolicy {
        /// The user's name.
        name: String,
        /// The policy's name; empty for a new one.
        policy: String,
    },
    /// The create-access-key wizard.
    CreateAccessKey {
        /// The user's name.
        name: String,
    },
    /// IAM's roles.
    Roles,
    /// The create-role wizard.
    CreateRole,
    /// A role's page.
    Role {
        /// The role's name.
        name: String,
        /// The open tab, e.g. `trust_relationships`; empty for the first.
        tab: String,
    },
    /// Adding policies to a role.
    RolePermissions {
        /// The role's name.
        name: String,
    },
    /// The editor of a role's inline policy.
    RoleInlinePolicy {
        /// The role's name.
        name: String,
        /// The policy's name; empty for a new one.
        policy: String,
    },
    /// The editor of a role's trust policy.
    EditTrust {
        /// The role's name.
        name: String,
    },
    /// IAM's policies.
    Policies,
    /// The create-policy wizard.
    CreatePolicy,
    /// A managed policy's page.
    Policy {
        /// The policy's ARN.
        arn: String,
        /// The open tab, e.g. `policy_versions`; empty for the first.
        tab: String,
    },
    /// The editor of a managed policy.
    EditPolicy {
        /// The policy's ARN.
        arn: String,
    },
    /// S3's buckets.
    Buckets,
    /// The create-bucket page.
    CreateBucket,
    /// A bucket's page.
    Bucket {
        /// The bucket's name.
        name: String,
        /// The folder shown; empty for the top.
        prefix: String,
    },
    /// The upload page of a bucket.
    Upload {
        /// The bucket's name.
        bucket: String,
        /// The folder that is uploaded to.
        prefix: String,
    },
    /// An object's page.
    Object {
        /// The bucket's name.
        bucket: String,
        /// The object's key.
        key: String,
    },
    /// The event history.
    Events,
    /// An address that names no page.
    NotFound(String),
}

/// What a link to the switch-role page fills in; anything may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwitchRoleLink {
    /// Id or alias.
    pub account: String,
    /// The role's name, with its path if it has one.
    pub role_name: String,
    /// How the header will call it.
    pub display_name: String,
    /// Six hexadecimal digits.
    pub color: String,
}

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
            ["s3", "upload", bucket] => {
                Self::Upload { bucket: (*bucket).to_owned(), prefix: query.get("prefix") }
            }
            ["s3", "object", bucket] => Self::Object { bucket: (*bucket).to_owned(), key: query.get("key") },
            ["events"] => Self::Events,
            _ => Self::NotFound(fragment.to_owned()),
        }
    }

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
            Self::Upload { bucket, prefix } => with(under("/s3/upload/", bucket), &[("prefix", prefix)]),
            Self::Object { bucket, key } => with(under("/s3/object/", bucket), &[("key", key)]),
            Self::Events => plain("/events"),
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
            Self::UserPermissions { .. } | Self::RolePermissions { .. } => "Add permissions",
            Self::UserInlinePolicy { .. } | Self::RoleInlinePolicy { .. } => "Inline policy",
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
            Self::Upload { .. } => "Upload",
            Self::Object { key, .. } => return key.clone() + " | S3 object",
            Self::Events => "Event history",
            Self::NotFound(_) => "Not found",
        };
        title.to_owned()
    }

    /// The page without its open tab: another tab is still the same page.
    #[must_use]
    pub fn without_tab(&self) -> Self {
        match self.clone() {
            Self::User { name, .. } => Self::User { name, tab: String::new() },
            Self::Role { name, .. } => Self::Role { name, tab: String::new() },
            Self::Policy { arn, .. } => Self::Policy { arn, tab: String::new() },
            other => other,
        }
    }

    /// The page that the address bar names.
    #[must_use]
    pub fn current() -> Self {
        let hash = gloo::utils::window().location().hash().unwrap_or_default();
        Self::parse(hash.strip_prefix('#').unwrap_or(&hash))
    }
}

/// The page that the address bar names, kept up to date.
#[hook]
pub fn use_current_route() -> Route {
    let route = use_state_eq(Route::current);
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            let window = gloo::utils::window();
            let follow = move |_: &Event| route.set(Route::current());
            let listener = gloo::events::EventListener::new(&window, "hashchange", follow);
            move || drop(listener)
        });
    }
    (*route).clone()
}

fn under(folder: &str, name: &str) -> String {
    folder.to_owned() + &encode(name)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn check(route: Route, href: &str) {
        assert_eq!(route.href(), href);
        assert_eq!(Route::parse(href.strip_prefix('#').unwrap_or(href)), route, "{href}");
    }

    #[wasm_bindgen_test]
    fn prints_and_reads_addresses() {
        check(Route::Home, "#/");
        check(Route::Users, "#/iam/users");
        let name = "a/b ü?&=+#".to_owned();
        check(
            Route::User { name, tab: "groups".to_owned() },
            "#/iam/users/details/a%2Fb%20%C3%BC%3F%26%3D%2B%23?tab=groups",
        );
        check(
            Route::Policy {
                arn: "arn:aws:iam::aws:policy/AdministratorAccess".to_owned(),
                tab: String::new(),
            },
            "#/iam/policies/details/arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAdministratorAccess",
        );
        check(
            Route::UserInlinePolicy { name: "create".to_owned(), policy: "a b".to_owned() },
            "#/iam/users/details/create/inline-policy?policy=a%20b",
        );
        check(
            Route::RoleInlinePolicy { name: "r".to_owned(), policy: String::new() },
            "#/iam/roles/details/r/inline-policy",
        );
        check(Route::CreatePolicy, "#/iam/policies/create");
        check(Route::EditPolicy { arn: "a".to_owned() }, "#/iam/policies/details/a/edit");
        check(
            Route::Object { bucket: "b".to_owned(), key: "x/y.txt".to_owned() },
            "#/s3/object/b?key=x%2Fy.txt",
        );
    }

    #[wasm_bindgen_test]
    fn says_what_it_does_not_know() {
        for address in ["/nowhere", "/iam/users/details/a/b/c", "/%E0%A4%A"] {
            assert_eq!(Route::parse(address), Route::NotFound(address.to_owned()));
        }
        assert_eq!(Route::parse(""), Route::Home);
    }
}
