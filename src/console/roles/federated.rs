//! Trust in those who signed in elsewhere: with an OpenID Connect issuer's token or a SAML assertion.

use cloud::outside::saml::AWS as SAML_SIGN_IN;
use serde_json::{Map, Value, json};

/// The issuer of the tokens that GitHub Actions gets.
const GITHUB: &str = "token.actions.githubusercontent.com";

/// Whose tokens are trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebIdentity {
    /// The provider's ARN; empty until one is chosen.
    pub provider: String,
    /// For whom tokens must be made out.
    pub audience: String,
    /// Whom tokens must speak of, with wildcards; empty for anybody. Of GitHub the next three say it.
    pub subject: String,
    /// The owner of repositories on GitHub.
    pub organization: String,
    /// One of its repositories; empty for all.
    pub repository: String,
    /// One of its branches; empty for all.
    pub branch: String,
}

impl WebIdentity {
    /// Whether the provider is GitHub's.
    #[must_use]
    pub fn is_github(&self) -> bool {
        self.issuer() == GITHUB
    }

    /// The host and path that the provider's condition keys begin with.
    fn issuer(&self) -> &str {
        self.provider.split_once('/').map_or("", |(_, issuer)| issuer)
    }

    fn subject(&self) -> String {
        if !self.is_github() {
            return self.subject.trim().to_owned();
        }
        let organization = self.organization.trim();
        match (self.repository.trim(), self.branch.trim()) {
            ("", _) => format!("repo:{organization}/*"),
            (repository, "") => format!("repo:{organization}/{repository}:*"),
            (repository, branch) => format!("repo:{organization}/{repository}:ref:refs/heads/{branch}"),
        }
    }

    /// The trust policy.
    #[must_use]
    pub fn policy(&self) -> Value {
        let issuer = self.issuer();
        let mut condition = Map::new();
        let audience = Map::from_iter([(format!("{issuer}:aud"), self.audience.trim().into())]);
        condition.insert("StringEquals".to_owned(), audience.into());
        let subject = self.subject();
        if !subject.is_empty() {
            let subject = Map::from_iter([(format!("{issuer}:sub"), subject.into())]);
            condition.insert("StringLike".to_owned(), subject.into());
        }
        policy(&self.provider, "sts:AssumeRoleWithWebIdentity", condition.into())
    }
}

/// Whose assertions are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saml {
    /// The provider's ARN; empty until one is chosen.
    pub provider: String,
    /// Where assertions must be made out to.
    pub audience: String,
}

impl Default for Saml {
    fn default() -> Self {
        Self { provider: String::new(), audience: SAML_SIGN_IN.to_owned() }
    }
}

impl Saml {
    /// The trust policy.
    #[must_use]
    pub fn policy(&self) -> Value {
        let condition = json!({"StringEquals": {"SAML:aud": self.audience.trim()}});
        policy(&self.provider, "sts:AssumeRoleWithSAML", condition)
    }
}

fn policy(provider: &str, action: &str, condition: Value) -> Value {
    let statement = json!({
        "Effect": "Allow",
        "Principal": {"Federated": provider},
        "Action": action,
        "Condition": condition,
    });
    json!({"Version": "2012-10-17", "Statement": [statement]})
}

#[cfg(test)]
mod tests {
    use super::*;
    use policy::{PolicyType, validate};

    fn check(identity: &WebIdentity, subject: &str) {
        let policy = identity.policy();
        let issuer = identity.issuer();
        let condition = &policy["Statement"][0]["Condition"];
        assert_eq!(condition["StringEquals"][format!("{issuer}:aud")], "sts.amazonaws.com");
        assert_eq!(condition["StringLike"][format!("{issuer}:sub")].as_str().unwrap_or_default(), subject);
        assert!(validate(&policy.to_string(), PolicyType::Trust).is_ok(), "{policy}");
    }

    #[test]
    fn tokens_are_told_apart_by_audience_and_subject() {
        let provider = |issuer: &str| format!("arn:aws:iam::111122223333:oidc-provider/{issuer}");
        let audience = "sts.amazonaws.com".to_owned();
        let other = WebIdentity { provider: provider("idp.example/x"), audience, ..WebIdentity::default() };
        check(&other, "");
        check(&WebIdentity { subject: " ann ".to_owned(), ..other.clone() }, "ann");
        let github = WebIdentity {
            provider: provider(GITHUB),
            organization: "acme".to_owned(),
            branch: "main".to_owned(),
            ..other
        };
        check(&github, "repo:acme/*");
        let repository = WebIdentity { repository: "shop".to_owned(), ..github };
        check(&repository, "repo:acme/shop:ref:refs/heads/main");
        check(&WebIdentity { branch: String::new(), ..repository }, "repo:acme/shop:*");
    }

    #[test]
    fn assertions_are_told_apart_by_audience() {
        let saml =
            Saml { provider: "arn:aws:iam::111122223333:saml-provider/idp".to_owned(), ..Saml::default() };
        let policy = saml.policy();
        assert_eq!(policy["Statement"][0]["Condition"]["StringEquals"]["SAML:aud"], SAML_SIGN_IN);
        assert!(validate(&policy.to_string(), PolicyType::Trust).is_ok());
    }
}
