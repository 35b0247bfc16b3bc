use super::Review;
use super::finding::{Class, Finding, Fix};
use crate::Span;
use crate::document::Version;

/// Without `Version`, or with the old one, variables are plain text.
pub(super) fn old_version(review: &Review<'_>, findings: &mut Vec<Finding>) {
    if review.document.version == Version::V2012 {
        return;
    }
    let (span, message, fix) = match review.document.version_span {
        Some(span) => {
            let fix = Fix::replace("Set the version to 2012-10-17", span, "\"2012-10-17\"");
            (span, "Version 2008-10-17 knows no policy variables.", fix)
        }
        None => {
            let start = review.text.find('{').unwrap_or_default() as u32;
            let behind_brace = Span::new(start + 1, start + 1);
            let fix = Fix::replace("Add the version", behind_brace, "\"Version\": \"2012-10-17\", ");
            (Span::new(start, start + 1), "Without Version the policy is of 2008-10-17.", fix)
        }
    };
    let finding = Finding::new(Class::Warning, "OLD_VERSION", span, message.to_owned());
    findings.push(finding.with_fix(Some(fix)));
}
