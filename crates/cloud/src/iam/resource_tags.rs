//! Tags of what is neither user nor role: keys differ by case. Source: spec sts.md §5.

use super::model::Tag;
use super::tags::{checked_case_sensitive, list, most};
use super::{instance_profiles, managed_policies, mfa, oidc_providers, read, saml_providers, target, write};
use crate::operation::{Access, Authorized, Output, Rows};
use serde_json::Map;

const TAGGING: Access = Access::Tagging;

pub(super) const ROWS: Rows = &[
    write(
        "TagPolicy",
        TAGGING,
        "iam:TagPolicy",
        target::policy,
        |ok, world| put(ok, &mut managed_policies::customer_mut(ok, world)?.tags),
        "aws iam tag-policy --policy-arn arn:aws:iam::111122223333:policy/p --tags Key=team,Value=blue",
    ),
    write(
        "UntagPolicy",
        TAGGING,
        "iam:UntagPolicy",
        target::policy,
        |ok, world| remove(ok, &mut managed_policies::customer_mut(ok, world)?.tags),
        "aws iam untag-policy --policy-arn arn:aws:iam::111122223333:policy/p --tag-keys team",
    ),
    read(
        "ListPolicyTags",
        Access::List,
        "iam:ListPolicyTags",
        target::policy,
        |ok, world| list(ok, &managed_policies::customer(ok, world)?.tags),
        "aws iam list-policy-tags --policy-arn arn:aws:iam::111122223333:policy/p",
    ),
    write(
        "TagInstanceProfile",
        TAGGING,
        "iam:TagInstanceProfile",
        instance_profiles::profile,
        |ok, world| put(ok, &mut instance_profiles::named_mut(ok, world)?.tags),
        "aws iam tag-instance-profile --instance-profile-name web --tags Key=team,Value=blue",
    ),
    write(
        "UntagInstanceProfile",
        TAGGING,
        "iam:UntagInstanceProfile",
        instance_profiles::profile,
        |ok, world| remove(ok, &mut instance_profiles::named_mut(ok, world)?.tags),
        "aws iam untag-instance-profile --instance-profile-name web --tag-keys team",
    ),
    read(
        "ListInstanceProfileTags",
        Access::List,
        "iam:ListInstanceProfileTags",
        instance_profiles::profile,
        |ok, world| list(ok, &instance_profiles::named(ok, world)?.tags),
        "aws iam list-instance-profile-tags --instance-profile-name web",
    ),
    write(
        "TagMFADevice",
        TAGGING,
        "iam:TagMFADevice",
        mfa::device,
        |ok, world| put(ok, &mut mfa::device_mut(ok, world)?.tags),
        "aws iam tag-mfa-device --serial-number arn:aws:iam::111122223333:mfa/bob --tags Key=team,Value=blue",
    ),
    write(
        "UntagMFADevice",
        TAGGING,
        "iam:UntagMFADevice",
        mfa::device,
        |ok, world| remove(ok, &mut mfa::device_mut(ok, world)?.tags),
        "aws iam untag-mfa-device --serial-number arn:aws:iam::111122223333:mfa/bob --tag-keys team",
    ),
    read(
        "ListMFADeviceTags",
        Access::List,
        "iam:ListMFADeviceTags",
        mfa::device,
        |ok, world| list(ok, &mfa::named(ok, world)?.tags),
        "aws iam list-mfa-device-tags --serial-number arn:aws:iam::111122223333:mfa/bob",
    ),
    write(
        "TagOpenIDConnectProvider",
        TAGGING,
        "iam:TagOpenIDConnectProvider",
        oidc_providers::provider,
        |ok, world| put(ok, &mut oidc_providers::named_mut(ok, world)?.tags),
        "aws iam tag-open-id-connect-provider --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com --tags Key=team,Value=blue",
    ),
    write(
        "UntagOpenIDConnectProvider",
        TAGGING,
        "iam:UntagOpenIDConnectProvider",
        oidc_providers::provider,
        |ok, world| remove(ok, &mut oidc_providers::named_mut(ok, world)?.tags),
        "aws iam untag-open-id-connect-provider --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com --tag-keys team",
    ),
    read(
        "ListOpenIDConnectProviderTags",
        Access::List,
        "iam:ListOpenIDConnectProviderTags",
        oidc_providers::provider,
        |ok, world| list(ok, &oidc_providers::named(ok, world)?.tags),
        "aws iam list-open-id-connect-provider-tags --open-id-connect-provider-arn \
         arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ),
    write(
        "TagSAMLProvider",
        TAGGING,
        "iam:TagSAMLProvider",
        saml_providers::provider,
        |ok, world| put(ok, &mut saml_providers::named_mut(ok, world)?.tags),
        "aws iam tag-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp \
         --tags Key=team,Value=blue",
    ),
    write(
        "UntagSAMLProvider",
        TAGGING,
        "iam:UntagSAMLProvider",
        saml_providers::provider,
        |ok, world| remove(ok, &mut saml_providers::named_mut(ok, world)?.tags),
        "aws iam untag-saml-provider --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp \
         --tag-keys team",
    ),
    read(
        "ListSAMLProviderTags",
        Access::List,
        "iam:ListSAMLProviderTags",
        saml_providers::provider,
        |ok, world| list(ok, &saml_providers::named(ok, world)?.tags),
        "aws iam list-saml-provider-tags --saml-provider-arn arn:aws:iam::111122223333:saml-provider/idp",
    ),
];

fn put(ok: &Authorized, tags: &mut Vec<Tag>) -> Output {
    for tag in checked_case_sensitive(ok.input().tags())? {
        match tags.iter_mut().find(|t| t.key == tag.key) {
            Some(old) => *old = tag,
            None => tags.push(tag),
        }
    }
    most(tags)
}

fn remove(ok: &Authorized, tags: &mut Vec<Tag>) -> Output {
    let keys = ok.input().texts("TagKeys");
    tags.retain(|tag| !keys.contains(&tag.key.as_str()));
    Ok(Map::new())
}
