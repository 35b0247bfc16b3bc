//! The request of a case, and sending it.

use crate::case::A;
use crate::set_up::{BUCKET, Stage, statement};
use cloud::{ApiError, Call, CheckTrace, Credentials, Origin, SignedRequest, handle};
use serde_json::json;

/// Who sends a case's request, and from where.
pub struct Way {
    pub who: Option<Credentials>,
    pub origin: Origin,
    pub call: Call,
}

impl Stage {
    pub fn request(&self) -> Result<Call, String> {
        let case = &self.case;
        let role = || {
            let call = Call::new("sts", "AssumeRole").with("RoleArn", case.resource.as_str());
            let call = call.with("RoleSessionName", "s9");
            match case.context.get("sts:ExternalId") {
                Some(id) => call.with("ExternalId", id.clone()),
                None => call,
            }
        };
        Ok(match case.action.as_str() {
            "s3:GetObject" => Call::new("s3", "GetObject").with("Bucket", BUCKET).with("Key", "o"),
            "s3:PutBucketPolicy" => {
                let policy = json!({"Effect": "Allow", "Principal": {"AWS": A}, "Action": "s3:GetObject",
                    "Resource": format!("arn:aws:s3:::{BUCKET}/*")});
                Call::new("s3", "PutBucketPolicy").with("Bucket", BUCKET).with("Policy", statement(policy))
            }
            "sts:AssumeRole" => role(),
            "sts:TagSession" => role().with("Tags", json!([{"Key": "team", "Value": "blue"}])),
            "sts:GetCallerIdentity" => Call::new("sts", "GetCallerIdentity"),
            "sts:GetSessionToken" => Call::new("sts", "GetSessionToken"),
            "kms:Decrypt" => {
                let call = Call::new("kms", "Decrypt").in_region("eu-west-1");
                let call = call.with("CiphertextBlob", self.secret.as_str());
                call.with("KeyId", self.resource.as_str())
            }
            "lambda:InvokeFunction" => {
                Call::new("lambda", "Invoke").in_region("eu-west-1").with("FunctionName", "f")
            }
            other => return Err(format!("no request is known for {other}")),
        })
    }

    /// Sends the case's request.
    pub fn send(&mut self, way: &Way) -> Result<(Option<ApiError>, Vec<CheckTrace>), String> {
        let tick = cloud::Tick { now: self.base.aws.now, seed: 7 };
        let request = match &way.who {
            Some(who) => SignedRequest::new(&way.call, who, tick.now, way.origin.clone()),
            None => SignedRequest::unsigned(&way.call, way.origin.clone()),
        };
        let request = request.map_err(|error| error.to_string())?;
        let turn = handle(self.base.aws.history.world(), &request, tick);
        Ok((turn.result.err(), turn.checks))
    }
}

impl Way {
    /// Whether [`Stage`] has a request for an action, or the case is listed as beyond.
    pub fn knows(action: &str) -> bool {
        const ACTIONS: [&str; 9] = [
            "s3:GetObject",
            "s3:PutBucketPolicy",
            "sts:AssumeRole",
            "sts:TagSession",
            "sts:GetCallerIdentity",
            "sts:GetSessionToken",
            "kms:Decrypt",
            "lambda:InvokeFunction",
            "sqs:SendMessage",
        ];
        ACTIONS.contains(&action)
    }
}
