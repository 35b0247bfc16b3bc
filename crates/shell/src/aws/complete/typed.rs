//! What stands before the cursor, as the shell will read it.

use crate::state::Dialect;

/// The command being typed, and the word that the cursor is in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The command's words before that one, without their quotes. Of `NAME=value` and `--option=value` the
    /// part before the value is a word of its own: `NAME=`, `--option`.
    pub(super) words: Vec<String>,
    /// The word as far as it is typed, without its quotes.
    pub(super) word: String,
    /// Where it begins in the line, in bytes.
    pub(super) start: usize,
    /// The quote that is open.
    pub(super) quote: Option<char>,
    /// Whether it names the file of a redirection.
    pub(super) redirected: bool,
    /// Whether the word has begun; a quote alone begins one.
    begun: bool,
}

impl Typed {
    /// Reads a line up to the cursor. Only its last command counts, also one within `$(…)`.
    pub(super) fn read(dialect: Dialect, before: &str) -> Self {
        let escape = if dialect == Dialect::Bash { '\\' } else { '`' };
        let mut typed = Self::default();
        let mut chars = before.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let after = at + c.len_utf8();
            match (typed.quote, c) {
                (Some(quote), c) if c == quote => typed.quote = None,
                (Some('\''), c) => typed.word.push(c),
                (_, '$') if next == Some('(') => {
                    chars.next();
                    typed = Self { start: after + 1, ..Self::default() };
                }
                (_, c) if c == escape => {
                    if let Some((at, escaped)) = chars.next() {
                        typed.escaped(escaped, at + escaped.len_utf8());
                    }
                }
                (Some(_), c) => typed.word.push(c),
                (None, '\'' | '"') => {
                    typed.quote = Some(c);
                    typed.begun = true;
                }
                (None, '|' | ';' | '&' | '(' | ')' | '\n') => {
                    typed = Self { start: after, ..Self::default() };
                }
                (None, '<' | '>') => {
                    typed.end_word(after);
                    typed.redirected = true;
                }
                (None, c) if c.is_whitespace() => typed.end_word(after),
                (None, '=') if typed.is_name() => typed.end_name(after),
                (None, c) => typed.word.push(c),
            }
        }
        typed
    }

    /// A character after the escape character; an escaped line end is a blank.
    fn escaped(&mut self, c: char, after: usize) {
        if c == '\n' && self.quote.is_none() {
            self.end_word(after);
        } else {
            self.word.push(c);
        }
    }

    fn end_word(&mut self, after: usize) {
        let word = std::mem::take(&mut self.word);
        let is_word = std::mem::take(&mut self.begun) || !word.is_empty();
        // An assignment before a command is none of its words.
        if matches!(self.words.as_slice(), [name] if name.ends_with('=')) {
            self.words.clear();
        } else if is_word && !std::mem::take(&mut self.redirected) {
            self.words.push(word);
        }
        self.start = after;
    }

    /// Whether a `=` now ends a name, rather than being part of a value.
    fn is_name(&self) -> bool {
        let assigns = matches!(self.words.first().map(String::as_str), None | Some("export"));
        let identifier = self.word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        self.word.starts_with("--") || (assigns && identifier && !self.word.is_empty())
    }

    fn end_name(&mut self, after: usize) {
        let name = std::mem::take(&mut self.word);
        self.words.push(if name.starts_with("--") { name } else { name + "=" });
        self.start = after;
    }

    /// The environment variable whose value is being typed.
    pub(super) fn assigned(&self) -> Option<&str> {
        match self.words.as_slice() {
            [.., name] if name.ends_with('=') && name.len() > 1 => name.strip_suffix('='),
            [name, equals] if equals == "=" => name.strip_prefix("$env:"),
            _ => None,
        }
    }

    /// A word as it must be typed here: in quotes where its characters need them. What goes on, such as a
    /// directory, leaves them open.
    pub(super) fn quoted(&self, text: &str) -> String {
        let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,~\\".contains(c);
        let (quote, body) = match self.quote {
            Some(quote) => (quote, text.to_owned()),
            // A variable is no text.
            None if text.starts_with("$env:") || text.chars().all(plain) => return text.to_owned(),
            None => ('\'', text.replace('\'', r"'\''")),
        };
        let end = if text.ends_with('/') { String::new() } else { quote.to_string() };
        format!("{quote}{body}{end}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, words: &[&str], word: &str, start: usize) {
        let typed = Typed::read(Dialect::Bash, line);
        assert_eq!((typed.words, typed.word.as_str(), typed.start), (strings(words), word, start), "{line}");
    }

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn the_last_command_is_read() {
        check("aws iam cre", &["aws", "iam"], "cre", 8);
        check("cat x | grep 'a b' fi", &["grep", "a b"], "fi", 19);
        check("x=\"$(aws s3 l", &["aws", "s3"], "l", 12);
        check("A=b aws --profile=de", &["aws", "--profile"], "de", 18);
        check("A= aws ia", &["aws"], "ia", 7);
        check("export AWS_PROFILE=d", &["export", "AWS_PROFILE="], "d", 19);
        check("aws iam tag-user --tags Key=a", &["aws", "iam", "tag-user", "--tags"], "Key=a", 24);
        check("cat 'my fi", &["cat"], "my fi", 4);
        check("cat my\\ fi", &["cat"], "my fi", 4);
        check("cat x > o", &["cat", "x"], "o", 8);
        check("", &[], "", 0);
    }

    #[test]
    fn words_are_quoted_where_they_must_be() {
        let typed = |line| Typed::read(Dialect::Bash, line);
        assert_eq!(typed("cat my").quoted("my file"), "'my file'");
        assert_eq!(typed("cat \"my").quoted("my file"), "\"my file\"");
        assert_eq!(typed("cat my").quoted("my dir/"), "'my dir/");
        assert_eq!(typed("cat a").quoted("it's"), r"'it'\''s'");
        assert_eq!(typed("cat a").quoted("arn:aws:iam::1:user/x"), "arn:aws:iam::1:user/x");
        assert!(typed("cat > o").redirected && !typed("cat > o ").redirected);
        let assigned = |dialect, line| Typed::read(dialect, line).assigned().map(str::to_owned);
        assert_eq!(assigned(Dialect::Bash, "export AWS_PROFILE=d").as_deref(), Some("AWS_PROFILE"));
        let line = "$env:AWS_PROFILE = \"d";
        assert_eq!(assigned(Dialect::PowerShell, line).as_deref(), Some("AWS_PROFILE"));
    }
}
