//! Setting a case up by requests.

use crate::base::{BASE, Base};
use crate::case::{A, Case, Kind, MANAGEMENT};
use crate::request::Way;
use crate::support::credentials;
use cloud::request::ThroughEndpoint;
use cloud::{Call, Credentials, History, Origin, signin, vpc};
use serde_json::{Value, json};
use std::collections::BTreeSet;

pub const BUCKET: &str = "case-bucket";
const ENDPOINT: &str = "vpce-0123456789abcdef0";

/// A case on its way into a world.
pub struct Stage {
    pub case: Case,
    pub base: Base,
    /// The real ARN of the resource.
    pub resource: String,
    /// What the key of the case encrypted.
    pub secret: String,
}

impl Stage {
    pub fn new(case: &Case) -> Result<Self, String> {
        if case.principal.kind == Kind::Service {
            return Err("nobody can be a service by request".to_owned());
        }
        let base = BASE.clone();
        // The cases name an organization of their own.
        let text = |value: &Value| value.to_string().replace("o-exampleorg1", &base.organization);
        let real = |value: &Value| serde_json::from_str(&text(value)).unwrap();
        let levels = |levels: &[Vec<Value>]| levels.iter().map(|l| l.iter().map(real).collect()).collect();
        let case = Case {
            rcp: levels(&case.rcp),
            scp: levels(&case.scp),
            resource_policy: case.resource_policy.as_ref().map(real),
            ..case.clone()
        };
        Ok(Self { resource: case.resource.clone(), case, base, secret: String::new() })
    }

    fn call(&mut self, who: &Credentials, call: Call) -> Result<cloud::Reply, String> {
        let name = call.operation.clone();
        self.base.aws.try_call(who, call).map_err(|failure| format!("{name}: {}", failure.error))
    }

    fn as_root(&mut self, account: &str, call: Call) -> Result<cloud::Reply, String> {
        let root = self.base.aws.root_of(account);
        self.call(&root, call)
    }

    /// Makes everything that the case has, the limits of the organization last: they would stop the making.
    pub fn prepare(&mut self) -> Result<Way, String> {
        self.principals()?;
        self.resource()?;
        let who = self.caller()?;
        self.resource_policy()?;
        self.identity()?;
        let origin = self.origin()?;
        self.limits("SERVICE_CONTROL_POLICY", &self.case.scp.clone())?;
        self.limits("RESOURCE_CONTROL_POLICY", &self.case.rcp.clone())?;
        Ok(Way { who, origin, call: self.request()? })
    }

    /// Makes every user and role that the case names.
    fn principals(&mut self) -> Result<(), String> {
        for (account, kind, name) in named(&self.case) {
            let call = match kind.as_str() {
                _ if name.starts_with("AWSServiceRole") => Call::new("iam", "CreateServiceLinkedRole")
                    .with("AWSServiceName", "support.amazonaws.com"),
                "user" => Call::new("iam", "CreateUser").with("UserName", name),
                _ => Call::new("iam", "CreateRole").with("RoleName", name).with(
                    "AssumeRolePolicyDocument",
                    statement(json!({"Effect": "Allow", "Principal": {"AWS": account.as_str()},
                        "Action": "sts:AssumeRole"})),
                ),
            };
            self.as_root(&account, call)?;
        }
        Ok(())
    }

    /// Makes the bucket, key or function; roles are there already.
    fn resource(&mut self) -> Result<(), String> {
        let owner = self.case.resource_account.clone();
        match self.case.action.split_once(':').unwrap().0 {
            "s3" => {
                let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", BUCKET);
                self.as_root(&owner, bucket("CreateBucket"))?;
                self.as_root(&owner, bucket("PutObject").with("Key", "o").with("Body", "aGk="))?;
                // Some cases have public buckets. Without Block Public Access there is nothing to switch off.
                let _ = self.as_root(&owner, bucket("DeletePublicAccessBlock"));
            }
            "kms" => {
                let made = self.as_root(&owner, Call::new("kms", "CreateKey").in_region("eu-west-1"))?;
                made.text(&["KeyMetadata", "Arn"]).unwrap().clone_into(&mut self.resource);
                let encrypt = Call::new("kms", "Encrypt").in_region("eu-west-1").with("Plaintext", "aGk=");
                let sealed = self.as_root(&owner, encrypt.with("KeyId", self.resource.as_str()))?;
                sealed.text(&["CiphertextBlob"]).unwrap().clone_into(&mut self.secret);
            }
            "lambda" => {
                let role = format!("arn:aws:iam::{owner}:role/app");
                let create = Call::new("lambda", "CreateFunction").in_region("eu-west-1");
                let create = create.with("FunctionName", "f").with("Role", role);
                self.as_root(&owner, create.with("Code", json!({"ZipFile": "aGk="})))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The caller's credentials, begun while nothing stands in the way.
    fn caller(&mut self) -> Result<Option<Credentials>, String> {
        let principal = self.case.principal.clone();
        let name = principal.arn.rsplit('/').next().unwrap_or_default().to_owned();
        let policy = self.case.session.as_ref().map(Value::to_string);
        let with_policy = |call: Call| match &policy {
            Some(policy) => call.with("Policy", policy.as_str()),
            None => call,
        };
        Ok(Some(match principal.kind {
            Kind::User if self.case.id == "E16" => {
                let keys = self.access_key(&principal.account, &name)?;
                credentials(&self.call(&keys, Call::new("sts", "GetSessionToken"))?)
            }
            Kind::User => self.access_key(&principal.account, &name)?,
            Kind::FederatedSession => {
                let keys = self.starter(&principal.account, "alice")?;
                let call = Call::new("sts", "GetFederationToken").with("Name", name);
                let session = credentials(&self.call(&keys, with_policy(call))?);
                let stop = Call::new("iam", "DeleteUserPolicy").with("UserName", "alice");
                self.as_root(&principal.account, stop.with("PolicyName", "start"))?;
                session
            }
            Kind::RoleSession => {
                let create = Call::new("iam", "CreateUser").with("UserName", "starter");
                self.as_root(&principal.account, create)?;
                let keys = self.starter(&principal.account, "starter")?;
                let role = format!("arn:aws:iam::{}:role/app", principal.account);
                let call = Call::new("sts", "AssumeRole").with("RoleArn", role).with("RoleSessionName", name);
                credentials(&self.call(&keys, with_policy(call))?)
            }
            Kind::Root => self.base.aws.root_of(&principal.account),
            Kind::SlrSession => {
                let role = principal.role.unwrap_or_default();
                let tick = cloud::Tick { now: self.base.aws.now, seed: 1 };
                let (world, session) = signin::session_of(self.base.aws.history.world(), &role, tick)
                    .ok_or_else(|| format!("there is no {role}"))?;
                self.base.aws.history = History::new(world);
                session
            }
            _ => return Ok(None),
        }))
    }

    /// Keys of a user that may begin sessions for now.
    fn starter(&mut self, account: &str, user: &str) -> Result<Credentials, String> {
        let put = Call::new("iam", "PutUserPolicy").with("UserName", user).with("PolicyName", "start");
        let allow = statement(json!({"Effect": "Allow", "Action": "sts:*", "Resource": "*"}));
        self.as_root(account, put.with("PolicyDocument", allow))?;
        self.access_key(account, user)
    }

    fn access_key(&mut self, account: &str, user: &str) -> Result<Credentials, String> {
        let reply = self.as_root(account, Call::new("iam", "CreateAccessKey").with("UserName", user))?;
        let text = |name: &str| reply.text(&["AccessKey", name]).unwrap().to_owned();
        Ok(Credentials {
            access_key_id: text("AccessKeyId"),
            secret_access_key: text("SecretAccessKey"),
            session_token: None,
        })
    }

    fn resource_policy(&mut self) -> Result<(), String> {
        let Some(policy) = self.case.resource_policy.clone() else { return Ok(()) };
        let owner = self.case.resource_account.clone();
        let text = policy.to_string();
        match self.case.action.split_once(':').unwrap().0 {
            "s3" => {
                let put = Call::new("s3", "PutBucketPolicy").with("Bucket", BUCKET).with("Policy", text);
                self.as_root(&owner, put)?;
            }
            "kms" => {
                let put = Call::new("kms", "PutKeyPolicy").in_region("eu-west-1");
                let put = put.with("KeyId", self.resource.as_str()).with("Policy", text);
                self.as_root(&owner, put.with("BypassPolicyLockoutSafetyCheck", true))?;
            }
            _ if self.case.id == "E104" => return self.trust_of_a_former_user(),
            _ => self.trust(&text)?,
        }
        Ok(())
    }

    fn trust(&mut self, text: &str) -> Result<(), String> {
        let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "app");
        let owner = self.case.resource_account.clone();
        self.as_root(&owner, update.with("PolicyDocument", text)).map(drop)
    }

    /// The role trusts a user that is deleted; who calls has the same name and keys of its own.
    fn trust_of_a_former_user(&mut self) -> Result<(), String> {
        let old = json!({"Effect": "Allow", "Action": "sts:AssumeRole",
            "Principal": {"AWS": format!("arn:aws:iam::{A}:user/former")}});
        self.as_root(A, Call::new("iam", "CreateUser").with("UserName", "former"))?;
        self.trust(&statement(old))?;
        self.as_root(A, Call::new("iam", "DeleteUser").with("UserName", "former"))?;
        let rename = Call::new("iam", "UpdateUser").with("UserName", "alice").with("NewUserName", "former");
        self.as_root(A, rename).map(drop)
    }

    /// The identity-based policies and the boundary of the user, role or parent.
    fn identity(&mut self) -> Result<(), String> {
        let principal = self.case.principal.clone();
        let (kind, name) = match principal.kind {
            Kind::RoleSession => ("Role", "app"),
            Kind::SlrSession => ("Role", "AWSServiceRoleForSupport"),
            Kind::User if self.case.id == "E104" => ("User", "former"),
            Kind::User => ("User", principal.arn.rsplit('/').next().unwrap_or_default()),
            Kind::FederatedSession => ("User", "alice"),
            _ => return Ok(()),
        };
        let account = principal.account.as_str();
        let on = |operation: &str, kind: &str, name: &str| {
            Call::new("iam", operation).with(&format!("{kind}Name"), name)
        };
        let (owner, owner_name) = if self.case.id == "E04" { ("Group", "readers") } else { (kind, name) };
        if owner == "Group" {
            self.as_root(account, on("CreateGroup", "Group", owner_name))?;
            self.as_root(account, on("AddUserToGroup", "Group", owner_name).with("UserName", name))?;
        }
        for (i, policy) in self.case.identity.clone().iter().enumerate() {
            let put = on(&format!("Put{owner}Policy"), owner, owner_name).with("PolicyName", format!("p{i}"));
            self.as_root(account, put.with("PolicyDocument", policy.to_string()))?;
        }
        if let Some(boundary) = self.case.boundary.clone() {
            let create = Call::new("iam", "CreatePolicy").with("PolicyName", "boundary");
            self.as_root(account, create.with("PolicyDocument", boundary.to_string()))?;
            let put = on(&format!("Put{kind}PermissionsBoundary"), kind, name);
            let arn = format!("arn:aws:iam::{account}:policy/boundary");
            self.as_root(account, put.with("PermissionsBoundary", arn))?;
        }
        Ok(())
    }

    fn origin(&mut self) -> Result<Origin, String> {
        let Some(policy) = self.case.vpce_policy.clone() else { return Ok(Origin::terminal()) };
        let mut world = self.base.aws.history.world().clone();
        vpc::open_endpoint(&mut world, A, "vpc-1", ENDPOINT, "us-east-1", &policy.to_string())
            .map_err(|error| error.to_string())?;
        self.base.aws.history = History::new(world);
        let through = ThroughEndpoint { id: ENDPOINT.to_owned(), private_ip: "10.0.0.9".to_owned() };
        Ok(Origin { endpoint: Some(through), ..Origin::terminal() })
    }

    /// Attaches the policies of each level; where the case has none that allows all, AWS's own goes.
    fn limits(&mut self, kind: &str, levels: &[Vec<Value>]) -> Result<(), String> {
        let account = match kind {
            "SERVICE_CONTROL_POLICY" => self.case.principal.account.clone(),
            _ => self.case.resource_account.clone(),
        };
        let targets = [self.base.root.clone(), self.base.unit.clone(), account];
        let org = |operation: &str| Call::new("organizations", operation);
        for (i, (level, target)) in levels.iter().zip(targets).enumerate() {
            let allows_all = |policy: &Value| policy["Statement"][0]["Action"] == "*";
            for (j, policy) in level.iter().filter(|policy| !allows_all(policy)).enumerate() {
                let create = org("CreatePolicy").with("Name", format!("{kind} {i} {j}")).with("Type", kind);
                let create = create.with("Description", "").with("Content", policy.to_string());
                let made = self.as_root(MANAGEMENT, create)?;
                let id = made.text(&["Policy", "PolicySummary", "Id"]).unwrap();
                let attach = org("AttachPolicy").with("PolicyId", id).with("TargetId", target.as_str());
                self.as_root(MANAGEMENT, attach)?;
            }
            if kind == "SERVICE_CONTROL_POLICY" && !level.iter().any(allows_all) {
                let detach = org("DetachPolicy").with("PolicyId", "p-FullAWSAccess");
                self.as_root(MANAGEMENT, detach.with("TargetId", target))?;
            }
        }
        Ok(())
    }
}

pub fn statement(statement: Value) -> String {
    json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
}

/// The users and roles that a case names: account, kind and name.
fn named(case: &Case) -> BTreeSet<(String, String, String)> {
    let mut text = format!("{} {}", case.principal.arn, case.resource);
    if let Some(policy) = &case.resource_policy {
        text.push(' ');
        text.push_str(&policy.to_string());
    }
    let mut found = BTreeSet::new();
    for part in text.split("arn:aws:").skip(1) {
        let arn = part.split(['"', ' ', ',']).next().unwrap_or_default();
        let resource = arn.split_once("::").and_then(|(_, rest)| rest.split_once(':'));
        let Some((account, resource)) = resource else { continue };
        let entity = match resource.split('/').collect::<Vec<_>>().as_slice() {
            ["user", name] => Some(("user", *name)),
            ["role", name] => Some(("role", *name)),
            ["assumed-role", name, _] => Some(("role", *name)),
            ["federated-user", _] => Some(("user", "alice")),
            _ => None,
        };
        if let Some((kind, name)) = entity {
            found.insert((account.to_owned(), kind.to_owned(), name.to_owned()));
        }
    }
    if case.action.starts_with("lambda:") {
        found.insert((case.resource_account.clone(), "role".to_owned(), "app".to_owned()));
    }
    found
}
