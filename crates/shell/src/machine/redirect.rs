//! Redirections: where input comes from and where output goes.

use super::Machine;
use crate::expand;
use crate::output::Stream;
use crate::process::{Output, Process, Stdin};
use crate::syntax::{Redirect, Source};

/// A redirection with its words expanded and its input read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReadyRedirect {
    Input(Vec<u8>),
    Write { from: Source, file: String, append: bool },
    Join(Source),
}

#[derive(Clone, PartialEq, Eq)]
enum Route {
    Out,
    Err,
    File(String),
}

/// Where standard output and standard error go.
struct Routes {
    out: Route,
    err: Route,
    files: Vec<(String, bool)>,
}

impl Routes {
    fn of(redirects: &[ReadyRedirect]) -> Self {
        let mut routes = Self { out: Route::Out, err: Route::Err, files: Vec::new() };
        for redirect in redirects {
            match redirect {
                ReadyRedirect::Input(_) => {}
                ReadyRedirect::Join(Source::Err) => routes.err = routes.out.clone(),
                ReadyRedirect::Join(_) => routes.out = routes.err.clone(),
                ReadyRedirect::Write { from, file, append } => {
                    routes.files.push((file.clone(), *append));
                    if *from != Source::Err {
                        routes.out = Route::File(file.clone());
                    }
                    if *from != Source::Out {
                        routes.err = Route::File(file.clone());
                    }
                }
            }
        }
        routes
    }

    /// Makes the files, as the shell does before the command runs.
    fn open(&self, process: &mut Process<'_>) -> bool {
        for (file, append) in &self.files {
            let result = process.write_file(file, b"", *append);
            if let Err(error) = result {
                process.error(format!("bash: {file}: {error}\n"));
                process.state.status = 1;
                return false;
            }
        }
        true
    }

    fn deliver(&self, output: &Output, process: &mut Process<'_>) {
        for piece in &output.pieces {
            let route = if piece.stream == Stream::Out { &self.out } else { &self.err };
            match route {
                Route::Out => process.out.push(Stream::Out, &piece.bytes, piece.denial),
                Route::Err => process.out.push(Stream::Err, &piece.bytes, piece.denial),
                Route::File(file) => {
                    if let Err(error) = process.write_file(file, &piece.bytes, true) {
                        process.error(format!("bash: {file}: {error}\n"));
                        process.state.status = 1;
                    }
                }
            }
        }
    }
}

impl Machine<'_> {
    pub(super) fn redirects(&mut self, redirects: &[Redirect]) -> Option<Vec<ReadyRedirect>> {
        let mut ready = Vec::new();
        for redirect in redirects {
            ready.push(match redirect {
                Redirect::Text(word) => ReadyRedirect::Input(expand::text(self, word).into_bytes()),
                Redirect::Join(from) => ReadyRedirect::Join(*from),
                Redirect::Write { from, file, append } => {
                    ReadyRedirect::Write { from: *from, file: expand::text(self, file), append: *append }
                }
                Redirect::Read(file) => {
                    let file = expand::text(self, file);
                    match self.process.read_file(&file) {
                        Ok(bytes) => ReadyRedirect::Input(bytes),
                        Err(error) => {
                            self.process.error(format!("bash: {file}: {error}\n"));
                            self.process.state.status = 1;
                            return None;
                        }
                    }
                }
            });
        }
        Some(ready)
    }

    /// Runs something with its input and output redirected.
    pub(super) fn redirected(&mut self, redirects: &[ReadyRedirect], run: impl FnOnce(&mut Self)) {
        let input = redirects.iter().rev().find_map(|r| match r {
            ReadyRedirect::Input(bytes) => Some(bytes.clone()),
            _ => None,
        });
        let outer_stdin = input.map(|b| std::mem::replace(&mut self.process.stdin, Stdin::of(b)));
        let routes = Routes::of(redirects);
        let outer_terminal = self.process.terminal;
        self.process.terminal &= routes.out == Route::Out;
        let outer = std::mem::take(&mut self.process.out);
        let opened = routes.open(&mut self.process);
        if opened {
            run(self);
        }
        let inner = std::mem::replace(&mut self.process.out, outer);
        routes.deliver(&inner, &mut self.process);
        self.process.terminal = outer_terminal;
        if let Some(outer_stdin) = outer_stdin {
            self.process.stdin = outer_stdin;
        }
    }
}
