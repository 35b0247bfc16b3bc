//! Searching the history backwards, as Ctrl+R does.

/// A search: how far back it has gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The line that it has found, by its place in the history.
    found: Option<usize>,
}

impl Search {
    /// The search for a changed text: the newest line that contains it.
    #[must_use]
    pub fn of(query: &str, history: &[String]) -> Self {
        Self { found: newest(query, history) }
    }

    /// The next older line; the same one if there is none.
    #[must_use]
    pub fn older(self, query: &str, history: &[String]) -> Self {
        let before = history.get(..self.found.unwrap_or(history.len())).unwrap_or_default();
        let now = self.line(history);
        // The same line typed again is not found again.
        let older = before.iter().rposition(|line| line.contains(query) && Some(line.as_str()) != now);
        Self { found: older.filter(|_| !query.is_empty()).or(self.found) }
    }

    /// The line that it has found.
    #[must_use]
    pub fn line(self, history: &[String]) -> Option<&str> {
        history.get(self.found?).map(String::as_str)
    }
}

fn newest(query: &str, history: &[String]) -> Option<usize> {
    if query.is_empty() { None } else { history.iter().rposition(|line| line.contains(query)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_newest_first_and_each_line_once() {
        let history = ["aws s3 ls", "ls", "aws s3 mb", "ls", "ls"].map(str::to_owned);
        let first = Search::of("ls", &history);
        assert_eq!(first.line(&history), Some("ls"));
        let second = first.older("ls", &history);
        assert_eq!(second.line(&history), Some("aws s3 ls"));
        assert_eq!(second.older("ls", &history), second);
        assert_eq!(Search::of("nothing", &history).line(&history), None);
        assert_eq!(Search::of("", &history).older("", &history).line(&history), None);
    }
}
