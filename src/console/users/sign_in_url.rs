//! Where users sign in.

/// AWS's own address of the sign-in page; `account` is an id or an alias. The playground's page is another.
#[must_use]
pub fn sign_in_url(account: &str) -> String {
    format!("https://{account}.signin.aws.amazon.com/console")
}
