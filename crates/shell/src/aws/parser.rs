//! Reads options and words as Python's argparse does: exact names, unique prefixes, `--name=value`.

use super::error::CliError;

/// An option that may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    /// With its dashes, e.g. `--user-name`.
    pub(crate) name: String,
    pub(crate) takes: Takes,
}

/// What follows an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    /// Nothing.
    Nothing,
    /// One value.
    One,
    /// Any number of values.
    Many,
    /// Nothing or one value.
    Maybe,
}

impl Spec {
    pub(crate) fn new(name: impl Into<String>, takes: Takes) -> Self {
        Self { name: name.into(), takes }
    }
}

/// What was found on a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Every option by its whole name with its values, in the order given, also those given more than once.
    pub(crate) order: Vec<(String, Vec<String>)>,
    /// The words, as many as were asked for.
    pub(crate) words: Vec<String>,
    /// Everything else, in order.
    pub(crate) rest: Vec<String>,
}

impl Found {
    /// The values of an option; its last occurrence counts.
    pub(crate) fn values(&self, name: &str) -> Option<&[String]> {
        self.order.iter().rev().find(|(option, _)| option == name).map(|(_, values)| values.as_slice())
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values(name).and_then(|values| values.first()).map(String::as_str)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.values(name).is_some()
    }
}

/// Reads a command line. The first `words` words that belong to no option are kept apart.
pub(crate) fn parse(specs: &[Spec], words: usize, arguments: &[String]) -> Result<Found, CliError> {
    let mut found = Found::default();
    let mut i = 0;
    while let Some(argument) = arguments.get(i) {
        i += 1;
        match option(specs, argument)? {
            Kind::Word if found.words.len() < words => found.words.push(argument.clone()),
            Kind::Word | Kind::Unknown => found.rest.push(argument.clone()),
            Kind::Known(spec, inline) => {
                let following = following(specs, arguments.get(i..).unwrap_or_default())?;
                let (values, taken) = take(spec, inline, following)?;
                i += taken;
                found.order.push((spec.name.clone(), values));
            }
        }
    }
    Ok(found)
}

enum Kind<'a> {
    /// No option.
    Word,
    /// An option with the value after its `=`, if it has one.
    Known(&'a Spec, Option<String>),
    /// An option that is not in the table.
    Unknown,
}

fn option<'a>(specs: &'a [Spec], argument: &str) -> Result<Kind<'a>, CliError> {
    if !argument.starts_with('-') || argument.len() == 1 {
        return Ok(Kind::Word);
    }
    if let Some(spec) = specs.iter().find(|s| s.name == argument) {
        return Ok(Kind::Known(spec, None));
    }
    let (name, inline) = match argument.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => (argument, None),
    };
    if let Some(spec) = specs.iter().find(|s| s.name == name) {
        return Ok(Kind::Known(spec, inline));
    }
    let fitting: Vec<&Spec> = if name.starts_with("--") {
        specs.iter().filter(|s| s.name.starts_with(name)).collect()
    } else {
        Vec::new()
    };
    match fitting.as_slice() {
        [spec] => Ok(Kind::Known(spec, inline)),
        [] if is_negative_number(argument) || argument.contains(' ') => Ok(Kind::Word),
        [] => Ok(Kind::Unknown),
        several => {
            let names: Vec<&str> = several.iter().map(|s| s.name.as_str()).collect();
            Err(CliError::Usage(format!("ambiguous option: {argument} could match {}", names.join(", "))))
        }
    }
}

fn is_negative_number(argument: &str) -> bool {
    argument
        .strip_prefix('-')
        .is_some_and(|n| n.parse::<f64>().is_ok() && n.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// The words that follow, up to the next option.
fn following<'a>(specs: &[Spec], arguments: &'a [String]) -> Result<&'a [String], CliError> {
    for (i, argument) in arguments.iter().enumerate() {
        if !matches!(option(specs, argument)?, Kind::Word) {
            return Ok(&arguments[..i]);
        }
    }
    Ok(arguments)
}

/// The values of an option, and how many of the following words they took.
fn take(spec: &Spec, inline: Option<String>, following: &[String]) -> Result<(Vec<String>, usize), CliError> {
    match (spec.takes, inline) {
        (Takes::Nothing, None) => Ok((Vec::new(), 0)),
        (Takes::Nothing, Some(value)) => {
            Err(CliError::argument(&spec.name, &format!("ignored explicit argument '{value}'")))
        }
        (_, Some(value)) => Ok((vec![value], 0)),
        (Takes::One, None) => match following.first() {
            Some(value) => Ok((vec![value.clone()], 1)),
            None => Err(CliError::argument(&spec.name, "expected one argument")),
        },
        (Takes::Maybe, None) => Ok((following.iter().take(1).cloned().collect(), following.len().min(1))),
        (Takes::Many, None) => Ok((following.to_vec(), following.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn specs() -> Vec<Spec> {
        vec![
            Spec::new("--user-name", Takes::One),
            Spec::new("--tags", Takes::Many),
            Spec::new("--tag-keys", Takes::Many),
            Spec::new("--no-verify", Takes::Nothing),
        ]
    }

    fn check(line: &str) -> Result<Found, CliError> {
        parse(&specs(), 1, &line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn reads_options_and_words() {
        let found = check("create --user x --tags a b --no-verify c --foo d").unwrap();
        assert_eq!(found.words, ["create"]);
        assert_eq!(found.value("--user-name"), Some("x"));
        assert_eq!(found.values("--tags").unwrap(), ["a", "b"]);
        assert!(found.has("--no-verify"));
        assert_eq!(found.rest, ["c", "--foo", "d"]);
        let twice = check("--user-name a --no-verify --user-name b").unwrap();
        let names: Vec<&str> =
            twice.order.iter().flat_map(|(_, values)| values.first()).map(|v| v.as_str()).collect();
        assert_eq!((twice.value("--user-name"), names), (Some("b"), vec!["a", "b"]));
        assert_eq!(check("--user-name=a=b").unwrap().value("--user-name"), Some("a=b"));
        assert_eq!(check("--user-name -5").unwrap().value("--user-name"), Some("-5"));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(check("--user-name"), Err(CliError::argument("--user-name", "expected one argument")));
        let ambiguous = "ambiguous option: --tag could match --tags, --tag-keys".to_owned();
        assert_eq!(check("--tag x"), Err(CliError::Usage(ambiguous)));
        let ignored = "ignored explicit argument 'x'";
        assert_eq!(check("--no-verify=x"), Err(CliError::argument("--no-verify", ignored)));
    }
}
