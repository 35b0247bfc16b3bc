//! The console's pages.

mod account_settings;
mod act;
mod authenticator;
mod buckets;
mod coverage;
mod credential_report;
mod dashboard;
mod delete_whole;
mod editing;
mod events;
mod groups;
mod home;
mod item;
mod new_password;
mod not_found;
mod organizations;
mod parts;
mod permissions;
mod policies;
mod providers;
mod resources;
mod roles;
mod sign_in;
mod states;
mod switch_role;
mod users;

pub use editing::editing;
pub use sign_in::SignInPage;

use crate::route::Route;
use permissions::{AttachPolicies, Holder, InlinePolicy};
use yew::prelude::*;

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Which page.
    pub route: Route,
}

/// The page of a route.
#[component]
pub fn Page(props: &PageProps) -> Html {
    match props.route.clone() {
        Route::Home => html! { <home::Home /> },
        Route::SwitchRole(link) => html! { <switch_role::SwitchRole {link} /> },
        Route::Events => html! { <events::Events /> },
        Route::Resources(service, page) => resources::resources_page(service, &page),
        Route::Organizations(page) => organizations::organizations_page(&page),
        Route::Coverage => html! { <coverage::Coverage /> },
        Route::NotFound(_) | Route::SignIn => html! { <not_found::NotFound /> },
        Route::Buckets
        | Route::CreateBucket
        | Route::Bucket { .. }
        | Route::BucketPermissions { .. }
        | Route::BucketPolicy { .. }
        | Route::Upload { .. }
        | Route::Object { .. } => s3_page(&props.route),
        _ => iam_page(&props.route),
    }
}

/// The pages of IAM. Pages about one thing are keyed by it: what is ticked or open is not carried over to
/// another.
fn iam_page(route: &Route) -> Html {
    let user = |name: &String| Holder::User(name.clone());
    let group = |name: &String| Holder::Group(name.clone());
    let role = |name: &String| Holder::Role(name.clone());
    match route {
        Route::Users => html! { <users::UserList /> },
        Route::CreateUser => html! { <users::CreateUser /> },
        Route::User { name, tab } => {
            html! { <users::UserPage key={name.clone()} name={name.clone()} tab={tab.clone()} /> }
        }
        Route::UserPermissions { name } => {
            html! { <AttachPolicies key={name.clone()} holder={user(name)} /> }
        }
        Route::UserInlinePolicy { name, policy } => {
            html! { <InlinePolicy key={policy.clone()} holder={user(name)} policy={policy.clone()} /> }
        }
        Route::CreateAccessKey { name } => {
            html! { <users::CreateAccessKey key={name.clone()} name={name.clone()} /> }
        }
        Route::Groups => html! { <groups::GroupList /> },
        Route::CreateGroup => html! { <groups::CreateGroup /> },
        Route::Group { name, tab } => {
            html! { <groups::GroupPage key={name.clone()} name={name.clone()} tab={tab.clone()} /> }
        }
        Route::GroupUsers { name } => html! { <groups::AddUsers key={name.clone()} name={name.clone()} /> },
        Route::GroupPermissions { name } => {
            html! { <AttachPolicies key={name.clone()} holder={group(name)} /> }
        }
        Route::GroupInlinePolicy { name, policy } => {
            html! { <InlinePolicy key={policy.clone()} holder={group(name)} policy={policy.clone()} /> }
        }
        Route::Providers => html! { <providers::ProviderList /> },
        Route::CreateProvider => html! { <providers::CreateProvider /> },
        Route::Provider { arn } => html! { <providers::ProviderPage key={arn.clone()} arn={arn.clone()} /> },
        Route::CredentialReport => html! { <credential_report::CredentialReport /> },
        Route::AccountSettings => html! { <account_settings::AccountSettings /> },
        Route::Roles => html! { <roles::RoleList /> },
        Route::CreateRole => html! { <roles::CreateRole /> },
        Route::Role { name, tab } => {
            html! { <roles::RolePage key={name.clone()} name={name.clone()} tab={tab.clone()} /> }
        }
        Route::RolePermissions { name } => {
            html! { <AttachPolicies key={name.clone()} holder={role(name)} /> }
        }
        Route::RoleInlinePolicy { name, policy } => {
            html! { <InlinePolicy key={policy.clone()} holder={role(name)} policy={policy.clone()} /> }
        }
        Route::EditTrust { name } => html! { <roles::EditTrust key={name.clone()} name={name.clone()} /> },
        Route::Policies => html! { <policies::PolicyList /> },
        Route::CreatePolicy => html! { <policies::CreatePolicy /> },
        Route::Policy { arn, tab } => {
            html! { <policies::PolicyPage key={arn.clone()} arn={arn.clone()} tab={tab.clone()} /> }
        }
        Route::EditPolicy { arn } => html! { <policies::EditPolicy key={arn.clone()} arn={arn.clone()} /> },
        _ => html! { <dashboard::Dashboard /> },
    }
}

/// The pages of S3.
fn s3_page(route: &Route) -> Html {
    match route {
        Route::CreateBucket => html! { <buckets::CreateBucket /> },
        Route::Bucket { name, prefix } => {
            html! { <buckets::BucketPage key={format!("{name}/{prefix}")} name={name.clone()} prefix={prefix.clone()} /> }
        }
        Route::BucketPermissions { name } => {
            html! { <buckets::BucketPermissions key={name.clone()} name={name.clone()} /> }
        }
        Route::BucketPolicy { name } => {
            html! { <buckets::EditBucketPolicy key={name.clone()} name={name.clone()} /> }
        }
        Route::Upload { bucket, prefix } => {
            html! { <buckets::UploadPage bucket={bucket.clone()} prefix={prefix.clone()} /> }
        }
        Route::Object { bucket, key } => {
            html! { <buckets::ObjectPage key={format!("{bucket}/{key}")} bucket={bucket.clone()} key_name={key.clone()} /> }
        }
        _ => html! { <buckets::BucketList /> },
    }
}
