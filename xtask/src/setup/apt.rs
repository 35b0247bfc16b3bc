//! Debian's packages, where apt and the right to use it are there.

use std::process::{Command, Stdio};

use crate::{
    error::{Error, Result},
    process::{self, find_program, say},
};

/// Installs packages; `what` names the purpose and the time it takes, for the person who waits.
///
/// Where apt cannot be used, the error's one line is `elsewhere`, or the apt command for a person with
/// the right to run it.
pub(crate) fn install(what: &str, packages: &[&str], elsewhere: &str) -> Result<()> {
    if find_program("apt-get").is_none() {
        return Err(missing(what, elsewhere));
    }
    if !is_root() {
        return Err(missing(what, &format!("run `sudo apt-get install {}`", packages.join(" "))));
    }
    say(&format!("installing {what} by apt: {} (once, about a minute)", packages.join(" ")));
    process::run(apt_get().arg("update"))?;
    process::run(apt_get().args(["install", "--yes"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

fn missing(what: &str, advice: &str) -> Error {
    Error::Missing { what: what.to_owned(), advice: advice.to_owned() }
}
