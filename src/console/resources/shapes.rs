//! The table of services.

use super::shape::{Ask, Guard, Shape, Try};
use crate::route::ResourceService;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use policy::PolicyType;
use serde_json::json;

/// How a service's resources are handled.
pub(super) const fn shape(service: ResourceService) -> &'static Shape {
    match service {
        ResourceService::Sqs => &QUEUES,
        ResourceService::Sns => &TOPICS,
        ResourceService::Kms => &KEYS,
        ResourceService::SecretsManager => &SECRETS,
        ResourceService::DynamoDb => &TABLES,
        ResourceService::Logs => &LOG_GROUPS,
        ResourceService::Ssm => &PARAMETERS,
    }
}

const fn ask(label: &'static str, hint: &'static str) -> Ask {
    Ask { label, hint, optional: false }
}

const fn optional(label: &'static str, hint: &'static str) -> Ask {
    Ask { label, hint, optional: true }
}

static QUEUES: Shape = Shape {
    noun: "queue",
    list: "ListQueues",
    id: None,
    columns: &[],
    describe: |s, id| {
        s.call("GetQueueAttributes").with("QueueUrl", id).with("AttributeNames", json!(["All"]))
    },
    details: "Attributes",
    policy: Some(Guard {
        kind: PolicyType::SqsQueue,
        get: |s, id| {
            s.call("GetQueueAttributes").with("QueueUrl", id).with("AttributeNames", json!(["Policy"]))
        },
        path: &["Attributes", "Policy"],
        put: |s, id, text| {
            s.call("SetQueueAttributes").with("QueueUrl", id).with("Attributes", json!({"Policy": text}))
        },
        delete: Some(|s, id| {
            s.call("SetQueueAttributes").with("QueueUrl", id).with("Attributes", json!({"Policy": ""}))
        }),
        resource: |s, id| s.arn(super::name_of(id)),
    }),
    create: |s, typed| s.call("CreateQueue").with("QueueName", typed[0].as_str()),
    fields: &[ask("Name", "Letters, digits, hyphens and underscores, up to 80.")],
    delete: |s, id| s.call("DeleteQueue").with("QueueUrl", id),
    deletion: "The queue and the messages in it are deleted for good.",
    tries: &[
        Try {
            title: "Send message",
            text: "Puts a message into the queue.",
            ask: Some(ask("Message body", "Any text.")),
            call: |s, id, typed| s.call("SendMessage").with("QueueUrl", id).with("MessageBody", typed),
        },
        Try {
            title: "Receive messages",
            text: "Takes a message out; it stays hidden from others for a while.",
            ask: None,
            call: |s, id, _| s.call("ReceiveMessage").with("QueueUrl", id),
        },
    ],
};

static TOPICS: Shape = Shape {
    noun: "topic",
    list: "ListTopics",
    id: Some("TopicArn"),
    columns: &[("ARN", "TopicArn")],
    describe: |s, id| s.call("GetTopicAttributes").with("TopicArn", id),
    details: "Attributes",
    policy: Some(Guard {
        kind: PolicyType::SnsTopic,
        get: |s, id| s.call("GetTopicAttributes").with("TopicArn", id),
        path: &["Attributes", "Policy"],
        put: |s, id, text| {
            let set = s.call("SetTopicAttributes").with("TopicArn", id);
            set.with("AttributeName", "Policy").with("AttributeValue", text)
        },
        delete: None,
        resource: |_, id| id.to_owned(),
    }),
    create: |s, typed| s.call("CreateTopic").with("Name", typed[0].as_str()),
    fields: &[ask("Name", "Letters, digits, hyphens and underscores, up to 256.")],
    delete: |s, id| s.call("DeleteTopic").with("TopicArn", id),
    deletion: "The topic and its subscriptions are deleted for good.",
    tries: &[Try {
        title: "Publish message",
        text: "Sends a message to all who have subscribed to the topic.",
        ask: Some(ask("Message", "Any text.")),
        call: |s, id, typed| s.call("Publish").with("TopicArn", id).with("Message", typed),
    }],
};

static KEYS: Shape = Shape {
    noun: "key",
    list: "ListKeys",
    id: Some("KeyId"),
    columns: &[("ARN", "KeyArn")],
    describe: |s, id| s.call("DescribeKey").with("KeyId", id),
    details: "KeyMetadata",
    policy: Some(Guard {
        kind: PolicyType::KmsKey,
        get: |s, id| s.call("GetKeyPolicy").with("KeyId", id).with("PolicyName", "default"),
        path: &["Policy"],
        put: |s, id, text| {
            s.call("PutKeyPolicy").with("KeyId", id).with("PolicyName", "default").with("Policy", text)
        },
        delete: None,
        resource: |_, _| "*".to_owned(),
    }),
    create: |s, typed| match typed[0].as_str() {
        "" => s.call("CreateKey"),
        text => s.call("CreateKey").with("Description", text),
    },
    fields: &[optional("Description - optional", "What the key is for. Its ID is made up by the service.")],
    delete: |s, id| s.call("ScheduleKeyDeletion").with("KeyId", id).with("PendingWindowInDays", 7),
    deletion: "The key can no longer be used, and is deleted after seven days. Until then this can be taken back with \
               aws kms cancel-key-deletion. What was encrypted with it is lost with it.",
    tries: &[
        Try {
            title: "Encrypt",
            text: "Encrypts a text with the key.",
            ask: Some(ask("Plaintext", "Any text.")),
            call: |s, id, typed| s.call("Encrypt").with("KeyId", id).with("Plaintext", BASE64.encode(typed)),
        },
        Try {
            title: "Decrypt",
            text: "Decrypts what was encrypted with the key. The answer's plaintext is in base64.",
            ask: Some(ask("Ciphertext", "The CiphertextBlob of an earlier answer.")),
            call: |s, id, typed| s.call("Decrypt").with("KeyId", id).with("CiphertextBlob", typed.trim()),
        },
        Try {
            title: "Generate data key",
            text: "Makes a key to encrypt something large with, as S3 does.",
            ask: None,
            call: |s, id, _| s.call("GenerateDataKey").with("KeyId", id).with("KeySpec", "AES_256"),
        },
    ],
};

static SECRETS: Shape = Shape {
    noun: "secret",
    list: "ListSecrets",
    id: Some("Name"),
    columns: &[("Description", "Description"), ("ARN", "ARN")],
    describe: |s, id| s.call("DescribeSecret").with("SecretId", id),
    details: "",
    policy: Some(Guard {
        kind: PolicyType::Secret,
        get: |s, id| s.call("GetResourcePolicy").with("SecretId", id),
        path: &["ResourcePolicy"],
        put: |s, id, text| s.call("PutResourcePolicy").with("SecretId", id).with("ResourcePolicy", text),
        delete: Some(|s, id| s.call("DeleteResourcePolicy").with("SecretId", id)),
        resource: |_, _| "*".to_owned(),
    }),
    create: |s, typed| {
        s.call("CreateSecret").with("Name", typed[0].as_str()).with("SecretString", typed[1].as_str())
    },
    fields: &[
        ask("Name", "Letters, digits and /_+=.@-, up to 512."),
        ask("Secret value", "Made up: never type a real one."),
    ],
    delete: |s, id| s.call("DeleteSecret").with("SecretId", id),
    deletion: "The secret can no longer be read, and is deleted after thirty days. Until then this can be taken back with \
               aws secretsmanager restore-secret.",
    tries: &[
        Try {
            title: "Retrieve secret value",
            text: "Reads the secret's present value.",
            ask: None,
            call: |s, id, _| s.call("GetSecretValue").with("SecretId", id),
        },
        Try {
            title: "Change secret value",
            text: "Gives the secret another value.",
            ask: Some(ask("New value", "Made up: never type a real one.")),
            call: |s, id, typed| s.call("PutSecretValue").with("SecretId", id).with("SecretString", typed),
        },
    ],
};

static TABLES: Shape = Shape {
    noun: "table",
    list: "ListTables",
    id: None,
    columns: &[],
    describe: |s, id| s.call("DescribeTable").with("TableName", id),
    details: "Table",
    policy: Some(Guard {
        kind: PolicyType::DynamoDbTable,
        get: |s, id| s.call("GetResourcePolicy").with("ResourceArn", s.arn(&format!("table/{id}"))),
        path: &["Policy"],
        put: |s, id, text| {
            let arn = s.arn(&format!("table/{id}"));
            s.call("PutResourcePolicy").with("ResourceArn", arn).with("Policy", text)
        },
        delete: Some(|s, id| {
            s.call("DeleteResourcePolicy").with("ResourceArn", s.arn(&format!("table/{id}")))
        }),
        resource: |s, id| s.arn(&format!("table/{id}")),
    }),
    create: |s, typed| {
        s.call("CreateTable")
            .with("TableName", typed[0].as_str())
            .with("AttributeDefinitions", json!([{"AttributeName": typed[1], "AttributeType": "S"}]))
            .with("KeySchema", json!([{"AttributeName": typed[1], "KeyType": "HASH"}]))
            .with("BillingMode", "PAY_PER_REQUEST")
    },
    fields: &[
        ask("Table name", "Letters, digits and _.-, 3 to 255."),
        ask("Partition key", "The attribute that tells items apart; text."),
    ],
    delete: |s, id| s.call("DeleteTable").with("TableName", id),
    deletion: "The table and its items are deleted for good.",
    tries: &[
        Try {
            title: "Scan",
            text: "Reads the items of the table.",
            ask: None,
            call: |s, id, _| s.call("Scan").with("TableName", id),
        },
        Try {
            title: "Put item",
            text: "Writes an item.",
            ask: Some(ask("Item in JSON", r#"As DynamoDB writes it, e.g. {"id": {"S": "1"}}"#)),
            // What is no JSON goes as it is, and the service says what is wrong with it.
            call: |s, id, typed| {
                let item = serde_json::from_str(typed).unwrap_or_else(|_| json!(typed));
                s.call("PutItem").with("TableName", id).with("Item", item)
            },
        },
    ],
};

static LOG_GROUPS: Shape = Shape {
    noun: "log group",
    list: "DescribeLogGroups",
    id: Some("logGroupName"),
    columns: &[("ARN", "logGroupArn")],
    describe: |s, id| s.call("DescribeLogGroups").with("logGroupNamePrefix", id),
    details: "logGroups",
    policy: None,
    create: |s, typed| s.call("CreateLogGroup").with("logGroupName", typed[0].as_str()),
    fields: &[ask("Log group name", "Letters, digits and _-/.#, up to 512.")],
    delete: |s, id| s.call("DeleteLogGroup").with("logGroupName", id),
    deletion: "The log group and all that was logged in it are deleted for good.",
    tries: &[
        Try {
            title: "View log streams",
            text: "Lists the streams in the group.",
            ask: None,
            call: |s, id, _| s.call("DescribeLogStreams").with("logGroupName", id),
        },
        Try {
            title: "Create log stream",
            text: "Makes a stream to log to.",
            ask: Some(ask("Log stream name", "Up to 512 characters.")),
            call: |s, id, typed| {
                s.call("CreateLogStream").with("logGroupName", id).with("logStreamName", typed)
            },
        },
        Try {
            title: "View log events",
            text: "Reads what was logged in a stream.",
            ask: Some(ask("Log stream name", "One that there is in the group.")),
            call: |s, id, typed| s.call("GetLogEvents").with("logGroupName", id).with("logStreamName", typed),
        },
    ],
};

static PARAMETERS: Shape = Shape {
    noun: "parameter",
    list: "DescribeParameters",
    id: Some("Name"),
    columns: &[("Type", "Type"), ("Description", "Description")],
    describe: |s, _| s.call("DescribeParameters"),
    details: "Parameters",
    policy: None,
    create: |s, typed| {
        let put = s.call("PutParameter").with("Name", typed[0].as_str()).with("Value", typed[1].as_str());
        put.with("Type", if typed[2].is_empty() { "String" } else { typed[2].as_str() })
    },
    fields: &[
        ask("Name", "Letters, digits and ._-/, e.g. /shop/db/host."),
        ask("Value", "Any text."),
        optional("Type - optional", "String, StringList or SecureString; String if left empty."),
    ],
    delete: |s, id| s.call("DeleteParameter").with("Name", id),
    deletion: "The parameter is deleted for good.",
    tries: &[
        Try {
            title: "Show value",
            text: "Reads the value as it is stored.",
            ask: None,
            call: |s, id, _| s.call("GetParameter").with("Name", id),
        },
        Try {
            title: "Show decrypted value",
            text: "Reads the value; of a SecureString this needs the key that it is encrypted with, too.",
            ask: None,
            call: |s, id, _| s.call("GetParameter").with("Name", id).with("WithDecryption", true),
        },
    ],
};

#[cfg(test)]
mod tests {
    use super::super::shape::Scope;
    use super::*;
    use cloud::{Call, model, operation};

    fn check(call: &Call) {
        let name = format!("{} {}", call.service, call.operation);
        assert!(operation::find(&call.service, &call.operation).is_some(), "{name} is simulated");
        let (service, operation) = model::operation(&call.service, &call.operation).unwrap();
        let input = service.input(operation);
        for param in call.params.keys() {
            assert!(input.is_some_and(|input| input.get(param).is_some()), "{name} has {param}");
        }
    }

    #[test]
    fn every_call_is_of_a_simulated_operation_and_its_parameters() {
        for service in ResourceService::ALL {
            let shape = shape(service);
            let scope =
                Scope { service: service.id(), account: "111122223333".into(), region: "us-east-1".into() };
            let typed: Vec<String> = shape.fields.iter().map(|_| "x".to_owned()).collect();
            let mut calls = vec![
                scope.call(shape.list),
                (shape.describe)(&scope, "x"),
                (shape.create)(&scope, &typed),
                (shape.delete)(&scope, "x"),
            ];
            calls.extend(shape.tries.iter().map(|one| (one.call)(&scope, "x", "x")));
            if let Some(guard) = &shape.policy {
                calls.push((guard.get)(&scope, "x"));
                calls.push((guard.put)(&scope, "x", "{}"));
                calls.extend(guard.delete.map(|delete| delete(&scope, "x")));
                assert!(policy::Document::parse(&guard.start(&scope, "x")).is_err(), "nobody is named yet");
            }
            calls.iter().for_each(check);
        }
    }
}
