//! From ARNs to the pages of what they name.

use super::Route;

impl Route {
    /// The page of what an ARN names, if the console has one.
    #[must_use]
    pub fn of_arn(arn: &str) -> Option<Self> {
        let mut parts = arn.splitn(6, ':').skip(2);
        let (service, resource) = (parts.next()?, parts.nth(2)?);
        // The name stands behind the path.
        let name = resource.rsplit('/').next().filter(|name| !name.is_empty()).map(str::to_owned);
        let wild = resource.contains(['*', '?', '$']);
        let tab = String::new();
        match (service, resource.split(['/', ':']).next()?) {
            _ if wild => None,
            ("iam", "user") => Some(Self::User { name: name?, tab }),
            ("iam", "group") => Some(Self::Group { name: name?, tab }),
            ("iam", "role") => Some(Self::Role { name: name?, tab }),
            ("iam", "policy") => Some(Self::Policy { arn: arn.to_owned(), tab }),
            // The session is the role's.
            ("sts", "assumed-role") => Some(Self::Role { name: resource.split('/').nth(1)?.to_owned(), tab }),
            ("s3", _) => Some(match resource.split_once('/') {
                Some((bucket, key)) if !key.is_empty() && !key.ends_with('/') => {
                    Self::Object { bucket: bucket.to_owned(), key: key.to_owned() }
                }
                Some((bucket, prefix)) => Self::Bucket { name: bucket.to_owned(), prefix: prefix.to_owned() },
                None => Self::Bucket { name: resource.to_owned(), prefix: String::new() },
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_lead_to_pages() {
        let tab = String::new;
        for (arn, route) in [
            (
                "arn:aws:iam::111122223333:user/a/bob",
                Some(Route::User { name: "bob".to_owned(), tab: tab() }),
            ),
            (
                "arn:aws:iam::111122223333:group/devs",
                Some(Route::Group { name: "devs".to_owned(), tab: tab() }),
            ),
            (
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                Some(Route::Policy { arn: "arn:aws:iam::aws:policy/ReadOnlyAccess".to_owned(), tab: tab() }),
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/dev/ann",
                Some(Route::Role { name: "dev".to_owned(), tab: tab() }),
            ),
            ("arn:aws:s3:::b", Some(Route::Bucket { name: "b".to_owned(), prefix: String::new() })),
            ("arn:aws:s3:::b/x/", Some(Route::Bucket { name: "b".to_owned(), prefix: "x/".to_owned() })),
            ("arn:aws:s3:::b/x/y", Some(Route::Object { bucket: "b".to_owned(), key: "x/y".to_owned() })),
            ("arn:aws:s3:::b/*", None),
            ("arn:aws:iam::111122223333:root", None),
            ("arn:aws:iam::111122223333:user/", None),
            ("arn:aws:sqs:us-east-1:111122223333:jobs", None),
            ("arn:aws", None),
        ] {
            assert_eq!(Route::of_arn(arn), route, "{arn}");
        }
    }
}
