//! `cargo xtask serve`: the playground on this machine, rebuilt when a source changes.

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    thread,
    time::Duration,
};

use crate::{
    error::{Error, Result},
    process::{self, say},
    setup::{Need, Setup},
};

const FIRST_PORT: u16 = 8080;

/// Sets up, builds, serves until interrupted.
pub(crate) fn serve(setup: &Setup<'_>, options: &[String]) -> Result<()> {
    let Options { release, port } = Options::parse(options)?;
    let port = match port {
        Some(port) => port,
        None => (FIRST_PORT..FIRST_PORT + 100).find(|port| is_free(*port)).unwrap_or(FIRST_PORT),
    };
    setup.ensure(&[Need::Wasm, Need::Page])?;
    say("building the page (about a minute the first time, seconds after a change)");
    let mut trunk = setup.trunk()?;
    trunk.args(["serve", "--port", &port.to_string()]);
    if release {
        trunk.arg("--release");
    }
    thread::spawn(move || announce_when_up(port));
    process::run(&mut trunk)
}

#[derive(Debug, PartialEq, Eq)]
struct Options {
    release: bool,
    port: Option<u16>,
}

impl Options {
    fn parse(words: &[String]) -> Result<Self> {
        let mut parsed = Self { release: false, port: None };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--release" => parsed.release = true,
                "--port" => {
                    let number = words.next().and_then(|number| number.parse().ok());
                    parsed.port =
                        Some(number.ok_or_else(|| Error::Usage("--port takes a number".to_owned()))?);
                }
                other => {
                    return Err(Error::Usage(format!("serve takes --release and --port N, not `{other}`")));
                }
            }
        }
        Ok(parsed)
    }
}

/// Trunk opens its port when the first build is done, amid much other output.
fn announce_when_up(port: u16) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    println!(
        "\nIAM Playground is at http://localhost:{port}/ (Ctrl-C ends it; reload the page after a change)\n"
    );
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Options> {
        Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).ok()
    }

    #[test]
    fn options_are_understood_or_refused() {
        assert_eq!(parse(""), Some(Options { release: false, port: None }));
        assert_eq!(parse("--release --port 99"), Some(Options { release: true, port: Some(99) }));
        assert_eq!(parse("--port"), None);
        assert_eq!(parse("--port 70000"), None);
        assert_eq!(parse("--relaese"), None);
    }
}
