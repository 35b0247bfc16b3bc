//! MFA devices: how they are enabled, and what their codes are good for.

#![allow(clippy::unwrap_used)]

mod support;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::request::{Call, Door};
use cloud::{Credentials, Failure, Reply, Tick, signin, totp};
use support::{ACCOUNT, Aws, assume_role, credentials};

/// A user `bob` with a password, keys and an enabled MFA device.
struct Story {
    aws: Aws,
    admin: Credentials,
    bob: Credentials,
    serial: String,
    seed: Vec<u8>,
}

impl Story {
    fn new() -> Self {
        let (mut aws, admin) = Aws::with_admin();
        let bob = |operation: &str| Call::new("iam", operation).with("UserName", "bob");
        aws.must(&admin, bob("CreateUser"));
        aws.must(&admin, bob("CreateLoginProfile").with("Password", "Correct-Horse-7"));
        let keys = aws.access_key(&admin, "bob");
        let device = Call::new("iam", "CreateVirtualMFADevice").with("VirtualMFADeviceName", "bob");
        let reply = aws.must(&admin, device);
        let text = |name: &str| reply.text(&["VirtualMFADevice", name]).unwrap().to_owned();
        let seed = String::from_utf8(BASE64.decode(text("Base32StringSeed")).unwrap()).unwrap();
        assert_eq!(seed.len(), 64);
        let seed = totp::from_base32(&seed).unwrap();
        Self { aws, admin, bob: keys, serial: text("SerialNumber"), seed }
    }

    fn enabled() -> Self {
        let mut story = Self::new();
        let call = story.pair("EnableMFADevice", 0);
        story.aws.must(&story.admin.clone(), call);
        // The two codes are used up: the next is good a minute later.
        story.wait(60);
        story
    }

    fn wait(&mut self, seconds: i64) {
        self.aws.now = self.aws.now.plus(seconds);
    }

    /// The code that is shown, or that `later` steps later.
    fn code(&self, later: i64) -> String {
        totp::code(&self.seed, totp::step(self.aws.now) + later)
    }

    fn pair(&self, operation: &str, later: i64) -> Call {
        self.device(operation)
            .with("AuthenticationCode1", self.code(later))
            .with("AuthenticationCode2", self.code(later + 1))
    }

    fn device(&self, operation: &str) -> Call {
        Call::new("iam", operation).with("UserName", "bob").with("SerialNumber", self.serial.as_str())
    }

    fn session_token(&self, code: &str) -> Call {
        Call::new("sts", "GetSessionToken").with("SerialNumber", self.serial.as_str()).with("TokenCode", code)
    }

    fn sign_in(&mut self, code: &str) -> Result<Reply, Failure> {
        let form = signin::SignIn {
            account_or_alias: ACCOUNT.to_owned(),
            user_name: "bob".to_owned(),
            password: "Correct-Horse-7".to_owned(),
            mfa_code: code.to_owned(),
        };
        let tick = Tick { now: self.aws.now, seed: 5 };
        let turn = signin::console(self.aws.history.world(), &form, tick);
        self.aws.history.push(turn, Some(Door::Console), tick).map(|success| success.reply)
    }

    /// Whether bob's policy, which asks for MFA, lets these credentials list users.
    fn may_list(&mut self, who: &Credentials) -> bool {
        self.aws.try_call(who, Call::new("iam", "ListUsers")).is_ok()
    }

    fn allow_with_mfa(&mut self) {
        let document = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"iam:ListUsers",
            "Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}}"#;
        let call = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "mfa");
        self.aws.must(&self.admin.clone(), call.with("PolicyDocument", document));
    }
}

#[test]
fn a_device_is_enabled_with_two_codes_in_a_row() {
    let mut story = Story::new();
    let admin = story.admin.clone();
    let invalid = "InvalidAuthenticationCode: Authentication code for device is not valid.";
    let first = story.code(0);
    let twice = story.device("EnableMFADevice").with("AuthenticationCode1", first.as_str());
    for wrong in [story.pair("EnableMFADevice", 9), twice.with("AuthenticationCode2", first.as_str())] {
        assert_eq!(story.aws.refused(&admin, wrong), invalid);
    }
    let right = story.pair("EnableMFADevice", -1);
    story.aws.must(&admin, right.clone());
    let again = story.aws.refused(&admin, right);
    assert_eq!(again, "EntityAlreadyExists: MFA Device is already in use.");
    let delete = Call::new("iam", "DeleteVirtualMFADevice").with("SerialNumber", story.serial.as_str());
    assert!(story.aws.refused(&admin, delete.clone()).starts_with("DeleteConflict"));
    let bob = |operation: &str| Call::new("iam", operation).with("UserName", "bob");
    let list = story.aws.must(&admin, bob("ListMFADevices"));
    assert_eq!(list.output["MFADevices"][0]["SerialNumber"], story.serial.as_str());
    let off = story.device("DeactivateMFADevice");
    story.aws.must(&admin, off.clone());
    assert!(story.aws.refused(&admin, off).starts_with("NoSuchEntity"));
    story.aws.must(&admin, delete);
}

#[test]
fn a_user_with_a_device_cannot_be_deleted() {
    let mut story = Story::enabled();
    let admin = story.admin.clone();
    for operation in ["DeleteLoginProfile", "DeleteAccessKey"] {
        let call = Call::new("iam", operation).with("UserName", "bob");
        let call = if operation == "DeleteAccessKey" {
            call.with("AccessKeyId", story.bob.access_key_id.as_str())
        } else {
            call
        };
        story.aws.must(&admin, call);
    }
    let delete = Call::new("iam", "DeleteUser").with("UserName", "bob");
    let conflict = "DeleteConflict: Cannot delete entity, must delete MFA device first.";
    assert_eq!(story.aws.refused(&admin, delete), conflict);
}

#[test]
fn a_code_makes_a_session_with_mfa() {
    let mut story = Story::enabled();
    story.allow_with_mfa();
    let bob = story.bob.clone();
    assert!(!story.may_list(&bob));
    let wrong = "AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    let future = story.session_token(&story.code(5));
    assert_eq!(story.aws.refused(&bob, future), wrong);
    let right = story.session_token(&story.code(0));
    let session = credentials(&story.aws.must(&bob, right.clone()));
    assert!(story.may_list(&session));
    // A code counts once.
    assert_eq!(story.aws.refused(&bob, right), wrong);
    // Nobody can use another's device.
    let admin = story.admin.clone();
    let other = story.session_token(&story.code(1));
    assert!(story.aws.refused(&admin, other).contains("verify your MFA serial number"));
}

#[test]
fn a_role_can_ask_for_a_code() {
    let mut story = Story::enabled();
    let admin = story.admin.clone();
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:user/bob"}},
        "Condition":{{"NumericLessThan":{{"aws:MultiFactorAuthAge":"60"}}}}}}}}"#
    );
    let role = Call::new("iam", "CreateRole").with("RoleName", "careful");
    story.aws.must(&admin, role.with("AssumeRolePolicyDocument", trust));
    let bob = story.bob.clone();
    assert!(story.aws.refused(&bob, assume_role("careful")).contains("sts:AssumeRole"));
    let with_code = |story: &Story, later| {
        let call = assume_role("careful").with("SerialNumber", story.serial.as_str());
        call.with("TokenCode", story.code(later))
    };
    let wrong = with_code(&story, 7);
    assert!(story.aws.refused(&bob, wrong).contains("invalid MFA one time pass code"));
    let right = with_code(&story, 0);
    story.aws.must(&bob, right);
}

#[test]
fn the_console_asks_for_a_code() {
    let mut story = Story::enabled();
    story.allow_with_mfa();
    assert_eq!(story.sign_in("").unwrap_err().error.code, signin::MFA_REQUIRED);
    assert_eq!(story.sign_in("000000").unwrap_err().error.code, "SignInFailed");
    let code = story.code(0);
    let session = credentials(&story.sign_in(&code).unwrap());
    assert!(story.may_list(&session));
    assert_eq!(story.sign_in(&code).unwrap_err().error.code, "SignInFailed", "a code counts once");
    // Without a device there is no code and no MFA.
    let off = story.device("DeactivateMFADevice");
    story.aws.must(&story.admin.clone(), off);
    let session = credentials(&story.sign_in("").unwrap());
    assert!(!story.may_list(&session));
}

#[test]
fn the_record_hides_the_seed() {
    let story = Story::new();
    let seed = totp::base32(&story.seed);
    let texts: Vec<String> =
        story.aws.history.records().map(|r| serde_json::to_string(&r.event).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains("CreateVirtualMFADevice")));
    assert!(!texts.iter().any(|text| text.contains(&seed) || text.contains(&BASE64.encode(&seed))));
}
