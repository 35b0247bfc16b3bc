use crate::Context;
use crate::principal::Principal;
use crate::request::{Layers, Request};
use crate::statement::{ServiceBits, service_bit, service_hash};

/// A request as statements look at it: prepared once, asked many times.
pub(crate) struct Probe<'a> {
    pub(crate) principal: &'a Principal,
    /// The action as the request spells it.
    pub(crate) action_as_given: &'a str,
    /// The whole action in lower case.
    pub(crate) action: &'a str,
    /// Before the colon.
    pub(crate) service: &'a str,
    /// Behind it; `None` for a text without colon, which is no action.
    pub(crate) action_name: Option<&'a str>,
    pub(crate) service_hash: u64,
    pub(crate) resource: &'a str,
    pub(crate) context: &'a Context,
    pub(crate) canonical_user: Option<&'a str>,
    /// Whether the caller has a permissions boundary.
    pub(crate) has_boundary: bool,
}

/// Longer than any action of AWS.
const USUAL_ACTION: usize = 128;

/// Prepares a request. Lower-casing the action takes no allocation unless it is longer than
/// any of AWS's.
pub(super) fn with_probe<T>(
    request: &Request<'_>,
    layers: &Layers<'_>,
    use_probe: impl FnOnce(&Probe<'_>) -> T,
) -> T {
    let mut buffer = [0; USUAL_ACTION];
    let long;
    let action = match buffer.get_mut(..request.action.len()) {
        Some(buffer) => {
            buffer.copy_from_slice(request.action.as_bytes());
            buffer.make_ascii_lowercase();
            // Lower-casing ASCII letters leaves UTF-8 what it was.
            std::str::from_utf8(buffer).unwrap_or(request.action)
        }
        None => {
            long = request.action.to_ascii_lowercase();
            &long
        }
    };
    let (service, action_name) = match action.split_once(':') {
        Some((service, name)) => (service, Some(name)),
        None => (action, None),
    };
    use_probe(&Probe {
        principal: request.principal,
        action_as_given: request.action,
        action,
        service,
        action_name,
        service_hash: service_hash(service),
        resource: &request.resource.arn,
        context: request.context,
        canonical_user: layers.canonical_user,
        has_boundary: layers.boundary.is_some() && can_have_boundary(request.principal),
    })
}

impl Probe<'_> {
    pub(crate) const fn service_bit(&self) -> ServiceBits {
        service_bit(self.service_hash)
    }
}

/// Users and roles can, service-linked ones excepted; a federated session has its parent's.
pub(super) fn can_have_boundary(principal: &Principal) -> bool {
    match principal {
        Principal::User { .. } | Principal::FederatedSession { .. } => true,
        Principal::RoleSession { service_linked, .. } => !service_linked,
        _ => false,
    }
}
