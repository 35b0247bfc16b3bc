//! What a line printed and what the terminal should do next.

use cloud::RecordId;

/// Where a piece of output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// A piece of output.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// Which stream it was written to.
    pub stream: Stream,
    /// The text, with its line ends.
    pub text: String,
    /// The turn that refused the request this text tells of, so that "Why?" can be answered.
    pub denial: Option<RecordId>,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// What was printed, in order.
    pub output: Vec<Chunk>,
    /// The exit status of the last command.
    pub status: i32,
    /// What the terminal should do next.
    pub next: Next,
}

/// What the terminal should do after a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Show the prompt.
    Prompt,
    /// Show `text` and wait for an answer, to be given to [`crate::Shell::answer`].
    Ask {
        /// The question, without a line end.
        text: String,
        /// Whether the answer must not be shown.
        secret: bool,
    },
    /// The line goes on: an open quote, a trailing backslash or backtick, a here-document. Show the
    /// continuation prompt and give the next line to [`crate::Shell::run`].
    More,
    /// Open the in-page editor on a file (its absolute path).
    Edit {
        /// The file; it need not exist yet.
        path: String,
    },
    /// Clear the screen and show the prompt.
    Clear,
}

impl Ran {
    /// Everything that was written to one stream.
    #[must_use]
    pub fn text(&self, stream: Stream) -> String {
        self.output.iter().filter(|c| c.stream == stream).map(|c| c.text.as_str()).collect()
    }
}
