//! `ssh`, and the playground's own `enter`, which goes where no real tool leads: into a function.

use crate::elsewhere;
use crate::place::Place;
use crate::process::{Outcome, Process};
use cloud::request::HttpRequest;
use cloud::{INSTANCE_HOST, RUNTIME_HOST, TASK_HOST, Workload, WorkloadKind};

/// `ssh [-i KEY] [USER@]HOST [COMMAND]`: keys are not simulated, who may reach an instance by SSH is no question of
/// IAM's.
pub(super) fn ssh(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let Some((host, command)) = without_options(arguments).split_first() else {
        p.error("usage: ssh [-i identity_file] [user@]host [command]\n");
        return Ok(255);
    };
    let host = host.rsplit('@').next().unwrap_or(host);
    let Some(instance) = p.cloud.instance_at(host) else {
        let is_address = host.chars().all(|c| c.is_ascii_digit() || c == '.');
        p.error(if is_address {
            format!("ssh: connect to host {host} port 22: Connection timed out\n")
        } else {
            format!("ssh: Could not resolve hostname {host}: Name or service not known\n")
        });
        return Ok(255);
    };
    let place = Place::Workload(instance);
    Ok(if command.is_empty() {
        elsewhere::enter(p, place)
    } else {
        elsewhere::run(p, place, &command.join(" "))
    })
}

/// What stands behind `ssh`'s own options, which matter nothing here; those of the command behind stay.
fn without_options(mut arguments: &[String]) -> &[String] {
    while let [first, rest @ ..] = arguments
        && first.starts_with('-')
    {
        let takes_value = matches!(first.as_str(), "-i" | "-l" | "-o" | "-p");
        arguments = rest.get(usize::from(takes_value)..).unwrap_or_default();
    }
    arguments
}

/// `enter ARN [COMMAND]`; without an ARN it says where this is.
pub(super) fn enter(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let Some((target, command)) = arguments.split_first() else {
        let here = match &p.state.place {
            Place::Laptop => "the laptop".to_owned(),
            Place::CloudShell(_) => "CloudShell".to_owned(),
            Place::Workload(workload) => workload.arn().to_owned(),
        };
        p.println(here);
        return Ok(0);
    };
    let workload = Workload::of_arn(target).or_else(|| p.cloud.instance_at(target));
    let Some(workload) = workload.filter(|workload| runs(p, workload)) else {
        p.error(format!("enter: {target}: no instance, function or task that runs\n"));
        return Ok(1);
    };
    let place = Place::Workload(workload);
    Ok(if command.is_empty() {
        elsewhere::enter(p, place)
    } else {
        elsewhere::run(p, place, &command.join(" "))
    })
}

/// Whether a workload runs: then its metadata endpoint answers it, if only with a refusal.
fn runs(p: &mut Process<'_>, workload: &Workload) -> bool {
    let host = match workload.kind() {
        WorkloadKind::Instance => INSTANCE_HOST,
        WorkloadKind::Function => RUNTIME_HOST,
        WorkloadKind::Task => TASK_HOST,
    };
    HttpRequest::of_url("GET", host)
        .is_some_and(|(request, _)| p.cloud.metadata(workload, &request).is_some())
}
