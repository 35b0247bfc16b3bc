//! The scripts in `e2e/`, which open pages in a browser.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    process::Command,
};

use crate::{
    error::{Error, Result},
    setup::Setup,
};

/// Node with a script of `e2e/`, told which browser to open and on which ports to serve.
pub(crate) fn node(setup: &Setup<'_>, script: &str) -> Result<Command> {
    let [port, other] = free_ports()?;
    let mut command = setup.project.command("node");
    command
        .arg(script)
        .current_dir(setup.project.path("e2e"))
        .env("CHROME_BIN", &setup.browser()?.chrome)
        .env("E2E_PORT", port.to_string())
        .env("E2E_OTHER_PORT", other.to_string());
    Ok(command)
}

/// Two different ports, free a moment ago.
fn free_ports() -> Result<[u16; 2]> {
    let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port());
    let ports = || {
        let (one, two) = (listen()?, listen()?);
        Ok([port(&one)?, port(&two)?])
    };
    ports().map_err(|e: io::Error| Error::Missing {
        what: "a free port".to_owned(),
        advice: format!("the system says: {e}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_ports_differ() {
        let [one, two] = free_ports().unwrap();
        assert_ne!(one, two);
    }
}
