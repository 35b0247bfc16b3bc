use super::*;
use crate::table::ActionTable;
use crate::*;

/// A user's request for an object, with policies given as statements.
struct Setup {
    principal: Principal,
    action: &'static str,
    resource: &'static str,
    owner: &'static str,
    context: Context,
    identity: Vec<NamedPolicy>,
    resource_policy: Option<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    scps: Option<Vec<Level>>,
}

fn setup() -> Setup {
    Setup {
        principal: Principal::from_arn("arn:aws:iam::111111111111:user/alice", None, None).unwrap(),
        action: "s3:GetObject",
        resource: "arn:aws:s3:::bk/o",
        owner: "111111111111",
        context: Context::new(),
        identity: Vec::new(),
        resource_policy: None,
        boundary: None,
        scps: None,
    }
}

fn policy(name: &str, statement: &str) -> NamedPolicy {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#);
    NamedPolicy::new(name, Policy::parse(&text).unwrap())
}

impl Setup {
    fn with<T>(&self, judge: impl FnOnce(&Request<'_>, &Layers<'_>) -> T) -> T {
        let resource = Resource { arn: self.resource.into(), account: Some(self.owner.into()) };
        let mut context = self.context.clone();
        derive_context(&self.principal, &resource, &mut context);
        let request = Request {
            principal: &self.principal,
            action: self.action,
            resource: &resource,
            context: &context,
        };
        let layers = Layers {
            identity: &self.identity,
            resource: self.resource_policy.as_ref(),
            boundary: self.boundary.as_ref(),
            scps: self.scps.as_deref(),
            ..Layers::default()
        };
        judge(&request, &layers)
    }

    fn advise(&self) -> Advice {
        self.with(advise)
    }

    /// The summaries of every plan's changes.
    fn plans(&self) -> Vec<Vec<String>> {
        let summaries = |plan: &Plan| plan.changes.iter().map(|change| change.summary().into()).collect();
        self.advise().plans.iter().map(summaries).collect()
    }
}

#[test]
fn an_allowed_request_needs_no_advice() {
    let mut setup = setup();
    setup.identity = vec![policy("p", r#""Effect":"Allow","Action":"s3:*","Resource":"*""#)];
    assert_eq!(setup.advise(), Advice::default());
}

#[test]
fn a_near_statement_is_widened_before_one_is_added() {
    let mut setup = setup();
    setup.identity =
        vec![policy("p", r#""Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bk""#)];
    assert_eq!(
        setup.plans(),
        [
            ["Add `arn:aws:s3:::bk/o` to statement 1 of the identity-based policy `p`."],
            ["Add `arn:aws:s3:::bk/*` to statement 1 of the identity-based policy `p`."],
            [
                "Add a statement to the identity-based policy `p` that allows `s3:GetObject` on `arn:aws:s3:::bk/o`."
            ],
        ]
    );
    let advice = setup.advise();
    let Change::Policy(change) = &advice.plans[0].changes[0] else { panic!("a policy is changed") };
    assert_eq!(
        change.text,
        r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::bk", "arn:aws:s3:::bk/o"]}]}"#
    );
    assert_eq!(change.span.of(&change.text), r#""arn:aws:s3:::bk/o""#);
}

#[test]
fn a_policy_of_aws_is_left_alone() {
    let mut setup = setup();
    let mut managed = policy("Aws", r#""Effect":"Allow","Action":"s3:List*","Resource":"*""#);
    managed.arn = Some("arn:aws:iam::aws:policy/Aws".into());
    setup.identity = vec![managed];
    assert_eq!(
        setup.plans(),
        [["Add an identity-based policy that allows `s3:GetObject` on `arn:aws:s3:::bk/o`."]]
    );
}

#[test]
fn a_missing_condition_value_is_asked_of_the_request() {
    let mut setup = setup();
    setup.action = "sts:AssumeRole";
    setup.resource = "arn:aws:iam::111111111111:role/app";
    setup.resource_policy = Some(policy(
        "trust",
        r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/alice"},"Action":"sts:AssumeRole",
           "Condition":{"StringEquals":{"sts:ExternalId":"x-42"},"Bool":{"aws:MultiFactorAuthPresent":"true"}}"#,
    ));
    let plans = setup.plans();
    assert_eq!(
        plans[0],
        ["Give the external id `x-42` with the request.", "Sign in with a second factor (MFA)."]
    );
    assert_eq!(
        plans.last().unwrap(),
        &[
            "Add a statement to the role trust policy `trust` that allows `sts:AssumeRole` on `arn:aws:iam::111111111111:role/app`."
        ]
    );
    setup.context.set("aws:MultiFactorAuthPresent", "true");
    assert_eq!(setup.plans()[0], ["Give the external id `x-42` with the request."]);
}

#[test]
fn every_type_in_the_way_is_changed() {
    let mut setup = setup();
    setup.identity = vec![policy("p", r#""Effect":"Allow","Action":"ec2:*","Resource":"*""#)];
    setup.boundary = Some(policy("pb", r#""Effect":"Allow","Action":"ec2:*","Resource":"*""#));
    let plans = setup.plans();
    assert!(plans.contains(&vec![
        "Add `s3:GetObject` to statement 1 of the identity-based policy `p`.".to_owned(),
        "Add `s3:GetObject` to statement 1 of the permissions boundary `pb`.".to_owned(),
    ]));
}

#[test]
fn between_accounts_both_sides_change() {
    let mut setup = setup();
    setup.owner = "222222222222";
    setup.identity = vec![policy("p", r#""Effect":"Allow","Action":"s3:PutObject","Resource":"*""#)];
    setup.resource_policy = Some(policy(
        "bk",
        r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/bob"},"Action":"s3:*","Resource":"*""#,
    ));
    let advice = setup.advise();
    assert!(advice.plans.iter().all(|plan| plan.changes.len() == 2), "{advice:#?}");
    let summaries: Vec<&str> = advice.plans[0].changes.iter().map(Change::summary).collect();
    assert_eq!(
        summaries[1],
        "Add `arn:aws:iam::111111111111:user/alice` to the principals of statement 1 of the resource-based policy."
    );
}

#[test]
fn a_deny_is_narrowed_or_removed() {
    let mut setup = setup();
    setup.identity = vec![
        policy("yes", r#""Effect":"Allow","Action":"s3:*","Resource":"*""#),
        NamedPolicy::new(
            "no",
            Policy::parse(
                r#"{"Version":"2012-10-17","Statement":[
                    {"Sid":"No","Effect":"Deny","Action":["s3:GetObject","s3:PutObject"],"Resource":"*"},
                    {"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}"#,
            )
            .unwrap(),
        ),
    ];
    assert_eq!(
        setup.plans(),
        [
            ["Remove `s3:GetObject` from statement `No` of the identity-based policy `no`."],
            ["Remove statement `No` from the identity-based policy `no`."],
        ]
    );
}

#[test]
fn a_policy_that_only_denies_is_detached() {
    let mut setup = setup();
    setup.identity = vec![
        policy("yes", r#""Effect":"Allow","Action":"s3:*","Resource":"*""#),
        policy("no", r#""Effect":"Deny","Action":"s3:GetObject","Resource":"*""#),
    ];
    assert_eq!(setup.plans(), [["Detach or delete the identity-based policy `no`."]]);
}

#[test]
fn what_only_the_organisation_can_change_is_said() {
    let mut setup = setup();
    setup.identity = vec![policy("p", r#""Effect":"Allow","Action":"s3:*","Resource":"*""#)];
    let deny = policy("no", r#""Effect":"Deny","Action":"s3:*","Resource":"*""#);
    setup.scps = Some(vec![Level { name: "root".into(), policies: vec![deny] }]);
    let advice = setup.advise();
    assert!(advice.plans.is_empty());
    assert!(advice.obstacle.unwrap().contains("service control policy"));
}

#[test]
fn every_plan_allows_the_request() {
    let mut setup = setup();
    setup.identity = vec![policy(
        "p",
        r#""Effect":"Allow","Action":["s3:GetObject"],"Resource":"*","Condition":{"StringLike":{"aws:PrincipalTag/team":"blue*"}}"#,
    )];
    setup.resource_policy = Some(policy(
        "bk",
        r#""Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}"#,
    ));
    setup.context.set("aws:SecureTransport", "false");
    let plans = setup.advise().plans;
    assert!(!plans.is_empty());
    for plan in plans {
        let changed = setup.with(|request, layers| {
            let start = situation::Situation::new(*request, *layers);
            plan.changes.iter().try_fold(start, |now, change| now.after(change)).map(|end| end.decide())
        });
        assert!(changed.unwrap().is_allowed(), "{plan:#?}");
    }
    assert_eq!(setup.plans()[0], ["Use HTTPS.", "Give the caller the tag `team` with the value `blue`."]);
}

#[test]
fn keys_that_decide_are_found() {
    let mut setup = setup();
    setup.identity = vec![policy(
        "p",
        r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"blue"},"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}"#,
    )];
    let flips = setup.with(flips);
    assert_eq!(flips.len(), 1);
    assert_eq!(
        (flips[0].key.as_str(), flips[0].value.as_deref(), flips[0].decision.is_allowed()),
        ("aws:PrincipalTag/team", Some("blue"), true)
    );
    setup.context.set("aws:PrincipalTag/team", "blue");
    let keys: Vec<_> = setup.with(super::flips).into_iter().map(|flip| (flip.key, flip.value)).collect();
    assert_eq!(
        keys,
        [
            ("aws:PrincipalTag/team".to_owned(), Some("something-else".to_owned())),
            ("aws:RequestedRegion".to_owned(), Some("eu-west-1".to_owned())),
        ]
    );
}

#[test]
fn who_can_and_what_can() {
    let mut setup = setup();
    setup.identity =
        vec![policy("p", r#""Effect":"Allow","Action":["s3:Get*","s3:ListAllMyBuckets"],"Resource":"*""#)];
    let table = ActionTable::parse(include_str!("../../../../data/actions.txt")).unwrap();
    let resource = |arn: &str| Resource { arn: arn.into(), account: None };
    setup.with(|request, layers| {
        let caller = Caller { principal: request.principal, context: request.context, layers: *layers };
        let nobody = Caller { layers: Layers::default(), ..caller };
        let bucket = resource("arn:aws:s3:::bk");
        assert_eq!(who_can("s3:GetBucketAcl", &bucket, [caller, nobody]).len(), 1);
        let names = |arn: &str| -> Vec<String> {
            what_can(&caller, &resource(arn), &table)
                .into_iter()
                .map(|permission| permission.action)
                .collect()
        };
        let on_object = names("arn:aws:s3:::bk/o");
        assert!(on_object.contains(&"s3:GetObject".to_owned()));
        assert!(!on_object.contains(&"s3:GetBucketAcl".to_owned()));
        assert!(names("*").contains(&"s3:ListAllMyBuckets".to_owned()));
        assert!(!names("*").contains(&"s3:GetObject".to_owned()));
    });
}
