//! Shells that run elsewhere than on the laptop.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::Workload;
use shell::{Dialect, Place, Shell};
use support::{Cloud, Terminal};

fn at(place: Place) -> Terminal {
    let (cloud, _) = Cloud::new();
    let mut shell = Shell::at(place, Dialect::Bash);
    shell.set_terminal(false);
    Terminal { shell, cloud }
}

fn workload(resource: &str) -> Place {
    Place::Workload(Workload::of_arn(&format!("arn:aws:{resource}")).unwrap())
}

#[test]
fn a_place_has_its_user_home_and_machine() {
    for (place, prompt, home) in [
        (Place::Laptop, "learner@laptop:~$ ", "/home/learner"),
        (workload("ec2:us-east-1:111122223333:instance/i-0abc"), "[ec2-user@ip-172-31-", "/home/ec2-user"),
        (
            workload("lambda:us-east-1:111122223333:function:orders"),
            "[sbx_user1051@orders ~]$ ",
            "/home/sbx_user1051",
        ),
        (workload("ecs:us-east-1:111122223333:task/default/0a1b"), "[root@ip-172-31-", "/root"),
    ] {
        let mut terminal = at(place.clone());
        assert!(terminal.shell.prompt().text.starts_with(prompt), "{}", terminal.shell.prompt().text);
        assert_eq!(*terminal.shell.place(), place);
        assert_eq!(terminal.out("cd /tmp; cd; pwd; whoami"), format!("{home}\n{}\n", place.user()));
        assert_eq!(terminal.out("echo $HOME; rm -r ~; ls -d ~"), format!("{home}\n{home}\n"));
        let saved = serde_json::to_string(&terminal.shell).unwrap();
        assert_eq!(serde_json::from_str::<Shell>(&saved).unwrap(), terminal.shell);
    }
}

#[test]
fn a_save_without_a_place_is_of_the_laptop() {
    let mut saved = serde_json::to_value(Shell::new(Dialect::Bash)).unwrap();
    let state = saved["state"].as_object_mut().unwrap();
    assert!(state.remove("place").is_some());
    state["files"].as_object_mut().unwrap().remove("home");
    assert_eq!(serde_json::from_value::<Shell>(saved).unwrap(), Shell::new(Dialect::Bash));
}

#[test]
fn cloud_shell_has_the_credentials_of_who_is_signed_in() {
    let (cloud, admin) = Cloud::new();
    let shell = Shell::at(Place::CloudShell(admin.clone()), Dialect::Bash);
    let mut terminal = Terminal { shell, cloud };
    assert_eq!(terminal.shell.prompt().text, "~ $ ");
    let who = "aws sts get-caller-identity --query Arn --output text";
    assert_eq!(terminal.must(who), "arn:aws:iam::111122223333:user/admin\n");
    assert!(terminal.must("aws configure list").contains("container-role"));
    terminal.must("export AWS_ACCESS_KEY_ID=AKIAQQQQQQQQQQQQQQQQ AWS_SECRET_ACCESS_KEY=x");
    assert_ne!(terminal.script(who).1, 0);
    terminal.must("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY");
    let other = cloud::Credentials { access_key_id: "AKIAQQQQQQQQQQQQQQQQ".to_owned(), ..admin };
    terminal.shell.sign_in(other);
    assert!(terminal.script(who).0.contains("InvalidClientTokenId"));
}
