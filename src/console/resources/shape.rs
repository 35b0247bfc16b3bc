//! What differs between services: how resources are listed, described, created, deleted, guarded and used.

use cloud::Call;
use policy::PolicyType;

/// Where and as whom a service is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// As requests name it.
    pub(super) service: &'static str,
    /// The caller's account.
    pub(super) account: String,
    /// The region, e.g. `us-east-1`.
    pub(super) region: String,
}

impl Scope {
    /// A call of the service.
    pub(super) fn call(&self, operation: &str) -> Call {
        Call::new(self.service, operation).in_region(&self.region)
    }

    /// The ARN of something of the account in the region.
    pub(super) fn arn(&self, rest: &str) -> String {
        format!("arn:aws:{}:{}:{}:{rest}", self.service, self.region, self.account)
    }
}

/// A call about a resource, which its id names.
pub(super) type About = fn(&Scope, &str) -> Call;

/// One kind of resource.
pub(super) struct Shape {
    /// What one is called within a sentence.
    pub(super) noun: &'static str,
    /// The operation that lists them.
    pub(super) list: &'static str,
    /// The member of a list's row that is the id; none where the rows are the ids.
    pub(super) id: Option<&'static str>,
    /// More columns of the list: heading and member.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// Describes one.
    pub(super) describe: About,
    /// Where in its answer the details are. Of a list the row with the id is taken.
    pub(super) details: &'static str,
    /// Its policy, where it can have one.
    pub(super) policy: Option<Guard>,
    /// Creates one of what was typed into the fields below.
    pub(super) create: fn(&Scope, &[String]) -> Call,
    /// What is asked to create one. The first names it, unless the service makes up a name.
    pub(super) fields: &'static [Ask],
    /// Deletes one.
    pub(super) delete: About,
    /// What comes of that.
    pub(super) deletion: &'static str,
    /// What can be tried with one.
    pub(super) tries: &'static [Try],
}

/// How a resource's own policy is read and written.
pub(super) struct Guard {
    /// What it is saved as.
    pub(super) kind: PolicyType<'static>,
    /// Reads it.
    pub(super) get: About,
    /// Where in the answer it is.
    pub(super) path: &'static [&'static str],
    /// Writes it.
    pub(super) put: fn(&Scope, &str, &str) -> Call,
    /// Deletes it, where a resource can be without one.
    pub(super) delete: Option<About>,
    /// What it says of itself in `Resource`.
    pub(super) resource: fn(&Scope, &str) -> String,
}

impl Guard {
    /// What a new policy starts with.
    pub(super) fn start(&self, scope: &Scope, id: &str) -> String {
        let resource = (self.resource)(scope, id);
        format!(
            r#"{{
    "Version": "2012-10-17",
    "Statement": [
        {{
            "Sid": "Statement1",
            "Effect": "Allow",
            "Principal": {{}},
            "Action": [],
            "Resource": "{resource}"
        }}
    ]
}}"#
        )
    }
}

/// A question.
pub(super) struct Ask {
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    /// Whether it may be left empty.
    pub(super) optional: bool,
}

/// Something to do with a resource, to see whether policies let one.
pub(super) struct Try {
    /// The button.
    pub(super) title: &'static str,
    /// What it does.
    pub(super) text: &'static str,
    /// What is asked for it.
    pub(super) ask: Option<Ask>,
    /// The call, with what was typed.
    pub(super) call: fn(&Scope, &str, &str) -> Call,
}
