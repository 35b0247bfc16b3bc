//! Scenarios: what comes with the playground, what can be said, and how mistakes are told.
#![allow(clippy::unwrap_used)]

use cloud::{Random, Tick, Timestamp};
use labs::scenario::{self, load};
use labs::{Scenario, Start};
use shell::Dialect;

const TICK: Tick = Tick { now: Timestamp(1_795_508_100), seed: 7 };

fn start(text: &str) -> Start {
    load(text, TICK).unwrap()
}

fn mistake(text: &str) -> String {
    load(text, TICK).unwrap_err().to_string()
}

/// A scenario whose account and terminal have these members.
fn with(account: &str, terminal: &str) -> String {
    format!(
        r#"{{"title": "T", "description": "D", "region": "eu-west-1",
"accounts": {{"111122223333": {{"name": "A"
{account}
}}}}, "terminal": {{{terminal}}}}}"#
    )
}

#[test]
fn those_that_come_with_the_playground_can_be_begun_at_once() {
    let names: Vec<_> = scenario::all().iter().map(|embedded| embedded.name).collect();
    assert_eq!(names, ["founding", "empty", "two-companies", "startup", "organisation"]);
    for name in names {
        let start = embedded(name);
        assert_eq!(start.account, "111122223333", "{name}");
        assert!(start.world.sessions.is_empty(), "{name}: the builder left its credentials behind");
        for form in &start.sign_ins {
            let turn = cloud::signin::console(&start.world, form, TICK);
            assert!(turn.result.is_ok(), "{name}: {form:?}");
        }
    }
    assert!(scenario::by_name("nope").is_none());
}

fn embedded(name: &str) -> Start {
    scenario::by_name(name).unwrap().scenario().unwrap().build(Dialect::Bash, TICK).unwrap()
}

/// What transcripts and the shared tools rely on.
#[test]
fn the_first_two_have_an_administrator_with_the_default_profile() {
    for (name, buckets) in [("founding", 3), ("empty", 0)] {
        let start = embedded(name);
        assert_eq!((start.region.as_str(), start.world.buckets.len()), ("us-east-1", buckets));
        assert!(start.world.buckets.values().all(|bucket| !bucket.objects.is_empty()));
        let admin = start.world.account("111122223333").unwrap().iam.user("admin").unwrap();
        assert_eq!(admin.policies.attached, ["arn:aws:iam::aws:policy/AdministratorAccess"]);
        let read = |path| start.shell.files().read_text(&start.shell.path(path)).unwrap();
        let key = &admin.access_keys[0];
        let expected =
            format!("[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n", key.id, key.secret);
        assert_eq!(read("~/.aws/credentials"), expected);
        assert_eq!(read("~/.aws/config"), "[default]\nregion = us-east-1\noutput = json\n");
    }
}

/// Each mistake is one: what it says can be done. And each can be mended without starting over: see labs.
#[test]
fn what_was_made_wrong_on_purpose_is_wrong() {
    for (name, count) in [("two-companies", 1), ("startup", 8)] {
        let scenario = scenario::by_name(name).unwrap().scenario().unwrap();
        let start = scenario.build(Dialect::Bash, TICK).unwrap();
        let playground = labs::Playground::new(start, 1);
        assert_eq!(scenario.mistakes().len(), count, "{name}");
        for mistake in scenario.mistakes() {
            assert!(!mistake.fixed.holds(&playground.scene()), "{name}: {}", mistake.title);
        }
    }
}

/// The commands mend all mistakes of the startup, and people can still do their work afterwards.
#[test]
fn the_startups_mistakes_can_be_mended() {
    let scenario = scenario::by_name("startup").unwrap().scenario().unwrap();
    let mut playground = labs::Playground::new(scenario.build(Dialect::Bash, TICK).unwrap(), 1);
    for line in include_str!("data/startup-mended.sh").lines() {
        let ran = playground.run(line);
        assert_eq!(ran.status, 0, "{line}: {:?}", ran.output);
    }
    for mistake in scenario.mistakes() {
        assert!(mistake.fixed.holds(&playground.scene()), "{}", mistake.title);
    }
}

/// Every profile of a terminal works from the first moment: its keys or its role are there.
#[test]
fn every_profile_of_a_terminal_works() {
    for name in ["two-companies", "startup", "organisation"] {
        let start = embedded(name);
        let config = start.shell.files().read_text(&start.shell.path("~/.aws/config")).unwrap();
        let mut playground = labs::Playground::new(start, 1);
        let names = config.lines().filter_map(|line| line.strip_prefix("[profile ")?.strip_suffix(']'));
        for profile in names {
            let ran = playground.run(&format!("aws sts get-caller-identity --profile {profile}"));
            assert_eq!(ran.status, 0, "{name}: {profile}: {:?}", ran.output);
        }
    }
}

#[test]
fn the_seed_decides_everything() {
    let scenario = scenario::by_name("founding").unwrap().scenario().unwrap();
    let world = |seed| {
        serde_json::to_string(&scenario.build(Dialect::Bash, Tick { seed, ..TICK }).unwrap().world).unwrap()
    };
    assert_eq!(world(1), world(1));
    assert_ne!(world(1), world(2));
}

#[test]
fn the_password_opens_the_console() {
    let start = start(scenario::by_name("founding").unwrap().text());
    let turn = cloud::signin::console(&start.world, &start.sign_ins[0], TICK);
    assert!(turn.result.is_ok());
}

#[test]
fn the_scenarios_own_time_comes_first() {
    let text = with("", "").replacen("\"region\"", "\"start\": \"2020-02-29T12:00:00Z\", \"region\"", 1);
    assert_eq!(start(&text).now.iso(), "2020-02-29T12:00:00Z");
    assert_eq!(start(&with("", "")).now, TICK.now);
    let wrong = text.replace("02-29", "02-30");
    assert!(mistake(&wrong).contains("found `2020-02-30T12:00:00Z`"));
}

const EVERYTHING: &str = r#"
, "alias": "acme",
"policies": {"limit": {"path": "/b/", "description": "d", "tags": {"k": "v"},
  "document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}},
"groups": {"devs": {"path": "/g/", "managed_policies": ["ReadOnlyAccess"]}},
"users": {
  "Ann": {"path": "/team/", "tags": {"team": "blue"}, "boundary": "policy/b/limit", "password": "Play-1234",
    "access_keys": ["inactive", "active"], "groups": ["devs"], "managed_policies": ["policy/b/limit"],
    "inline_policies": {"own": {
      "Version": "2012-10-17",
      "Statement": []
    }}},
  "bob": {}},
"roles": {
  "one": {"path": "/r/", "description": "d", "max_session": 7200, "tags": {"a": "b"}, "boundary": "policy/b/limit",
    "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"AWS": ["arn:aws:iam::111122223333:role/two", "arn:aws:iam::111122223333:role/r/one"]}}}},
  "two": {
    "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"AWS": "arn:aws:iam::111122223333:role/r/one", "Service": "ec2.amazonaws.com"}}}}},
"buckets": {
  "acme-data": {"region": "eu-west-1", "objects": {"a.txt": "text", "b": {"base64": "AAE=", "type": "image/png"}},
    "policy": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject",
      "Principal": {"AWS": "arn:aws:iam::111122223333:user/team/Ann"}, "Resource": "arn:aws:s3:::acme-data/*"}}}}
"#;

#[test]
fn everything_that_can_be_said_is_made() {
    let terminal = r#""profiles": {"default": {"user": "Ann", "key": 2}, "old": {"user": "Ann", "region": "eu-west-3",
        "output": "text"}}, "files": {"~/notes/todo.txt": "learn\n"}"#;
    let text = with(EVERYTHING, terminal).replacen(
        "[]",
        r#"{"Effect": "Allow", "Action": "*", "Resource": "*"}"#,
        1,
    );
    let start = start(&text);
    let account = start.world.account("111122223333").unwrap();
    assert_eq!(account.alias.as_deref(), Some("acme"));
    let limit = "arn:aws:iam::111122223333:policy/b/limit";
    assert_eq!(account.iam.policies.get(limit).unwrap().tags.len(), 1);
    let ann = account.iam.user("ann").unwrap();
    assert_eq!(
        (ann.name.as_str(), ann.path.as_str(), ann.boundary.as_deref()),
        ("Ann", "/team/", Some(limit))
    );
    assert_eq!((ann.groups.as_slice(), ann.tags.len()), (&["devs".to_owned()][..], 1));
    assert_eq!(ann.policies.attached, [limit]);
    let own = ann.policies.inline.get("own").unwrap().text();
    assert!(own.starts_with("{\n  \"Version\"") && own.ends_with("\n}"), "kept as written, outdented: {own}");
    let active: Vec<bool> = ann.access_keys.iter().map(|key| key.active).collect();
    assert_eq!(active, [false, true]);
    let one = account.iam.role("one").unwrap();
    let two = account.iam.role("two").unwrap();
    assert_eq!((one.max_session, one.boundary.as_deref(), one.path.as_str()), (7_200, Some(limit), "/r/"));
    assert!(
        one.trust.text().contains(&two.id) && one.trust.text().contains(&one.id),
        "roles may trust each other"
    );
    assert!(two.trust.text().contains(&one.id));
    let bucket = start.world.bucket("acme-data").unwrap();
    assert_eq!(bucket.region, "eu-west-1");
    assert!(bucket.policy.as_ref().unwrap().text().contains(&ann.id));
    assert_eq!(bucket.objects.get("a.txt").unwrap().body.bytes(), b"text");
    let b = bucket.objects.get("b").unwrap();
    assert_eq!((b.body.bytes().as_slice(), b.content_type.as_str()), (&[0, 1][..], "image/png"));
    let read = |path| start.shell.files().read_text(&start.shell.path(path)).unwrap();
    assert_eq!(read("~/notes/todo.txt"), "learn\n");
    let keys: Vec<&str> = ann.access_keys.iter().map(|key| key.id.as_str()).collect();
    let (default, old) = (read("~/.aws/credentials").find(keys[1]), read("~/.aws/credentials").find(keys[0]));
    assert!(default.unwrap() < old.unwrap(), "the default profile has the second key, the other the first");
    assert!(read("~/.aws/config").ends_with("[profile old]\nregion = eu-west-3\noutput = text\n"));
}

/// The mistake must stand where the § does.
fn check_mistake(marked: &str, expected: &str) {
    let at = marked.find('§').unwrap() as u32;
    let place = policy::line_column(marked, at);
    let found = mistake(&marked.replace('§', ""));
    let expected = format!("line {}, column {}: {expected}", place.line, place.column);
    assert!(found.starts_with(&expected), "{marked}\n   found: {found}\nexpected: {expected}");
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (account, expected) in [
        (r#", §"nmae": 1"#, "there is no member `nmae` here; there are `name`, `alias`"),
        (r#", "users": {"a": {"path": §7}}"#, "expected a string, found a number"),
        (r#", "users": §}"#, "found `}`, expected a value"),
        (r#", "users": {"a": {}, §"a": {}}"#, "the key `a` occurs twice in one object"),
        (
            r#", "users": {"a": {}, §"A": {}}"#,
            "CreateUser: EntityAlreadyExists: User with name A already exists.",
        ),
        (r#", "users": {"a": {"managed_policies": [§"Admin"]}}"#, "there is no AWS managed policy `Admin`"),
        (r#", "users": {"a": {"managed_policies": [§"policy/p"]}}"#, "AttachUserPolicy: NoSuchEntity: "),
        (r#", "users": {"a": {"groups": [§"g"]}}"#, "AddUserToGroup: NoSuchEntity: "),
        (r#", "users": {"a": {"password": §"short"}}"#, "CreateLoginProfile: PasswordPolicyViolation: "),
        (r#", "users": {"a": {"boundary": §"policy/p"}}"#, "PutUserPermissionsBoundary: NoSuchEntity: "),
        (r#", "users": {"a": {"access_keys": [§"on"]}}"#, "expected `active` or `inactive`, found `on`"),
        (
            r#", "users": {"a": {"inline_policies": {"p": {§"Statemant": []}}}}"#,
            "in the policy document: there is no element `Statemant` here",
        ),
        (
            r#", "roles": {"r": {"trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                "Principal": {"AWS": §"arn:aws:iam::111122223333:user/no"}, "Action": "sts:AssumeRole"}}}}"#,
            "UpdateAssumeRolePolicy: MalformedPolicyDocument: Invalid principal in policy",
        ),
        (
            r#", "policies": {"p": {"document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                "Action": §"s3", "Resource": "*"}}}}"#,
            "CreatePolicy: MalformedPolicyDocument: Actions/Conditions must be prefaced by a vendor",
        ),
        (r#", "roles": {"r": §{}}"#, "the member `trust` is missing"),
        (r#", "buckets": {§"Nope": {}}"#, "CreateBucket: InvalidBucketName"),
        (r#", "buckets": {"abc": {"objects": {"k": §{}}}}"#, "exactly one of `text`, `base64` must be given"),
    ] {
        check_mistake(&with(account, ""), expected);
    }
    for (terminal, expected) in [
        (r#""profiles": {"default": {"user": §"a"}}"#, "there is no access key `a's key 1 in 111122223333`"),
        (r#""profiles": {"p": {"user": "a", "key": §3}}"#, "expected 1 or 2, found `3`"),
        (r#""profiles": {"p": §{}}"#, "exactly one of `user`, `role` must be given"),
        (r#""profiles": {"p": {"role": §"role/r", "source": "p"}}"#, "there is no role `role/r`"),
        (r#""profiles": {"p": §{"role": "role/r"}}"#, "the member `source` is missing"),
        (r#""files": {§"/tmp": ""}"#, "the file `/tmp`: Is a directory"),
    ] {
        check_mistake(&with("", terminal), expected);
    }
    check_mistake(&with("", "").replace("\"111122223333\"", "§\"12\""), "expected twelve digits, found `12`");
    check_mistake("§", "the text ends where a value is expected");
}

/// Files come from outside: whatever they hold, reading them ends with a scenario or a mistake.
#[test]
fn no_damage_makes_it_panic() {
    let text = scenario::by_name("founding").unwrap().text();
    let mut random = Random::new(3);
    for _ in 0..300 {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..3 {
            let at = random.next_u64() as usize % bytes.len();
            bytes[at] = b"{}[]\",:x0"[random.next_u64() as usize % 9];
        }
        if let Ok(scenario) = Scenario::parse(&String::from_utf8_lossy(&bytes)) {
            let _ = scenario.build(Dialect::Bash, TICK);
        }
    }
}

/// The limits of the organisation hold, and the ways across its accounts lead where they should.
#[test]
fn the_organisations_limits_hold() {
    let mut playground = labs::Playground::new(embedded("organisation"), 1);
    let break_glass = "aws sts assume-role --role-arn arn:aws:iam::444455556666:role/break-glass";
    for (line, status, said) in [
        ("aws s3 ls --profile audit-production", 0, "acme-orders-444455556666"),
        ("aws iam list-users --profile development", 0, "dora"),
        (
            "aws s3api create-bucket --bucket b-333344445555 --region us-east-1 --profile dora",
            254,
            "explicit deny in a service control policy",
        ),
        ("aws iam create-user --user-name x --profile dora", 0, "arn:aws:iam::333344445555:user/x"),
        (
            "aws iam create-user --user-name x --profile paul",
            254,
            "explicit deny in a service control policy",
        ),
        (
            "aws organizations leave-organization --profile dora",
            254,
            "explicit deny in a service control policy",
        ),
        ("aws s3 cp s3://acme-orders-444455556666/2026-11-23.csv - --profile mallory", 1, "403"),
        (&format!("{break_glass} --role-session-name paul --profile paul"), 254, "AccessDenied"),
        (&format!("{break_glass} --role-session-name paul --source-identity paul --profile paul"), 0, "ASIA"),
    ] {
        let ran = playground.run(line);
        let output: String = ran.output.iter().map(|chunk| chunk.text.as_str()).collect();
        assert!(ran.status == status && output.contains(said), "{line} ended with {}: {output}", ran.status);
    }
}

/// Mistakes in an organization are told at their places as well.
#[test]
fn mistakes_of_organizations_are_told_with_their_place() {
    for (organization, expected) in [
        (r#"{"management": §"9", "root": {}}"#, "there is no account `9`"),
        (r#"§{"management": "111122223333"}"#, "the member `root` is missing"),
        (
            r#"{"management": "111122223333", "root": {"policies": [§"p"]}}"#,
            "there is no policy of the organization `p`",
        ),
        (
            r#"{"management": "111122223333", "root": {"accounts": {§"999988887777": []}}}"#,
            "InviteAccountToOrganization: ",
        ),
        (
            r#"{"management": "111122223333", "root": {}, "policies": {"p": {"document": {"Version": "2012-10-17",
                "Statement": {"Effect": "Deny", §"Principal": "*", "Action": "*", "Resource": "*"}}}}}"#,
            "CreatePolicy: MalformedPolicyDocumentException: ",
        ),
    ] {
        let text =
            with("", "").replacen("\"region\"", &format!("\"organization\": {organization}, \"region\""), 1);
        check_mistake(&text, expected);
    }
    let text = with("", "").replacen("\"region\"", "\"iam_delay\": §601, \"region\"", 1);
    check_mistake(&text, "expected 0 to 600 seconds, found `601`");
}
