//! Did you mean …?

/// The candidate that a typo away from `name`, ignoring case; none when nothing is near.
pub(super) fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let most = (name.len() / 4).clamp(1, 3);
    let distances = candidates.map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate));
    let near = distances.filter(|(distance, _)| *distance <= most);
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from one to the other.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before_last = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut current = vec![row + 1; other.len() + 1];
        for (column, b) in other.iter().enumerate() {
            let substituted = last[column] + usize::from(a != b);
            let mut best = substituted.min(last[column + 1] + 1).min(current[column] + 1);
            let is_swap = row > 0 && column > 0 && *a == other[column - 1] && one[row - 1] == *b;
            if is_swap {
                best = best.min(before_last[column - 1] + 1);
            }
            current[column + 1] = best;
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_a_typo_away() {
        let names = ["GetObject", "PutObject", "GetObjectAcl", "ListBucket"];
        let check = |name, expected| assert_eq!(nearest(name, names.into_iter()), expected, "{name}");
        check("GetObjct", Some("GetObject"));
        check("getobjetc", Some("GetObject"));
        check("ListBuckets", Some("ListBucket"));
        check("DescribeInstances", None);
        check("", None);
    }
}
