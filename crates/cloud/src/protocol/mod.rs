//! Putting calls on the wire and taking them off it again, by each service's protocol.

pub mod answer;
mod json;
mod query;
mod rest_json;
mod rest_xml;
pub(crate) mod xml;

use crate::error::ApiError;
use crate::model::{self, OperationModel, Protocol, ServiceModel};
use crate::request::{Call, HttpRequest};

/// Services whose only endpoint is in us-east-1.
const GLOBAL: [&str; 1] = ["iam"];

/// Encodes a call as the HTTP request that its service expects, unsigned.
///
/// # Errors
/// `NotSimulated` if there is no model of the operation; a validation error if a parameter has the wrong
/// type or is unknown.
pub fn encode(call: &Call) -> Result<HttpRequest, ApiError> {
    let (service, operation) = find(&call.service, &call.operation)?;
    match service.protocol {
        Protocol::Query | Protocol::Ec2 => query::encode(call, service, operation),
        Protocol::RestXml => rest_xml::encode(call, service, operation),
        Protocol::Json => json::encode(call, service, operation),
        Protocol::RestJson => rest_json::encode(call, service, operation),
    }
}

/// Decodes an HTTP request into the call that it stands for.
///
/// # Errors
/// As [`encode`], and where the request has not its service's form.
pub fn decode(http: &HttpRequest) -> Result<Call, ApiError> {
    let endpoint = Endpoint::of(&http.host)
        .ok_or_else(|| ApiError::not_simulated(format!("No service answers at {}.", http.host)))?;
    let Some(service) = model::service(endpoint.service) else {
        return Err(not_simulated(endpoint.service, "this service"));
    };
    match service.protocol {
        Protocol::Query | Protocol::Ec2 => query::decode(http, &endpoint, service),
        Protocol::RestXml => rest_xml::decode(http, &endpoint, service),
        Protocol::Json => json::decode(http, &endpoint, service),
        Protocol::RestJson => rest_json::decode(http, &endpoint, service),
    }
}

/// What a host name says.
pub(crate) struct Endpoint<'a> {
    /// The endpoint prefix.
    pub(crate) service: &'a str,
    /// The region; us-east-1 for global endpoints.
    pub(crate) region: &'a str,
    /// The bucket of a virtual-hosted S3 request.
    pub(crate) bucket: Option<&'a str>,
}

impl<'a> Endpoint<'a> {
    pub(crate) fn of(host: &'a str) -> Option<Self> {
        let name = host.strip_suffix(".amazonaws.com")?;
        if let Some((bucket, region)) = name.rsplit_once(".s3.") {
            return Some(Self { service: "s3", region, bucket: Some(bucket) });
        }
        // The old global endpoint, as in many a public link.
        if let Some(bucket) = name.strip_suffix(".s3") {
            return Some(Self { service: "s3", region: "us-east-1", bucket: Some(bucket) });
        }
        if let Some((_, region)) = name.rsplit_once(".s3-control.") {
            return Some(Self { service: "s3control", region, bucket: None });
        }
        let (service, region) = name.split_once('.').unwrap_or((name, "us-east-1"));
        Some(Self { service, region, bucket: None })
    }

    /// The service's name in signatures.
    pub(crate) fn signing_name(&self) -> &'a str {
        signing_name(self.service)
    }
}

/// A service's name in signatures: S3 Control signs as S3.
pub fn signing_name(service: &str) -> &str {
    if service == "s3control" { "s3" } else { service }
}

/// The region that a host's requests are signed for.
pub(crate) fn region(host: &str) -> &str {
    Endpoint::of(host).map_or("us-east-1", |endpoint| endpoint.region)
}

/// The host of a service's endpoint in a region.
pub(crate) fn host(service: &str, region: &str) -> String {
    if GLOBAL.contains(&service) {
        format!("{service}.amazonaws.com")
    } else {
        format!("{service}.{region}.amazonaws.com")
    }
}

pub(crate) fn find(
    service: &str,
    operation: &str,
) -> Result<(&'static ServiceModel, &'static OperationModel), ApiError> {
    model::operation(service, operation).ok_or_else(|| not_simulated(service, operation))
}

pub(crate) fn not_simulated(service: &str, operation: &str) -> ApiError {
    ApiError::not_simulated(format!(
        "{service}:{operation} is not simulated in IAM Playground. Nothing was changed."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn calls_survive_the_wire() {
        for call in [
            Call::new("sts", "GetCallerIdentity").in_region("eu-west-1"),
            Call::new("iam", "CreateUser")
                .with("UserName", "ünï +&=/")
                .with("Tags", json!([{"Key": "a b", "Value": ""}, {"Key": "c", "Value": "d&e"}])),
            Call::new("iam", "CreatePolicyVersion")
                .with("PolicyArn", "arn:aws:iam::1:policy/p")
                .with("PolicyDocument", "{\n}")
                .with("SetAsDefault", true),
            Call::new("iam", "ListUsers").with("MaxItems", 7),
            Call::new("s3", "ListBuckets"),
            Call::new("s3", "ListObjectsV2")
                .with("Bucket", "my-bucket")
                .with("Prefix", "a/ b+")
                .with("MaxKeys", 3),
            Call::new("s3", "ListObjectsV2").with("Bucket", "dotted.bucket"),
            Call::new("s3", "PutObject")
                .with("Bucket", "my-bucket")
                .with("Key", "a b/ü?&#/c")
                .with("Body", "aGVsbG8=")
                .with("ContentType", "text/plain"),
            Call::new("s3", "GetObject").with("Bucket", "my-bucket").with("Key", "/odd//key"),
            Call::new("s3", "DeleteObject").with("Bucket", "b-1").with("Key", "k").with("VersionId", "v"),
            Call::new("s3", "CreateBucket")
                .in_region("eu-west-1")
                .with("Bucket", "b-1")
                .with("CreateBucketConfiguration", json!({"LocationConstraint": "eu-west-1"})),
            Call::new("s3", "PutBucketPolicy").with("Bucket", "b-1").with("Policy", "{\"a\": \"<&>\"}"),
            Call::new("s3", "HeadObject").with("Bucket", "b-1").with("Key", "k"),
            Call::new("s3", "HeadBucket").with("Bucket", "b-1"),
            Call::new("s3", "CopyObject")
                .with("Bucket", "b-1")
                .with("Key", "k")
                .with("CopySource", "b-1/a%20b?versionId=v"),
            Call::new("s3", "DeleteObjects").with("Bucket", "b-1").with(
                "Delete",
                json!({"Objects": [{"Key": "a"}, {"Key": "b", "VersionId": "v"}], "Quiet": true}),
            ),
            Call::new("s3", "GetObjectAttributes")
                .with("Bucket", "b-1")
                .with("Key", "k")
                .with("ObjectAttributes", json!(["ETag", "ObjectSize"])),
            Call::new("s3", "PutBucketTagging")
                .with("Bucket", "b-1")
                .with("Tagging", json!({"TagSet": [{"Key": "a", "Value": "b"}]})),
            Call::new("s3", "ListObjectVersions").with("Bucket", "b-1").with("KeyMarker", "k"),
            Call::new("s3", "ListObjects").with("Bucket", "b-1").with("Marker", "k"),
            Call::new("s3control", "PutPublicAccessBlock")
                .in_region("eu-west-1")
                .with("PublicAccessBlockConfiguration", json!({"BlockPublicAcls": true}))
                .with("AccountId", "111122223333"),
            Call::new("ec2", "RunInstances")
                .with("ImageId", "ami-1")
                .with("MaxCount", 1)
                .with("MinCount", 1)
                .with("SecurityGroupIds", json!(["sg-1", "sg-2"]))
                .with("DryRun", true)
                .with("IamInstanceProfile", json!({"Name": "web"}))
                .with(
                    "TagSpecifications",
                    json!([{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}]),
                ),
            Call::new("lambda", "ListFunctions").with("Marker", "a b").with("MaxItems", 7),
            Call::new("lambda", "GetFunction").with("FunctionName", "arn:aws:lambda:us-east-1:1:function:f"),
            Call::new("lambda", "CreateFunction")
                .with("FunctionName", "f")
                .with("Role", "arn:aws:iam::1:role/r")
                .with("Code", json!({"ZipFile": "aGk="}))
                .with("Timeout", 3)
                .with("Tags", json!({"a": "ü/"})),
            Call::new("lambda", "Invoke")
                .with("FunctionName", "f")
                .with("InvocationType", "Event")
                .with("Payload", "e30="),
            Call::new("lambda", "RemovePermission").with("FunctionName", "f").with("StatementId", "s/1"),
            Call::new("lambda", "UntagResource")
                .with("Resource", "arn:aws:lambda:us-east-1:1:function:f")
                .with("TagKeys", json!(["a", "b,c"])),
            Call::new("ecs", "RunTask").with("taskDefinition", "web:1").with("count", 1),
        ] {
            let http = encode(&call).unwrap();
            assert_eq!(decode(&http).unwrap(), call, "{http:?}");
        }
    }

    #[test]
    fn what_is_not_simulated_says_so() {
        let error = encode(&Call::new("rds", "DescribeDBInstances")).unwrap_err();
        assert_eq!(error.code, "NotSimulated");
        let error = encode(&Call::new("iam", "CreateUser").with("Nickname", "x")).unwrap_err();
        assert!(error.message.contains("Nickname"), "{}", error.message);
    }

    #[test]
    fn garbage_is_refused() {
        let mut http = encode(&Call::new("iam", "ListUsers")).unwrap();
        http.body = b"Action=%ff".to_vec();
        assert!(decode(&http).is_err());
        http.body = b"Action=ListUsers&Version=1999-01-01".to_vec();
        assert!(decode(&http).is_err());
        http.host = "example.com".to_owned();
        assert!(decode(&http).is_err());
    }
}
