//! `iampg check`, from the outside. What it finds is tested in the labs crate.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use support::iampg;

#[test]
fn the_labs_that_come_with_the_playground_keep_their_word() {
    let run = iampg(&["check"], "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{}", run.stdout);
    assert!(run.stdout.contains("founding, bash: all 10 steps lead to their goals\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("founding, PowerShell: all 10 steps lead to their goals\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_lab_that_does_not_is_told() {
    let file = std::env::temp_dir().join(format!("iampg-lab-{}.json", std::process::id()));
    let text = labs::lab::by_name("founding").unwrap().text();
    fs::write(&file, text.replacen("\"aws iam create-user --user-name fake_user1\"", "\"true\"", 1)).unwrap();
    let run = iampg(&["check", file.to_str().unwrap()], "");
    assert_eq!(run.code, Some(1));
    assert!(
        run.stdout.contains(", bash: step 1: its goal does not hold after its commands\n"),
        "{}",
        run.stdout
    );
    fs::remove_file(&file).unwrap();
}
