//! What a running command sees: the state, the world, its input, and where its output goes.

use crate::files::FileError;
use crate::output::{Chunk, Stream};
use crate::place::Place;
use crate::state::State;
use cloud::{Endpoint, Origin, RecordId, Tick, Timestamp};
use serde_json::Value;
use std::collections::VecDeque;

/// The most bytes that one line may print.
const MOST_OUTPUT: usize = 8 << 20;

/// A running command's surroundings.
pub(crate) struct Process<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) cloud: &'a mut dyn Endpoint,
    pub(crate) stdin: Stdin,
    pub(crate) out: Output,
    /// Whether standard output is shown on a terminal.
    pub(crate) terminal: bool,
    /// What the terminal should do afterwards.
    pub(crate) effect: Option<Effect>,
    /// PowerShell: the value that came down the pipeline, where it is more than text.
    pub(crate) object_in: Option<Value>,
    /// PowerShell: the value of what was just written, where it is more than text.
    pub(crate) object_out: Option<Value>,
}

/// Where a command's input comes from.
#[derive(Clone, Debug)]
pub(crate) enum Stdin {
    /// The person at the terminal, with the answers that were already given.
    Terminal(VecDeque<String>),
    /// A file, a pipe or a here-document: what is left of it.
    Bytes(VecDeque<u8>),
}

/// A question that only the person at the terminal can answer. The command is run again from its beginning
/// when the answer is there, with all answers so far; so it must change nothing before its last question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) secret: bool,
}

/// A command's exit status, or the question that it waits for.
pub(crate) type Outcome = Result<i32, Question>;

/// What the terminal should do after a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Clear,
    Edit(String),
    /// The rest of the line is not run.
    Exit,
    /// The next lines are typed there.
    Enter(Place),
}

/// What was written, in order, bounded.
#[derive(Default)]
pub(crate) struct Output {
    pub(crate) pieces: Vec<Piece>,
    written: usize,
}

pub(crate) struct Piece {
    pub(crate) stream: Stream,
    pub(crate) bytes: Vec<u8>,
    pub(crate) denial: Option<RecordId>,
}

impl Stdin {
    pub(crate) fn empty() -> Self {
        Self::Bytes(VecDeque::new())
    }

    pub(crate) fn of(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }

    /// All that is left. At a terminal that is nothing: there is no end-of-file key in the page.
    pub(crate) fn rest(&mut self) -> Vec<u8> {
        match self {
            Self::Terminal(_) => Vec::new(),
            Self::Bytes(bytes) => std::mem::take(bytes).into(),
        }
    }

    /// The next line without its end; `None` when there is none.
    fn line(bytes: &mut VecDeque<u8>) -> Option<String> {
        if bytes.is_empty() {
            return None;
        }
        let end = bytes.iter().position(|b| *b == b'\n');
        let mut line: Vec<u8> = bytes.drain(..end.map_or(bytes.len(), |e| e + 1)).collect();
        if end.is_some() {
            line.pop();
        }
        Some(String::from_utf8_lossy(&line).into_owned())
    }
}

impl Output {
    pub(crate) fn push(&mut self, stream: Stream, bytes: &[u8], denial: Option<RecordId>) {
        if bytes.is_empty() || self.written > MOST_OUTPUT {
            return;
        }
        self.written += bytes.len();
        if self.written > MOST_OUTPUT {
            let note = b"\n[IAM Playground: the rest of the output was cut at 8 MiB]\n";
            self.pieces.push(Piece { stream: Stream::Err, bytes: note.to_vec(), denial: None });
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.stream == stream && last.denial.is_none() && denial.is_none() => {
                last.bytes.extend_from_slice(bytes);
            }
            _ => self.pieces.push(Piece { stream, bytes: bytes.to_vec(), denial }),
        }
    }

    pub(crate) fn add(&mut self, piece: &Piece) {
        self.push(piece.stream, &piece.bytes, piece.denial);
    }

    /// Everything written to standard output.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let out = self.pieces.iter().filter(|p| p.stream == Stream::Out);
        out.flat_map(|p| p.bytes.iter().copied()).collect()
    }

    /// Whether more was written than is kept.
    pub(crate) fn is_full(&self) -> bool {
        self.written > MOST_OUTPUT
    }

    pub(crate) fn len(&self) -> usize {
        self.written
    }

    /// The output without its first bytes, which were already shown.
    pub(crate) fn without_first(mut self, mut shown: usize) -> Self {
        for piece in &mut self.pieces {
            let cut = shown.min(piece.bytes.len());
            piece.bytes.drain(..cut);
            shown -= cut;
        }
        self.pieces.retain(|p| !p.bytes.is_empty());
        self
    }

    pub(crate) fn chunks(self) -> Vec<Chunk> {
        let chunk = |p: Piece| Chunk {
            stream: p.stream,
            text: String::from_utf8_lossy(&p.bytes).into_owned(),
            denial: p.denial,
        };
        self.pieces.into_iter().map(chunk).collect()
    }
}

impl<'a> Process<'a> {
    /// A command at the terminal.
    pub(crate) fn new(state: &'a mut State, cloud: &'a mut dyn Endpoint) -> Self {
        let terminal = state.terminal;
        Self {
            state,
            cloud,
            stdin: Stdin::Terminal(VecDeque::new()),
            out: Output::default(),
            terminal,
            effect: None,
            object_in: None,
            object_out: None,
        }
    }
}

impl Process<'_> {
    pub(crate) fn print(&mut self, text: impl AsRef<[u8]>) {
        self.out.push(Stream::Out, text.as_ref(), None);
    }

    pub(crate) fn println(&mut self, text: impl AsRef<str>) {
        self.print(format!("{}\n", text.as_ref()));
    }

    pub(crate) fn error(&mut self, text: impl AsRef<str>) {
        self.out.push(Stream::Err, text.as_ref().as_bytes(), None);
    }

    /// Writes a text that tells of a request which failed in the turn `record`.
    pub(crate) fn refused(&mut self, stream: Stream, text: &str, record: Option<RecordId>) {
        self.out.push(stream, text.as_bytes(), record);
    }

    /// Asks the person at the terminal, or reads the next line of the input. `None` at its end.
    pub(crate) fn ask(&mut self, text: &str, secret: bool) -> Result<Option<String>, Question> {
        match &mut self.stdin {
            Stdin::Terminal(answers) => match answers.pop_front() {
                Some(answer) => Ok(Some(answer)),
                None => Err(Question { text: text.to_owned(), secret }),
            },
            Stdin::Bytes(bytes) => {
                let line = Stdin::line(bytes);
                self.print(text);
                Ok(line)
            }
        }
    }

    /// Reads a line without asking anything.
    pub(crate) fn read_line(&mut self) -> Result<Option<String>, Question> {
        match &mut self.stdin {
            Stdin::Terminal(_) => self.ask("", false),
            Stdin::Bytes(bytes) => Ok(Stdin::line(bytes)),
        }
    }

    /// Where a command's requests come from.
    pub(crate) fn origin(&self) -> Origin {
        self.state.place.origin()
    }

    pub(crate) fn tick(&mut self) -> Tick {
        self.cloud.tick()
    }

    pub(crate) fn now(&mut self) -> Timestamp {
        self.tick().now
    }

    /// The bytes of a file, by its path as typed.
    pub(crate) fn read_file(&self, typed: &str) -> Result<Vec<u8>, FileError> {
        if typed == "/dev/null" {
            return Ok(Vec::new());
        }
        self.state.files.read(&self.state.path(typed)).map(<[u8]>::to_vec)
    }

    pub(crate) fn write_file(&mut self, typed: &str, bytes: &[u8], append: bool) -> Result<(), FileError> {
        let path = self.state.path(typed);
        if path == "/dev/null" {
            return Ok(());
        }
        let now = self.now();
        if append {
            self.state.files.append(&path, bytes, now)
        } else {
            self.state.files.write(&path, bytes, now)
        }
    }
}
