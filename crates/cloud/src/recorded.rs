//! What events show of a request's parameters and of its answer: CloudTrail leaves secrets out or writes something
//! in their place, each service in its own way.
//!
//! Source: the examples on the services' pages "Logging … API calls with AWS CloudTrail". UNCONFIRMED where those
//! pages have no example of the member: it is left out then.

use crate::encoding::camel;
use crate::model::{self, Location, Member, OperationModel, Protocol, ServiceModel, Shape};
use crate::request::Call;
use serde_json::{Map, Value};

/// What an event has in the place of a value that it does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instead {
    /// The member is missing.
    Nothing,
    /// CloudTrail's own words.
    Words,
    /// `****`
    Stars,
}

impl Instead {
    fn value(self) -> Option<Value> {
        match self {
            Self::Nothing => None,
            Self::Words => Some("HIDDEN_DUE_TO_SECURITY_REASONS".into()),
            Self::Stars => Some("****".into()),
        }
    }
}

/// Members that are not shown though no model marks them.
const UNMARKED: &[(&str, &[&str], Instead)] = &[
    ("iam", &["AuthenticationCode1", "AuthenticationCode2"], Instead::Nothing),
    ("sts", &["TokenCode"], Instead::Nothing),
    ("kms", &["CiphertextBlob"], Instead::Nothing),
    ("s3", &["Body", "SSECustomerKey", "CopySourceSSECustomerKey"], Instead::Nothing),
    ("sns", &["Message", "Subject", "MessageAttributes"], Instead::Words),
    ("sqs", &["MessageBody", "MessageAttributes"], Instead::Words),
    ("dynamodb", &["Item"], Instead::Nothing),
    ("logs", &["logEvents"], Instead::Nothing),
    ("organizations", &["Email", "AccountName", "MasterAccountEmail"], Instead::Stars),
];

/// What stands for a value that its service's model marks as sensitive; `None`: the value itself.
fn of_sensitive(service: &str) -> Option<Instead> {
    match service {
        "ssm" | "sns" => Some(Instead::Words),
        // These models mark much that events show, such as ids of KMS keys.
        "s3" | "organizations" => None,
        _ => Some(Instead::Nothing),
    }
}

/// The parameters of a call as its event shows them.
pub(crate) fn parameters(call: &Call) -> Value {
    members_of(call, ServiceModel::input, &call.params)
}

/// The answer to a call as its event shows it.
pub(crate) fn answer(call: &Call, output: &Map<String, Value>) -> Value {
    members_of(call, ServiceModel::output, output)
}

fn members_of(
    call: &Call,
    side: fn(&'static ServiceModel, &OperationModel) -> Option<&'static Shape>,
    members: &Map<String, Value>,
) -> Value {
    let model = model::operation(&call.service, &call.operation);
    match model.and_then(|(model, operation)| Some((model, side(model, operation)?))) {
        Some((model, shape)) => Recorder { service: &call.service, model }.structure(shape, members),
        None => Value::Null,
    }
}

struct Recorder<'a> {
    service: &'a str,
    model: &'static ServiceModel,
}

impl Recorder<'_> {
    fn structure(&self, shape: &Shape, members: &Map<String, Value>) -> Value {
        let shown = members.iter().filter_map(|(name, value)| {
            let member = shape.get(name)?;
            let (_, inner) = self.model.of(&member)?;
            let shown = match self.instead(name, inner) {
                Some(instead) => instead.value()?,
                None => self.value(inner, value),
            };
            Some((self.name(name, &member), shown))
        });
        Value::Object(shown.collect())
    }

    fn value(&self, shape: &Shape, value: &Value) -> Value {
        match value {
            Value::Object(members) if shape.entry().is_none() => self.structure(shape, members),
            Value::Array(items) => match shape.element().and_then(|member| self.model.of(member)) {
                Some((_, inner)) => items.iter().map(|item| self.value(inner, item)).collect(),
                None => value.clone(),
            },
            other => other.clone(),
        }
    }

    fn instead(&self, name: &str, shape: &Shape) -> Option<Instead> {
        let unmarked =
            UNMARKED.iter().find(|(service, names, _)| *service == self.service && names.contains(&name));
        let marked = || of_sensitive(self.service).filter(|_| shape.sensitive);
        unmarked.map(|(.., instead)| *instead).or_else(marked)
    }

    /// A member's name in events: its first letter is small, but S3's have the names they have on the wire.
    fn name(&self, name: &str, member: &Member) -> String {
        match (self.model.protocol, member.location) {
            (Protocol::RestXml, Location::Uri) if name == "Bucket" => "bucketName".to_owned(),
            (Protocol::RestXml, location) if location != Location::Uri => {
                member.wire_name.unwrap_or(name).to_owned()
            }
            _ => camel(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(call: Call, shown: &Value) {
        assert_eq!(parameters(&call), *shown, "{}", call.operation);
    }

    #[test]
    fn secrets_are_treated_as_each_service_treats_them() {
        let hidden = "HIDDEN_DUE_TO_SECURITY_REASONS";
        check(
            Call::new("iam", "CreateLoginProfile")
                .with("UserName", "ann")
                .with("Password", "p")
                .with("PasswordResetRequired", true),
            &json!({"userName": "ann", "passwordResetRequired": true}),
        );
        check(
            Call::new("sts", "GetSessionToken").with("SerialNumber", "s").with("TokenCode", "123456"),
            &json!({"serialNumber": "s"}),
        );
        check(
            Call::new("ssm", "PutParameter").with("Name", "/a").with("Type", "String").with("Value", "v"),
            &json!({"name": "/a", "type": "String", "value": hidden}),
        );
        check(
            Call::new("secretsmanager", "CreateSecret").with("Name", "s").with("SecretString", "v"),
            &json!({"name": "s"}),
        );
        check(
            Call::new("kms", "Encrypt").with("KeyId", "k").with("Plaintext", "aGk="),
            &json!({"keyId": "k"}),
        );
        check(
            Call::new("sns", "Publish").with("TopicArn", "t").with("Message", "m").with("Subject", "s"),
            &json!({"topicArn": "t", "message": hidden, "subject": hidden}),
        );
        check(
            Call::new("sqs", "SendMessage").with("QueueUrl", "q").with("MessageBody", "m"),
            &json!({"queueUrl": "q", "messageBody": hidden}),
        );
        check(
            Call::new("organizations", "CreateAccount").with("Email", "a@b.c").with("AccountName", "dev"),
            &json!({"email": "****", "accountName": "****"}),
        );
    }

    #[test]
    fn what_is_called_like_a_secret_elsewhere_is_shown() {
        let tags = json!([{"Key": "Message", "Value": "Password"}]);
        check(
            Call::new("iam", "TagUser").with("UserName", "ann").with("Tags", tags),
            &json!({"userName": "ann", "tags": [{"key": "Message", "value": "Password"}]}),
        );
        check(
            Call::new("sqs", "TagQueue").with("QueueUrl", "q").with("Tags", json!({"Message": "m"})),
            &json!({"queueUrl": "q", "tags": {"Message": "m"}}),
        );
    }

    #[test]
    fn s3_has_the_names_of_the_wire() {
        check(
            Call::new("s3", "ListObjectsV2").with("Bucket", "b").with("Prefix", "p/").with("MaxKeys", 3),
            &json!({"bucketName": "b", "prefix": "p/", "max-keys": 3}),
        );
        check(
            Call::new("s3", "PutObject")
                .with("Bucket", "b")
                .with("Key", "k")
                .with("Body", "aGk=")
                .with("ACL", "private"),
            &json!({"bucketName": "b", "key": "k", "x-amz-acl": "private"}),
        );
        let status = json!({"Status": "Enabled"});
        check(
            Call::new("s3", "PutBucketVersioning")
                .with("Bucket", "b")
                .with("VersioningConfiguration", status.clone()),
            &json!({"bucketName": "b", "VersioningConfiguration": status}),
        );
    }

    #[test]
    fn answers_keep_session_tokens_but_no_keys() {
        let call = Call::new("sts", "AssumeRole");
        let credentials = json!({"AccessKeyId": "ASIA", "SecretAccessKey": "s", "SessionToken": "t"});
        let output = Map::from_iter([("Credentials".to_owned(), credentials)]);
        let shown = json!({"credentials": {"accessKeyId": "ASIA", "sessionToken": "t"}});
        assert_eq!(answer(&call, &output), shown);
    }
}
