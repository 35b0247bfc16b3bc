//! Where in a policy document the reason for AWS's refusal stands: AWS says what is wrong, but not where.

use cloud::World;
use policy::{Document, PolicyType, PrincipalKind, Span};

/// The place inside the document at `at` of a file; `None` if nothing in it is wrong by itself.
pub(super) fn of_refusal(text: &str, at: Span, kind: PolicyType<'_>, world: &World) -> Option<Span> {
    let inside = match policy::validate(at.of(text), kind) {
        Err(refusal) => refusal.span,
        Ok(document) => unknown_principal(&document, world),
    };
    inside.map(|span| Span::new(at.start + span.start, at.start + span.end))
}

/// The first user or role that the document names and the world does not have.
fn unknown_principal(document: &Document, world: &World) -> Option<Span> {
    let is_entity = |arn: &str| arn.contains(":user/") || arn.contains(":role/");
    let mut principals = document.principal_entries().filter(|entry| entry.kind == PrincipalKind::Aws);
    let unknown =
        principals.find(|entry| is_entity(&entry.value) && world.unique_id_of(&entry.value).is_none());
    unknown.map(|entry| entry.span)
}
