//! What the first step of the create-role wizard asks, and the trust policy that follows from it.

use super::federated::{Saml, WebIdentity};
use serde_json::{Value, json};

/// The kinds of trusted entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A service acts with the role.
    Service,
    /// Users and roles of an account take it on.
    Account,
    /// Who signed in with an OpenID Connect issuer takes it on.
    WebIdentity,
    /// Who signed in with a company's directory takes it on.
    Saml,
    /// Whatever the policy says.
    Custom,
}

/// A service that can be given a role.
pub struct ServiceChoice {
    /// As the console calls it.
    pub name: &'static str,
    /// The service principal.
    pub principal: &'static str,
    /// What such a role is for.
    pub use_case: &'static str,
}

/// The services offered, the commonest first.
pub const SERVICES: &[ServiceChoice] = &[
    ServiceChoice {
        name: "EC2",
        principal: "ec2.amazonaws.com",
        use_case: "Programs on EC2 instances call AWS services for you.",
    },
    ServiceChoice {
        name: "Lambda",
        principal: "lambda.amazonaws.com",
        use_case: "Lambda functions call AWS services for you.",
    },
    ServiceChoice {
        name: "Elastic Container Service Task",
        principal: "ecs-tasks.amazonaws.com",
        use_case: "Containers in ECS tasks call AWS services for you.",
    },
    ServiceChoice {
        name: "CloudFormation",
        principal: "cloudformation.amazonaws.com",
        use_case: "CloudFormation creates and changes the resources of a stack for you.",
    },
    ServiceChoice {
        name: "API Gateway",
        principal: "apigateway.amazonaws.com",
        use_case: "API Gateway writes logs for you.",
    },
    ServiceChoice {
        name: "EventBridge Scheduler",
        principal: "scheduler.amazonaws.com",
        use_case: "Schedules start their targets for you.",
    },
    ServiceChoice {
        name: "Step Functions",
        principal: "states.amazonaws.com",
        use_case: "State machines call AWS services for you.",
    },
];

/// What a new custom trust policy starts with; the principal is for the learner to fill in.
pub const CUSTOM_START: &str = r#"{
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "Statement1",
            "Effect": "Allow",
            "Principal": {},
            "Action": "sts:AssumeRole"
        }
    ]
}"#;

/// The answers given so far. Those of the kinds not chosen are kept, for when the learner comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustDraft {
    /// The kind chosen.
    pub entity: Entity,
    /// The service principal.
    pub service: String,
    /// The other account's id, if not the learner's own account is trusted.
    pub other_account: Option<String>,
    /// The external id, if one is required.
    pub external_id: Option<String>,
    /// Whether the caller must have signed in with MFA.
    pub require_mfa: bool,
    /// Whose tokens are trusted.
    pub web: WebIdentity,
    /// Whose assertions are trusted.
    pub saml: Saml,
    /// The custom trust policy.
    pub custom: String,
}

/// A field of the step that is not filled in as it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The id of the other account is not 12 digits.
    Account,
    /// An external id is required, but none is given, or one that AWS does not take.
    ExternalId,
    /// No identity provider is chosen.
    Provider,
    /// It is not said for whom tokens or assertions must be made out.
    Audience,
    /// It is not said whose repositories on GitHub are trusted.
    Organization,
}

impl Default for TrustDraft {
    fn default() -> Self {
        Self {
            entity: Entity::Service,
            service: SERVICES[0].principal.to_owned(),
            other_account: None,
            external_id: None,
            require_mfa: false,
            web: WebIdentity::default(),
            saml: Saml::default(),
            custom: CUSTOM_START.to_owned(),
        }
    }
}

impl TrustDraft {
    /// The trust policy, for a role in the account `own`.
    #[must_use]
    pub fn document(&self, own: &str) -> String {
        match self.entity {
            Entity::Service => pretty(&statement("Service", &self.service, None)),
            Entity::Account => {
                let account = self.other_account.as_deref().unwrap_or(own);
                pretty(&statement("AWS", account, self.condition()))
            }
            Entity::WebIdentity => pretty(&self.web.policy()),
            Entity::Saml => pretty(&self.saml.policy()),
            Entity::Custom => self.custom.clone(),
        }
    }

    /// The first field that keeps the step from being done.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self.entity {
            Entity::Account => self.missing_of_account(),
            Entity::WebIdentity => self.missing_of_token(),
            Entity::Saml => missing_of_provider(&self.saml.provider, &self.saml.audience),
            Entity::Service | Entity::Custom => None,
        }
    }

    fn missing_of_account(&self) -> Option<Missing> {
        let account = self.other_account.as_deref();
        if account.is_some_and(|id| id.len() != 12 || !id.bytes().all(|b| b.is_ascii_digit())) {
            return Some(Missing::Account);
        }
        let id = self.external_id.as_deref();
        id.is_some_and(|id| !valid_external_id(id)).then_some(Missing::ExternalId)
    }

    fn missing_of_token(&self) -> Option<Missing> {
        missing_of_provider(&self.web.provider, &self.web.audience).or_else(|| {
            let nobody = self.web.is_github() && self.web.organization.trim().is_empty();
            nobody.then_some(Missing::Organization)
        })
    }

    fn condition(&self) -> Option<Value> {
        let mut condition = serde_json::Map::new();
        if let Some(id) = &self.external_id {
            condition.insert("StringEquals".to_owned(), json!({ "sts:ExternalId": id }));
        }
        if self.require_mfa {
            condition.insert("Bool".to_owned(), json!({ "aws:MultiFactorAuthPresent": "true" }));
        }
        (!condition.is_empty()).then(|| condition.into())
    }
}

fn missing_of_provider(provider: &str, audience: &str) -> Option<Missing> {
    if provider.is_empty() {
        return Some(Missing::Provider);
    }
    audience.trim().is_empty().then_some(Missing::Audience)
}

/// Source: spec sts.md, AssumeRole's `ExternalId`: 2–1,224 of `[\w+=,.@:\/-]`.
fn valid_external_id(id: &str) -> bool {
    (2..=1_224).contains(&id.len())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "_+=,.@:/-".contains(c))
}

fn statement(kind: &str, principal: &str, condition: Option<Value>) -> Value {
    let mut statement = json!({
        "Effect": "Allow",
        "Principal": { kind: principal },
        "Action": "sts:AssumeRole",
    });
    if let Some(condition) = condition {
        statement["Condition"] = condition;
    }
    json!({ "Version": "2012-10-17", "Statement": [statement] })
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(draft: &TrustDraft) -> Value {
        serde_json::from_str(&draft.document("111122223333")).unwrap()
    }

    #[test]
    fn a_service_is_trusted() {
        let statement = &document(&TrustDraft::default())["Statement"][0];
        assert_eq!(statement["Principal"], json!({"Service": "ec2.amazonaws.com"}));
        assert_eq!(statement.get("Condition"), None);
    }

    #[test]
    fn an_account_is_trusted_on_conditions() {
        let draft = TrustDraft {
            entity: Entity::Account,
            external_id: Some("abc".to_owned()),
            require_mfa: true,
            ..TrustDraft::default()
        };
        let statement = &document(&draft)["Statement"][0];
        assert_eq!(statement["Principal"], json!({"AWS": "111122223333"}));
        let expected = json!({
            "StringEquals": {"sts:ExternalId": "abc"},
            "Bool": {"aws:MultiFactorAuthPresent": "true"},
        });
        assert_eq!(statement["Condition"], expected);
        let other = TrustDraft { other_account: Some("999988887777".to_owned()), ..draft };
        assert_eq!(document(&other)["Statement"][0]["Principal"], json!({"AWS": "999988887777"}));
    }

    #[test]
    fn what_is_missing() {
        let draft = TrustDraft { entity: Entity::Account, ..TrustDraft::default() };
        assert_eq!(draft.missing(), None);
        let short = TrustDraft { other_account: Some("123".to_owned()), ..draft.clone() };
        assert_eq!(short.missing(), Some(Missing::Account));
        for bad in ["", "x", "a b"] {
            let draft = TrustDraft { external_id: Some(bad.to_owned()), ..draft.clone() };
            assert_eq!(draft.missing(), Some(Missing::ExternalId), "{bad}");
        }
        let unused = TrustDraft { entity: Entity::Service, ..short };
        assert_eq!(unused.missing(), None);
    }

    #[test]
    fn what_is_missing_of_a_federation() {
        let mut draft = TrustDraft { entity: Entity::WebIdentity, ..TrustDraft::default() };
        assert_eq!(draft.missing(), Some(Missing::Provider));
        draft.web.provider = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com".to_owned();
        assert_eq!(draft.missing(), Some(Missing::Audience));
        draft.web.audience = "sts.amazonaws.com".to_owned();
        assert_eq!(draft.missing(), Some(Missing::Organization));
        draft.web.organization = "acme".to_owned();
        assert_eq!(draft.missing(), None);
        let saml = TrustDraft { entity: Entity::Saml, ..TrustDraft::default() };
        assert_eq!(saml.missing(), Some(Missing::Provider));
    }
}
