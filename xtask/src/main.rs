//! The project's own commands, started with `cargo xtask`: set-up, serve, build, test, tidy, bench.
//!
//! Everything they need is installed by themselves into `.tools/`, which git ignores; see
//! docs/development.md.

mod bench;
mod build;
mod error;
mod node;
mod process;
mod project;
mod serve;
mod setup;
mod size;
mod split;
mod test;
mod tidy;

use std::process::ExitCode;

use error::{Error, Result};
use project::Project;
use setup::{Need, Setup};

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--release] [--port N]   set up, build, and serve the playground, rebuilding when a source changes
  test [--only STEP[,STEP…]]     set up and run all checks: fmt, clippy, test, tidy, wasm, build, size, browser
  build                          set up and build dist/, ready for any folder of any static host
  bench                          print one line a benchmark: name, value, unit
  tidy                           check the repository's own rules
  setup                          install what all of the above need
  env                            print the shell lines after which plain `trunk serve` works";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<()> {
    let (command, rest) = args.split_first().ok_or_else(|| Error::Usage(USAGE.to_owned()))?;
    let project = Project::locate();
    let setup = Setup::new(&project);
    match (command.as_str(), rest) {
        ("serve", options) => serve::serve(&setup, options),
        ("test", options) => test::test(&setup, options),
        ("build", []) => build::build(&setup),
        ("bench", []) => bench::bench(&setup),
        ("tidy", []) => tidy::run(&project),
        ("setup", []) => setup.ensure(&Need::ALL),
        ("env", []) => setup.print_environment(),
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(Error::Usage(format!("`{}` is not understood\n\n{USAGE}", args.join(" ")))),
    }
}
