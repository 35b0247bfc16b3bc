//! jq's command line.

use serde_json::Value;

/// How values are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// On one line.
    Compact,
    /// On several, each deeper one indented by this more.
    Indented(String),
}

/// What a command line asks for.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) program: String,
    pub(super) files: Vec<String>,
    pub(super) style: Style,
    pub(super) raw_output: bool,
    pub(super) join_output: bool,
    pub(super) raw_input: bool,
    pub(super) null_input: bool,
    pub(super) slurp: bool,
    pub(super) sort_keys: bool,
    pub(super) exit_status: bool,
    pub(super) version: bool,
    /// `$name` and its value.
    pub(super) variables: Vec<(String, Value)>,
}

const USAGE: &str = "\
Usage:\tjq [OPTIONS] FILTER [FILES...]
The simulated jq knows: -r -j -c -n -s -R -e -S --tab --indent N --arg NAME TEXT --argjson NAME JSON --args
";

impl Options {
    /// Reads the arguments.
    ///
    /// # Errors
    /// What jq says of a command line that it does not understand.
    pub(super) fn read(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self::none();
        let (mut words, mut positional) = (Vec::new(), Vec::new());
        let (mut only_words, mut are_values) = (false, false);
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if only_words || !argument.starts_with('-') || argument == "-" {
                if are_values && !words.is_empty() { &mut positional } else { &mut words }
                    .push(argument.clone());
                continue;
            }
            let mut value = |what: &str| {
                let value = arguments.next().cloned();
                value.ok_or_else(|| format!("jq: error: {argument} takes {what}\n{USAGE}"))
            };
            match argument.as_str() {
                "--" => only_words = true,
                "--args" => are_values = true,
                "--arg" => {
                    let name = value("two parameters (e.g. --arg varname value)")?;
                    let text = value("two parameters (e.g. --arg varname value)")?;
                    options.variables.push((format!("${name}"), text.into()));
                }
                "--argjson" => {
                    let name = value("two parameters (e.g. --argjson varname text)")?;
                    let text = value("two parameters (e.g. --argjson varname text)")?;
                    let json = serde_json::from_str(&text)
                        .map_err(|_| format!("jq: Invalid JSON text passed to --argjson\n{USAGE}"))?;
                    options.variables.push((format!("${name}"), json));
                }
                "--indent" => {
                    let width = value("one parameter")?;
                    let width: usize = width
                        .parse()
                        .ok()
                        .filter(|w| *w <= 7)
                        .ok_or_else(|| format!("jq: Cannot indent more than 7 characters\n{USAGE}"))?;
                    options.style =
                        if width == 0 { Style::Compact } else { Style::Indented(" ".repeat(width)) };
                }
                long if long.starts_with("--") => options.long(long)?,
                short => short[1..].chars().try_for_each(|letter| options.letter(letter, short))?,
            }
        }
        options.finish(words, positional)
    }

    fn none() -> Self {
        Self {
            program: String::new(),
            files: Vec::new(),
            style: Style::Indented("  ".to_owned()),
            raw_output: false,
            join_output: false,
            raw_input: false,
            null_input: false,
            slurp: false,
            sort_keys: false,
            exit_status: false,
            version: false,
            variables: Vec::new(),
        }
    }

    fn finish(mut self, mut words: Vec<String>, positional: Vec<String>) -> Result<Self, String> {
        if words.is_empty() && !self.version {
            return Err(USAGE.to_owned());
        }
        if !words.is_empty() {
            self.program = words.remove(0);
            self.files = words;
        }
        let named: serde_json::Map<String, Value> =
            self.variables.iter().map(|(name, v)| (name[1..].to_owned(), v.clone())).collect();
        let all = serde_json::json!({ "positional": positional, "named": named });
        self.variables.push(("$__prog_args".to_owned(), all["positional"].clone()));
        self.variables.push(("$ARGS".to_owned(), all));
        Ok(self)
    }

    fn long(&mut self, option: &str) -> Result<(), String> {
        let letter = match option {
            "--raw-output" => 'r',
            "--join-output" => 'j',
            "--compact-output" => 'c',
            "--null-input" => 'n',
            "--slurp" => 's',
            "--raw-input" => 'R',
            "--exit-status" => 'e',
            "--sort-keys" => 'S',
            "--color-output" => 'C',
            "--monochrome-output" => 'M',
            "--version" => 'V',
            "--tab" => {
                self.style = Style::Indented("\t".to_owned());
                return Ok(());
            }
            _ => return Err(format!("jq: Unknown option: {option}\n{USAGE}")),
        };
        self.letter(letter, option)
    }

    fn letter(&mut self, letter: char, whole: &str) -> Result<(), String> {
        match letter {
            'r' => self.raw_output = true,
            'j' => (self.raw_output, self.join_output) = (true, true),
            'c' => self.style = Style::Compact,
            'n' => self.null_input = true,
            's' => self.slurp = true,
            'R' => self.raw_input = true,
            'e' => self.exit_status = true,
            'S' => self.sort_keys = true,
            'V' => self.version = true,
            // There are no colours here.
            'M' | 'C' => {}
            _ => return Err(format!("jq: Unknown option: {whole}\n{USAGE}")),
        }
        Ok(())
    }
}
