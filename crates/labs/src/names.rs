//! Short names for what AWS names by ARN.

use cloud::managed;
use policy::arn::Arn;

use crate::error::Problem;
use crate::read::{Node, Read};

/// The ARN of a managed policy: itself, `policy/PATH/NAME` for one of the account's own, or the name of one
/// of AWS's.
pub(crate) fn managed_policy(node: Node<'_>, account: &str) -> Read<String> {
    let text = node.str()?;
    if Arn::parse(text).is_some() {
        return Ok(text.to_owned());
    }
    if text.starts_with("policy/") {
        return Ok(format!("arn:aws:iam::{account}:{text}"));
    }
    let of_aws = managed::all().values().find(|policy| policy.name == text);
    of_aws
        .map(|policy| policy.arn.clone())
        .ok_or_else(|| node.wrong(Problem::Dangling { kind: "AWS managed policy", name: text.to_owned() }))
}

/// The ARN of a caller or principal: itself, or `user/NAME`, `role/NAME`, `assumed-role/ROLE/SESSION`,
/// `root` of the account. `*` and `?` are kept.
pub(crate) fn principal(node: Node<'_>, account: &str) -> Read<String> {
    let text = node.str()?;
    let kind = text.split('/').next().unwrap_or_default();
    match kind {
        "user" | "role" | "group" if text.len() > kind.len() + 1 => {
            Ok(format!("arn:aws:iam::{account}:{text}"))
        }
        "root" if text == kind => Ok(format!("arn:aws:iam::{account}:root")),
        "assumed-role" | "federated-user" if text.len() > kind.len() + 1 => {
            Ok(format!("arn:aws:sts::{account}:{text}"))
        }
        _ if text == "*" || Arn::parse(text).is_some() => Ok(text.to_owned()),
        _ => Err(node.unknown("an ARN, `user/…`, `role/…`, `assumed-role/…` or `root`", text)),
    }
}
