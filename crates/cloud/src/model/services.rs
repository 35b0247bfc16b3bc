//! Where the services' models are read from.

use super::ServiceModel;
use std::sync::OnceLock;

/// Each simulated service by its endpoint prefix, with its file.
const FILES: [(&str, &str); 12] = [
    ("dynamodb", include_str!("../../../../data/models/dynamodb.json")),
    ("iam", include_str!("../../../../data/models/iam.json")),
    ("logs", include_str!("../../../../data/models/logs.json")),
    ("organizations", include_str!("../../../../data/models/organizations.json")),
    ("kms", include_str!("../../../../data/models/kms.json")),
    ("s3", include_str!("../../../../data/models/s3.json")),
    ("s3control", include_str!("../../../../data/models/s3control.json")),
    ("secretsmanager", include_str!("../../../../data/models/secretsmanager.json")),
    ("sns", include_str!("../../../../data/models/sns.json")),
    ("sqs", include_str!("../../../../data/models/sqs.json")),
    ("ssm", include_str!("../../../../data/models/ssm.json")),
    ("sts", include_str!("../../../../data/models/sts.json")),
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
    READ[index].get_or_init(|| serde_json::from_str(FILES[index].1).ok()).as_ref()
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
