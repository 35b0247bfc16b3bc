//! `iampg`: IAM Playground on the command line, the same engine as in the page.
//!
//! Exit codes: 0 all is well, 1 something that was asked about is not, 2 the question could not be read.

mod decide;
mod fault;

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use decide::Detail;
use fault::Fault;

#[derive(Parser)]
#[command(name = "iampg", about = "IAM Playground on the command line", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Decide requests: one JSON case a line in, one decision a line out
    Decide {
        /// Add the whole trace to each answer
        #[arg(long)]
        explain: bool,
        /// Where the cases are; standard input if left out
        file: Option<PathBuf>,
    },
}

/// Whether what was asked about is as it should be.
type Verdict = Result<bool, Fault>;

fn main() -> ExitCode {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let verdict = match Cli::parse().command {
        Command::Decide { explain, file } => decide(explain, file.as_deref(), &mut output),
    };
    match verdict.and_then(|fine| Ok(output.flush().map(|()| fine)?)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        // Whoever read the output has seen enough.
        Err(Fault::OutputClosed) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("iampg: {fault}");
            ExitCode::from(2)
        }
    }
}

fn decide(explain: bool, file: Option<&Path>, output: &mut impl Write) -> Verdict {
    let detail = if explain { Detail::Trace } else { Detail::Decision };
    let input: Box<dyn Read> = match file {
        Some(path) => Box::new(File::open(path).map_err(|error| Fault::unreadable(path, error))?),
        None => Box::new(io::stdin().lock()),
    };
    let wrong = decide::run(input, output, detail)?;
    match wrong {
        0 => return Ok(true),
        1 => eprintln!("iampg: 1 line was no case"),
        _ => eprintln!("iampg: {wrong} lines were no case"),
    }
    Ok(false)
}
