//! `iampg decide`: cases in, decisions out, one JSON object a line each.
//!
//! The format is described in docs/iampg.md.

mod answer;
mod case;
mod lines;
mod written;

use std::io::{self, Read, Write};

use answer::{Answer, Wrong};
use case::{Case, CaseError};
use lines::{Line, Lines};

/// Longest line that is read, in bytes: memory stays bounded whatever comes in.
const LONGEST_LINE: usize = 16 << 20;

/// What answers carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The decision and its reason.
    Decision,
    /// The whole trace besides.
    Trace,
}

/// Answers every line of `input`. Returns how many were no case.
///
/// Answers are written out as soon as no further line is waiting, so that another program can ask and wait.
pub(crate) fn run(input: impl Read, output: &mut impl Write, detail: Detail) -> io::Result<u64> {
    let mut lines = Lines::new(input, LONGEST_LINE);
    let mut wrong = 0;
    while let Some(line) = lines.next_line()? {
        let answered = match line {
            Line::Text(line) if line.trim_ascii().is_empty() => continue,
            Line::Text(line) => answer(line, output, detail)?,
            Line::TooLong => {
                let error = format!("the line is longer than {LONGEST_LINE} bytes");
                write_line(output, &Wrong { id: None, error })?;
                false
            }
        };
        wrong += u64::from(!answered);
        if !lines.has_more() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(wrong)
}

/// Answers one line. Returns whether it was a case.
fn answer(line: &[u8], output: &mut impl Write, detail: Detail) -> io::Result<bool> {
    match Case::parse(line) {
        Ok(case) => {
            write_line(output, &Answer::new(case.id, &case.explain(), detail))?;
            Ok(true)
        }
        Err(CaseError { id, error }) => {
            write_line(output, &Wrong { id, error })?;
            Ok(false)
        }
    }
}

fn write_line(output: &mut impl Write, answer: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}
