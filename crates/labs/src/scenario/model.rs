//! What a scenario file says.

use policy::{PolicyType, Spanned};

/// Things with names of their author's choosing, in the order of the file.
pub(super) type Named<T> = Vec<(Spanned<String>, T)>;

#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) alias: Option<Spanned<String>>,
    pub(super) policies: Named<ManagedPolicy>,
    pub(super) groups: Named<Group>,
    pub(super) users: Named<User>,
    pub(super) roles: Named<Role>,
    pub(super) buckets: Named<Bucket>,
}

#[derive(Clone, Debug)]
pub(super) struct ManagedPolicy {
    pub(super) path: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Tags,
    pub(super) document: Spanned<String>,
}

/// What a user, group or role may do.
#[derive(Clone, Debug)]
pub(super) struct Policies {
    /// ARNs of managed policies.
    pub(super) managed: Vec<Spanned<String>>,
    /// Documents of inline policies by name.
    pub(super) inline: Named<Spanned<String>>,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) path: Option<String>,
    pub(super) policies: Policies,
}

#[derive(Clone, Debug)]
pub(super) struct User {
    pub(super) path: Option<String>,
    pub(super) tags: Tags,
    /// The ARN of a managed policy.
    pub(super) boundary: Option<Spanned<String>>,
    pub(super) password: Option<Spanned<String>>,
    pub(super) access_keys: Vec<Spanned<KeyStatus>>,
    pub(super) groups: Vec<Spanned<String>>,
    pub(super) policies: Policies,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyStatus {
    Active,
    Inactive,
}

#[derive(Clone, Debug)]
pub(super) struct Role {
    pub(super) path: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Tags,
    /// The ARN of a managed policy.
    pub(super) boundary: Option<Spanned<String>>,
    /// In seconds.
    pub(super) max_session: Option<i64>,
    pub(super) trust: Spanned<String>,
    pub(super) policies: Policies,
}

/// The organization that some of the accounts are in.
#[derive(Clone, Debug)]
pub(super) struct Organization {
    pub(super) management: Spanned<String>,
    pub(super) policies: Named<OrganizationPolicy>,
    pub(super) root: Unit,
}

#[derive(Clone, Debug)]
pub(super) struct OrganizationPolicy {
    /// [`PolicyType::Scp`] or [`PolicyType::Rcp`].
    pub(super) kind: PolicyType<'static>,
    pub(super) description: Option<String>,
    pub(super) document: Spanned<String>,
}

/// The root or an organizational unit.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Names of the policies attached to it.
    pub(super) policies: Vec<Spanned<String>>,
    /// The accounts right in it, with the names of the policies attached to them.
    pub(super) accounts: Named<Vec<Spanned<String>>>,
    pub(super) units: Named<Unit>,
}

impl Unit {
    /// The accounts in it and in all units below.
    pub(super) fn all_accounts(&self) -> Vec<&Spanned<String>> {
        let below = self.units.iter().flat_map(|(_, unit)| unit.all_accounts());
        self.accounts.iter().map(|(account, _)| account).chain(below).collect()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Bucket {
    pub(super) region: Option<String>,
    pub(super) policy: Option<Spanned<String>>,
    pub(super) objects: Named<Object>,
}

#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) body: Body,
    pub(super) content_type: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum Body {
    Text(String),
    Base64(String),
}

/// Keys and values.
pub(super) type Tags = Vec<(String, String)>;

#[derive(Clone, Debug, Default)]
pub(super) struct Terminal {
    pub(super) profiles: Named<Profile>,
    pub(super) files: Named<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Profile {
    pub(super) account: Option<Spanned<String>>,
    pub(super) caller: ProfileCaller,
    pub(super) region: Option<String>,
    pub(super) output: Option<String>,
}

/// Who a profile stands for.
#[derive(Clone, Debug)]
pub(super) enum ProfileCaller {
    /// A user, with an access key.
    User {
        name: Spanned<String>,
        /// Which of the user's keys, from 1.
        key: usize,
    },
    /// A role that the CLI assumes with another profile's credentials.
    Role {
        /// An ARN, or `role/PATH/NAME`.
        role: Spanned<String>,
        source: Spanned<String>,
        external_id: Option<String>,
        session_name: Option<String>,
    },
}
