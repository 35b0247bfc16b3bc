//! `iampg check`: plays labs' own solutions.

use std::io::{self, Write};

use cloud::Tick;
use labs::Lab;
use shell::Dialect;

/// Plays a lab's solution in both shells and says what came of it. Returns whether the lab is sound.
pub(crate) fn check(name: &str, lab: &Lab, tick: Tick, output: &mut impl Write) -> io::Result<bool> {
    let mut sound = true;
    for (dialect, shell) in [(Dialect::Bash, "bash"), (Dialect::PowerShell, "PowerShell")] {
        let flaws = labs::check(lab, dialect, tick);
        sound &= flaws.is_empty();
        if flaws.is_empty() {
            writeln!(output, "{name}, {shell}: all {} steps lead to their goals", lab.steps.len())?;
        }
        for flaw in flaws {
            writeln!(output, "{name}, {shell}: {flaw}")?;
        }
    }
    Ok(sound)
}
