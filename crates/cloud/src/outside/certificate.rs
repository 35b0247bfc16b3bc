//! The X.509 certificates of SAML providers: self-signed, with nothing in them but a name and a key.

use super::keys::{Key, POINT, PublicKey};

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const BITS: u8 = 0x03;
const OBJECT: u8 = 0x06;
const TEXT: u8 = 0x0c;
const TIME: u8 = 0x17;

/// `ecdsa-with-SHA256`
const ECDSA_SHA256: [u8; 8] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
/// `commonName`
const COMMON_NAME: [u8; 3] = [0x55, 0x04, 0x03];
/// A subject's public key of P-256 up to its point: the same bytes in every certificate.
const KEY_HEAD: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// One value in DER: its tag, its length, itself.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match (u8::try_from(content.len()), u16::try_from(content.len())) {
        (Ok(length), _) if length < 0x80 => out.push(length),
        (Ok(length), _) => out.extend([0x81, length]),
        (_, length) => {
            out.push(0x82);
            out.extend(length.unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out.extend(content);
    out
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    der(SEQUENCE, &parts.concat())
}

/// A certificate for a key, good for what UTCTime can say (1950 to 2049) from 2020 on.
pub(super) fn write(key: &Key, name: &str) -> Vec<u8> {
    let algorithm = sequence(&[der(OBJECT, &ECDSA_SHA256)]);
    let common = sequence(&[der(OBJECT, &COMMON_NAME), der(TEXT, name.as_bytes())]);
    let name = sequence(&[der(SET, &common)]);
    let times = sequence(&[der(TIME, b"200101000000Z"), der(TIME, b"491231235959Z")]);
    let subject_key = [KEY_HEAD.as_slice(), &key.public().point()].concat();
    let body = sequence(&[der(INTEGER, &[1]), algorithm.clone(), name.clone(), times, name, subject_key]);
    let signature = [&[0], key.sign_der(&body).as_slice()].concat();
    sequence(&[body, algorithm, der(BITS, &signature)])
}

/// The key of a certificate. `None` if it has none of P-256: of all others AWS knows here only that they signed
/// nothing.
pub(super) fn key(certificate: &[u8]) -> Option<PublicKey> {
    let at = certificate.windows(KEY_HEAD.len()).position(|window| window == KEY_HEAD)? + KEY_HEAD.len();
    PublicKey::of_point(certificate.get(at..at + POINT)?)
}
