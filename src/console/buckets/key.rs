//! Object keys as the console shows them: S3 has no folders, the console makes them out of slashes.

/// The part of a key behind the last slash; a folder keeps its own: `a/b/` → `b/`.
#[must_use]
pub fn leaf(key: &str) -> &str {
    let end = key.strip_suffix('/').unwrap_or(key);
    &key[end.rfind('/').map_or(0, |slash| slash + 1)..]
}

/// The folder that a key lies in: `a/b/c` → `a/b/`, `a/b/` → `a/`.
#[must_use]
pub fn folder(key: &str) -> &str {
    &key[..key.len() - leaf(key).len()]
}

/// A prefix and the prefixes above it, the outermost first: `a/b/` → `a/`, `a/b/`. Empty for the top.
#[must_use]
pub fn trail(prefix: &str) -> Vec<&str> {
    let mut ends: Vec<&str> = prefix.match_indices('/').map(|(slash, _)| &prefix[..=slash]).collect();
    if !prefix.is_empty() && !prefix.ends_with('/') {
        ends.push(prefix);
    }
    ends
}

/// The column "Type": a file name's extension, `Folder`, or `-`.
#[must_use]
pub fn kind(key: &str) -> &str {
    if key.ends_with('/') {
        return "Folder";
    }
    leaf(key)
        .rsplit_once('.')
        .map_or("-", |(_, extension)| if extension.is_empty() { "-" } else { extension })
}

/// A number of bytes: `512.0 B`, `1.5 KB`. Counted in 1,024s, with one decimal, as the console does.
#[must_use]
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["B", "KB", "MB", "GB"];
    // In tenths, so that no fractions are needed.
    let mut tenths = bytes.saturating_mul(10);
    let mut unit = 0;
    while tenths >= 10_240 && unit + 1 < UNITS.len() {
        tenths /= 1_024;
        unit += 1;
    }
    format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fall_into_folders() {
        for (key, in_folder, name) in [
            ("a/b/c.txt", "a/b/", "c.txt"),
            ("a/b/", "a/", "b/"),
            ("c", "", "c"),
            ("/", "", "/"),
            ("//", "/", "/"),
        ] {
            assert_eq!((folder(key), leaf(key)), (in_folder, name), "{key}");
        }
        assert_eq!(trail("a/b/"), ["a/", "a/b/"]);
        assert_eq!(trail("a/b"), ["a/", "a/b"]);
        assert!(trail("").is_empty());
    }

    #[test]
    fn types_and_sizes() {
        for (key, expected) in [("a/b.tar.gz", "gz"), ("a.b/c", "-"), ("a/", "Folder"), ("a.", "-")] {
            assert_eq!(kind(key), expected, "{key}");
        }
        for (bytes, expected) in [
            (0, "0.0 B"),
            (1_023, "1023.0 B"),
            (1_536, "1.5 KB"),
            (262_144, "256.0 KB"),
            (u64::MAX, "1717986918.3 GB"),
        ] {
            assert_eq!(size(bytes), expected);
        }
    }
}
