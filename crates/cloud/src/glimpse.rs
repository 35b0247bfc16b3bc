//! Asking the world without a trace.

use crate::gateway::handle;
use crate::random::Random;
use crate::request::{Endpoint, Failure, HttpRequest, SignedRequest, Success};
use crate::tick::{Tick, Timestamp};
use crate::workload::Workload;
use crate::workload::metadata::{self, MetadataAnswer};
use crate::{RecordId, World};

/// An endpoint of its own, which begins as a world is: requests are judged as any, but what they change and
/// that they were made is forgotten with it. For what a page asks by itself, such as what can be completed.
#[derive(Clone, Debug)]
pub struct Glimpse {
    world: World,
    now: Timestamp,
    random: Random,
}

impl Glimpse {
    /// A glimpse of a world at a time.
    #[must_use]
    pub fn of(world: &World, now: Timestamp) -> Self {
        // Nothing made with it is kept, so that it need not differ from one glimpse to the next.
        Self { world: world.clone(), now, random: Random::new(0) }
    }
}

impl Endpoint for Glimpse {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.random.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        let turn = handle(&self.world, request, tick);
        let reply = turn.result.map_err(|error| Failure { error, record: None })?;
        self.world = turn.world;
        Ok(Success { reply, record: RecordId(0) })
    }

    fn metadata(&mut self, from: &Workload, request: &HttpRequest) -> Option<MetadataAnswer> {
        let tick = self.tick();
        let (answer, turn) = metadata::answer(&self.world, from, request, tick);
        if let Some(turn) = turn {
            self.world = turn.world;
        }
        answer
    }
}
