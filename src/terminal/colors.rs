//! Colours in output: the few escape sequences that tables have.

/// The letters of a run of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As all other text.
    #[default]
    Plain,
    /// A table's names and values.
    Cell,
    /// A table's frame.
    Frame,
}

impl Style {
    /// The class of the text, if it is not as all other.
    #[must_use]
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Cell => Some("term-cell"),
            Self::Frame => Some("term-frame"),
        }
    }

    /// The style after an escape sequence with this number.
    const fn after(self, code: u8) -> Self {
        match code {
            34 => Self::Cell,
            33 => Self::Frame,
            0 => Self::Plain,
            // Bold and dim come with a colour.
            _ => self,
        }
    }
}

/// A text without its escape sequences, in runs of one style.
#[must_use]
pub fn styled(text: &str) -> Vec<(Style, &str)> {
    let mut style = Style::Plain;
    let mut parts = text.split("\u{1b}[");
    let mut out: Vec<(Style, &str)> = parts.next().map(|first| (style, first)).into_iter().collect();
    for part in parts {
        match part.split_once('m').and_then(|(code, rest)| Some((code.parse().ok()?, rest))) {
            Some((code, rest)) => {
                style = style.after(code);
                out.push((style, rest));
            }
            // No colour: shown as it is, but for the escape, which nobody can see.
            None => out.push((style, part)),
        }
    }
    out.retain(|(_, run)| !run.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_frames_have_their_styles() {
        let text = "\u{1b}[2m\u{1b}[33m|\u{1b}[0m  \u{1b}[1m\u{1b}[34mArn\u{1b}[0m |\n\u{1b}[0m";
        let runs = [(Style::Frame, "|"), (Style::Plain, "  "), (Style::Cell, "Arn"), (Style::Plain, " |\n")];
        assert_eq!(styled(text), runs);
    }

    #[test]
    fn other_text_stays() {
        for text in ["plain", "[0m", "é\n"] {
            assert_eq!(styled(text), [(Style::Plain, text)]);
        }
        assert_eq!(styled(""), []);
        assert_eq!(styled("a\u{1b}[Kb\u{1b}["), [(Style::Plain, "a"), (Style::Plain, "Kb")]);
    }
}
