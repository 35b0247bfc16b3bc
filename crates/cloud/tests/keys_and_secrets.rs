//! KMS keys, whose policies rule alone, and secrets that are encrypted with them.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::{Call, ThroughEndpoint};
use cloud::{Credentials, Endpoint as _, History, Origin, Random, account, signin, vpc};
use serde_json::{Value, json};
use support::{ACCOUNT, Aws, identity};

const OTHER: &str = "444455556666";

fn kms(operation: &str) -> Call {
    Call::new("kms", operation)
}

fn policy(principal: &str, actions: &Value) -> String {
    let statement =
        json!({"Effect": "Allow", "Principal": {"AWS": principal}, "Action": actions, "Resource": "*"});
    json!({"Version": "2012-10-17", "Statement": statement}).to_string()
}

/// A key, by its ARN.
fn key(aws: &mut Aws, who: &Credentials) -> String {
    aws.must(who, kms("CreateKey")).text(&["KeyMetadata", "Arn"]).unwrap().to_owned()
}

fn user(aws: &mut Aws, admin: &Credentials, name: &str, actions: &[&str]) -> Credentials {
    aws.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
    for (i, action) in actions.iter().enumerate() {
        let put =
            Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", format!("p{i}"));
        aws.must(admin, put.with("PolicyDocument", identity("Allow", action)));
    }
    aws.access_key(admin, name)
}

fn encrypt(key: &str) -> Call {
    kms("Encrypt")
        .with("KeyId", key)
        .with("Plaintext", "aGVsbG8=")
        .with("EncryptionContext", json!({"for": "ann"}))
}

#[test]
fn only_the_same_context_opens_a_ciphertext() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let sealed = aws.must(&admin, encrypt(&key));
    let blob = sealed.text(&["CiphertextBlob"]).unwrap();
    let decrypt =
        |context: Value| kms("Decrypt").with("CiphertextBlob", blob).with("EncryptionContext", context);
    assert_eq!(aws.must(&admin, decrypt(json!({"for": "ann"}))).text(&["Plaintext"]), Some("aGVsbG8="));
    assert!(aws.refused(&admin, decrypt(json!({"for": "bob"}))).starts_with("InvalidCiphertextException"));
    aws.must(&admin, kms("DisableKey").with("KeyId", key.as_str()));
    assert!(aws.refused(&admin, decrypt(json!({"for": "ann"}))).starts_with("DisabledException"));
}

#[test]
fn without_the_key_policy_no_identity_policy_allows() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let bob = user(&mut aws, &admin, "bob", &[]);
    let ann = user(&mut aws, &admin, "ann", &["kms:*"]);
    // The usual key policy lets the account's identity policies decide.
    aws.must(&ann, encrypt(&key));
    assert!(
        aws.refused(&bob, encrypt(&key))
            .contains("because no identity-based policy allows the kms:Encrypt action")
    );
    let arn = format!("arn:aws:iam::{ACCOUNT}:user/admin");
    let only_admin = policy(&arn, &json!("kms:*"));
    aws.must(&admin, kms("PutKeyPolicy").with("KeyId", key.as_str()).with("Policy", only_admin));
    assert!(
        aws.refused(&ann, encrypt(&key))
            .contains("because no resource-based policy allows the kms:Encrypt action")
    );
    let locked = policy(&format!("arn:aws:iam::{ACCOUNT}:user/bob"), &json!("kms:*"));
    let put = kms("PutKeyPolicy").with("KeyId", key.as_str()).with("Policy", locked);
    assert!(
        aws.refused(&admin, put.clone())
            .ends_with("will not allow you to update the key policy in the future.")
    );
    aws.must(&admin, put.with("BypassPolicyLockoutSafetyCheck", true));
    aws.must(&bob, encrypt(&key));
    assert!(aws.refused(&admin, encrypt(&key)).starts_with("AccessDeniedException"));
}

#[test]
fn conditions_see_alias_and_encryption_context() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let alias = kms("CreateAlias").with("AliasName", "alias/app").with("TargetKeyId", key.as_str());
    aws.must(&admin, alias);
    let bob = user(&mut aws, &admin, "bob", &[]);
    let document = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Encrypt",
        "Resource": "*", "Condition": {"StringEquals": {"kms:RequestAlias": "alias/app", "kms:EncryptionContext:for": "ann"}}}});
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "p");
    aws.must(&admin, put.with("PolicyDocument", document.to_string()));
    aws.must(&bob, encrypt("alias/app"));
    assert!(aws.refused(&bob, encrypt(&key)).starts_with("AccessDeniedException"));
    let other = encrypt("alias/app").with("EncryptionContext", json!({"for": "eve"}));
    assert!(aws.refused(&bob, other).starts_with("AccessDeniedException"));
}

#[test]
fn another_account_learns_nothing_of_a_key_that_does_not_let_it_in() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let mut world = aws.history.world().clone();
    assert!(account::open(&mut world, OTHER, "other", None, &mut Random::new(9)));
    let (world, root) = signin::root_session(&world, OTHER, aws.tick()).unwrap();
    aws.history = History::new(world);
    let ann = user(&mut aws, &root, "ann", &["kms:*"]);
    let none = key.replace("key/", "key/0");
    for named in [&key, &none] {
        assert!(
            aws.refused(&ann, encrypt(named)).contains("because the resource does not exist in this Region")
        );
    }
    let share = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "kms:*", "Resource": "*"},
        {"Effect": "Allow", "Principal": {"AWS": OTHER}, "Action": "kms:Encrypt", "Resource": "*"}]});
    aws.must(&admin, kms("PutKeyPolicy").with("KeyId", key.as_str()).with("Policy", share.to_string()));
    aws.must(&ann, encrypt(&key));
}

#[test]
fn a_secret_with_a_key_of_the_customers_needs_both() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let secret = |operation: &str| Call::new("secretsmanager", operation);
    let create = secret("CreateSecret").with("Name", "db").with("SecretString", "one");
    aws.must(&admin, create.with("KmsKeyId", key.as_str()));
    let get = || secret("GetSecretValue").with("SecretId", "db");
    let bob = user(&mut aws, &admin, "bob", &["secretsmanager:*"]);
    let denied = aws.refused(&bob, get());
    assert!(denied.contains("is not authorized to perform: kms:Decrypt"), "{denied}");
    let via = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
        "Resource": key, "Condition": {"StringEquals": {"kms:ViaService": "secretsmanager.us-east-1.amazonaws.com"}}}});
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "via");
    aws.must(&admin, put.with("PolicyDocument", via.to_string()));
    assert_eq!(aws.must(&bob, get()).text(&["SecretString"]), Some("one"));
    aws.must(&bob, secret("PutSecretValue").with("SecretId", "db").with("SecretString", "two"));
    aws.must(&bob, secret("PutSecretValue").with("SecretId", "db").with("SecretString", "three"));
    assert_eq!(aws.must(&bob, get()).text(&["SecretString"]), Some("three"));
    let previous = get().with("VersionStage", "AWSPREVIOUS");
    assert_eq!(aws.must(&bob, previous).text(&["SecretString"]), Some("two"));
    // The key itself is out of reach.
    assert!(
        aws.refused(&bob, kms("GenerateDataKey").with("KeyId", key.as_str()).with("KeySpec", "AES_256"))
            .starts_with("AccessDenied")
    );
}

#[test]
fn a_deleted_secret_comes_back_only_until_its_day() {
    let (mut aws, admin) = Aws::with_admin();
    let secret = |operation: &str| Call::new("secretsmanager", operation).with("SecretId", "db");
    let create = Call::new("secretsmanager", "CreateSecret").with("Name", "db").with("SecretString", "one");
    aws.must(&admin, create.clone());
    aws.must(&admin, secret("DeleteSecret").with("RecoveryWindowInDays", 7));
    assert!(aws.refused(&admin, secret("GetSecretValue")).starts_with("InvalidRequestException"));
    assert!(aws.refused(&admin, create.clone()).contains("already scheduled for deletion"));
    aws.must(&admin, secret("RestoreSecret"));
    aws.must(&admin, secret("DeleteSecret").with("ForceDeleteWithoutRecovery", true));
    assert!(aws.refused(&admin, secret("GetSecretValue")).starts_with("ResourceNotFoundException"));
    aws.must(&admin, create);
}

/// What a service asks of a key for a caller comes from the service: the keys say so, and neither the caller's address
/// nor its VPC endpoint is seen.
#[test]
fn a_services_use_of_a_key_says_who_asks() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let secret = |operation: &str| Call::new("secretsmanager", operation);
    let create = secret("CreateSecret").with("Name", "db").with("SecretString", "one");
    aws.must(&admin, create.with("KmsKeyId", key.as_str()));
    let get = || secret("GetSecretValue").with("SecretId", "db");
    let bob = user(&mut aws, &admin, "bob", &["secretsmanager:*"]);
    let service = "secretsmanager.amazonaws.com";
    for (condition, allowed) in [
        (json!({"Bool": {"aws:ViaAWSService": "true"}}), true),
        (json!({"Bool": {"aws:ViaAWSService": "false"}}), false),
        (json!({"ForAnyValue:StringEquals": {"aws:CalledVia": service}}), true),
        (json!({"StringEquals": {"aws:CalledViaFirst": service, "aws:CalledViaLast": service}}), true),
        (json!({"StringEquals": {"aws:CalledViaFirst": "dynamodb.amazonaws.com"}}), false),
        (json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}), false),
        (json!({"StringEquals": {"aws:username": "bob", "aws:PrincipalAccount": ACCOUNT}}), true),
    ] {
        let document = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Decrypt",
            "Resource": key, "Condition": condition}});
        let put = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "via");
        aws.must(&admin, put.with("PolicyDocument", document.to_string()));
        assert_eq!(aws.try_call(&bob, get()).is_ok(), allowed, "{condition}");
    }
    // The endpoint's policy is about what comes through it.
    let mut world = aws.history.world().clone();
    let (endpoint, policy) = ("vpce-0123456789abcdef0", open_to_all("secretsmanager:*"));
    vpc::open_endpoint(&mut world, ACCOUNT, "vpc-1", endpoint, "us-east-1", &policy).unwrap();
    aws.history = History::new(world);
    let through = ThroughEndpoint { id: endpoint.to_owned(), private_ip: "10.0.0.9".to_owned() };
    let origin = Origin { endpoint: Some(through), ..Origin::terminal() };
    aws.call(&get(), &bob, origin.clone()).unwrap();
    assert!(aws.call(&kms("ListKeys"), &admin, origin).is_err());
}

/// An endpoint's policy that lets everybody do something.
fn open_to_all(action: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": "*", "Action": action,
        "Resource": "*"}})
    .to_string()
}

#[test]
fn a_table_with_a_key_of_the_customers_needs_both() {
    let (mut aws, admin) = Aws::with_admin();
    let key = key(&mut aws, &admin);
    let table = |operation: &str| Call::new("dynamodb", operation).with("TableName", "orders");
    let create = table("CreateTable")
        .with("AttributeDefinitions", json!([{"AttributeName": "id", "AttributeType": "S"}]))
        .with("KeySchema", json!([{"AttributeName": "id", "KeyType": "HASH"}]))
        .with("SSESpecification", json!({"Enabled": true, "SSEType": "KMS", "KMSMasterKeyId": key}));
    let bob = user(&mut aws, &admin, "bob", &["dynamodb:*"]);
    assert!(aws.refused(&bob, create.clone()).contains("kms:DescribeKey"));
    let made = aws.must(&admin, create);
    assert_eq!(made.output["TableDescription"]["SSEDescription"]["KMSMasterKeyArn"], key.as_str());
    let item = json!({"id": {"S": "1"}});
    aws.must(&admin, table("PutItem").with("Item", item.clone()));
    let get = || table("GetItem").with("Key", item.clone());
    assert!(aws.refused(&bob, get()).contains("is not authorized to perform: kms:Decrypt"));
    let via = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:Decrypt",
        "Resource": key, "Condition": {"StringEquals": {"kms:ViaService": "dynamodb.us-east-1.amazonaws.com",
        "aws:CalledViaFirst": "dynamodb.amazonaws.com", "kms:EncryptionContext:aws:dynamodb:tableName": "orders"}}}});
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "via");
    aws.must(&admin, put.with("PolicyDocument", via.to_string()));
    aws.must(&bob, get());
    aws.must(&bob, table("Scan"));
    assert!(aws.refused(&bob, kms("Decrypt").with("CiphertextBlob", "AAAA")).contains("Exception"));
}
