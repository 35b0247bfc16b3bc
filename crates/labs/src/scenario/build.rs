//! From the model to the world: every thing is made by the request that makes it in AWS, as the account's
//! root user.

use base64::{Engine, engine::general_purpose::STANDARD};
use cloud::{
    Call, Credentials, Origin, Random, Reply, SignedRequest, Tick, Timestamp, World, account, signin,
};
use policy::{PolicyType, Span, Spanned};
use serde_json::{Value, json};

use super::model::{
    Account, Body, Bucket, Group, KeyStatus, ManagedPolicy, Object, Policies, Role, Tags, User,
};
use super::{Scenario, organization, place};
use crate::error::{ContentError, Problem};

/// What came of building.
pub(super) struct Built {
    pub(super) world: World,
    pub(super) keys: Vec<Key>,
}

/// A user's access key.
pub(super) struct Key {
    pub(super) account: String,
    pub(super) user: String,
    pub(super) credentials: Credentials,
}

/// Anything may trust and name anything, so policies that name principals come when all of them are there.
pub(super) fn world(scenario: &Scenario, tick: Tick) -> Result<Built, ContentError> {
    let mut random = Random::new(tick.seed);
    let mut world = World::default();
    for (id, account) in &scenario.accounts {
        account::open(&mut world, &id.value, &account.name, None, &mut random);
    }
    let root =
        Credentials { access_key_id: String::new(), secret_access_key: String::new(), session_token: None };
    let text = &scenario.text;
    let mut builder = Builder { text, world, keys: Vec::new(), now: tick.now, random, account: "", root };
    for (id, account) in &scenario.accounts {
        builder.as_root(id, |builder| builder.entities(account))?;
    }
    for (id, account) in &scenario.accounts {
        builder.as_root(id, |builder| builder.resources(account))?;
    }
    if let Some(organization) = &scenario.organization {
        organization::build(&mut builder, organization)?;
    }
    builder.world.settling.delay = scenario.iam_delay;
    Ok(Built { world: builder.world, keys: builder.keys })
}

pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    world: World,
    keys: Vec<Key>,
    now: Timestamp,
    random: Random,
    account: &'a str,
    root: Credentials,
}

pub(super) type Done = Result<(), ContentError>;

impl<'a> Builder<'a> {
    /// Works as an account's root user, and leaves nothing behind of having done so.
    pub(super) fn as_root(
        &mut self,
        account: &'a Spanned<String>,
        work: impl FnOnce(&mut Self) -> Done,
    ) -> Done {
        let tick = self.tick();
        let (world, root) = signin::root_session(&self.world, &account.value, tick).ok_or_else(|| {
            let problem = Problem::Dangling { kind: "account", name: account.value.clone() };
            ContentError::new(problem, account.span, self.text)
        })?;
        (self.world, self.account, self.root) = (world, &account.value, root);
        work(self)?;
        signin::end_session(&mut self.world, &self.root.access_key_id);
        Ok(())
    }

    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.random.next_u64() }
    }

    /// Sends a request for what stands at a place of the file.
    pub(super) fn call(&mut self, at: Span, call: &Call) -> Result<Reply, ContentError> {
        let tick = self.tick();
        let request = SignedRequest::new(call, &self.root, self.now, Origin::console());
        let result = request.and_then(|request| {
            let turn = cloud::handle(&self.world, &request, tick);
            self.world = turn.world;
            turn.result
        });
        result.map_err(|error| {
            let operation = call.operation.clone();
            let problem = Problem::Refused { operation, code: error.code, message: error.message };
            ContentError::new(problem, at, self.text)
        })
    }

    /// Sends a request that saves a document. What is wrong in the document is told there.
    pub(super) fn save(
        &mut self,
        at: Span,
        document: &Spanned<String>,
        kind: PolicyType<'_>,
        call: &Call,
    ) -> Result<Reply, ContentError> {
        self.call(at, call).map_err(|error| {
            match place::of_refusal(self.text, document.span, kind, &self.world) {
                Some(inside) => ContentError::new(error.problem, inside, self.text),
                None => error,
            }
        })
    }

    fn entities(&mut self, account: &'a Account) -> Done {
        if let Some(alias) = &account.alias {
            self.call(alias.span, &iam("CreateAccountAlias").with("AccountAlias", alias.value.as_str()))?;
        }
        for (name, policy) in &account.policies {
            self.policy(name, policy)?;
        }
        for (name, group) in &account.groups {
            self.group(name, group)?;
        }
        for (name, user) in &account.users {
            self.user(name, user)?;
        }
        for (name, role) in &account.roles {
            self.role(name, role)?;
        }
        Ok(())
    }

    fn resources(&mut self, account: &'a Account) -> Done {
        for (name, role) in &account.roles {
            let trust = iam("UpdateAssumeRolePolicy").with("RoleName", name.value.as_str());
            let call = trust.with("PolicyDocument", role.trust.value.as_str());
            self.save(role.trust.span, &role.trust, PolicyType::Trust, &call)?;
        }
        for (name, bucket) in &account.buckets {
            self.bucket(name, bucket)?;
        }
        Ok(())
    }

    fn policy(&mut self, name: &Spanned<String>, policy: &ManagedPolicy) -> Done {
        let call = iam("CreatePolicy").with("PolicyName", name.value.as_str());
        let call = call.with("PolicyDocument", policy.document.value.as_str());
        let call = with_some(with_tags(call, &policy.tags), "Path", policy.path.as_deref());
        let call = with_some(call, "Description", policy.description.as_deref());
        self.save(name.span, &policy.document, PolicyType::Managed, &call).map(drop)
    }

    fn group(&mut self, name: &Spanned<String>, group: &Group) -> Done {
        let call = iam("CreateGroup").with("GroupName", name.value.as_str());
        self.call(name.span, &with_some(call, "Path", group.path.as_deref()))?;
        self.policies("Group", name, &group.policies)
    }

    fn user(&mut self, name: &Spanned<String>, user: &User) -> Done {
        let call = with_some(iam_user("CreateUser", name), "Path", user.path.as_deref());
        self.call(name.span, &with_tags(call, &user.tags))?;
        self.boundary("User", name, user.boundary.as_ref())?;
        if let Some(password) = &user.password {
            let call = iam_user("CreateLoginProfile", name).with("Password", password.value.as_str());
            self.call(password.span, &call)?;
        }
        for status in &user.access_keys {
            self.access_key(name, status)?;
        }
        for group in &user.groups {
            let call = iam_user("AddUserToGroup", name).with("GroupName", group.value.as_str());
            self.call(group.span, &call)?;
        }
        self.policies("User", name, &user.policies)
    }

    fn access_key(&mut self, user: &Spanned<String>, status: &Spanned<KeyStatus>) -> Done {
        let reply = self.call(status.span, &iam_user("CreateAccessKey", user))?;
        let member = |name| reply.text(&["AccessKey", name]).unwrap_or_default().to_owned();
        let credentials = Credentials {
            access_key_id: member("AccessKeyId"),
            secret_access_key: member("SecretAccessKey"),
            session_token: None,
        };
        if status.value == KeyStatus::Inactive {
            let call = iam_user("UpdateAccessKey", user).with("Status", "Inactive");
            self.call(status.span, &call.with("AccessKeyId", credentials.access_key_id.as_str()))?;
        }
        self.keys.push(Key { account: self.account.to_owned(), user: user.value.clone(), credentials });
        Ok(())
    }

    fn role(&mut self, name: &Spanned<String>, role: &Role) -> Done {
        let trust = own_account(self.account).to_string();
        let call = iam("CreateRole").with("RoleName", name.value.as_str());
        let call = with_some(call.with("AssumeRolePolicyDocument", trust), "Path", role.path.as_deref());
        let call = with_some(call, "Description", role.description.as_deref());
        let call = with_some(call, "MaxSessionDuration", role.max_session);
        self.call(name.span, &with_tags(call, &role.tags))?;
        self.boundary("Role", name, role.boundary.as_ref())?;
        self.policies("Role", name, &role.policies)
    }

    /// The boundary of a `User` or `Role`. Given after it is made, so that a mistake is told at its place.
    fn boundary(&mut self, kind: &str, of: &Spanned<String>, boundary: Option<&Spanned<String>>) -> Done {
        let Some(arn) = boundary else { return Ok(()) };
        let call =
            iam(&format!("Put{kind}PermissionsBoundary")).with(&format!("{kind}Name"), of.value.as_str());
        self.call(arn.span, &call.with("PermissionsBoundary", arn.value.as_str())).map(drop)
    }

    /// The policies of a `User`, `Group` or `Role`.
    fn policies(&mut self, kind: &str, of: &Spanned<String>, policies: &Policies) -> Done {
        let call = |operation: &str| {
            iam(&format!("{operation}{kind}Policy")).with(&format!("{kind}Name"), of.value.as_str())
        };
        for arn in &policies.managed {
            self.call(arn.span, &call("Attach").with("PolicyArn", arn.value.as_str()))?;
        }
        for (name, document) in &policies.inline {
            let put = call("Put").with("PolicyName", name.value.as_str());
            let call = put.with("PolicyDocument", document.value.as_str());
            self.save(document.span, document, PolicyType::Inline, &call)?;
        }
        Ok(())
    }

    fn bucket(&mut self, name: &Spanned<String>, bucket: &Bucket) -> Done {
        let region = bucket.region.as_deref().unwrap_or(DEFAULT_REGION);
        let s3 = |operation| Call::new("s3", operation).in_region(region).with("Bucket", name.value.as_str());
        let constraint = (region != DEFAULT_REGION).then(|| json!({"LocationConstraint": region}));
        self.call(name.span, &with_some(s3("CreateBucket"), "CreateBucketConfiguration", constraint))?;
        for (key, object) in &bucket.objects {
            let call = s3("PutObject").with("Key", key.value.as_str()).with("Body", body(object));
            self.call(key.span, &with_some(call, "ContentType", object.content_type.as_deref()))?;
        }
        if let Some(policy) = &bucket.policy {
            let call = s3("PutBucketPolicy").with("Policy", policy.value.as_str());
            self.save(policy.span, policy, PolicyType::S3Bucket { bucket: &name.value }, &call)?;
        }
        Ok(())
    }
}

/// Where a bucket lies unless it says otherwise: the one region that needs no location constraint.
const DEFAULT_REGION: &str = "us-east-1";

fn iam(operation: &str) -> Call {
    Call::new("iam", operation)
}

fn iam_user(operation: &str, name: &Spanned<String>) -> Call {
    iam(operation).with("UserName", name.value.as_str())
}

fn with_some(call: Call, name: &str, value: Option<impl Into<Value>>) -> Call {
    match value {
        Some(value) => call.with(name, value),
        None => call,
    }
}

fn with_tags(call: Call, tags: &Tags) -> Call {
    let list = |tags: &Tags| tags.iter().map(|(key, value)| json!({"Key": key, "Value": value})).collect();
    with_some(call, "Tags", Some(tags).filter(|tags| !tags.is_empty()).map(|tags| Value::Array(list(tags))))
}

fn body(object: &Object) -> String {
    match &object.body {
        Body::Text(text) => STANDARD.encode(text),
        Body::Base64(base64) => base64.clone(),
    }
}

/// A role's trust policy until all that it may name is there.
fn own_account(account: &str) -> Value {
    let principal = json!({"AWS": format!("arn:aws:iam::{account}:root")});
    json!({"Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}})
}
