//! `cargo xtask build`: the page in `dist/`, ready for any folder of any static host.

use std::process::Command;

use crate::{
    error::Result,
    process::{self, say},
    setup::{Need, Setup},
};

/// What building the page needs.
pub(crate) const NEEDS: &[Need] = &[Need::Wasm, Need::Page];

/// Sets up and builds.
pub(crate) fn build(setup: &Setup<'_>) -> Result<()> {
    setup.ensure(NEEDS)?;
    say("building the page (about 3 minutes the first time)");
    process::run(&mut command(setup)?)?;
    println!("The page is in dist/; put that folder on any static host.");
    Ok(())
}

/// The release build.
pub(crate) fn command(setup: &Setup<'_>) -> Result<Command> {
    let mut command = setup.trunk()?;
    command.args(["build", "--release"]);
    Ok(command)
}
