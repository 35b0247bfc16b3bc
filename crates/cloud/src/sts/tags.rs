//! Session tags. Source: spec sts.md §5.

use crate::caller::Caller;
use crate::error::ApiError;
use crate::iam::model::{Tag, key};

/// Tags that a session gets: those given and those inherited from the calling session.
pub(super) struct SessionTags {
    pub(super) all: Vec<Tag>,
    /// Keys of those that the next hop inherits, in lower case.
    pub(super) transitive: Vec<String>,
}

fn invalid(message: &str) -> ApiError {
    ApiError::new("InvalidParameterValue", 400, message)
}

/// Checks given tags: keys are unique whatever their case, and none is AWS's own. Answers the keys in lower
/// case.
pub(super) fn checked(given: &[Tag]) -> Result<Vec<String>, ApiError> {
    let mut keys: Vec<String> = given.iter().map(|tag| key(&tag.key)).collect();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive."));
    }
    if keys.iter().any(|key| key.starts_with("aws:")) {
        return Err(invalid("Tag keys beginning with aws: are reserved for system use."));
    }
    Ok(keys)
}

impl SessionTags {
    /// The tags of a session that `caller` begins.
    ///
    /// # Errors
    /// When keys repeat, or the given tags change what the calling session hands on.
    pub(super) fn of(caller: &Caller, given: Vec<Tag>, transitive: &[&str]) -> Result<Self, ApiError> {
        let keys = checked(&given)?;
        let mut transitive: Vec<String> = transitive.iter().map(|name| key(name)).collect();
        if transitive.iter().any(|t| !keys.contains(t)) {
            return Err(invalid("The specified transitive tag key must be included in the requested tags."));
        }
        let session = caller.role_session();
        let inherited: Vec<Tag> = session
            .map(|s| s.tags.iter().filter(|t| s.transitive.contains(&key(&t.key))).cloned().collect())
            .unwrap_or_default();
        if inherited.iter().any(|t| keys.contains(&key(&t.key))) {
            return Err(invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive \
                 tag key from the calling session.",
            ));
        }
        transitive.extend(session.into_iter().flat_map(|s| s.transitive.iter().cloned()));
        Ok(Self { all: inherited.into_iter().chain(given).collect(), transitive })
    }
}
