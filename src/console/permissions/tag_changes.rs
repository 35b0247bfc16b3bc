//! From tags as they are to tags as they shall be.

use cloud::Call;
use serde_json::{Value, json};

/// Something that has tags, by the calls about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// What it is, within a sentence.
    pub noun: &'static str,
    /// Lists the tags.
    pub list: Call,
    /// Sets some; `Tags` is still to be given.
    pub tag: Call,
    /// Takes some away; `TagKeys` is still to be given.
    pub untag: Call,
}

/// The calls that turn the tags `old` into `new`; rows without a key are none. Nothing to do, no calls.
#[must_use]
pub fn changes(of: &Tagged, old: &[(String, String)], new: &[(String, String)]) -> Vec<Call> {
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
    let untag = of.untag.clone().with("TagKeys", gone.clone());
    let tag = of.tag.clone().with("Tags", set.clone());
    [(gone, untag), (set, tag)]
        .into_iter()
        .filter(|(what, _)| !what.is_empty())
        .map(|(_, call)| call)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::permissions::Holder;

    fn tags(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let holder = Holder::Role("r".to_owned());
        let old = tags(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let new = tags(&[("a", "1"), ("b", "9"), ("d", ""), ("", "x")]);
        let calls = changes(&holder.tagged(), &old, &new);
        assert_eq!(
            calls,
            [
                holder.call("UntagRole").with("TagKeys", json!(["c"])),
                holder
                    .call("TagRole")
                    .with("Tags", json!([{"Key": "b", "Value": "9"}, {"Key": "d", "Value": ""}])),
            ]
        );
        assert!(changes(&holder.tagged(), &old, &old).is_empty());
    }
}
