//! Object Ownership and the operations on access control lists. Source: spec s3-api.md §1, §3, §4.

use super::acl::{Acl, Parties};
use super::model::{Bucket, Ownership};
use super::tagging::{change, version_or};
use super::target::{self, existing, existing_mut, found};
use super::{public_access, read, write};
use crate::arn;
use crate::denial;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run};
use crate::world::World;
use serde_json::{Map, Value, json};

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketOwnershipControls",
        Access::Read,
        "s3:GetBucketOwnershipControls",
        target::bucket,
        get_ownership,
        "aws s3api get-bucket-ownership-controls --bucket my-new-bucket",
    ),
    write(
        "PutBucketOwnershipControls",
        MANAGE,
        "s3:PutBucketOwnershipControls",
        target::bucket,
        put_ownership,
        "aws s3api put-bucket-ownership-controls --bucket my-new-bucket --ownership-controls \
         'Rules=[{ObjectOwnership=BucketOwnerPreferred}]'",
    ),
    write(
        "DeleteBucketOwnershipControls",
        MANAGE,
        "s3:PutBucketOwnershipControls",
        target::bucket,
        delete_ownership,
        "aws s3api delete-bucket-ownership-controls --bucket my-new-bucket",
    ),
    read(
        "GetBucketAcl",
        Access::Read,
        "s3:GetBucketAcl",
        target::bucket,
        get_bucket,
        "aws s3api get-bucket-acl --bucket my-new-bucket",
    ),
    write(
        "PutBucketAcl",
        MANAGE,
        "s3:PutBucketAcl",
        target::bucket,
        put_bucket,
        "aws s3api put-bucket-acl --bucket my-new-bucket --acl private",
    ),
    Operation {
        service: "s3",
        name: "GetObjectAcl",
        access: Access::Read,
        checks: Checks::Custom(|p| version_or(p, "s3:GetObjectAcl", "s3:GetObjectVersionAcl")),
        run: Run::Read(get_object),
        example: "aws s3api get-object-acl --bucket my-new-bucket --key hello.txt",
    },
    Operation {
        service: "s3",
        name: "PutObjectAcl",
        access: MANAGE,
        checks: Checks::Custom(|p| version_or(p, "s3:PutObjectAcl", "s3:PutObjectVersionAcl")),
        run: Run::Write(put_object),
        example: "aws s3api put-object-acl --bucket my-new-bucket --key hello.txt --acl bucket-owner-full-control",
    },
];

fn get_ownership(ok: &Authorized, world: &World) -> Output {
    let ownership = existing(world, ok.input().text("Bucket")?)?.ownership.ok_or_else(|| {
        let message = "The bucket ownership controls were not found";
        ApiError::new("OwnershipControlsNotFoundError", 404, message)
    })?;
    let controls = json!({"Rules": [{"ObjectOwnership": ownership.as_str()}]});
    Ok(Map::from_iter([("OwnershipControls".to_owned(), controls)]))
}

/// The ownership that an API name stands for.
pub(super) fn ownership(name: Option<&str>) -> Result<Ownership, ApiError> {
    let all = [Ownership::BucketOwnerEnforced, Ownership::BucketOwnerPreferred, Ownership::ObjectWriter];
    let known = all.into_iter().find(|known| name == Some(known.as_str()));
    known.ok_or_else(ApiError::malformed_xml)
}

fn put_ownership(ok: &Authorized, world: &mut World) -> Output {
    let rules = ok.input().get("OwnershipControls").and_then(|controls| controls.get("Rules")?.as_array());
    let [rule] = rules.map(Vec::as_slice).unwrap_or_default() else {
        return Err(ApiError::malformed_xml());
    };
    let ownership = ownership(rule.get("ObjectOwnership").and_then(Value::as_str))?;
    let bucket = existing_mut(world, ok.input().text("Bucket")?)?;
    if ownership == Ownership::BucketOwnerEnforced && !bucket.acl.is_private() {
        let message = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting";
        return Err(ApiError::new("InvalidBucketAclWithObjectOwnership", 400, message));
    }
    bucket.ownership = Some(ownership);
    Ok(Map::new())
}

fn delete_ownership(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.ownership = None;
    Ok(Map::new())
}

/// The canonical user id of an account.
pub(super) fn canonical<'a>(world: &'a World, account: &str) -> &'a str {
    world.account(account).map_or("", |account| account.canonical_user.as_str())
}

fn shown(world: &World, owner: &str, acl: &Acl) -> Output {
    let owner = canonical(world, owner);
    Ok(Map::from_iter([
        ("Owner".to_owned(), json!({ "ID": owner })),
        ("Grants".to_owned(), acl.shown(owner).into()),
    ]))
}

fn get_bucket(ok: &Authorized, world: &World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    shown(world, &bucket.owner, &bucket.acl)
}

fn get_object(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let object = found(bucket, input.text("Key")?, input.opt_text("VersionId"))?;
    let none = Acl::default();
    shown(world, bucket.owner_of(object), if bucket.has_acls() { &object.acl } else { &none })
}

fn put_bucket(ok: &Authorized, world: &mut World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    let acl = required(given(ok, world, bucket, &bucket.owner, "s3:PutBucketAcl")?)?;
    existing_mut(world, ok.input().text("Bucket")?)?.acl = acl;
    Ok(Map::new())
}

fn put_object(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let object = found(bucket, input.text("Key")?, input.opt_text("VersionId"))?;
    let acl = required(given(ok, world, bucket, bucket.owner_of(object), "s3:PutObjectAcl")?)?;
    change(ok, world, |object| object.acl = acl).map(|_| Map::new())
}

fn required(acl: Option<Acl>) -> Result<Acl, ApiError> {
    acl.ok_or_else(|| {
        let message = "Your request was missing a required header";
        ApiError::new("MissingSecurityHeader", 400, message)
    })
}

/// The ACL that a request gives for something in a bucket, or the bucket itself, that `owner` owns. Where
/// ACLs are off, only the one that changes nothing may be given.
pub(super) fn given(
    ok: &Authorized,
    world: &World,
    bucket: &Bucket,
    owner: &str,
    action: &str,
) -> Result<Option<Acl>, ApiError> {
    let parties = Parties { owner: canonical(world, owner), bucket_owner: canonical(world, &bucket.owner) };
    let acl = Acl::of_input(world, ok.input(), parties)?;
    if acl.is_some() && !bucket.has_acls() && ok.input().opt_text("ACL") != Some("bucket-owner-full-control")
    {
        let message = "The bucket does not allow ACLs";
        return Err(ApiError::new("AccessControlListNotSupported", 400, message));
    }
    let blocked = public_access::effective(world, bucket).block_public_acls;
    if blocked && acl.as_ref().is_some_and(Acl::is_public) {
        let arn = arn::s3(&bucket.name, ok.input().opt_text("Key"));
        let why = "public ACLs are prevented by the BlockPublicAcls setting";
        return Err(denial::public_access_blocked(ok.caller(), &bucket.owner, action, &arn, why));
    }
    Ok(acl)
}
