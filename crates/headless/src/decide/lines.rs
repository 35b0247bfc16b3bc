//! Lines of bounded length.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// A line without its line break.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// What it says.
    Text(&'a [u8]),
    /// It has more bytes than are kept; it was skipped.
    TooLong,
}

/// Reads lines one by one and never keeps more than one of them.
pub(super) struct Lines<R> {
    input: BufReader<R>,
    longest: usize,
    line: Vec<u8>,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R, longest: usize) -> Self {
        Self { input: BufReader::with_capacity(1 << 16, input), longest, line: Vec::new() }
    }

    /// The next line; `None` at the end.
    pub(super) fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let mut length = 0;
        loop {
            let buffer = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                return Ok((length > 0).then(|| self.line_of(length)));
            }
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            length += part.len();
            if length <= self.longest {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(self.line_of(length)));
            }
        }
    }

    /// Whether another whole line has been read already.
    pub(super) fn has_more(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }

    fn line_of(&self, length: usize) -> Line<'_> {
        if length > self.longest { Line::TooLong } else { Line::Text(&self.line) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out a few bytes at a time, as a pipe may.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let (now, later) = self.0.split_at(self.0.len().min(3));
            into[..now.len()].copy_from_slice(now);
            self.0 = later;
            Ok(now.len())
        }
    }

    fn read(text: &str) -> Vec<String> {
        let mut lines = Lines::new(Trickle(text.as_bytes()), 10);
        let mut out = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            out.push(match line {
                Line::Text(line) => String::from_utf8(line.to_vec()).unwrap(),
                Line::TooLong => "too long".to_owned(),
            });
        }
        out
    }

    #[test]
    fn splits_at_line_breaks_only() {
        assert_eq!(read(""), [""; 0]);
        assert_eq!(read("one\n\ntwo"), ["one", "", "two"]);
        assert_eq!(read("one\ntwo\n"), ["one", "two"]);
    }

    #[test]
    fn skips_what_is_too_long() {
        assert_eq!(read("0123456789\n0123456789a\nb\n"), ["0123456789", "too long", "b"]);
        assert_eq!(read("0123456789 and no end"), ["too long"]);
    }
}
