//! How the versions of a bucket's objects replace and follow each other. Source: spec s3-api.md §5.

use super::model::{Bucket, DeleteMarker, Object, Version, VersionId};
use std::sync::Arc;

/// A version, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Found<'a> {
    Object(&'a Arc<Object>),
    DeleteMarker(&'a DeleteMarker),
}

impl<'a> Found<'a> {
    pub(super) fn id(self) -> &'a VersionId {
        match self {
            Self::Object(object) => &object.version,
            Self::DeleteMarker(marker) => &marker.version,
        }
    }
}

impl<'a> From<&'a Version> for Found<'a> {
    fn from(version: &'a Version) -> Self {
        match version {
            Version::Object(object) => Self::Object(object),
            Version::DeleteMarker(marker) => Self::DeleteMarker(marker),
        }
    }
}

impl Bucket {
    /// All versions under a key, newest first.
    pub(super) fn versions<'a>(&'a self, key: &str) -> impl Iterator<Item = Found<'a>> + use<'a> {
        versions(self.objects.get(key), self.hidden.get(key))
    }

    /// The version that a request means: the one with that id, else the newest.
    pub(super) fn version(&self, key: &str, id: Option<&str>) -> Option<Found<'_>> {
        self.versions(key).find(|version| id.is_none_or(|id| version.id().0 == id))
    }

    /// Puts an object: what was current stays behind it, but that there is only one null version.
    pub(super) fn store(&mut self, key: &str, object: Object) {
        self.make_room(key, &object.version);
        self.objects.insert(key.to_owned(), Arc::new(object));
    }

    /// Puts a delete marker.
    pub(super) fn mark_deleted(&mut self, key: &str, marker: DeleteMarker) {
        self.make_room(key, &marker.version);
        self.hide(key, Version::DeleteMarker(marker));
    }

    /// Removes a version for good. What was behind a current one takes its place.
    pub(super) fn remove_version(&mut self, key: &str, id: &str) {
        if self.objects.get(key).is_some_and(|object| object.version.0 == id) {
            self.objects.remove(key);
        }
        self.change_hidden(key, |hidden| hidden.retain(|version| Found::from(version).id().0 != id));
        self.uncover(key);
    }

    /// Changes a version that is an object. Returns whether there is such a one.
    pub(super) fn change(&mut self, key: &str, id: &str, change: impl FnOnce(&mut Object)) -> bool {
        if let Some(current) = self.objects.get_mut(key).filter(|object| object.version.0 == id) {
            change(Arc::make_mut(current));
            return true;
        }
        let Some(hidden) = self.hidden.get_mut(key) else { return false };
        let found = Arc::make_mut(hidden).iter_mut().find_map(|version| match version {
            Version::Object(object) if object.version.0 == id => Some(object),
            _ => None,
        });
        found.map(|object| change(Arc::make_mut(object))).is_some()
    }

    /// Makes way for a new version: the null version gives way to another, any other goes behind.
    fn make_room(&mut self, key: &str, new: &VersionId) {
        if new.is_null() {
            self.change_hidden(key, |hidden| hidden.retain(|version| !Found::from(version).id().is_null()));
        }
        match self.objects.remove(key) {
            Some(current) if !(new.is_null() && current.version.is_null()) => {
                self.hide(key, Version::Object(current));
            }
            _ => {}
        }
    }

    /// Where there is no current object but the newest version is one, it becomes current.
    fn uncover(&mut self, key: &str) {
        let newest = self.hidden.get(key).and_then(|hidden| hidden.first());
        if let (false, Some(Version::Object(object))) = (self.objects.contains_key(key), newest) {
            let object = Arc::clone(object);
            self.objects.insert(key.to_owned(), object);
            self.change_hidden(key, |hidden| drop(hidden.remove(0)));
        }
    }

    fn hide(&mut self, key: &str, version: Version) {
        Arc::make_mut(self.hidden.entry(key.to_owned()).or_default()).insert(0, version);
    }

    fn change_hidden(&mut self, key: &str, change: impl FnOnce(&mut Vec<Version>)) {
        let Some(hidden) = self.hidden.get_mut(key) else { return };
        change(Arc::make_mut(hidden));
        if hidden.is_empty() {
            self.hidden.remove(key);
        }
    }
}

/// The versions of one key, newest first.
pub(super) fn versions<'a>(
    current: Option<&'a Arc<Object>>,
    hidden: Option<&'a Arc<Vec<Version>>>,
) -> impl Iterator<Item = Found<'a>> + use<'a> {
    let hidden = hidden.into_iter().flat_map(|hidden| hidden.iter());
    current.map(Found::Object).into_iter().chain(hidden.map(Found::from))
}
