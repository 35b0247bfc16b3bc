//! Amazon Resource Names.

/// An ARN in its six parts; the resource part keeps its own colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`
    pub partition: &'a str,
    /// `s3`, `iam` …
    pub service: &'a str,
    /// Empty for global services and S3.
    pub region: &'a str,
    /// Twelve digits, or empty.
    pub account: &'a str,
    /// Everything behind the fifth colon.
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits a text that begins with `arn:` and has five colons or more.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.splitn(6, ':');
        if parts.next() != Some("arn") {
            return None;
        }
        Some(Self {
            partition: parts.next()?,
            service: parts.next()?,
            region: parts.next()?,
            account: parts.next()?,
            resource: parts.next()?,
        })
    }
}

/// Whether a text is an account id: twelve digits.
pub fn is_account_id(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_six_parts() {
        let arn = Arn::parse("arn:aws:logs:eu-west-1:111111111111:log-group:x:*").unwrap();
        assert_eq!(arn.service, "logs");
        assert_eq!(arn.account, "111111111111");
        assert_eq!(arn.resource, "log-group:x:*");
        assert_eq!(Arn::parse("arn:aws:s3::bk"), None);
        assert_eq!(Arn::parse("urn:aws:s3:::bk"), None);
    }
}
