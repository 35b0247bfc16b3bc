//! Where things are: here, or in a bucket.

use crate::files::name;
use crate::process::Process;

/// A path on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A path here, as typed; `-` is standard input or output.
    Local(String),
    /// A bucket and a key or prefix.
    S3(String, String),
}

impl Place {
    pub(super) fn parse(text: &str) -> Self {
        match text.strip_prefix("s3://") {
            Some(rest) => {
                let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
                Self::S3(bucket.to_owned(), key.to_owned())
            }
            None => Self::Local(text.to_owned()),
        }
    }

    /// Where something called `file` goes that is put here: below a directory or a prefix that ends with
    /// `/`, else under the name that the path itself gives.
    pub(super) fn holding(&self, p: &Process<'_>, file: &str) -> Self {
        match self {
            Self::S3(bucket, key) if key.is_empty() || key.ends_with('/') => {
                Self::S3(bucket.clone(), format!("{key}{file}"))
            }
            Self::Local(path)
                if path != "-" && (path.ends_with('/') || p.state.files.is_dir(&p.state.path(path))) =>
            {
                let folder = path.trim_end_matches('/');
                let folder = if folder.is_empty() { "/" } else { folder };
                Self::Local(if folder == "." { file.to_owned() } else { format!("{folder}/{file}") })
            }
            other => other.clone(),
        }
    }

    /// The place of a relative path below this one.
    pub(super) fn below(&self, relative: &str) -> Self {
        match self {
            Self::S3(bucket, key) if key.is_empty() || key.ends_with('/') => {
                Self::S3(bucket.clone(), format!("{key}{relative}"))
            }
            Self::S3(bucket, key) => Self::S3(bucket.clone(), format!("{key}/{relative}")),
            Self::Local(path) => {
                let folder = path.trim_end_matches('/');
                Self::Local(if folder == "." { relative.to_owned() } else { format!("{folder}/{relative}") })
            }
        }
    }

    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Local(path) => name(path),
            Self::S3(_, key) => name(key),
        }
    }

    /// As messages show it: local paths from here.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::S3(bucket, key) => format!("s3://{bucket}/{key}"),
            Self::Local(path) if path == "-" || path.starts_with(['/', '~']) => path.clone(),
            Self::Local(path) => {
                let path = path.strip_prefix("./").unwrap_or(path);
                if path.contains('/') { path.to_owned() } else { format!("./{path}") }
            }
        }
    }
}
