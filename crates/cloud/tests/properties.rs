//! What must hold for any sequence of requests.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::iam::model::Iam;
use cloud::request::Call;
use cloud::{
    Credentials, Endpoint as _, History, Origin, SignedRequest, Tick, Timestamp, World, handle, totp,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::services;
use support::{ACCOUNT, Aws, S3_READ_ONLY, assume_role, credentials, identity, trust};

/// A request among few names, so that conflicts are common.
#[derive(Clone, Debug)]
struct Step {
    who: usize,
    what: usize,
    name: usize,
    other: usize,
    seconds: i64,
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (0..4usize, prop_oneof![4 => 0..44usize, 1 => 100..123usize], 0..3usize, 0..3usize, 0..600i64)
        .prop_map(|(who, what, name, other, seconds)| Step { who, what, name, other, seconds });
    prop::collection::vec(step, 1..most)
}

fn call(step: &Step, world: &World, now: Timestamp) -> Call {
    let name = ["ann", "bob", "Ann"][step.name];
    let other = ["x-1", "x-2", "x-3"][step.other];
    let user = |operation: &str| Call::new("iam", operation).with("UserName", name);
    let role = |operation: &str| Call::new("iam", operation).with("RoleName", name);
    let group = |operation: &str| Call::new("iam", operation).with("GroupName", other);
    let profile = |operation: &str| Call::new("iam", operation).with("InstanceProfileName", other);
    let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", other);
    let principal = format!("arn:aws:iam::{ACCOUNT}:user/{name}");
    let serial = format!("arn:aws:iam::{ACCOUNT}:mfa/{other}");
    match step.what {
        0 | 1 => user("CreateUser"),
        2 => user("DeleteUser"),
        3 => user("UpdateUser").with("NewUserName", ["bob", "eve", "ann"][step.other]),
        4 => role("CreateRole").with("AssumeRolePolicyDocument", trust(&principal)),
        5 => role("UpdateAssumeRolePolicy").with("PolicyDocument", trust(ACCOUNT)),
        6 => role("DeleteRole"),
        7 => user("AttachUserPolicy").with("PolicyArn", S3_READ_ONLY),
        8 => user("DetachUserPolicy").with("PolicyArn", S3_READ_ONLY),
        9 => role("AttachRolePolicy").with("PolicyArn", S3_READ_ONLY),
        10 => role("DetachRolePolicy").with("PolicyArn", S3_READ_ONLY),
        11 => {
            user("PutUserPolicy").with("PolicyName", other).with("PolicyDocument", identity("Allow", "iam:*"))
        }
        12 => user("DeleteUserPolicy").with("PolicyName", other),
        13 => user("CreateAccessKey"),
        14 => user("CreateLoginProfile").with("Password", "Correct-Horse-7"),
        15 => user("DeleteLoginProfile"),
        16 => group("CreateGroup"),
        17 => group("AddUserToGroup").with("UserName", name),
        18 => group("RemoveUserFromGroup").with("UserName", name),
        19 => group("DeleteGroup"),
        20 => Call::new("iam", "CreatePolicy")
            .with("PolicyName", other)
            .with("PolicyDocument", identity("Allow", "s3:*")),
        21 => bucket("CreateBucket"),
        22 => bucket("PutObject").with("Key", name).with("Body", "aGk="),
        23 => bucket("DeleteObject").with("Key", name),
        24 => bucket("DeleteBucket"),
        25 => assume_role(name),
        26 => user("ListAccessKeys"),
        27 => user("PutUserPermissionsBoundary").with("PermissionsBoundary", S3_READ_ONLY),
        28 => user("DeleteUserPermissionsBoundary"),
        29 => role("PutRolePermissionsBoundary").with("PermissionsBoundary", S3_READ_ONLY),
        30 => group("UpdateGroup").with("NewGroupName", ["x-1", "x-2", "X-1"][step.name]),
        31 => profile("CreateInstanceProfile"),
        32 => profile("AddRoleToInstanceProfile").with("RoleName", name),
        33 => profile("RemoveRoleFromInstanceProfile").with("RoleName", name),
        34 => profile("DeleteInstanceProfile"),
        35 => user("UpdateLoginProfile").with("Password", "Correct-Horse-8"),
        36 => Call::new("iam", "CreateVirtualMFADevice").with("VirtualMFADeviceName", other),
        37 => with_codes(user("EnableMFADevice"), &serial, world, now),
        38 => user("DeactivateMFADevice").with("SerialNumber", serial),
        39 => Call::new("iam", "DeleteVirtualMFADevice").with("SerialNumber", serial),
        40 => {
            Call::new("iam", "CreateServiceLinkedRole").with("AWSServiceName", "organizations.amazonaws.com")
        }
        41 => Call::new("iam", "DeleteServiceLinkedRole").with("RoleName", "AWSServiceRoleForOrganizations"),
        42 => Call::new("iam", "UpdateAccountPasswordPolicy").with("PasswordReusePrevention", 2),
        100.. => services::step(step.what - 100, name, other, &principal),
        _ => Call::new("iam", "ListUsers"),
    }
}

/// The two codes that an MFA device shows now and next.
fn with_codes(call: Call, serial: &str, world: &World, now: Timestamp) -> Call {
    let device = world.account(ACCOUNT).unwrap().iam.mfa_devices.get(serial);
    let seed = device.map(|device| totp::from_base32(&device.seed).unwrap()).unwrap_or_default();
    let code = |later| totp::code(&seed, totp::step(now) + later);
    call.with("SerialNumber", serial)
        .with("AuthenticationCode1", code(0))
        .with("AuthenticationCode2", code(1))
}

/// Callers: the administrator, somebody without rights, somebody whose secret is wrong, a reader of S3.
fn callers(aws: &mut Aws, admin: &Credentials) -> Vec<Credentials> {
    for name in ["nobody", "reader"] {
        aws.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
    }
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "reader");
    aws.must(admin, attach.with("PolicyArn", S3_READ_ONLY));
    let nobody = aws.access_key(admin, "nobody");
    let reader = aws.access_key(admin, "reader");
    let wrong = Credentials { secret_access_key: "wrong".to_owned(), ..nobody.clone() };
    vec![admin.clone(), nobody, wrong, reader]
}

/// Nothing in a world points at what is not there.
fn check_references(world: &World) {
    let iam = &world.account(ACCOUNT).unwrap().iam;
    for (key, user) in &iam.users {
        assert_eq!(*key, user.name.to_lowercase());
        assert_eq!(world.unique_ids[&user.id].key, *key);
        assert!(user.groups.iter().all(|g| iam.groups.contains_key(g)), "{:?}", user.groups);
        assert!(user.access_keys.len() <= 2);
        for access_key in &user.access_keys {
            assert_eq!(world.access_keys[&access_key.id].user, *key);
        }
        for arn in &user.policies.attached {
            assert!(iam.policies.contains_key(arn) || cloud::managed::get(arn).is_some());
        }
    }
    assert!(iam.roles.iter().all(|(key, role)| world.unique_ids[&role.id].key == *key));
    for (name, group) in &iam.groups {
        let of_users = iam.users.values().filter(|u| u.groups.contains(name)).count();
        assert_eq!(group.members.len(), of_users);
        assert!(group.members.iter().all(|m| iam.users[m].groups.contains(name)));
    }
    for (name, profile) in &iam.instance_profiles {
        let holds = |role: &String| iam.roles[role].instance_profiles.contains(name);
        assert!(profile.role.iter().all(holds));
    }
    for (name, role) in &iam.roles {
        let is_in = |profile: &String| iam.instance_profiles[profile].role.as_ref() == Some(name);
        assert!(role.instance_profiles.iter().all(is_in));
    }
    check_mfa(world, iam);
    check_uses(iam);
    let living = iam.users.len() + iam.groups.len() + iam.roles.len();
    assert_eq!(world.unique_ids.len(), living);
    let keys: usize = iam.users.values().map(|u| u.access_keys.len()).sum();
    assert_eq!(world.access_keys.len(), keys);
    let ids: BTreeSet<&String> = world.unique_ids.keys().collect();
    assert_eq!(ids.len(), living);
}

/// Users and their MFA devices know each other.
fn check_mfa(world: &World, iam: &Iam) {
    for (serial, device) in &iam.mfa_devices {
        let holder = device.assigned.as_ref().map(|to| &iam.users[&world.unique_ids[&to.user_id].key]);
        assert!(holder.is_none_or(|user| user.mfa_devices.contains(serial)));
    }
    let held: usize = iam.users.values().map(|user| user.mfa_devices.len()).sum();
    assert_eq!(held, iam.mfa_devices.values().filter(|device| device.assigned.is_some()).count());
}

/// The index of how often policies are used says what counting says.
fn check_uses(iam: &Iam) {
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

/// The world but for when keys and roles were last used, which no undo takes back.
fn without_uses(world: &World) -> World {
    let mut world = World { sessions: Default::default(), ..world.clone() };
    let iam = &mut world.account_mut(ACCOUNT).unwrap().iam;
    for name in iam.users.keys().cloned().collect::<Vec<_>>() {
        let user = iam.user_mut(&name).unwrap();
        user.access_keys.iter_mut().for_each(|k| k.last_used = None);
        user.services_used = Default::default();
    }
    for name in iam.roles.keys().cloned().collect::<Vec<_>>() {
        let role = iam.role_mut(&name).unwrap();
        role.last_used = None;
        role.services_used = Default::default();
    }
    world
}

fn bytes(world: &World) -> Vec<u8> {
    serde_json::to_vec(world).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_keeps_the_world_whole(steps in steps(120)) {
        let (mut aws, admin) = Aws::with_admin();
        let mut who = callers(&mut aws, &admin);
        let start = aws.history.world().clone();
        let mut sent: Vec<(SignedRequest, Tick)> = Vec::new();
        for step in &steps {
            aws.now = aws.now.plus(step.seconds);
            let before = aws.history.world().clone();
            let tick = aws.tick();
            let by = &who[step.who % who.len()];
            let request = SignedRequest::new(&call(step, &before, tick.now), by, tick.now, Origin::terminal()).unwrap();
            let result = aws.history.send(&request, tick);
            sent.push((request, tick));
            match result {
                Err(_) => prop_assert_eq!(bytes(&before), bytes(aws.history.world())),
                Ok(success) if step.what == 25 => who.push(credentials(&success.reply)),
                Ok(_) => {}
            }
            check_references(aws.history.world());
        }
        // Replaying the same requests with the same ticks gives the same world, to the byte.
        let replayed = sent.iter().fold(start, |world, (request, tick)| handle(&world, request, *tick).world);
        prop_assert_eq!(bytes(&replayed), bytes(aws.history.world()));
        // A saved world is the same world.
        let loaded: World = serde_json::from_slice(&bytes(&replayed)).unwrap();
        prop_assert_eq!(&loaded, &replayed);
    }

    #[test]
    fn undoing_everything_leads_back(steps in steps(40)) {
        let (mut aws, admin) = Aws::with_admin();
        aws.history = History::new(aws.history.world().clone());
        let start = aws.history.world().clone();
        for step in &steps {
            let call = call(step, aws.history.world(), aws.now);
            let _ = aws.try_call(&admin, call);
        }
        let end = aws.history.world().clone();
        let mut undone = 0;
        while aws.history.undo().is_some() {
            undone += 1;
        }
        prop_assert_eq!(without_uses(aws.history.world()), without_uses(&start));
        for _ in 0..undone {
            prop_assert!(aws.history.redo().is_some());
        }
        prop_assert_eq!(without_uses(aws.history.world()), without_uses(&end));
    }
}
