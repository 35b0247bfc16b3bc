//! The profiles in the terminal's credentials file, and whose they are.

use cloud::{Call, Credentials, Origin, SignedRequest, Tick, Timestamp, World};
use shell::Files;

/// A profile with credentials.
pub(super) struct Profile {
    pub(super) name: String,
    credentials: Credentials,
}

impl Profile {
    /// The ARN that the credentials stand for, whether they have expired or not: what GetCallerIdentity
    /// answers at the time they were made. `None` for wrong ones: a secret or token copied badly counts for
    /// nothing.
    pub(super) fn caller(&self, world: &World) -> Option<String> {
        let session = world.sessions.get(&self.credentials.access_key_id);
        let now = session.map_or(Timestamp(0), |session| session.issued);
        let call = Call::new("sts", "GetCallerIdentity");
        let request = SignedRequest::new(&call, &self.credentials, now, Origin::terminal()).ok()?;
        let turn = cloud::handle(world, &request, Tick { now, seed: 0 });
        Some(turn.result.ok()?.text(&["Arn"])?.to_owned())
    }
}

/// The profiles of a machine's credentials file that have an access key.
pub(super) fn profiles(files: &Files) -> impl Iterator<Item = Profile> + use<> {
    let text = files.read_text(&files.in_home(".aws/credentials")).unwrap_or_default();
    sections(&text).into_iter().filter_map(|(name, settings)| {
        let get = |key: &str| settings.iter().rev().find(|(k, _)| k == key).map(|(_, value)| value.clone());
        let credentials = Credentials {
            access_key_id: get("aws_access_key_id")?,
            secret_access_key: get("aws_secret_access_key")?,
            session_token: get("aws_session_token").filter(|token| !token.is_empty()),
        };
        Some(Profile { name, credentials })
    })
}

/// A section's name and its settings.
type Section = (String, Vec<(String, String)>);

fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push((name.trim().to_owned(), Vec::new()));
        } else if let (Some((_, settings)), Some((key, value))) = (sections.last_mut(), line.split_once('='))
        {
            settings.push((key.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    sections
}
