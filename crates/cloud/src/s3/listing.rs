//! Listing a bucket's objects.

use super::model::Object;
use super::read;
use super::target::{self, existing};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::ops::Bound;

const MOST_KEYS: i64 = 1_000;

pub(super) const ROWS: Rows = &[
    read(
        "ListObjectsV2",
        Access::List,
        "s3:ListBucket",
        target::listed_bucket,
        list,
        "aws s3api list-objects-v2 --bucket my-new-bucket",
    ),
    read(
        "ListObjects",
        Access::List,
        "s3:ListBucket",
        target::listed_bucket,
        list_v1,
        "aws s3api list-objects --bucket my-new-bucket",
    ),
];

/// What a list asks for.
pub(super) struct Query<'a> {
    pub(super) prefix: &'a str,
    pub(super) delimiter: Option<&'a str>,
    /// Only what comes after this key or folder.
    pub(super) after: &'a str,
    pub(super) most: usize,
}

/// A row of a list: an object, or all that begins alike up to the delimiter.
pub(super) enum Entry<'a, T> {
    Key(&'a str, T),
    Folder(&'a str),
}

impl<'a, T> Entry<'a, T> {
    pub(super) fn name(&self) -> &'a str {
        match self {
            Self::Key(name, _) | Self::Folder(name) => name,
        }
    }
}

/// One page of a list, and whether there is more.
pub(super) struct Listed<'a, T> {
    pub(super) entries: Vec<Entry<'a, T>>,
    pub(super) truncated: bool,
}

impl<'a, T> Listed<'a, T> {
    pub(super) fn folders(&self) -> Vec<Value> {
        let folder = |entry: &Entry<'_, T>| match entry {
            Entry::Folder(name) => Some(json!({ "Prefix": name })),
            Entry::Key(..) => None,
        };
        self.entries.iter().filter_map(folder).collect()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = (&'a str, &T)> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Key(name, value) => Some((*name, value)),
            Entry::Folder(_) => None,
        })
    }

    /// Where the next page begins.
    pub(super) fn next(&self) -> Option<&'a str> {
        self.entries.last().filter(|_| self.truncated).map(Entry::name)
    }
}

impl<'a> Query<'a> {
    pub(super) fn of(input: &'a Input, after: Option<&'a str>) -> Result<Self, ApiError> {
        let most = input.int("MaxKeys").unwrap_or(MOST_KEYS).min(MOST_KEYS);
        let most = usize::try_from(most).map_err(|_| {
            ApiError::new(
                "InvalidArgument",
                400,
                "Argument maxKeys must be an integer between 0 and 2147483647",
            )
        })?;
        Ok(Self {
            prefix: input.opt_text("Prefix").unwrap_or_default(),
            delimiter: input.opt_text("Delimiter").filter(|d| !d.is_empty()),
            after: after.unwrap_or_default(),
            most,
        })
    }

    /// Goes through the keys of a map.
    pub(super) fn run<T>(&self, map: &'a imbl::OrdMap<String, T>) -> Listed<'a, &'a T> {
        self.run_over(self.start(), |from| {
            map.range((from, Bound::Unbounded)).map(|(key, value)| (key.as_str(), value))
        })
    }

    /// The first key that can be on the page.
    pub(super) fn start(&self) -> Bound<String> {
        if self.after < self.prefix {
            return Bound::Included(self.prefix.to_owned());
        }
        match self.folder(self.after) {
            Some(folder) if folder == self.after => behind(folder),
            _ => Bound::Excluded(self.after.to_owned()),
        }
    }

    /// Goes through rows in the order of their keys, from a start. A folder is passed over at once, however
    /// much is in it.
    pub(super) fn run_over<T, I>(
        &self,
        start: Bound<String>,
        rows: impl Fn(Bound<String>) -> I,
    ) -> Listed<'a, T>
    where
        I: Iterator<Item = (&'a str, T)>,
    {
        let mut entries: Vec<Entry<'a, T>> = Vec::new();
        let mut rest = rows(start);
        while let Some((key, value)) = rest.next().filter(|(key, _)| key.starts_with(self.prefix)) {
            let folder = self.folder(key);
            // Keys may hold even the last character; then their folder comes up once more.
            if folder.is_some() && folder == entries.last().map(Entry::name) {
                continue;
            }
            if entries.len() >= self.most {
                return Listed { truncated: self.most > 0, entries };
            }
            if let Some(folder) = folder {
                rest = rows(behind(folder));
            }
            entries.push(folder.map_or(Entry::Key(key, value), Entry::Folder));
        }
        Listed { entries, truncated: false }
    }

    fn folder<'k>(&self, key: &'k str) -> Option<&'k str> {
        let rest = key.strip_prefix(self.prefix)?;
        let delimiter = self.delimiter?;
        Some(&key[..self.prefix.len() + rest.find(delimiter)? + delimiter.len()])
    }
}

/// Behind nearly every key that begins with a folder's name.
fn behind(folder: &str) -> Bound<String> {
    Bound::Excluded(format!("{folder}{}", char::MAX))
}

fn list(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let after = input.opt_text("ContinuationToken").or(input.opt_text("StartAfter"));
    let query = Query::of(input, after)?;
    let listed = query.run(&bucket.objects);
    let owner = |object| input.flag("FetchOwner").then(|| owner(world, bucket.owner_of(object)));
    let contents: Vec<Value> =
        listed.keys().map(|(key, object)| content(key, object, owner(object).as_ref())).collect();
    let folders = listed.folders();

    let mut out = Map::new();
    let mut put = |member: &str, value: Value| out.insert(member.to_owned(), value);
    put("IsTruncated", listed.truncated.into());
    if !contents.is_empty() {
        put("Contents", contents.into());
    }
    put("Name", bucket.name.as_str().into());
    put("Prefix", query.prefix.into());
    if let Some(delimiter) = query.delimiter {
        put("Delimiter", delimiter.into());
    }
    put("MaxKeys", query.most.into());
    if !folders.is_empty() {
        put("CommonPrefixes", folders.into());
    }
    put("KeyCount", listed.entries.len().into());
    if let Some(token) = input.opt_text("ContinuationToken") {
        put("ContinuationToken", token.into());
    }
    if let Some(next) = listed.next() {
        put("NextContinuationToken", next.into());
    }
    if let Some(start) = input.opt_text("StartAfter") {
        put("StartAfter", start.into());
    }
    Ok(out)
}

/// The older list: it goes on behind a key, and always tells the owners.
fn list_v1(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let marker = input.opt_text("Marker").unwrap_or_default();
    let query = Query::of(input, Some(marker))?;
    let listed = query.run(&bucket.objects);
    let contents: Vec<Value> = listed
        .keys()
        .map(|(key, object)| content(key, object, Some(&owner(world, bucket.owner_of(object)))))
        .collect();
    let folders = listed.folders();

    let mut out = Map::new();
    let mut put = |member: &str, value: Value| out.insert(member.to_owned(), value);
    put("IsTruncated", listed.truncated.into());
    put("Marker", marker.into());
    // Without folders the last key says where to go on.
    if let Some(next) = listed.next().filter(|_| query.delimiter.is_some()) {
        put("NextMarker", next.into());
    }
    if !contents.is_empty() {
        put("Contents", contents.into());
    }
    put("Name", bucket.name.as_str().into());
    put("Prefix", query.prefix.into());
    if let Some(delimiter) = query.delimiter {
        put("Delimiter", delimiter.into());
    }
    put("MaxKeys", query.most.into());
    if !folders.is_empty() {
        put("CommonPrefixes", folders.into());
    }
    Ok(out)
}

/// An account as the owner in a list.
pub(super) fn owner(world: &World, account: &str) -> Value {
    json!({"ID": world.account(account).map(|a| a.canonical_user.as_str())})
}

fn content(key: &str, object: &Object, owner: Option<&Value>) -> Value {
    let mut row = Map::with_capacity(8);
    row.extend([
        ("Key".to_owned(), key.into()),
        ("LastModified".to_owned(), object.modified.iso().into()),
        ("ETag".to_owned(), ["\"", &object.etag, "\""].concat().into()),
        ("ChecksumAlgorithm".to_owned(), vec![Value::from("CRC64NVME")].into()),
        ("ChecksumType".to_owned(), "FULL_OBJECT".into()),
        ("Size".to_owned(), object.body.len().into()),
        ("StorageClass".to_owned(), object.storage_class().into()),
    ]);
    row.extend(owner.map(|owner| ("Owner".to_owned(), owner.clone())));
    Value::from(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(keys: &[&str], prefix: &str, delimiter: Option<&str>, most: usize) -> Vec<Vec<String>> {
        let map: imbl::OrdMap<String, ()> = keys.iter().map(|k| ((*k).to_owned(), ())).collect();
        let (mut pages, mut after) = (Vec::new(), String::new());
        loop {
            let listed = Query { prefix, delimiter, after: &after, most }.run(&map);
            pages.push(listed.entries.iter().map(|e| e.name().to_owned()).collect());
            match listed.next().map(str::to_owned) {
                Some(next) => after = next,
                None => return pages,
            }
        }
    }

    #[test]
    fn pages_hold_every_row_once() {
        let keys = ["a", "a/1", "a/2/x", "a/2/y", "a0", "b/1", "c"];
        assert_eq!(names(&keys, "", None, 3).concat(), keys);
        for most in 1..6 {
            assert_eq!(names(&keys, "", Some("/"), most).concat(), ["a", "a/", "a0", "b/", "c"]);
            assert_eq!(names(&keys, "a/", Some("/"), most).concat(), ["a/1", "a/2/"]);
        }
        assert_eq!(names(&keys, "", Some("/"), 2), [vec!["a", "a/"], vec!["a0", "b/"], vec!["c"]]);
        let odd = ["a/", "a/\u{10ffff}", "a/\u{10ffff}x", "a/\u{10ffff}y", "b"];
        assert_eq!(names(&odd, "", Some("/"), 9).concat(), ["a/", "b"]);
        assert_eq!(names(&keys, "", None, 0), [Vec::<String>::new()]);
        assert_eq!(names(&keys, "zzz", None, 5), [Vec::<String>::new()]);
    }
}
