//! The short text in the column "Trusted entities": whom a trust policy names.

use serde_json::Value;

/// `AWS Service: ec2`, `Account: 111122223333`, in the policy's order, each once. Statements that deny are
/// left out. Empty for a text that is no policy.
#[must_use]
pub fn entities(trust_policy: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(trust_policy).unwrap_or_default();
    let mut found = Vec::new();
    for statement in one_or_many(&document["Statement"]) {
        if statement["Effect"] != "Allow" {
            continue;
        }
        for entity in principals(&statement["Principal"]) {
            if !found.contains(&entity) {
                found.push(entity);
            }
        }
    }
    found
}

fn principals(principal: &Value) -> Vec<String> {
    match principal {
        Value::String(text) => vec![account(text)],
        Value::Object(kinds) => kinds
            .iter()
            .flat_map(|(kind, values)| one_or_many(values).iter().map(move |v| (kind, v)))
            .filter_map(|(kind, value)| Some(word(kind, value.as_str()?)))
            .collect(),
        _ => Vec::new(),
    }
}

fn word(kind: &str, value: &str) -> String {
    match kind {
        "Service" => {
            format!("AWS Service: {}", value.strip_suffix(".amazonaws.com").unwrap_or(value))
        }
        "AWS" => account(value),
        "Federated" => format!("Identity Provider: {value}"),
        _ => format!("{kind}: {value}"),
    }
}

/// The account of a principal, be it an ARN, an account id, `*`, or the unique id that AWS leaves behind
/// when a principal was deleted.
fn account(value: &str) -> String {
    match value.split(':').nth(4) {
        Some(id) if value.starts_with("arn:") => format!("Account: {id}"),
        _ => format!("Account: {value}"),
    }
}

fn one_or_many(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(principal: &str, expected: &[&str]) {
        let policy = format!(r#"{{"Statement":{{"Effect":"Allow","Principal":{principal}}}}}"#);
        assert_eq!(entities(&policy), expected, "{principal}");
    }

    #[test]
    fn says_whom_a_policy_trusts() {
        check(
            r#"{"Service":["ec2.amazonaws.com","x.example"]}"#,
            &["AWS Service: ec2", "AWS Service: x.example"],
        );
        check(
            r#"{"AWS":["arn:aws:iam::111122223333:user/a","arn:aws:iam::111122223333:user/b","AIDAX"]}"#,
            &["Account: 111122223333", "Account: AIDAX"],
        );
        check(r#""*""#, &["Account: *"]);
        check(r#"{"Federated":"accounts.example"}"#, &["Identity Provider: accounts.example"]);
        check("7", &[]);
    }

    #[test]
    fn leaves_out_denials_and_nonsense() {
        assert!(entities(r#"{"Statement":[{"Effect":"Deny","Principal":"*"}]}"#).is_empty());
        for text in ["", "[]", "null", r#"{"Statement":7}"#] {
            assert!(entities(text).is_empty(), "{text}");
        }
    }
}
