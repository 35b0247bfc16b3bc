//! What the create-user wizard asks, and the calls that follow from it.

use crate::console::item::tag_list;
use crate::console::permissions::Holder;
use cloud::{Call, Random};

/// With a password that must be changed, the console gives the user the right to change it.
pub const CHANGE_PASSWORD_POLICY: &str = "arn:aws:iam::aws:policy/IAMUserChangePassword";

/// The answers given so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UserDraft {
    /// The user name.
    pub name: String,
    /// The console password, if the user may sign in to the console.
    pub login: Option<Login>,
    /// How the user gets its permissions.
    pub source: PermissionSource,
    /// Names of the groups to add the user to.
    pub groups: Vec<String>,
    /// ARNs of the policies to attach.
    pub policies: Vec<String>,
    /// Tags as typed, key and value.
    pub tags: Vec<(String, String)>,
}

/// How the user gets its permissions. What was chosen the other way is kept, but not used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PermissionSource {
    /// By its groups.
    #[default]
    Groups,
    /// By policies of its own.
    Attach,
}

/// The console password of the new user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// One that was drawn, for when the learner types none.
    pub drawn: String,
    /// One that the learner types.
    pub typed: Option<String>,
    /// Whether the user must choose another at the first sign-in.
    pub reset_required: bool,
}

impl Login {
    /// The password that counts.
    #[must_use]
    pub fn password(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.drawn)
    }
}

impl UserDraft {
    /// The call that creates the user.
    #[must_use]
    pub fn create(&self) -> Call {
        let call = Call::new("iam", "CreateUser").with("UserName", self.name.trim());
        match tag_list(&self.tags) {
            Some(tags) => call.with("Tags", tags),
            None => call,
        }
    }

    /// The call that gives the created user its console password, if it shall have one.
    #[must_use]
    pub fn create_login(&self) -> Option<Call> {
        let login = self.login.as_ref()?;
        let call = Call::new("iam", "CreateLoginProfile")
            .with("UserName", self.name.trim())
            .with("Password", login.password())
            .with("PasswordResetRequired", login.reset_required);
        Some(call)
    }

    /// The calls that give the created user its permissions.
    #[must_use]
    pub fn furnish(&self) -> Vec<Call> {
        let name = self.name.trim();
        let groups = self.chosen_groups().iter().map(|group| {
            Call::new("iam", "AddUserToGroup").with("GroupName", group.as_str()).with("UserName", name)
        });
        let holder = Holder::User(name.to_owned());
        let policies = self.chosen_policies();
        let policies = policies.iter().map(|arn| holder.attach(arn));
        groups.chain(policies).collect()
    }

    /// The groups that the user will be in.
    #[must_use]
    pub fn chosen_groups(&self) -> &[String] {
        if self.source == PermissionSource::Groups { &self.groups } else { &[] }
    }

    /// The policies that will be attached, the one that the console adds included.
    #[must_use]
    pub fn chosen_policies(&self) -> Vec<String> {
        let mut policies = match self.source {
            PermissionSource::Attach => self.policies.clone(),
            PermissionSource::Groups => Vec::new(),
        };
        let reset = self.login.as_ref().is_some_and(|login| login.reset_required);
        if reset && !policies.iter().any(|arn| arn == CHANGE_PASSWORD_POLICY) {
            policies.push(CHANGE_PASSWORD_POLICY.to_owned());
        }
        policies
    }
}

/// Draws a password that fits the strictest rules: every kind of character, and enough of them.
#[must_use]
pub fn draw_password(random: &mut Random) -> String {
    // Characters that look alike are left out; each alphabet's length is a power of two.
    const LOWER: &[u8] = b"abcdefhkmnprtwxy";
    const UPPER: &[u8] = b"ABCDEFHKMNPRTWXY";
    const DIGIT: &[u8] = b"23456789";
    const SIGN: &[u8] = b"!#%+-=?@";
    [UPPER, LOWER, DIGIT, SIGN].into_iter().map(|alphabet| random.text(alphabet, 3)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(draft: &UserDraft) -> Vec<String> {
        draft.furnish().into_iter().map(|call| call.operation).collect()
    }

    #[test]
    fn a_bare_user_takes_one_call() {
        let draft = UserDraft { name: " bob ".to_owned(), ..UserDraft::default() };
        assert_eq!(draft.create(), Call::new("iam", "CreateUser").with("UserName", "bob"));
        assert!(draft.create_login().is_none() && draft.furnish().is_empty());
    }

    #[test]
    fn only_the_chosen_way_counts() {
        let mut draft = UserDraft {
            groups: vec!["g".to_owned()],
            policies: vec!["arn".to_owned()],
            ..UserDraft::default()
        };
        assert_eq!(operations(&draft), ["AddUserToGroup"]);
        draft.source = PermissionSource::Attach;
        assert_eq!(operations(&draft), ["AttachUserPolicy"]);
    }

    #[test]
    fn a_password_to_be_changed_may_be_changed() {
        let login = Login { drawn: "d".to_owned(), typed: None, reset_required: true };
        let draft = UserDraft { login: Some(login.clone()), ..UserDraft::default() };
        assert_eq!(operations(&draft), ["AttachUserPolicy"]);
        let call = draft.create_login().unwrap();
        assert_eq!(
            (&call.params["Password"], &call.params["PasswordResetRequired"]),
            (&"d".into(), &true.into())
        );
        let twice = UserDraft {
            source: PermissionSource::Attach,
            policies: vec![CHANGE_PASSWORD_POLICY.to_owned()],
            ..draft
        };
        assert_eq!(operations(&twice), ["AttachUserPolicy"]);
        assert_eq!(login.password(), "d");
    }

    #[test]
    fn drawn_passwords_have_every_kind_of_character() {
        let password = draw_password(&mut Random::new(7));
        assert_eq!(password.len(), 12);
        let kinds: [fn(char) -> bool; 4] = [
            |c| c.is_ascii_uppercase(),
            |c| c.is_ascii_lowercase(),
            |c| c.is_ascii_digit(),
            |c| c.is_ascii_punctuation(),
        ];
        assert!(kinds.iter().all(|kind| password.chars().any(kind)), "{password}");
        assert_ne!(password, draw_password(&mut Random::new(8)));
    }
}
