//! Short ways to talk to S3.

use super::Aws;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::request::Call;
use cloud::{Credentials, Endpoint as _, History, Origin, Random, Reply, SignedRequest, account, signin};
use serde_json::{Value, json};

pub const BUCKET: &str = "b-111122223333";
pub const OTHER: &str = "444455556666";

/// A call about the bucket.
pub fn s3(operation: &str) -> Call {
    Call::new("s3", operation).with("Bucket", BUCKET)
}

/// A call about a key of the bucket.
pub fn on(operation: &str, key: &str) -> Call {
    s3(operation).with("Key", key)
}

pub fn put(key: &str, body: &str) -> Call {
    on("PutObject", key).with("Body", BASE64.encode(body))
}

/// A call that sets or clears all four switches of the bucket.
pub fn block(on: bool) -> Call {
    let all = json!({"BlockPublicAcls": on, "IgnorePublicAcls": on, "BlockPublicPolicy": on,
        "RestrictPublicBuckets": on});
    s3("PutPublicAccessBlock").with("PublicAccessBlockConfiguration", all)
}

/// A bucket policy of one statement about the bucket and all in it.
pub fn bucket_policy(effect: &str, principal: &Value, action: &str, condition: &Value) -> String {
    let resources = [format!("arn:aws:s3:::{BUCKET}"), format!("arn:aws:s3:::{BUCKET}/*")];
    let mut statement =
        json!({"Effect": effect, "Principal": principal, "Action": action, "Resource": resources});
    if condition.is_object() {
        statement["Condition"] = condition.clone();
    }
    json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
}

impl Aws {
    /// As [`Aws::with_admin`], with the bucket.
    pub fn with_bucket() -> (Self, Credentials) {
        let (mut aws, admin) = Self::with_admin();
        aws.must(&admin, s3("CreateBucket"));
        (aws, admin)
    }

    pub fn versioning(&mut self, who: &Credentials, status: &str) {
        let configuration = json!({ "Status": status });
        self.must(who, s3("PutBucketVersioning").with("VersioningConfiguration", configuration));
    }

    /// Opens a second account; returns the keys of a user in it that may do everything there.
    pub fn other_account(&mut self) -> Credentials {
        let mut world = self.history.world().clone();
        assert!(account::open(&mut world, OTHER, "other", None, &mut Random::new(7)));
        let (world, root) = signin::root_session(&world, OTHER, self.tick()).unwrap();
        self.history = History::new(world);
        self.must(&root, Call::new("iam", "CreateUser").with("UserName", "stranger"));
        let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "stranger");
        self.must(&root, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        self.access_key(&root, "stranger")
    }

    /// The answer to an unsigned call.
    pub fn unsigned(&mut self, call: &Call) -> Result<Reply, String> {
        let tick = self.tick();
        let request = SignedRequest::unsigned(call, Origin::terminal()).unwrap();
        let sent = self.history.send(&request, tick);
        sent.map(|success| success.reply).map_err(|failure| failure.error.to_string())
    }
}
