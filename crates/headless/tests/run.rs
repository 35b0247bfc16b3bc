//! `iampg run`: scripts and what they print, to the byte.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use cloud::{Tick, Timestamp};
use labs::{Playground, scenario};
use shell::{Dialect, Next, Stream};
use support::{data, iampg};

/// Runs a script twice and compares the transcript with the one that is kept. `UPDATE_GOLDEN=1` keeps the
/// new one instead: read it before you commit it.
fn check_golden(script: &str, shell: &str) {
    let path = data(script);
    let args = ["run", "--shell", shell, path.to_str().unwrap()];
    let run = iampg(&args, "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(iampg(&args, ""), run, "the same script, the same transcript");
    let kept = path.with_extension(format!("{}.txt", path.extension().unwrap().to_str().unwrap()));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept, &run.stdout).unwrap();
    }
    let expected = fs::read_to_string(&kept).unwrap();
    for (number, (found, expected)) in run.stdout.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{}, line {}", kept.display(), number + 1);
    }
    assert_eq!(run.stdout, expected);
}

#[test]
fn the_founding_exercise_in_bash() {
    check_golden("founding.sh", "bash");
}

#[test]
fn the_founding_exercise_in_powershell() {
    check_golden("founding.ps1", "powershell");
}

#[test]
fn what_courses_type_into_bash() {
    check_golden("idioms.sh", "bash");
}

#[test]
fn what_courses_type_into_powershell() {
    check_golden("idioms.ps1", "powershell");
}

#[test]
fn roles_by_tokens_and_assertions() {
    check_golden("federation.sh", "bash");
}

#[test]
fn what_learners_get_wrong() {
    check_golden("wrong.sh", "bash");
}

#[test]
fn what_fails_changes_nothing() {
    let tick = Tick { now: Timestamp(1_795_508_100), seed: 1 };
    let start =
        scenario::by_name("founding").unwrap().scenario().unwrap().build(Dialect::Bash, tick).unwrap();
    let mut playground = Playground::new(start, 1);
    let script = fs::read_to_string(data("wrong.sh")).unwrap();
    let mut failed = 0;
    for line in script.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let before = playground.history().world().clone();
        let revision = playground.history().revision();
        let ran = playground.run(line);
        assert_eq!(ran.next, Next::Prompt, "{line}");
        if ran.status == 0 {
            continue;
        }
        failed += 1;
        assert!(!ran.text(Stream::Err).is_empty(), "`{line}` fails without a word");
        assert_eq!(playground.history().world(), &before, "{line}");
        assert_eq!(playground.history().revision(), revision, "{line}");
    }
    assert!(failed > 45, "{failed}");
}

#[test]
fn seed_and_time_decide_what_is_printed() {
    let script = "aws iam create-user --user-name bob --query User.[UserId,CreateDate] --output text\n";
    let run = |more: &[&str]| iampg(&[&["run", "-"], more].concat(), script).stdout;
    assert_eq!(run(&[]), run(&["--seed", "1"]));
    assert_ne!(run(&[]), run(&["--seed", "2"]));
    assert!(run(&["--now", "2020-02-29T12:00:00Z"]).contains("2020-02-29T12:00:00+00:00"));
}

#[test]
fn a_transcript_shows_what_a_person_would_have_seen() {
    let script = "# a remark\n\nprintf 'no end'\nfalse\ncat <<E\n# no remark\n\nE\naws configure --profile p\nAKIA\nsecret\n\n\n\
                  cat ~/.aws/credentials\n";
    let run = iampg(&["run", "--scenario", "empty", "-"], script);
    assert_eq!(run.code, Some(0), "{run:?}");
    let expected =
        "$ printf 'no end'\nno end\n$ false\n[exit 1]\n$ cat <<E\n> # no remark\n> \n> E\n# no remark\n\n";
    assert!(run.stdout.starts_with(expected), "{}", run.stdout);
    assert!(run.stdout.contains("AWS Access Key ID [None]: AKIA\n"), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("[p]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_script_that_ends_in_the_middle_is_told() {
    let run = iampg(&["run", "-"], "echo 'open\n");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(1), "$ echo 'open\n[the script ends in the middle of a command]\n")
    );
}

#[test]
fn a_world_may_come_from_a_file() {
    let dir = std::env::temp_dir().join(format!("iampg-{}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let file = dir.join("world.json");
    let text = scenario::by_name("empty").unwrap().text().replace("111122223333", "444455556666");
    fs::write(&file, &text).unwrap();
    let script = "aws sts get-caller-identity --query Account --output text\n";
    let run = iampg(&["run", "--world", file.to_str().unwrap(), "-"], script);
    assert!(run.stdout.ends_with("\n444455556666\n"), "{run:?}");
    fs::write(&file, text.replace("\"users\"", "\"usres\"")).unwrap();
    let run = iampg(&["run", "--world", file.to_str().unwrap(), "-"], script);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.contains("world.json: line 8, column 7: there is no member `usres` here"), "{run:?}");
    fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn usage_errors_are_clear() {
    for (args, expected) in [
        (&["run"][..], "<FILE>"),
        (&["run", "/nowhere.sh"], "iampg: /nowhere.sh: No such file or directory"),
        (&["run", "--scenario", "fonding", "-"], "there is no scenario `fonding`; there are founding, empty"),
        (&["run", "--scenario", "empty", "--world", "x", "-"], "cannot be used with"),
        (&["run", "--now", "today", "-"], "expected a time in UTC such as 2026-11-24T08:15:00Z"),
        (&["run", "--shell", "zsh", "-"], "[possible values: bash, powershell]"),
        (&["check", "/nowhere.json"], "iampg: /nowhere.json: "),
    ] {
        let run = iampg(args, "");
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.stderr.contains(expected), "{args:?} {run:?}");
    }
}
