//! Any pattern against any text, in each place where patterns stand: as the naive evaluator.

use serde_json::json;

use crate::naive;
use crate::situation::Situation;

pub fn run(place: u8, pattern: &str, text: &str) {
    // The naive evaluator takes time and memory as the product of both.
    let is_lower = !pattern.chars().chain(text.chars()).any(char::is_uppercase);
    if pattern.len() * text.len() > 200_000 || pattern.contains("${") || !is_lower {
        return;
    }
    let mut statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    let mut situation = Situation::alone(json!({}));
    situation.action = "s3:getobject".into();
    situation.context.insert("k:x".into(), vec![text.into()]);
    match place % 5 {
        0 => {
            statement["Resource"] = json!(pattern);
            situation.resource = text.into();
        }
        1 => {
            statement["Action"] = json!(pattern);
            situation.action = text.into();
        }
        2 => statement["Condition"] = json!({"StringLike": {"k:x": pattern}}),
        3 => statement["Condition"] = json!({"ArnLike": {"k:x": pattern}}),
        _ => statement["Condition"] = json!({"StringEquals": {"k:x": pattern}}),
    }
    situation.identity = vec![json!({"Version": "2012-10-17", "Statement": statement})];
    assert_eq!(situation.decide(), naive::decide(&situation), "{pattern:?} against {text:?}");
}
