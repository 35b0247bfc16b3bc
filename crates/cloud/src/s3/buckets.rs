//! Buckets.

use super::model::{Bucket, Ownership};
use super::target::{self, existing};
use super::{access_lists, acl, read, tagging, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) const ROWS: Rows = &[
    read("ListBuckets", Access::List, "s3:ListAllMyBuckets", target::account, list, "aws s3api list-buckets"),
    Operation {
        service: "s3",
        name: "CreateBucket",
        access: Access::Write,
        checks: Checks::Custom(create_checks),
        run: Run::Write(create),
        example: "aws s3api create-bucket --bucket my-new-bucket",
    },
    write(
        "DeleteBucket",
        Access::Write,
        "s3:DeleteBucket",
        target::bucket,
        delete,
        "aws s3api delete-bucket --bucket my-new-bucket",
    ),
    read(
        "HeadBucket",
        Access::List,
        "s3:ListBucket",
        target::bucket_head,
        head,
        "aws s3api head-bucket --bucket my-new-bucket",
    ),
    read(
        "GetBucketLocation",
        Access::Read,
        "s3:GetBucketLocation",
        target::bucket,
        location,
        "aws s3api get-bucket-location --bucket my-new-bucket",
    ),
];

fn list(ok: &Authorized, world: &World) -> Output {
    let prefix = ok.input().opt_text("Prefix");
    let region = ok.input().opt_text("BucketRegion");
    let paged = prefix.is_some() || region.is_some() || ok.input().has("MaxBuckets");
    let start = ok.input().opt_text("ContinuationToken");
    let mine = world.buckets.values().filter(|b| b.owner == ok.account());
    let mut found: Vec<&Bucket> = mine
        .map(AsRef::as_ref)
        .filter(|b| prefix.is_none_or(|p| b.name.starts_with(p)) && region.is_none_or(|r| b.region == r))
        .filter(|b| start.is_none_or(|after| b.name.as_str() > after))
        .collect();
    let most = usize::try_from(ok.input().int("MaxBuckets").unwrap_or(i64::MAX)).unwrap_or(usize::MAX);
    let next = (found.len() > most).then(|| found[most.saturating_sub(1)].name.clone());
    found.truncate(most);
    let rows = found.into_iter().map(|b| {
        let mut row = json!({"Name": b.name, "CreationDate": b.created.iso()});
        if paged {
            row["BucketRegion"] = b.region.as_str().into();
            row["BucketArn"] = b.arn().into();
        }
        row
    });
    let owner = world.account(ok.account()).map(|a| a.canonical_user.clone());
    let mut out = Map::from_iter([
        ("Buckets".to_owned(), rows.collect()),
        ("Owner".to_owned(), json!({ "ID": owner })),
    ]);
    if let Some(token) = next {
        out.insert("ContinuationToken".to_owned(), token.into());
    }
    if let Some(prefix) = prefix {
        out.insert("Prefix".to_owned(), prefix.into());
    }
    Ok(out)
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("Bucket")?;
    if !valid_name(name) {
        return Err(ApiError::new("InvalidBucketName", 400, "The specified bucket is not valid."));
    }
    let (ownership, tags) = (ownership(ok)?, tagging::of_new_bucket(ok.input())?);
    let constraint =
        ok.input().get("CreateBucketConfiguration").and_then(|c| c.get("LocationConstraint")?.as_str());
    let region = region(constraint, ok.region())?;
    match world.bucket(name) {
        Some(taken) if taken.owner != ok.account() => {
            return Err(ApiError::new(
                "BucketAlreadyExists",
                409,
                "The requested bucket name is not available. The bucket namespace is shared by all users of \
                 the system. Please select a different name and try again.",
            ));
        }
        Some(own) if own.region != "us-east-1" || region != "us-east-1" => {
            let message =
                "Your previous request to create the named bucket succeeded and you already own it.";
            return Err(ApiError::new("BucketAlreadyOwnedByYou", 409, message));
        }
        // In us-east-1 making one's own bucket again succeeds and changes nothing.
        Some(_) => {}
        None => {
            let bucket = Bucket { ownership, tags, ..Bucket::new(name, ok.account(), region, ok.now()) };
            world.buckets.insert(name.to_owned(), Arc::new(bucket));
        }
    }
    let location =
        if region == "us-east-1" { format!("/{name}") } else { format!("http://{name}.s3.amazonaws.com/") };
    Ok(Map::from_iter([
        ("Location".to_owned(), location.into()),
        ("BucketArn".to_owned(), crate::arn::s3(name, None).into()),
    ]))
}

/// The new bucket's region, which must be the endpoint's.
fn region<'a>(constraint: Option<&'a str>, endpoint: &'a str) -> Result<&'a str, ApiError> {
    let wrong = |which: &str| {
        let message = format!(
            "The {which} location constraint is incompatible for the region specific endpoint this request \
             was sent to."
        );
        Err(ApiError::new("IllegalLocationConstraintException", 400, message))
    };
    match constraint {
        None if endpoint == "us-east-1" => Ok("us-east-1"),
        None => wrong("unspecified"),
        Some(region) if region == endpoint || endpoint == "us-east-1" => Ok(region),
        Some(region) => wrong(region),
    }
}

/// The Object Ownership that a request asks for. A new bucket can have no ACL but the private one: ACLs are
/// off unless the request switches them on, and public ones are blocked.
fn ownership(ok: &Authorized) -> Result<Option<Ownership>, ApiError> {
    let ownership = match ok.input().opt_text("ObjectOwnership") {
        None => Ownership::new_bucket(),
        given => Some(access_lists::ownership(given)?),
    };
    let refused = |code: &str, message: &str| Err(ApiError::new(code, 400, message));
    match ok.input().opt_text("ACL") {
        None | Some("private") => Ok(ownership),
        Some(_) if ownership == Some(Ownership::BucketOwnerEnforced) => refused(
            "InvalidBucketAclWithObjectOwnership",
            "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
        ),
        Some(_) => refused(
            "InvalidBucketAclWithBlockPublicAccessError",
            "Bucket cannot have public ACLs set with BlockPublicAccess enabled",
        ),
    }
}

/// Making a bucket, and what else the request would set.
fn create_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    super::unsupported::check(p.input)?;
    let check = |action| target::new_bucket(&Planning { action, ..*p });
    let mut checks = vec![check("s3:CreateBucket")?];
    if acl::is_given(p.input) {
        checks.push(check("s3:PutBucketAcl")?);
    }
    if p.input.has("ObjectOwnership") {
        checks.push(check("s3:PutBucketOwnershipControls")?);
    }
    if p.input.get("CreateBucketConfiguration").is_some_and(|c| c.get("Tags").is_some()) {
        checks.push(check("s3:TagResource")?);
    }
    Ok(checks)
}

/// Source: spec s3-api.md §3.
fn valid_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.' || b == b'-';
    let edge = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let bytes = name.as_bytes();
    let address = name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok());
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|b| inner(*b))
        && edge(bytes.first())
        && edge(bytes.last())
        && !name.contains("..")
        && !address
        && !["xn--", "sthree-", "amzn-s3-demo-"].iter().any(|p| name.starts_with(p))
        && !["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"].iter().any(|s| name.ends_with(s))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    let left = match (bucket.objects.is_empty(), bucket.hidden.is_empty()) {
        (true, true) => None,
        (false, true) => Some("The bucket you tried to delete is not empty"),
        (_, false) => {
            Some("The bucket you tried to delete is not empty. You must delete all versions in the bucket.")
        }
    };
    if let Some(message) = left {
        return Err(ApiError::new("BucketNotEmpty", 409, message));
    }
    let name = bucket.name.clone();
    world.buckets.remove(&name);
    Ok(Map::new())
}

fn head(ok: &Authorized, world: &World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    Ok(Map::from_iter([
        ("BucketArn".to_owned(), bucket.arn().into()),
        ("BucketRegion".to_owned(), bucket.region.as_str().into()),
        ("AccessPointAlias".to_owned(), false.into()),
    ]))
}

fn location(ok: &Authorized, world: &World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    let constraint = Some(bucket.region.as_str()).filter(|r| *r != "us-east-1");
    Ok(Map::from_iter([("LocationConstraint".to_owned(), constraint.map_or(Value::Null, Value::from))]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bucket_names() {
        for good in ["abc", "my-bucket.1", "a1b", &"a".repeat(63)] {
            assert!(valid_name(good), "{good}");
        }
        for bad in
            ["ab", "Abc", "a..b", "-ab", "ab-", "192.168.0.1", "xn--abc", "a_b", "x-s3alias", &"a".repeat(64)]
        {
            assert!(!valid_name(bad), "{bad}");
        }
    }
}
