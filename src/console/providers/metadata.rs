//! The metadata document of a SAML provider: by file, or as text.

use crate::console::parts::Field;
use crate::ui::{Alert, AlertKind, Button, TextArea, TextFile};
use yew::prelude::*;

/// What IAM takes at most, in bytes. Source: `CreateSAMLProvider`'s model.
const MOST: u64 = 10_000_000;

/// Properties of [`Metadata`].
#[derive(Properties, PartialEq)]
pub(super) struct MetadataProps {
    /// The document.
    pub(super) text: String,
    /// What is wrong with it, if anything is.
    pub(super) wrong: Option<AttrValue>,
    /// Told of every change.
    pub(super) onchange: Callback<String>,
}

/// The fields.
#[component]
pub(super) fn Metadata(props: &MetadataProps) -> Html {
    let refused = use_state(String::new);
    let onfile = {
        let (refused, onchange) = (refused.setter(), props.onchange.clone());
        Callback::from(move |file: Result<(String, String), String>| match file {
            Ok((_, text)) => {
                refused.set(String::new());
                onchange.emit(text);
            }
            Err(why) => refused.set(why),
        })
    };
    let onsample = props.onchange.reform(|_: MouseEvent| sample());
    let area = html! {
        <TextArea value={props.text.clone()} oninput={props.onchange.clone()} rows={8} code=true />
    };
    html! {
        <div class="stack">
            <TextFile label="Choose file" most={MOST} onchange={onfile} />
            if !refused.is_empty() {
                <Alert kind={AlertKind::Error}>{ (*refused).clone() }</Alert>
            }
            { Field::new("Metadata document")
                .saying("The XML that an identity provider gives out about itself: its name, its address and the certificate that it signs with.")
                .wrong(props.wrong.clone())
                .around(area) }
            <div class="button-row">
                <Button onclick={onsample}>{ "Fill in a made-up provider's metadata" }</Button>
            </div>
        </div>
    }
}

/// Metadata as identity providers give it out; IAM takes none shorter than 1,000 characters.
fn sample() -> String {
    let certificate = "MIIBplaygroundCertificateOfNobody".repeat(30);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com/metadata">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
        <ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
"#
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_sample_is_long_enough() {
        assert!((1_000..10_000).contains(&super::sample().len()));
    }
}
