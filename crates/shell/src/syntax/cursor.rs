//! A place in the text that is being read.

use super::{DEEPEST, SyntaxError};

/// Characters and a place among them.
pub(super) struct Cursor {
    pub(super) text: Vec<char>,
    pub(super) at: usize,
    depth: usize,
}

impl Cursor {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.replace("\r\n", "\n").chars().collect(), at: 0, depth: 0 }
    }

    /// A cursor on a text that lies inside this one.
    pub(super) fn inside(&self, text: &str) -> Self {
        Self { depth: self.depth, ..Self::new(text) }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, offset: usize) -> Option<char> {
        self.text.get(self.at + offset).copied()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, c)| self.peek_at(i) == Some(c))
    }

    /// Goes past `text` if it stands here.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let here = self.starts_with(text);
        if here {
            self.at += text.chars().count();
        }
        here
    }

    /// Goes past everything up to `end`, which must come, and past `end`. Returns what was before it.
    pub(super) fn until(&mut self, end: char) -> Result<String, SyntaxError> {
        let mut taken = String::new();
        loop {
            match self.next() {
                None => return Err(SyntaxError::Incomplete),
                Some(c) if c == end => return Ok(taken),
                Some(c) => taken.push(c),
            }
        }
    }

    /// Goes past the characters that fit and returns them.
    pub(super) fn run(&mut self, fits: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.peek().filter(|c| fits(*c)) {
            taken.push(c);
            self.at += 1;
        }
        taken
    }

    /// Reads something nested, not too deep.
    pub(super) fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        if self.depth >= DEEPEST {
            return Err(SyntaxError::Wrong("the line is nested too deep".to_owned()));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Takes the lines after the present one, up to `end` on a line of its own, out of the text: a
    /// here-document's body.
    pub(super) fn cut_here_document(&mut self, end: &str, strip_tabs: bool) -> Result<String, SyntaxError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at + rest.iter().position(|c| *c == '\n').ok_or(SyntaxError::Incomplete)? + 1;
        let mut body = String::new();
        let mut line_start = start;
        loop {
            let tail = self.text.get(line_start..).unwrap_or_default();
            if tail.is_empty() {
                return Err(SyntaxError::Incomplete);
            }
            let length = tail.iter().position(|c| *c == '\n');
            let line: String = tail[..length.unwrap_or(tail.len())].iter().collect();
            let line = if strip_tabs { line.trim_start_matches('\t') } else { &line };
            line_start += length.map_or(tail.len(), |l| l + 1);
            if line == end {
                self.text.drain(start..line_start);
                return Ok(body);
            }
            body.push_str(line);
            body.push('\n');
        }
    }
}
