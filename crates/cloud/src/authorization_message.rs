//! Encoded authorization messages: why a request was refused, in a form that only `sts:DecodeAuthorizationMessage`
//! opens. Services whose checks are worded [`Encoded`](crate::operation::Wording::Encoded) send them with their
//! refusals. Source: spec sts.md §3; the JSON's form is that of the example in AWS's CLI reference.

use crate::caller::Caller;
use crate::cipher::{self, Context as Bound, Sealed};
use crate::operation::Check;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use policy::{Context, Document, Effect, Explanation, Outcome, Verdict};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Protects no real secret: a message is good in every world, but only in the account that it was for.
const KEY: &[u8] = b"IAM Playground authorization messages";
/// So that the encoded message is no longer than what DecodeAuthorizationMessage takes.
const MOST_BYTES: usize = 7_500;

/// The encoded message about a refusal.
pub(crate) fn encode(caller: &Caller, check: &Check, context: &Context, explanation: &Explanation) -> String {
    let text = short(caller, check, context, explanation);
    let nonce = Sha256::digest(&text);
    let account = caller.account_id();
    BASE64URL.encode(cipher::seal(KEY, account, &Bound::new(), &nonce, text.as_bytes()))
}

/// What an encoded message says. `None` if it is none, or another account's.
pub(crate) fn decode(text: &str, account: &str) -> Option<String> {
    let bytes = BASE64URL.decode(text).ok()?;
    let sealed = Sealed::read(&bytes).filter(|sealed| sealed.arn() == account)?;
    String::from_utf8(sealed.open(KEY, &Bound::new())?).ok()
}

/// The message, without the last conditions and statements where it would be too long.
fn short(caller: &Caller, check: &Check, context: &Context, explanation: &Explanation) -> String {
    let mut statements = matched(explanation);
    let mut conditions: Vec<Value> = context.iter().map(|(key, values)| condition(key, values)).collect();
    loop {
        let text = message(caller, check, explanation, &statements, &conditions).to_string();
        if text.len() <= MOST_BYTES || (conditions.pop().is_none() && statements.pop().is_none()) {
            return text;
        }
    }
}

fn message(
    caller: &Caller,
    check: &Check,
    explanation: &Explanation,
    statements: &[Value],
    conditions: &[Value],
) -> Value {
    let mut principal = json!({"id": caller.user_id});
    if let Some(name) = caller.user_name() {
        principal["name"] = name.into();
    }
    principal["arn"] = caller.arn.clone().into();
    json!({
        "allowed": false,
        "explicitDeny": explanation.decision.outcome == Outcome::ExplicitlyDenied,
        "matchedStatements": {"items": statements},
        "failures": {"items": []},
        "context": {
            "principal": principal,
            "action": check.action,
            "resource": check.resource.arn,
            "conditions": {"items": conditions},
        },
    })
}

fn values<'a>(values: impl IntoIterator<Item = &'a String>) -> Value {
    json!({"items": values.into_iter().map(|value| json!({"value": value})).collect::<Vec<_>>()})
}

fn condition(key: &str, of_key: &[String]) -> Value {
    json!({"key": key, "values": values(of_key)})
}

/// The statements that denied.
fn matched(explanation: &Explanation) -> Vec<Value> {
    let policies = explanation.layers.iter().flat_map(|layer| &layer.policies);
    let mut items = Vec::new();
    for policy in policies {
        let matched = |index: &usize| {
            let trace = policy.statements.iter().find(|trace| trace.index == *index);
            trace.is_some_and(|trace| trace.effect == Effect::Deny && trace.verdict == Verdict::Matched)
        };
        let Ok(document) = Document::parse(&policy.text) else { continue };
        let statements = document.statements.iter().enumerate().filter(|(index, _)| matched(index));
        items.extend(statements.map(|(_, statement)| {
            let principals = statement.principal.iter().flat_map(|element| &element.entries);
            let resources = statement.resource.iter().flat_map(|element| &element.values);
            let conditions = statement.conditions.iter().map(|one| {
                condition(&one.key.value, &one.values.iter().map(|v| v.value.clone()).collect::<Vec<_>>())
            });
            json!({
                "statementId": statement.sid.as_ref().map_or("", |sid| sid.value.as_str()),
                "effect": "DENY",
                "principals": values(principals.map(|entry| &entry.value)),
                "principalGroups": {"items": []},
                "actions": values(statement.action.values.iter().map(|value| &value.value)),
                "resources": values(resources.map(|value| &value.value)),
                "conditions": {"items": conditions.collect::<Vec<_>>()},
            })
        }));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{Call, Origin, SignedRequest};
    use crate::{Random, Tick, Timestamp, World, account, handle, signin};
    use policy::{Layers, NamedPolicy, Policy, Principal, Request, explain};

    const ACCOUNT: &str = "111122223333";
    const ARN: &str = "arn:aws:ec2:us-east-1:111122223333:instance/*";
    const TICK: Tick = Tick { now: Timestamp(1_795_508_100), seed: 1 };

    fn bob() -> Caller {
        let arn = format!("arn:aws:iam::{ACCOUNT}:user/bob");
        Caller {
            account: Some(ACCOUNT.to_owned()),
            principal: Principal::User { account: ACCOUNT.into(), arn: arn.as_str().into(), id: None },
            arn: Some(arn),
            user_id: Some("AIDAEXAMPLE".to_owned()),
            entity: crate::caller::Entity::User("bob".to_owned()),
            ..Caller::anonymous()
        }
    }

    /// The message about bob's refusal by a policy, in a context of so many keys.
    fn message(policy: &str, keys: usize) -> String {
        let caller = bob();
        let check = Check::new("ec2:RunInstances", ARN.to_owned(), caller.account.clone(), ARN.to_owned());
        let context: Context = (0..keys).map(|n| (format!("ec2:Key{n}"), "x".repeat(100))).collect();
        let identity = [NamedPolicy::new("p", Policy::parse(policy).unwrap())];
        let request = Request {
            principal: &caller.principal,
            action: check.action,
            resource: &check.resource,
            context: &context,
        };
        let explanation = explain(&request, &Layers { identity: &identity, ..Layers::default() });
        encode(&caller, &check, &context, &explanation)
    }

    const DENY: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Big","Effect":"Deny","Action":"ec2:Run*",
        "Resource":"*","Condition":{"StringNotEquals":{"ec2:InstanceType":"t3.micro"}}}]}"#;

    #[test]
    fn messages_say_why() {
        let text = decode(&message(DENY, 2), ACCOUNT).unwrap();
        let said: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&said["allowed"], &said["explicitDeny"]), (&json!(false), &json!(true)));
        let statement = &said["matchedStatements"]["items"][0];
        assert_eq!((&statement["statementId"], &statement["effect"]), (&json!("Big"), &json!("DENY")));
        assert_eq!(statement["actions"]["items"][0]["value"], "ec2:Run*");
        assert_eq!(statement["conditions"]["items"][0]["key"], "ec2:InstanceType");
        let context = &said["context"];
        assert_eq!(context["principal"]["name"], "bob");
        assert_eq!((&context["action"], &context["resource"]), (&json!("ec2:RunInstances"), &json!(ARN)));
        assert_eq!(context["conditions"]["items"][1]["values"]["items"][0]["value"], "x".repeat(100));
        let silent = message(&DENY.replace("ec2:Run*", "s3:*"), 0);
        let said: Value = serde_json::from_str(&decode(&silent, ACCOUNT).unwrap()).unwrap();
        assert_eq!((&said["explicitDeny"], &said["matchedStatements"]["items"]), (&json!(false), &json!([])));
    }

    #[test]
    fn messages_are_short_enough_to_be_decoded_and_nobody_elses() {
        let long = message(DENY, 500);
        assert!((9_000..=10_240).contains(&long.len()), "{}", long.len());
        assert!(serde_json::from_str::<Value>(&decode(&long, ACCOUNT).unwrap()).is_ok());
        assert_eq!(decode(&long, "444455556666"), None);
        assert_eq!(decode(&long[..long.len() - 4], ACCOUNT), None);
        assert_eq!(decode("no message", ACCOUNT), None);
    }

    #[test]
    fn the_operation_decodes_them() {
        let mut world = World::default();
        assert!(account::open(&mut world, ACCOUNT, "test", None, &mut Random::new(1)));
        let (world, root) = signin::root_session(&world, ACCOUNT, TICK).unwrap();
        let decoded = |message: &str| {
            let call = Call::new("sts", "DecodeAuthorizationMessage").with("EncodedMessage", message);
            let request = SignedRequest::new(&call, &root, TICK.now, Origin::terminal()).unwrap();
            let turn = handle(&world, &request, TICK);
            turn.result.map(|reply| reply.text(&["DecodedMessage"]).unwrap().to_owned())
        };
        let text = message(DENY, 1);
        assert_eq!(decoded(&text).ok(), decode(&text, ACCOUNT));
        assert_eq!(decoded("abc").unwrap_err().code, "InvalidAuthorizationMessageException");
    }
}
