//! Installing what building, serving and testing need, once, into `.tools/`.
//!
//! Each part looks at what is really there (a tool says its version, a compiler compiles) instead of
//! remembering that it once installed something, so a broken or outdated part repairs itself.

mod apt;
mod browser;
mod cargo_tools;
mod npm;
mod wasm_target;

use std::{cell::OnceCell, ffi::OsString, process::Command};

pub(crate) use browser::Browser;

use crate::{
    error::Result,
    process::{self, say},
    project::Project,
};
pub(crate) use cargo_tools::TRUNK_VERSION;
use wasm_target::Toolchain;

/// Something that a command needs to have in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// rustfmt and clippy.
    Components,
    /// Compiling for the browser: the wasm32 standard library and wasm-bindgen's tools.
    Wasm,
    /// Building the page: Trunk, wasm-opt, esbuild.
    Page,
    /// Splitting the built page's code: Playwright, where there is a Chromium to open the page in.
    Split,
    /// Chromium and ChromeDriver.
    Browser,
    /// Playwright and axe.
    BrowserTests,
}

impl Need {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Components, Self::Wasm, Self::Page, Self::Split, Self::Browser, Self::BrowserTests];
}

/// The installed tools, found or installed when first asked for.
pub(crate) struct Setup<'p> {
    pub(crate) project: &'p Project,
    toolchain: OnceCell<Toolchain>,
    browser: OnceCell<Browser>,
}

impl<'p> Setup<'p> {
    /// Nothing has been looked for yet.
    pub(crate) fn new(project: &'p Project) -> Self {
        Self { project, toolchain: OnceCell::new(), browser: OnceCell::new() }
    }

    /// Has everything in place that is needed, in an order that reports missing prerequisites early.
    pub(crate) fn ensure(&self, needs: &[Need]) -> Result<()> {
        if needs.is_empty() {
            return Ok(());
        }
        say("checking the set-up; what is missing is installed once (on a bare machine: about 10 minutes)");
        let needed = |need| needs.contains(&need);
        if needed(Need::Page) || needed(Need::BrowserTests) {
            npm::check_node()?;
        }
        if needed(Need::Components) {
            ensure_component(self.project, "rustfmt", "fmt")?;
            ensure_component(self.project, "clippy", "clippy")?;
        }
        if needed(Need::Browser) {
            self.browser()?;
        }
        if needed(Need::Page) {
            npm::ensure_build_tools(self.project)?;
        }
        if needed(Need::BrowserTests) || needed(Need::Split) && self.found_browser().is_some() {
            npm::ensure_browser_tests(self.project)?;
        }
        if needed(Need::Wasm) {
            self.toolchain()?;
            cargo_tools::ensure_wasm_bindgen(self.project)?;
        }
        if needed(Need::Page) {
            cargo_tools::ensure_trunk(self.project)?;
        }
        Ok(())
    }

    /// The browser for tests.
    pub(crate) fn browser(&self) -> Result<&Browser> {
        if let Some(found) = self.browser.get() {
            return Ok(found);
        }
        let found = browser::ensure()?;
        Ok(self.browser.get_or_init(|| found))
    }

    /// The browser, if the machine has one already.
    pub(crate) fn found_browser(&self) -> Option<Browser> {
        self.browser.get().cloned().or_else(browser::find)
    }

    /// A program that compiles for wasm32: with the toolchain that can, and the project's tools on PATH.
    pub(crate) fn wasm_command(&self, program: &str) -> Result<Command> {
        let mut command = self.project.command(program);
        command.env("PATH", self.search_path());
        if let Some(name) = self.toolchain()?.rustup_name() {
            command.env("RUSTUP_TOOLCHAIN", name);
        }
        Ok(command)
    }

    /// Trunk, which compiles for wasm32 and takes no other value of NO_COLOR than true and false.
    pub(crate) fn trunk(&self) -> Result<Command> {
        let mut command = self.wasm_command("trunk")?;
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        Ok(command)
    }

    /// Prints what makes plain `trunk serve` work in a shell.
    pub(crate) fn print_environment(&self) -> Result<()> {
        self.ensure(&[Need::Wasm, Need::Page])?;
        let path = self.search_path();
        let toolchain = self.toolchain()?.rustup_name();
        if cfg!(windows) {
            println!("$env:PATH = '{}'", path.display());
            toolchain.iter().for_each(|name| println!("$env:RUSTUP_TOOLCHAIN = '{name}'"));
        } else {
            println!("export PATH='{}'", path.display());
            toolchain.iter().for_each(|name| println!("export RUSTUP_TOOLCHAIN={name}"));
        }
        Ok(())
    }

    fn toolchain(&self) -> Result<Toolchain> {
        if let Some(found) = self.toolchain.get() {
            return Ok(*found);
        }
        let found = wasm_target::ensure(self.project)?;
        Ok(*self.toolchain.get_or_init(|| found))
    }

    /// PATH with the project's tools before everything else.
    fn search_path(&self) -> OsString {
        let own = [self.project.tools("bin"), self.project.tools("npm/node_modules/.bin")];
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(std::env::split_paths(&rest));
        // Only a project inside a folder with a `:` in its name cannot be put on PATH.
        std::env::join_paths(all).unwrap_or(rest)
    }
}

fn ensure_component(project: &Project, component: &str, subcommand: &str) -> Result<()> {
    if process::output(project.command("cargo").args([subcommand, "--version"])).is_ok() {
        return Ok(());
    }
    say(&format!("adding {component} (once, a few seconds)"));
    process::run(project.command("rustup").args(["component", "add", component]))
}
