//! Random histories of a bucket with versions, beside the plainest model of them: for each key a stack.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::s3::model::{Bucket, Version};
use cloud::{Call, Credentials, Endpoint as _, History, Origin, Reply, SignedRequest, Tick, World, handle};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use support::Aws;
use support::s3::{BUCKET, on, put, s3};

const KEYS: [&str; 3] = ["a", "a/b", "c"];

#[derive(Clone, Debug)]
enum Step {
    Put { key: usize, body: usize },
    Copy { from: usize, to: usize },
    Delete { key: usize },
    DeleteMany { keys: Vec<usize> },
    DeleteVersion { key: usize, which: usize },
    Tag { key: usize, which: usize },
    Versioning { enabled: bool },
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let key = || 0..KEYS.len();
    let step = prop_oneof![
        4 => (key(), 0..5usize).prop_map(|(key, body)| Step::Put { key, body }),
        1 => (key(), key()).prop_map(|(from, to)| Step::Copy { from, to }),
        2 => key().prop_map(|key| Step::Delete { key }),
        1 => prop::collection::vec(key(), 1..4).prop_map(|keys| Step::DeleteMany { keys }),
        3 => (key(), 0..4usize).prop_map(|(key, which)| Step::DeleteVersion { key, which }),
        1 => (key(), 0..4usize).prop_map(|(key, which)| Step::Tag { key, which }),
        1 => any::<bool>().prop_map(|enabled| Step::Versioning { enabled }),
    ];
    prop::collection::vec(step, 1..most)
}

/// A version: its id, and the length of its body unless it is a delete marker.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    id: String,
    body: Option<usize>,
}

/// For each key its versions, newest first.
#[derive(Default)]
struct Model {
    versioning: Option<bool>,
    stacks: BTreeMap<&'static str, Vec<Entry>>,
}

impl Model {
    fn nth(&self, key: usize, which: usize) -> Option<&Entry> {
        self.stacks.get(KEYS[key])?.get(which)
    }

    /// The id of a version; that of the null version, which may or may not be there, if there are fewer.
    fn id(&self, key: usize, which: usize) -> &str {
        self.nth(key, which).map_or("null", |entry| &entry.id)
    }

    fn current(&self, key: usize) -> Option<usize> {
        self.nth(key, 0)?.body
    }

    /// Puts an entry with the id that the answer gave, which is none without versions.
    fn push(&mut self, key: usize, id: Option<&str>, body: Option<usize>) {
        let id = id.unwrap_or("null").to_owned();
        assert_eq!(id == "null", self.versioning != Some(true));
        let stack = self.stacks.entry(KEYS[key]).or_default();
        if id == "null" {
            stack.retain(|entry| entry.id != "null");
        }
        stack.insert(0, Entry { id, body });
        // What was never versioned leaves no mark behind.
        if self.versioning.is_none() {
            stack.retain(|entry| entry.body.is_some());
        }
        self.tidy();
    }

    fn tidy(&mut self) {
        self.stacks.retain(|_, stack| !stack.is_empty());
    }

    fn apply(&mut self, step: &Step, reply: &Reply) {
        let id = reply.text(&["VersionId"]);
        match step {
            Step::Put { key, body } => self.push(*key, id, Some(*body)),
            Step::Copy { from, to } => self.push(*to, id, self.current(*from)),
            Step::Delete { key } => self.push(*key, id, None),
            Step::DeleteMany { keys } => {
                for (key, row) in keys.iter().zip(reply.list("Deleted")) {
                    self.push(*key, row["DeleteMarkerVersionId"].as_str(), None);
                }
            }
            Step::DeleteVersion { key, which } => {
                let id = self.id(*key, *which).to_owned();
                self.stacks.entry(KEYS[*key]).or_default().retain(|entry| entry.id != id);
                self.tidy();
            }
            Step::Tag { .. } => {}
            Step::Versioning { enabled } => self.versioning = Some(*enabled),
        }
    }

    fn call(&self, step: &Step) -> Call {
        match step {
            Step::Put { key, body } => put(KEYS[*key], &"x".repeat(*body)),
            Step::Copy { from, to } => on("CopyObject", KEYS[*to])
                .with("CopySource", format!("{BUCKET}/{}", KEYS[*from]))
                .with("MetadataDirective", "REPLACE"),
            Step::Delete { key } => on("DeleteObject", KEYS[*key]),
            Step::DeleteMany { keys } => {
                let objects: Vec<Value> = keys.iter().map(|key| json!({ "Key": KEYS[*key] })).collect();
                s3("DeleteObjects").with("Delete", json!({ "Objects": objects }))
            }
            Step::DeleteVersion { key, which } => {
                on("DeleteObject", KEYS[*key]).with("VersionId", self.id(*key, *which))
            }
            Step::Tag { key, which } => on("PutObjectTagging", KEYS[*key])
                .with("VersionId", self.id(*key, *which))
                .with("Tagging", json!({"TagSet": [{"Key": "team", "Value": "blue"}]})),
            Step::Versioning { enabled } => {
                let status = if *enabled { "Enabled" } else { "Suspended" };
                s3("PutBucketVersioning").with("VersioningConfiguration", json!({ "Status": status }))
            }
        }
    }

    /// The list of versions says what the stacks say, and so does the list of objects.
    fn check(&self, aws: &mut Aws, who: &Credentials) {
        let reply = aws.must(who, s3("ListObjectVersions"));
        let mut listed: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
        for (key, stack) in &self.stacks {
            let rows = reply.list("Versions").iter().chain(reply.list("DeleteMarkers"));
            let rows: Vec<&Value> = rows.filter(|row| row["Key"] == *key).collect();
            let entry = |entry: &Entry| {
                let row = rows.iter().find(|row| row["VersionId"] == entry.id.as_str()).unwrap();
                assert_eq!(row["IsLatest"].as_bool(), Some(*entry == stack[0]));
                let body = row["Size"].as_u64().map(|size| usize::try_from(size).unwrap());
                Entry { id: entry.id.clone(), body }
            };
            listed.insert(key, stack.iter().map(entry).collect());
            assert_eq!(rows.len(), stack.len());
        }
        assert_eq!(listed, self.stacks);
        let objects = aws.must(who, s3("ListObjectsV2"));
        let keys: Vec<&str> = objects.list("Contents").iter().filter_map(|row| row["Key"].as_str()).collect();
        let current = self.stacks.iter().filter(|(_, stack)| stack[0].body.is_some());
        assert_eq!(keys, current.map(|(key, _)| *key).collect::<Vec<_>>());
    }
}

/// What the model of a bucket takes for granted.
fn check_whole(bucket: &Bucket) {
    for (key, hidden) in &bucket.hidden {
        assert!(!hidden.is_empty());
        let covered = bucket.objects.contains_key(key);
        assert!(covered || matches!(hidden[0], Version::DeleteMarker(_)), "{key} has nothing current");
    }
}

fn bytes(world: &World) -> Vec<u8> {
    serde_json::to_vec(world).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn buckets_keep_versions_as_the_model_does(steps in steps(60)) {
        let (mut aws, admin) = Aws::with_bucket();
        let start = aws.history.world().clone();
        let mut model = Model::default();
        let mut sent: Vec<(SignedRequest, Tick)> = Vec::new();
        for step in &steps {
            let tick = aws.tick();
            let request = SignedRequest::new(&model.call(step), &admin, tick.now, Origin::terminal()).unwrap();
            let before = aws.history.world().clone();
            let result = aws.history.send(&request, tick);
            sent.push((request, tick));
            match result {
                Ok(success) => model.apply(step, &success.reply),
                // Only copying or tagging what is not there can fail.
                Err(_) => {
                    let may_fail = match step {
                        Step::Copy { from, .. } => model.current(*from).is_none(),
                        Step::Tag { key, which } => model.nth(*key, *which).is_none_or(|e| e.body.is_none()),
                        _ => false,
                    };
                    prop_assert!(may_fail, "{step:?}");
                    prop_assert_eq!(bytes(&before), bytes(aws.history.world()));
                }
            }
            model.check(&mut aws, &admin);
            check_whole(aws.history.world().bucket(BUCKET).unwrap());
        }
        let replayed = sent.iter().fold(start, |world, (request, tick)| handle(&world, request, *tick).world);
        prop_assert_eq!(&replayed.buckets, &aws.history.world().buckets);
        let loaded: World = serde_json::from_slice(&bytes(&replayed)).unwrap();
        prop_assert_eq!(bytes(&loaded), bytes(&replayed));
        prop_assert_eq!(&loaded, &replayed);
    }

    #[test]
    fn undo_and_redo_lead_there_and_back(steps in steps(30)) {
        let (mut aws, admin) = Aws::with_bucket();
        aws.history = History::new(aws.history.world().clone());
        let start = aws.history.world().buckets.clone();
        let mut model = Model::default();
        for step in &steps {
            if let Ok(reply) = aws.try_call(&admin, model.call(step)) {
                model.apply(step, &reply);
            }
        }
        let end = aws.history.world().buckets.clone();
        let undone = std::iter::from_fn(|| aws.history.undo()).count();
        prop_assert_eq!(&aws.history.world().buckets, &start);
        for _ in 0..undone {
            prop_assert!(aws.history.redo().is_some());
        }
        prop_assert_eq!(&aws.history.world().buckets, &end);
        model.check(&mut aws, &admin);
    }
}
