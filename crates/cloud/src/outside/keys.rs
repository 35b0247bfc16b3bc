//! The keys of simulated identity providers: ECDSA over P-256, each derived from the world and the provider's name, so
//! that they are part of the world's determinism and nothing has to be kept. Signatures are deterministic, too
//! (RFC 6979).

use crate::encoding::hex;
use crate::world::World;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{DerSignature, Signature, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

/// The form of a public key: `04`, then x and y of 32 bytes each.
pub(crate) const POINT: usize = 65;

/// A provider's key.
pub(crate) struct Key(SigningKey);

impl Key {
    /// The key of a provider, by its address.
    pub(crate) fn of(world: &World, provider: &str) -> Option<Self> {
        // Nearly every number of 256 bits is a key; where one is not, the next is tried.
        (0..=u8::MAX).find_map(|attempt| {
            let hash = Sha256::new()
                .chain_update(b"identity provider")
                .chain_update(world.provider_seed.to_be_bytes())
                .chain_update([attempt])
                .chain_update(provider.trim_end_matches('/'))
                .finalize();
            SigningKey::from_slice(&hash).ok().map(Self)
        })
    }

    /// What checks its signatures.
    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(*self.0.verifying_key())
    }

    /// The 64 bytes r and s, as JWT and XML signatures have them.
    pub(crate) fn sign(&self, text: &[u8]) -> Vec<u8> {
        let signature: Signature = self.0.sign(text);
        signature.to_bytes().to_vec()
    }

    /// The signature as certificates have it.
    pub(crate) fn sign_der(&self, text: &[u8]) -> Vec<u8> {
        let signature: DerSignature = self.0.sign(text);
        signature.as_bytes().to_vec()
    }
}

/// What checks a provider's signatures.
pub(crate) struct PublicKey(VerifyingKey);

impl PublicKey {
    /// `None` if the bytes are no key.
    pub(crate) fn of_point(point: &[u8]) -> Option<Self> {
        VerifyingKey::from_sec1_bytes(point).ok().map(Self)
    }

    /// The bytes of [`POINT`]'s form.
    pub(crate) fn point(&self) -> Vec<u8> {
        self.0.to_sec1_point(false).as_bytes().to_vec()
    }

    /// What tokens name the key by.
    pub(crate) fn id(&self) -> String {
        hex(&Sha256::digest(self.point())[..20])
    }

    /// Whether a signature of r and s is the key's for a text.
    pub(crate) fn signed(&self, text: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.0.verify(text, &signature).is_ok())
    }
}
