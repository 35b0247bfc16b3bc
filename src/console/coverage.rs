//! What of AWS is simulated, read off the registry of operations.

use crate::console::item::counted;
use crate::console::parts::{Head, page, panel};
use crate::console::permissions::action_table;
use crate::ui::Crumb;
use cloud::operation::Checks;
use cloud::{Access, Operation, registry};
use std::collections::{BTreeMap, BTreeSet};
use yew::prelude::*;

/// The page.
#[component]
pub fn Coverage() -> Html {
    let services = use_memo((), |()| {
        let mut services: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
        registry().for_each(|operation| services.entry(operation.service).or_default().push(operation));
        services
    });
    let count = services.values().map(Vec::len).sum();
    let intro = format!(
        "The playground simulates {} of {}. Whatever else is asked for is answered with “not simulated here” and \
         changes nothing.",
        counted(count, "operation", "operations"),
        counted(services.len(), "service", "services"),
    );
    let content = html! {
        <>
            { Head::of_page("What is simulated").saying(intro).html() }
            { for services.iter().map(|(service, operations)| panel_of(service, operations)) }
            { others(&services.keys().copied().collect()) }
        </>
    };
    page(vec![Crumb::here("What is simulated")], content)
}

fn panel_of(service: &str, operations: &[&Operation]) -> Html {
    let levels = [
        (Access::List, "List"),
        (Access::Read, "Read"),
        (Access::Write, "Write"),
        (Access::PermissionsManagement, "Permissions management"),
        (Access::Tagging, "Tagging"),
    ];
    let level = |(access, title): (Access, &'static str)| {
        let of_level: Vec<_> = operations.iter().filter(|operation| operation.access == access).collect();
        html! {
            if !of_level.is_empty() {
                <h3>{ title }{ " (" }{ of_level.len() }{ ")" }</h3>
                <ul class="operations">
                    { for of_level.iter().map(|operation| html! {
                        <li key={operation.name}>
                            <details class="detail">
                                <summary>{ operation.name }</summary>
                                <code class="break">{ operation.example }</code>
                            </details>
                        </li>
                    }) }
                </ul>
            }
        }
    };
    let rest = others_of(service, operations);
    let body = html! {
        <div class="stack">
            <div>{ for levels.into_iter().map(level) }</div>
            if !rest.is_empty() {
                <details class="detail">
                    <summary>
                        { counted(rest.len(), "action", "actions") }
                        { " that policies can name besides these" }
                    </summary>
                    <p class="break">{ rest.join(", ") }</p>
                </details>
            }
        </div>
    };
    panel(Head::new(title(service)).counting(Some(operations.len())), body)
}

/// The actions of a service that are neither named as a simulated operation nor what one asks for.
fn others_of(service: &str, operations: &[&Operation]) -> Vec<String> {
    let mut known: BTreeSet<String> = operations.iter().map(|operation| operation.name.to_owned()).collect();
    known.extend(operations.iter().filter_map(|operation| match operation.checks {
        Checks::One(action, _) => Some(action.split_once(':')?.1.to_owned()),
        _ => None,
    }));
    let table = action_table();
    let actions = table.service(service).map(policy::table::Service::actions).unwrap_or_default();
    actions.iter().map(|action| action.name.clone()).filter(|name| !known.contains(name)).collect()
}

/// The services that policies can name, and nothing more.
fn others(simulated: &BTreeSet<&str>) -> Html {
    let table = action_table();
    let names: Vec<&str> = table
        .services()
        .iter()
        .map(|service| service.prefix.as_str())
        .filter(|prefix| !simulated.contains(prefix))
        .collect();
    let head = Head::new("Other services").counting(Some(names.len())).saying(
        "Policies about them can be written, checked and tried on requests in words, but nothing of them is \
         simulated.",
    );
    panel(head, html! { <p class="break">{ names.join(", ") }</p> })
}

/// What people call a service.
fn title(service: &str) -> String {
    match service {
        "iam" => "Identity and Access Management (IAM)",
        "sts" => "Security Token Service (STS)",
        "s3" => "Simple Storage Service (S3)",
        "sqs" => "Simple Queue Service (SQS)",
        "sns" => "Simple Notification Service (SNS)",
        "kms" => "Key Management Service (KMS)",
        "dynamodb" => "DynamoDB",
        "secretsmanager" => "Secrets Manager",
        "logs" => "CloudWatch Logs",
        "ssm" => "Systems Manager (SSM)",
        "ec2" => "EC2",
        "lambda" => "Lambda",
        "ecs" => "Elastic Container Service (ECS)",
        "organizations" => "Organizations",
        other => other,
    }
    .to_owned()
}
