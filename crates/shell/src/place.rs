//! Where a shell runs: it decides on user, home and network, and where the CLI finds credentials when no file
//! and no variable gives any.

use crate::aws::workload::RELATIVE_URI;
use cloud::{Credentials, Origin, Workload, WorkloadKind};
use serde::{Deserialize, Serialize};

/// Where a shell runs. It is chosen when the shell is made; `ssh` and its like go from the laptop to a
/// workload, and `exit` comes back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The learner's own computer, which holds no role.
    #[default]
    Laptop,
    /// CloudShell, with the credentials of the console's signed-in identity.
    CloudShell(Credentials),
    /// An EC2 instance, a Lambda function or an ECS task, with the role that it holds.
    Workload(Workload),
}

impl Place {
    /// The name of the user that the shell runs as.
    #[must_use]
    pub fn user(&self) -> &'static str {
        match self {
            Self::Laptop => "learner",
            Self::CloudShell(_) => "cloudshell-user",
            Self::Workload(workload) => match workload.kind() {
                WorkloadKind::Instance => "ec2-user",
                WorkloadKind::Function => "sbx_user1051",
                WorkloadKind::Task => "root",
            },
        }
    }

    /// The user's home directory.
    #[must_use]
    pub fn home(&self) -> &'static str {
        match self.user() {
            "root" => "/root",
            "cloudshell-user" => "/home/cloudshell-user",
            "ec2-user" => "/home/ec2-user",
            "sbx_user1051" => "/home/sbx_user1051",
            _ => "/home/learner",
        }
    }

    /// The name of the machine.
    #[must_use]
    pub fn host(&self) -> String {
        match self {
            Self::Laptop => "laptop".to_owned(),
            Self::CloudShell(_) => "cloudshell".to_owned(),
            Self::Workload(workload) => match workload.kind() {
                WorkloadKind::Function => workload.name().to_owned(),
                _ => format!("ip-{}", workload.private_address().replace('.', "-")),
            },
        }
    }

    /// Whether two places have one file system.
    #[must_use]
    pub fn is_same_machine(&self, other: &Self) -> bool {
        matches!((self, other), (Self::CloudShell(_), Self::CloudShell(_))) || self == other
    }

    /// What bash shows before the cursor; `shown` is the working directory.
    pub(crate) fn prompt(&self, shown: &str) -> String {
        let (user, host) = (self.user(), self.host());
        match self {
            Self::Laptop => format!("{user}@{host}:{shown}$ "),
            Self::CloudShell(_) => format!("{shown} $ "),
            Self::Workload(_) => {
                let mark = if user == "root" { '#' } else { '$' };
                let directory = shown.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("/");
                format!("[{user}@{host} {directory}]{mark} ")
            }
        }
    }

    /// Where the requests of its commands come from.
    pub(crate) fn origin(&self) -> Origin {
        match self {
            Self::Laptop => Origin::terminal(),
            Self::CloudShell(_) => Origin { source_ip: CLOUD_SHELL_ADDRESS.to_owned(), ..Origin::terminal() },
            Self::Workload(workload) => workload.origin(),
        }
    }

    /// Environment variables that are set there.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let mut set = vec![("HOME", self.home()), ("USER", self.user()), ("LANG", "C.UTF-8")];
        match self {
            Self::CloudShell(_) => {
                set.extend([("AWS_REGION", "us-east-1"), ("AWS_DEFAULT_REGION", "us-east-1")])
            }
            Self::Workload(workload) if workload.kind() != WorkloadKind::Instance => {
                set.extend([("AWS_REGION", workload.region()), ("AWS_DEFAULT_REGION", workload.region())]);
            }
            Self::Laptop | Self::Workload(_) => {}
        }
        let mut set: Vec<_> = set.into_iter().map(|(n, value)| (n.to_owned(), value.to_owned())).collect();
        if let Self::Workload(workload) = self {
            let more = match workload.kind() {
                WorkloadKind::Instance => None,
                WorkloadKind::Function => Some(("AWS_LAMBDA_FUNCTION_NAME", workload.name().to_owned())),
                WorkloadKind::Task => Some((RELATIVE_URI, workload.credentials_path())),
            };
            set.extend(more.map(|(name, value)| (name.to_owned(), value)));
        }
        set
    }
}

/// Where CloudShell's requests come from: an address of AWS's, here one reserved for documentation.
const CLOUD_SHELL_ADDRESS: &str = "198.51.100.254";
