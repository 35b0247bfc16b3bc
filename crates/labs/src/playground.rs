//! A world with its history and a terminal, for those who play scripts.

use cloud::request::HttpRequest;
use cloud::{
    Endpoint, Failure, History, MetadataAnswer, Random, SignedRequest, Success, Tick, Timestamp, Workload,
    outside,
};
use shell::{Ran, Shell};

use crate::goal::Scene;
use crate::scenario::Start;

/// Keeps what is drawn while playing apart from what was drawn while building with the same seed.
const PLAY: u64 = 0x70_6c61_7970_6c61;

/// A world with its history and a terminal. Time stands still, and all randomness comes from one seed, so
/// that the same lines always give the same.
#[derive(Clone, Debug)]
pub struct Playground {
    shell: Shell,
    cloud: Cloud,
}

/// The terminal's way to the world.
#[derive(Clone, Debug)]
struct Cloud {
    history: History,
    now: Timestamp,
    random: Random,
}

impl Playground {
    /// A playground that begins as a scenario does. What commands print goes to no terminal: no colours, no
    /// pager, no progress.
    #[must_use]
    pub fn new(start: Start, seed: u64) -> Self {
        let mut shell = start.shell;
        shell.set_terminal(false);
        let cloud =
            Cloud { history: History::new(start.world), now: start.now, random: Random::new(seed ^ PLAY) };
        Self { shell, cloud }
    }

    /// Types a line into the terminal.
    pub fn run(&mut self, line: &str) -> Ran {
        self.shell.run(line, &mut self.cloud)
    }

    /// Answers a question that a command asked.
    pub fn answer(&mut self, line: &str) -> Ran {
        self.shell.answer(line, &mut self.cloud)
    }

    /// Ctrl-C: forgets the line that is not complete or waits for an answer.
    pub fn interrupt(&mut self) {
        self.shell.interrupt();
    }

    /// The world and what happened in it.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.cloud.history
    }

    /// What goals are about.
    #[must_use]
    pub fn scene(&self) -> Scene<'_> {
        Scene { history: &self.cloud.history, files: vec![self.shell.files()] }
    }
}

impl Endpoint for Cloud {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.random.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(request, tick)
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
        self.now = self.now.plus(seconds);
        true
    }
}
