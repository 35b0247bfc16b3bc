//! `iampg`: IAM Playground on the command line, the same engine as in the page.
//!
//! Exit codes: 0 all is well, 1 something that was asked about is not, 2 the question could not be read.

mod check;
mod cli;
mod decide;
mod fault;
mod run;

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use cli::{Cli, Command, RunArgs};
use cloud::{Tick, Timestamp};
use decide::Detail;
use fault::Fault;
use labs::{ContentError, Lab, Playground, Scenario, lab, scenario};

/// Whether what was asked about is as it should be.
type Verdict = Result<bool, Fault>;

/// When nothing says otherwise, it is this time: what is printed must not depend on the day.
const NOW: Timestamp = Timestamp(1_795_508_100);

fn main() -> ExitCode {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let verdict = match Cli::parse().command {
        Command::Decide { explain, file } => decide(explain, file.as_deref(), &mut output),
        Command::Run(args) => play(&args, &mut output),
        Command::Check { labs } => check(&labs, &mut output),
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

fn play(args: &RunArgs, output: &mut impl Write) -> Verdict {
    let script = read(&args.file)?;
    let (name, mut scenario) = match &args.world {
        Some(path) => (path.display().to_string(), content(path, Scenario::parse)?),
        None => (args.scenario.clone(), built_in_scenario(&args.scenario)?),
    };
    scenario.start = args.now.or(scenario.start);
    let tick = Tick { now: NOW, seed: args.seed };
    let start = scenario.build(args.shell.into(), tick).map_err(|error| Fault::Content(name, error))?;
    let mut playground = Playground::new(start, args.seed);
    Ok(run::run(&script, &mut playground, output)?)
}

fn check(names: &[String], output: &mut impl Write) -> Verdict {
    let all: Vec<String> = lab::all().iter().map(|lab| lab.name.to_owned()).collect();
    let mut sound = true;
    for name in if names.is_empty() { &all } else { names } {
        let lab = match lab::by_name(name) {
            Some(embedded) => embedded.lab().map_err(|error| Fault::Content(name.clone(), error))?,
            None => content(Path::new(name), Lab::parse)?,
        };
        sound &= check::check(name, &lab, Tick { now: NOW, seed: 1 }, output)?;
    }
    Ok(sound)
}

fn built_in_scenario(name: &str) -> Result<Scenario, Fault> {
    let embedded = scenario::by_name(name).ok_or_else(|| Fault::NoScenario(name.to_owned()))?;
    embedded.scenario().map_err(|error| Fault::Content(name.to_owned(), error))
}

/// Reads a scenario or lab from a file.
fn content<T>(path: &Path, parse: fn(&str) -> Result<T, ContentError>) -> Result<T, Fault> {
    parse(&read(path)?).map_err(|error| Fault::Content(path.display().to_string(), error))
}

fn read(path: &Path) -> Result<String, Fault> {
    let text =
        if path == Path::new("-") { io::read_to_string(io::stdin()) } else { fs::read_to_string(path) };
    text.map_err(|error| Fault::unreadable(path, error))
}
