//! Commands that wait for answers.
#![allow(clippy::unwrap_used)]

mod support;

use shell::{Dialect, Next, Ran, Stream};
use support::Terminal;

fn asked(ran: &Ran) -> (&str, bool) {
    match &ran.next {
        Next::Ask { text, secret } => (text, *secret),
        other => panic!("no question but {other:?}"),
    }
}

#[test]
fn configure_asks_and_writes_when_all_is_answered() {
    let mut terminal = Terminal::new(Dialect::Bash);
    let ran = terminal.line("mkdir done; aws configure --profile new; echo after");
    assert!(ran.text(Stream::Out).contains("aws login"), "{:?}", ran.output);
    assert_eq!(asked(&ran), ("AWS Access Key ID [None]: ", false));
    let mut printed = String::new();
    for (answer, question) in [
        ("AKIAIOSFODNN7EXAMPLE", "AWS Secret Access Key [None]: "),
        ("wJalrXUtnFEMI", "Default region name [None]: "),
        ("eu-west-1", "Default output format [None]: "),
    ] {
        let ran = terminal.shell.answer(answer, &mut terminal.cloud);
        assert_eq!(asked(&ran).0, question);
        printed.push_str(&ran.text(Stream::Out));
    }
    assert!(!terminal.shell.files().read_text("/home/learner/.aws/credentials").unwrap().contains("new"));
    let ran = terminal.shell.answer("", &mut terminal.cloud);
    assert_eq!((ran.next.clone(), ran.text(Stream::Out)), (Next::Prompt, "after\n".to_owned()));
    // The hint is shown once, not with every question.
    assert_eq!(printed, "");
    assert_eq!(terminal.must("aws configure get region --profile new"), "eu-west-1\n");
    let again = terminal.line("aws configure --profile new");
    assert_eq!(asked(&again).0, "AWS Access Key ID [****************MPLE]: ");
}

#[test]
fn an_interrupted_question_changes_nothing() {
    let mut terminal = Terminal::new(Dialect::Bash);
    let before = terminal.must("cat ~/.aws/credentials ~/.aws/config");
    terminal.line("aws configure; echo never");
    terminal.shell.answer("AKIAIOSFODNN7EXAMPLE", &mut terminal.cloud);
    terminal.shell.interrupt();
    assert_eq!(terminal.shell.status(), 130);
    assert_eq!(terminal.shell.answer("x", &mut terminal.cloud).next, Next::Prompt);
    assert_eq!(terminal.must("cat ~/.aws/credentials ~/.aws/config"), before);
}

#[test]
fn a_role_profile_asks_for_its_mfa_code() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must(
        "printf '[profile m]\\nrole_arn = arn:aws:iam::111122223333:role/r\\nsource_profile = default\\nmfa_serial = \
         arn:aws:iam::111122223333:mfa/admin\\n' >> ~/.aws/config",
    );
    let ran = terminal.line("aws s3 ls --profile m");
    assert_eq!(asked(&ran), ("Enter MFA code for arn:aws:iam::111122223333:mfa/admin: ", true));
    let ran = terminal.shell.answer("123456", &mut terminal.cloud);
    assert_eq!(ran.status, 254);
    assert!(ran.text(Stream::Err).contains("when calling the AssumeRole operation"), "{:?}", ran.output);
}

#[test]
fn where_nobody_can_answer_the_input_has_ended() {
    let mut terminal = Terminal::new(Dialect::Bash);
    let ran = terminal.line("x=$(aws configure --profile z)");
    assert_eq!(ran.next, Next::Prompt);
    assert!(ran.text(Stream::Err).contains("EOF when reading a line"), "{:?}", ran.output);
}

#[test]
fn a_denial_names_its_turn() {
    let mut terminal = Terminal::new(Dialect::Bash);
    terminal.must("aws iam create-user --user-name u");
    terminal.must(
        "key=$(aws iam create-access-key --user-name u --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)\n\
         read id secret <<< $key",
    );
    let denied = "AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret aws s3 ls";
    let ran = terminal.line(denied);
    let record = ran.output.iter().find_map(|c| c.denial).unwrap();
    assert_eq!(terminal.cloud.history.record(record).unwrap().event.event_name, "ListBuckets");
    // Also where the error is written into the output.
    assert!(terminal.line(&format!("{denied} 2>&1")).output.iter().any(|c| c.denial.is_some()));
}
