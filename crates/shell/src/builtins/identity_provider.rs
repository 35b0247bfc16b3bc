//! `oidc-token` and `saml-assertion`: what somebody gets from an identity provider outside AWS. Both say what the
//! provider shall say, and ask it by the request that `curl` could send as well.

use crate::process::{Outcome, Process};
use cloud::outside::{oidc, saml};
use cloud::request::HttpRequest;
use serde_json::{Map, Value, json};

/// Where GitHub issues the tokens of workflows.
const GITHUB: &str = "https://token.actions.githubusercontent.com";
/// The issuer of a cluster, as AWS's own examples have it.
const CLUSTER: &str = "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const COMPANY: &str = "https://idp.example.com";
const COMPANY_SAML: &str = "https://idp.example.com/saml";
/// What AWS is called in tokens for it.
const AUDIENCE: &str = "sts.amazonaws.com";

pub(super) fn oidc_token(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    const USAGE: &str = "usage: oidc-token [--issuer URL] [--sub NAME] [--aud NAME] [--CLAIM VALUE] …
       oidc-token github --repository OWNER/NAME [--ref REF | --environment NAME | --event pull_request]
       oidc-token eks --namespace NAME --service-account NAME [--issuer URL]
for all: [--expires-in SECONDS] [--tag KEY=VALUE] [--transitive KEY] [--source-identity NAME]
";
    let (preset, arguments) = match arguments.split_first() {
        Some((preset, rest)) if !preset.starts_with('-') => (Some(preset.as_str()), rest),
        _ => (None, arguments),
    };
    let request = Options::read(arguments).and_then(|mut options| {
        let (issuer, mut claims) = match preset {
            None => generic(&mut options),
            Some("github") => github(&mut options)?,
            Some("eks") => cluster(&mut options)?,
            Some(_) => return None,
        };
        for_aws(&mut options, &mut claims)?;
        claims.extend(options.left());
        Some((format!("{issuer}{}", oidc::TOKEN), claims))
    });
    answer(p, "oidc-token", USAGE, request, |body| {
        let answer: Value = serde_json::from_str(body).ok()?;
        answer["id_token"].as_str().map(str::to_owned)
    })
}

pub(super) fn saml_assertion(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    const USAGE: &str =
        "usage: saml-assertion --provider ARN --role ARN [--subject NAME] [--session-name NAME]
       [--tag KEY=VALUE] [--transitive KEY] [--source-identity NAME] [--session-expires-in SECONDS]
       [--issuer URL] [--format transient] [--recipient URL] [--audience NAME] [--ATTRIBUTE VALUE] …
";
    let request = Options::read(arguments).and_then(|mut options| {
        let issuer = options.take("issuer").unwrap_or_else(|| COMPANY_SAML.to_owned());
        let provider = options.take("provider")?;
        let roles: Vec<String> =
            options.take_all("role").iter().map(|role| format!("{role},{provider}")).collect();
        let subject = options.take("subject").unwrap_or_else(|| "alice".to_owned());
        let name = options.take("session-name").unwrap_or_else(|| subject.clone());
        let mut said = Map::from_iter([
            ("subject".to_owned(), subject.into()),
            ("RoleSessionName".to_owned(), name.into()),
            ("Role".to_owned(), roles.into()),
        ]);
        for (option, attribute) in [
            ("transitive", "TransitiveTagKeys"),
            ("source-identity", "SourceIdentity"),
            ("session-expires-in", "session_expires_in"),
        ] {
            let values = options.take_all(option);
            if !values.is_empty() {
                said.insert(attribute.to_owned(), values.into());
            }
        }
        for tag in options.take_all("tag") {
            let (key, value) = tag.split_once('=')?;
            said.insert(format!("PrincipalTag:{key}"), value.into());
        }
        said.extend(options.left());
        Some((format!("{issuer}{}", saml::ASSERTION), said))
    });
    answer(p, "saml-assertion", USAGE, request, |body| Some(body.to_owned()))
}

/// Sends the request, if there is one, and prints what is made of the answer.
fn answer(
    p: &mut Process<'_>,
    command: &str,
    usage: &str,
    request: Option<(String, Map<String, Value>)>,
    shown: impl Fn(&str) -> Option<String>,
) -> Outcome {
    let Some((url, said)) = request else {
        p.error(usage);
        return Ok(2);
    };
    let now = p.now();
    let page = HttpRequest::of_url("POST", &url).and_then(|(http, _)| {
        let http = HttpRequest { body: Value::Object(said).to_string().into_bytes(), ..http };
        p.cloud.outside(&http, now)
    });
    match page {
        Some(page) if page.status == 200 => match shown(&page.body) {
            Some(text) => {
                p.println(text);
                return Ok(0);
            }
            None => p.error(format!("{command}: {url} answered with something else\n")),
        },
        Some(page) => p.error(format!("{command}: {}", page.body)),
        None => p.error(format!("{command}: there is no identity provider at {url}\n")),
    }
    Ok(1)
}

fn generic(options: &mut Options) -> (String, Map<String, Value>) {
    let issuer = options.take("issuer").unwrap_or_else(|| COMPANY.to_owned());
    (issuer, claims([("sub", "alice".to_owned()), ("aud", AUDIENCE.to_owned())]))
}

fn claims<const N: usize>(claims: [(&str, String); N]) -> Map<String, Value> {
    claims.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
}

/// What GitHub says of a workflow's job. Source: GitHub's OpenID Connect reference.
fn github(options: &mut Options) -> Option<(String, Map<String, Value>)> {
    let repository = options.take("repository")?;
    let (owner, _) = repository.split_once('/')?;
    let git_ref = options.take("ref").unwrap_or_else(|| "refs/heads/main".to_owned());
    let event = options.take("event").unwrap_or_else(|| "push".to_owned());
    let environment = options.take("environment");
    let context = match &environment {
        Some(environment) => format!("environment:{environment}"),
        None if event == "pull_request" => event.clone(),
        None => format!("ref:{git_ref}"),
    };
    let kind = if git_ref.starts_with("refs/tags/") { "tag" } else { "branch" };
    let mut claims = claims([
        ("sub", format!("repo:{repository}:{context}")),
        ("aud", AUDIENCE.to_owned()),
        ("repository", repository.clone()),
        ("repository_owner", owner.to_owned()),
        ("ref", git_ref.clone()),
        ("ref_type", kind.to_owned()),
        ("event_name", event),
        ("actor", owner.to_owned()),
        ("workflow", "deploy".to_owned()),
        ("job_workflow_ref", format!("{repository}/.github/workflows/deploy.yml@{git_ref}")),
        ("runner_environment", "github-hosted".to_owned()),
    ]);
    if let Some(environment) = environment {
        claims.insert("environment".to_owned(), environment.into());
    }
    claims.insert("expires_in".to_owned(), 300.into());
    Some((options.take("issuer").unwrap_or_else(|| GITHUB.to_owned()), claims))
}

/// What a cluster says of a pod with a service account.
fn cluster(options: &mut Options) -> Option<(String, Map<String, Value>)> {
    let (namespace, account) = (options.take("namespace")?, options.take("service-account")?);
    let mut claims = claims([("sub", format!("system:serviceaccount:{namespace}:{account}"))]);
    claims.insert("aud".to_owned(), json!([AUDIENCE]));
    claims.insert("expires_in".to_owned(), 86_400.into());
    claims.insert(
        "kubernetes.io".to_owned(),
        json!({"namespace": namespace, "serviceaccount": {"name": account}}),
    );
    Some((options.take("issuer").unwrap_or_else(|| CLUSTER.to_owned()), claims))
}

/// The claims that are AWS's own: session tags and the source identity.
fn for_aws(options: &mut Options, claims: &mut Map<String, Value>) -> Option<()> {
    let (tags, transitive) = (options.take_all("tag"), options.take_all("transitive"));
    if !tags.is_empty() {
        let tag = |tag: &String| tag.split_once('=').map(|(key, value)| (key.to_owned(), json!([value])));
        let tags: Map<String, Value> = tags.iter().map(tag).collect::<Option<_>>()?;
        let mut all = json!({ "principal_tags": tags });
        if !transitive.is_empty() {
            all["transitive_tag_keys"] = transitive.into();
        }
        claims.insert("https://aws.amazon.com/tags".to_owned(), all);
    }
    if let Some(identity) = options.take("source-identity") {
        claims.insert("https://aws.amazon.com/source_identity".to_owned(), identity.into());
    }
    if let Some(seconds) = options.take("expires-in") {
        claims.insert("expires_in".to_owned(), seconds.parse::<i64>().ok()?.into());
    }
    Some(())
}

/// `--name value` pairs that were not looked at yet.
struct Options(Vec<(String, String)>);

impl Options {
    /// `None` if something is no option or has no value.
    fn read(arguments: &[String]) -> Option<Self> {
        let mut options = Vec::new();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let name = argument.strip_prefix("--").filter(|name| !name.is_empty() && *name != "help")?;
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, value.to_owned()),
                None => (name, arguments.next()?.clone()),
            };
            options.push((name.to_owned(), value));
        }
        Some(Self(options))
    }

    fn take_all(&mut self, name: &str) -> Vec<String> {
        let (taken, left) = std::mem::take(&mut self.0).into_iter().partition(|(known, _)| known == name);
        self.0 = left;
        let taken: Vec<(String, String)> = taken;
        taken.into_iter().map(|(_, value)| value).collect()
    }

    fn take(&mut self, name: &str) -> Option<String> {
        self.take_all(name).pop()
    }

    /// All others; those that are repeated are lists.
    fn left(mut self) -> Map<String, Value> {
        let mut left = Map::new();
        while let Some((name, _)) = self.0.first().cloned() {
            let mut values = self.take_all(&name);
            let value = if values.len() == 1 { values.remove(0).into() } else { Value::from(values) };
            left.insert(name, value);
        }
        left
    }
}
