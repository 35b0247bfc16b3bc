//! Instances: what a launch is checked on, and the bond with an instance profile.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Reply};
use serde_json::{Value, json};
use support::workloads::{IMAGE, launch};
use support::{ACCOUNT, Aws};

fn id_of(launched: &Reply) -> String {
    launched.list("Instances")[0]["InstanceId"].as_str().unwrap().to_owned()
}

fn states(aws: &mut Aws, who: &Credentials) -> Vec<String> {
    let all = aws.must(who, Call::new("ec2", "DescribeInstances"));
    let instances = all.list("Reservations").iter().flat_map(|r| r["Instances"].as_array().unwrap());
    let mut states: Vec<String> =
        instances.map(|i| i["State"]["Name"].as_str().unwrap().to_owned()).collect();
    states.sort();
    states
}

#[test]
fn a_launch_is_checked_on_each_of_its_parts() {
    let (mut aws, admin) = Aws::with_admin();
    let allow =
        |resource: Value| json!([{"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": resource}]);
    let instances = format!("arn:aws:ec2:us-east-1:{ACCOUNT}:instance/*");
    let bob = aws.user(&admin, "bob", &allow(json!([instances])));
    let denied = aws.refused(&bob, launch());
    let (says, encoded) = denied.split_once(". Encoded authorization failure message: ").unwrap();
    assert_eq!(
        says,
        format!(
            "UnauthorizedOperation: You are not authorized to perform this operation. User: \
             arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: ec2:RunInstances on resource: \
             arn:aws:ec2:us-east-1::image/{IMAGE} because no identity-based policy allows the ec2:RunInstances action"
        )
    );
    let decode = Call::new("sts", "DecodeAuthorizationMessage").with("EncodedMessage", encoded);
    let decoded = aws.must(&admin, decode);
    assert!(decoded.text(&["DecodedMessage"]).unwrap().contains("ec2:RunInstances"));
    let describe = aws.refused(&bob, Call::new("ec2", "DescribeInstances"));
    assert!(
        describe.ends_with("because no identity-based policy allows the ec2:DescribeInstances action"),
        "{describe}"
    );
    let ann = aws.user(&admin, "ann", &allow(json!(["arn:aws:ec2:*:*:*/*", "arn:aws:ec2:*::image/*"])));
    aws.must(&ann, launch());
}

#[test]
fn conditions_see_type_tokens_and_tags() {
    let (mut aws, admin) = Aws::with_admin();
    let statements = json!([
        {"Effect": "Allow", "Action": ["ec2:RunInstances", "ec2:CreateTags"], "Resource": "*"},
        {"Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
            "Condition": {"StringNotEquals": {"ec2:InstanceType": "t3.micro"}}},
        {"Effect": "Deny", "Action": "ec2:RunInstances", "Resource": "arn:aws:ec2:*:*:instance/*",
            "Condition": {"StringNotEquals": {"ec2:MetadataHttpTokens": "required"}}},
        {"Effect": "Allow", "Action": ["ec2:TerminateInstances", "ec2:StopInstances", "ec2:StartInstances"],
            "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/owner": "${aws:username}"}}},
    ]);
    let bob = aws.user(&admin, "bob", &statements);
    assert!(aws.refused(&bob, launch().with("InstanceType", "m5.large")).contains("with an explicit deny"));
    let old = launch().with("MetadataOptions", json!({"HttpTokens": "optional"}));
    assert!(aws.refused(&bob, old).contains("with an explicit deny"));
    let tags =
        |owner: &str| json!([{"ResourceType": "instance", "Tags": [{"Key": "owner", "Value": owner}]}]);
    let own = id_of(&aws.must(&bob, launch().with("TagSpecifications", tags("bob"))));
    let other = id_of(&aws.must(&bob, launch().with("TagSpecifications", tags("ann"))));
    let on = |operation: &str, ids: Value| Call::new("ec2", operation).with("InstanceIds", ids);
    assert!(
        aws.refused(&bob, on("TerminateInstances", json!([own, other]))).starts_with("UnauthorizedOperation")
    );
    aws.must(&bob, on("StopInstances", json!([own])));
    assert_eq!(states(&mut aws, &admin), ["running", "stopped"]);
    aws.must(&bob, on("StartInstances", json!([own])));
    aws.must(&bob, on("TerminateInstances", json!([own])));
    assert_eq!(states(&mut aws, &admin), ["running", "terminated"]);
    assert!(aws.refused(&bob, on("StartInstances", json!([own]))).starts_with("IncorrectInstanceState"));
    let retag = Call::new("ec2", "CreateTags").with("Resources", json!([other]));
    aws.must(&admin, retag.with("Tags", json!([{"Key": "owner", "Value": "bob"}])));
    aws.must(&bob, on("StopInstances", json!([other])));
    let untag = Call::new("ec2", "DeleteTags").with("Resources", json!([other]));
    aws.must(&admin, untag.with("Tags", json!([{"Key": "owner"}])));
    assert!(aws.refused(&bob, on("StartInstances", json!([other]))).starts_with("UnauthorizedOperation"));
}

#[test]
fn dry_runs_say_what_would_happen_and_do_nothing() {
    let (mut aws, admin) = Aws::with_admin();
    let bob = aws.user(&admin, "bob", &json!([{"Effect": "Deny", "Action": "*", "Resource": "*"}]));
    assert!(aws.refused(&admin, launch().with("DryRun", true)).starts_with("DryRunOperation"));
    assert!(aws.refused(&bob, launch().with("DryRun", true)).starts_with("UnauthorizedOperation"));
    assert!(states(&mut aws, &admin).is_empty());
}

#[test]
fn wrong_requests_are_refused() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateInstanceProfile").with("InstanceProfileName", "empty"));
    let with = |profile: Value| launch().with("IamInstanceProfile", profile);
    for (call, code) in [
        (
            with(json!({"Name": "none"})),
            "InvalidParameterValue: Value (none) for parameter iamInstanceProfile.name is invalid.",
        ),
        (
            with(json!({"Arn": "arn:aws:iam::111122223333:instance-profile/none"})),
            "InvalidParameterValue: Value (arn",
        ),
        (with(json!({"Name": "empty"})), "InvalidParameterValue: IAM Instance Profile \"arn"),
        (launch().with("ImageId", "x"), "InvalidAMIID.Malformed"),
        (launch().with("MaxCount", 0), "InvalidParameterValue"),
        (launch().with("MinCount", 50).with("MaxCount", 50), "InstanceLimitExceeded"),
        (Call::new("ec2", "StopInstances").with("InstanceIds", json!(["i-0"])), "InvalidInstanceID.NotFound"),
        (
            Call::new("ec2", "DescribeInstances").with("InstanceIds", json!(["i-0"])),
            "InvalidInstanceID.NotFound",
        ),
    ] {
        let message = aws.refused(&admin, call);
        assert!(message.starts_with(code), "{message}");
    }
    let stranger = Credentials { secret_access_key: "x".to_owned(), ..admin };
    assert!(aws.refused(&stranger, launch()).starts_with("AuthFailure"));
}

#[test]
fn an_instance_has_one_instance_profile_at_a_time() {
    let (mut aws, admin) = Aws::with_admin();
    aws.instance_profile(&admin, "web");
    aws.instance_profile(&admin, "db");
    let id = id_of(&aws.must(&admin, launch()));
    let profile = |name: &str| json!({"Name": name});
    let associate = |name: &str| {
        let call = Call::new("ec2", "AssociateIamInstanceProfile").with("InstanceId", id.as_str());
        call.with("IamInstanceProfile", profile(name))
    };
    let first = aws.must(&admin, associate("web"));
    let bond = first.text(&["IamInstanceProfileAssociation", "AssociationId"]).unwrap().to_owned();
    assert!(aws.refused(&admin, associate("db")).starts_with("IncorrectState"));
    let replace =
        Call::new("ec2", "ReplaceIamInstanceProfileAssociation").with("AssociationId", bond.as_str());
    let second = aws.must(&admin, replace.clone().with("IamInstanceProfile", profile("db")));
    assert!(
        aws.refused(&admin, replace.with("IamInstanceProfile", profile("web")))
            .starts_with("NoSuchAssociation")
    );
    let filters =
        json!([{"Name": "instance-id", "Values": [id]}, {"Name": "state", "Values": ["associated"]}]);
    let list = Call::new("ec2", "DescribeIamInstanceProfileAssociations").with("Filters", filters);
    let all = aws.must(&admin, list.clone());
    let shown = &all.list("IamInstanceProfileAssociations")[0]["IamInstanceProfile"]["Arn"];
    assert_eq!(*shown, format!("arn:aws:iam::{ACCOUNT}:instance-profile/db"));
    let bond = second.text(&["IamInstanceProfileAssociation", "AssociationId"]).unwrap();
    aws.must(&admin, Call::new("ec2", "DisassociateIamInstanceProfile").with("AssociationId", bond));
    assert!(aws.must(&admin, list).list("IamInstanceProfileAssociations").is_empty());
}
