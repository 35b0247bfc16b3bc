//! The world with the clock that moves it on.

use super::Doors;
use crate::clock::Clock;
use cloud::request::HttpRequest;
use cloud::{
    Call, Endpoint, Failure, Glimpse, History, MetadataAnswer, Origin, SignedRequest, Success, Tick,
    Timestamp, Workload, outside,
};

/// The world, its history and its clock: what console and terminal send their requests to.
pub struct Live {
    /// The world and how it came to be.
    pub history: History,
    /// The world's clock.
    pub clock: Clock,
    /// Where requests come from.
    pub doors: Doors,
}

impl Endpoint for Live {
    fn tick(&mut self) -> Tick {
        self.clock.tick()
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(&through(&self.doors, request), tick)
    }

    fn outside(&self, http: &HttpRequest, now: Timestamp) -> Option<outside::Page> {
        outside::answer(self.history.world(), http, now)
    }

    fn metadata(&mut self, from: &Workload, request: &HttpRequest) -> Option<MetadataAnswer> {
        let tick = self.tick();
        self.history.metadata(from, request, tick)
    }

    fn instance_at(&self, address: &str) -> Option<Workload> {
        Workload::at_address(self.history.world(), address)
    }

    fn wait(&mut self, seconds: i64) -> bool {
        self.clock = self.clock.stepped(seconds);
        true
    }
}

/// What is asked without a trace, from where requests come from.
struct Unseen<'a> {
    glimpse: Glimpse,
    doors: &'a Doors,
}

impl Endpoint for Unseen<'_> {
    fn tick(&mut self) -> Tick {
        self.glimpse.tick()
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.glimpse.send(&through(self.doors, request), tick)
    }

    fn metadata(&mut self, from: &Workload, request: &HttpRequest) -> Option<MetadataAnswer> {
        self.glimpse.metadata(from, request)
    }
}

/// A request as it comes from where the learner is. Only the network is another: what was signed stays.
fn through(doors: &Doors, request: &SignedRequest) -> SignedRequest {
    SignedRequest { origin: doors.applied(request.origin.clone()), ..request.clone() }
}

impl Live {
    /// A world with its clock; requests come from where they usually do.
    #[must_use]
    pub fn new(history: History, clock: Clock) -> Self {
        Self { history, clock, doors: Doors::default() }
    }

    /// A way to ask what the page wants to know by itself: nothing is recorded, nothing changes.
    pub fn unseen(&self) -> impl Endpoint {
        Unseen { glimpse: Glimpse::of(self.history.world(), self.clock.now()), doors: &self.doors }
    }

    /// Sends a call without a signature.
    pub(super) fn call_unsigned(&mut self, call: &Call, origin: Origin) -> Result<Success, Failure> {
        let tick = self.tick();
        let request =
            SignedRequest::unsigned(call, origin).map_err(|error| Failure { error, record: None })?;
        self.send(&request, tick)
    }
}
