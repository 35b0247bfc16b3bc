//! A small file system in memory.

mod tree;

pub(crate) use tree::Entry;
pub use tree::Files;

/// Why a file operation failed; the wordings are those of the C library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing of that name.
    NotFound,
    /// A directory where a file is needed.
    IsADirectory,
    /// A file where a directory is needed.
    NotADirectory,
    /// The name is taken.
    Exists,
    /// A directory that still holds something.
    NotEmpty,
    /// The file system's bounds are reached.
    NoSpace,
    /// The root cannot be changed.
    NotPermitted,
}

impl FileError {
    /// The number that the C library gives the error.
    pub(crate) fn errno(self) -> u8 {
        match self {
            Self::NotFound => 2,
            Self::IsADirectory => 21,
            Self::NotADirectory => 20,
            Self::Exists => 17,
            Self::NotEmpty => 39,
            Self::NoSpace => 28,
            Self::NotPermitted => 1,
        }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotFound => "No such file or directory",
            Self::IsADirectory => "Is a directory",
            Self::NotADirectory => "Not a directory",
            Self::Exists => "File exists",
            Self::NotEmpty => "Directory not empty",
            Self::NoSpace => "No space left on device",
            Self::NotPermitted => "Operation not permitted",
        })
    }
}

impl std::error::Error for FileError {}

/// The absolute, normal form of a path that is seen from a directory.
pub(crate) fn join(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { base.split('/').collect() };
    parts.retain(|part| !part.is_empty());
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    format!("/{}", parts.join("/"))
}

/// The directory that a path lies in.
pub(crate) fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(end) => &path[..end],
    }
}

/// The last part of a path.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_paths() {
        for (base, path, joined) in [
            ("/home/a", "b", "/home/a/b"),
            ("/home/a", "/b/", "/b"),
            ("/home/a", "../../../..", "/"),
            ("/", "./x//y/.", "/x/y"),
            ("/home/a", "", "/home/a"),
        ] {
            assert_eq!(join(base, path), joined);
        }
        assert_eq!((parent("/a/b"), parent("/a"), parent("/"), name("/a/b")), ("/a", "/", "/", "b"));
    }
}
