//! Where the services' models are read from.

use super::ServiceModel;
use std::sync::OnceLock;

/// A service's endpoint prefix with its file, which is the result of a function of its own: so the page loads
/// the files that it needs at first, and the others behind.
type File = (&'static str, fn() -> &'static str);

macro_rules! file {
    ($prefix:literal) => {
        ($prefix, || include_str!(concat!("../../../../data/models/", $prefix, ".json")))
    };
}

/// Each simulated service.
const FILES: [File; 15] = [
    file!("dynamodb"),
    file!("ec2"),
    file!("ecs"),
    file!("iam"),
    file!("lambda"),
    file!("logs"),
    file!("organizations"),
    file!("kms"),
    file!("s3"),
    file!("s3control"),
    file!("secretsmanager"),
    file!("sns"),
    file!("sqs"),
    file!("ssm"),
    file!("sts"),
];

/// The endpoint prefixes of the services that have simulated operations.
pub fn services() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(prefix, _)| *prefix)
}

/// A service's model by its endpoint prefix, read when it is first asked for. `None` if it is not simulated.
pub fn service(prefix: &str) -> Option<&'static ServiceModel> {
    static READ: [OnceLock<Option<ServiceModel>>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let index = FILES.iter().position(|(known, _)| *known == prefix)?;
    // A test reads them all.
    READ[index].get_or_init(|| serde_json::from_str((FILES[index].1)()).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_model_can_be_read() {
        for prefix in super::services() {
            assert!(super::service(prefix).is_some(), "{prefix}");
        }
    }
}
