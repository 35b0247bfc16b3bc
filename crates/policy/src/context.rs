//! The request context: condition keys and the values a request has for them.
//!
//! Source: spec/context-keys.md.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::key::KeyName;

/// Condition keys with the values of one request.
///
/// Keys are case-insensitive, the tag-key part behind a `/` included; the spelling first set
/// is kept for display. A key with an empty list of values counts as absent in conditions.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Hashes of the entries' names at the same places, kept apart to be scanned fast.
    hashes: Vec<u64>,
    /// Sorted by name.
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    name: KeyName,
    spelling: Box<str>,
    values: Vec<String>,
}

impl Context {
    /// A context without any key.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a key one value, in place of those it had.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        self.set_many(key, vec![value.into()]);
    }

    /// Gives a key these values, in place of those it had.
    pub fn set_many(&mut self, key: &str, values: Vec<String>) {
        let name = KeyName::new(key);
        match self.place(&name) {
            Ok(at) => self.entries[at].values = values,
            Err(at) => {
                self.hashes.insert(at, name.hash());
                let spelling = key.into();
                self.entries.insert(at, Entry { name, spelling, values });
            }
        }
    }

    /// Gives a key one value unless it has some already.
    pub fn set_default(&mut self, key: &str, value: impl Into<String>) {
        if !self.contains(key) {
            self.set(key, value);
        }
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str) {
        if let Ok(at) = self.place(&KeyName::new(key)) {
            self.hashes.remove(at);
            self.entries.remove(at);
        }
    }

    /// The values of a key; `None` when the request does not have it.
    pub fn get(&self, key: &str) -> Option<&[String]> {
        self.values(&KeyName::new(key))
    }

    /// Whether the request has the key.
    pub fn contains(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Every key in its first spelling with its values, sorted by lower-cased key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        let entries = self.entries.iter();
        entries.map(|entry| (&*entry.spelling, entry.values.as_slice()))
    }

    /// As [`get`](Self::get), for a key whose hash is known: no allocation.
    pub(crate) fn values(&self, name: &KeyName) -> Option<&[String]> {
        let mut from = 0;
        while let Some(found) = self.hashes[from..].iter().position(|&h| h == name.hash()) {
            let entry = &self.entries[from + found];
            if entry.name == *name {
                return Some(&entry.values);
            }
            from += found + 1;
        }
        None
    }

    fn place(&self, name: &KeyName) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| entry.name.as_str().cmp(name.as_str()))
    }
}

impl PartialEq for Context {
    /// Same keys with the same values; the spelling of keys does not count.
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Entry, &Entry)| a.name == b.name && a.values == b.values;
        self.entries.len() == other.entries.len() && self.entries.iter().zip(&other.entries).all(same)
    }
}

impl Eq for Context {}

impl<K: AsRef<str>, V: Into<String>> FromIterator<(K, V)> for Context {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut context = Self::new();
        for (key, value) in pairs {
            context.set(key.as_ref(), value);
        }
        context
    }
}

impl Serialize for Context {
    /// An object; a single value as a string, several as a list.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for (key, values) in self.iter() {
            match values {
                [value] => map.serialize_entry(key, value)?,
                _ => map.serialize_entry(key, values)?,
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ContextVisitor)
    }
}

struct ContextVisitor;

#[derive(serde::Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl<'de> Visitor<'de> for ContextVisitor {
    type Value = Context;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object of condition keys with a string or a list of strings each")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
        let mut context = Context::new();
        while let Some((key, values)) = map.next_entry::<String, OneOrMany>()? {
            match values {
                OneOrMany::One(value) => context.set(&key, value),
                OneOrMany::Many(values) => context.set_many(&key, values),
            }
        }
        Ok(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_ignore_case_and_keep_their_first_spelling() {
        let mut context = Context::new();
        context.set("aws:PrincipalTag/Team", "red");
        context.set("AWS:principaltag/TEAM", "blue");
        context.set_many("aws:TagKeys", vec!["a".into(), "b".into()]);
        assert_eq!(context.get("aws:principaltag/team").unwrap(), ["blue"]);
        let keys: Vec<_> = context.iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["aws:PrincipalTag/Team", "aws:TagKeys"]);
        context.remove("AWS:TAGKEYS");
        assert!(!context.contains("aws:TagKeys"));
    }

    #[test]
    fn order_of_setting_does_not_matter() {
        let one: Context = [("a:b", "1"), ("a:c", "2")].into_iter().collect();
        let other: Context = [("A:C", "2"), ("A:B", "1")].into_iter().collect();
        assert_eq!(one, other);
    }

    #[test]
    fn travels_as_json() {
        let text = r#"{"aws:SourceIp":"203.0.113.9","aws:TagKeys":["a","b"]}"#;
        let context: Context = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&context).unwrap(), text);
    }
}
