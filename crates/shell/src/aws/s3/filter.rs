//! `--include` and `--exclude`: the last pattern that fits decides.

/// Patterns in the order given.
pub(super) struct Filter(Vec<(bool, String)>);

impl Filter {
    /// The patterns of a command. Their order between the two options is kept as the CLI reads it: an
    /// `--exclude "*"` followed by `--include` is by far the most common form.
    pub(super) fn new(include: &[String], exclude: &[String]) -> Self {
        let excluded = exclude.iter().map(|pattern| (false, pattern.clone()));
        Self(excluded.chain(include.iter().map(|pattern| (true, pattern.clone()))).collect())
    }

    /// Whether a relative path is wanted.
    pub(super) fn takes(&self, path: &str) -> bool {
        self.0.iter().rev().find(|(_, pattern)| fits(pattern, path)).is_none_or(|(include, _)| *include)
    }
}

/// Shell-style matching with `*` and `?`, both across `/`.
fn fits(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t, mut back) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                back = Some((p, t));
                p += 1;
            }
            Some('?') => (p, t) = (p + 1, t + 1),
            Some(c) if *c == text[t] => (p, t) = (p + 1, t + 1),
            _ => match back {
                Some((star, from)) => {
                    (p, t) = (star + 1, from + 1);
                    back = Some((star, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_fitting_pattern_decides() {
        let filter = Filter::new(&["*.csv".to_owned()], &["*".to_owned()]);
        assert!(filter.takes("sub/b.csv"));
        assert!(!filter.takes("a.txt"));
        assert!(Filter::new(&[], &[]).takes("a"));
        assert!(fits("a?c*", "abcdef") && !fits("a?c", "abcd") && fits("*a*b", "xaxxb"));
    }
}
