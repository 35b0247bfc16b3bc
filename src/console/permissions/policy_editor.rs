//! Writing a policy: the JSON editor with AWS's own checks and Access Analyzer's advice.

use super::lint::{Found, use_lint};
use crate::ui::{Alert, AlertKind, JsonEditor};
use policy::{Class, PolicyType, size_without_white_space, validate};
use yew::prelude::*;

/// What is written, and so what it may hold and how long it may be. Source: spec policy-language.md §3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A managed policy.
    Managed,
    /// An inline policy of a user; 2,048 characters for all of the user's together.
    UserInline,
    /// An inline policy of a group; 5,120 characters together.
    GroupInline,
    /// An inline policy of a role; 10,240 characters together.
    RoleInline,
    /// A role's trust policy.
    Trust,
    /// The policy of the bucket of that name.
    Bucket(AttrValue),
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
    /// The policy of a queue, topic, key, secret or table.
    Resource(PolicyType<'static>),
}

impl Document {
    /// How much room is left, in words.
    fn room(&self, text: &str) -> String {
        let (limit, unit, size) = match self {
            Self::Managed => (6_144_usize, "characters", size_without_white_space(text)),
            Self::UserInline | Self::Trust => (2_048, "characters", size_without_white_space(text)),
            Self::GroupInline => (5_120, "characters", size_without_white_space(text)),
            Self::RoleInline => (10_240, "characters", size_without_white_space(text)),
            Self::Bucket(_) => (20_480, "bytes", text.len()),
            Self::ServiceControl => (10_240, "characters", text.chars().count()),
            Self::ResourceControl => (5_120, "characters", text.chars().count()),
            Self::Resource(kind) => match kind {
                PolicyType::SnsTopic => (30_720, "bytes", text.len()),
                PolicyType::KmsKey => (32_768, "bytes", text.len()),
                PolicyType::SqsQueue => return String::new(),
                _ => (20_480, "bytes", text.len()),
            },
        };
        match limit.checked_sub(size) {
            Some(left) => format!("{left} of {limit} {unit} remaining"),
            None if self.counts_all() => format!("Too long: at most {limit} {unit} are allowed"),
            None => format!("Too long: white space aside, at most {limit} characters are allowed"),
        }
    }

    /// Whether white space counts.
    const fn counts_all(&self) -> bool {
        matches!(self, Self::Bucket(_) | Self::ServiceControl | Self::ResourceControl | Self::Resource(_))
    }

    pub(super) fn kind(&self) -> PolicyType<'_> {
        match self {
            Self::Managed => PolicyType::Managed,
            Self::UserInline | Self::GroupInline | Self::RoleInline => PolicyType::Inline,
            Self::Trust => PolicyType::Trust,
            Self::Bucket(bucket) => PolicyType::S3Bucket { bucket },
            Self::ServiceControl => PolicyType::Scp,
            Self::ResourceControl => PolicyType::Rcp,
            Self::Resource(kind) => *kind,
        }
    }

    /// Whether AWS would save the text as it is now.
    #[must_use]
    pub fn accepts(&self, text: &str) -> bool {
        validate(text, self.kind()).is_ok()
    }
}

/// What a new identity policy starts with.
pub const IDENTITY_START: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Statement1",
            "Effect": "Allow",
            "Action": [],
            "Resource": []
        }
    ]
}"#;

/// Properties of [`PolicyEditor`].
#[derive(Properties, PartialEq)]
pub struct PolicyEditorProps {
    /// What is written.
    pub document: Document,
    /// The text.
    pub text: AttrValue,
    /// Told of every change.
    pub oninput: Callback<String>,
    /// Whether the learner has tried to go on, so that it is said why that was refused.
    #[prop_or_default]
    pub insist: bool,
}

/// The editor, what there is to say about the text, and how much room is left.
#[component]
pub fn PolicyEditor(props: &PolicyEditorProps) -> Html {
    let found = use_lint(&props.document, &props.text);
    let refused = props.insist && !props.document.accepts(&props.text);
    let counts = found.as_ref().map(counts).unwrap_or_default();
    let more = found.as_ref().map(Found::more).unwrap_or_default();
    let footer = html! {
        <p class="policy-editor-footer">
            <span>{ props.document.room(&props.text) }</span>
            <span role="status">{ counts }</span>
        </p>
    };
    html! {
        <div class="stack">
            if refused {
                <Alert kind={AlertKind::Error}>{ "Put the policy right first; what is wrong is listed below it." }</Alert>
            }
            <JsonEditor
                text={props.text.clone()}
                oninput={props.oninput.clone()}
                findings={found.map(|found| found.findings).unwrap_or_default()}
                {more}
                {footer}
                label="Policy document in JSON"
            />
        </div>
    }
}

/// How many findings of each class there are, as AWS's console names them.
fn counts(found: &Found) -> String {
    let title = |class| match class {
        Class::SecurityWarning => "Security",
        Class::Error => "Errors",
        Class::Warning => "Warnings",
        Class::Suggestion => "Suggestions",
    };
    let counts = found.counts.iter().map(|(class, count)| format!("{}: {count}", title(*class)));
    counts.collect::<Vec<_>>().join(" · ")
}
