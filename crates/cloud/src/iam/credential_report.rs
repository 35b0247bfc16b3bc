//! The credential report: one line of CSV a user, the root user first. Columns: IAM User Guide, "Getting
//! credential reports".

use super::model::{AccessKey, CredentialReport, User};
use super::show::{iam, iam_mut, one};
use super::{issue, read, target};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::tick::Timestamp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::Map;

/// How long a report is kept before a new one is made, in seconds.
const FRESH: i64 = 4 * 3_600;
const DAY: i64 = 86_400;
const NONE: &str = "N/A";

const COLUMNS: [&str; 22] = [
    "user",
    "arn",
    "user_creation_time",
    "password_enabled",
    "password_last_used",
    "password_last_changed",
    "password_next_rotation",
    "mfa_active",
    "access_key_1_active",
    "access_key_1_last_rotated",
    "access_key_1_last_used_date",
    "access_key_1_last_used_region",
    "access_key_1_last_used_service",
    "access_key_2_active",
    "access_key_2_last_rotated",
    "access_key_2_last_used_date",
    "access_key_2_last_used_region",
    "access_key_2_last_used_service",
    "cert_1_active",
    "cert_1_last_rotated",
    "cert_2_active",
    "cert_2_last_rotated",
];

pub(super) const ROWS: Rows = &[
    issue(
        "GenerateCredentialReport",
        "iam:GenerateCredentialReport",
        target::everything,
        generate,
        "aws iam generate-credential-report",
    ),
    read(
        "GetCredentialReport",
        Access::Read,
        "iam:GetCredentialReport",
        target::everything,
        get,
        "aws iam get-credential-report",
    ),
];

/// Within four hours the report before is answered. A new one is started and is there at once, since
/// nothing here takes time.
fn generate(ok: &Authorized, world: &mut World) -> Output {
    let fresh = |report: &CredentialReport| ok.now().since(report.made) < FRESH;
    if iam(ok, world)?.credential_report.as_ref().is_some_and(fresh) {
        return Ok(one("State", "COMPLETE"));
    }
    let text = report(ok, world)?;
    iam_mut(ok, world)?.credential_report = Some(CredentialReport { made: ok.now(), text });
    let description = "No report exists. Starting a new report generation task";
    Ok(Map::from_iter([
        ("State".to_owned(), "STARTED".into()),
        ("Description".to_owned(), description.into()),
    ]))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let report = iam(ok, world)?.credential_report.as_ref().ok_or_else(|| {
        let message = "Credential report not present. Please call GenerateCredentialReport first.";
        ApiError::new("ReportNotPresent", 410, message)
    })?;
    if ok.now().since(report.made) >= FRESH {
        let message = "Credential report has expired. Please call GenerateCredentialReport first.";
        return Err(ApiError::new("ReportExpired", 410, message));
    }
    Ok(Map::from_iter([
        ("Content".to_owned(), BASE64.encode(&report.text).into()),
        ("ReportFormat".to_owned(), "text/csv".into()),
        ("GeneratedTime".to_owned(), report.made.iso().into()),
    ]))
}

fn report(ok: &Authorized, world: &World) -> Result<String, ApiError> {
    let iam = iam(ok, world)?;
    let max_age = iam.password_policy.as_ref().and_then(|policy| policy.max_age_days);
    let head = COLUMNS.map(str::to_owned).to_vec();
    let users = iam.users.values().map(|user| user_line(user, ok.account(), max_age));
    let lines = [head, root_line(ok.account())].into_iter().chain(users);
    Ok(lines.map(|cells| cells.join(",")).collect::<Vec<_>>().join("\n"))
}

/// The root user has a password and no keys here; when it was used is not kept.
fn root_line(account: &str) -> Vec<String> {
    let arn = format!("arn:aws:iam::{account}:root");
    let mut cells = vec!["<root_account>".to_owned(), arn, NONE.to_owned()];
    cells.extend(["not_supported", "no_information", "not_supported", "not_supported"].map(str::to_owned));
    cells.push(false.to_string());
    cells.extend(key_cells(None));
    cells.extend(key_cells(None));
    cells.extend(certificates());
    cells
}

fn user_line(user: &User, account: &str, max_age: Option<i64>) -> Vec<String> {
    let mut cells = vec![user.name.clone(), user.arn(account), stamp(user.created)];
    match &user.login {
        Some(login) => {
            let set = login.password_set();
            cells.extend([
                true.to_string(),
                user.password_last_used.map_or_else(|| "no_information".to_owned(), stamp),
                stamp(set),
                max_age.map_or_else(|| NONE.to_owned(), |days| stamp(set.plus(days * DAY))),
            ]);
        }
        None => cells.extend(["false", NONE, NONE, NONE].map(str::to_owned)),
    }
    cells.push((!user.mfa_devices.is_empty()).to_string());
    cells.extend((0..2).flat_map(|i| key_cells(user.access_keys.get(i))));
    cells.extend(certificates());
    cells
}

fn stamp(at: Timestamp) -> String {
    at.iso().replace('Z', "+00:00")
}

/// Whether a key is active, when it was made, and when, where and for what it was last used.
fn key_cells(key: Option<&AccessKey>) -> [String; 5] {
    let none = || NONE.to_owned();
    let Some(key) = key else { return [false.to_string(), none(), none(), none(), none()] };
    let [at, region, service] = match &key.last_used {
        Some(used) => [stamp(used.at), used.region.clone(), used.service.clone()],
        None => [none(), none(), none()],
    };
    [key.active.to_string(), stamp(key.created), at, region, service]
}

/// Nobody has signing certificates here.
fn certificates() -> [String; 4] {
    ["false", NONE, "false", NONE].map(str::to_owned)
}
