//! Going from one place to another, and running a command there.

use crate::aws;
use crate::builtins::control::complaint;
use crate::machine::{Machine, statements};
use crate::place::Place;
use crate::process::{Effect, Process};
use crate::state::{Dialect, State};
use crate::syntax;

/// How many places can lie one behind the other.
pub(crate) const MOST_HOPS: usize = 4;

/// Lets the next lines be typed somewhere else, until `exit`. What is left of this line is not run.
pub(crate) fn enter(p: &mut Process<'_>, place: Place) -> i32 {
    if p.state.hops >= MOST_HOPS {
        p.error("IAM Playground: too many places one behind the other; use exit\n");
        return 255;
    }
    p.effect = Some(Effect::Enter(place));
    0
}

/// Runs a command somewhere else and shows what it prints.
pub(crate) fn run(p: &mut Process<'_>, place: Place, command: &str) -> i32 {
    let mut state = State::new(Dialect::Bash, place);
    state.terminal = false;
    state.hops = p.state.hops.saturating_add(1);
    if state.hops > MOST_HOPS {
        p.error("IAM Playground: too many places one behind the other\n");
        return 255;
    }
    let script = match syntax::parse(Dialect::Bash, command) {
        Ok(script) => script,
        Err(error) => {
            p.error(format!("{}\n", complaint(Dialect::Bash, &error)));
            return 2;
        }
    };
    aws::workload::refresh_environment(&mut state, &mut *p.cloud);
    let mut machine = Machine::new(&mut state, &mut *p.cloud);
    let waiting = machine.drive(statements(&script));
    let output = std::mem::take(&mut machine.process.out);
    output.pieces.iter().for_each(|piece| p.out.add(piece));
    if let Some(waiting) = waiting {
        // Nobody is asked there.
        p.error(format!("{}\n", waiting.question.text));
        return 1;
    }
    state.status
}
