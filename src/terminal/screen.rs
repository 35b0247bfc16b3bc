//! What the screen shows: what was typed and what was printed, the last lines of it.

use cloud::RecordId;
use shell::{Chunk, Prompt, Stream};
use std::collections::VecDeque;
use std::rc::Rc;

/// The most lines that are kept: more would slow the page down.
const MOST_LINES: usize = 5_000;

/// Something on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A typed line.
    Typed {
        /// What stood before it.
        prompt: Prompt,
        /// The line.
        line: String,
    },
    /// Output.
    Printed {
        /// The text.
        text: String,
        /// Whether it is an error's.
        error: bool,
        /// The turn that "Why?" explains.
        denial: Option<RecordId>,
    },
}

/// The screen with what can be scrolled back to. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    entries: VecDeque<(u64, Rc<Entry>)>,
    next: u64,
    lines: usize,
    dropped: usize,
}

impl PartialEq for Screen {
    fn eq(&self, other: &Self) -> bool {
        // Entries are only ever added at the end and dropped at the front.
        (self.next, self.entries.len(), self.dropped) == (other.next, other.entries.len(), other.dropped)
    }
}

impl Screen {
    /// What is shown, oldest first, each with a number of its own.
    pub fn entries(&self) -> impl Iterator<Item = &(u64, Rc<Entry>)> {
        self.entries.iter()
    }

    /// How many lines are not shown any more.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    pub(super) fn clear(&mut self) {
        *self = Self { next: self.next + 1, ..Self::default() };
    }

    pub(super) fn echo(&mut self, prompt: &Prompt, line: &str) {
        self.push(Entry::Typed { prompt: prompt.clone(), line: line.to_owned() });
    }

    pub(super) fn complain(&mut self, text: String) {
        self.push(Entry::Printed { text, error: true, denial: None });
    }

    /// Adds output; neighbours of one stream become one.
    pub(super) fn print(&mut self, chunks: Vec<Chunk>) {
        let mut run: Option<Chunk> = None;
        for chunk in chunks {
            match &mut run {
                Some(last) if last.stream == chunk.stream && last.denial.is_none() => {
                    last.text.push_str(&chunk.text);
                    last.denial = chunk.denial;
                }
                _ => {
                    if let Some(done) = run.replace(chunk) {
                        self.push_chunk(done);
                    }
                }
            }
        }
        if let Some(done) = run {
            self.push_chunk(done);
        }
    }

    fn push_chunk(&mut self, chunk: Chunk) {
        let error = chunk.stream == Stream::Err;
        self.push(Entry::Printed { text: chunk.text, error, denial: chunk.denial });
    }

    fn push(&mut self, mut entry: Entry) {
        if let Entry::Printed { text, .. } = &mut entry {
            self.dropped += shorten(text);
        }
        self.lines += lines(&entry);
        self.entries.push_back((self.next, Rc::new(entry)));
        self.next += 1;
        while self.lines > MOST_LINES && self.entries.len() > 1 {
            if let Some((_, old)) = self.entries.pop_front() {
                self.lines -= lines(&old);
                self.dropped += lines(&old);
            }
        }
    }
}

fn lines(entry: &Entry) -> usize {
    match entry {
        Entry::Typed { .. } => 1,
        Entry::Printed { text, .. } => text.lines().count(),
    }
}

/// Cuts a text down to its last lines. Returns how many were cut off.
fn shorten(text: &mut String) -> usize {
    let excess = text.lines().count().saturating_sub(MOST_LINES);
    if excess > 0 {
        let cut = text.match_indices('\n').nth(excess - 1).map_or(0, |(at, _)| at + 1);
        text.drain(..cut);
    }
    excess
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(text: &str) -> Chunk {
        Chunk { stream: Stream::Out, text: text.to_owned(), denial: None }
    }

    #[test]
    fn keeps_the_last_lines_and_counts_the_others() {
        let mut screen = Screen::default();
        screen.print(vec![out(&"x\n".repeat(MOST_LINES + 7))]);
        assert_eq!((screen.lines, screen.dropped()), (MOST_LINES, 7));
        screen.print(vec![out("the last\n")]);
        assert_eq!(screen.entries().count(), 1);
        assert_eq!((screen.lines, screen.dropped()), (1, MOST_LINES + 7));
    }

    #[test]
    fn joins_what_one_stream_printed() {
        let mut screen = Screen::default();
        let error = Chunk { stream: Stream::Err, text: "no\n".to_owned(), denial: Some(RecordId(3)) };
        screen.print(vec![out("a\n"), out("b\n"), error.clone(), error]);
        assert_eq!(screen.entries().count(), 3);
    }
}
