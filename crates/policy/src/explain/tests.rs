use crate::*;

struct Setup {
    principal: Principal,
    action: &'static str,
    resource: &'static str,
    context: Context,
    identity: Vec<NamedPolicy>,
    resource_policy: Option<NamedPolicy>,
}

fn alice() -> Setup {
    let arn = "arn:aws:iam::111111111111:user/alice";
    Setup {
        principal: Principal::from_arn(arn, None, None).unwrap(),
        action: "s3:GetObject",
        resource: "arn:aws:s3:::bk/o",
        context: Context::new(),
        identity: Vec::new(),
        resource_policy: None,
    }
}

fn policy(name: &str, statement: &str) -> NamedPolicy {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#);
    NamedPolicy::new(name, Policy::parse(&text).unwrap())
}

impl Setup {
    fn explain(&self) -> Explanation {
        let resource = Resource { arn: self.resource.into(), account: Some("111111111111".into()) };
        let mut context = self.context.clone();
        derive_context(&self.principal, &resource, &mut context);
        let request = Request {
            principal: &self.principal,
            action: self.action,
            resource: &resource,
            context: &context,
        };
        let layers =
            Layers { identity: &self.identity, resource: self.resource_policy.as_ref(), ..Layers::default() };
        explain(&request, &layers)
    }

    /// The first miss of the only statement: the text underlined, and the message.
    fn miss(&self) -> (String, String) {
        let explanation = self.explain();
        let mut policies = explanation.layers.iter().flat_map(|layer| &layer.policies);
        let policy = policies.next().unwrap();
        match &policy.statements[0].verdict {
            Verdict::Missed(miss) => (miss.span.of(&policy.text).into(), miss.message.clone()),
            Verdict::Matched => panic!("the statement applies"),
        }
    }
}

fn check_identity(statement: &str, underlined: &str, message: &str) {
    let mut setup = alice();
    setup.identity = vec![policy("p", statement)];
    assert_eq!(setup.miss(), (underlined.into(), message.into()));
}

fn check_resource(resource: &str, message: &str) {
    let statement = format!(r#""Effect":"Allow","Action":"s3:*","Resource":"{resource}""#);
    check_identity(&statement, &format!("\"{resource}\""), message);
}

#[test]
fn actions() {
    let with = |action: &str| format!(r#""Effect":"Allow",{action},"Resource":"*""#);
    check_identity(
        &with(r#""Action":["s3:ListBucket","ec2:*"]"#),
        r#"["s3:ListBucket","ec2:*"]"#,
        "The statement allows `s3:ListBucket`, the request is `s3:GetObject`.",
    );
    check_identity(
        &with(r#""Action":"ec2:*""#),
        r#""ec2:*""#,
        "The statement allows `ec2:*`, nothing of `s3`.",
    );
    check_identity(
        &with(r#""Action":"s3:Get""#),
        r#""s3:Get""#,
        "The statement allows the action `s3:Get`, which is only the beginning of `s3:GetObject`: `s3:Get*` would match.",
    );
    check_identity(
        &with(r#""NotAction":"s3:*""#),
        r#""s3:*""#,
        "NotAction leaves out `s3:*`, so the statement does not speak of `s3:GetObject`.",
    );
}

#[test]
fn resources() {
    check_resource(
        "arn:aws:s3:::bk",
        "Resource `arn:aws:s3:::bk` is the bucket, the request is for an object in it: it needs `arn:aws:s3:::bk/*`.",
    );
    check_resource(
        "arn:aws:s3:::BK/*",
        "Resource `arn:aws:s3:::BK/*` and `arn:aws:s3:::bk/o` differ in upper and lower case, which counts.",
    );
    check_resource(
        "arn:aws:s3:::${aws:PrincipalTag/t}/*",
        "Resource `arn:aws:s3:::${aws:PrincipalTag/t}/*` needs a value for `aws:principaltag/t`, and the request has none: a resource with such a gap matches nothing.",
    );
    check_resource(
        "arn:aws:s3:eu-west-1::bk/o",
        "Resource `arn:aws:s3:eu-west-1::bk/o` has the Region `eu-west-1`, the request's resource none.",
    );
    check_resource(
        "arn:aws:s3:::other/*",
        "The statement is for `arn:aws:s3:::other/*`, the request for `arn:aws:s3:::bk/o`.",
    );
    let mut bucket = alice();
    bucket.action = "s3:ListBucket";
    bucket.resource = "arn:aws:s3:::bk";
    bucket.identity = vec![policy(
        "p",
        r#""Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::x","arn:aws:s3:::bk/*"]"#,
    )];
    assert_eq!(
        bucket.miss(),
        (
            r#""arn:aws:s3:::bk/*""#.into(),
            "Resource `arn:aws:s3:::bk/*` is for objects in the bucket, the request is for the bucket itself: it needs `arn:aws:s3:::bk`.".into()
        )
    );
    bucket.action = "s3:ListAllMyBuckets";
    bucket.resource = "*";
    assert_eq!(
        bucket.miss().1,
        "`s3:ListAllMyBuckets` cannot be limited to single resources: it needs the resource `*`."
    );
}

#[test]
fn conditions() {
    let check = |condition: &str, key: &str, value: Option<&str>, message: &str| {
        let mut setup = alice();
        if let Some(value) = value {
            setup.context.set(key, value);
        }
        let statement =
            format!(r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{{{condition}}}"#);
        setup.identity = vec![policy("p", &statement)];
        let (underlined, found) = setup.miss();
        assert_eq!(found, message);
        assert!(condition.contains(&underlined), "{underlined}");
    };
    let team = r#""StringEquals":{"aws:PrincipalTag/team":"blue"}"#;
    let key = "aws:PrincipalTag/team";
    check(
        team,
        key,
        None,
        "Condition StringEquals aws:PrincipalTag/team: wants `blue`, but the caller has no tag `team`.",
    );
    check(
        team,
        key,
        Some("Blue"),
        "Condition StringEquals aws:PrincipalTag/team: wants `blue`, the request has `Blue`; upper and lower case count.",
    );
    check(
        r#""StringEquals":{"s3:prefix":"home/*"}"#,
        "s3:prefix",
        Some("home/x"),
        "Condition StringEquals s3:prefix: wants `home/*`, the request has `home/x`; StringEquals takes * and ? as they are, StringLike would match.",
    );
    check(
        r#""StringEquals":{"s3:prefix":"${aws:username}"}"#,
        "s3:prefix",
        Some("bob"),
        "Condition StringEquals s3:prefix: wants `${aws:username}` (here `alice`), the request has `bob`.",
    );
    check(
        r#""StringNotEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}"#,
        "aws:RequestedRegion",
        Some("us-east-1"),
        "Condition StringNotEquals aws:RequestedRegion: the request has `us-east-1`, which is excluded by `us-east-1` or `eu-west-1`.",
    );
    check(
        r#""Null":{"aws:username":"true"}"#,
        "aws:username",
        None,
        "Condition Null aws:username: wants the key to be absent, the request has `alice`.",
    );
}

#[test]
fn principals() {
    let check = |principal: &str, message: &str| {
        let mut setup = alice();
        let statement = format!(r#""Effect":"Allow","Principal":{principal},"Action":"s3:*","Resource":"*""#);
        setup.resource_policy = Some(policy("bk", &statement));
        let (underlined, found) = setup.miss();
        assert_eq!((&*underlined, &*found), (principal, message));
    };
    check(
        r#"{"Service":"lambda.amazonaws.com"}"#,
        "The statement is for the AWS service `lambda.amazonaws.com`. The caller is the user `arn:aws:iam::111111111111:user/alice`.",
    );
    check(
        r#"{"AWS":"222222222222"}"#,
        "The statement is for account `222222222222`, not `111111111111`. The caller is the user `arn:aws:iam::111111111111:user/alice`.",
    );
    check(
        r#"{"AWS":"arn:aws:iam::111111111111:user/bob"}"#,
        "The statement is for `arn:aws:iam::111111111111:user/bob`, the caller is the user `arn:aws:iam::111111111111:user/alice`.",
    );
}

#[test]
fn the_layers_stand_in_order_and_say_why_they_do_not_apply() {
    let mut setup = alice();
    setup.identity =
        vec![policy("read", r#""Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"*""#)];
    let explanation = setup.explain();
    assert_eq!(
        explanation.reason,
        "Statement `Read` of the identity-based policy `read` allows it, and nothing denies it."
    );
    let shown: Vec<_> = explanation
        .layers
        .iter()
        .map(|trace| (trace.layer, trace.applies == Applies::Consulted, trace.decisive))
        .collect();
    assert_eq!(
        shown,
        [
            (Layer::Rcp, false, false),
            (Layer::Scp, false, false),
            (Layer::Resource, false, false),
            (Layer::VpcEndpoint, false, false),
            (Layer::Identity, true, true),
            (Layer::Boundary, false, false),
            (Layer::Session, false, false),
        ]
    );
    let Applies::Not(why) = &explanation.layers[5].applies else { panic!("no boundary was given") };
    assert_eq!(why, "no permissions boundary is set");
}

#[test]
fn the_denying_managed_policy_is_named_by_its_arn() {
    let mut setup = alice();
    let mut deny = policy("no", r#""Effect":"Deny","Action":"*","Resource":"*""#);
    deny.arn = Some("arn:aws:iam::111111111111:policy/no".into());
    setup.identity = vec![policy("yes", r#""Effect":"Allow","Action":"*","Resource":"*""#), deny];
    let explanation = setup.explain();
    assert_eq!(access_denied_arn(&explanation), Some("arn:aws:iam::111111111111:policy/no"));
    assert_eq!(
        explanation.reason,
        "Statement 1 of the identity-based policy `no` denies it, and a Deny wins over every Allow."
    );
}
