//! `--include` and `--exclude`: the last pattern that fits decides.

use crate::aws::parser::Found;

/// Patterns in the order given.
pub(super) struct Filter(Vec<(bool, String)>);

impl Filter {
    /// The patterns of a command.
    pub(super) fn new(found: &Found) -> Self {
        let patterns = found.order.iter().filter_map(|(name, values)| {
            let include = match name.as_str() {
                "--include" => true,
                "--exclude" => false,
                _ => return None,
            };
            Some((include, values.first()?.clone()))
        });
        Self(patterns.collect())
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

    fn of(options: &[(&str, &str)]) -> Filter {
        let order = options.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()]));
        Filter::new(&Found { order: order.collect(), ..Found::default() })
    }

    #[test]
    fn the_last_fitting_pattern_decides() {
        let filter = of(&[("--exclude", "*"), ("--include", "*.csv")]);
        assert!(filter.takes("sub/b.csv"));
        assert!(!filter.takes("a.txt"));
        let filter = of(&[("--include", "*.csv"), ("--exclude", "a*"), ("--exclude", "b*")]);
        assert!(!filter.takes("a.csv") && !filter.takes("b.csv") && filter.takes("c.txt"));
        assert!(of(&[]).takes("a"));
        assert!(fits("a?c*", "abcdef") && !fits("a?c", "abcd") && fits("*a*b", "xaxxb"));
    }
}
