//! What must hold of every world: the reference that the operations are held against.

use cloud::World;
use cloud::iam::model::{Iam, Policies};
use std::collections::BTreeMap;

/// Nothing points at what is not there, names and ids are unique, quotas are kept, indexes say what counting
/// says.
pub(crate) fn check(world: &World) {
    let mut ids = Ids::default();
    for (account, held) in &world.accounts {
        users(world, account, &held.iam);
        groups(&held.iam);
        roles(world, &held.iam);
        policies(account, &held.iam);
        uses(&held.iam);
        ids.of(&held.iam);
    }
    ids.check(world);
    buckets(world);
}

fn users(world: &World, account: &str, iam: &Iam) {
    for (key, user) in &iam.users {
        assert_eq!(*key, user.name.to_lowercase());
        assert_eq!(world.unique_ids[&user.id].key, *key);
        assert!(user.groups.iter().all(|g| iam.groups[g].members.contains(key)), "{:?}", user.groups);
        assert!(user.access_keys.len() <= 2 && user.groups.len() <= 10 && user.tags.len() <= 50);
        for access_key in &user.access_keys {
            let owner = &world.access_keys[&access_key.id];
            assert_eq!((owner.account.as_str(), &owner.user), (account, key));
        }
        attached(iam, &user.policies, user.boundary.as_ref(), 10);
    }
}

fn groups(iam: &Iam) {
    for (key, group) in &iam.groups {
        assert_eq!(*key, group.name.to_lowercase());
        let of_users = iam.users.values().filter(|u| u.groups.contains(key)).count();
        assert_eq!(group.members.len(), of_users);
        attached(iam, &group.policies, None, 10);
    }
}

fn roles(world: &World, iam: &Iam) {
    for (key, role) in &iam.roles {
        assert_eq!(*key, role.name.to_lowercase());
        assert_eq!(world.unique_ids[&role.id].key, *key);
        assert!((3_600..=43_200).contains(&role.max_session));
        let carried = iam.instance_profiles.iter().filter(|(_, profile)| profile.role.as_ref() == Some(key));
        assert_eq!(role.instance_profiles, carried.map(|(name, _)| name.clone()).collect());
        attached(iam, &role.policies, role.boundary.as_ref(), 20);
    }
    let carried = iam.instance_profiles.values().filter_map(|profile| profile.role.as_ref());
    assert!(carried.into_iter().all(|role| iam.roles.contains_key(role)));
}

fn attached(iam: &Iam, policies: &Policies, boundary: Option<&String>, most: usize) {
    assert!(policies.attached.len() <= most);
    for arn in policies.attached.iter().chain(boundary) {
        assert!(iam.policies.contains_key(arn) || cloud::managed::get(arn).is_some(), "{arn}");
    }
}

fn policies(account: &str, iam: &Iam) {
    let mut names: Vec<String> = iam.policies.values().map(|policy| policy.name.to_lowercase()).collect();
    names.sort();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    assert_eq!(iam.policy_names.len(), iam.policies.len());
    for (arn, policy) in &iam.policies {
        assert_eq!(*arn, policy.arn(account));
        assert_eq!(iam.policy_names.get(&policy.name.to_lowercase()), Some(arn));
        assert!(policy.versions.contains_key(&policy.default_version));
        assert!((1..=5).contains(&policy.versions.len()));
        assert!(policy.versions.keys().all(|version| *version <= policy.last_version));
    }
}

/// The index of how often policies are used says what counting says.
fn uses(iam: &Iam) {
    let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let users = iam.users.values().map(|u| (&u.policies, u.boundary.as_deref()));
    let roles = iam.roles.values().map(|r| (&r.policies, r.boundary.as_deref()));
    let groups = iam.groups.values().map(|g| (&g.policies, None));
    for (policies, boundary) in users.chain(roles).chain(groups) {
        policies.attached.iter().for_each(|arn| counted.entry(arn).or_default().0 += 1);
        if let Some(arn) = boundary {
            counted.entry(arn).or_default().1 += 1;
        }
    }
    let indexed = iam.uses.iter().map(|(arn, uses)| (arn.as_str(), (uses.attached, uses.boundary)));
    assert_eq!(counted, indexed.collect());
}

/// The unique ids of everything, and how many of them principals are matched by.
#[derive(Default)]
struct Ids<'a> {
    all: Vec<&'a String>,
    matched: usize,
    keys: usize,
}

impl<'a> Ids<'a> {
    fn of(&mut self, iam: &'a Iam) {
        let before = self.all.len();
        self.all.extend(iam.users.values().map(|user| &user.id));
        self.all.extend(iam.groups.values().map(|group| &group.id));
        self.all.extend(iam.roles.values().map(|role| &role.id));
        self.matched += self.all.len() - before;
        self.all.extend(iam.policies.values().map(|policy| &policy.id));
        self.all.extend(iam.instance_profiles.values().map(|profile| &profile.id));
        self.keys += iam.users.values().map(|user| user.access_keys.len()).sum::<usize>();
    }

    fn check(mut self, world: &World) {
        assert_eq!((world.unique_ids.len(), world.access_keys.len()), (self.matched, self.keys));
        let count = self.all.len();
        self.all.sort();
        self.all.dedup();
        assert_eq!(self.all.len(), count, "an id was given twice");
    }
}

fn buckets(world: &World) {
    for (name, bucket) in &world.buckets {
        assert_eq!(*name, bucket.name);
        assert!(world.accounts.contains_key(&bucket.owner));
    }
}
