//! GetAccountAuthorizationDetails: everything that grants anything, in one answer. Source: botocore's shapes;
//! spec iam-api.md §8.

use super::documents::readable;
use super::layers::name_of;
use super::managed_policies::{Managed, show_managed};
use super::model::{Group, Iam, Policies, Role, User};
use super::policy_versions::version_list;
use super::show::{self, iam};
use super::{instance_profiles, read, target};
use crate::managed;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::{Map, Value, json};

pub(super) const ROWS: Rows = &[read(
    "GetAccountAuthorizationDetails",
    Access::Read,
    "iam:GetAccountAuthorizationDetails",
    target::everything,
    get,
    "aws iam get-account-authorization-details --filter User Role",
)];

/// The lists of the answer.
const LISTS: [&str; 4] = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

/// One thing that is answered.
enum Thing<'a> {
    User(&'a User),
    Group(&'a Group),
    Role(&'a Role),
    Policy(Managed<'a>),
}

impl Thing<'_> {
    /// The list that it goes into.
    fn list(&self) -> &'static str {
        match self {
            Self::User(_) => LISTS[0],
            Self::Group(_) => LISTS[1],
            Self::Role(_) => LISTS[2],
            Self::Policy(_) => LISTS[3],
        }
    }

    fn show(&self, ok: &Authorized, world: &World, iam: &Iam) -> Value {
        match self {
            Self::User(user) => user_detail(ok, iam, user),
            Self::Group(group) => group_detail(ok, group),
            Self::Role(role) => role_detail(ok, world, role),
            Self::Policy(policy) => policy_detail(iam, policy),
        }
    }
}

/// One page over all kinds of things, each thing put into its list. Of AWS's own policies only those in use
/// are answered.
fn get(ok: &Authorized, world: &World) -> Output {
    let iam = iam(ok, world)?;
    let filter = ok.input().texts("Filter");
    let wanted = |kind: &str| filter.is_empty() || filter.contains(&kind);
    let users = iam.users.values().filter(|_| wanted("User")).map(|user| Thing::User(user));
    let groups = iam.groups.values().filter(|_| wanted("Group")).map(|group| Thing::Group(group));
    let roles = iam.roles.values().filter(|_| wanted("Role")).map(|role| Thing::Role(role));
    let own = iam.policies.iter().filter(|_| wanted("LocalManagedPolicy"));
    let own = own.map(|(arn, policy)| Managed::Customer(arn, policy));
    let in_use = iam.uses.keys().filter(|_| wanted("AWSManagedPolicy")).filter_map(|arn| managed::get(arn));
    let policies = own.chain(in_use.map(Managed::Aws)).map(Thing::Policy);
    let all = users.chain(groups).chain(roles).chain(policies);

    let mut out = page(ok.input(), "Page", all, |thing| json!([thing.list(), thing.show(ok, world, iam)]))?;
    let mut lists: Map<String, Value> =
        LISTS.iter().map(|name| ((*name).to_owned(), Value::from(Vec::<Value>::new()))).collect();
    if let Some(Value::Array(rows)) = out.shift_remove("Page") {
        for mut row in rows {
            let list = row[0].as_str().and_then(|name| lists.get_mut(name)).and_then(Value::as_array_mut);
            if let Some(list) = list {
                list.push(row[1].take());
            }
        }
    }
    lists.extend(out);
    Ok(lists)
}

fn inline(policies: &Policies) -> Value {
    let documents = policies.inline.iter();
    documents.map(|(name, policy)| json!({"PolicyName": name, "PolicyDocument": policy.text()})).collect()
}

fn attached(policies: &Policies) -> Value {
    let arns = policies.attached.iter();
    arns.map(|arn| json!({"PolicyName": name_of(arn), "PolicyArn": arn})).collect()
}

fn user_detail(ok: &Authorized, iam: &Iam, user: &User) -> Value {
    let arn = user.arn(ok.account());
    let mut out = show::entity(&user.path, "User", &user.name, &user.id, arn, user.created.iso());
    let groups = user.groups.iter().filter_map(|name| iam.group(name));
    out.insert("UserPolicyList".to_owned(), inline(&user.policies));
    out.insert("GroupList".to_owned(), groups.map(|group| Value::from(group.name.as_str())).collect());
    out.insert("AttachedManagedPolicies".to_owned(), attached(&user.policies));
    show::boundary_and_tags(&mut out, user.boundary.as_deref(), &user.tags);
    Value::from(out)
}

fn group_detail(ok: &Authorized, group: &Group) -> Value {
    let arn = group.arn(ok.account());
    let mut out = show::entity(&group.path, "Group", &group.name, &group.id, arn, group.created.iso());
    out.insert("GroupPolicyList".to_owned(), inline(&group.policies));
    out.insert("AttachedManagedPolicies".to_owned(), attached(&group.policies));
    Value::from(out)
}

fn role_detail(ok: &Authorized, world: &World, role: &Role) -> Value {
    let arn = role.arn(ok.account());
    let mut out = show::entity(&role.path, "Role", &role.name, &role.id, arn, role.created.iso());
    out.insert("AssumeRolePolicyDocument".to_owned(), readable(world, &role.trust).into());
    out.insert("InstanceProfileList".to_owned(), instance_profiles::of_role(ok, world, role).into());
    out.insert("RolePolicyList".to_owned(), inline(&role.policies));
    out.insert("AttachedManagedPolicies".to_owned(), attached(&role.policies));
    show::boundary_and_tags(&mut out, role.boundary.as_deref(), &role.tags);
    out.insert("RoleLastUsed".to_owned(), show::last_used(role));
    Value::from(out)
}

/// As GetPolicy shows it, without its tags and with all versions.
fn policy_detail(iam: &Iam, policy: &Managed<'_>) -> Value {
    let mut out = show_managed(iam, policy);
    if let Value::Object(members) = &mut out {
        members.shift_remove("Tags");
        members.insert("PolicyVersionList".to_owned(), version_list(policy));
    }
    out
}
