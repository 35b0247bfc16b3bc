//! The pages and their addresses: `#/…`, so that the page works from any static host and any sub-path.

mod arn;
mod organizations;
mod parse;
mod print;
mod resources;

pub use organizations::OrganizationsPage;
pub use resources::{ResourcePage, ResourceService};

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
    /// IAM's user groups.
    Groups,
    /// Creating a user group.
    CreateGroup,
    /// A user group's page.
    Group {
        /// The group's name.
        name: String,
        /// The open tab, e.g. `permissions`; empty for the first.
        tab: String,
    },
    /// Adding users to a group.
    GroupUsers {
        /// The group's name.
        name: String,
    },
    /// Adding policies to a group.
    GroupPermissions {
        /// The group's name.
        name: String,
    },
    /// The editor of a group's inline policy.
    GroupInlinePolicy {
        /// The group's name.
        name: String,
        /// The policy's name; empty for a new one.
        policy: String,
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
    /// IAM's identity providers.
    Providers,
    /// Adding an identity provider.
    CreateProvider,
    /// An identity provider's page.
    Provider {
        /// Its ARN.
        arn: String,
    },
    /// The account's password policy.
    AccountSettings,
    /// IAM's credential report.
    CredentialReport,
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
    /// A bucket's permissions.
    BucketPermissions {
        /// The bucket's name.
        name: String,
    },
    /// The editor of a bucket's policy.
    BucketPolicy {
        /// The bucket's name.
        name: String,
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
    /// A page of Organizations.
    Organizations(OrganizationsPage),
    /// A page about the resources of one of the services that are shown alike.
    Resources(ResourceService, ResourcePage),
    /// The event history.
    Events,
    /// What of AWS is simulated.
    Coverage,
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
    /// The page without its open tab: another tab is still the same page.
    #[must_use]
    pub fn without_tab(&self) -> Self {
        match self.clone() {
            Self::User { name, .. } => Self::User { name, tab: String::new() },
            Self::Role { name, .. } => Self::Role { name, tab: String::new() },
            Self::Group { name, .. } => Self::Group { name, tab: String::new() },
            Self::Policy { arn, .. } => Self::Policy { arn, tab: String::new() },
            Self::Organizations(page) => Self::Organizations(page.without_tab()),
            Self::Resources(service, ResourcePage::One { id, .. }) => {
                Self::Resources(service, ResourcePage::One { id, tab: String::new() })
            }
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
        check(
            Route::GroupInlinePolicy { name: "g".to_owned(), policy: "p".to_owned() },
            "#/iam/groups/details/g/inline-policy?policy=p",
        );
        check(Route::BucketPermissions { name: "b".to_owned() }, "#/s3/bucket-permissions/b");
        check(Route::BucketPolicy { name: "b".to_owned() }, "#/s3/bucket-permissions/b/policy");
        check(Route::CreatePolicy, "#/iam/policies/create");
        check(Route::EditPolicy { arn: "a".to_owned() }, "#/iam/policies/details/a/edit");
        check(
            Route::Object { bucket: "b".to_owned(), key: "x/y.txt".to_owned() },
            "#/s3/object/b?key=x%2Fy.txt",
        );
        check(Route::Provider { arn: "a".to_owned() }, "#/iam/identity_providers/details/a");
    }

    #[wasm_bindgen_test]
    fn prints_and_reads_addresses_of_organizations_and_resources() {
        let organizations = |page, end: &str| {
            check(Route::Organizations(page), &format!("#/organizations/{end}"));
        };
        organizations(OrganizationsPage::Accounts, "accounts");
        let (id, tab) = ("ou-1/2".to_owned(), "policies".to_owned());
        organizations(OrganizationsPage::Node { id, tab }, "accounts/ou-1%2F2?tab=policies");
        let kind = cloud::organizations::model::PolicyKind::ResourceControl;
        organizations(OrganizationsPage::CreatePolicy(kind), "policies/resource-control-policy/create");
        organizations(OrganizationsPage::policy("p-1"), "policy/p-1");
        organizations(OrganizationsPage::EditPolicy { id: "p-1".to_owned() }, "policy/p-1/edit");
        for service in ResourceService::ALL {
            check(Route::Resources(service, ResourcePage::List), &format!("#/{}", service.id()));
        }
        let policy = ResourcePage::Policy { id: "https://q/1".to_owned() };
        check(Route::Resources(ResourceService::Sqs, policy), "#/sqs/details/https%3A%2F%2Fq%2F1/policy");
    }

    #[wasm_bindgen_test]
    fn says_what_it_does_not_know() {
        let strange = ["/nowhere", "/iam/users/details/a/b/c", "/%E0%A4%A", "/organizations/x", "/sqs/x"];
        for address in strange {
            assert_eq!(Route::parse(address), Route::NotFound(address.to_owned()));
        }
        assert_eq!(Route::parse(""), Route::Home);
    }
}
