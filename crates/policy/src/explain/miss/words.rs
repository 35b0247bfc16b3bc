//! Small pieces of sentences.

use std::fmt::Write;

/// Longer lists are cut off.
const SHOWN: usize = 3;

/// `a, b or c`, cut off behind the third with the number of the others.
pub(super) fn join(parts: &[String], last: &str) -> String {
    let mut text = String::new();
    let shown = &parts[..parts.len().min(SHOWN)];
    let others = parts.len() - shown.len();
    for (index, part) in shown.iter().enumerate() {
        let is_last = index + 1 == shown.len();
        text.push_str(match index {
            0 => "",
            _ if is_last && others == 0 => last,
            _ => ", ",
        });
        text.push_str(part);
    }
    if others > 0 {
        // Writing to a String cannot fail.
        let _ = write!(text, " and {others} more");
    }
    text
}

fn quoted<T: AsRef<str>>(values: &[T]) -> Vec<String> {
    let values = values.iter();
    values.map(|value| format!("`{}`", value.as_ref())).collect()
}

/// `` `a` or `b` ``
pub(super) fn any_of<T: AsRef<str>>(values: &[T]) -> String {
    join(&quoted(values), " or ")
}

/// `` `a` and `b` ``
pub(super) fn all_of<T: AsRef<str>>(values: &[T]) -> String {
    join(&quoted(values), " and ")
}

/// How many bytes two texts share at their beginning.
pub(super) fn common_prefix(one: &str, other: &str) -> usize {
    let pairs = one.bytes().zip(other.bytes());
    pairs.take_while(|(a, b)| a == b).count()
}
