//! The services that IAM policies are about, made of tables: a row names the operation, its action, the
//! resource that it is about and how the request names it, and what it does with it. What is a service's own
//! (messages that stay hidden for a while, ciphertexts that only their key opens) are small functions.
//!
//! A service is a file or folder here with its kinds of resources, its rows, and a variant of
//! [`resource::Body`]. Its resources live in [`World::resources`](crate::world::World) by their ARNs.

mod dynamodb;
pub(crate) mod ec2;
pub(crate) mod ecs;
pub(crate) mod kms;
pub(crate) mod lambda;
mod logs;
pub(crate) mod pass_role;
mod policies;
pub mod resource;
mod secrets;
pub(crate) mod service_call;
mod sns;
mod sqs;
mod ssm;
pub(crate) mod table;
mod tags;

use crate::operation::ServiceRows;

/// The services with the rows of their operations.
pub(crate) const SERVICES: [ServiceRows; 10] = [
    ("sqs", || &[sqs::ROWS]),
    ("sns", || &[sns::ROWS]),
    ("kms", || &[kms::ROWS]),
    ("secretsmanager", || &[secrets::ROWS]),
    ("dynamodb", || &[dynamodb::ROWS]),
    ("logs", || &[logs::ROWS]),
    ("ssm", || &[ssm::ROWS]),
    ("ec2", || &[ec2::ROWS]),
    ("lambda", || &[lambda::ROWS]),
    ("ecs", || &[ecs::ROWS]),
];
