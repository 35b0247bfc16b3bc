//! What Tab offers, and the hint after the cursor.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Glimpse, World};
use shell::Dialect;
use support::Terminal;

const WORLD: &str = "\
aws iam create-user --user-name ann > o
aws iam create-user --user-name bob > o
aws iam create-access-key --user-name ann > o
aws iam create-group --group-name devs > o
aws iam create-policy --policy-name own --policy-document \
'{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}' > o
aws iam attach-user-policy --user-name ann --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess
aws iam put-user-policy --user-name ann --policy-name inline \
--policy-document '{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}'
aws s3 mb s3://photos-1 > o
aws s3 cp o s3://photos-1/2026/a.txt > o
aws s3 cp o s3://photos-1/b.txt > o
aws sqs create-queue --queue-name jobs > o
aws kms create-key > o
aws kms create-alias --alias-name alias/app --target-key-id $(jq -r .KeyMetadata.KeyId o)
rm o";

fn texts(terminal: &mut Terminal, line: &str) -> Vec<String> {
    let mut glimpse = Glimpse::of(terminal.cloud.history.world(), terminal.cloud.now);
    let found = terminal.shell.complete(line, line.len(), &mut glimpse);
    found.into_iter().map(|completion| completion.text).collect()
}

#[track_caller]
fn check(terminal: &mut Terminal, rows: &[(&str, &[&str])]) {
    for (line, expected) in rows {
        assert_eq!(texts(terminal, line), *expected, "{line}");
    }
}

#[test]
fn words_are_completed() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must(
        "touch trust.json 'my file'; mkdir dir; printf '[profile dev]\\nregion = x\\n' >> ~/.aws/config",
    );
    check(
        &mut terminal,
        &[
            ("aws iam create-us", &["create-user"]),
            ("aws iam create-user --user-n", &["--user-name"]),
            ("aws iam create-user --user-name x --user-n", &[]),
            ("aws --profile dev s3 pres", &["presign"]),
            ("aws s3 ls --profile ", &["default", "dev"]),
            ("aws s3 ls --profile=de", &["default", "dev"]),
            ("export AWS_PROFILE=de", &["default", "dev"]),
            ("AWS_PROFILE=dev aws iam create-us", &["create-user"]),
            ("export AWS_PROF", &["AWS_PROFILE"]),
            ("cat tr", &["trust.json"]),
            ("cat my", &["'my file'"]),
            ("cat 'my", &["'my file'"]),
            ("echo > tr", &["trust.json"]),
            ("aws iam create-role --assume-role-policy-document file://tr", &["file://trust.json"]),
            ("aws iam create-role --assume-role-policy-document ", &["file://"]),
            ("aws s3api put-object --body tr", &["trust.json"]),
            ("aws kms encrypt --plaintext f", &["fileb://"]),
            ("aws s3api put-object-acl --acl public", &["public-read", "public-read-write"]),
            ("aws iam list-users --output y", &["yaml", "yaml-stream"]),
            ("aws iam wait user", &["user-exists"]),
            ("aws configure get reg", &["region"]),
            ("x=\"$(aws sts get-c", &["get-caller-identity"]),
            ("echo x | gre", &["grep"]),
            ("cd d", &["dir/"]),
        ],
    );
    assert!(
        terminal.shell.complete("ünï", 1, &mut Glimpse::of(&World::default(), terminal.cloud.now)).is_empty()
    );
    terminal.line("aws iam \\");
    assert_eq!(texts(&mut terminal, "create-us"), ["create-user"]);
    let mut powershell = Terminal::new(Dialect::PowerShell);
    check(
        &mut powershell,
        &[
            ("$env:AWS_PROF", &["$env:AWS_PROFILE"]),
            ("$env:AWS_PROFILE = \"de", &["\"default\""]),
            (r"cat ~\.aws\cr", &[r"~\.aws\credentials"]),
        ],
    );
}

#[test]
fn names_come_from_the_world() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must(WORLD);
    let key =
        terminal.out("aws iam list-access-keys --user-name ann --query AccessKeyMetadata[].AccessKeyId");
    let key = key.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    check(
        &mut terminal,
        &[
            ("aws iam get-user --user-name ", &["admin", "ann", "bob"]),
            ("aws iam get-user --user-name b", &["bob"]),
            ("aws iam attach-group-policy --group-name ", &["devs"]),
            ("aws iam delete-policy --policy-arn ", &["arn:aws:iam::111122223333:policy/own"]),
            (
                "aws iam attach-user-policy --policy-arn arn:aws:iam::aws:policy/AdministratorA",
                &["arn:aws:iam::aws:policy/AdministratorAccess"],
            ),
            (
                "aws iam detach-user-policy --user-name ann --policy-arn ",
                &["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            ),
            ("aws iam delete-user-policy --user-name ann --policy-name ", &["inline"]),
            // Whose policies is not said yet.
            ("aws iam delete-user-policy --policy-name ", &[]),
            ("aws iam delete-access-key --user-name ann --access-key-id ", &[key.as_str()]),
            (
                "aws iam get-policy-version --policy-arn arn:aws:iam::111122223333:policy/own --version-id ",
                &["v1"],
            ),
            ("aws s3api get-object --bucket ", &["photos-1"]),
            ("aws s3api get-object --bucket photos-1 --key b", &["b.txt"]),
            ("aws s3 rm s3://ph", &["s3://photos-1/"]),
            ("aws s3 rm s3://photos-1/", &["s3://photos-1/2026/", "s3://photos-1/b.txt"]),
            ("aws s3 rm s3://photos-1/2026/", &["s3://photos-1/2026/a.txt"]),
            (
                "aws sqs get-queue-attributes --queue-url ",
                &["https://sqs.us-east-1.amazonaws.com/111122223333/jobs"],
            ),
            ("aws kms describe-key --key-id a", &["alias/app"]),
        ],
    );
}

#[test]
fn nobody_is_offered_what_they_may_not_list() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must(WORLD);
    terminal.must(
        "aws iam create-access-key --user-name bob > key
         aws configure set aws_access_key_id $(jq -r .AccessKey.AccessKeyId key) --profile bob
         aws configure set aws_secret_access_key $(jq -r .AccessKey.SecretAccessKey key) --profile bob",
    );
    check(
        &mut terminal,
        &[("aws iam get-user --profile bob --user-name ", &[]), ("aws s3 ls --profile bob s3://", &[])],
    );
    terminal.must("export AWS_PROFILE=bob");
    check(&mut terminal, &[("aws iam get-user --user-name ", &[])]);
}

#[test]
fn the_hint_is_what_is_needed_next() {
    let terminal = Terminal::new(Dialect::Bash);
    for (line, hint) in [
        ("aws iam create-us", Some(("er", "er "))),
        ("aws iam create-user ", Some(("--user-name USER_NAME", "--user-name "))),
        ("aws iam create-user --", Some(("user-name", "user-name "))),
        ("aws iam create-user --us", Some(("er-name", "er-name "))),
        ("aws iam create-user --user-name ", None),
        ("aws iam attach-user-policy --user-name x ", Some(("--policy-arn POLICY_ARN", "--policy-arn "))),
        ("aws iam create-access-key ", Some(("[--user-name USER_NAME]", "--user-name "))),
        ("aws iam list-users ", None),
        ("aws sts get-caller-identity ", None),
        ("aws iam l", None),
        ("aws ", None),
        ("echo aws iam create-user ", None),
        ("x=$(aws iam get-ro", None),
        ("x=$(aws sts get-c", Some(("aller-identity", "aller-identity "))),
        ("", None),
    ] {
        let found = terminal.shell.hint(line);
        let found = found.as_ref().map(|hint| (hint.shown.as_str(), hint.accepted.as_str()));
        assert_eq!(found, hint, "{line}");
    }
}
