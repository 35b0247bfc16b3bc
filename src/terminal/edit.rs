//! Editing a line as readline does it.

/// A line with the cursor in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// What stands before the cursor.
    pub before: String,
    /// What stands after it.
    pub after: String,
}

/// What a key does to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// To the beginning of the line.
    Home,
    /// To its end.
    End,
    /// To the beginning of the word before the cursor.
    WordLeft,
    /// To the end of the word after the cursor.
    WordRight,
    /// Cuts what stands before the cursor.
    CutBefore,
    /// Cuts what stands after the cursor.
    CutAfter,
    /// Cuts back to the last blank.
    CutWordBefore,
    /// Cuts to the end of the word after the cursor.
    CutWordAfter,
    /// Puts in what was cut last.
    Paste,
}

impl Edit {
    /// What a key does together with Ctrl or Alt. `None`: it is not readline's, or the browser does the same.
    #[must_use]
    pub fn of_key(ctrl: bool, alt: bool, key: &str) -> Option<Self> {
        match (ctrl, alt, key) {
            (true, false, "a") => Some(Self::Home),
            (true, false, "e") => Some(Self::End),
            (true, false, "u") => Some(Self::CutBefore),
            (true, false, "k") => Some(Self::CutAfter),
            (true, false, "w") | (false, true, "Backspace") => Some(Self::CutWordBefore),
            (true, false, "y") => Some(Self::Paste),
            (false, true, "b") => Some(Self::WordLeft),
            (false, true, "f") => Some(Self::WordRight),
            (false, true, "d") => Some(Self::CutWordAfter),
            _ => None,
        }
    }

    /// The line after it. What it cuts goes to `cut`, where it can be pasted from.
    #[must_use]
    pub fn on(self, line: Edited, cut: &mut String) -> Edited {
        let Edited { before, after } = line;
        match self {
            Self::Home => moved(before, after, 0),
            Self::End => Edited { before: before + &after, after: String::new() },
            Self::WordLeft => {
                let to = word_start(&before, char::is_alphanumeric);
                moved(before, after, to)
            }
            Self::WordRight => {
                let to = before.len() + word_end(&after);
                moved(before, after, to)
            }
            Self::CutBefore => {
                *cut = before;
                Edited { before: String::new(), after }
            }
            Self::CutAfter => {
                *cut = after;
                Edited { before, after: String::new() }
            }
            Self::CutWordBefore => {
                let (rest, word) = before.split_at(word_start(&before, |c| !c.is_whitespace()));
                *cut = word.to_owned();
                Edited { before: rest.to_owned(), after }
            }
            Self::CutWordAfter => {
                let (word, rest) = after.split_at(word_end(&after));
                *cut = word.to_owned();
                Edited { before, after: rest.to_owned() }
            }
            Self::Paste => Edited { before: before + cut, after },
        }
    }
}

/// The line with the cursor at another place, in bytes from its beginning.
fn moved(before: String, after: String, to: usize) -> Edited {
    let whole = before + &after;
    let (before, after) = whole.split_at(to);
    Edited { before: before.to_owned(), after: after.to_owned() }
}

/// Where the last word of a text begins.
fn word_start(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    let end = text.trim_end_matches(|c| !is_part(c)).len();
    text[..end]
        .rfind(|c| !is_part(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8))
}

/// Where the first word of a text ends.
fn word_end(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let gap = text.len() - rest.len();
    gap + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` is the cursor.
    #[track_caller]
    fn check(edit: Edit, line: &str, after: &str, cut: &str) {
        let split = |line: &str| {
            let (before, after) = line.split_once('|').unwrap_or((line, ""));
            Edited { before: before.to_owned(), after: after.to_owned() }
        };
        let mut held = "old".to_owned();
        assert_eq!(edit.on(split(line), &mut held), split(after), "{edit:?} {line}");
        assert_eq!(held, cut, "{edit:?} {line}");
    }

    #[test]
    fn lines_are_edited_as_in_readline() {
        check(Edit::Home, "aws i|am", "|aws iam", "old");
        check(Edit::End, "aws i|am", "aws iam|", "old");
        check(Edit::WordLeft, "aws --user-name| x", "aws --user-|name x", "old");
        check(Edit::WordLeft, "aws -- |", "|aws -- ", "old");
        check(Edit::WordRight, "aws| --user-name", "aws --user|-name", "old");
        check(Edit::CutBefore, "aws i|am", "|am", "aws i");
        check(Edit::CutAfter, "aws i|am", "aws i|", "am");
        check(Edit::CutWordBefore, "aws --user-name  |x", "aws |x", "--user-name  ");
        check(Edit::CutWordBefore, "ä ö|", "ä |", "ö");
        check(Edit::CutWordBefore, "|x", "|x", "");
        check(Edit::CutWordAfter, "aws|, iam x", "aws| x", ", iam");
        check(Edit::Paste, "a|b", "aold|b", "old");
    }
}
