//! Tables, parameters and logs through the gateway.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::Credentials;
use cloud::request::Call;
use serde_json::{Value, json};
use support::{ACCOUNT, Aws};

/// A user whose only policy is this statement.
fn user(aws: &mut Aws, admin: &Credentials, name: &str, statement: &Value) -> Credentials {
    aws.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
    let document = json!({"Version": "2012-10-17", "Statement": statement}).to_string();
    let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
    aws.must(admin, put.with("PolicyDocument", document));
    aws.access_key(admin, name)
}

fn table(operation: &str) -> Call {
    Call::new("dynamodb", operation).with("TableName", "orders")
}

fn with_table() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    let schema =
        json!([{"AttributeName": "user", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}]);
    let types = json!([{"AttributeName": "user", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}]);
    aws.must(&admin, table("CreateTable").with("KeySchema", schema).with("AttributeDefinitions", types));
    (aws, admin)
}

fn order(user: &str, at: &str) -> Value {
    json!({"user": {"S": user}, "at": {"N": at}})
}

#[test]
fn items_are_kept_by_their_keys() {
    let (mut aws, admin) = with_table();
    for (user, at) in [("ann", "1"), ("ann", "2"), ("bob", "1")] {
        aws.must(&admin, table("PutItem").with("Item", order(user, at)));
    }
    let mut changed = order("ann", "2");
    changed["paid"] = json!({"BOOL": true});
    aws.must(&admin, table("PutItem").with("Item", changed.clone()));
    let get = |user: &str, at: &str| table("GetItem").with("Key", order(user, at));
    assert_eq!(aws.must(&admin, get("ann", "2")).output["Item"], changed);
    assert!(aws.must(&admin, get("ann", "3")).output.is_empty());
    let page = aws.must(&admin, table("Scan").with("Limit", 2));
    assert_eq!(page.list("Items").len(), 2);
    let rest =
        aws.must(&admin, table("Scan").with("ExclusiveStartKey", page.output["LastEvaluatedKey"].clone()));
    assert_eq!((rest.list("Items").len(), rest.output.get("LastEvaluatedKey")), (1, None));
    let delete = table("DeleteItem").with("Key", order("ann", "2")).with("ReturnValues", "ALL_OLD");
    assert_eq!(aws.must(&admin, delete.clone()).output["Attributes"], changed);
    assert!(aws.must(&admin, delete).output.is_empty());
    let wrong = table("PutItem").with("Item", json!({"user": {"S": "ann"}, "at": {"S": "1"}}));
    assert!(aws.refused(&admin, wrong).ends_with("Type mismatch for key at expected: N actual: S"));
    let condition = table("PutItem")
        .with("Item", order("ann", "1"))
        .with("ConditionExpression", "attribute_not_exists(at)");
    assert!(aws.refused(&admin, condition).starts_with("NotSimulated"));
}

#[test]
fn leading_keys_leave_each_user_their_own_items() {
    let (mut aws, admin) = with_table();
    let statement = json!({"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:PutItem"], "Resource": "*",
        "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": ["${aws:username}"]}}});
    let ann = user(&mut aws, &admin, "ann", &statement);
    aws.must(&ann, table("PutItem").with("Item", order("ann", "1")));
    let denied = aws.refused(&ann, table("PutItem").with("Item", order("bob", "1")));
    assert_eq!(
        denied,
        format!(
            "AccessDeniedException: User: arn:aws:iam::{ACCOUNT}:user/ann is not authorized to perform: \
             dynamodb:PutItem on resource: arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders because no \
             identity-based policy allows the dynamodb:PutItem action"
        )
    );
}

#[test]
fn a_table_policy_lets_a_user_in_and_guards_against_everyone() {
    let (mut aws, admin) = with_table();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    let bob = aws.access_key(&admin, "bob");
    let arn = format!("arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/orders");
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:user/bob")}, "Action": "dynamodb:Scan", "Resource": arn}});
    let put = Call::new("dynamodb", "PutResourcePolicy").with("ResourceArn", arn.as_str());
    aws.must(&admin, put.with("Policy", policy.to_string()));
    aws.must(&bob, table("Scan"));
    assert!(aws.refused(&bob, table("DescribeTable")).starts_with("AccessDeniedException"));
    let get = Call::new("dynamodb", "GetResourcePolicy").with("ResourceArn", arn.as_str());
    assert_eq!(aws.must(&admin, get.clone()).text(&["Policy"]), Some(policy.to_string().as_str()));
    aws.must(&admin, Call::new("dynamodb", "DeleteResourcePolicy").with("ResourceArn", arn));
    assert!(aws.refused(&admin, get).starts_with("PolicyNotFoundException"));
}

#[test]
fn parameters_are_read_by_name_and_path_and_decrypted_with_their_key() {
    let (mut aws, admin) = Aws::with_admin();
    let ssm = |operation: &str| Call::new("ssm", operation);
    let put = |name: &str, value: &str| ssm("PutParameter").with("Name", name).with("Value", value);
    aws.must(&admin, put("/app/level", "info").with("Type", "String"));
    assert!(aws.refused(&admin, put("/app/level", "debug")).starts_with("ParameterAlreadyExists"));
    let again = aws.must(&admin, put("/app/level", "debug").with("Overwrite", true));
    assert_eq!(again.output["Version"], 2);
    let key = aws.must(&admin, Call::new("kms", "CreateKey"));
    let key = key.text(&["KeyMetadata", "Arn"]).unwrap();
    aws.must(&admin, put("/app/db/password", "s3cret").with("Type", "SecureString").with("KeyId", key));
    let reader = user(
        &mut aws,
        &admin,
        "reader",
        &json!({"Effect": "Allow", "Action": "ssm:*",
        "Resource": format!("arn:aws:ssm:us-east-1:{ACCOUNT}:parameter/app*")}),
    );
    let by_path = ssm("GetParametersByPath").with("Path", "/app");
    assert_eq!(aws.must(&reader, by_path.clone()).list("Parameters").len(), 1);
    assert_eq!(aws.must(&reader, by_path.with("Recursive", true)).list("Parameters").len(), 2);
    let password = ssm("GetParameter").with("Name", "/app/db/password");
    let sealed = aws.must(&reader, password.clone());
    assert_ne!(sealed.text(&["Parameter", "Value"]), Some("s3cret"));
    assert!(aws.refused(&reader, password.clone().with("WithDecryption", true)).contains("kms:Decrypt"));
    let open = aws.must(&admin, password.with("WithDecryption", true));
    assert_eq!(open.text(&["Parameter", "Value"]), Some("s3cret"));
    let names = ssm("GetParameters").with("Names", json!(["/app/level", "/app/none"]));
    assert_eq!(aws.must(&reader, names).output["InvalidParameters"], json!(["/app/none"]));
    assert!(
        aws.refused(&reader, ssm("GetParameter").with("Name", "/other")).starts_with("AccessDeniedException")
    );
    assert!(aws.refused(&admin, ssm("GetParameter").with("Name", "/other")).starts_with("ParameterNotFound"));
}

#[test]
fn log_events_go_into_the_streams_that_a_policy_names() {
    let (mut aws, admin) = Aws::with_admin();
    let logs = |operation: &str| Call::new("logs", operation).with("logGroupName", "/app");
    let writer = user(
        &mut aws,
        &admin,
        "writer",
        &json!({"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": format!("arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/app:log-stream:web*")}),
    );
    aws.must(&admin, logs("CreateLogGroup"));
    let stream = |operation: &str, name: &str| logs(operation).with("logStreamName", name);
    aws.must(&writer, stream("CreateLogStream", "web-1"));
    assert!(aws.refused(&writer, stream("CreateLogStream", "db-1")).starts_with("AccessDeniedException"));
    let now = aws.now.0 * 1_000;
    let events = json!([{"timestamp": now, "message": "one"}, {"timestamp": now + 1, "message": "two"}]);
    aws.must(&writer, stream("PutLogEvents", "web-1").with("logEvents", events));
    assert_eq!(aws.must(&admin, stream("GetLogEvents", "web-1")).list("events").len(), 2);
    aws.must(&admin, logs("PutRetentionPolicy").with("retentionInDays", 1));
    aws.now = aws.now.plus(86_400);
    assert!(aws.must(&admin, stream("GetLogEvents", "web-1")).list("events").is_empty());
    let missing = Call::new("logs", "DescribeLogStreams").with("logGroupName", "/none");
    assert!(aws.refused(&admin, missing).starts_with("ResourceNotFoundException"));
}
