//! SAML 2.0 identity providers: metadata, and an assertion for whoever asks. What AWS wants in an assertion: spec
//! sts.md §3.

use super::keys::{Key, PublicKey};
use super::{Page, certificate, pairs, provider, xml_signature};
use crate::protocol::xml::{Element, escape};
use crate::request::HttpRequest;
use crate::tick::Timestamp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::Value;

/// Below a provider's address.
const METADATA: &str = "/metadata";
/// Not of the standard: where an assertion is had by saying what shall be in it.
pub const ASSERTION: &str = "/assertion";

/// Where AWS takes assertions: their recipient, and the audience that they must name.
pub const AWS: &str = "https://signin.aws.amazon.com/saml";
/// Before the names of the attributes that AWS reads.
pub(crate) const ATTRIBUTES: &str = "https://aws.amazon.com/SAML/Attributes/";
const NAMES: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
/// Before the format of a subject's name.
pub(crate) const FORMAT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
/// How long an assertion can be presented, in seconds.
const LIFE: i64 = 300;

/// Attributes of people by the condition keys that AWS makes of them, `saml:…`. Source: AWS's list of keys for SAML
/// federation.
pub(crate) const PEOPLE: [(&str, &str); 20] = [
    ("edupersonaffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1"),
    ("edupersonnickname", "urn:oid:1.3.6.1.4.1.5923.1.1.1.2"),
    ("edupersonorgdn", "urn:oid:1.3.6.1.4.1.5923.1.1.1.3"),
    ("edupersonorgunitdn", "urn:oid:1.3.6.1.4.1.5923.1.1.1.4"),
    ("edupersonprimaryaffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.5"),
    ("edupersonprincipalname", "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"),
    ("edupersonentitlement", "urn:oid:1.3.6.1.4.1.5923.1.1.1.7"),
    ("edupersonprimaryorgunitdn", "urn:oid:1.3.6.1.4.1.5923.1.1.1.8"),
    ("edupersonscopedaffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.9"),
    ("edupersontargetedid", "urn:oid:1.3.6.1.4.1.5923.1.1.1.10"),
    ("edupersonassurance", "urn:oid:1.3.6.1.4.1.5923.1.1.1.11"),
    ("eduorghomepageuri", "urn:oid:1.3.6.1.4.1.5923.1.2.1.2"),
    ("eduorgidentityauthnpolicyuri", "urn:oid:1.3.6.1.4.1.5923.1.2.1.3"),
    ("eduorglegalname", "urn:oid:1.3.6.1.4.1.5923.1.2.1.4"),
    ("eduorgsuperioruri", "urn:oid:1.3.6.1.4.1.5923.1.2.1.5"),
    ("eduorgwhitepagesuri", "urn:oid:1.3.6.1.4.1.5923.1.2.1.6"),
    ("cn", "urn:oid:2.5.4.3"),
    ("givenName", "urn:oid:2.5.4.42"),
    ("mail", "urn:oid:0.9.2342.19200300.100.1.3"),
    ("uid", "urn:oid:0.9.2342.19200300.100.1.1"),
];

/// The page of a provider.
pub(super) fn page(world: &World, http: &HttpRequest, now: Timestamp) -> Option<Page> {
    match http.method.as_str() {
        "GET" | "HEAD" => {
            let entity = provider(http, METADATA)?;
            let body = metadata(&Key::of(world, &entity)?, &entity);
            Some(Page { status: 200, content_type: "application/samlmetadata+xml", body })
        }
        "POST" => {
            let entity = provider(http, ASSERTION)?;
            let Some(said) = pairs(http).and_then(|pairs| Said::of(&pairs, now)) else {
                return Some(Page::refusal("The attributes are no form and no JSON object of texts."));
            };
            let response = said.response(&Key::of(world, &entity)?, &entity, now);
            Some(Page { status: 200, content_type: "text/plain", body: BASE64.encode(response) })
        }
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    escape(text).replace('"', "&quot;")
}

fn metadata(key: &Key, entity: &str) -> String {
    let certificate = BASE64.encode(certificate::write(key, entity));
    let entity = quoted(entity);
    format!(
        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{entity}\">\n\
         <md:IDPSSODescriptor WantAuthnRequestsSigned=\"false\" \
         protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\n\
         <md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data>\
         <ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>\n\
         <md:NameIDFormat>{FORMAT}persistent</md:NameIDFormat>\n\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" \
         Location=\"{entity}/sso\"/>\n\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" \
         Location=\"{entity}/sso\"/>\n\
         </md:IDPSSODescriptor>\n</md:EntityDescriptor>\n"
    )
}

/// The keys of a provider's metadata that check its assertions.
pub(crate) fn keys(metadata: &str) -> Vec<PublicKey> {
    let mut keys = Vec::new();
    let mut rest = metadata;
    while let Some((_, after)) = rest.split_once("X509Certificate>") {
        let (text, after) = after.split_once('<').unwrap_or((after, ""));
        let text: String = text.split_whitespace().collect();
        keys.extend(BASE64.decode(text).ok().and_then(|bytes| certificate::key(&bytes)));
        // Behind the element's own end.
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    keys
}

/// What an assertion shall say.
struct Said {
    subject: String,
    format: String,
    recipient: String,
    audience: String,
    session_end: Option<Timestamp>,
    /// Attributes by their full names, in the order in which they were first named.
    attributes: Vec<(String, Vec<String>)>,
}

impl Said {
    fn of(pairs: &[(String, Value)], now: Timestamp) -> Option<Self> {
        let mut said = Self {
            subject: "alice".to_owned(),
            format: "persistent".to_owned(),
            recipient: AWS.to_owned(),
            audience: "urn:amazon:webservices".to_owned(),
            session_end: None,
            attributes: Vec::new(),
        };
        for (name, value) in pairs {
            let values = match value {
                Value::Array(values) => values.iter().map(text).collect::<Option<Vec<_>>>()?,
                one => vec![text(one)?],
            };
            let first = || values.first().cloned();
            match name.as_str() {
                "subject" => said.subject = first()?,
                "format" => said.format = first()?,
                "recipient" => said.recipient = first()?,
                "audience" => said.audience = first()?,
                "session_expires_in" => said.session_end = Some(now.plus(first()?.parse().ok()?)),
                _ => said.add(&full_name(name), values),
            }
        }
        Some(said)
    }

    fn add(&mut self, name: &str, values: Vec<String>) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => known.extend(values),
            None => self.attributes.push((name.to_owned(), values)),
        }
    }

    fn response(&self, key: &Key, entity: &str, now: Timestamp) -> String {
        let at = now.iso();
        let assertion = self.assertion(key, entity, now);
        format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{}\" \
             ID=\"_response\" IssueInstant=\"{at}\" Version=\"2.0\"><saml:Issuer xmlns:saml=\"{NAMES}\">{}\
             </saml:Issuer><samlp:Status><samlp:StatusCode \
             Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"></samlp:StatusCode></samlp:Status>{assertion}\
             </samlp:Response>",
            quoted(&self.recipient),
            escape(entity),
        )
    }

    fn assertion(&self, key: &Key, entity: &str, now: Timestamp) -> String {
        const ID: &str = "_assertion";
        let (at, end) = (now.iso(), now.plus(LIFE).iso());
        let before = format!(
            "{START}xmlns:saml=\"{NAMES}\" ID=\"{ID}\" IssueInstant=\"{at}\" Version=\"2.0\"><saml:Issuer>{}\
             </saml:Issuer>",
            escape(entity)
        );
        let format =
            if self.format.contains(':') { self.format.clone() } else { format!("{FORMAT}{}", self.format) };
        let session_end = self.session_end.map(|end| format!(" SessionNotOnOrAfter=\"{}\"", end.iso()));
        let after = format!(
            "<saml:Subject><saml:NameID Format=\"{}\">{}</saml:NameID><saml:SubjectConfirmation \
             Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml:SubjectConfirmationData NotOnOrAfter=\"{end}\" \
             Recipient=\"{}\"></saml:SubjectConfirmationData></saml:SubjectConfirmation></saml:Subject>\
             <saml:Conditions NotBefore=\"{at}\" NotOnOrAfter=\"{end}\"><saml:AudienceRestriction><saml:Audience>{}\
             </saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement \
             AuthnInstant=\"{at}\"{}></saml:AuthnStatement><saml:AttributeStatement>{}</saml:AttributeStatement>{END}",
            quoted(&format),
            escape(&self.subject),
            quoted(&self.recipient),
            escape(&self.audience),
            session_end.unwrap_or_default(),
            self.attributes.iter().map(attribute).collect::<String>(),
        );
        let signature = xml_signature::sign(key, ID, &before, &after);
        [before, signature, after].concat()
    }
}

const START: &str = "<saml:Assertion ";
const END: &str = "</saml:Assertion>";

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// AWS's attributes and those of people go by their short names, too.
fn full_name(name: &str) -> String {
    const SHORT: [&str; 5] =
        ["Role", "RoleSessionName", "SessionDuration", "SourceIdentity", "TransitiveTagKeys"];
    if SHORT.contains(&name) || name.starts_with("PrincipalTag:") {
        return format!("{ATTRIBUTES}{name}");
    }
    let of_people = PEOPLE.iter().find(|(short, _)| short.eq_ignore_ascii_case(name));
    of_people.map_or(name, |(_, full)| full).to_owned()
}

fn attribute((name, values): &(String, Vec<String>)) -> String {
    let value = |value: &String| format!("<saml:AttributeValue>{}</saml:AttributeValue>", escape(value));
    let values: String = values.iter().map(value).collect();
    format!("<saml:Attribute Name=\"{}\">{values}</saml:Attribute>", quoted(name))
}

/// An assertion as it was read: nothing in it is to be believed before its signature was checked.
pub(crate) struct Assertion {
    text: String,
    root: Element,
}

impl Assertion {
    /// The assertion of a response. `None` if there is not just one, or it is not well-formed.
    pub(crate) fn of_response(response: &str) -> Option<Self> {
        let (_, rest) = response.split_once(START)?;
        let (inside, after) = rest.split_once(END)?;
        let alone = !inside.contains(START) && !after.contains(START);
        let text = format!("{START}{inside}{END}");
        let root = Element::parse(&text).filter(|_| alone)?;
        Some(Self { text, root })
    }

    /// Who says so, as it says itself.
    pub(crate) fn issuer(&self) -> &str {
        self.root.find(&["saml:Issuer"]).map_or("", |issuer| issuer.text.as_str())
    }

    /// The same without what is not signed, if one of the keys signed it.
    pub(crate) fn verified(&self, keys: &[PublicKey]) -> Option<Self> {
        let text = xml_signature::verified(keys, self.root.attribute("ID")?, &self.text)?;
        let root = Element::parse(&text)?;
        Some(Self { text, root })
    }

    /// The text of an element, by its path.
    pub(crate) fn text(&self, path: &[&str]) -> Option<&str> {
        self.root.find(path).map(|element| element.text.as_str())
    }

    /// The attribute of an element, by its path.
    pub(crate) fn of_element(&self, path: &[&str], name: &str) -> Option<&str> {
        self.root.find(path)?.attribute(name)
    }

    /// When it was issued.
    pub(crate) fn issued(&self) -> Option<Timestamp> {
        self.root.attribute("IssueInstant").and_then(Timestamp::from_iso)
    }

    /// The attributes of the subject with their values.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        let statement = self.root.find(&["saml:AttributeStatement"]);
        let attributes = statement.into_iter().flat_map(|statement| &statement.children);
        attributes.filter_map(|attribute| {
            let values = attribute.children.iter().map(|value| value.text.as_str()).collect();
            Some((attribute.attribute("Name")?, values))
        })
    }

    /// The values of an attribute of AWS's, by its short name.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        let found = self.attributes().find(|(known, _)| known.strip_prefix(ATTRIBUTES) == Some(name));
        found.map(|(_, values)| values).unwrap_or_default()
    }
}
