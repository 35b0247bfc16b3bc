//! What must hold for any sequence of requests.
//!
//! The requests are drawn from the registry: every operation there, with whatever parameters its model has
//! ([`generate`]). What must hold of the world after each is in [`invariants`].

#![allow(clippy::unwrap_used)]

mod generate;
mod invariants;
#[path = "../support/mod.rs"]
mod support;

use cloud::request::Call;
use cloud::{
    Credentials, Endpoint as _, Failure, Origin, Random, SignedRequest, Success, Tick, World, account,
    handle, signin,
};
use generate::{Generator, OTHER_ACCOUNT};
use proptest::prelude::*;
use std::collections::VecDeque;
use support::{Aws, S3_READ_ONLY, credentials};

/// A request to be drawn.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// What everything about it is drawn from, but for what is there by then.
    seed: u64,
    /// How long after the one before it is sent.
    seconds: i64,
}

fn steps(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((any::<u64>(), 0..600i64).prop_map(|(seed, seconds)| Step { seed, seconds }), count)
}

/// How many callers with temporary credentials are remembered.
const MOST_CALLERS: usize = 12;

/// So many of the callers stay for ever: see [`callers`], and the root user of the other account.
const PERMANENT_CALLERS: usize = 5;

/// A world, those who call it, and what was sent.
struct Run {
    aws: Aws,
    callers: Vec<Credentials>,
    generator: Generator,
    start: World,
    sent: Vec<(SignedRequest, Tick)>,
    /// The worlds before each change that can be undone.
    before: VecDeque<World>,
}

impl Run {
    fn new() -> Self {
        let (mut aws, admin) = Aws::with_admin();
        let mut callers = callers(&mut aws, admin);
        let mut start = aws.history.world().clone();
        assert!(account::open(&mut start, OTHER_ACCOUNT, "other", None, &mut Random::new(1)));
        let (start, other_root) = signin::root_session(&start, OTHER_ACCOUNT, aws.tick()).unwrap();
        callers.push(other_root);
        aws.history = cloud::History::new(start.clone());
        Self {
            aws,
            callers,
            generator: Generator::default(),
            start,
            sent: Vec::new(),
            before: VecDeque::new(),
        }
    }

    fn step(&mut self, step: Step) {
        self.aws.now = self.aws.now.plus(step.seconds);
        let mut random = Random::new(step.seed);
        let call = self.generator.call(&mut random);
        // The administrator more often than all others, or little would ever come to be.
        let others = random.next_u64() as usize % (self.callers.len() * 3);
        let who = self.callers.get(others).unwrap_or(&self.callers[0]).clone();
        let tick = self.aws.tick();
        let Ok(request) = SignedRequest::new(&call, &who, tick.now, Origin::terminal()) else { return };
        let before = self.aws.history.world().clone();
        let revision = self.aws.history.revision();
        let result = self.aws.history.send(&request, tick);
        self.sent.push((request, tick));
        self.judge(&call, before, revision, &result);
        if let Ok(success) = &result {
            self.generator.learn(&success.reply.output);
            if success.reply.text(&["Credentials", "SessionToken"]).is_some() {
                self.remember(credentials(&success.reply));
            }
        }
    }

    fn remember(&mut self, caller: Credentials) {
        self.callers.push(caller);
        if self.callers.len() > MOST_CALLERS {
            self.callers.remove(PERMANENT_CALLERS);
        }
    }

    /// What must hold after a request.
    fn judge(&mut self, call: &Call, before: World, revision: u64, result: &Result<Success, Failure>) {
        let world = self.aws.history.world();
        match result {
            Err(failure) => {
                assert!(before == *world, "{call:?} failed and changed the world: {failure:?}");
                let often = self.sent.len().is_multiple_of(32);
                assert!(!often || bytes(&before) == bytes(world), "{call:?} failed and changed a byte");
            }
            Ok(_) if self.aws.history.revision() != revision => {
                invariants::check(world);
                self.before.push_back(before);
            }
            Ok(_) => {}
        }
    }

    /// Replaying the same requests with the same ticks gives the same world, to the byte; a saved world,
    /// whose indexes are made anew when it is loaded, is the same world.
    fn replay_and_reload(&self) {
        let replayed = self
            .sent
            .iter()
            .fold(self.start.clone(), |world, (request, tick)| handle(&world, request, *tick).world);
        let world = self.aws.history.world();
        assert!(bytes(&replayed) == bytes(world), "the replay differs");
        let loaded: World = serde_json::from_slice(&bytes(world)).unwrap();
        assert!(loaded == *world, "the loaded world differs");
    }

    /// Undoing leads back through every world, redoing forth again. Only sessions stay as they are.
    fn undo_and_redo(mut self) {
        let end = self.aws.history.world().clone();
        let mut undone = 0;
        while let Some(record) = self.aws.history.undo() {
            undone += 1;
            let before = self.before.pop_back().unwrap();
            let name = &record.event.event_name;
            assert!(without_sessions(self.aws.history.world()) == without_sessions(&before), "{name}");
        }
        assert!(undone > 0 && (self.before.is_empty() || undone >= 1_000), "{undone} changes were undone");
        for _ in 0..undone {
            self.aws.history.redo().unwrap();
        }
        assert!(without_sessions(self.aws.history.world()) == without_sessions(&end), "redone");
    }
}

/// Callers: the administrator, somebody without rights, somebody whose secret is wrong, a reader of S3.
fn callers(aws: &mut Aws, admin: Credentials) -> Vec<Credentials> {
    for name in ["nobody", "reader"] {
        aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", name));
    }
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "reader");
    aws.must(&admin, attach.with("PolicyArn", S3_READ_ONLY));
    let nobody = aws.access_key(&admin, "nobody");
    let reader = aws.access_key(&admin, "reader");
    let wrong = Credentials { secret_access_key: "wrong".to_owned(), ..nobody.clone() };
    vec![admin, nobody, wrong, reader]
}

fn without_sessions(world: &World) -> World {
    World { sessions: Default::default(), ..world.clone() }
}

fn bytes(world: &World) -> Vec<u8> {
    serde_json::to_vec(world).unwrap()
}

proptest! {
    // Three long lives: more than ten thousand requests.
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_long_sequence_keeps_the_world_whole(steps in steps(3_400..3_800)) {
        let mut run = Run::new();
        for step in steps {
            run.step(step);
        }
        run.replay_and_reload();
        run.undo_and_redo();
    }
}

proptest! {
    // Short ones, which can be read when they fail.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_short_sequence_keeps_the_world_whole(steps in steps(1..60)) {
        let mut run = Run::new();
        for step in steps {
            run.step(step);
        }
        run.replay_and_reload();
    }
}

/// Most operations must have succeeded at least once in a life as long as there are many of them, or the
/// generator tests nothing. Those that did not are told when too many are among them.
#[test]
fn the_generator_reaches_most_operations() {
    let mut run = Run::new();
    let mut random = Random::new(20_261_124);
    let all = cloud::registry().count();
    for _ in 0..16 * all {
        run.step(Step { seed: random.next_u64(), seconds: 7 });
    }
    let reached = run.generator.reached();
    let missed: Vec<String> = cloud::registry()
        .filter(|operation| !reached.contains(&(operation.service, operation.name)))
        .map(|operation| format!("{}:{}", operation.service, operation.name))
        .collect();
    assert!(missed.len() * 2 < all, "{} of {all} never succeeded: {missed:?}", missed.len());
}
