//! The regions that buckets can be made in.

/// Name and code, as the console lists them: the regions that every account has without asking.
pub const REGIONS: &[(&str, &str)] = &[
    ("US East (N. Virginia)", "us-east-1"),
    ("US East (Ohio)", "us-east-2"),
    ("US West (N. California)", "us-west-1"),
    ("US West (Oregon)", "us-west-2"),
    ("Asia Pacific (Mumbai)", "ap-south-1"),
    ("Asia Pacific (Osaka)", "ap-northeast-3"),
    ("Asia Pacific (Seoul)", "ap-northeast-2"),
    ("Asia Pacific (Singapore)", "ap-southeast-1"),
    ("Asia Pacific (Sydney)", "ap-southeast-2"),
    ("Asia Pacific (Tokyo)", "ap-northeast-1"),
    ("Canada (Central)", "ca-central-1"),
    ("Europe (Frankfurt)", "eu-central-1"),
    ("Europe (Ireland)", "eu-west-1"),
    ("Europe (London)", "eu-west-2"),
    ("Europe (Paris)", "eu-west-3"),
    ("Europe (Stockholm)", "eu-north-1"),
    ("South America (São Paulo)", "sa-east-1"),
];

/// `US East (N. Virginia) us-east-1`; an unlisted region is its code.
#[must_use]
pub fn title(code: &str) -> String {
    match REGIONS.iter().find(|(_, other)| *other == code) {
        Some((name, code)) => format!("{name} {code}"),
        None => code.to_owned(),
    }
}
