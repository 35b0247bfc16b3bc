//! Editors: all open the page's own.

use crate::process::{Effect, Outcome, Process};

pub(super) fn edit(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let Some(file) = arguments.iter().find(|a| !a.starts_with('-')) else {
        p.error("Name the file to edit, e.g. nano ~/.aws/credentials\n");
        return Ok(1);
    };
    let path = p.state.path(file);
    if p.state.files.is_dir(&path) {
        p.error(format!("{file}: Is a directory\n"));
        return Ok(1);
    }
    if !p.state.files.is_dir(crate::files::parent(&path)) {
        p.error(format!("{file}: No such file or directory\n"));
        return Ok(1);
    }
    p.effect = Some(Effect::Edit(path));
    Ok(0)
}
