//! Any text as a policy: read, checked, linted, compiled, rewritten, all without a panic, and
//! with every place inside the text.

use std::sync::LazyLock;

use policy::table::ActionTable;
use policy::{Document, Policy, PolicyType, lint, rewrite_principals, validate};

static TABLE: LazyLock<ActionTable> = LazyLock::new(|| {
    ActionTable::parse(include_str!("../../../../data/actions.txt")).expect("the table is well-formed")
});

const KINDS: &[PolicyType<'_>] = &[
    PolicyType::Managed,
    PolicyType::Inline,
    PolicyType::Trust,
    PolicyType::Session,
    PolicyType::S3Bucket { bucket: "bk" },
    PolicyType::SqsQueue,
    PolicyType::KmsKey,
    PolicyType::Scp,
    PolicyType::Rcp,
    PolicyType::VpcEndpoint,
];

pub fn run(text: &str) {
    for kind in KINDS {
        if let Err(refusal) = validate(text, *kind) {
            assert!(refusal.span.is_none_or(|span| span.end as usize <= text.len()));
        }
        for finding in lint(text, *kind, &TABLE) {
            assert!(finding.span.end as usize <= text.len());
            if let Some(fix) = finding.fix {
                Document::parse(&fix.apply(text)).expect("a fix leaves a policy");
            }
        }
    }
    if let Ok(document) = Document::parse(text) {
        let policy = Policy::compile(&document);
        assert_eq!(policy.text(), text);
        assert_eq!(rewrite_principals(text, &document, |_, _| None), text);
        let renamed = rewrite_principals(text, &document, |_, _| Some("\"\\\n".to_owned()));
        let renamed = Document::parse(&renamed).expect("only principals changed");
        assert!(renamed.principal_entries().all(|entry| entry.value == "\"\\\n" || entry.value == "*"));
    }
}
