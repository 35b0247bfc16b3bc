//! What courses type into bash.
#![allow(clippy::unwrap_used)]

mod support;

use shell::{Dialect, Next, Stream};
use support::{Terminal, check};

#[test]
fn words_are_expanded() {
    check(
        Dialect::Bash,
        &[
            ("echo a  'b  c' \"d  e\" \\ f", "a b  c d  e  f\n", 0),
            ("x='1  2'; echo $x \"$x\" '$x' \\$x", "1 2 1  2 $x $x\n", 0),
            (
                "echo ${x:-none} ${x-none} ${HOME#/} ${HOME##*/} ${HOME%/*}",
                "none none home/learner learner /home\n",
                0,
            ),
            ("p=a/b.txt; echo ${p/a/c} ${#p} ${p:+set}", "c/b.txt 7 set\n", 0),
            ("echo {1..3} x{a,b}y {}", "1 2 3 xay xby {}\n", 0),
            ("echo ~ ~/x \"~\"", "/home/learner /home/learner/x ~\n", 0),
            ("touch b.txt a.txt; echo *.txt '*.txt' *.none", "a.txt b.txt *.txt *.none\n", 0),
            ("echo $((2 + 3 * 4)) $(echo a; echo b) `echo c`", "14 a b c\n", 0),
            ("echo \"$(printf 'a\\nb\\n\\n')\"", "a\nb\n", 0),
            ("echo $'a\\tb'", "a\tb\n", 0),
            ("echo a # b\necho a#b", "a\na#b\n", 0),
        ],
    );
}

/// The codes of a virtual MFA device come from the terminal too, and none of its secrets is printed.
#[test]
fn virtual_mfa_devices_work_from_the_terminal() {
    let mut terminal = Terminal::new(Dialect::Bash);
    let made = terminal.must(
        "aws iam create-virtual-mfa-device --virtual-mfa-device-name me --outfile seed.txt \\
        --bootstrap-method Base32StringSeed",
    );
    assert!(made.contains(":mfa/me") && !made.contains("Seed") && !made.contains("QRCode"), "{made}");
    terminal.must(
        "serial=arn:aws:iam::111122223333:mfa/me
        oathtool --totp -b -w 1 $(cat seed.txt) > codes.txt
        aws iam enable-mfa-device --user-name admin --serial-number $serial \\
        --authentication-code1 $(head -n 1 codes.txt) --authentication-code2 $(tail -n 1 codes.txt)",
    );
    let listed = terminal.out("aws iam list-mfa-devices --query 'MFADevices[].SerialNumber' --output text");
    assert_eq!(listed, "arn:aws:iam::111122223333:mfa/me\n");
    terminal.cloud.now = terminal.cloud.now.plus(90);
    terminal.must("aws sts get-session-token --serial-number $serial --token-code $(oathtool --totp -b $(cat seed.txt))");
    terminal.must("aws iam create-virtual-mfa-device --virtual-mfa-device-name qr --outfile qr.png --bootstrap-method QRCodePNG");
    assert!(terminal.out("head -c 4 qr.png | base64").starts_with("iVBORw"));
}

#[test]
fn commands_are_joined_and_repeated() {
    check(
        Dialect::Bash,
        &[
            ("true && echo yes || echo no", "yes\n", 0),
            ("false && echo yes || echo no; echo $?", "no\n0\n", 0),
            ("false; echo $?", "1\n", 0),
            ("! true", "", 1),
            ("for x in a b; do echo $x; done", "a\nb\n", 0),
            ("i=0; while [ $i -lt 3 ]; do i=$((i+1)); done; echo $i", "3\n", 0),
            ("if [ -f nope ]; then echo 1; elif true; then echo 2; else echo 3; fi", "2\n", 0),
            ("(cd /tmp; x=1; pwd); pwd; echo [$x]", "/tmp\n/home/learner\n[]\n", 0),
            ("echo 'b\na\nb' | sort | uniq -c", "      1 a\n      2 b\n", 0),
            ("eval 'x=5; echo $x'", "5\n", 0),
            (
                "date -Is; sleep 90 1m; date +%T; sleep x",
                "2026-11-24T08:00:00+00:00\n08:02:30\nsleep: invalid time interval 'x'\n",
                1,
            ),
            ("printf 'a b\\nc d\\n' | while read x y; do echo $y; done", "b\nd\n", 0),
        ],
    );
}

#[test]
fn functions_and_cases() {
    check(
        Dialect::Bash,
        &[
            ("greet() { echo \"hi $1 of $#\"; }; greet ann bob", "hi ann of 2\n", 0),
            ("function f { local x=2; echo $x; return 3; echo no; }; x=1; f; echo $? $x", "2\n3 1\n", 0),
            (
                "f() { for a in \"$@\"; do echo \"<$a>\"; done; shift; echo ${1:-none} $*; }; f 'a b' c",
                "<a b>\n<c>\nc c\n",
                0,
            ),
            ("f() {\n  echo one\n  echo two\n}\nf | tail -1", "two\n", 0),
            ("f() { f; }; f 2>&1 | tail -1", "IAM Playground: commands are nested too deep\n", 0),
            (
                "for i in 1 2 3 4; do if [ $i = 2 ]; then continue; fi; [ $i = 4 ] && break; echo $i; done",
                "1\n3\n",
                0,
            ),
            ("while true; do break; done; echo $?", "0\n", 0),
            ("case user/ann in group/*) echo g;; user/*|root) echo u;; *) echo other;; esac", "u\n", 0),
            ("x=b\ncase $x in\n  a)\n    echo 1\n    ;;\n  b) echo 2 ;;\nesac", "2\n", 0),
        ],
    );
}

#[test]
fn input_and_output_are_redirected() {
    check(
        Dialect::Bash,
        &[
            ("echo a > f; echo b >> f; cat < f", "a\nb\n", 0),
            ("cat <<END > f\nx $HOME\nEND\ncat f", "x /home/learner\n", 0),
            ("cat <<'END'\nx $HOME\nEND", "x $HOME\n", 0),
            ("cat <<-END\n\tx\n\tEND", "x\n", 0),
            ("cat <<< word", "word\n", 0),
            ("ls nope 2> e; cat e", "ls: cannot access 'nope': No such file or directory\n", 0),
            ("ls nope 2>&1 | wc -l", "1\n", 0),
            ("ls nope &> /dev/null; echo $?", "2\n", 0),
            ("echo x > /no/such/f", "bash: /no/such/f: No such file or directory\n", 1),
            ("echo hi | tee a b > /dev/null; cat a b", "hi\nhi\n", 0),
        ],
    );
}

#[test]
fn texts_are_worked_on() {
    check(
        Dialect::Bash,
        &[
            ("printf 'a,b\\nc,d\\n' | cut -d, -f2", "b\nd\n", 0),
            ("echo abc | tr a-c A-C", "ABC\n", 0),
            ("echo 'key = v1' | sed 's/ = /=/; s/v\\([0-9]\\)/w\\1/'", "key=w1\n", 0),
            ("printf '1\\n2\\n3\\n' | sed -n '2p'", "2\n", 0),
            ("printf 'x1\\ny\\n' | grep -o '[0-9]'", "1\n", 0),
            ("echo a | grep b; echo $?", "1\n", 0),
            ("echo -n hello | base64 | base64 -d", "hello", 0),
            ("seq 5 | head -n 2 | tail -1", "2\n", 0),
            ("printf '%s-%03d|' a 7 b 8", "a-007|b-008|", 0),
        ],
    );
}

#[test]
fn what_is_wrong_or_missing_says_so() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for (line, said, status) in [
        ("nosuch x", "bash: nosuch: command not found", 127),
        ("echo )", "bash: syntax error near unexpected token `)'", 2),
        ("sleep 1 &", "background jobs (&): not simulated", 2),
        ("for ((i = 0; i < 3; i++)); do :; done", "for (( … )); use for x in {1..9}: not simulated", 2),
        ("local x=1", "bash: local: can only be used in a function", 1),
        ("a=(1 2)", "arrays: not simulated", 2),
        ("cd nope", "bash: cd: nope: No such file or directory", 1),
    ] {
        let ran = terminal.line(line);
        assert!(ran.text(Stream::Err).contains(said), "{line}: {:?}", ran.output);
        assert_eq!(ran.status, status, "{line}");
    }
}

#[test]
fn lines_go_on_until_they_are_complete() {
    let mut terminal = Terminal::new(Dialect::Bash);
    for line in
        ["echo 'a", "echo \"a", "echo a \\", "for x in a", "if true", "cat <<E", "echo a |", "echo $(", "{"]
    {
        assert_eq!(terminal.line(line).next, Next::More, "{line}");
        assert_eq!(terminal.shell.prompt().text, "> ");
        terminal.shell.interrupt();
        assert_eq!(terminal.shell.prompt().text, "learner@laptop:~$ ");
    }
    terminal.line("echo a \\");
    assert_eq!(terminal.out("b"), "a b\n");
    assert_eq!(terminal.shell.history().last().unwrap(), "echo a \\\nb");
}

#[test]
fn the_idioms_for_temporary_credentials_work() {
    const SET_UP: &str = r#"
cat > trust.json <<'END'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
 "Principal": {"AWS": "arn:aws:iam::111122223333:root"}, "Action": "sts:AssumeRole"}]}
END
arn=$(aws iam create-role --role-name r --assume-role-policy-document file://trust.json --query Role.Arn --output text)"#;
    const CLEAN: &str = "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";
    let who = "aws sts get-caller-identity --query Arn --output text";
    let role = "arn:aws:sts::111122223333:assumed-role/r/lab\n";
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must(SET_UP);
    for idiom in [
        "export $(printf 'AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_SESSION_TOKEN=%s' $(aws sts assume-role --role-arn $arn --role-session-name lab --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text))",
        "read id secret token <<< $(aws sts assume-role --role-arn $arn --role-session-name lab --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text); export AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_SESSION_TOKEN=$token",
        "eval $(aws sts assume-role --role-arn $arn --role-session-name lab --query 'join(`\"\"`, [`\"export AWS_ACCESS_KEY_ID=\"`, Credentials.AccessKeyId, `\" AWS_SECRET_ACCESS_KEY=\"`, Credentials.SecretAccessKey, `\" AWS_SESSION_TOKEN=\"`, Credentials.SessionToken])' --output text)",
    ] {
        terminal.must(idiom);
        assert_eq!(terminal.out(who), role, "{idiom}");
        assert_eq!(terminal.shell.prompt().role.as_deref(), Some("temporary credentials"));
        terminal.must(CLEAN);
        assert_eq!(terminal.out(who), "arn:aws:iam::111122223333:user/admin\n");
    }
}

#[test]
fn it_is_saved_and_read_again() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must("export A=b; c=d; mkdir x; cd x; echo hi > f");
    let saved = serde_json::to_string(&terminal.shell).unwrap();
    terminal.shell = serde_json::from_str(&saved).unwrap();
    assert_eq!(terminal.must("pwd; cat f; echo $A $c"), "/home/learner/x\nhi\nb d\n");
}
