//! The proof that whoever shows a certificate holds its key: the handshake's signature. Both ends of a connection look at
//! it in the same way.

use rustls::client::danger::HandshakeSignatureValid;
use rustls::crypto::{WebPkiSupportedAlgorithms, ring, verify_tls13_signature};
use rustls::{DigitallySignedStruct, Error, PeerMisbehaved, SignatureScheme};
use rustls_pki_types::CertificateDer;

fn algorithms() -> WebPkiSupportedAlgorithms {
    ring::default_provider().signature_verification_algorithms
}

/// Whether the signature over `message` was made with the key of the certificate.
///
/// # Errors
/// It was made with another key, or in a way that TLS 1.3 does not allow.
pub fn tls13(
    message: &[u8],
    certificate: &CertificateDer<'_>,
    signature: &DigitallySignedStruct,
) -> Result<HandshakeSignatureValid, Error> {
    verify_tls13_signature(message, certificate, signature, &algorithms())
}

/// Why a signature of TLS 1.2 is never looked at: nobody was offered that version.
pub fn tls12() -> Error {
    PeerMisbehaved::SignedHandshakeWithUnadvertisedSigScheme.into()
}

/// The ways to sign that are understood.
pub fn schemes() -> Vec<SignatureScheme> {
    algorithms().supported_schemes()
}
