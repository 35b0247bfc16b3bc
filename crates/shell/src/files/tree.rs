//! The tree of files and directories.

use super::{FileError, parent};
use crate::state::HOME;
use base64::{Engine, engine::general_purpose::STANDARD};
use cloud::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// The most bytes that all files together may hold.
const MOST_BYTES: usize = 5 << 20;
/// The most files and directories.
const MOST_ENTRIES: usize = 2_000;
/// The longest path in bytes.
const LONGEST_PATH: usize = 1_024;

/// Files and directories by their absolute paths.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Files {
    entries: BTreeMap<String, Entry>,
    /// The home directory, which stays.
    #[serde(default = "laptop")]
    home: String,
}

fn laptop() -> String {
    HOME.to_owned()
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// `None` for a directory.
    pub(crate) content: Option<Content>,
    /// When it was last written.
    pub(crate) modified: Timestamp,
    /// Whether only its owner may read it (as the `aws` command keeps its credentials file).
    #[serde(default)]
    pub(crate) private: bool,
}

/// The bytes of a file; saved as text where they are text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Content(pub(crate) Arc<[u8]>);

impl Default for Files {
    fn default() -> Self {
        Self::new()
    }
}

impl Files {
    /// The laptop's: an empty home directory and `/tmp`.
    #[must_use]
    pub fn new() -> Self {
        Self::of_home(HOME)
    }

    /// An empty home directory and `/tmp`.
    pub(crate) fn of_home(home: &str) -> Self {
        let directory = || Entry { content: None, modified: Timestamp(0), private: false };
        let entries = ["/", "/home", home, "/tmp"].map(|path| (path.to_owned(), directory()));
        Self { entries: entries.into(), home: home.to_owned() }
    }

    /// The absolute path of something in the home directory.
    #[must_use]
    pub fn in_home(&self, path: &str) -> String {
        format!("{}/{path}", self.home)
    }

    pub(crate) fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }

    pub(crate) fn is_dir(&self, path: &str) -> bool {
        self.entry(path).is_some_and(|e| e.content.is_none())
    }

    /// The bytes of a file, by its absolute path.
    ///
    /// # Errors
    /// It is not there, or it is a directory.
    pub fn read(&self, path: &str) -> Result<&[u8], FileError> {
        let entry = self.entry(path).ok_or(FileError::NotFound)?;
        entry.content.as_ref().map(|c| c.0.as_ref()).ok_or(FileError::IsADirectory)
    }

    /// The text of a file; bytes that are no UTF-8 are replaced.
    ///
    /// # Errors
    /// As [`Files::read`].
    pub fn read_text(&self, path: &str) -> Result<String, FileError> {
        self.read(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// Writes a file, whole. The directory must be there.
    ///
    /// # Errors
    /// The directory is not there, the path is a directory, or the file system is full.
    pub fn write(&mut self, path: &str, bytes: &[u8], now: Timestamp) -> Result<(), FileError> {
        if self.is_dir(path) {
            return Err(FileError::IsADirectory);
        }
        self.check_parent(path)?;
        let before = self.read(path).map_or(0, <[u8]>::len);
        if self.size() - before + bytes.len() > MOST_BYTES {
            return Err(FileError::NoSpace);
        }
        let private = self.entry(path).is_some_and(|e| e.private);
        self.insert(path, Entry { content: Some(Content(bytes.into())), modified: now, private })
    }

    /// Writes a file and makes the directories that it lies in.
    ///
    /// # Errors
    /// As [`Files::write`].
    pub fn put(&mut self, path: &str, bytes: &[u8], now: Timestamp) -> Result<(), FileError> {
        self.make_dirs(parent(path), now)?;
        self.write(path, bytes, now)
    }

    pub(crate) fn append(&mut self, path: &str, bytes: &[u8], now: Timestamp) -> Result<(), FileError> {
        let mut whole = match self.read(path) {
            Ok(before) => before.to_vec(),
            Err(FileError::NotFound) => Vec::new(),
            Err(error) => return Err(error),
        };
        whole.extend_from_slice(bytes);
        self.write(path, &whole, now)
    }

    /// Takes a file's permissions from everybody but its owner. Does nothing where there is none.
    pub fn make_private(&mut self, path: &str) {
        if let Some(entry) = self.entries.get_mut(path) {
            entry.private = true;
        }
    }

    pub(crate) fn touch(&mut self, path: &str, now: Timestamp) -> Result<(), FileError> {
        match self.entries.get_mut(path) {
            Some(entry) => {
                entry.modified = now;
                Ok(())
            }
            None => self.write(path, b"", now),
        }
    }

    pub(crate) fn make_dir(&mut self, path: &str, now: Timestamp) -> Result<(), FileError> {
        if self.entries.contains_key(path) {
            return Err(FileError::Exists);
        }
        self.check_parent(path)?;
        self.insert(path, Entry { content: None, modified: now, private: false })
    }

    pub(crate) fn make_dirs(&mut self, path: &str, now: Timestamp) -> Result<(), FileError> {
        let ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
        for end in ends {
            match self.make_dir(&path[..end], now) {
                Ok(()) => {}
                Err(FileError::Exists) if self.is_dir(&path[..end]) => {}
                Err(FileError::Exists) => return Err(FileError::NotADirectory),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    pub(crate) fn remove_file(&mut self, path: &str) -> Result<(), FileError> {
        self.read(path)?;
        self.entries.remove(path);
        Ok(())
    }

    pub(crate) fn remove_dir(&mut self, path: &str) -> Result<(), FileError> {
        match self.entry(path) {
            None => Err(FileError::NotFound),
            Some(entry) if entry.content.is_some() => Err(FileError::NotADirectory),
            Some(_) if path == "/" || path == self.home => Err(FileError::NotPermitted),
            Some(_) if self.below(path).next().is_some() => Err(FileError::NotEmpty),
            Some(_) => {
                self.entries.remove(path);
                Ok(())
            }
        }
    }

    /// Removes a file, or a directory with all that is in it. Home and root stay, emptied.
    pub(crate) fn remove_all(&mut self, path: &str) -> Result<(), FileError> {
        if !self.entries.contains_key(path) {
            return Err(FileError::NotFound);
        }
        let doomed: Vec<String> = self.below(path).map(|(p, _)| p.to_owned()).collect();
        let home = self.home.clone();
        let keep = |p: &str| p == "/" || home == p || home.starts_with(&format!("{p}/"));
        for p in doomed.iter().map(String::as_str).chain([path]).filter(|p| !keep(p)) {
            self.entries.remove(p);
        }
        Ok(())
    }

    /// Moves a file or directory to a name that is free or a file.
    pub(crate) fn rename(&mut self, from: &str, to: &str) -> Result<(), FileError> {
        if !self.entries.contains_key(from) {
            return Err(FileError::NotFound);
        }
        if format!("{}/", self.home).starts_with(&format!("{from}/")) || to.starts_with(&format!("{from}/")) {
            return Err(FileError::NotPermitted);
        }
        self.check_parent(to)?;
        let moved: Vec<String> =
            self.below(from).map(|(p, _)| p.to_owned()).chain([from.to_owned()]).collect();
        for path in moved {
            if let Some(entry) = self.entries.remove(&path) {
                self.entries.insert(format!("{to}{}", &path[from.len()..]), entry);
            }
        }
        Ok(())
    }

    /// What lies directly in a directory: names and entries, in order.
    pub(crate) fn list<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a Entry)> {
        self.below(path).filter_map(move |(p, entry)| {
            let name = p[path.len()..].trim_start_matches('/');
            (!name.contains('/')).then_some((name, entry))
        })
    }

    /// Everything below a directory, at any depth, by absolute path in order.
    pub(crate) fn below<'a>(&'a self, path: &str) -> impl Iterator<Item = (&'a str, &'a Entry)> + use<'a> {
        let prefix = if path == "/" { "/".to_owned() } else { format!("{path}/") };
        let range = self.entries.range::<str, _>((Bound::Excluded(prefix.as_str()), Bound::Unbounded));
        range.take_while(move |(p, _)| p.starts_with(&prefix)).map(|(p, entry)| (p.as_str(), entry))
    }

    fn size(&self) -> usize {
        self.entries.values().filter_map(|e| e.content.as_ref()).map(|c| c.0.len()).sum()
    }

    fn check_parent(&self, path: &str) -> Result<(), FileError> {
        match self.entry(parent(path)) {
            None => Err(FileError::NotFound),
            Some(entry) if entry.content.is_some() => Err(FileError::NotADirectory),
            Some(_) => Ok(()),
        }
    }

    fn insert(&mut self, path: &str, entry: Entry) -> Result<(), FileError> {
        let full = self.entries.len() >= MOST_ENTRIES && !self.entries.contains_key(path);
        if full || path.len() > LONGEST_PATH {
            return Err(FileError::NoSpace);
        }
        self.entries.insert(path.to_owned(), entry);
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SavedContent {
    Text(String),
    Bytes { base64: String },
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.0) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => SavedContent::Bytes { base64: STANDARD.encode(&self.0) }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match SavedContent::deserialize(deserializer)? {
            SavedContent::Text(text) => Ok(Self(text.into_bytes().into())),
            SavedContent::Bytes { base64 } => {
                STANDARD.decode(base64).map(|b| Self(b.into())).map_err(serde::de::Error::custom)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(7);

    #[test]
    fn writes_reads_lists_and_removes() {
        let mut files = Files::new();
        assert_eq!(files.write("/home/learner/a/b", b"x", NOW), Err(FileError::NotFound));
        files.put("/home/learner/a/b", b"x", NOW).unwrap();
        files.append("/home/learner/a/b", b"y", NOW).unwrap();
        assert_eq!(files.read("/home/learner/a/b"), Ok(&b"xy"[..]));
        assert_eq!(files.read("/home/learner/a"), Err(FileError::IsADirectory));
        assert_eq!(files.list("/home/learner").map(|(n, _)| n).collect::<Vec<_>>(), ["a"]);
        assert_eq!(files.remove_dir("/home/learner/a"), Err(FileError::NotEmpty));
        files.rename("/home/learner/a", "/tmp/z").unwrap();
        assert_eq!(files.read_text("/tmp/z/b").unwrap(), "xy");
        files.remove_all("/").unwrap();
        assert!(files.is_dir(HOME) && !files.is_dir("/tmp"));
    }

    #[test]
    fn is_bounded() {
        let mut files = Files::new();
        assert_eq!(files.write("/tmp/big", &vec![0; MOST_BYTES + 1], NOW), Err(FileError::NoSpace));
        files.write("/tmp/big", &vec![0; MOST_BYTES], NOW).unwrap();
        files.write("/tmp/big", &vec![1; MOST_BYTES], NOW).unwrap();
        assert_eq!(files.write("/tmp/more", b"x", NOW), Err(FileError::NoSpace));
        let long = format!("/tmp/{}", "x".repeat(LONGEST_PATH));
        assert_eq!(files.touch(&long, NOW), Err(FileError::NoSpace));
    }

    #[test]
    fn saves_text_as_text_and_bytes_as_base64() {
        let mut files = Files::new();
        files.write("/tmp/t", "ü".as_bytes(), NOW).unwrap();
        files.write("/tmp/b", &[0xff, 0], NOW).unwrap();
        let saved = serde_json::to_string(&files).unwrap();
        assert!(saved.contains(r#""content":"ü""#) && saved.contains("base64"), "{saved}");
        assert_eq!(serde_json::from_str::<Files>(&saved).unwrap(), files);
    }
}
