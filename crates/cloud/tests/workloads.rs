//! Workloads: the credentials that they find, what those can do, and when new ones come.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Workload};
use serde_json::{Value, json};
use support::workloads::{definition, delivered, function, launch, read, role_arn, run_task, trust_of};
use support::{ACCOUNT, Aws};

const IMDS: &str = "169.254.169.254";
const HOUR: i64 = 3_600;

/// A token for the metadata endpoint of an instance.
fn token(aws: &mut Aws, from: &Workload, seconds: &str) -> String {
    let life = [("x-aws-ec2-metadata-token-ttl-seconds", seconds)];
    aws.ask(from, "PUT", &format!("{IMDS}/latest/api/token"), &life).unwrap().body
}

/// What the metadata endpoint has at a path below `latest/meta-data/`.
fn metadata(aws: &mut Aws, from: &Workload, path: &str) -> (u16, String) {
    let token = token(aws, from, "60");
    let url = format!("{IMDS}/latest/meta-data/{path}");
    let answer = aws.ask(from, "GET", &url, &[("x-aws-ec2-metadata-token", &token)]).unwrap();
    (answer.status, answer.body)
}

/// The credentials that an instance finds.
fn instance_credentials(aws: &mut Aws, from: &Workload, role: &str) -> Credentials {
    let token = token(aws, from, "60");
    let url = format!("{IMDS}/latest/meta-data/iam/security-credentials/{role}");
    delivered(&aws.ask(from, "GET", &url, &[("x-aws-ec2-metadata-token", &token)]).unwrap())
}

fn with_instance() -> (Aws, Credentials, Workload) {
    let (mut aws, admin) = Aws::with_admin();
    aws.instance_profile(&admin, "web");
    let instance = aws.instance(&admin, "web");
    (aws, admin, instance)
}

fn who_am_i(aws: &mut Aws, who: &Credentials) -> String {
    let reply = aws.must(who, Call::new("sts", "GetCallerIdentity"));
    reply.text(&["Arn"]).unwrap().to_owned()
}

#[test]
fn each_kind_of_workload_finds_credentials_of_its_role() {
    let (mut aws, admin, instance) = with_instance();
    aws.service_role(&admin, "fn", "lambda.amazonaws.com");
    aws.service_role(&admin, "job", "ecs-tasks.amazonaws.com");
    aws.must(&admin, function("orders", "fn"));
    aws.must(&admin, definition("job", "job"));
    let task = aws.task(&admin, run_task("job"));
    let orders = Workload::of_arn(&format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:orders")).unwrap();
    let on_instance = instance_credentials(&mut aws, &instance, "web");
    let at = |host: &str, workload: &Workload| format!("{host}{}", workload.credentials_path());
    let in_task = aws.ask(&task, "GET", &at("169.254.170.2", &task), &[]).unwrap();
    assert_eq!(read(&in_task)["RoleArn"], role_arn("job"));
    let in_function = aws.ask(&orders, "GET", &at("127.0.0.1", &orders), &[]).unwrap();
    for (workload, role, who) in [
        (&instance, "web", on_instance),
        (&task, "job", delivered(&in_task)),
        (&orders, "fn", delivered(&in_function)),
    ] {
        let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{}", workload.name());
        assert_eq!(who_am_i(&mut aws, &who), arn);
    }
    // Nobody finds another's.
    assert_eq!(aws.ask(&task, "GET", &format!("{IMDS}/latest/meta-data/"), &[]), None);
    assert_eq!(aws.ask(&instance, "GET", &at("169.254.170.2", &task), &[]), None);
    assert_eq!(aws.ask(&task, "GET", &at("169.254.170.2", &orders), &[]).unwrap().status, 404);
}

#[test]
fn the_services_call_is_recorded() {
    let (mut aws, _, instance) = with_instance();
    let before = aws.history.records().count();
    let revision = aws.history.revision();
    instance_credentials(&mut aws, &instance, "web");
    instance_credentials(&mut aws, &instance, "web");
    let records: Vec<_> = aws.history.records().skip(before).collect();
    assert_eq!(records.len(), 1, "only the first time the service assumes the role");
    let event = &records[0].event;
    assert_eq!((event.event_name.as_str(), event.event_source.as_str()), ("AssumeRole", "sts.amazonaws.com"));
    assert_eq!(event.user_identity, json!({"type": "AWSService", "invokedBy": "ec2.amazonaws.com"}));
    assert_eq!(
        event.request_parameters,
        json!({"roleArn": role_arn("web"), "roleSessionName": instance.name()})
    );
    assert_eq!(records[0].checks[0].action, "sts:AssumeRole");
    assert_eq!(aws.history.revision(), revision, "it is nothing to undo");
    let text = serde_json::to_string(event).unwrap();
    assert!(!text.contains("secretAccessKey\":\"F"), "{text}");
}

#[test]
fn new_credentials_come_before_the_old_ones_end() {
    let (mut aws, _, instance) = with_instance();
    let first = instance_credentials(&mut aws, &instance, "web");
    aws.now = aws.now.plus(5 * HOUR);
    assert_eq!(instance_credentials(&mut aws, &instance, "web"), first);
    aws.now = aws.now.plus(HOUR - 600);
    let second = instance_credentials(&mut aws, &instance, "web");
    assert_ne!(second, first);
    who_am_i(&mut aws, &first);
    aws.now = aws.now.plus(600);
    assert!(aws.refused(&first, Call::new("sts", "GetCallerIdentity")).starts_with("ExpiredToken"));
    who_am_i(&mut aws, &second);
}

#[test]
fn they_follow_the_role_that_the_instance_holds() {
    let (mut aws, admin, instance) = with_instance();
    let first = instance_credentials(&mut aws, &instance, "web");
    let list = Call::new("s3", "ListBuckets");
    assert!(aws.refused(&first, list.clone()).contains("s3:ListAllMyBuckets"));
    aws.let_role(&admin, "web", &json!("s3:ListAllMyBuckets"));
    aws.must(&first, list);
    aws.instance_profile(&admin, "db");
    let bonds = aws.must(&admin, Call::new("ec2", "DescribeIamInstanceProfileAssociations"));
    let bond = bonds.list("IamInstanceProfileAssociations")[0]["AssociationId"].clone();
    let replace = Call::new("ec2", "ReplaceIamInstanceProfileAssociation").with("AssociationId", bond);
    aws.must(&admin, replace.with("IamInstanceProfile", json!({"Name": "db"})));
    assert_eq!(metadata(&mut aws, &instance, "iam/security-credentials/"), (200, "db".to_owned()));
    assert_eq!(metadata(&mut aws, &instance, "iam/security-credentials/web").0, 404);
    let second = instance_credentials(&mut aws, &instance, "db");
    assert!(who_am_i(&mut aws, &second).contains("assumed-role/db/"));
    // Those of before are good until they end, as in AWS.
    assert!(who_am_i(&mut aws, &first).contains("assumed-role/web/"));
    let stop = Call::new("ec2", "StopInstances").with("InstanceIds", json!([instance.name()]));
    aws.must(&admin, stop);
    assert_eq!(aws.ask(&instance, "GET", &format!("{IMDS}/latest/meta-data/"), &[]), None);
}

#[test]
fn a_role_that_does_not_trust_the_service_gives_none() {
    let (mut aws, admin, instance) = with_instance();
    let source = |id: &str| json!({"ArnEquals": {"aws:SourceArn": format!("arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{id}")}});
    let set = |service: &str, condition: &Value| {
        let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "web");
        update.with("PolicyDocument", trust_of(service, condition))
    };
    let code = |aws: &mut Aws| {
        let body = metadata(aws, &instance, "iam/security-credentials/web").1;
        serde_json::from_str::<Value>(&body).unwrap()["Code"].as_str().unwrap().to_owned()
    };
    for (service, condition, expected) in [
        ("lambda.amazonaws.com", json!({}), "AssumeRoleUnauthorizedAccess"),
        ("ec2.amazonaws.com", source("i-0"), "AssumeRoleUnauthorizedAccess"),
        ("ec2.amazonaws.com", source(instance.name()), "Success"),
    ] {
        aws.must(&admin, set(service, &condition));
        assert_eq!(code(&mut aws), expected, "{service} {condition}");
    }
    let refusals = aws.history.records().filter(|r| r.event.error_code.as_deref() == Some("AccessDenied"));
    assert_eq!(refusals.count(), 2);
}

#[test]
fn the_metadata_endpoint_wants_a_token() {
    let (mut aws, admin, instance) = with_instance();
    let other = aws.instance(&admin, "web");
    let url = format!("{IMDS}/latest/meta-data/instance-id");
    let get = |aws: &mut Aws, from: &Workload, token: Option<&str>| {
        let headers: Vec<(&str, &str)> = token.map(|t| ("x-aws-ec2-metadata-token", t)).into_iter().collect();
        aws.ask(from, "GET", &url, &headers).unwrap().status
    };
    let good = token(&mut aws, &instance, "60");
    assert_eq!(get(&mut aws, &instance, Some(&good)), 200);
    assert_eq!(get(&mut aws, &instance, None), 401);
    assert_eq!(get(&mut aws, &other, Some(&good)), 401);
    assert_eq!(get(&mut aws, &instance, Some("AQAEAxxxx")), 401);
    aws.now = aws.now.plus(60);
    assert_eq!(get(&mut aws, &instance, Some(&good)), 401);
    for seconds in ["0", "21601", "x"] {
        let life = [("x-aws-ec2-metadata-token-ttl-seconds", seconds)];
        let answer = aws.ask(&instance, "PUT", &format!("{IMDS}/latest/api/token"), &life);
        assert_eq!(answer.unwrap().status, 400, "{seconds}");
    }
    let old = launch().with("MetadataOptions", json!({"HttpTokens": "optional"}));
    let launched = aws.must(&admin, old);
    let id = launched.list("Instances")[0]["InstanceId"].as_str().unwrap();
    let old = Workload::of_arn(&format!("arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{id}")).unwrap();
    assert_eq!(get(&mut aws, &old, None), 200);
    // It holds no role.
    assert_eq!(metadata(&mut aws, &old, "iam/security-credentials/").0, 404);
    assert_eq!(metadata(&mut aws, &old, "iam/").0, 404);
}

#[test]
fn metadata_is_a_tree() {
    let (mut aws, _, instance) = with_instance();
    let mut paths = vec![String::new()];
    let mut leaves = 0;
    while let Some(path) = paths.pop() {
        let (status, body) = metadata(&mut aws, &instance, &path);
        assert_eq!(status, 200, "{path}");
        if !path.is_empty() && !path.ends_with('/') {
            leaves += 1;
            continue;
        }
        paths.extend(body.lines().map(|name| format!("{path}{name}")));
    }
    assert!(leaves > 10, "{leaves}");
}

#[test]
fn policies_see_where_a_session_was_delivered() {
    let (mut aws, admin, instance) = with_instance();
    aws.service_role(&admin, "fn", "lambda.amazonaws.com");
    aws.must(&admin, function("orders", "fn"));
    let orders = Workload::of_arn(&format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:orders")).unwrap();
    let statement = |condition: Value| {
        json!({"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*", "Condition": condition}]})
        .to_string()
    };
    let put = |role: &str, condition: Value| {
        let call = Call::new("iam", "PutRolePolicy").with("RoleName", role).with("PolicyName", "p");
        call.with("PolicyDocument", statement(condition))
    };
    let at = format!("127.0.0.1{}", orders.credentials_path());
    let sessions = [
        ("web", instance_credentials(&mut aws, &instance, "web")),
        ("fn", delivered(&aws.ask(&orders, "GET", &at, &[]).unwrap())),
    ];
    for (role, session) in &sessions {
        let arn = if *role == "web" { instance.arn() } else { orders.arn() };
        let key = if *role == "web" { "ec2:SourceInstanceArn" } else { "lambda:SourceFunctionArn" };
        aws.must(&admin, put(role, json!({"ArnEquals": {key: format!("{arn}x")}})));
        assert!(aws.refused(session, Call::new("s3", "ListBuckets")).contains("AccessDenied"));
        aws.must(&admin, put(role, json!({"ArnEquals": {key: arn}})));
        aws.must(session, Call::new("s3", "ListBuckets"));
    }
    aws.must(&admin, put("web", json!({"NumericGreaterThanEquals": {"ec2:RoleDelivery": "2.0"}})));
    aws.must(&sessions[0].1, Call::new("s3", "ListBuckets"));
    let event = &aws.history.records().last().unwrap().event;
    assert_eq!(event.user_identity["sessionContext"]["ec2RoleDelivery"], "2.0");
}

#[test]
fn undo_takes_no_credentials_away() {
    let (mut aws, admin, instance) = with_instance();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    let who = instance_credentials(&mut aws, &instance, "web");
    assert!(aws.history.undo().is_some());
    who_am_i(&mut aws, &who);
    assert_eq!(instance_credentials(&mut aws, &instance, "web"), who);
}

#[test]
fn sessions_on_instances_need_an_agent_that_may_report() {
    let (mut aws, admin, instance) = with_instance();
    let start = Call::new("ssm", "StartSession").with("Target", instance.name());
    assert_eq!(
        aws.refused(&admin, start.clone()),
        format!("TargetNotConnected: {} is not connected.", instance.name())
    );
    let core = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
    aws.must(&admin, Call::new("iam", "AttachRolePolicy").with("RoleName", "web").with("PolicyArn", core));
    assert!(aws.must(&admin, start.clone()).text(&["SessionId"]).unwrap().starts_with("admin-"));
    let bob = aws.user(&admin, "bob", &json!([{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]));
    let denied = aws.refused(&bob, start);
    assert!(denied.contains(&format!("ssm:StartSession on resource: {}", instance.arn())), "{denied}");
}
