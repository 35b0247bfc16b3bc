//! Help texts: our own words, made from the models; and what `--debug` shows.

use super::catalogue::{self, kebab};
use super::command::Operation;
use super::parameters::option_of;
use cloud::model::{self, Kind};
use cloud::sigv4::{self, Authorization};
use cloud::{SignedRequest, Timestamp, operation};

/// A page's first line: its name left and right.
fn title(name: &str) -> String {
    let name = format!("{}()", name.to_uppercase());
    let gap = 78usize.saturating_sub(2 * name.len()).max(1);
    format!("{name}{}{name}\n\n", " ".repeat(gap))
}

fn section(name: &str, text: &str) -> String {
    let body: String = text.lines().map(|l| format!("       {l}\n")).collect();
    format!("{name}\n{body}\n")
}

/// `aws help`, and `aws help topics`.
pub(crate) fn top(topic: Option<&str>) -> String {
    if topic == Some("topics") {
        let none = "No topics are written for the simulator. See aws help.";
        return title("AWS CLI Topic Guide")
            + &section("NAME", "Topics")
            + &section("DESCRIPTION", none)
            + &section("AVAILABLE TOPICS", "none");
    }
    let services: Vec<&str> = model::services().map(catalogue::command_of).collect();
    let commands = format!("configure, s3, {}", services.join(", "));
    let options: Vec<&str> = super::session::OPTIONS.iter().map(|(name, _)| *name).collect();
    title("aws")
        + &section("NAME", "aws - the AWS command line, on a simulated AWS")
        + &section(
            "DESCRIPTION",
            &format!(
                "Commands of the simulator: {commands}.\nEverything else of AWS says that it is not simulated, and changes nothing."
            ),
        )
        + &section(
            "SYNOPSIS",
            "aws [options] <command> <subcommand> [parameters]\n\nUse aws <command> help for a command's own help.",
        )
        + &section("GLOBAL OPTIONS", &options.join("\n"))
}

/// `aws SERVICE help`.
pub(crate) fn service(prefix: &str) -> String {
    let names = model::service(prefix).map(|m| m.operations.keys().map(|o| kebab(o)).collect::<Vec<_>>());
    let command = catalogue::command_of(prefix);
    title(command)
        + &section("NAME", command)
        + &section("DESCRIPTION", "The operations that are simulated.")
        + &section("AVAILABLE COMMANDS", &names.unwrap_or_default().join("\n"))
}

/// `aws SERVICE OPERATION help`.
pub(crate) fn operation(op: &Operation) -> String {
    let name = kebab(op.name);
    let mut synopsis = name.clone();
    let mut options = String::new();
    for (parameter, shape) in op.parameters() {
        let option = option_of(parameter);
        let value = if shape.kind == Kind::Boolean { String::new() } else { " <value>".to_owned() };
        let required = op.is_required(parameter);
        let shown = if required { format!("{option}{value}") } else { format!("[{option}{value}]") };
        synopsis.push_str(&format!("\n  {shown}"));
        let kind = format!("{:?}", shape.kind).to_lowercase();
        let needed = if required { ", required" } else { "" };
        options.push_str(&format!("{option} ({kind}{needed})\n"));
    }
    let row = operation::find(op.prefix, op.name);
    let example = row.map(|r| r.example).unwrap_or_default();
    title(&name)
        + &section("NAME", &name)
        + &section("DESCRIPTION", &format!("Calls {}:{}.", op.prefix, op.name))
        + &section("SYNOPSIS", &synopsis)
        + &section("OPTIONS", &options)
        + &section("EXAMPLES", example)
}

/// `aws s3 help` and that of its subcommands.
pub(crate) fn s3(command: Option<&super::s3::Command>) -> String {
    let Some(command) = command else {
        let all: Vec<&str> = super::s3::COMMANDS.iter().map(|c| c.name).collect();
        return title("s3")
            + &section("NAME", "s3")
            + &section("DESCRIPTION", "Buckets and objects, by paths such as s3://bucket/key.")
            + &section("AVAILABLE COMMANDS", &all.join("\n"));
    };
    title(command.name)
        + &section("NAME", command.name)
        + &section("DESCRIPTION", "See aws s3 help.")
        + &section("SYNOPSIS", command.usage)
        + &section("OPTIONS", &command.options().collect::<Vec<_>>().join("\n"))
}

/// `aws configure help`.
pub(crate) fn configure() -> String {
    title("configure")
        + &section("NAME", "configure")
        + &section(
            "DESCRIPTION",
            "Asks for an access key, a region and an output format, and writes them to\n~/.aws/credentials and ~/.aws/config.",
        )
        + &section("AVAILABLE COMMANDS", "get\nset\nlist\nlist-profiles\nexport-credentials\nimport")
}

/// What `--debug` shows of a request: its canonical form and what was signed.
pub(crate) fn debug(request: &SignedRequest, now: Timestamp) -> String {
    let http = &request.http;
    let header = http.header("authorization").and_then(Authorization::parse);
    let Some(signed) = header else {
        return format!("DEBUG - unsigned {} {}{}\n", http.method, http.host, http.path);
    };
    let canonical = sigv4::canonical_request(http, &signed.signed_headers, &signed.scope.service);
    let to_sign = sigv4::string_to_sign(&canonical, &signed.scope, &now.amz());
    format!(
        "DEBUG - CanonicalRequest:\n{canonical}\nDEBUG - StringToSign:\n{to_sign}\nDEBUG - Signature:\n{}\n",
        signed.signature
    )
}
