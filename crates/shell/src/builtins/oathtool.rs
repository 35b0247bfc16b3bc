//! `oathtool`: an authenticator app for the terminal, by the world's clock.

use super::options;
use crate::process::{Outcome, Process};
use cloud::totp;

/// The most codes that are shown at once.
const MOST: i64 = 100;

pub(super) fn oathtool(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let short = |argument: &String| match argument.as_str() {
        "--totp" | "--totp=sha1" | "--totp=SHA1" => "-T".to_owned(),
        "--base32" => "-b".to_owned(),
        other => other.replacen("--window=", "-w", 1),
    };
    let arguments: Vec<String> = arguments.iter().map(short).collect();
    let parsed = match options::parse(p, "oathtool", "Tbw:", &arguments) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(status),
    };
    let [seed] = parsed.rest.as_slice() else {
        p.error("oathtool: give one seed, e.g. oathtool --totp -b JBSWY3DPEHPK3PXP\n");
        return Ok(1);
    };
    if !parsed.has('T') || !parsed.has('b') {
        p.error("oathtool: only --totp with -b, a seed in base32, is simulated\n");
        return Ok(1);
    }
    let Some(seed) = totp::from_base32(seed).filter(|seed| !seed.is_empty()) else {
        p.error("oathtool: base32 decoding failed: Base32 string is invalid\n");
        return Ok(1);
    };
    let Some(more) = parsed.value('w').unwrap_or("0").parse().ok().filter(|n| (0..MOST).contains(n)) else {
        p.error(format!("oathtool: the window must be 0 to {}\n", MOST - 1));
        return Ok(1);
    };
    let now = totp::step(p.now());
    for step in now..=now + more {
        p.println(totp::code(&seed, step));
    }
    Ok(0)
}
