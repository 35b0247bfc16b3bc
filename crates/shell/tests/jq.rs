//! jq: what courses type, jq's texts, and that no program runs or grows without end.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use shell::{Dialect, Stream};
use support::{Terminal, check};

#[test]
fn what_courses_type() {
    let keys = r#"k='{"AccessKey":{"UserName":"ann","AccessKeyId":"AKIA1","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":null}]}}'; "#;
    let rows = [
        ("echo $k | jq -r .AccessKey.AccessKeyId", "AKIA1\n", 0),
        ("jq -r '.AccessKey | .UserName, .AccessKeyId' <<< $k", "ann\nAKIA1\n", 0),
        (
            r#"jq -r '.AccessKey | "export ID=\(.AccessKeyId) N=\(.Tags | length)"' <<< $k"#,
            "export ID=AKIA1 N=2\n",
            0,
        ),
        ("jq -c '.AccessKey.Tags | from_entries' <<< $k", "{\"a\":\"1\",\"b\":null}\n", 0),
        ("jq -c '[.AccessKey.Tags[] | select(.Value != null) | .Key]' <<< $k", "[\"a\"]\n", 0),
        ("jq '.AccessKey.Tags[0]' <<< $k", "{\n  \"Key\": \"a\",\n  \"Value\": \"1\"\n}\n", 0),
        ("jq -r '.AccessKey.Tags[] | [.Key, .Value] | @tsv' <<< $k", "a\t1\nb\t\n", 0),
        (r#"jq -r '.AccessKey.Tags[] | [.Key, 1] | @csv' <<< $k"#, "\"a\",1\n\"b\",1\n", 0),
        (
            "jq -S -c '.AccessKey | del(.Tags)' <<< $k",
            "{\"AccessKeyId\":\"AKIA1\",\"UserName\":\"ann\"}\n",
            0,
        ),
        ("jq -c '.AccessKey.Tags |= map(.Key)' <<< $k | jq -c .AccessKey.Tags", "[\"a\",\"b\"]\n", 0),
        ("jq -n --arg x 5 --argjson y 6 -c '[$x, $y]'", "[\"5\",6]\n", 0),
        ("jq -n -c '$ENV.USER, env.HOME'", "\"learner\"\n\"/home/learner\"\n", 0),
        ("echo 'a b' | jq -R -c 'split(\" \")'", "[\"a\",\"b\"]\n", 0),
        ("echo '1 2 3' | jq -s add", "6\n", 0),
        ("echo '{}' | jq -e .a", "null\n", 1),
        (
            "jq -n '7 / 2, 4 / 2, 1e1000, (0.1 + 0.2)'",
            "3.5\n2\n1.7976931348623157e+308\n0.30000000000000004\n",
            0,
        ),
        ("jq -n -r '\"x=1\" | @base64, (@base64 | @base64d), @uri'", "eD0x\nx=1\nx%3D1\n", 0),
        (
            r#"jq -n -c '"arn:aws:iam::1:user/x" | test("user/"), capture("::(?<id>[0-9]+):"), sub("x$"; "y")'"#,
            "true\n{\"id\":\"1\"}\n\"arn:aws:iam::1:user/y\"\n",
            0,
        ),
        ("jq -n 'now | todate'", "\"2026-11-24T08:00:00Z\"\n", 0),
        (
            "jq -n -r '\"2026-11-24T08:00:00Z\" | fromdate | strftime(\"%A, %d %B\")'",
            "Tuesday, 24 November\n",
            0,
        ),
        ("jq -n 'def f(x): x * 2; f(21)'", "42\n", 0),
        ("jq -n -c '[limit(3; range(10))], (try error(\"x\") catch .)'", "[0,1,2]\n\"x\"\n", 0),
        (
            "jq -n -c '[1,[2]] | getpath([1,0]), (path(..)|tojson)'",
            "2\n\"[]\"\n\"[0]\"\n\"[1]\"\n\"[1,0]\"\n",
            0,
        ),
        ("jq -n -c 'reduce range(5) as $i ([]; . + [$i]) | group_by(. % 2)'", "[[0,2,4],[1,3]]\n", 0),
        (
            "echo '{\"a\":{\"b\":1}}' | jq -c 'walk(if type == \"number\" then . + 1 else . end), (.. |= .), to_entries'",
            "{\"a\":{\"b\":2}}\n{\"a\":{\"b\":1}}\n[{\"key\":\"a\",\"value\":{\"b\":1}}]\n",
            0,
        ),
    ];
    let scripts: Vec<String> = rows.iter().map(|(line, ..)| format!("{keys}{line}")).collect();
    let rows: Vec<_> = scripts.iter().zip(rows).map(|(s, (_, out, code))| (s.as_str(), out, code)).collect();
    check(Dialect::Bash, &rows);
}

#[test]
fn what_is_wrong_says_so_in_jqs_words() {
    check(
        Dialect::Bash,
        &[
            ("echo nope | jq .", "jq: parse error: Invalid numeric literal at line 1, column 5\n", 2),
            (
                "echo '{\"a\":' | jq .",
                "jq: parse error: Unfinished JSON term at EOF at line 2, column 0\n",
                2,
            ),
            ("echo '{}' | jq nope", "jq: error: nope/0 is not defined:\nnope\njq: 1 compile error\n", 3),
            ("jq -n '1 | .a'", "jq: error: cannot index 1 with \"a\"\n", 5),
            ("jq . /nope", "jq: error: Could not open: /nope: No such file or directory\n", 2),
            ("jq -n '\"bye\" | halt_error(3)'", "bye", 3),
        ],
    );
    let mut terminal = Terminal::new(Dialect::Bash);
    for (line, said, status) in [
        ("jq", "Usage:\tjq", 2),
        ("jq --nope .", "jq: Unknown option: --nope", 2),
        ("jq -n '.a.'", "syntax error, unexpected end of the program", 3),
        ("jq -n '(1'", "expecting closing parenthesis", 3),
    ] {
        let ran = terminal.line(line);
        assert!(ran.text(Stream::Err).contains(said), "{line}: {:?}", ran.output);
        assert_eq!(ran.status, status, "{line}");
    }
}

#[test]
fn no_program_runs_or_grows_without_end() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for program in [
        "def f: f; f",
        "def f: 1 + f; f",
        "def f: f | f; f",
        "def f: try f catch f; f",
        "until(false; .)",
        "[range(1e12)]",
        "first(range(1e12) | select(. < 0))",
        "reduce range(1e12) as $i (0; . + 1)",
        "reduce range(1000) as $i (\"a\"; . + .)",
        "reduce range(1000) as $i ([1]; . + .)",
        "reduce range(1000) as $i (1; [., .])",
        "reduce range(1000) as $i ({}; {a: ., b: .})",
        "reduce range(1000) as $i ({}; .a = . | .b = .)",
        "reduce range(1e6) as $i (1; [.])",
        "reduce range(100000) as $i (3; . * .)",
        "\"abc\" * 1e15",
        "\"abc\" | . *= 1e15",
        "[1,2,3] | combinations(1e9)",
        "\"a\" * 1000000 | gsub(\"\"; \"b\" * 1000000)",
        "[range(1000)] | [.[] + .[] + .[] + .[]]",
        "[range(300)] | [.[] as $a | .[] as $b | .[] as $c | .[] as $d | 1]",
        "def f(x): x | x; f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(f(.,.))))))))))))))))",
        "[.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.] | [.[]|.] | [combinations(30)] | length",
        "\"[\" * 100000 | fromjson",
    ] {
        let ran = terminal.line(&format!("jq -n '{program}'"));
        assert_ne!(ran.status, 0, "{program}");
        assert!(ran.output.iter().map(|c| c.text.len()).sum::<usize>() < 9 << 20, "{program}");
    }
}

#[test]
fn no_program_is_read_too_deep() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for piece in [
        "(",
        "[",
        "{a:",
        "-",
        "1|",
        "1,",
        ".a",
        "try ",
        "if . then ",
        "def f: ",
        ". as $x|",
        "reduce . as $x (",
        "\"\\(",
        "?//",
        "..",
        "[]",
        ".[",
        "label $x|",
    ] {
        for count in [2_000, 190, 95, 30, 24] {
            terminal.line(&format!("jq -n '{}1'", piece.repeat(count)));
        }
    }
    terminal.line(&format!("echo '{}' | jq .", "[".repeat(100_000)));
}

const PIECES: &[&str] = &[
    ".",
    "..",
    "a",
    ".a",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    "|",
    ",",
    "+",
    "-",
    "*",
    "/",
    "%",
    "==",
    "<",
    "and ",
    "or ",
    "not",
    "//",
    "|=",
    "+=",
    "=",
    "if ",
    " then ",
    " else ",
    " end",
    "try ",
    " catch ",
    "reduce ",
    " as $x ",
    "$x",
    "foreach ",
    "def f: ",
    ";",
    "f",
    "range(9)",
    "[]",
    "?",
    "\"s\"",
    "\"\\(",
    "1",
    "2.5",
    "1e9",
    "map(",
    "select(",
    "test(\"a\")",
    "sort_by(",
    "group_by(",
    "add",
    "length",
    "keys",
    "tojson",
    "fromjson",
    "@csv",
    "@base64 ",
    "limit(3;",
    "first(",
    "path(",
    "del(",
    "to_entries",
    "with_entries(",
    "recurse",
    "env",
    "$ENV",
    "input",
    "now",
    "label $l|",
    "break $l",
    "error",
    "halt",
    "splits(",
    "ltrimstr(",
    "tostring",
    "implode",
    "walk(",
    "null",
    ":",
    " ",
    "é",
    "#",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_program_is_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14)) {
        let program: String = pieces.concat();
        let mut terminal = Terminal::new(Dialect::Bash);
        terminal.line(&format!("echo '{{\"a\":[1,\"x\",null,{{}}]}}' | jq -c '{program}'"));
    }
}
