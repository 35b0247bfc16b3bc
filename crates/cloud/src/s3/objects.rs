//! Putting and copying objects. Source: spec s3-api.md §1, §3, §5.

use super::access_lists;
use super::body::{Body, MOST_BYTES, MOST_STORED};
use super::model::{Bucket, Object, Ownership, VersionId, Versioning};
use super::target::{self, existing, existing_mut, found};
use super::{acl, copy_source, encryption, keys, preconditions, reading, tagging};
use crate::encoding::hex;
use crate::error::ApiError;
use crate::ids;
use crate::input::Input;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Bytes of a key.
const LONGEST_KEY: usize = 1_024;
/// Bytes of the user's metadata.
const MOST_METADATA: usize = 2_048;

pub(super) const ROWS: Rows = &[
    Operation {
        service: "s3",
        name: "PutObject",
        access: Access::Write,
        checks: Checks::Custom(put_checks),
        run: Run::Write(put),
        example: "aws s3api put-object --bucket my-new-bucket --key hello.txt --body hello.txt",
    },
    Operation {
        service: "s3",
        name: "CopyObject",
        access: Access::Write,
        checks: Checks::Custom(copy_checks),
        run: Run::Write(copy),
        example: "aws s3api copy-object --copy-source my-new-bucket/hello.txt --bucket my-new-bucket --key copy.txt",
    },
];

/// Putting an object, and what the request would do besides.
fn put_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let put = target::place(&Planning { action: "s3:PutObject", ..*p })?;
    with_parts(p, put)
}

/// The check on putting an object, with those on what the request would do besides.
fn with_parts(p: &Planning<'_>, put: Check) -> Result<Vec<Check>, ApiError> {
    let tagging = p.input.has("Tagging").then(|| target::also(&put, "s3:PutObjectTagging"));
    let acl = acl::is_given(p.input).then(|| target::also(&put, "s3:PutObjectAcl"));
    let mut checks = vec![put];
    checks.extend(tagging);
    checks.extend(acl);
    checks.extend(keys::putting(p, target::named(p)?, p.input.text("Key")?)?);
    Ok(checks)
}

/// Reading the source with its tags, and putting the target with them.
fn copy_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let source = copy_source::of(p.input)?;
    let (key, version) = (source.key.as_str(), source.version.as_deref());
    let bucket = existing(p.world, &source.bucket)?;
    target::expect_owner(bucket, p.input.opt_text("ExpectedSourceBucketOwner"))?;
    let read = Planning { action: reading::read_action(version), ..*p };
    let read = target::existing_object(&read, bucket, key, version);
    let mut checks = reading::with_listing(p, bucket, key, version, vec![read.clone()]);
    let takes_tags = !replaces(p.input, "TaggingDirective")
        && found(bucket, key, version).is_ok_and(|object| !object.tags.is_empty());
    if takes_tags {
        let versioned = version.is_some();
        let action = if versioned { "s3:GetObjectVersionTagging" } else { "s3:GetObjectTagging" };
        checks.push(target::also(&read, action));
    }
    let put = target::place(&Planning { action: "s3:PutObject", ..*p })?;
    checks.extend(with_parts(p, put.clone())?);
    if takes_tags {
        checks.push(target::also(&put, "s3:PutObjectTagging"));
    }
    Ok(checks)
}

fn replaces(input: &Input, directive: &str) -> bool {
    input.opt_text(directive) == Some("REPLACE")
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let bytes = BASE64
        .decode(input.opt_text("Body").unwrap_or_default())
        .map_err(|_| ApiError::new("InvalidRequest", 400, "The body is not base64."))?;
    let etag = hex(&Md5::digest(&bytes));
    let checksum = super::checksum::crc64nvme(&bytes);
    let body = Body::new(bytes).ok_or_else(too_large)?;
    let bucket = existing(world, input.text("Bucket")?)?;
    preconditions::for_writing(input, bucket, input.text("Key")?)?;
    let bare = bare(ok, world, bucket, body, etag.clone())?;
    let bare = Object { tags: tagging::of_new_object(input)?, ..bare };
    let object = Description::given(input)?.of(bare);
    let encryption = object.encryption.clone();
    let version = store(ok, world, object)?;
    let mut out = Map::from_iter([
        ("ETag".to_owned(), Value::from(format!("\"{etag}\""))),
        ("ChecksumCRC64NVME".to_owned(), checksum.into()),
        ("ChecksumType".to_owned(), "FULL_OBJECT".into()),
        ("ServerSideEncryption".to_owned(), encryption.as_str().into()),
    ]);
    out.extend(version.map(|id| ("VersionId".to_owned(), id.into())));
    out.extend(encryption.key().map(|key| ("SSEKMSKeyId".to_owned(), key.into())));
    Ok(out)
}

/// The playground's own limit: the world lives in a browser's memory and storage.
fn too_large() -> ApiError {
    let message = format!(
        "IAM Playground keeps objects of at most {} MiB, and of at most {} MiB unless their bytes repeat.",
        MOST_BYTES >> 20,
        MOST_STORED >> 20
    );
    ApiError::new("EntityTooLarge", 400, message)
}

/// An object as it gets into a bucket: encrypted, owned and guarded as request and bucket say. It has no tags and
/// no description yet.
fn bare(
    ok: &Authorized,
    world: &World,
    bucket: &Bucket,
    body: Body,
    etag: String,
) -> Result<Object, ApiError> {
    let input = ok.input();
    if input.text("Key")?.len() > LONGEST_KEY {
        return Err(ApiError::new("KeyTooLongError", 400, "Your key is too long"));
    }
    let given_up = bucket.ownership == Some(Ownership::BucketOwnerPreferred)
        && input.opt_text("ACL") == Some("bucket-owner-full-control");
    let owned = !bucket.has_acls() || given_up || ok.account().is_empty() || ok.account() == bucket.owner;
    let owner = (!owned).then(|| ok.account().to_owned());
    let requested = encryption::requested(world, ok.account(), bucket, input)?;
    let encryption = requested.unwrap_or_else(|| bucket.encryption.clone());
    keys::usable(world, &encryption)?;
    let acl =
        access_lists::given(ok, world, bucket, owner.as_ref().unwrap_or(&bucket.owner), "s3:PutObject")?;
    Ok(Object {
        body,
        content_type: String::new(),
        modified: ok.now(),
        etag,
        version: VersionId::null(),
        owner,
        acl: acl.filter(|_| bucket.has_acls()).unwrap_or_default(),
        tags: Vec::new(),
        metadata: BTreeMap::new(),
        headers: BTreeMap::new(),
        encryption,
    })
}

/// Headers that are kept with an object, by their names in the API.
const KEPT: [&str; 7] = [
    "CacheControl",
    "ContentDisposition",
    "ContentEncoding",
    "ContentLanguage",
    "Expires",
    "StorageClass",
    "WebsiteRedirectLocation",
];

/// What is said of an object's bytes.
struct Description {
    content_type: String,
    metadata: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
}

impl Description {
    /// What a request says.
    fn given(input: &Input) -> Result<Self, ApiError> {
        let content_type = input.opt_text("ContentType").unwrap_or("binary/octet-stream").to_owned();
        Ok(Self { content_type, metadata: metadata(input)?, headers: headers(input)? })
    }

    /// What a copy takes over. Its storage class is the request's, which must be right in all else as well.
    fn copied(input: &Input, original: &Object) -> Result<Self, ApiError> {
        let mut given = Self::given(input)?;
        let mut headers = original.headers.clone();
        headers.remove("StorageClass");
        headers.extend(given.headers.remove_entry("StorageClass"));
        let (content_type, metadata) = (original.content_type.clone(), original.metadata.clone());
        Ok(Self { content_type, metadata, headers })
    }

    /// The object with this description.
    fn of(self, object: Object) -> Object {
        let Self { content_type, metadata, headers } = self;
        Object { content_type, metadata, headers, ..object }
    }
}

/// The user's metadata in a request.
fn metadata(input: &Input) -> Result<BTreeMap<String, String>, ApiError> {
    let metadata: BTreeMap<String, String> = input
        .get("Metadata")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((key.to_ascii_lowercase(), value.as_str()?.to_owned())))
        .collect();
    if metadata.iter().map(|(key, value)| key.len() + value.len()).sum::<usize>() > MOST_METADATA {
        let message = "Your metadata headers exceed the maximum allowed metadata size";
        return Err(ApiError::new("MetadataTooLarge", 400, message));
    }
    Ok(metadata)
}

/// The headers of a request that are kept.
fn headers(input: &Input) -> Result<BTreeMap<String, String>, ApiError> {
    let kept = KEPT.iter().filter_map(|name| Some(((*name).to_owned(), input.opt_text(name)?.to_owned())));
    let mut headers: BTreeMap<String, String> = kept.collect();
    headers.retain(|name, value| name != "StorageClass" || value != "STANDARD");
    if headers.get("StorageClass").is_some_and(|class| ["GLACIER", "DEEP_ARCHIVE"].contains(&class.as_str()))
    {
        let message = "Archived storage classes are not simulated. Nothing was changed.";
        return Err(ApiError::not_simulated(message));
    }
    Ok(headers)
}

/// Puts an object where the request says, as the next version. Returns the version's id, if the bucket
/// knows versions.
fn store(ok: &Authorized, world: &mut World, object: Object) -> Result<Option<String>, ApiError> {
    let bucket = existing_mut(world, ok.input().text("Bucket")?)?;
    let version = match bucket.versioning {
        Some(Versioning::Enabled) => VersionId(ids::version(&mut ok.random())),
        Some(Versioning::Suspended) | None => VersionId::null(),
    };
    bucket.store(ok.input().text("Key")?, Object { version: version.clone(), ..object });
    Ok(bucket.versioning.map(|_| version.0))
}

fn copy(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let source = copy_source::of(input)?;
    let from = existing(world, &source.bucket)?;
    let original = found(from, &source.key, source.version.as_deref())?;
    keys::usable(world, &original.encryption)?;
    preconditions::for_copying(input, original)?;
    check_changes(input, &source)?;
    let bucket = existing(world, input.text("Bucket")?)?;
    preconditions::for_writing(input, bucket, input.text("Key")?)?;
    let bare = bare(ok, world, bucket, original.body.clone(), original.etag.clone())?;
    let tags = if replaces(input, "TaggingDirective") {
        tagging::of_new_object(input)?
    } else {
        original.tags.clone()
    };
    let description = if replaces(input, "MetadataDirective") {
        Description::given(input)?
    } else {
        Description::copied(input, original)?
    };
    let copied = description.of(Object { tags, ..bare });
    let source_version = from.versioning.map(|_| original.version.0.clone());
    let checksum = super::checksum::crc64nvme(&copied.body.bytes());
    let result = json!({
        "ETag": format!("\"{}\"", copied.etag),
        "LastModified": copied.modified.iso(),
        "ChecksumType": "FULL_OBJECT",
        "ChecksumCRC64NVME": checksum,
    });
    let encryption = copied.encryption.clone();
    let version = store(ok, world, copied)?;
    let mut out = Map::from_iter([("CopyObjectResult".to_owned(), result)]);
    out.extend(source_version.map(|id| ("CopySourceVersionId".to_owned(), id.into())));
    out.extend(version.map(|id| ("VersionId".to_owned(), id.into())));
    out.insert("ServerSideEncryption".to_owned(), encryption.as_str().into());
    out.extend(encryption.key().map(|key| ("SSEKMSKeyId".to_owned(), key.into())));
    Ok(out)
}

/// A copy onto itself must change something.
fn check_changes(input: &Input, source: &copy_source::Source) -> Result<(), ApiError> {
    let itself = input.opt_text("Bucket") == Some(&source.bucket)
        && input.opt_text("Key") == Some(&source.key)
        && source.version.is_none();
    let changes = replaces(input, "MetadataDirective")
        || ["StorageClass", "WebsiteRedirectLocation", "ServerSideEncryption"].iter().any(|n| input.has(n));
    if !itself || changes {
        return Ok(());
    }
    let message = "This copy request is illegal because it is trying to copy an object to itself without \
                   changing the object's metadata, storage class, website redirect location or encryption \
                   attributes.";
    Err(ApiError::new("InvalidRequest", 400, message))
}
