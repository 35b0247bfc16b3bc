//! `iampg run`: plays a terminal script and prints what a person would have seen.
//!
//! The format is described in docs/iampg.md.

use std::io::{self, Write};

use labs::Playground;
use shell::{Next, Ran};

/// Plays a script. Returns whether its last command was complete.
pub(crate) fn run(script: &str, playground: &mut Playground, output: &mut impl Write) -> io::Result<bool> {
    let mut transcript = Transcript { output, at_line_start: true };
    let mut waits_for = WaitsFor::Command;
    for line in script.lines() {
        let ran = match &waits_for {
            WaitsFor::Command if is_remark(line) => continue,
            WaitsFor::Command => {
                transcript.line(&format!("$ {line}"))?;
                playground.run(line)
            }
            WaitsFor::Rest => {
                transcript.line(&format!("> {line}"))?;
                playground.run(line)
            }
            WaitsFor::Answer { secret } => {
                transcript.line(if *secret { "" } else { line })?;
                playground.answer(line)
            }
        };
        waits_for = transcript.show(&ran)?;
    }
    if waits_for == WaitsFor::Command {
        return Ok(true);
    }
    playground.interrupt();
    transcript.line("[the script ends in the middle of a command]")?;
    Ok(false)
}

/// What the next line of the script is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WaitsFor {
    Command,
    /// The next line of a command.
    Rest,
    Answer {
        secret: bool,
    },
}

fn is_remark(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

struct Transcript<'a, W> {
    output: &'a mut W,
    at_line_start: bool,
}

impl<W: Write> Transcript<'_, W> {
    fn show(&mut self, ran: &Ran) -> io::Result<WaitsFor> {
        for chunk in &ran.output {
            self.text(&chunk.text)?;
        }
        match &ran.next {
            Next::More => return Ok(WaitsFor::Rest),
            Next::Ask { text, secret } => {
                self.text(text)?;
                return Ok(WaitsFor::Answer { secret: *secret });
            }
            Next::Edit { path } => self.line(&format!("[an editor opens on {path}]"))?,
            Next::Prompt | Next::Clear => {}
        }
        self.end_line()?;
        if ran.status != 0 {
            self.line(&format!("[exit {}]", ran.status))?;
        }
        Ok(WaitsFor::Command)
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        if !text.is_empty() {
            self.at_line_start = text.ends_with('\n');
        }
        self.output.write_all(text.as_bytes())
    }

    /// Writes a text and ends the line.
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.text(text)?;
        self.at_line_start = true;
        self.output.write_all(b"\n")
    }

    /// Ends a line that a command left open.
    fn end_line(&mut self) -> io::Result<()> {
        if self.at_line_start { Ok(()) } else { self.line("") }
    }
}
