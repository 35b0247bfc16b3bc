//! Access control lists, which count where Object Ownership leaves them on. Source: spec s3-api.md §3, §4.

use super::model::{Bucket, Object};
use crate::error::ApiError;
use crate::input::Input;
use crate::world::World;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const GROUPS: &str = "http://acs.amazonaws.com/groups/";

/// The headers that give a permission to grantees.
const HEADERS: [(&str, Permission); 5] = [
    ("GrantFullControl", FullControl),
    ("GrantRead", Read),
    ("GrantWrite", Write),
    ("GrantReadACP", ReadAcp),
    ("GrantWriteACP", WriteAcp),
];

/// Whether the headers of a request give an ACL.
pub(super) fn is_given(input: &Input) -> bool {
    input.has("ACL") || HEADERS.iter().any(|(name, _)| input.has(name))
}

/// Who may do what besides the owner, who has full control.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Acl(pub Vec<Grant>);

/// A permission of a grantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Who.
    pub grantee: Grantee,
    /// What.
    pub permission: Permission,
}

/// Whom an ACL can name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grantee {
    /// An account by its canonical user id.
    CanonicalUser(String),
    /// Everyone, anonymous callers included.
    AllUsers,
    /// Every AWS account's users and roles.
    AuthenticatedUsers,
    /// S3's own log delivery.
    LogDelivery,
}

/// What an ACL can grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Permission {
    /// All of the below.
    FullControl,
    /// A bucket's list; an object's content.
    Read,
    /// Putting objects into a bucket; of an object nothing.
    Write,
    /// Reading the ACL.
    ReadAcp,
    /// Writing the ACL.
    WriteAcp,
}

use Permission::{FullControl, Read, ReadAcp, Write, WriteAcp};

impl Permission {
    const ALL: [(Self, &'static str); 5] = [
        (FullControl, "FULL_CONTROL"),
        (Read, "READ"),
        (Write, "WRITE"),
        (ReadAcp, "READ_ACP"),
        (WriteAcp, "WRITE_ACP"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, name)| name)
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(known, _)| *known)
    }

    /// The actions on a bucket that a permission amounts to, those on keys in it last.
    fn on_bucket(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Read => (&["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"], &[]),
            Write => (&[], &["s3:PutObject"]),
            ReadAcp => (&["s3:GetBucketAcl"], &[]),
            WriteAcp => (&["s3:PutBucketAcl"], &[]),
            FullControl => (
                &[
                    "s3:ListBucket",
                    "s3:ListBucketVersions",
                    "s3:ListBucketMultipartUploads",
                    "s3:GetBucketAcl",
                    "s3:PutBucketAcl",
                ],
                &["s3:PutObject"],
            ),
        }
    }

    fn on_object(self) -> &'static [&'static str] {
        match self {
            Read => &["s3:GetObject", "s3:GetObjectVersion"],
            Write => &[],
            ReadAcp => &["s3:GetObjectAcl", "s3:GetObjectVersionAcl"],
            WriteAcp => &["s3:PutObjectAcl", "s3:PutObjectVersionAcl"],
            FullControl => &[
                "s3:GetObject",
                "s3:GetObjectVersion",
                "s3:GetObjectAcl",
                "s3:GetObjectVersionAcl",
                "s3:PutObjectAcl",
                "s3:PutObjectVersionAcl",
            ],
        }
    }
}

impl Grantee {
    fn is_public(&self) -> bool {
        matches!(self, Self::AllUsers | Self::AuthenticatedUsers)
    }

    fn of_uri(uri: &str) -> Option<Self> {
        Some(match uri.strip_prefix(GROUPS)? {
            "global/AllUsers" => Self::AllUsers,
            "global/AuthenticatedUsers" => Self::AuthenticatedUsers,
            "s3/LogDelivery" => Self::LogDelivery,
            _ => return None,
        })
    }

    fn shown(&self) -> Value {
        let group = |name: &str| json!({"Type": "Group", "URI": format!("{GROUPS}{name}")});
        match self {
            Self::CanonicalUser(id) => json!({"ID": id, "Type": "CanonicalUser"}),
            Self::AllUsers => group("global/AllUsers"),
            Self::AuthenticatedUsers => group("global/AuthenticatedUsers"),
            Self::LogDelivery => group("s3/LogDelivery"),
        }
    }

    /// The grantee as a policy's principal, with the condition that makes it so.
    fn principal(&self) -> (Value, Option<Value>) {
        match self {
            Self::CanonicalUser(id) => (json!({"CanonicalUser": id}), None),
            Self::AllUsers => ("*".into(), None),
            Self::AuthenticatedUsers => {
                let signed = json!({"StringNotEquals": {"aws:PrincipalType": "Anonymous"}});
                ("*".into(), Some(signed))
            }
            Self::LogDelivery => (json!({"Service": "logging.s3.amazonaws.com"}), None),
        }
    }
}

impl Grant {
    fn new(grantee: Grantee, permission: Permission) -> Self {
        Self { grantee, permission }
    }

    fn statement(&self, actions: &[&str], resource: &str) -> Option<Value> {
        let (principal, condition) = self.grantee.principal();
        let mut statement =
            json!({"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": resource});
        if let Some(condition) = condition {
            statement["Condition"] = condition;
        }
        (!actions.is_empty()).then_some(statement)
    }
}

impl Acl {
    /// Whether it grants nothing to anybody but the owner.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it grants something to everyone or to all of AWS.
    pub(super) fn is_public(&self) -> bool {
        self.0.iter().any(|grant| grant.grantee.is_public())
    }

    fn counting(&self, ignore_public: bool) -> impl Iterator<Item = &Grant> {
        self.0.iter().filter(move |grant| !(ignore_public && grant.grantee.is_public()))
    }

    /// The policy statements that a bucket's ACL amounts to.
    pub(super) fn of_bucket(&self, arn: &str, ignore_public: bool) -> Vec<Value> {
        let statements = self.counting(ignore_public).flat_map(|grant| {
            let (on_bucket, on_keys) = grant.permission.on_bucket();
            [grant.statement(on_bucket, arn), grant.statement(on_keys, &format!("{arn}/*"))]
        });
        statements.flatten().collect()
    }

    /// The policy statements that an object's ACL amounts to.
    pub(super) fn of_object(&self, arn: &str, ignore_public: bool) -> Vec<Value> {
        // A star or question mark in a key would stand for other keys.
        let resource = arn.replace('*', "${*}").replace('?', "${?}");
        self.counting(ignore_public)
            .filter_map(|grant| grant.statement(grant.permission.on_object(), &resource))
            .collect()
    }

    /// The ACL as the API shows it.
    pub(super) fn shown(&self, owner: &str) -> Vec<Value> {
        let own = Grant::new(Grantee::CanonicalUser(owner.to_owned()), FullControl);
        let row = |grant: &Grant| json!({"Grantee": grant.grantee.shown(), "Permission": grant.permission.as_str()});
        std::iter::once(&own).chain(&self.0).map(row).collect()
    }

    /// The ACL that a request gives by name, by headers or as a list; `None` if it gives none.
    pub(super) fn of_input(
        world: &World,
        input: &Input,
        parties: Parties<'_>,
    ) -> Result<Option<Self>, ApiError> {
        if let Some(name) = input.opt_text("ACL") {
            return canned(name, parties).map(Some);
        }
        if let Some(list) = input.get("AccessControlPolicy").and_then(|policy| policy.get("Grants")) {
            return listed(list, parties.owner).map(Some);
        }
        let mut grants = Vec::new();
        for (name, permission) in HEADERS {
            let Some(text) = input.opt_text(name) else { continue };
            for grantee in text.split(',') {
                grants.push(Grant::new(of_header(world, grantee)?, permission));
            }
        }
        Ok((!grants.is_empty()).then(|| without_owner(grants, parties.owner)))
    }
}

/// The canonical user ids that a canned ACL may speak of.
#[derive(Clone, Copy)]
pub(super) struct Parties<'a> {
    /// Who owns what the ACL is of.
    pub(super) owner: &'a str,
    /// Who owns the bucket.
    pub(super) bucket_owner: &'a str,
}

fn without_owner(mut grants: Vec<Grant>, owner: &str) -> Acl {
    grants.retain(|grant| !matches!(&grant.grantee, Grantee::CanonicalUser(id) if id == owner));
    Acl(grants)
}

fn canned(name: &str, parties: Parties<'_>) -> Result<Acl, ApiError> {
    let bucket_owner = || Grantee::CanonicalUser(parties.bucket_owner.to_owned());
    let grants = match name {
        "private" | "aws-exec-read" => vec![],
        "public-read" => vec![(Grantee::AllUsers, Read)],
        "public-read-write" => vec![(Grantee::AllUsers, Read), (Grantee::AllUsers, Write)],
        "authenticated-read" => vec![(Grantee::AuthenticatedUsers, Read)],
        "bucket-owner-read" => vec![(bucket_owner(), Read)],
        "bucket-owner-full-control" => vec![(bucket_owner(), FullControl)],
        "log-delivery-write" => vec![(Grantee::LogDelivery, Write), (Grantee::LogDelivery, ReadAcp)],
        _ => return Err(invalid("")),
    };
    let grants = grants.into_iter().map(|(grantee, permission)| Grant::new(grantee, permission));
    Ok(without_owner(grants.collect(), parties.owner))
}

fn listed(list: &Value, owner: &str) -> Result<Acl, ApiError> {
    let grant = |row: &Value| {
        let grantee = row.get("Grantee")?;
        let text = |name: &str| grantee.get(name).and_then(Value::as_str);
        let grantee = match (text("ID"), text("URI")) {
            (Some(id), _) => Grantee::CanonicalUser(id.to_owned()),
            (None, Some(uri)) => Grantee::of_uri(uri)?,
            (None, None) => return None,
        };
        Some(Grant::new(grantee, Permission::parse(row.get("Permission")?.as_str()?)?))
    };
    let grants: Option<Vec<Grant>> = list.as_array().into_iter().flatten().map(grant).collect();
    let malformed = || ApiError { code: "MalformedACLError".to_owned(), ..ApiError::malformed_xml() };
    Ok(without_owner(grants.ok_or_else(malformed)?, owner))
}

/// `id="…"` or `uri="…"`
fn of_header(world: &World, text: &str) -> Result<Grantee, ApiError> {
    let (kind, value) = text.trim().split_once('=').ok_or_else(|| invalid(""))?;
    let value = value.trim_matches('"');
    match kind {
        "id" if world.accounts.values().any(|account| account.canonical_user == value) => {
            Ok(Grantee::CanonicalUser(value.to_owned()))
        }
        "id" => Err(invalid("Invalid id")),
        "uri" => Grantee::of_uri(value).ok_or_else(|| invalid("Invalid group uri")),
        _ => Err(invalid("Argument format not recognized")),
    }
}

fn invalid(message: &str) -> ApiError {
    ApiError::new("InvalidArgument", 400, message)
}

impl Bucket {
    /// The account that owns an object of the bucket.
    #[must_use]
    pub fn owner_of<'a>(&'a self, object: &'a Object) -> &'a String {
        object.owner.as_ref().filter(|_| self.has_acls()).unwrap_or(&self.owner)
    }
}
