use super::*;

fn table() -> ActionTable {
    ActionTable::parse(include_str!("../../../../data/actions.txt")).unwrap()
}

#[test]
fn knows_actions_their_resources_and_keys() {
    let table = table();
    let (service, action) = table.action("S3:getobject").unwrap();
    assert_eq!(service.full_name(action), "s3:GetObject");
    assert_eq!(action.level, AccessLevel::Read);
    let types: Vec<_> = service.resource_types(action).map(|kind| kind.arn.as_str()).collect();
    assert!(types.contains(&"arn:aws:s3:::${BucketName}/${ObjectName}"));
    assert!(service.action_keys(action).any(|key| key.is_called("s3:ExistingObjectTag/team")));
    let key = table.key("AWS:tagkeys").unwrap();
    assert!(key.is_multivalued && key.value_type == ValueType::String);
    assert!(table.key("aws:NoSuchKey").is_none());
    assert_eq!(table.service("braket").unwrap().coverage, Coverage::NameOnly);
    assert!(table.service("nosuch").is_none());
    assert!(table.matching("s3:Get*Acl").count() > 1);
}

#[test]
fn a_broken_line_is_named() {
    assert_eq!(ActionTable::parse("S\ts3\tall\nX\ty").unwrap_err(), TableError { line: 2 });
    assert_eq!(ActionTable::parse("K\ts3:x\tS").unwrap_err(), TableError { line: 1 });
    assert_eq!(ActionTable::parse("S\ts3\tall\nA\tGet\tR\tbucket\t").unwrap_err(), TableError { line: 2 });
}

#[test]
fn patterns_overlap_with_kinds() {
    let kind = |arn: &str| ResourceType { name: String::new(), arn: arn.into(), keys: Vec::new() };
    let bucket = kind("arn:aws:s3:::${BucketName}");
    let object = kind("arn:aws:s3:::${BucketName}/${ObjectName}");
    let role = kind("arn:aws:iam::${Account}:role/${RoleNameWithPath}");
    let check = |pattern: &str, kind: &ResourceType, expected: bool| {
        assert_eq!(overlaps(pattern, kind), expected, "{pattern} and {}", kind.arn);
    };
    check("*", &bucket, true);
    check("arn:aws:s3:::bk", &bucket, true);
    check("arn:aws:s3:::bk/*", &bucket, false);
    check("arn:aws:s3:::bk*", &object, true);
    check("arn:aws:s3:::bk", &object, false);
    check("arn:aws:s3:::b?/o", &object, true);
    check("arn:aws:s3:::${aws:username}/*", &object, true);
    check("arn:aws:s3:::*/o", &object, true);
    check("arn:aws:iam::111111111111:role/app", &role, true);
    check("arn:aws:iam::111111111111:user/*", &role, false);
    check("arn:aws:iam::*", &role, true);
    check("arn:aws:sqs:*", &role, false);
}
