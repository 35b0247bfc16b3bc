//! Steps of the table-driven services, for the tests of random histories.

use super::ACCOUNT;
use cloud::Call;
use serde_json::json;

/// The step of a number, on few names.
pub fn step(what: usize, name: &str, other: &str, principal: &str) -> Call {
    let url = format!("https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/{other}");
    let queue = |operation: &str| Call::new("sqs", operation).with("QueueUrl", url.as_str());
    let arn = format!("arn:aws:sqs:us-east-1:{ACCOUNT}:{other}");
    let topic = format!("arn:aws:sns:us-east-1:{ACCOUNT}:{other}");
    match what {
        0 => Call::new("sqs", "CreateQueue").with("QueueName", other),
        1 => queue("DeleteQueue"),
        2 => queue("SendMessage").with("MessageBody", name),
        3 => queue("ReceiveMessage"),
        4 => queue("SetQueueAttributes")
            .with("Attributes", json!({"Policy": policy("sqs:*", &arn, principal)})),
        5 => queue("PurgeQueue"),
        7 => Call::new("sns", "CreateTopic").with("Name", other),
        8 => Call::new("sns", "Subscribe")
            .with("TopicArn", topic)
            .with("Protocol", "sqs")
            .with("Endpoint", arn),
        9 => Call::new("sns", "Publish").with("TopicArn", topic).with("Message", name),
        10 => Call::new("sns", "DeleteTopic").with("TopicArn", topic),
        11 => Call::new("secretsmanager", "CreateSecret").with("Name", other).with("SecretString", name),
        12 => {
            Call::new("secretsmanager", "PutSecretValue").with("SecretId", other).with("SecretString", name)
        }
        13 => Call::new("secretsmanager", "DeleteSecret").with("SecretId", other),
        14 => Call::new("kms", "CreateKey").with("Policy", policy("kms:*", "*", principal)),
        16 => Call::new("dynamodb", "CreateTable")
            .with("TableName", other)
            .with("KeySchema", json!([{"AttributeName": "id", "KeyType": "HASH"}]))
            .with("AttributeDefinitions", json!([{"AttributeName": "id", "AttributeType": "S"}])),
        17 => Call::new("dynamodb", "PutItem")
            .with("TableName", other)
            .with("Item", json!({"id": {"S": name}, "n": {"N": "1"}})),
        18 => Call::new("dynamodb", "DeleteTable").with("TableName", other),
        19 => Call::new("logs", "CreateLogGroup").with("logGroupName", other),
        20 => Call::new("ssm", "PutParameter").with("Name", other).with("Value", name).with("Type", "String"),
        21 => Call::new("ssm", "DeleteParameter").with("Name", other),
        15 => Call::new("kms", "Encrypt").with("KeyId", format!("alias/{other}")).with("Plaintext", "aGk="),
        _ => queue("TagQueue").with("Tags", json!({name: other})),
    }
}

fn policy(action: &str, resource: &str, principal: &str) -> String {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": principal},
        "Action": action, "Resource": resource}})
    .to_string()
}
