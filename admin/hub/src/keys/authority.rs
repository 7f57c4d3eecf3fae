//! The site's own certificate authority.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DnType, ExtendedKeyUsagePurpose,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, SerialNumber,
};
use rustls::RootCertStore;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{KeysError, read};

/// The name that certificates carry; nobody looks at it.
const NAME: &str = "epn-hub";

/// Signs certificates. Their dates and names mean nothing: what counts is that their fingerprint is registered.
#[derive(Debug)]
pub struct Authority(Issuer<'static, KeyPair>);

/// What somebody wants to have signed is no certificate request.
#[derive(Debug, thiserror::Error)]
#[error("the certificate request cannot be used: {0}")]
pub struct BadRequest(rcgen::Error);

impl Authority {
    pub(super) fn load(folder: &Path, key: &str, certificate: &str) -> Result<Self, KeysError> {
        let damaged = |name: &str, what: String| KeysError::Damaged { path: folder.join(name), what };
        let pair = KeyPair::from_pem(&read(folder, key)?).map_err(|e| damaged(key, e.to_string()))?;
        let pem = read(folder, certificate)?;
        let der = CertificateDer::from_pem_slice(pem.as_bytes())
            .map_err(|e| damaged(certificate, e.to_string()))?;
        if !belongs(&der, &pair) {
            return Err(damaged(certificate, format!("it is not the certificate of {key}")));
        }
        let issuer = Issuer::from_ca_cert_der(&der, pair).map_err(|e| damaged(certificate, e.to_string()))?;
        Ok(Self(issuer))
    }

    /// The certificate for a peer's request (PKCS #10, PEM), whose signature proves that it holds the key.
    pub fn sign(&self, request: &str) -> Result<Signed, BadRequest> {
        let asked = CertificateSigningRequestParams::from_pem(request).map_err(BadRequest)?;
        // Of what was asked for, only the key counts: names and purposes are ours to give.
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "epn peer");
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.serial_number = Some(serial());
        let certificate = params.signed_by(&asked.public_key, &self.0).map_err(BadRequest)?;
        let fingerprint = Sha256::digest(certificate.der()).into();
        Ok(Signed { pem: certificate.pem(), fingerprint })
    }
}

/// A peer's new certificate.
#[derive(Debug)]
pub struct Signed {
    pub pem: String,
    /// SHA-256 of its DER.
    pub fingerprint: [u8; 32],
}

/// New keys and certificates, in PEM.
pub(super) struct Made {
    pub(super) authority_key: Zeroizing<String>,
    pub(super) authority_certificate: String,
    pub(super) server_key: Zeroizing<String>,
    pub(super) server_certificate: String,
}

/// The name of the authority of a site.
pub(super) fn name_of(site: &str) -> String {
    format!("EPN {site}")
}

pub(super) fn create(site: &str) -> Result<Made, KeysError> {
    let authority_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name_of(site));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    params.serial_number = Some(serial());
    let authority_certificate = params.self_signed(&authority_key)?;

    let server_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let mut params = CertificateParams::new(vec![NAME.to_owned()])?;
    params.distinguished_name.push(DnType::CommonName, NAME);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.serial_number = Some(serial());
    let issuer = Issuer::from_ca_cert_der(authority_certificate.der(), &authority_key)?;
    let server_certificate = params.signed_by(&server_key, &issuer)?;
    Ok(Made {
        authority_key: Zeroizing::new(authority_key.serialize_pem()),
        authority_certificate: authority_certificate.pem(),
        server_key: Zeroizing::new(server_key.serialize_pem()),
        server_certificate: server_certificate.pem(),
    })
}

/// The server's certificate and the SHA-256 of its public key, after checking that it belongs to the key and that the
/// authority signed it.
pub(super) fn server(
    folder: &Path,
    key_pem: &str,
    key: &str,
    certificate: &str,
    authority: &str,
) -> Result<(CertificateDer<'static>, [u8; 32]), KeysError> {
    let damaged = |name: &str, what: String| KeysError::Damaged { path: folder.join(name), what };
    let pair = KeyPair::from_pem(key_pem).map_err(|e| damaged(key, e.to_string()))?;
    let pem = read(folder, certificate)?;
    let der =
        CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|e| damaged(certificate, e.to_string()))?;
    if !belongs(&der, &pair) {
        return Err(damaged(certificate, format!("it is not the certificate of {key}")));
    }
    let pin = epn_wire::tls::key_pin(&der).map_err(|e| damaged(certificate, e.to_string()))?;
    if !is_signed_by(folder, &der, authority)? {
        return Err(damaged(certificate, format!("{authority} did not sign it")));
    }
    Ok((der, pin))
}

/// Whether the authority whose certificate lies there signed this one.
fn is_signed_by(folder: &Path, der: &CertificateDer<'_>, authority: &str) -> Result<bool, KeysError> {
    let unfit = |what: String| KeysError::Damaged { path: folder.join(authority), what };
    let pem = read(folder, authority)?;
    let root = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|e| unfit(e.to_string()))?;
    let mut roots = RootCertStore::empty();
    roots.add(root).map_err(|e| unfit(e.to_string()))?;
    let judge = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), epn_wire::tls::provider())
        .build()
        .map_err(|e| unfit(e.to_string()))?;
    let name = ServerName::try_from(NAME).map_err(|e| unfit(e.to_string()))?;
    // The machine's clock may be wrong, and dates play no part.
    let any_time = UnixTime::since_unix_epoch(Duration::from_secs(1_600_000_000));
    Ok(judge.verify_server_cert(der, &[], &name, &[], any_time).is_ok())
}

fn belongs(certificate: &CertificateDer<'_>, pair: &KeyPair) -> bool {
    use rcgen::PublicKeyData as _;
    let pin = epn_wire::tls::key_pin(certificate);
    pin.is_ok_and(|pin| pin == <[u8; 32]>::from(Sha256::digest(pair.subject_public_key_info())))
}

fn serial() -> SerialNumber {
    SerialNumber::from_slice(&ulid::Ulid::new().to_bytes())
}
