//! What courses type into PowerShell.
#![allow(clippy::unwrap_used)]

mod support;

use shell::{Dialect, Next, Stream};
use support::{Terminal, check};

#[test]
fn values_variables_and_quotes() {
    check(
        Dialect::PowerShell,
        &[
            ("echo a 'b  c' \"d\"", "a\nb  c\nd\n", 0),
            ("$x = 'it''s'; \"$x $($x.Length) `$x\"", "it's 4 $x\n", 0),
            ("$env:A_B = \"v\"; $env:a_b; echo $env:A_B", "v\nv\n", 0),
            ("Set-Item Env:Q 1; Remove-Item Env:Q; Test-Path Env:Q", "False\n", 0),
            ("$env:Q = 'x'; Remove-Item Env:\\Q; \"[$env:Q]\"", "[]\n", 0),
            ("$j = '{\"A\": {\"B\": [1, 2]}}' | ConvertFrom-Json; $j.a.b[1]; $j.A.B.Count", "2\n2\n", 0),
            ("('{\"A\": \"x\"}' | ConvertFrom-Json).A", "x\n", 0),
            ("echo a `\nb", "a\nb\n", 0),
            ("@'\n$x\n'@ | Out-File f.txt\ncat f.txt", "$x\n", 0),
            ("'a' | Set-Content f; 'b' | Add-Content f; Get-Content f | Select-String B", "b\n", 0),
            ("if ($true) { 'yes' } else { 'no' }", "yes\n", 0),
            ("foreach ($i in 1, 2) { \"n$i\" }", "n1\nn2\n", 0),
            ("$l = 'a','b', $HOME.Length; $l.Count; $l[1]; echo x, y", "3\nb\nx\ny\n", 0),
            ("foreach ($u in ('[\"a\",\"b\"]' | ConvertFrom-Json)) { \"<$u>\" }", "<a>\n<b>\n", 0),
            ("pwd | Out-Null; $HOME", "C:\\Users\\learner\n", 0),
            (
                "cat nope",
                "Get-Content: Cannot find path 'C:\\Users\\learner\\nope' because it does not exist.\n",
                1,
            ),
        ],
    );
}

#[test]
fn what_is_not_simulated_says_so() {
    let mut terminal = Terminal::new(Dialect::PowerShell);
    for (line, said) in [
        ("nosuch", "The term 'nosuch' is not recognized"),
        ("1 -eq 2", "PowerShell operators in expressions: not simulated"),
        ("gci | % { $_.Name }", "script blocks ({…}): not simulated"),
        ("@{a=1}", "hash tables (@{…}): not simulated"),
        ("function f {}", "not simulated"),
    ] {
        let ran = terminal.line(line);
        assert!(ran.text(Stream::Err).contains(said), "{line}: {:?}", ran.output);
        assert_ne!(ran.status, 0, "{line}");
    }
    for line in ["echo `", "\"a", "@'", "(echo", "if ($true) {", "echo a |"] {
        assert_eq!(terminal.line(line).next, Next::More, "{line}");
        assert_eq!(terminal.shell.prompt().text, ">> ");
        terminal.shell.interrupt();
    }
    assert_eq!(terminal.shell.prompt().text, "PS C:\\Users\\learner> ");
}

#[test]
fn the_idiom_for_temporary_credentials_works() {
    let mut terminal = Terminal::new(Dialect::PowerShell);
    terminal.must(
        r#"@'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole"}]}
'@ | Out-File trust.json
$arn = (aws iam create-role --role-name r --assume-role-policy-document file://trust.json | ConvertFrom-Json).Role.Arn
$c = (aws sts assume-role --role-arn $arn --role-session-name lab | ConvertFrom-Json).Credentials
$env:AWS_ACCESS_KEY_ID = $c.AccessKeyId
$env:AWS_SECRET_ACCESS_KEY = $c.SecretAccessKey
$env:AWS_SESSION_TOKEN = $c.SessionToken"#,
    );
    let who = "aws sts get-caller-identity --query Arn --output text";
    assert_eq!(terminal.out(who), "arn:aws:sts::111122223333:assumed-role/r/lab\n");
    terminal.must("Remove-Item Env:AWS_ACCESS_KEY_ID, Env:AWS_SECRET_ACCESS_KEY, Env:AWS_SESSION_TOKEN");
    assert_eq!(terminal.out(who), "arn:aws:iam::111122223333:user/admin\n");
}

#[test]
fn profiles_are_kept_in_windows_paths() {
    let mut terminal = Terminal::new(Dialect::PowerShell);
    let added = r#"Add-Content ~\.aws\config "`n[profile x]`nregion = eu-west-1"
$env:AWS_PROFILE = "x"
aws configure get region
cat C:\Users\learner\.aws\config | Select-String profile"#;
    assert_eq!(terminal.must(added), "eu-west-1\n[profile x]\n");
    assert_eq!(
        terminal.line(r"notepad $env:USERPROFILE\.aws\config").next,
        Next::Edit { path: "/home/learner/.aws/config".to_owned() }
    );
}
