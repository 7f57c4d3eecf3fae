//! What a request is about: the printer, or one of its jobs.

use axum::http::Uri;
use epn_wire::printing::PATH;
use ipp::attribute::{IppAttribute, IppAttributes};
use ipp::model::{Operation, StatusCode};
use ipp::value::IppValue;

use super::answer::Refusal;
use super::request::operation_attribute;

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Printer,
    /// The job of this number.
    Job(i32),
}

/// The longest name of a host that is believed.
const LONGEST_HOST: usize = 255;

/// Whether an operation is about a job rather than the printer.
fn is_about_a_job(operation: Operation) -> bool {
    matches!(
        operation,
        Operation::SendDocument | Operation::CancelJob | Operation::GetJobAttributes | Operation::CloseJob
    )
}

/// What a request is about (RFC 8011, 4.1.5). Whatever host the client knows this printer by is right.
pub(super) fn target(operation: Operation, attributes: &IppAttributes) -> Result<Target, Refusal> {
    let printer = path_of(attributes, IppAttribute::PRINTER_URI)?;
    let job = path_of(attributes, IppAttribute::JOB_URI)?;
    if printer.as_deref().is_some_and(|path| path.trim_end_matches('/') != PATH) {
        return Err(Refusal::not_found("there is no such printer here"));
    }
    if !is_about_a_job(operation) {
        let named = printer.map(|_| Target::Printer);
        return named.ok_or_else(|| Refusal::bad_request("the printer is not named"));
    }
    let id = operation_attribute(attributes, IppAttribute::JOB_ID);
    match (printer, id, job) {
        (Some(_), Some(IppValue::Integer(id)), _) if *id > 0 => Ok(Target::Job(*id)),
        (None, None, Some(path)) => {
            let id = path.strip_prefix(PATH).and_then(|rest| rest.strip_prefix('/'));
            let id = id.and_then(|id| id.parse().ok()).filter(|id| *id > 0);
            id.map(Target::Job).ok_or_else(|| Refusal::not_found("there is no such job here"))
        }
        _ => Err(Refusal::bad_request("the job is not named")),
    }
}

/// The path of a URI among the operation attributes.
fn path_of(attributes: &IppAttributes, name: &str) -> Result<Option<String>, Refusal> {
    match operation_attribute(attributes, name) {
        None => Ok(None),
        Some(IppValue::Uri(uri)) => {
            let uri: Uri = uri.as_str().parse().map_err(|_| Refusal::bad_request("a URI is none"))?;
            match uri.scheme_str() {
                Some("ipp" | "ipps" | "http" | "https") => Ok(Some(uri.path().to_owned())),
                _ => Err(Refusal::new(
                    StatusCode::ClientErrorUriSchemeNotSupported,
                    "ipp is the only kind of URI here",
                )),
            }
        }
        Some(_) => Err(Refusal::bad_request("a URI is of the wrong kind")),
    }
}

/// How a client reaches this printer: by the name that it used, if that is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// The host that a request was sent to.
    pub fn of(header: Option<&str>) -> Self {
        let is_one = |host: &&str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
            !host.is_empty() && host.len() <= LONGEST_HOST && host.bytes().all(plain)
        };
        Self(header.filter(is_one).unwrap_or("localhost").to_owned())
    }

    /// The printer's URI.
    pub fn printer(&self) -> String {
        format!("ipp://{}{PATH}", self.0)
    }

    /// A job's URI.
    pub fn job(&self, id: i32) -> String {
        format!("ipp://{}{PATH}/{id}", self.0)
    }

    /// What can be read of the printer by a browser.
    pub fn page(&self, name: &str) -> String {
        format!("http://{}{PATH}{name}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_the_one_asked_if_it_is_one() {
        assert_eq!(Host::of(Some("127.0.0.1:8631")).printer(), "ipp://127.0.0.1:8631/ipp/print");
        assert_eq!(Host::of(Some("[::1]:8631")).job(7), "ipp://[::1]:8631/ipp/print/7");
        for none in [None, Some(""), Some("a/b"), Some("a b"), Some("a\u{e9}"), Some("\"")] {
            assert_eq!(Host::of(none).printer(), "ipp://localhost/ipp/print");
        }
        assert_eq!(Host::of(Some(&"a".repeat(300))), Host::of(None));
    }
}
