//! No line can make the shell panic, hang or grow without end.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use shell::{Dialect, Stream};
use support::Terminal;

/// Pieces that lines are made of; random characters alone would hardly ever get past the lexer.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "$x",
    "${x",
    "}",
    "$(",
    ")",
    "`",
    "'",
    "\"",
    "\\",
    "|",
    "&&",
    "||",
    ";",
    "<<E",
    "\nE\n",
    "<<<",
    ">",
    ">>",
    "2>&1",
    "<",
    "for x in ",
    "do ",
    "done",
    "if ",
    "then ",
    "fi",
    "while ",
    "{",
    "(",
    "[ ",
    "]",
    "*",
    "?",
    "{a,b}",
    "{1..9}",
    "~",
    "=",
    "x=",
    "$((",
    "))",
    "1+",
    "export ",
    "cat ",
    "echo ",
    "ls ",
    "rm -rf ",
    "cd ",
    "sed s/a/b/ ",
    "grep ",
    "printf %s%d ",
    "sort ",
    "tr a-z ",
    "base64 -d ",
    "eval ",
    "read x",
    "aws ",
    "iam ",
    "s3 ",
    "ls",
    "cp ",
    "sync ",
    "configure ",
    "get ",
    "list-users ",
    "create-user ",
    "--user-name ",
    "--query ",
    "Users[",
    "?",
    "&Name",
    "--output ",
    "table ",
    "yaml ",
    "--tags ",
    "Key=a,Value=[",
    "file://",
    "s3://b/k ",
    "--profile ",
    "--recursive ",
    "$env:",
    "$c.",
    "@'",
    "'@",
    "@\"",
    "ConvertFrom-Json ",
    "Get-Content ",
    "Remove-Item ",
    "-Path ",
    "foreach ($i in ",
    ",",
    "#",
    "é",
    "\u{0}",
    "\u{1b}",
    "𝕏",
    "--",
    "-",
    "99999999999999999999",
];

fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_survived(lines in prop::collection::vec(line(), 1..4), powershell: bool, cursor in 0_usize..200) {
        let dialect = if powershell { Dialect::PowerShell } else { Dialect::Bash };
        let mut terminal = Terminal::new(dialect);
        for line in &lines {
            let _ = terminal.shell.complete(line, cursor.min(line.len()), &mut terminal.cloud);
            let _ = terminal.shell.hint(line);
            terminal.line(line);
            terminal.shell.answer("x", &mut terminal.cloud);
            let _ = terminal.shell.prompt();
        }
        let saved = serde_json::to_string(&terminal.shell).unwrap();
        serde_json::from_str::<shell::Shell>(&saved).unwrap();
    }
}

#[test]
fn loops_and_output_end() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for (line, said) in [
        ("while true; do :; done", "stopped after"),
        ("while true; do seq 1000; done", "the rest of the output was cut at 8 MiB"),
        ("x=a; while true; do x=$x$x; done", "the text is too long"),
        ("x=$(seq 9999); while true; do : \"$x\"; done", "stopped after"),
        ("eval 'f=1; eval \"eval eval eval eval\"'; echo 'eval \"$(cat e)\"' > e; . ./e", "nested too deep"),
        ("x=$(seq 5000); echo \"$x\"{1..900} | wc -c", "too many or too long"),
    ] {
        let ran = terminal.line(line);
        assert!(ran.text(Stream::Err).contains(said), "{line}: {:?}", ran.text(Stream::Err));
        assert!(ran.output.iter().map(|c| c.text.len()).sum::<usize>() < 9 << 20, "{line}");
    }
    let full = terminal.line("x=$(seq 9999); while echo \"$x$x$x$x\" >> big; do :; done");
    assert!(full.text(Stream::Err).contains("No space left on device"));
}

#[test]
fn deep_nesting_is_refused() {
    for (open, dialect) in [
        ("$(", Dialect::Bash),
        ("(", Dialect::Bash),
        ("{ ", Dialect::Bash),
        ("\"$(", Dialect::Bash),
        ("${x:-", Dialect::Bash),
        ("$((", Dialect::Bash),
        ("if ", Dialect::Bash),
        ("(", Dialect::PowerShell),
        ("\"$(", Dialect::PowerShell),
        ("if (", Dialect::PowerShell),
        ("$x = ", Dialect::PowerShell),
    ] {
        Terminal::new(dialect).line(&format!("echo {}", open.repeat(20_000)));
        Terminal::new(dialect).line(&open.repeat(20_000));
    }
    for piece in ["(", "a.", "a|", "a[0]", "!", "a==", "[", "a||", "sort_by(a,&"] {
        let query = format!("aws sts get-caller-identity --query '{}a'", piece.repeat(10_000));
        assert_eq!(Terminal::new(Dialect::Bash).line(&query).status, 252, "{piece}");
        // As deep as is taken.
        let query = format!("aws sts get-caller-identity --query '{}a'", piece.repeat(120));
        Terminal::new(Dialect::Bash).line(&query);
    }
    let shorthand = format!("aws iam tag-user --user-name admin --tags Key={}", "[".repeat(50_000));
    assert_eq!(Terminal::new(Dialect::Bash).line(&shorthand).status, 252);
    let json = format!("aws iam tag-user --user-name admin --tags '{}'", "[".repeat(50_000));
    assert_eq!(Terminal::new(Dialect::Bash).line(&json).status, 252);
}
