//! The simulated AWS: a pure world of accounts, and the one path that every request takes through it.
//!
//! [`gateway::handle`] authenticates, decodes, authorises and executes a signed request. It never reads a
//! clock, draws randomness or does I/O: time and randomness come in with each request as a [`Tick`], so
//! that the same requests with the same ticks always give the same world, to the byte.
//!
//! To add an operation: add its name to `data/gen_models.py`, one file with its row under its service's
//! folder, and its name in that service's `OPERATIONS` list. A service is named in `operation.rs`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod account;
mod arn;
mod authenticate;
mod authorization_message;
mod caller;
mod cipher;
mod context;
mod denial;
mod dialect;
mod encoding;
mod error;
pub mod event;
mod federation;
pub mod gateway;
mod glimpse;
pub mod history;
pub mod iam;
pub mod ids;
mod input;
pub mod managed;
pub mod model;
pub mod operation;
pub mod organizations;
pub mod outside;
mod paging;
pub mod protocol;
mod question;
mod random;
mod recorded;
mod region;
pub mod request;
pub mod s3;
pub mod services;
mod session;
mod settling;
pub mod signin;
pub mod sigv4;
mod stored_policy;
pub mod sts;
mod tick;
pub mod totp;
mod url;
mod usage;
pub mod vpc;
mod workload;
pub mod world;

pub use caller::{Caller, Session, SessionKind};
pub use error::{ApiError, Fault};
pub use event::Event;
pub use federation::{Federation, FederationKind, Keys, SamlDetails};
pub use gateway::{CheckTrace, Turn, handle};
pub use glimpse::Glimpse;
pub use history::{History, Record, RecordId};
pub use operation::{Access, Operation, registry};
pub use question::{Place, PlaceKind, Question};
pub use random::Random;
pub use request::{Call, Credentials, Endpoint, Failure, Origin, Reply, SignedRequest, Success};
pub use settling::Settling;
pub use tick::{Tick, Timestamp};
pub use workload::metadata::{INSTANCE_HOST, MetadataAnswer, RUNTIME_HOST, TASK_HOST};
pub use workload::{NoWorkload, Workload, WorkloadKind};
pub use world::World;
