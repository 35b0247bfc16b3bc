//! From the file to the lab.

use std::sync::Arc;

use super::{Command, Lab, Step, Ways};
use crate::error::Problem;
use crate::goal::goal;
use crate::read::{Node, Read};
use crate::scenario::{self, Scenario};

pub(super) fn lab(node: Node<'_>) -> Read<Lab> {
    node.object(|lab| {
        let scenario = lab.required("scenario", scenario)?;
        let account = scenario.account().to_owned();
        Ok(Lab {
            title: lab.required("title", Node::words)?,
            intro: lab.required("intro", paragraphs)?,
            steps: lab.required("steps", |node| node.filled_list(|node| step(node, &account)))?,
            scenario: Arc::new(scenario),
        })
    })
}

/// The name of one that comes with the playground, or a scenario itself.
fn scenario(node: Node<'_>) -> Read<Scenario> {
    if !node.is_text() {
        return Scenario::read(node);
    }
    let name = node.str()?;
    let dangling = || node.wrong(Problem::Dangling { kind: "scenario", name: name.to_owned() });
    scenario::by_name(name).ok_or_else(dangling)?.scenario()
}

fn paragraphs(node: Node<'_>) -> Read<Vec<String>> {
    node.one_or_many(Node::words)
}

fn step(node: Node<'_>, account: &str) -> Read<Step> {
    node.object(|step| {
        Ok(Step {
            title: step.required("title", Node::words)?,
            text: step.required("text", paragraphs)?,
            hint: step.required("hint", Node::words)?,
            console: step.required("console", paragraphs)?,
            terminal: step.required("terminal", ways)?,
            goal: step.required("goal", |node| goal(node, account))?,
        })
    })
}

fn ways(node: Node<'_>) -> Read<Ways> {
    node.object(|ways| {
        Ok(Ways {
            bash: ways.required("bash", |node| node.filled_list(command))?,
            powershell: ways.required("powershell", |node| node.filled_list(command))?,
        })
    })
}

/// A line that must succeed, or one with the exit status that it must have.
fn command(node: Node<'_>) -> Read<Command> {
    if node.is_text() {
        return Ok(Command { line: node.words()?, exit: 0 });
    }
    node.object(|command| {
        let exit = command.required("exit", exit_status)?;
        Ok(Command { line: command.required("run", Node::words)?, exit })
    })
}

fn exit_status(node: Node<'_>) -> Read<i32> {
    let status = node.whole_number()?;
    let known = u8::try_from(status).map(i32::from);
    known.map_err(|_| node.unknown("an exit status from 0 to 255", &status.to_string()))
}
