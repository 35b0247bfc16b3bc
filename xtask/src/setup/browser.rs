//! A Chromium with its ChromeDriver: the machine's own, or Debian's.

use std::path::{Path, PathBuf};

use super::apt;
use crate::{error::Result, process::find_program};

/// What browser tests run in.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    /// Chromium, or a browser made of it.
    pub(crate) chrome: PathBuf,
    /// The ChromeDriver that fits it.
    pub(crate) driver: PathBuf,
}

const PROGRAMS: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const USUAL_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files\Chromium\Application\chrome.exe",
];

/// Finds the browser, or installs it where apt can.
pub(crate) fn ensure() -> Result<Browser> {
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(
        "Chromium with ChromeDriver",
        &["chromium", "chromium-driver"],
        "install Chrome and the ChromeDriver of its version, and put both on PATH or name them in CHROME and CHROMEDRIVER",
    )?;
    find().ok_or_else(|| crate::error::Error::Missing {
        what: "Chromium".to_owned(),
        advice: "apt installed it, but there is no `chromium` and `chromedriver` on PATH".to_owned(),
    })
}

/// The machine's own browser.
pub(super) fn find() -> Option<Browser> {
    let chrome = named_by("CHROME")
        .or_else(|| PROGRAMS.iter().find_map(|name| find_program(name)))
        .or_else(|| USUAL_PLACES.iter().map(PathBuf::from).find(|path| path.is_file()))?;
    let driver = named_by("CHROMEDRIVER").or_else(|| find_program("chromedriver"))?;
    Some(Browser { chrome, driver })
}

fn named_by(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable)?;
    Path::new(&path).is_file().then(|| path.into())
}
