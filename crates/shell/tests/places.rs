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

/// A laptop with an instance, a function and a task, each with a role that may list buckets.
fn laptop() -> Terminal {
    let mut terminal = Terminal::new(Dialect::Bash);
    let files = [
        (
            "list.json",
            r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["s3:ListAllMyBuckets","ssm:UpdateInstanceInformation"],"Resource":"*"}}"#,
        ),
        ("f.zip", "PK"),
    ];
    for (name, text) in files {
        let path = terminal.shell.path(name);
        terminal.shell.files_mut().put(&path, text.as_bytes(), cloud::Timestamp(0)).unwrap();
    }
    for (role, service) in [("web", "ec2"), ("fn", "lambda"), ("job", "ecs-tasks")] {
        let trust = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Principal":{{"Service":"{service}.amazonaws.com"}},"Action":"sts:AssumeRole"}}}}"#
        );
        terminal
            .must(&format!("aws iam create-role --role-name {role} --assume-role-policy-document '{trust}'"));
        terminal.must(&format!(
            "aws iam put-role-policy --role-name {role} --policy-name p --policy-document file://list.json"
        ));
    }
    terminal.must(
        "aws iam create-instance-profile --instance-profile-name web
        aws iam add-role-to-instance-profile --instance-profile-name web --role-name web
        aws ec2 run-instances --image-id ami-0abcdef1234567890 --instance-type t3.micro --iam-instance-profile Name=web
        aws lambda create-function --function-name orders --runtime python3.13 --handler app.handler --role arn:aws:iam::111122223333:role/fn --zip-file fileb://f.zip
        aws ecs register-task-definition --family job --task-role-arn job --container-definitions name=web,image=nginx
        aws ecs run-task --task-definition job --enable-execute-command
        export I=$(aws ec2 describe-instances --query 'Reservations[0].Instances[0].InstanceId' --output text)
        export T=$(aws ecs list-tasks --query 'taskArns[0]' --output text)",
    );
    terminal
}

const WHO: &str = "aws sts get-caller-identity --query Arn --output text";

#[test]
fn each_workload_acts_as_its_role() {
    let mut terminal = laptop();
    for (go, role, method) in [
        ("ssh -i key.pem ec2-user@$I", "web", "iam-role"),
        ("aws ssm start-session --target $I", "web", "iam-role"),
        ("aws ecs execute-command --task $T --interactive --command /bin/sh", "job", "container-role"),
        ("enter arn:aws:lambda:us-east-1:111122223333:function:orders", "fn", "env"),
    ] {
        terminal.must(go);
        assert!(
            terminal.must(WHO).starts_with(&format!("arn:aws:sts::111122223333:assumed-role/{role}/")),
            "{go}"
        );
        terminal.must("aws s3 ls");
        assert!(terminal.must("aws configure list").contains(method), "{go}");
        assert_eq!(terminal.must("aws configure get region || echo none"), "none\n");
        assert_ne!(terminal.script("aws ec2 describe-instances").1, 0, "{go}");
        terminal.must("exit 0");
        assert_eq!(terminal.shell.prompt().text, "learner@laptop:~$ ");
        assert_eq!(terminal.must(WHO), "arn:aws:iam::111122223333:user/admin\n");
    }
}

#[test]
fn a_command_can_be_run_elsewhere() {
    let mut terminal = laptop();
    for go in ["ssh $I", "enter $I", "enter $T"] {
        assert_eq!(terminal.must(&format!("{go} 'cd /tmp; pwd' | tail -n 1")), "/tmp\n");
        assert!(terminal.must(&format!("{go} {WHO}")).contains(":assumed-role/"), "{go}");
    }
    let ran = terminal.must("aws ecs execute-command --task $T --interactive --command 'echo hello'");
    assert!(ran.contains("\nhello\n") && ran.contains("Exiting session"), "{ran}");
    assert_eq!(terminal.shell.prompt().text, "learner@laptop:~$ ");
    let deep = format!("{} echo x", "ssh $I ".repeat(9));
    assert_ne!(terminal.script(&deep).1, 0);
    for (line, says) in [
        ("ssh nowhere", "Could not resolve hostname"),
        ("ssh 203.0.113.77", "Connection timed out"),
        ("enter arn:aws:lambda:us-east-1:111122223333:function:none", "no instance, function or task"),
    ] {
        let (text, status) = terminal.script(line);
        assert!(text.contains(says) && status != 0, "{line}: {text}");
    }
    assert_eq!(terminal.must("enter"), "the laptop\n");
}

#[test]
fn curl_speaks_with_the_metadata_endpoints() {
    let mut terminal = laptop();
    assert_ne!(terminal.script("curl -s http://169.254.169.254/latest/meta-data/").1, 0);
    terminal.must("ssh $I");
    assert!(
        terminal.must("curl -s -w '%{http_code}' http://169.254.169.254/latest/meta-data/").ends_with("401")
    );
    terminal.must(
        r#"TOKEN=$(curl -s -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 60")"#,
    );
    let get = |path: &str| {
        format!(
            r#"curl -s -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/{path}"#
        )
    };
    assert_eq!(terminal.must(&get("iam/security-credentials/")), "web");
    assert!(terminal.must(&get("iam/security-credentials/web")).contains("\"Code\": \"Success\""));
    terminal.must("sleep 60");
    assert!(terminal.must(&get("instance-id")).contains("401"));
    terminal.must("exit 0");
    let path = "http://169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    assert!(terminal.must(&format!("enter $T 'curl -s {path} | jq -r .RoleArn'")).ends_with(":role/job\n"));
}

#[test]
fn profiles_take_what_the_place_gives() {
    let mut terminal = laptop();
    terminal.must("aws iam create-role --role-name other --assume-role-policy-document '{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:role/web\",\"arn:aws:iam::111122223333:role/job\"]},\"Action\":\"sts:AssumeRole\"}}'");
    let profile = |source: &str| {
        format!(
            "aws configure set role_arn arn:aws:iam::111122223333:role/other --profile p
            aws configure set credential_source {source} --profile p
            {WHO} --profile p"
        )
    };
    for (go, source, works) in [
        ("true", "Ec2InstanceMetadata", false),
        ("ssh $I", "Ec2InstanceMetadata", true),
        ("ssh $I", "EcsContainer", false),
        ("enter $T", "EcsContainer", true),
        ("enter $T", "Environment", false),
    ] {
        terminal.must(go);
        let (text, status) = terminal.script(&profile(source));
        assert_eq!(status == 0, works, "{go} {source}: {text}");
        let says = if works { "assumed-role/other/" } else { "No credentials found in credential_source" };
        assert!(text.contains(says), "{go} {source}: {text}");
        if go != "true" {
            terminal.must("exit 0");
        }
    }
}

#[test]
fn a_functions_environment_is_kept_fresh() {
    let mut terminal = laptop();
    terminal.must("enter arn:aws:lambda:us-east-1:111122223333:function:orders");
    let first = terminal.must("echo $AWS_ACCESS_KEY_ID");
    assert_eq!(terminal.must("echo $AWS_ACCESS_KEY_ID"), first);
    terminal.must("sleep 6h");
    assert_ne!(terminal.must("echo $AWS_ACCESS_KEY_ID"), first);
    terminal.must(WHO);
    terminal.must("export AWS_ACCESS_KEY_ID=AKIAQQQQQQQQQQQQQQQQ");
    assert_eq!(terminal.must("echo $AWS_ACCESS_KEY_ID"), "AKIAQQQQQQQQQQQQQQQQ\n");
}

#[test]
fn files_of_a_machine_are_shared_also_by_who_will_come_back_to_it() {
    let mut terminal = laptop();
    terminal.must("ssh $I");
    let mut other = Shell::new(Dialect::Bash);
    other.files_mut().put("/home/learner/new", b"x", cloud::Timestamp(0)).unwrap();
    terminal.shell.share(&Place::Laptop, other.files());
    assert_ne!(terminal.script("cat /home/learner/new").1, 0);
    terminal.must("exit 0");
    assert_eq!(terminal.must("cat new"), "x");
}

#[test]
fn a_function_is_invoked_with_an_event() {
    let mut terminal = laptop();
    let invoke = |options: &str| format!("aws lambda invoke --function-name orders {options} out.json");
    let raw = "--cli-binary-format raw-in-base64-out --payload '{\"a\": 1}'";
    for options in [raw, "--payload eyJhIjogMX0="] {
        let (text, status) = terminal.script(&invoke(options));
        assert_eq!(status, 0, "{text}");
        assert!(text.contains("\"StatusCode\": 200"), "{text}");
        assert_eq!(terminal.must("cat out.json"), r#"{"a":1}"#);
    }
    let (text, status) = terminal.script(&invoke("--payload '{\"a\": 1}'"));
    assert!(text.contains("Invalid base64: ") && status != 0, "{text}");
    terminal.must("aws configure set cli_binary_format raw-in-base64-out");
    terminal.must(&invoke("--payload '{\"a\": 2}'"));
    assert_eq!(terminal.must("cat out.json"), r#"{"a":2}"#);
}
