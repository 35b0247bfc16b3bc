//! The navigation of the service that the page belongs to.

use crate::route::{OrganizationsPage, ResourcePage, ResourceService, Route};
use crate::ui::LinkTo;
use yew::prelude::*;

/// A service of the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Identity and Access Management.
    Iam,
    /// Simple Storage Service.
    S3,
    /// CloudTrail, as far as its event history.
    CloudTrail,
    /// Organizations.
    Organizations,
    /// A service whose resources are shown by pages that are the same for all such services.
    Resources(ResourceService),
}

impl Service {
    /// The service that a page belongs to.
    #[must_use]
    pub fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Home | Route::SignIn | Route::SwitchRole(_) | Route::Coverage | Route::NotFound(_) => None,
            Route::Buckets
            | Route::CreateBucket
            | Route::Bucket { .. }
            | Route::BucketPermissions { .. }
            | Route::BucketPolicy { .. }
            | Route::Upload { .. }
            | Route::Object { .. } => Some(Self::S3),
            Route::Events => Some(Self::CloudTrail),
            Route::Organizations(_) => Some(Self::Organizations),
            Route::Resources(service, _) => Some(Self::Resources(*service)),
            _ => Some(Self::Iam),
        }
    }
}

/// Properties of [`Navigation`].
#[derive(Properties, PartialEq)]
pub struct NavigationProps {
    /// Which service's.
    pub service: Service,
    /// The page shown.
    pub route: Route,
}

/// A service's pages.
#[component]
pub fn Navigation(props: &NavigationProps) -> Html {
    let link = |route: Route, title: &str| {
        let current = belongs(&props.route, &route);
        html! { <li key={title.to_owned()}><LinkTo {route} {current}>{ title.to_owned() }</LinkTo></li> }
    };
    let (title, home, groups) = match props.service {
        Service::Iam => (
            "Identity and Access Management (IAM)",
            Route::Iam,
            html! {
                <>
                    <ul>{ link(Route::Iam, "Dashboard") }</ul>
                    <h3>{ "Access management" }</h3>
                    <ul>
                        { link(Route::Groups, "User groups") }
                        { link(Route::Users, "IAM users") }
                        { link(Route::Roles, "Roles") }
                        { link(Route::Policies, "Policies") }
                        { link(Route::Providers, "Identity providers") }
                        { link(Route::AccountSettings, "Account settings") }
                    </ul>
                    <h3>{ "Access reports" }</h3>
                    <ul>
                        { link(Route::CredentialReport, "Credential report") }
                    </ul>
                </>
            },
        ),
        Service::S3 => ("Amazon S3", Route::Buckets, html! { <ul>{ link(Route::Buckets, "Buckets") }</ul> }),
        Service::CloudTrail => {
            ("CloudTrail", Route::Events, html! { <ul>{ link(Route::Events, "Event history") }</ul> })
        }
        Service::Organizations => {
            let to = |page: OrganizationsPage, title: &str| link(Route::Organizations(page), title);
            let pages = html! {
                <ul>
                    { to(OrganizationsPage::Accounts, "AWS accounts") }
                    { to(OrganizationsPage::Invitations, "Invitations") }
                    { to(OrganizationsPage::Policies, "Policies") }
                    { to(OrganizationsPage::Settings, "Settings") }
                </ul>
            };
            ("AWS Organizations", Route::Organizations(OrganizationsPage::Accounts), pages)
        }
        Service::Resources(service) => {
            let list = Route::Resources(service, ResourcePage::List);
            (service.title(), list.clone(), html! { <ul>{ link(list, service.resources()) }</ul> })
        }
    };
    html! {
        <nav class="navigation" aria-label={title}>
            <h2><LinkTo route={home}>{ title }</LinkTo></h2>
            { groups }
        </nav>
    }
}

/// Whether a page is, or lies under, an entry of the navigation.
fn belongs(page: &Route, entry: &Route) -> bool {
    let under = match page {
        Route::CreateUser
        | Route::User { .. }
        | Route::UserPermissions { .. }
        | Route::UserInlinePolicy { .. }
        | Route::CreateAccessKey { .. } => Route::Users,
        Route::CreateGroup
        | Route::Group { .. }
        | Route::GroupUsers { .. }
        | Route::GroupPermissions { .. }
        | Route::GroupInlinePolicy { .. } => Route::Groups,
        Route::CreateRole
        | Route::Role { .. }
        | Route::RolePermissions { .. }
        | Route::RoleInlinePolicy { .. }
        | Route::EditTrust { .. } => Route::Roles,
        Route::CreatePolicy | Route::Policy { .. } | Route::EditPolicy { .. } => Route::Policies,
        Route::CreateBucket
        | Route::Bucket { .. }
        | Route::BucketPermissions { .. }
        | Route::BucketPolicy { .. }
        | Route::Upload { .. }
        | Route::Object { .. } => Route::Buckets,
        Route::CreateProvider | Route::Provider { .. } => Route::Providers,
        Route::Organizations(page) => Route::Organizations(match page {
            OrganizationsPage::Node { .. } => OrganizationsPage::Accounts,
            OrganizationsPage::PoliciesOf(_)
            | OrganizationsPage::CreatePolicy(_)
            | OrganizationsPage::Policy { .. }
            | OrganizationsPage::EditPolicy { .. } => OrganizationsPage::Policies,
            other => other.clone(),
        }),
        Route::Resources(service, _) => Route::Resources(*service, ResourcePage::List),
        other => other.clone(),
    };
    under == *entry
}
