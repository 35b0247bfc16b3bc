//! The kinds of policy that the console tells apart.

/// A kind of policy, as the column "Type" names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyKind {
    /// AWS keeps it.
    AwsManaged,
    /// AWS keeps it, and it is cut for a job.
    JobFunction,
    /// The account keeps it, as a thing of its own.
    CustomerManaged,
    /// It is a part of one user, group or role.
    CustomerInline,
}

impl PolicyKind {
    /// The kinds of managed policy, in the order in which the filter offers them.
    pub const MANAGED: [Self; 3] = [Self::CustomerManaged, Self::AwsManaged, Self::JobFunction];

    /// The kind of the managed policy with this ARN.
    #[must_use]
    pub fn of(arn: &str) -> Self {
        match arn.strip_prefix("arn:aws:iam::aws:policy/") {
            Some(rest) if rest.starts_with("job-function/") => Self::JobFunction,
            Some(_) => Self::AwsManaged,
            None => Self::CustomerManaged,
        }
    }

    /// The console's words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AwsManaged => "AWS managed",
            Self::JobFunction => "AWS managed - job function",
            Self::CustomerManaged => "Customer managed",
            Self::CustomerInline => "Customer inline",
        }
    }
}

/// The name at the end of an ARN.
#[must_use]
pub fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_tells_the_kind() {
        for (arn, kind) in [
            ("arn:aws:iam::aws:policy/AdministratorAccess", PolicyKind::AwsManaged),
            ("arn:aws:iam::aws:policy/job-function/Billing", PolicyKind::JobFunction),
            ("arn:aws:iam::aws:policy/service-role/AWSLambdaRole", PolicyKind::AwsManaged),
            ("arn:aws:iam::111122223333:policy/job-function/Mine", PolicyKind::CustomerManaged),
        ] {
            assert_eq!(PolicyKind::of(arn), kind, "{arn}");
        }
        assert_eq!(name_of("arn:aws:iam::aws:policy/job-function/Billing"), "Billing");
    }
}
