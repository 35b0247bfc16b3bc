//! From tags as they are to tags as they shall be.

use super::Holder;
use cloud::Call;
use serde_json::{Value, json};

/// The calls that turn the tags `old` into `new`; rows without a key are none. Nothing to do, no calls.
#[must_use]
pub fn changes(holder: &Holder, old: &[(String, String)], new: &[(String, String)]) -> Vec<Call> {
    let new: Vec<&(String, String)> = new.iter().filter(|(key, _)| !key.is_empty()).collect();
    let gone: Vec<Value> = old
        .iter()
        .filter(|(key, _)| !new.iter().any(|(kept, _)| kept == key))
        .map(|(key, _)| key.as_str().into())
        .collect();
    let set: Vec<Value> = new
        .iter()
        .filter(|tag| !old.contains(tag))
        .map(|(key, value)| json!({"Key": key, "Value": value}))
        .collect();
    let untag = holder.call(format!("Untag{}", holder.kind())).with("TagKeys", gone.clone());
    let tag = holder.call(format!("Tag{}", holder.kind())).with("Tags", set.clone());
    [(gone, untag), (set, tag)]
        .into_iter()
        .filter(|(what, _)| !what.is_empty())
        .map(|(_, call)| call)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let holder = Holder::Role("r".to_owned());
        let old = tags(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let new = tags(&[("a", "1"), ("b", "9"), ("d", ""), ("", "x")]);
        let calls = changes(&holder, &old, &new);
        assert_eq!(
            calls,
            [
                holder.call("UntagRole").with("TagKeys", json!(["c"])),
                holder
                    .call("TagRole")
                    .with("Tags", json!([{"Key": "b", "Value": "9"}, {"Key": "d", "Value": ""}])),
            ]
        );
        assert!(changes(&holder, &old, &old).is_empty());
    }
}
