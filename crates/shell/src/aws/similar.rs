//! Finds the names that were probably meant, by the measure of Python's `difflib` that the CLI uses: twice
//! the characters in matching blocks by the characters of both.

/// How alike two names must be.
const LEAST: f64 = 0.8;
/// How many are named at most.
const MOST: usize = 3;

/// The candidates most like `word`, best first.
pub(crate) fn similar<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<(f64, &str)> =
        candidates.map(|c| (ratio(word, c), c)).filter(|(ratio, _)| *ratio >= LEAST).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| b.1.cmp(a.1)));
    found.truncate(MOST);
    found.into_iter().map(|(_, c)| c).collect()
}

fn ratio(a: &str, b: &str) -> f64 {
    /// Longer words than any name are like none.
    const LONGEST: usize = 100;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(LONGEST).collect(), b.chars().collect());
    let total = a.len() + b.len();
    if total == 0 { 1.0 } else { 2.0 * matching(&a, &b) as f64 / total as f64 }
}

/// The characters in matching blocks: the longest common block, and those to its left and right.
fn matching(a: &[char], b: &[char]) -> usize {
    let mut open = vec![(a, b)];
    let mut count = 0;
    while let Some((a, b)) = open.pop() {
        let (i, j, length) = longest_block(a, b);
        if length > 0 {
            count += length;
            open.push((&a[..i], &b[..j]));
            open.push((&a[i + length..], &b[j + length..]));
        }
    }
    count
}

/// The first longest common block: where it starts in each and its length.
fn longest_block(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    let mut lengths = vec![0_usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![0_usize; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x == y {
                next[j + 1] = lengths[j] + 1;
                if next[j + 1] > best.2 {
                    best = (i + 1 - next[j + 1], j + 1 - next[j + 1], next[j + 1]);
                }
            }
        }
        lengths = next;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["iam", "ram", "s3", "list-users", "list-user-tags", "list-user-policies"];
        assert_eq!(similar("iamm", names.into_iter()), ["iam"]);
        assert_eq!(similar("list-user", names.into_iter()), ["list-users"]);
        assert!(similar("foo", names.into_iter()).is_empty());
    }
}
