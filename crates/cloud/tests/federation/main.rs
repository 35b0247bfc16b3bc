//! Roles assumed by tokens and assertions of identity providers outside AWS.

#![allow(clippy::unwrap_used)]

mod saml;
#[path = "../support/mod.rs"]
mod support;
mod web_identity;

use cloud::request::HttpRequest;
use cloud::{Call, Credentials, Endpoint as _, Origin, Reply, SignedRequest, outside};
use serde_json::{Value, json};
use support::{ACCOUNT, Aws, identity};

/// What a site outside AWS answers.
fn fetch(aws: &Aws, method: &str, url: &str, body: &Value) -> String {
    let (http, _) = HttpRequest::of_url(method, url).unwrap();
    let http = HttpRequest { body: body.to_string().into_bytes(), ..http };
    let page = outside::answer(aws.history.world(), &http, aws.now).unwrap();
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

/// Sends a call that nobody signs.
fn send(aws: &mut Aws, call: &Call) -> Result<Reply, String> {
    let tick = aws.tick();
    let request = SignedRequest::unsigned(call, Origin::terminal()).unwrap();
    let before = aws.history.world().clone();
    let result = aws.send(&request, tick);
    if result.is_err() {
        assert_eq!(before, *aws.history.world(), "a failed call changed the world");
    }
    result.map(|success| success.reply).map_err(|failure| failure.error.to_string())
}

fn provider_arn(kind: &str, name: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:{kind}-provider/{name}")
}

/// A role that trusts whoever the provider vouches for, on a condition.
fn role(aws: &mut Aws, admin: &Credentials, name: &str, provider: &str, actions: &Value, condition: &Value) {
    let trust = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Federated": provider}, "Action": actions, "Condition": condition}]});
    let create = Call::new("iam", "CreateRole").with("RoleName", name);
    aws.must(admin, create.with("AssumeRolePolicyDocument", trust.to_string()));
    let put = Call::new("iam", "PutRolePolicy").with("RoleName", name).with("PolicyName", "s3");
    aws.must(admin, put.with("PolicyDocument", identity("Allow", "s3:ListAllMyBuckets")));
}
