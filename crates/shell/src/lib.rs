//! The simulated terminal: a typed line becomes words, words become calls, and the `aws` command prints what
//! the AWS CLI v2 prints.
//!
//! [`Shell`] is a value: its variables, its small file system and its history are all there is to save. It
//! does no I/O and reads no clock; whatever a command needs of the world it asks of the
//! [`cloud::Endpoint`] that it is given.
//!
//! A line takes this way: [`syntax`] (one parser for each dialect, one tree for both) → [`machine`] (what
//! runs next) → [`expand`] (words to arguments) → [`builtins`] or [`aws`].

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod aws;
mod builtins;
mod elsewhere;
mod expand;
mod files;
mod machine;
mod output;
mod place;
mod process;
mod shell;
mod state;
mod syntax;

pub use aws::catalogue::kebab;
pub use aws::complete::{Completion, Hint};
pub use aws::parameters::option_of;
pub use files::{FileError, Files};
pub use output::{Chunk, Next, Ran, Stream};
pub use place::Place;
pub use shell::{Prompt, Shell};
pub use state::Dialect;
