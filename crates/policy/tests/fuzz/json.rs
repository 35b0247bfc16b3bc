//! Any text: an error with a place in it, or a value that serde_json reads alike.

use policy::json::{Kind, Value, parse};

pub fn run(text: &str) {
    match parse(text) {
        Ok(value) => match serde_json::from_str(text) {
            Ok(other) => assert_same(&value, &other, text),
            // We keep numbers as text, of any size.
            Err(error) => assert!(error.to_string().contains("number out of range"), "{error}"),
        },
        Err(error) => {
            assert!(error.span.start <= error.span.end && error.span.end as usize <= text.len());
            assert!(error.line >= 1 && error.column >= 1);
        }
    }
}

fn assert_same(ours: &Value, theirs: &serde_json::Value, text: &str) {
    assert!(!ours.span.of(text).is_empty());
    match (&ours.kind, theirs) {
        (Kind::Null, serde_json::Value::Null) | (Kind::Number(_), serde_json::Value::Number(_)) => {}
        (Kind::Bool(ours), serde_json::Value::Bool(theirs)) => assert_eq!(ours, theirs),
        (Kind::String(ours), serde_json::Value::String(theirs)) => assert_eq!(ours, theirs),
        (Kind::Array(ours), serde_json::Value::Array(theirs)) => {
            assert_eq!(ours.len(), theirs.len());
            ours.iter().zip(theirs).for_each(|(ours, theirs)| assert_same(ours, theirs, text));
        }
        (Kind::Object(ours), serde_json::Value::Object(theirs)) => {
            assert_eq!(ours.len(), theirs.len());
            for member in ours {
                assert_same(&member.value, &theirs[&member.key], text);
            }
        }
        _ => panic!("{ours:?} and {theirs:?}"),
    }
}
