//! The commands besides `aws`. What the table does not list does not exist here.

mod awk;
pub(crate) mod control;
mod curl;
mod display;
mod editor;
mod elsewhere;
pub(crate) mod environment;
mod file_commands;
mod help;
mod identity_provider;
mod jq;
mod list;
mod oathtool;
pub(crate) mod objects;
mod options;
pub(crate) mod pattern;
mod powershell;
mod printing;
mod sed;
mod system;
mod test;
mod text;
mod transform;

use crate::process::{Outcome, Process};
use crate::state::Dialect;

/// A command's code. Gets its arguments without its name.
pub(crate) type Run = fn(&mut Process<'_>, &[String]) -> Outcome;

/// A command.
pub(crate) struct Builtin {
    /// Its names; the first is the usual one. PowerShell's are compared without case.
    pub(crate) names: &'static [&'static str],
    /// Where it exists.
    pub(crate) place: Place,
    /// What it does, for `help`.
    pub(crate) summary: &'static str,
    pub(crate) run: Run,
}

/// The dialects a command exists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Bash,
    PowerShell,
    Both,
    /// In both, as a program of its own rather than a part of the shell.
    Program,
}

const fn row(names: &'static [&'static str], place: Place, summary: &'static str, run: Run) -> Builtin {
    Builtin { names, place, summary, run }
}

/// All commands.
#[rustfmt::skip]
pub(crate) const BUILTINS: &[Builtin] = &[
    row(&["awk", "gawk"], Place::Bash, "columns and sums of lines: awk '{print $2}'", awk::awk),
    row(&["base64"], Place::Bash, "encode, or decode with -d", transform::base64),
    row(&["basename"], Place::Bash, "the last part of a path", file_commands::basename),
    row(&["cat"], Place::Bash, "show files", file_commands::cat),
    row(&["cd"], Place::Both, "go to a directory", file_commands::cd),
    row(&["clear", "cls"], Place::Both, "clear the screen", system::clear),
    row(&["command"], Place::Bash, "with -v: where a command is", system::command),
    row(&["cp"], Place::Bash, "copy files", file_commands::cp),
    row(&["curl", "curl.exe"], Place::Program, "requests without credentials, to AWS's endpoints and to identity providers: -X -d -T -H -o -i -f -s -w", curl::curl),
    row(&["cut"], Place::Bash, "columns of lines: -d, -f, -c", transform::cut),
    row(&["date"], Place::Bash, "the world's time", system::date),
    row(&["dirname"], Place::Bash, "the directory of a path", file_commands::dirname),
    row(&["echo"], Place::Bash, "print arguments", printing::echo),
    row(&["enter"], Place::Both, "go into an instance, function or task of yours, by its ARN; exit comes back", elsewhere::enter),
    row(&["env", "printenv"], Place::Bash, "show environment variables", environment::env),
    row(&["exit", "logout"], Place::Both, "leave this place, or stop this line", system::exit),
    row(&["export"], Place::Bash, "make variables visible to commands", environment::export),
    row(&["false"], Place::Bash, "fail", system::no),
    row(&["grep", "egrep", "fgrep"], Place::Bash, "lines that match: -i -v -o -E -F -c -n -q", pattern::grep),
    row(&["head"], Place::Bash, "first lines", text::head),
    row(&["help", "man"], Place::Both, "what this shell can do", help::help),
    row(&["history", "h"], Place::Both, "the lines typed so far", system::history),
    row(&["hostname"], Place::Program, "the name of this machine", system::hostname),
    row(&["jq"], Place::Program, "work on JSON: jq -r .Users[].Arn", jq::jq),
    row(&["ls", "ll", "dir"], Place::Bash, "what is in a directory: -l -a -R -1", list::ls),
    row(&["mkdir"], Place::Bash, "make directories", file_commands::mkdir),
    row(&["mv"], Place::Bash, "move files", file_commands::mv),
    row(&["nano", "vi", "vim", "code", "notepad", "emacs"], Place::Program, "edit a file in the page", editor::edit),
    row(&["oidc-token"], Place::Program, "a token of a simulated OpenID Connect issuer: oidc-token github --repository o/r", identity_provider::oidc_token),
    row(&["saml-assertion"], Place::Program, "an assertion of a simulated SAML provider: --provider ARN --role ARN", identity_provider::saml_assertion),
    row(&["oathtool"], Place::Program, "the codes of a virtual MFA device: --totp -b SEED -w 1", oathtool::oathtool),
    row(&["printf"], Place::Bash, "print with a format", printing::printf),
    row(&["pwd"], Place::Bash, "the working directory", file_commands::pwd),
    row(&["read"], Place::Bash, "read a line into variables", environment::read),
    row(&["rm"], Place::Bash, "remove files: -r -f", file_commands::rm),
    row(&["rmdir"], Place::Bash, "remove empty directories", file_commands::rmdir),
    row(&["sed"], Place::Bash, "replace text: s/…/…/, lines: -n 2p", sed::sed),
    row(&["seq"], Place::Bash, "count", printing::seq),
    row(&["set"], Place::Bash, "the shell's options", environment::set),
    row(&["sleep", "Start-Sleep"], Place::Both, "let the world's time pass: sleep 15m; nobody waits", system::sleep),
    row(&["sort"], Place::Bash, "sort lines: -r -n -u", text::sort),
    row(&["ssh"], Place::Both, "go to an instance of yours, by its id or address; exit comes back", elsewhere::ssh),
    row(&["tail"], Place::Bash, "last lines", text::tail),
    row(&["tee"], Place::Bash, "write to files and on", text::tee),
    row(&["test", "[", "[["], Place::Bash, "compare", test::test),
    row(&["touch"], Place::Bash, "make an empty file", file_commands::touch),
    row(&["tr"], Place::Bash, "replace characters", transform::tr),
    row(&["true", ":"], Place::Bash, "succeed", system::yes),
    row(&["type", "which"], Place::Bash, "where a command is", system::which),
    row(&["uname"], Place::Bash, "the operating system", system::uname),
    row(&["uniq"], Place::Bash, "drop repeated lines: -c -d -u", text::uniq),
    row(&["unset"], Place::Bash, "forget variables", environment::unset),
    row(&["wc"], Place::Bash, "count lines, words, bytes", text::wc),
    row(&["whoami"], Place::Program, "the name of this machine's user", system::whoami),
    row(&["Add-Content", "ac"], Place::PowerShell, "append to a file", powershell::add_content),
    row(&["ConvertFrom-Json"], Place::PowerShell, "read JSON into a value", objects::convert_from_json),
    row(&["ConvertTo-Json"], Place::PowerShell, "write a value as JSON", objects::convert_to_json),
    row(&["Copy-Item", "cp", "copy", "cpi"], Place::PowerShell, "copy files", powershell::copy_item),
    row(&["Format-List", "fl"], Place::PowerShell, "show a value's members a line each", objects::format_list),
    row(&["Format-Table", "ft"], Place::PowerShell, "show values as a table", objects::format_table),
    row(&["Get-ChildItem", "ls", "dir", "gci"], Place::PowerShell, "what is in a directory; Env: shows variables", powershell::get_child_item),
    row(&["Get-Command", "gcm", "where.exe"], Place::PowerShell, "where a command is", system::which),
    row(&["Get-Content", "cat", "gc", "type"], Place::PowerShell, "show files", powershell::get_content),
    row(&["Get-Date"], Place::PowerShell, "the world's time", system::date),
    row(&["Get-Location", "pwd", "gl"], Place::PowerShell, "the working directory", powershell::get_location),
    row(&["Measure-Object", "measure"], Place::PowerShell, "count", objects::measure_object),
    row(&["Move-Item", "mv", "move", "mi"], Place::PowerShell, "move files", powershell::move_item),
    row(&["New-Item", "ni"], Place::PowerShell, "make a file or, with -ItemType Directory, a directory", powershell::new_item),
    row(&["md", "mkdir"], Place::PowerShell, "make directories", file_commands::mkdir),
    row(&["Out-File"], Place::PowerShell, "write to a file", powershell::out_file),
    row(&["Out-Null"], Place::PowerShell, "drop the output", powershell::out_null),
    row(&["Out-String"], Place::PowerShell, "the output as one text", powershell::out_string),
    row(&["Remove-Item", "rm", "del", "ri", "rmdir", "erase"], Place::PowerShell, "remove files or, with Env:, variables", powershell::remove_item),
    row(&["Select-Object", "select"], Place::PowerShell, "members or first items of a value", objects::select_object),
    row(&["Select-String", "sls"], Place::PowerShell, "lines that match", pattern::select_string),
    row(&["Set-Content", "sc"], Place::PowerShell, "write a file", powershell::set_content),
    row(&["Set-Item", "si"], Place::PowerShell, "set a variable: Set-Item Env:NAME value", powershell::set_item),
    row(&["Set-Location", "sl"], Place::PowerShell, "go to a directory", file_commands::cd),
    row(&["Sort-Object", "sort"], Place::PowerShell, "sort values, by a member: -Descending -Unique", objects::sort_object),
    row(&["Test-Path"], Place::PowerShell, "whether a file or variable is there", powershell::test_path),
    row(&["Write-Output", "echo", "write"], Place::PowerShell, "print", printing::write_output),
    row(&["Write-Host"], Place::PowerShell, "print on the terminal", printing::write_host),
    row(&["Clear-Host"], Place::PowerShell, "clear the screen", system::clear),
    row(&["Get-History"], Place::PowerShell, "the lines typed so far", system::history),
];

/// The commands that are part of the shell itself.
pub(crate) const CONTROL: [&str; 5] = ["eval", "source", ".", "bash", "sh"];

/// A command by its name.
pub(crate) fn find(dialect: Dialect, name: &str) -> Option<&'static Builtin> {
    BUILTINS.iter().find(|b| {
        b.exists_in(dialect)
            && b.names.iter().any(|n| match dialect {
                Dialect::Bash => *n == name,
                Dialect::PowerShell => n.eq_ignore_ascii_case(name),
            })
    })
}

impl Builtin {
    /// Whether the command exists in a dialect.
    pub(crate) fn exists_in(&self, dialect: Dialect) -> bool {
        match self.place {
            Place::Both | Place::Program => true,
            Place::Bash => dialect == Dialect::Bash,
            Place::PowerShell => dialect == Dialect::PowerShell,
        }
    }
}

/// Whether a command is a program of its own: only those set PowerShell's `$LASTEXITCODE`.
pub(crate) fn is_program(dialect: Dialect, name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    name == "aws" || name.ends_with(".exe") || find(dialect, name).is_some_and(|b| b.place == Place::Program)
}

/// Runs a command by its name.
pub(crate) fn run(p: &mut Process<'_>, name: &str, arguments: &[String]) -> Outcome {
    // Names that differ in what they do with the same code say so by their first argument.
    let dialect = p.state.dialect;
    match find(dialect, name.rsplit('/').next().unwrap_or(name)) {
        Some(builtin) if name == "[" || name == "[[" => bracketed(p, builtin, name, arguments),
        Some(builtin) if name == "printenv" || name == "egrep" || name == "fgrep" || name == "ll" => {
            let flag = match name {
                "printenv" => "--values",
                "egrep" => "-E",
                "fgrep" => "-F",
                _ => "-l",
            };
            let mut with: Vec<String> = vec![flag.to_owned()];
            with.extend_from_slice(arguments);
            (builtin.run)(p, &with)
        }
        Some(builtin) => (builtin.run)(p, arguments),
        None => Ok(not_found(p, name)),
    }
}

fn bracketed(p: &mut Process<'_>, builtin: &Builtin, name: &str, arguments: &[String]) -> Outcome {
    let close = if name == "[" { "]" } else { "]]" };
    match arguments.split_last() {
        Some((last, inner)) if last == close => (builtin.run)(p, inner),
        _ => {
            p.error(format!("bash: {name}: missing `{close}'\n"));
            Ok(2)
        }
    }
}

fn not_found(p: &mut Process<'_>, name: &str) -> i32 {
    match p.state.dialect {
        Dialect::Bash => p.error(format!("bash: {name}: command not found\n")),
        Dialect::PowerShell => p.error(format!(
            "{name}: The term '{name}' is not recognized as a name of a cmdlet, function, script file, or \
             executable program.\nCheck the spelling of the name, or if a path was included, verify that the path \
             is correct and try again.\n"
        )),
    }
    p.error("This terminal is simulated; `help` lists the commands it has.\n");
    if p.state.dialect == Dialect::Bash { 127 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_in_each_dialect() {
        for dialect in [Dialect::Bash, Dialect::PowerShell] {
            let mut names: Vec<String> = BUILTINS
                .iter()
                .filter(|b| b.exists_in(dialect))
                .flat_map(|b| b.names.iter().map(|n| n.to_lowercase()))
                .collect();
            let all = names.len();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all);
        }
    }
}
