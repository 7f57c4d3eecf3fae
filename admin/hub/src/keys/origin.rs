//! What the authority's certificate tells of the site that it was made for.
//!
//! It is made with the site, by the same command: it carries the site's name, and its serial number is a ULID, which
//! begins with the moment. Where nothing was noted of the keys ([`super::fit`]), that is what tells another site's folder
//! of keys from this one's. Of the keys that sign no certificate (leases, tickets, PINs) nothing does.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use ulid::Ulid;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use super::authority::name_of;
use super::{AUTHORITY_CERTIFICATE, KeysError, read};
use crate::store::site::Site;

/// How far the two moments may lie apart: the clock may have been set right in between.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// Whether the authority was made for a site.
///
/// # Errors
/// It was made for another, or cannot be read.
pub(super) fn check(folder: &Path, site: &Site) -> Result<(), KeysError> {
    let path = folder.join(AUTHORITY_CERTIFICATE);
    let damaged = |what: &str| KeysError::Damaged { path: path.clone(), what: what.to_owned() };
    let pem = read(folder, AUTHORITY_CERTIFICATE)?;
    let der = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| damaged("it is no certificate"))?;
    let (_, certificate) = X509Certificate::from_der(&der).map_err(|_| damaged("it is no certificate"))?;
    let name = certificate.subject().iter_common_name().next().and_then(|name| name.as_str().ok());
    let is_same_name = name.is_some_and(|name| name.trim() == name_of(&site.name).trim());
    let is_same_time =
        made(certificate.raw_serial()).is_some_and(|made| site.created.duration_since(made).abs() <= APART);
    if is_same_name && is_same_time { Ok(()) } else { Err(KeysError::OtherSite { path }) }
}

/// When a certificate was made, by its serial number.
fn made(serial: &[u8]) -> Option<Timestamp> {
    let mut bytes = [0; 16];
    // DER leaves out the zeros that a number begins with.
    let begins = bytes.len().checked_sub(serial.len())?;
    bytes.get_mut(begins..)?.copy_from_slice(serial);
    Timestamp::from_millisecond(i64::try_from(Ulid::from_bytes(bytes).timestamp_ms()).ok()?).ok()
}
