//! awk: what courses type, what is refused, and that no program runs or grows without end.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use shell::{Dialect, Stream};
use support::{Terminal, check};

#[test]
fn what_courses_type() {
    let table = "printf 'ann 3 x\\nbob 10 y\\ncyd 7 x\\n' > t; ";
    let rows = [
        ("awk '{print $2}' t", "3\n10\n7\n"),
        ("awk '{print $1, $NF}' t", "ann x\nbob y\ncyd x\n"),
        ("awk -F: '{print $1}' <<< a:b", "a\n"),
        ("awk -F, -v n=5 '{print $2 + n}' <<< 1,2", "7\n"),
        ("awk '$2 > 5 {print $1}' t", "bob\ncyd\n"),
        ("awk '/^b/ || $3 == \"x\"' t", "ann 3 x\nbob 10 y\ncyd 7 x\n"),
        ("awk '!/x/' t", "bob 10 y\n"),
        ("awk 'NR==1{next} {s += $2} END {print s, NR, s/NR}' t", "17 3 5.66667\n"),
        (
            "awk 'BEGIN {OFS=\"-\"; print 1, 2} {n[$3]++} END {for (k in n) print k, n[k]}' t",
            "1-2\nx-2\ny-1\n",
        ),
        ("awk '{printf \"%-5s|%3d|%.1f\\n\", $1, $2, $2}' t | head -1", "ann  |  3|3.0\n"),
        ("awk '/bob/,/cyd/{print toupper($1)}' t", "BOB\nCYD\n"),
        ("awk '{$2 = \"\"; print}' t | head -1", "ann  x\n"),
        (
            "awk '{gsub(/n+/, \"<&>\"); print length($1), substr($1, 2, 3), index($0, \"3\")}' t | head -1",
            "5 <nn 7\n",
        ),
        (
            "echo 'arn:aws:iam::1:role/a/b' | awk -F'[:/]' '{print $6, $NF; n = split($0, p, \":\"); print n, p[3]}'",
            "role b\n6 iam\n",
        ),
        (
            "awk 'BEGIN {for (i = 1; i <= 3; i++) if (i % 2) print i; else continue; while (i-- > 3) print \"w\" i}'",
            "1\n3\nw3\n",
        ),
        (
            "awk 'BEGIN {x[\"a\"]; print (\"a\" in x), (\"b\" in x), !0, 2^3, 7 % 4, \"a\" < \"b\", 1e3, 0.1 + 0.2}'",
            "1 0 1 8 3 1 1000 0.3\n",
        ),
        ("awk 'BEGIN {print (1 > 2) ? \"y\" : \"n\"; exit 3}'; echo $?", "n\n3\n"),
        ("awk 'END {print $0}' t", "cyd 7 x\n"),
        ("awk 'NR>1' t | awk '{print $1; exit}'", "bob\n"),
    ];
    let scripts: Vec<String> = rows.iter().map(|(line, _)| format!("{table}{line}")).collect();
    let rows: Vec<_> = scripts.iter().zip(rows).map(|(script, (_, out))| (script.as_str(), out, 0)).collect();
    check(Dialect::Bash, &rows);
}

#[test]
fn what_is_wrong_or_not_simulated_says_so() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for (line, said) in [
        ("awk", "usage: awk"),
        ("awk '{print $1'", "syntax error at end of the program"),
        ("awk 'function f(x) {return x} {print f(1)}'", "functions of one's own are not simulated"),
        ("awk '{print > \"f\"}'", "output into files and commands is not simulated"),
        ("awk 'BEGIN {getline; print}'", "getline is not simulated"),
        ("awk 'BEGIN {print systime()}'", "systime is not simulated"),
        ("awk 'BEGIN {print 1/0}'", "division by zero"),
        ("awk 1 /nope", "awk: /nope: No such file or directory"),
        ("awk '{ print \"a }'", "non-terminated string"),
    ] {
        let ran = terminal.line(line);
        assert!(ran.text(Stream::Err).contains(said), "{line}: {:?}", ran.output);
        assert_eq!(ran.status, 2, "{line}");
    }
}

#[test]
fn no_program_runs_or_grows_without_end() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for program in [
        "while (1) {}",
        "for (;;) print \"x\"",
        "x = \"a\"; while (1) x = x x",
        "while (1) a[i++] = \"some text\"",
        "$10000000 = 1",
        "x = \"aaaaaaaaaa\"; while (1) gsub(/a/, \"&&\", x)",
        "printf \"%99999999d\", 1; while (1) printf \"%9999d\", 1",
    ] {
        let ran = terminal.line(&format!("awk 'BEGIN {{{program}}}'"));
        assert!(ran.text(Stream::Err).contains("awk was stopped"), "{program}");
    }
    for piece in ["(", "-", "!", "{", "if (1) ", "$", "a[", "x = ", "1 ? ", "- -"] {
        terminal.line(&format!("awk 'BEGIN {{x = {}}}'", piece.repeat(7_000)));
        terminal.line(&format!("awk 'BEGIN {{{}}}'", piece.repeat(7_000)));
    }
}

const PIECES: &[&str] = &[
    "BEGIN",
    "END",
    "{",
    "}",
    "(",
    ")",
    "print ",
    "printf ",
    "$1",
    "$",
    "NF",
    "NR",
    "x",
    "a[",
    "]",
    "=",
    "+=",
    "++",
    "--",
    "-",
    "+",
    "*",
    "/",
    "%",
    "^",
    "!",
    "<",
    ">",
    "~",
    "!~",
    "&&",
    "||",
    "?",
    ":",
    ",",
    ";",
    "\n",
    "if ",
    "else ",
    "for ",
    "while ",
    "do ",
    "in ",
    "next",
    "exit ",
    "break",
    "continue",
    "delete ",
    "\"s\"",
    "/r/",
    "/(/",
    "1",
    "2.5",
    "1e9",
    "length(",
    "substr(",
    "split(",
    "gsub(",
    "match(",
    "sprintf(",
    "\"%d%5.2f%c%g\"",
    "toupper(",
    "int(",
    " ",
    "#",
    "é",
    "\\",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_program_is_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        let program: String = pieces.concat();
        let mut terminal = Terminal::new(Dialect::Bash);
        terminal.line(&format!("printf 'a b\\n1 2\\n' | awk '{program}'"));
        terminal.line(&format!("printf 'a b\\n1 2\\n' | awk '{{{program}}}'"));
    }
}
