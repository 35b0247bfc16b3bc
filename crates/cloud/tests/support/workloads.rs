//! Instances, functions and tasks with their roles.

use super::{ACCOUNT, Aws};
use cloud::request::{Call, HttpRequest};
use cloud::{Credentials, Endpoint as _, MetadataAnswer, Workload};
use serde_json::{Value, json};

pub const IMAGE: &str = "ami-0abcdef1234567890";

/// The ARN of a role of the account.
pub fn role_arn(name: &str) -> String {
    format!("arn:aws:iam::{ACCOUNT}:role/{name}")
}

/// A trust policy that names a service.
pub fn trust_of(service: &str, condition: &Value) -> String {
    json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": service},
        "Action": "sts:AssumeRole", "Condition": condition}})
    .to_string()
}

impl Aws {
    /// A role that a service may assume.
    pub fn service_role(&mut self, who: &Credentials, name: &str, service: &str) {
        let create = Call::new("iam", "CreateRole").with("RoleName", name);
        self.must(who, create.with("AssumeRolePolicyDocument", trust_of(service, &json!({}))));
    }

    /// A role for instances in an instance profile, both of this name.
    pub fn instance_profile(&mut self, who: &Credentials, name: &str) {
        self.service_role(who, name, "ec2.amazonaws.com");
        self.must(who, Call::new("iam", "CreateInstanceProfile").with("InstanceProfileName", name));
        let add = Call::new("iam", "AddRoleToInstanceProfile").with("InstanceProfileName", name);
        self.must(who, add.with("RoleName", name));
    }

    /// Lets a role do something everywhere.
    pub fn let_role(&mut self, who: &Credentials, role: &str, actions: &Value) {
        let document = json!({"Version": "2012-10-17",
            "Statement": {"Effect": "Allow", "Action": actions, "Resource": "*"}});
        let put = Call::new("iam", "PutRolePolicy").with("RoleName", role).with("PolicyName", "p");
        self.must(who, put.with("PolicyDocument", document.to_string()));
    }

    /// A user with these statements.
    pub fn user(&mut self, admin: &Credentials, name: &str, statements: &Value) -> Credentials {
        self.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
        let document = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
        let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
        self.must(admin, put.with("PolicyDocument", document));
        self.access_key(admin, name)
    }

    /// A new instance with the instance profile of a name.
    pub fn instance(&mut self, who: &Credentials, profile: &str) -> Workload {
        let launched = self.must(who, launch().with("IamInstanceProfile", json!({"Name": profile})));
        let id = launched.list("Instances")[0]["InstanceId"].as_str().unwrap();
        Workload::of_arn(&format!("arn:aws:ec2:us-east-1:{ACCOUNT}:instance/{id}")).unwrap()
    }

    /// A new task of a task definition.
    pub fn task(&mut self, who: &Credentials, call: Call) -> Workload {
        let run = self.must(who, call);
        Workload::of_arn(run.list("tasks")[0]["taskArn"].as_str().unwrap()).unwrap()
    }

    /// What a metadata endpoint answers a workload.
    pub fn ask(
        &mut self,
        from: &Workload,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
    ) -> Option<MetadataAnswer> {
        let (host, path) = url.split_once('/').unwrap();
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let request = HttpRequest {
            method: method.to_owned(),
            host: host.to_owned(),
            path: format!("/{path}"),
            query: Vec::new(),
            headers: headers.collect(),
            body: Vec::new(),
        };
        self.metadata(from, &request)
    }
}

/// A launch of one instance.
pub fn launch() -> Call {
    let call = Call::new("ec2", "RunInstances").with("ImageId", IMAGE).with("InstanceType", "t3.micro");
    call.with("MinCount", 1).with("MaxCount", 1)
}

/// A new function with a role.
pub fn function(name: &str, role: &str) -> Call {
    Call::new("lambda", "CreateFunction")
        .with("FunctionName", name)
        .with("Runtime", "python3.13")
        .with("Handler", "app.handler")
        .with("Code", json!({"ZipFile": "UEsFBg=="}))
        .with("Role", role_arn(role))
}

/// A new task definition with a role.
pub fn definition(family: &str, role: &str) -> Call {
    Call::new("ecs", "RegisterTaskDefinition")
        .with("family", family)
        .with("taskRoleArn", role_arn(role))
        .with("containerDefinitions", json!([{"name": "web", "image": "nginx"}]))
}

/// A new task.
pub fn run_task(family: &str) -> Call {
    Call::new("ecs", "RunTask").with("taskDefinition", family)
}

/// What a metadata endpoint answered as JSON.
pub fn read(answer: &MetadataAnswer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

/// Credentials as metadata endpoints give them.
pub fn delivered(answer: &MetadataAnswer) -> Credentials {
    let answer = read(answer);
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    Credentials {
        access_key_id: text("AccessKeyId"),
        secret_access_key: text("SecretAccessKey"),
        session_token: Some(text("Token")),
    }
}
