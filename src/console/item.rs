//! Looking into the answers of services, and making parts of calls.

use serde_json::{Value, json};

/// A text member; empty if it is not there.
#[must_use]
pub fn text(item: &Value, member: &str) -> String {
    opt_text(item, member).unwrap_or_default()
}

/// A text member, if it is there and not empty.
#[must_use]
pub fn opt_text(item: &Value, member: &str) -> Option<String> {
    item.get(member)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A number member; 0 if it is not there.
#[must_use]
pub fn number(item: &Value, member: &str) -> i64 {
    item.get(member).and_then(Value::as_i64).unwrap_or_default()
}

/// `1 policy`, `2 policies`.
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Tags as typed, key and value, in the form that calls take; rows without a key are none. `None` if there
/// are none.
#[must_use]
pub fn tag_list(typed: &[(String, String)]) -> Option<Value> {
    let tags: Vec<Value> = typed
        .iter()
        .filter(|(key, _)| !key.is_empty())
        .map(|(key, value)| json!({"Key": key, "Value": value}))
        .collect();
    (!tags.is_empty()).then(|| tags.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_members_read_as_nothing() {
        let item = json!({"a": "x", "n": 3, "e": ""});
        assert_eq!(
            (text(&item, "a"), text(&item, "n"), opt_text(&item, "e")),
            ("x".into(), String::new(), None)
        );
        assert_eq!((number(&item, "n"), number(&item, "a")), (3, 0));
    }

    #[test]
    fn tags_need_a_key() {
        let typed = [(String::new(), "x".to_owned()), ("team".to_owned(), String::new())];
        assert_eq!(tag_list(&typed), Some(json!([{"Key": "team", "Value": ""}])));
        assert_eq!(tag_list(&[]), None);
    }
}
