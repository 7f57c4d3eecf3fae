//! TLS as the suite uses it: version 1.3 only; peers pin the hub's public key and ignore certificate dates and names,
//! since a station's clock may be wrong and an address may change.

pub mod possession;

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme, version};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use crate::pairing::EXPORTER_LABEL;
use crate::peer::Identity;

/// What a connection for printing says that it is for (ALPN, RFC 7301). The hub serves nothing else on it: any program of a
/// visitor may use it.
pub const PRINT_PROTOCOL: &[u8] = b"epn-print";

/// The cryptography that every part of the suite uses.
pub fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

/// The bytes are no X.509 certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is no X.509 certificate")]
pub struct NoCertificate;

/// SHA-256 of a certificate's public key (`SubjectPublicKeyInfo`, DER): what peers pin.
pub fn key_pin(certificate: &CertificateDer<'_>) -> Result<[u8; 32], NoCertificate> {
    let (_, parsed) = X509Certificate::from_der(certificate).map_err(|_| NoCertificate)?;
    Ok(Sha256::digest(parsed.public_key().raw).into())
}

/// How a paired peer talks to its hub, and to nobody else.
pub fn client_config(identity: &Identity) -> Result<ClientConfig, Error> {
    let certificate = CertificateDer::from_pem_slice(identity.certificate().as_bytes())
        .map_err(|e| Error::General(format!("the peer's certificate cannot be read: {e}")))?;
    let key = PrivateKeyDer::from_pem_slice(identity.key().as_bytes())
        .map_err(|e| Error::General(format!("the peer's key cannot be read: {e}")))?;
    let mut config =
        builder(Hub { pin: Some(identity.hub_key) })?.with_client_auth_cert(vec![certificate], key)?;
    config.resumption = rustls::client::Resumption::disabled();
    Ok(config)
}

/// For pairing alone: whoever answers, as long as it holds the key of the certificate that it shows.
pub(crate) fn unpinned_config() -> Result<ClientConfig, Error> {
    let mut config = builder(Hub { pin: None })?.with_no_client_auth();
    config.resumption = rustls::client::Resumption::disabled();
    Ok(config)
}

/// The name that is sent; hubs do not look at it.
pub(crate) fn server_name() -> Result<ServerName<'static>, Error> {
    ServerName::try_from("epn-hub").map_err(|e| Error::General(e.to_string()))
}

/// 32 bytes that only the two ends of this very connection know.
pub fn exporter<D>(connection: &rustls::ConnectionCommon<D>) -> Result<[u8; 32], Error> {
    connection.export_keying_material([0; 32], EXPORTER_LABEL, None)
}

fn builder(hub: Hub) -> Result<rustls::ConfigBuilder<ClientConfig, rustls::client::WantsClientCert>, Error> {
    Ok(ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(hub)))
}

/// Accepts the hub whose key is pinned. Names and dates play no part.
#[derive(Debug)]
struct Hub {
    pin: Option<[u8; 32]>,
}

impl ServerCertVerifier for Hub {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(pin) = self.pin else { return Ok(ServerCertVerified::assertion()) };
        let shown = key_pin(end_entity).map_err(|_| CertificateError::BadEncoding)?;
        if bool::from(shown.ct_eq(&pin)) {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(possession::tls12())
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
