//! TLS to printers. They make their own certificates: the key that one shows first at an address is the one that it has to
//! show from then on; names and dates play no part.

use std::sync::{Arc, Mutex, PoisonError};

use epn_wire::tls::{key_pin, possession, provider};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{ring, verify_tls12_signature};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};

/// SHA-256 of a printer's public key.
pub type Pin = [u8; 32];

/// How a printer is talked to, and where the key that it shows is told.
pub fn config(pinned: Option<Pin>) -> Result<(ClientConfig, Arc<Seen>), Error> {
    let seen = Arc::new(Seen { pinned, shown: Mutex::new(None) });
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&seen) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    Ok((config, seen))
}

/// Looks at the key that a printer shows.
#[derive(Debug)]
pub struct Seen {
    pinned: Option<Pin>,
    shown: Mutex<Option<Pin>>,
}

impl Seen {
    /// The key that it showed.
    pub fn shown(&self) -> Option<Pin> {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ServerCertVerifier for Seen {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown = key_pin(end_entity).map_err(|_| CertificateError::BadEncoding)?;
        if self.pinned.is_some_and(|pinned| pinned != shown) {
            return Err(CertificateError::ApplicationVerificationFailure.into());
        }
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = ring::default_provider().signature_verification_algorithms;
        verify_tls12_signature(message, cert, dss, &algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        possession::tls13(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        possession::schemes()
    }
}
