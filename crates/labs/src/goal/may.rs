//! Goals about what somebody could do now: a request that is sent to a copy of the world.

use cloud::{Call, Fault, History, Origin, SignedRequest, Tick, Timestamp, signin};
use serde_json::{Map, Value};

/// A request that the policies must let through.
#[derive(Clone, Debug, PartialEq)]
pub struct MayGoal {
    /// The ARN of the user, role or root user that would send it; `*` for somebody without credentials.
    pub caller: String,
    /// The endpoint prefix, e.g. `s3`.
    pub service: String,
    /// The API's name of the operation.
    pub operation: String,
    /// The parameters as the API names them.
    pub parameters: Map<String, Value>,
}

/// Nobody but the copy sees what is drawn with it.
const SEED: u64 = 0x006d_6179;

impl MayGoal {
    /// Whether the request would pass authentication and every policy. It may fail for another reason, such
    /// as that there is nothing to delete.
    pub(super) fn holds(&self, history: &History) -> bool {
        let now = history.records().next_back().map_or(Timestamp(0), |record| record.tick.now);
        let tick = Tick { now, seed: SEED };
        let call = Call { params: self.parameters.clone(), ..Call::new(&self.service, &self.operation) };
        let origin = Origin::terminal();
        let (world, request) = if self.caller == "*" {
            (history.world().clone(), SignedRequest::unsigned(&call, origin))
        } else {
            let Some((world, credentials)) = signin::session_of(history.world(), &self.caller, tick) else {
                return false;
            };
            (world, SignedRequest::new(&call, &credentials, now, origin))
        };
        request.is_ok_and(|request| match cloud::handle(&world, &request, tick).result {
            Ok(_) => true,
            Err(error) => error.fault == Fault::Request,
        })
    }
}
