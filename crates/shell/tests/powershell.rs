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
fn operators_compare_and_calculate() {
    check(
        Dialect::PowerShell,
        &[
            ("1 + 2 * 3; 7 % 4; 7 / 2; -3 + 1; (1 + 2) * 3", "7\n3\n3.5\n-2\n9\n", 0),
            (
                "1 -eq 1; 'a' -eq 'A'; 'a' -ceq 'A'; 'abc' -like 'A*'; 'b' -gt 'a'",
                "True\nTrue\nFalse\nTrue\nTrue\n",
                0,
            ),
            ("'arn:aws:iam::1:user/ann' -match 'user/(\\w+)'; $Matches[1]", "True\nann\n", 0),
            (
                "$l = 'a','b','c'; $l -contains 'B'; 'z' -in $l; $l -ne 'b'; $l[-1]; $l[0..1]",
                "True\nFalse\na\nc\nc\na\nb\n",
                0,
            ),
            ("!$true; -not $false; $true -and $false; $false -or 1 -eq 1", "False\nTrue\nFalse\nTrue\n", 0),
            (
                "'a,b' -split ','; 'x','y' -join '-'; 'a-b' -replace '-', '+'; '{0}:{1,3}' -f 'k', 5",
                "a\nb\nx-y\na+b\nk:  5\n",
                0,
            ),
            (
                "$n = 1; $n += 2; $n++; $n; $s = 'a'; $s += 'b'; $s; $a = @(); $a += 'x'; $a.Count",
                "4\nab\n1\n",
                0,
            ),
            (
                "'a b'.ToUpper(); 'x:y'.Split(':')[1]; ' t '.Trim().Length; 'abc'.Substring(1, 1); 'aXa'.Replace('X', '-')",
                "A B\ny\n1\nb\na-a\n",
                0,
            ),
            (
                "$h = @{ Name = 'ann'; 'n' = 1 + 1 }; $h.Name; $h['n']; $h | ConvertTo-Json -Compress",
                "ann\n2\n{\"Name\":\"ann\",\"n\":2}\n",
                0,
            ),
            ("1..3 | ForEach-Object { $_ * 2 }; (1..4 | Where-Object { $_ -gt 2 }).Count", "2\n4\n6\n2\n", 0),
            ("$i = 0; while ($i -lt 3) { $i++ }; $i; if ($i -ge 3) { 'done' }", "3\ndone\n", 0),
            (
                "aws nope 2>&1 | Out-Null; if ($LASTEXITCODE -ne 0) { \"failed $LASTEXITCODE\" }",
                "failed 252\n",
                0,
            ),
            (
                "curl.exe 2>&1 | Out-Null; $LASTEXITCODE; Get-Content nope 2>&1 | Out-Null; $LASTEXITCODE",
                "2\n2\n",
                0,
            ),
            ("oathtool x 2>&1 | Out-Null; $LASTEXITCODE; whoami | Out-Null; $LASTEXITCODE", "1\n0\n", 0),
        ],
    );
}

#[test]
fn lists_of_objects_are_filtered_and_shown() {
    let users = "$u = '{\"Users\":[{\"UserName\":\"ann\",\"Path\":\"/\",\"N\":3},{\"UserName\":\"bob\",\"Path\":\"/x/\",\"N\":12}]}' | ConvertFrom-Json; ";
    let rows = [
        ("$u.Users | Where-Object { $_.UserName -like 'a*' } | ForEach-Object { $_.Path }", "/\n"),
        ("$u.Users | ? UserName -eq bob | % UserName", "bob\n"),
        ("$u.Users | % { \"$($_.UserName) is in $($_.Path)\" }", "ann is in /\nbob is in /x/\n"),
        ("$u.Users | Select-Object UserName, N", "\nUserName  N\n--------  -\nann       3\nbob      12\n\n"),
        ("$u.Users | Sort-Object N -Descending | Select-Object -First 1 -ExpandProperty UserName", "bob\n"),
        ("$u.Users[0] | Format-List", "\nUserName : ann\nPath     : /\nN        : 3\n\n"),
        ("($u.Users | Measure-Object).Count", "2\n"),
        ("$u.Users.UserName -join ','", "ann,bob\n"),
    ];
    let scripts: Vec<String> = rows.iter().map(|(line, _)| format!("{users}{line}")).collect();
    let rows: Vec<_> = scripts.iter().zip(rows).map(|(script, (_, out))| (script.as_str(), out, 0)).collect();
    check(Dialect::PowerShell, &rows);
}

#[test]
fn what_is_not_simulated_says_so() {
    let mut terminal = Terminal::new(Dialect::PowerShell);
    for (line, said) in [
        ("nosuch", "The term 'nosuch' is not recognized"),
        ("Sort-Object { $_ }", "script blocks for Sort-Object: not simulated"),
        ("$b = { 1 }", "script blocks as values: not simulated"),
        ("[int]'5'", ".NET types and casts ([…]): not simulated"),
        ("'x'.PadLeft(3)", "the method PadLeft: not simulated"),
        ("1 / 0", "Attempted to divide by zero."),
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
