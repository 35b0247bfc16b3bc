//! `cargo xtask build`: the page in `dist/`, ready for any folder of any static host.

use std::process::{Command, Stdio};

use crate::{
    error::Result,
    process::{self, say},
    setup::{Need, Setup},
    split,
};

/// What building the page needs.
pub(crate) const NEEDS: &[Need] = &[Need::Wasm, Need::Page, Need::Split];

/// Sets up and builds.
pub(crate) fn build(setup: &Setup<'_>) -> Result<()> {
    setup.ensure(NEEDS)?;
    page(setup, Stdio::inherit())?;
    println!("The page is in dist/; put that folder on any static host.");
    Ok(())
}

/// The release build, with Trunk's words going where they are wanted.
pub(crate) fn page(setup: &Setup<'_>, words: Stdio) -> Result<()> {
    say("building the page (about 5 minutes the first time)");
    let mut trunk: Command = setup.trunk()?;
    let is_split = split::prepare(setup, &mut trunk);
    process::run(trunk.args(["build", "--release"]).stdout(words))?;
    if is_split { split::split(setup) } else { Ok(()) }
}
