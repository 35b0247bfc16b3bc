//! Writing a policy: the JSON editor with AWS's own checks.

use crate::ui::{Alert, AlertKind, Finding, FindingKind, JsonEditor};
use policy::{PolicyType, Span, size_without_white_space, validate};
use yew::prelude::*;

/// What is written, and so what it may hold and how long it may be. Source: spec policy-language.md §3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl Document {
    fn limit(self) -> usize {
        match self {
            Self::Managed => 6_144,
            Self::UserInline | Self::Trust => 2_048,
            Self::GroupInline => 5_120,
            Self::RoleInline => 10_240,
        }
    }

    fn kind(self) -> PolicyType<'static> {
        match self {
            Self::Managed => PolicyType::Managed,
            Self::UserInline | Self::GroupInline | Self::RoleInline => PolicyType::Inline,
            Self::Trust => PolicyType::Trust,
        }
    }

    /// What AWS would refuse if the text were saved now.
    #[must_use]
    pub fn findings(self, text: &str) -> Vec<Finding> {
        let Err(refusal) = validate(text, self.kind()) else { return Vec::new() };
        let message = match refusal.detail {
            Some(detail) => format!("{} ({detail})", refusal.message),
            None => refusal.message,
        };
        let span = refusal.span.unwrap_or(Span::new(0, 0));
        vec![Finding { kind: FindingKind::Error, span, message: message.into() }]
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

/// The editor, what is wrong, and how much room is left.
#[component]
pub fn PolicyEditor(props: &PolicyEditorProps) -> Html {
    let findings = props.document.findings(&props.text);
    let errors = findings.len();
    let limit = props.document.limit();
    let room = match limit.checked_sub(size_without_white_space(&props.text)) {
        Some(left) => format!("{left} of {limit} characters remaining"),
        None => format!("Too long: white space aside, at most {limit} characters are allowed"),
    };
    html! {
        <div class="stack">
            if props.insist && errors > 0 {
                <Alert kind={AlertKind::Error}>{ "Put the policy right first; what is wrong is listed below it." }</Alert>
            }
            <div>
            <JsonEditor
                text={props.text.clone()}
                oninput={props.oninput.clone()}
                {findings}
                label="Policy document in JSON"
            />
            <p class="policy-editor-footer">
                <span>{ room }</span>
                <span role="status">{ format!("Errors: {errors}") }</span>
            </p>
            </div>
        </div>
    }
}
