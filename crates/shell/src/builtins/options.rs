//! Reads the one-letter options of Unix commands and the named ones of PowerShell's.

use crate::process::Process;

/// Options and what is left.
pub(super) struct Parsed {
    /// Letters in the order given, with their values where they take one.
    pub(super) flags: Vec<(char, String)>,
    /// The other arguments.
    pub(super) rest: Vec<String>,
}

impl Parsed {
    pub(super) fn has(&self, flag: char) -> bool {
        self.flags.iter().any(|(f, _)| *f == flag)
    }

    pub(super) fn value(&self, flag: char) -> Option<&str> {
        self.flags.iter().rev().find(|(f, _)| *f == flag).map(|(_, v)| v.as_str())
    }
}

/// Reads options. `known` lists their letters, each followed by `:` if it takes a value. What is not known is
/// said to be so.
///
/// # Errors
/// The exit status 2, when an option is unknown or lacks its value.
pub(super) fn parse(
    p: &mut Process<'_>,
    command: &str,
    known: &str,
    arguments: &[String],
) -> Result<Parsed, i32> {
    let mut parsed = Parsed { flags: Vec::new(), rest: Vec::new() };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            parsed.rest.extend(arguments.cloned());
            break;
        }
        let Some(letters) = argument.strip_prefix('-').filter(|l| !l.is_empty()) else {
            parsed.rest.push(argument.clone());
            continue;
        };
        let mut chars = letters.chars();
        while let Some(letter) = chars.next() {
            let at = known.find(letter).filter(|_| letter != ':' && letter != '-');
            let Some(at) = at else {
                p.error(format!(
                    "{command}: invalid option -- '{}'\nThe simulated {command} knows: {}\n",
                    if letter == '-' { letters } else { &argument[1..] },
                    known
                        .chars()
                        .filter(|c| *c != ':')
                        .map(|c| format!("-{c}"))
                        .collect::<Vec<_>>()
                        .join(" ")
                ));
                return Err(2);
            };
            if known[at + letter.len_utf8()..].starts_with(':') {
                let rest: String = chars.by_ref().collect();
                let value = if rest.is_empty() { arguments.next().cloned() } else { Some(rest) };
                let Some(value) = value else {
                    p.error(format!("{command}: option requires an argument -- '{letter}'\n"));
                    return Err(2);
                };
                parsed.flags.push((letter, value));
            } else {
                parsed.flags.push((letter, String::new()));
            }
        }
    }
    Ok(parsed)
}

/// PowerShell's parameters: named ones with their values, switches, and the others in order.
pub(super) struct Named {
    named: Vec<(String, Option<String>)>,
    pub(super) rest: Vec<String>,
}

impl Named {
    /// The value of a parameter, by its name in lower case.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.named.iter().find(|(n, _)| n == name).and_then(|(_, v)| v.as_deref())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.named.iter().any(|(n, _)| n == name)
    }

    /// A parameter by its name or else the next argument that has none.
    pub(super) fn take(&mut self, names: &[&str]) -> Option<String> {
        let named = names.iter().find_map(|n| self.value(n)).map(str::to_owned);
        named.or_else(|| (!self.rest.is_empty()).then(|| self.rest.remove(0)))
    }
}

/// Reads PowerShell's parameters. Names may be shortened as far as they stay unique.
///
/// # Errors
/// The exit status 1, when a parameter is unknown.
pub(super) fn named(
    p: &mut Process<'_>,
    command: &str,
    valued: &[&str],
    switches: &[&str],
    arguments: &[String],
) -> Result<Named, i32> {
    let mut parsed = Named { named: Vec::new(), rest: Vec::new() };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let name = argument.strip_prefix('-').filter(|n| n.starts_with(|c: char| c.is_ascii_alphabetic()));
        let Some(name) = name.map(str::to_lowercase) else {
            parsed.rest.push(argument.clone());
            continue;
        };
        let known = || valued.iter().chain(switches);
        let mut fitting = known().filter(|known| known.starts_with(&name));
        let exact = known().find(|known| **known == name);
        let unique = fitting.next().filter(|_| fitting.next().is_none());
        match exact.or(unique) {
            Some(known) if valued.contains(known) => {
                parsed.named.push(((*known).to_owned(), arguments.next().cloned()));
            }
            Some(known) => parsed.named.push(((*known).to_owned(), None)),
            None => {
                let all =
                    valued.iter().chain(switches).map(|k| format!("-{k}")).collect::<Vec<_>>().join(" ");
                p.error(format!(
                    "{command}: A parameter cannot be found that matches parameter name '{}'.\n\
                     The simulated {command} knows: {all}\n",
                    &argument[1..]
                ));
                return Err(1);
            }
        }
    }
    Ok(parsed)
}
