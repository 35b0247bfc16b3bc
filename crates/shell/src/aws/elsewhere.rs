//! `aws ssm start-session` and `aws ecs execute-command`: what the Session Manager plugin does after the call.

use crate::elsewhere;
use crate::place::Place;
use crate::process::Process;
use cloud::Workload;
use serde_json::{Map, Value};

/// Goes on with the session that an operation has begun. `None` if the operation begins none.
pub(super) fn session(
    p: &mut Process<'_>,
    operation: &str,
    params: &Map<String, Value>,
    reply: &Map<String, Value>,
) -> Option<i32> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (session, place, command) = match operation {
        "StartSession" => {
            let target = text(params.get("Target")?);
            (text(reply.get("SessionId")?), p.cloud.instance_at(&target), None)
        }
        "ExecuteCommand" => {
            let session = reply.get("session")?.get("sessionId").map(text)?;
            let task = Workload::of_arn(&text(reply.get("taskArn")?));
            (session, task, Some(text(params.get("command")?)))
        }
        _ => return None,
    };
    p.println(format!("\nStarting session with SessionId: {session}"));
    let Some(place) = place.map(Place::Workload) else {
        p.error("The target is not connected.\n");
        return Some(255);
    };
    let command = command.filter(|command| !is_shell(command));
    Some(match command {
        None => elsewhere::enter(p, place),
        Some(command) => {
            let status = elsewhere::run(p, place, &command);
            p.println(format!("\n\nExiting session with sessionId: {session}."));
            status
        }
    })
}

/// Whether a command is a shell, to be used by hand.
fn is_shell(command: &str) -> bool {
    matches!(command.trim().rsplit('/').next(), Some("sh" | "bash"))
}
