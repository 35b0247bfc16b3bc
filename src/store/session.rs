//! Who is signed in to the console, and which role they switched to.

use super::{Model, Store, SwitchForm};
use cloud::request::Door;
use cloud::signin::{self, SignIn};
use cloud::{Call, Credentials, Endpoint, Failure, Fault, Origin, Reply, Success, Timestamp};
use serde::{Deserialize, Serialize};

/// How many roles the menu offers again. Source: spec console-facts.md.
const RECENT_ROLES: usize = 5;
/// What `sts:AssumeRole` accepts at least and at most, in seconds.
const SESSION_BOUNDS: (i64, i64) = (900, 43_200);
/// How long a role session lasts if nothing else is known, in seconds.
const DEFAULT_SESSION: i64 = 3_600;

/// A user's session at the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsoleSession {
    /// The user's account.
    pub account: String,
    /// The user's name.
    pub user_name: String,
    /// The user's own, which every switch is authorised with.
    own: Credentials,
    /// When they end.
    pub expires: Timestamp,
    /// Whether they signed in with MFA.
    #[serde(default)]
    pub mfa: bool,
    /// The role switched to.
    pub role: Option<SwitchedRole>,
}

/// A role that the console acts as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchedRole {
    /// What the switch-role page was given, the account as its id.
    pub form: SwitchForm,
    credentials: Credentials,
    /// When they end.
    pub expires: Timestamp,
}

/// The console's present identity, as panes see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleIdentity {
    /// The account acted in: the role's, if switched.
    pub account: String,
    /// The account of the user who signed in.
    pub home_account: String,
    /// The user who signed in.
    pub user_name: String,
    /// Whether they did so with MFA.
    pub mfa: bool,
    /// The role switched to.
    pub role: Option<SwitchForm>,
    /// When the present credentials end.
    pub expires: Timestamp,
    /// The region chosen in the header.
    pub region: String,
}

impl ConsoleSession {
    /// The credentials that panes act with.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        self.role.as_ref().map_or(&self.own, |role| &role.credentials)
    }

    /// When those end.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.role.as_ref().map_or(self.expires, |role| role.expires)
    }

    /// The ARN-like name under which the user's recent roles are kept.
    #[must_use]
    pub fn owner(&self) -> String {
        self.account.clone() + "/" + &self.user_name
    }
}

impl Store {
    /// Who the console acts as; nobody before the sign-in.
    #[must_use]
    pub fn identity(&self) -> Option<ConsoleIdentity> {
        let model = self.model();
        let session = model.session.as_ref()?;
        let role = session.role.as_ref().map(|role| role.form.clone());
        Some(ConsoleIdentity {
            account: role.as_ref().map_or(&session.account, |role| &role.account).clone(),
            home_account: session.account.clone(),
            user_name: session.user_name.clone(),
            mfa: session.mfa,
            role,
            expires: session.ends(),
            region: model.region.clone(),
        })
    }

    /// The roles that the signed-in user switched to last, newest first.
    #[must_use]
    pub fn recent_roles(&self) -> Vec<SwitchForm> {
        let model = self.model();
        let Some(owner) = model.session.as_ref().map(ConsoleSession::owner) else { return Vec::new() };
        model.recent_roles.iter().filter(|(who, _)| *who == owner).map(|(_, form)| form.clone()).collect()
    }

    /// Signs in with a password.
    ///
    /// # Errors
    /// The sign-in page's one answer to all that is wrong.
    pub fn sign_in(&self, form: &SignIn) -> Result<(), Failure> {
        let mfa = !form.mfa_code.is_empty();
        self.update(|model| model.begin_session(mfa, |world, tick| signin::console(world, form, tick)))
    }

    /// Gives a user who must choose another password this one. It signs nobody in.
    ///
    /// # Errors
    /// The sign-in page's one answer, with the record that "Why?" explains.
    pub fn change_password(&self, form: &SignIn, new: &str) -> Result<(), Failure> {
        self.update(|model| {
            let tick = model.live.tick();
            let turn = signin::change_password(model.live.history.world(), form, new, tick);
            model.live.history.push(turn, Some(Door::Console), tick).map(drop)
        })
    }

    /// The simulator's short cut: signs in as a user without its password; with MFA if the user has a device,
    /// unless `mfa` says otherwise.
    ///
    /// # Errors
    /// As [`Store::sign_in`].
    pub fn sign_in_as(&self, account: &str, user_name: &str, mfa: Option<bool>) -> Result<(), Failure> {
        self.update(|model| {
            let world = model.live.history.world();
            let user = world.account(account).and_then(|account| account.iam.user(user_name));
            let mfa = mfa.unwrap_or(user.is_some_and(|user| !user.mfa_devices.is_empty()));
            let vouched = Some(mfa);
            model
                .begin_session(mfa, |world, tick| signin::simulated(world, account, user_name, vouched, tick))
        })
    }

    /// Signs out of the console.
    pub fn sign_out(&self) {
        self.update(|model| model.set_session(None));
    }

    /// Goes back to the user's own permissions.
    pub fn switch_back(&self) {
        self.update(|model| {
            let session = model.session.take().map(|session| ConsoleSession { role: None, ..session });
            model.set_session(session);
        });
    }

    /// Switches to a role; always authorised by the user's own credentials, also from within another role.
    ///
    /// # Errors
    /// The answer of `sts:AssumeRole`, of which the console tells the learner nothing.
    pub fn switch_role(&self, form: &SwitchForm) -> Result<(), Failure> {
        self.update(|model| model.switch_role(form))
    }
}

impl Model {
    fn begin_session(
        &mut self,
        mfa: bool,
        sign_in: impl FnOnce(&cloud::World, cloud::Tick) -> cloud::Turn,
    ) -> Result<(), Failure> {
        let tick = self.live.tick();
        let turn = sign_in(self.live.history.world(), tick);
        let Success { reply, .. } = self.live.history.push(turn, Some(Door::Console), tick)?;
        let text = |name: &str| reply.text(&[name]).unwrap_or_default().to_owned();
        let (own, expires) = credentials(&reply);
        let session = ConsoleSession {
            account: text("Account"),
            user_name: text("UserName"),
            own,
            expires,
            mfa,
            role: None,
        };
        self.set_session(Some(session));
        Ok(())
    }

    fn set_session(&mut self, session: Option<ConsoleSession>) {
        if let Some(session) = &session {
            self.terminals.sign_in(session.credentials());
        }
        self.session = session;
        self.flashes.clear();
        self.epoch.identity += 1;
    }

    fn switch_role(&mut self, form: &SwitchForm) -> Result<(), Failure> {
        let Some(session) = self.session.clone() else {
            let error =
                cloud::ApiError::new("AccessDenied", 403, "Sign in first.").with_fault(Fault::Authentication);
            return Err(Failure { error, record: None });
        };
        let account = self.live.history.world().account_by_alias(form.account.trim()).map(|a| a.id.clone());
        let form = SwitchForm {
            account: account.unwrap_or_else(|| form.account.trim().to_owned()),
            role_name: form.role_name.trim().trim_start_matches('/').to_owned(),
            ..form.clone()
        };
        let call = self.assume_role(&session, &form);
        let Success { reply, .. } = self.live.call(&call, &session.own, Origin::console())?;
        let (credentials, expires) = credentials(&reply);
        let role = SwitchedRole { form: form.clone(), credentials, expires: expires.min(session.expires) };
        let owner = session.owner();
        self.recent_roles.retain(|(who, other)| {
            *who != owner || (&other.account, &other.role_name) != (&form.account, &form.role_name)
        });
        self.recent_roles.insert(0, (owner.clone(), form));
        let mut kept = 0;
        self.recent_roles.retain(|(who, _)| {
            kept += usize::from(*who == owner);
            *who != owner || kept <= RECENT_ROLES
        });
        self.set_session(Some(ConsoleSession { role: Some(role), ..session }));
        Ok(())
    }

    /// The call behind a switch. The session lasts as long as the role allows, but not longer than the
    /// user's own; source: spec console-facts.md. The console's sign-in service knows the role's maximum.
    fn assume_role(&self, session: &ConsoleSession, form: &SwitchForm) -> Call {
        let name = form.role_name.rsplit('/').next().unwrap_or_default();
        let account = self.live.history.world().account(&form.account);
        let most = account.and_then(|a| a.iam.role(name)).map_or(DEFAULT_SESSION, |role| role.max_session);
        let left = session.expires.since(self.live.clock.now());
        let (least, longest) = SESSION_BOUNDS;
        Call::new("sts", "AssumeRole")
            .with("RoleArn", format!("arn:aws:iam::{}:role/{}", form.account, form.role_name))
            .with("RoleSessionName", session.user_name.as_str())
            .with("DurationSeconds", most.min(left).clamp(least, longest))
    }
}

/// The `Credentials` of an answer, and when they end.
fn credentials(reply: &Reply) -> (Credentials, Timestamp) {
    let text = |name: &str| reply.text(&["Credentials", name]).unwrap_or_default().to_owned();
    let credentials = Credentials {
        access_key_id: text("AccessKeyId"),
        secret_access_key: text("SecretAccessKey"),
        session_token: Some(text("SessionToken")),
    };
    (credentials, Timestamp::from_iso(&text("Expiration")).unwrap_or_default())
}
