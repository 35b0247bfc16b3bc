//! Who may call what: every operation but S3's, by its own example, for callers whose policies allow it in part.
//!
//! `tests/data/iam-permissions.txt` and `service-permissions.txt` have a line an operation: what an allowed call
//! comes to, in which world, and which actions on which resources are checked. A caller without policies, one that is allowed the same
//! elsewhere, one whose boundary does not allow it, and one with an explicit deny must be refused and change
//! nothing; one that is allowed just these actions on just these resources must get as far as one that is
//! allowed everything. `UPDATE_PERMISSIONS=1` writes the files anew.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::Operation;
use policy::table::{ActionTable, Coverage};
use regex_lite::Regex;
use std::collections::BTreeSet;
use std::fs;
use support::data;
use support::stage::{Outcome, Stage, at_best, with};

const ACCOUNT: &str = "111122223333";

/// The worlds that examples are tried in, in this order: without what they speak of, with it, and with all of it
/// attached and in use. Each adds to the one before.
const WORLDS: [(&str, &str); 3] = [
    ("bare", ""),
    (
        "made",
        "aws iam create-user --user-name bob
        aws iam create-group --group-name devs
        aws iam create-role --role-name app --assume-role-policy-document file://trust.json
        aws iam create-policy --policy-name p --policy-document file://policy.json
        aws iam create-instance-profile --instance-profile-name web
        aws iam create-virtual-mfa-device --virtual-mfa-device-name bob --outfile s --bootstrap-method Base32StringSeed
        aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com
        aws iam create-saml-provider --name idp --saml-metadata-document file://metadata.xml
        aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com
        aws iam create-account-alias --account-alias my-company
        aws iam update-account-password-policy
        aws iam generate-credential-report",
    ),
    (
        "used",
        "aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --policy-document file://policy.json
        aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --policy-document file://policy.json --set-as-default
        aws iam create-login-profile --user-name bob --password Correct-Horse-7
        aws iam create-login-profile --user-name tester --password Correct-Horse-7
        aws iam add-user-to-group --group-name devs --user-name bob
        aws iam put-user-policy --user-name bob --policy-name p --policy-document file://policy.json
        aws iam put-group-policy --group-name devs --policy-name p --policy-document file://policy.json
        aws iam put-role-policy --role-name app --policy-name p --policy-document file://policy.json
        aws iam attach-user-policy --user-name bob --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam attach-group-policy --group-name devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam put-user-permissions-boundary --user-name bob --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess
        aws iam put-role-permissions-boundary --role-name app --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess
        aws iam add-role-to-instance-profile --instance-profile-name web --role-name app
        oathtool --totp -b -w 1 $(cat s) > codes
        aws iam enable-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob --authentication-code1 $(head -n 1 codes) --authentication-code2 $(tail -n 1 codes)",
    ),
];

/// The worlds of the services besides IAM. Variables stand for the ids in the examples.
const SERVICE_WORLDS: [(&str, &str); 5] = [
    (
        "bare",
        "KEY=KEY HANDLE=HANDLE MESSAGE=none SUBSCRIPTION=arn:aws:sns:us-east-1:111122223333:news:none ROOT=r-1234
        OU=ou-1234-12345678 POLICY=p-12345678 REQUEST=car-12345678 HANDSHAKE=h-12345678 MEMBER=222233334444
        INSTANCE=i-0123456789abcdef0 ASSOCIATION=iip-assoc-0123456789abcdef0 TASK=0123456789abcdef0123456789abcdef
        echo garbage > secret.bin
        echo PK > function.zip
        cp policy.json scp.json; cp policy.json key-policy.json; cp policy.json secret-policy.json; cp policy.json table-policy.json",
    ),
    (
        "begun",
        r#"KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
        aws organizations create-organization
        ROOT=$(aws organizations list-roots --query 'Roots[0].Id' --output text)
        echo '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com", "ecs-tasks.amazonaws.com"]}, "Action": "sts:AssumeRole"}}' > services.json
        aws iam create-role --role-name web --assume-role-policy-document file://services.json
        aws iam create-role --role-name orders --assume-role-policy-document file://services.json
        aws iam create-role --role-name task --assume-role-policy-document file://services.json
        aws iam attach-role-policy --role-name web --policy-arn arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
        aws iam create-instance-profile --instance-profile-name web
        aws iam add-role-to-instance-profile --instance-profile-name web --role-name web"#,
    ),
    (
        "made",
        r#"aws iam create-role --role-name app --assume-role-policy-document file://trust.json
        aws sqs create-queue --queue-name q1
        aws sns create-topic --name news
        aws kms create-alias --alias-name alias/reports --target-key-id $KEY
        aws kms encrypt --key-id $KEY --plaintext aGk= --query CiphertextBlob --output text | base64 -d > secret.bin
        aws kms get-key-policy --key-id $KEY --query Policy --output text > key-policy.json
        aws secretsmanager create-secret --name db --secret-string hunter2
        echo '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "secretsmanager:GetSecretValue", "Resource": "*"}}' > secret-policy.json
        aws dynamodb create-table --table-name orders --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST
        echo '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "dynamodb:GetItem", "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/orders"}}' > table-policy.json
        aws logs create-log-group --log-group-name app
        INSTANCE=$(aws ec2 run-instances --image-id ami-0abcdef1234567890 --query 'Instances[0].InstanceId' --output text)
        aws lambda create-function --function-name orders --runtime python3.13 --handler app.handler --role arn:aws:iam::111122223333:role/orders --zip-file fileb://function.zip
        aws ecs register-task-definition --family web --task-role-arn arn:aws:iam::111122223333:role/task --container-definitions name=web,image=nginx
        aws ssm put-parameter --name /app/level --value debug --type String
        aws organizations enable-policy-type --root-id $ROOT --policy-type SERVICE_CONTROL_POLICY
        aws organizations create-account --email dev0@example.com --account-name dev0
        REQUEST=$(aws organizations list-create-account-status --query 'CreateAccountStatuses[0].Id' --output text)
        MEMBER=$(aws organizations list-accounts --query "Accounts[?Name=='dev0'].Id" --output text)
        OU=$(aws organizations create-organizational-unit --parent-id $ROOT --name ours --query OrganizationalUnit.Id --output text)
        POLICY=$(aws organizations create-policy --name ours --description '' --type SERVICE_CONTROL_POLICY --content file://scp.json --query Policy.PolicySummary.Id --output text)"#,
    ),
    (
        "used",
        "aws sqs send-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --message-body hello
        HANDLE=$(aws sqs receive-message --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --query 'Messages[0].ReceiptHandle' --output text)
        aws sqs add-permission --queue-url https://sqs.us-east-1.amazonaws.com/111122223333/q1 --label send --aws-account-ids 111122223333 --actions SendMessage
        SUBSCRIPTION=$(aws sns subscribe --topic-arn arn:aws:sns:us-east-1:111122223333:news --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:111122223333:q1 --query SubscriptionArn --output text)
        aws sns add-permission --topic-arn arn:aws:sns:us-east-1:111122223333:news --label others --aws-account-id 111122223333 --action-name Publish
        aws dynamodb put-resource-policy --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders --policy file://table-policy.json
        ASSOCIATION=$(aws ec2 associate-iam-instance-profile --instance-id $INSTANCE --iam-instance-profile Name=web --query IamInstanceProfileAssociation.AssociationId --output text)
        aws lambda add-permission --function-name orders --statement-id news --action lambda:InvokeFunction --principal sns.amazonaws.com
        TASK=$(aws ecs run-task --task-definition web --enable-execute-command --query 'tasks[0].taskArn' --output text)
        TASK=${TASK##*/}
        aws logs create-log-stream --log-group-name app --log-stream-name one
        aws organizations attach-policy --policy-id $POLICY --target-id $MEMBER
        aws organizations enable-aws-service-access --service-principal iam.amazonaws.com
        aws organizations register-delegated-administrator --account-id $MEMBER --service-principal iam.amazonaws.com
        aws iam enable-organizations-root-sessions",
    ),
    (
        "ending",
        "aws kms schedule-key-deletion --key-id $KEY --pending-window-in-days 7
        aws secretsmanager delete-secret --secret-id db",
    ),
];

/// The ids in examples, and the variables that stand for them. Longer ones first: some are parts of others.
const IDS: [(&str, &str); 12] = [
    ("ASSOCIATION", "ASSOCIATION"),
    ("INSTANCE", "INSTANCE"),
    ("TASK", "TASK"),
    ("ou-1234-12345678", "OU"),
    ("222233334444", "MEMBER"),
    ("car-12345678", "REQUEST"),
    ("SUBSCRIPTION", "SUBSCRIPTION"),
    ("p-12345678", "POLICY"),
    ("h-12345678", "HANDSHAKE"),
    ("HANDLE", "HANDLE"),
    ("r-1234", "ROOT"),
    ("KEY", "KEY"),
];

/// An example with variables for the ids in it.
fn with_variables(example: &str) -> String {
    // First to something that no id is part of.
    let marked = IDS
        .iter()
        .enumerate()
        .fold(example.to_owned(), |text, (i, (id, _))| text.replace(id, &format!("\u{1}{i}\u{2}")));
    IDS.iter()
        .enumerate()
        .fold(marked, |text, (i, (_, name))| text.replace(&format!("\u{1}{i}\u{2}"), &format!("${{{name}}}")))
}

/// A line without the ids of this run: those of the examples, or marks, stand for them.
fn with_ids_of_examples(stage: &Stage, line: &str) -> String {
    let ids = IDS.iter().map(|(example, name)| (stage.variable(name), *example));
    let line = ids
        .filter(|(ours, _)| !ours.is_empty())
        .fold(line.to_owned(), |line, (ours, example)| line.replace(&ours, example));
    let line = Regex::new("o-[a-z0-9]{10}").unwrap().replace_all(&line, "o-1234567890").into_owned();
    Regex::new("secret:db-[A-Za-z0-9]{6}").unwrap().replace_all(&line, "secret:db-??????").into_owned()
}

/// Holds an operation against AWS's own list of actions, as far as it is here.
fn as_listed(table: &ActionTable, operation: &Operation, action: &str, best: &Outcome) {
    let Some((_, listed)) = table.action(action) else {
        let service = action.split(':').next().unwrap();
        assert_eq!(table.service(service).unwrap().coverage, Coverage::NameOnly, "{action} is no action");
        return;
    };
    assert_eq!(format!("{:?}", listed.level), format!("{:?}", operation.access), "{action}");
    // What is not there is not known by its ARN.
    for (action, on) in best.checks.iter().filter(|(_, on)| best.word == "ok" || on != "*") {
        assert!(is_of_its_kind(table, action, on), "{action} on {on}");
    }
}

/// Whether a resource is of a kind that the action is done to. Actions that are done to nothing in particular
/// are checked on `*` or on a place where things are listed.
fn is_of_its_kind(table: &ActionTable, action: &str, resource: &str) -> bool {
    let (service, found) = table.action(action).unwrap();
    let mut kinds = service.resource_types(found).map(|wanted| wanted.arn.as_str()).peekable();
    if kinds.peek().is_none() {
        return resource.ends_with(['*', '/', ':']);
    }
    let variable = Regex::new(r"\$\{[^}]*\}").unwrap();
    // AWS's own policies are policies as well, though the list of actions has them apart.
    let resource = &resource.replace("::aws:policy/", &format!("::{ACCOUNT}:policy/o-1/"));
    let fits = |arn: &str| {
        let literals: Vec<String> = variable.split(arn).map(regex_lite::escape).collect();
        Regex::new(&format!("^{}$", literals.join(".*"))).unwrap().is_match(resource)
    };
    kinds.any(fits)
}

/// Tries an operation with policies that allow it in part; its line of the file.
fn line(
    worlds: &[(&'static str, Stage)],
    table: &ActionTable,
    operation: &Operation,
    command: &str,
) -> String {
    let (world, stage, best) = at_best(worlds, command);
    let outcome = |statements: &[(&str, &str, &str)], bounded| with(stage, command, statements, bounded).word;
    // What is asked for twice is allowed once.
    let asked: BTreeSet<&(String, String)> = best.checks.iter().collect();
    let exact: Vec<(&str, &str, &str)> =
        asked.iter().map(|(action, on)| ("Allow", action.as_str(), on.as_str())).collect();
    let start = format!("{} {} in {world}", operation.name, best.word);
    let nobody = outcome(&[], false);
    let Some((action, _)) = best.checks.first() else {
        assert_eq!(nobody, best.word, "{command} checks nothing");
        return format!("{start}: nothing");
    };
    // Some services do not say why. What follows is denied for the same reason, or in the same words.
    let said = |reason: &str| if nobody == "denied" { "denied".to_owned() } else { reason.to_owned() };
    assert_eq!(nobody, said("no policy"), "{command} by nobody");
    assert_eq!(outcome(&exact, false), best.word, "{command} with exactly {exact:?}");
    assert_eq!(outcome(&exact, true), said("boundary"), "{command} by somebody with a boundary");
    for i in 0..exact.len() {
        let mut elsewhere = exact.clone();
        elsewhere[i].2 = "arn:aws:iam::999999999999:user/other";
        assert_eq!(outcome(&elsewhere, false), said("no policy"), "{command} allowed elsewhere");
        let mut denied = exact.clone();
        denied.push(("Deny", exact[i].1, exact[i].2));
        assert_eq!(outcome(&denied, false), said("deny"), "{command} denied");
    }
    as_listed(table, operation, action, &best);
    let checks: Vec<String> = best.checks.iter().map(|(action, on)| format!("{action} on {on}")).collect();
    with_ids_of_examples(stage, &format!("{start}: {}", checks.join(", ")))
}

fn check(name: &str, worlds: &[(&'static str, &str)], is_one: fn(&Operation) -> bool) {
    let worlds = Stage::bare().worlds(worlds);
    let table = ActionTable::parse(include_str!("../../../data/actions.txt")).unwrap();
    let lines: String = cloud::registry()
        .filter(|operation| is_one(operation))
        .map(|operation| {
            let service =
                if operation.service == "iam" { String::new() } else { format!("{}:", operation.service) };
            let line = line(&worlds, &table, operation, &with_variables(operation.example));
            format!("{service}{line}\n")
        })
        .collect();
    let file = data(name);
    if std::env::var_os("UPDATE_PERMISSIONS").is_some() {
        fs::write(&file, &lines).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    for (ours, theirs) in lines.lines().zip(written.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(lines.lines().count(), written.lines().count());
}

#[test]
fn every_operation_of_iam_asks_for_its_own_permission() {
    check("iam-permissions.txt", &WORLDS, |operation| operation.service == "iam");
}

/// Not S3's, which have a table of their own, nor those that nobody signs: whoever has a token may ask, and the
/// role's trust policy alone decides.
fn is_of_other_services(operation: &Operation) -> bool {
    let unsigned = ["AssumeRoleWithWebIdentity", "AssumeRoleWithSAML"].contains(&operation.name);
    !["iam", "s3", "s3control"].contains(&operation.service) && !unsigned
}

#[test]
fn every_operation_of_the_other_services_asks_for_its_own_permission() {
    check("service-permissions.txt", &SERVICE_WORLDS, is_of_other_services);
}
