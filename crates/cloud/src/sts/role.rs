//! What all ways of assuming a role have in common. Source: spec sts.md §2, §5; evaluation.md §6.

use super::session_policies::{packed_size, passed};
use super::tags::SessionTags;
use crate::arn;
use crate::caller::{Entity, RoleSession, SessionKind};
use crate::error::ApiError;
use crate::federation::FederationKind;
use crate::iam::model::{Role, Tag, key};
use crate::operation::{Authorized, Check, Output, Planning, Wording};
use crate::session;
use crate::world::{EntityKind, World};
use policy::NamedPolicy;
use serde_json::{Value, json};

const DEFAULT_SECONDS: i64 = 3_600;

/// The role session that a request asks for.
pub(super) struct Wanted {
    pub(super) role_arn: String,
    /// `RoleSessionName`
    pub(super) name: String,
    pub(super) tags: SessionTags,
    /// Given with this request or inherited.
    pub(super) source_identity: Option<String>,
}

/// The role that an ARN names exactly, with its account; names are case-sensitive here.
pub(crate) fn role<'a>(world: &'a World, role_arn: &str) -> Option<(&'a str, &'a Role)> {
    let (account, kind, path, name) = arn::entity(role_arn)?;
    let account = world.account(account)?;
    let role = account.iam.role(name).filter(|r| r.path == path && r.name == name)?;
    (kind == EntityKind::Role).then_some((&account.id, role))
}

/// A role's trust policy, as the trace names it.
pub(crate) fn trust(role: &Role) -> NamedPolicy {
    NamedPolicy::new(&format!("trust policy of {}", role.name), role.trust.0.clone())
}

impl Wanted {
    /// The check of an action that assumes the role, and those of what the session shall have besides.
    pub(super) fn checks(&self, p: &Planning<'_>, action: &'static str, wording: Wording) -> Vec<Check> {
        let mut actions = vec![action];
        if !self.tags.all.is_empty() {
            actions.push("sts:TagSession");
        }
        if self.source_identity.is_some() {
            actions.push("sts:SetSourceIdentity");
        }
        let found = role(p.world, &self.role_arn);
        let account = found.map(|(account, _)| account).or_else(|| arn::account(&self.role_arn));
        let check = |action| {
            let check =
                Check::new(action, self.role_arn.clone(), account.map(str::to_owned), self.role_arn.clone());
            let check = check.worded(wording).guarded_by(found.map(|(_, role)| trust(role)));
            self.context(check, found.map(|(_, role)| role))
        };
        actions.into_iter().map(check).collect()
    }

    /// The condition keys of the trust policy that all ways have. Source: spec context-keys.md §3.
    fn context(&self, mut check: Check, role: Option<&Role>) -> Check {
        let mut one = |key: String, value: &str| check.context.push((key, vec![value.to_owned()]));
        one("sts:RoleSessionName".to_owned(), &self.name);
        if let Some(identity) = &self.source_identity {
            one("sts:SourceIdentity".to_owned(), identity);
        }
        for tag in &self.tags.all {
            one(format!("aws:RequestTag/{}", tag.key), &tag.value);
        }
        for tag in role.map_or(&[] as &[Tag], |r| &r.tags) {
            one(format!("aws:ResourceTag/{}", tag.key), &tag.value);
            one(format!("iam:ResourceTag/{}", tag.key), &tag.value);
        }
        if !self.tags.all.is_empty() {
            check = check.with("aws:TagKeys", self.tags.all.iter().map(|t| t.key.clone()).collect());
        }
        if !self.tags.transitive.is_empty() {
            check = check.with("sts:TransitiveTagKeys", self.tags.transitive.clone());
        }
        check
    }

    /// Begins the session. `packed` are the tags that count for the size of what was passed; `longest` is how many
    /// seconds it can last whatever was asked for.
    pub(super) fn begin(
        self,
        ok: &Authorized,
        world: &mut World,
        packed: &[Tag],
        longest: Option<i64>,
    ) -> Output {
        let input = ok.input();
        let (account, role) = role(world, &self.role_arn).ok_or_else(|| {
            ApiError::new("ServiceFailure", 500, "The role was allowed and then not found.")
        })?;
        let seconds = input.int("DurationSeconds").unwrap_or(DEFAULT_SECONDS);
        if seconds > role.max_session {
            return Err(ApiError::validation(
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            ));
        }
        let by = match &ok.caller().entity {
            Entity::Federated(federation) => Some(federation),
            _ => None,
        };
        let provider = by.filter(|by| by.kind == FederationKind::WebIdentity).map(|by| by.provider.clone());
        let session = RoleSession {
            role: key(&role.name),
            role_id: role.id.clone(),
            name: self.name,
            policies: passed(input, packed, world, account)?,
            tags: self.tags.all,
            transitive: self.tags.transitive,
            source_identity: self.source_identity,
            provider,
            keys: by.map(|by| by.kept.clone()).unwrap_or_default(),
            workload: None,
        };
        let assumed = json!({
            "AssumedRoleId": format!("{}:{}", session.role_id, session.name),
            "Arn": format!("arn:aws:sts::{account}:assumed-role/{}/{}", role.name, session.name),
        });
        let size =
            (session.policies.is_some() || !session.tags.is_empty()).then(|| packed_size(input, packed));
        let identity = session.source_identity.clone();
        let account = account.to_owned();
        let seconds = longest.map_or(seconds, |longest| seconds.min(longest));
        let kind = SessionKind::Role(session);
        let mut output = session::issue(world, &account, kind, ok.now(), seconds, &mut ok.random()).output();
        output.insert("AssumedRoleUser".to_owned(), assumed);
        if let Some(percent) = size {
            output.insert("PackedPolicySize".to_owned(), Value::from(percent));
        }
        if let Some(identity) = identity {
            output.insert("SourceIdentity".to_owned(), identity.into());
        }
        Ok(output)
    }
}
