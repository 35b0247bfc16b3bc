//! ARNs of the simulated services' resources.

use crate::world::EntityKind;

/// `arn:aws:iam::ACCOUNT:KIND/PATH/NAME`; the path begins and ends with `/`.
pub(crate) fn iam(account: &str, kind: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::{account}:{kind}{path}{name}")
}

/// Account, kind, path and name of a user's or role's ARN.
pub(crate) fn entity(arn: &str) -> Option<(&str, EntityKind, &str, &str)> {
    let (account, resource) = arn.strip_prefix("arn:aws:iam::")?.split_once(':')?;
    let kind = match resource.split_once('/')?.0 {
        "user" => EntityKind::User,
        "role" => EntityKind::Role,
        _ => return None,
    };
    let path_start = resource.find('/')?;
    let name_start = resource.rfind('/')? + 1;
    Some((account, kind, &resource[path_start..name_start], &resource[name_start..]))
}

/// The account of an ARN; empty for S3.
pub(crate) fn account(arn: &str) -> Option<&str> {
    arn.split(':').nth(4)
}

/// `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`
pub(crate) fn regional(service: &str, region: &str, account: &str, resource: &str) -> String {
    format!("arn:aws:{service}:{region}:{account}:{resource}")
}

/// The region of an ARN; empty for global services.
pub(crate) fn region(arn: &str) -> Option<&str> {
    arn.split(':').nth(3)
}

/// `arn:aws:s3:::BUCKET` or `arn:aws:s3:::BUCKET/KEY`.
pub(crate) fn s3(bucket: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("arn:aws:s3:::{bucket}/{key}"),
        None => format!("arn:aws:s3:::{bucket}"),
    }
}

/// `arn:aws:organizations::MANAGEMENT:KIND/o-…/ID`
pub(crate) fn organizations(management: &str, kind: &str, organization: &str, id: &str) -> String {
    format!("arn:aws:organizations::{management}:{kind}/{organization}/{id}")
}

/// Whether text has the six segments of an ARN with nothing missing that must be there.
pub(crate) fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(parts.as_slice(), ["arn", partition, service, _, _, resource]
        if !partition.is_empty() && !service.is_empty() && !resource.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_entity_arns_apart() {
        assert_eq!(
            entity("arn:aws:iam::111122223333:user/a/b/name"),
            Some(("111122223333", EntityKind::User, "/a/b/", "name"))
        );
        assert_eq!(
            entity("arn:aws:iam::111122223333:role/name"),
            Some(("111122223333", EntityKind::Role, "/", "name"))
        );
        for other in ["arn:aws:iam::1:root", "arn:aws:iam::1:group/g", "arn:aws:s3:::b", "", "user/x"] {
            assert_eq!(entity(other), None, "{other}");
        }
    }
}
