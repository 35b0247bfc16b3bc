//! What happened, and the way back.

use crate::error::ApiError;
use crate::event::Event;
use crate::gateway::{self, CheckTrace, Turn};
use crate::request::{Door, Failure, HttpRequest, SignedRequest, Success};
use crate::tick::Tick;
use crate::workload::Workload;
use crate::workload::metadata::{self, MetadataAnswer};
use crate::world::World;
use imbl::Vector;
use std::sync::Arc;

/// The place of a record in the history; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub u64);

/// How many records are kept; the oldest are dropped first.
const MOST_RECORDS: usize = 1_000;

/// One recorded turn.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its place.
    pub id: RecordId,
    /// When and with which randomness.
    pub tick: Tick,
    /// The door it came through; `None` for the simulator's own doing, such as undo.
    pub door: Option<Door>,
    /// The event.
    pub event: Event,
    /// The error, if it failed.
    pub error: Option<ApiError>,
    /// The policy decisions made on the way.
    pub checks: Vec<CheckTrace>,
    /// For a turn that changed the world: what it was before. Cheap, since worlds share what they have in
    /// common.
    pub before: Option<World>,
}

/// The present world and how it came to be. A value: cloning it is cheap.
#[derive(Clone, Debug, Default)]
pub struct History {
    present: World,
    revision: u64,
    records: Vector<Arc<Record>>,
    next: u64,
    /// The changes that the present world holds, oldest first.
    done: Vector<Arc<Record>>,
    /// The changes that were taken back, with the worlds after them; the last is brought back first.
    undone: Vector<(Arc<Record>, World)>,
}

impl History {
    /// A history that begins with a world.
    #[must_use]
    pub fn new(world: World) -> Self {
        Self { present: world, ..Self::default() }
    }

    /// The world as it is now.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.present
    }

    /// Grows with every change of the world: two equal revisions of one history show the same world.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The records that are kept, oldest first.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Arc<Record>> {
        self.records.iter()
    }

    /// A record, unless it has been dropped.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<&Arc<Record>> {
        let first = self.records.front()?.id.0;
        self.records.get(usize::try_from(id.0.checked_sub(first)?).ok()?)
    }

    /// Takes a request through the present world and records what became of it.
    ///
    /// # Errors
    /// The service's error. The world is then as it was.
    pub fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        let turn = gateway::handle(&self.present, request, tick);
        self.push(turn, Some(request.origin.door), tick)
    }

    /// Carries a request of a workload to its metadata endpoint. What its service had to do for it is recorded.
    /// `None` if nothing answers there.
    pub fn metadata(&mut self, from: &Workload, http: &HttpRequest, tick: Tick) -> Option<MetadataAnswer> {
        let (answer, turn) = metadata::answer(&self.present, from, http, tick);
        if let Some(turn) = turn {
            // The answer tells the workload of a refusal, too.
            let _ = self.push(turn, None, tick);
        }
        answer
    }

    /// Records a turn.
    ///
    /// # Errors
    /// The turn's error.
    pub fn push(&mut self, turn: Turn, door: Option<Door>, tick: Tick) -> Result<Success, Failure> {
        let id = RecordId(self.next);
        self.next += 1;
        let before = std::mem::replace(&mut self.present, turn.world);
        let error = turn.result.as_ref().err().cloned();
        if turn.changed {
            self.revision += 1;
            self.undone.clear();
        }
        let record = Arc::new(Record {
            id,
            tick,
            door,
            event: turn.event,
            error,
            checks: turn.checks,
            before: turn.changed.then_some(before),
        });
        if turn.changed {
            keep(&mut self.done, Arc::clone(&record));
        }
        keep(&mut self.records, record);
        match turn.result {
            Ok(reply) => Ok(Success { reply, record: id }),
            Err(error) => Err(Failure { error, record: Some(id) }),
        }
    }

    /// Lets changes of IAM take a while, in seconds of the world's time, until requests are judged by them; 0
    /// for at once. The simulator's own setting: nothing is recorded, and undo leaves it as it is.
    pub fn set_iam_delay(&mut self, seconds: i64) {
        self.present.settling.delay = seconds.max(0);
        self.revision += 1;
    }

    /// The record that [`History::undo`] would take back.
    #[must_use]
    pub fn undoable(&self) -> Option<&Arc<Record>> {
        self.done.back()
    }

    /// The record that [`History::redo`] would bring back.
    #[must_use]
    pub fn redoable(&self) -> Option<&Arc<Record>> {
        self.undone.back().map(|(record, _)| record)
    }

    /// Takes back the last change. The records stay. Returns what was undone.
    pub fn undo(&mut self) -> Option<Arc<Record>> {
        let record = self.done.pop_back()?;
        let before = record.before.clone()?;
        let after = self.replace_present(before);
        self.undone.push_back((Arc::clone(&record), after));
        self.revision += 1;
        Some(record)
    }

    /// Makes another world the present one. Credentials that were given out stay valid, so that going back
    /// signs nobody out.
    fn replace_present(&mut self, mut world: World) -> World {
        world.sessions = self.present.sessions.clone();
        world.delivered = self.present.delivered.clone();
        world.settling.delay = self.present.settling.delay;
        std::mem::replace(&mut self.present, world)
    }

    /// Brings back what was undone last. Returns what was brought back.
    pub fn redo(&mut self) -> Option<Arc<Record>> {
        let (record, after) = self.undone.pop_back()?;
        self.replace_present(after);
        self.done.push_back(Arc::clone(&record));
        self.revision += 1;
        Some(record)
    }
}

/// Appends a record and drops the oldest when there are too many.
fn keep(records: &mut Vector<Arc<Record>>, record: Arc<Record>) {
    records.push_back(record);
    if records.len() > MOST_RECORDS {
        records.pop_front();
    }
}
