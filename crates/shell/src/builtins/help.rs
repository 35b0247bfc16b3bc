//! `help`: what this shell can do, and what it cannot.

use super::{BUILTINS, find};
use crate::process::{Outcome, Process};
use crate::state::Dialect;

const BASH: &str = "\
Also: variables (A=b, $A, ${A:-b}), export A=b, quotes, $(…), $((…)), |, &&, ||, ;, <, >, >>, 2>&1, here-documents,
if, for, while, eval, source, * and {a,b}.
Not simulated: arrays, case, jobs (&), other programs.
";
const POWERSHELL: &str = "\
Also: $env:NAME = \"value\", $x = …, $x.Member, (…).Member, quotes, here-strings, |, &&, ||, ;, >, >>, 2>&1, if, foreach,
while, ` at the end of a line, Invoke-Expression.
Also: operators (-eq -ne -gt -lt -ge -le -like -match -contains -in -and -or -not -replace -split -join -f .. + - * / %),
hash tables, Where-Object and ForEach-Object with { … } and $_, texts' methods such as .Split(',').
Not simulated: functions, try, switch, for, casts and other .NET types, other programs.
";

pub(super) fn help(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let dialect = p.state.dialect;
    if let Some(name) = arguments.first() {
        let Some(builtin) = find(dialect, name) else {
            if name == "aws" {
                p.println("aws: the AWS Command Line Interface; see aws help");
                return Ok(0);
            }
            p.error(format!("help: no command {name}\n"));
            return Ok(1);
        };
        p.println(format!("{}: {}", builtin.names.join(", "), builtin.summary));
        return Ok(0);
    }
    p.print("This terminal is simulated. Its commands:\n\n");
    p.println(format!("  {:<16}{}", "aws", "the AWS CLI, on the simulated world; see aws help"));
    for builtin in BUILTINS.iter().filter(|b| b.exists_in(dialect)) {
        p.println(format!("  {:<16}{}", builtin.names[0], builtin.summary));
    }
    p.print("\n");
    p.print(if dialect == Dialect::Bash { BASH } else { POWERSHELL });
    Ok(0)
}
