//! `cargo xtask test`: every check there is, in the order in which a mistake is cheapest to find.

use std::{fs, process::Stdio, time::Instant};

use crate::{
    build,
    error::{Error, Result},
    node::node,
    process,
    setup::{Need, Setup},
    size, tidy,
};

/// Sets up, then runs the steps up to the first that fails.
pub(crate) fn test(setup: &Setup<'_>, options: &[String]) -> Result<()> {
    let steps = chosen(options)?;
    let start = Instant::now();
    let needs: Vec<Need> = steps.iter().flat_map(|step| step.needs()).copied().collect();
    setup.ensure(&needs)?;
    for (index, step) in steps.iter().enumerate() {
        let position = index + 1;
        println!("\n━━ {position} of {}: {} ━━", steps.len(), step.title());
        let began = Instant::now();
        step.run(setup).map_err(|cause| Error::Step {
            name: step.name(),
            position,
            of: steps.len(),
            cause: Box::new(cause),
        })?;
        println!("   {} passed in {}", step.name(), duration(began));
    }
    println!("\nAll {} checks passed in {}.", steps.len(), duration(start));
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Format,
    Clippy,
    Test,
    Tidy,
    Wasm,
    Build,
    Size,
    Browser,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Format,
        Self::Clippy,
        Self::Test,
        Self::Tidy,
        Self::Wasm,
        Self::Build,
        Self::Size,
        Self::Browser,
    ];

    /// As `--only` takes it.
    fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Clippy => "clippy",
            Self::Test => "test",
            Self::Tidy => "tidy",
            Self::Wasm => "wasm",
            Self::Build => "build",
            Self::Size => "size",
            Self::Browser => "browser",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Format => "formatting",
            Self::Clippy => "lints (about a minute the first time)",
            Self::Test => "tests of all crates (about 2 minutes the first time)",
            Self::Tidy => "the repository's own rules",
            Self::Wasm => "the app's tests in headless Chromium (about 2 minutes the first time)",
            Self::Build => "release build of the page (about 3 minutes the first time)",
            Self::Size => "size of the first load",
            Self::Browser => "browser tests of the built page (a few minutes)",
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Format | Self::Clippy => &[Need::Components],
            Self::Test | Self::Tidy | Self::Size => &[],
            Self::Wasm => &[Need::Wasm, Need::Browser],
            Self::Build => build::NEEDS,
            Self::Browser => &[Need::Browser, Need::BrowserTests],
        }
    }

    fn run(self, setup: &Setup<'_>) -> Result<()> {
        let project = setup.project;
        let cargo = |words: &str| process::run(project.command("cargo").args(words.split(' ')));
        match self {
            Self::Format => cargo("fmt --all --check"),
            Self::Clippy => cargo("clippy --workspace --all-targets -- -D warnings"),
            Self::Test => cargo("test --workspace"),
            Self::Tidy => tidy::run(project),
            Self::Wasm => test_in_browser(setup),
            Self::Build => build::page(setup, Stdio::inherit()),
            Self::Size => size::check(project),
            Self::Browser => test_built_page(setup),
        }
    }
}

fn chosen(options: &[String]) -> Result<Vec<Step>> {
    let names = match options {
        [] => return Ok(Step::ALL.to_vec()),
        [only, names] if only == "--only" => names,
        _ => {
            return Err(Error::Usage("test takes nothing, or --only STEP[,STEP…]".to_owned()));
        }
    };
    names
        .split(',')
        .map(|name| {
            Step::ALL.into_iter().find(|step| step.name() == name).ok_or_else(|| {
                let known = Step::ALL.map(Step::name).join(", ");
                Error::Usage(format!("there is no step `{name}`; the steps are {known}"))
            })
        })
        .collect()
}

/// The app crate's own tests, by wasm-bindgen's test runner.
fn test_in_browser(setup: &Setup<'_>) -> Result<()> {
    let browser = setup.browser()?;
    let capabilities = serde_json::json!({
        "goog:chromeOptions": {
            "binary": browser.chrome,
            "args": ["headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
                "disable-background-networking", "disable-component-update", "disable-sync"],
        }
    });
    let path = setup.project.tools("webdriver.json");
    fs::write(&path, capabilities.to_string())
        .map_err(|source| Error::File { path: path.clone(), source })?;
    process::run(
        setup
            .wasm_command("cargo")?
            .args(["test", "--target", "wasm32-unknown-unknown", "--package", "iam-playground"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", &browser.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", path)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

/// Playwright on `dist/`, served on ports that nobody else uses.
fn test_built_page(setup: &Setup<'_>) -> Result<()> {
    process::run(node(setup, "node_modules/@playwright/test/cli.js")?.arg("test"))
}

fn duration(since: Instant) -> String {
    match since.elapsed().as_secs() {
        seconds @ ..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Option<Vec<&'static str>> {
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        Some(chosen(&words).ok()?.into_iter().map(Step::name).collect())
    }

    #[test]
    fn all_steps_run_unless_some_are_chosen() {
        assert_eq!(names(&[]).map(|all| all.len()), Some(Step::ALL.len()));
        assert_eq!(names(&["--only", "tidy,fmt"]), Some(vec!["tidy", "fmt"]));
    }

    #[test]
    fn a_misspelt_step_is_refused_rather_than_passed_over() {
        assert_eq!(names(&["--only", "brwoser"]), None);
        assert_eq!(names(&["--only"]), None);
        assert_eq!(names(&["tidy"]), None);
    }
}
