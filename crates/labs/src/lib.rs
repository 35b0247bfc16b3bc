//! Scenarios and labs as data: worlds to start in, exercises with goals, their checks and solutions.
//!
//! A [`Scenario`] is built by the same signed requests that people make, so that it holds only what AWS lets
//! somebody make. A [`Lab`] is an exercise in a scenario; how far somebody is with it follows from the world,
//! its history and the terminal alone ([`progress()`]), and [`check()`] proves that its solution leads there.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod check;
mod error;
mod goal;
pub mod lab;
mod names;
mod playground;
mod progress;
mod read;
pub mod scenario;
mod wildcard;

pub use check::{Flaw, check};
pub use error::{ContentError, Problem};
pub use goal::{Entity, EventGoal, Goal, MayGoal, Named, Operation, Outcome, Scene};
pub use lab::Lab;
pub use playground::Playground;
pub use progress::{StepState, progress};
pub use scenario::{Scenario, Start};
