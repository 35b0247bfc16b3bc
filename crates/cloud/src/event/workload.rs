//! What the services do for workloads, and what sessions tell of them.

use super::{EVENT_SEED, Event, EventResource};
use crate::error::ApiError;
use crate::ids;
use crate::random::Random;
use crate::recorded;
use crate::request::{Call, Reply};
use crate::tick::Tick;
use crate::workload::{Workload, WorkloadKind, delivery};
use serde_json::{Value, json};

impl Event {
    /// A service's AssumeRole for a workload.
    pub(crate) fn of_service_session(
        workload: &Workload,
        role_arn: &str,
        result: &Result<Reply, ApiError>,
        tick: Tick,
    ) -> Self {
        let mut random = Random::new(tick.seed ^ EVENT_SEED);
        let (service, account) = (workload.kind().principal(), workload.account());
        let error = result.as_ref().err();
        Self {
            event_version: "1.11".to_owned(),
            user_identity: json!({"type": "AWSService", "invokedBy": service}),
            event_time: tick.now,
            event_source: "sts.amazonaws.com".to_owned(),
            event_name: "AssumeRole".to_owned(),
            aws_region: workload.region().to_owned(),
            source_ip_address: service.to_owned(),
            user_agent: service.to_owned(),
            error_code: error.map(|e| e.code.clone()),
            error_message: error.map(|e| e.message.clone()),
            request_parameters: json!({"roleArn": role_arn, "roleSessionName": workload.name()}),
            response_elements: result.as_ref().map_or(Value::Null, answer),
            request_id: ids::uuid(&mut random),
            event_id: ids::uuid(&mut random),
            read_only: true,
            event_type: "AwsApiCall".to_owned(),
            resources: vec![EventResource {
                account_id: Some(account.to_owned()),
                kind: "AWS::IAM::Role".to_owned(),
                arn: role_arn.to_owned(),
            }],
            management_event: true,
            recipient_account_id: account.to_owned(),
            event_category: "Management".to_owned(),
        }
    }
}

/// The answer as the record has it.
fn answer(reply: &Reply) -> Value {
    recorded::answer(&Call::new("sts", "AssumeRole"), &reply.output)
}

/// For whom a service made a session.
pub(super) fn in_scope_of(workload: &Workload, context: &mut Value) {
    let issuer = match workload.kind() {
        WorkloadKind::Instance => {
            context["ec2RoleDelivery"] = delivery::ROLE_DELIVERY.into();
            "AWS::EC2::Instance"
        }
        WorkloadKind::Function => "AWS::Lambda::Function",
        WorkloadKind::Task => "AWS::ECS::Task",
    };
    context["inScopeOf"] = json!({"issuerType": issuer, "credentialsIssuedTo": workload.arn()});
}
