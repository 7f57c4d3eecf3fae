//! Answers of IPP.

use axum::body::Body;
use axum::http::header::{CONNECTION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use ipp::IppHeader;
use ipp::attribute::{IppAttribute, IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, IppVersion, StatusCode};
use ipp::value::{IppCharset, IppLanguage, IppValue};

use super::request::Opening;
use super::unanswered::{Owed, Telling};
use super::values;

/// Why a request is not done.
#[derive(Debug)]
pub struct Refusal {
    pub status: StatusCode,
    /// For people: English, as all that IPP clients show of a printer.
    pub message: &'static str,
    /// What of the request is not supported, if that is why.
    pub unsupported: Vec<IppAttribute>,
}

impl Refusal {
    pub fn new(status: StatusCode, message: &'static str) -> Self {
        Self { status, message, unsupported: Vec::new() }
    }

    pub fn bad_request(message: &'static str) -> Self {
        Self::new(StatusCode::ClientErrorBadRequest, message)
    }

    pub fn not_found(message: &'static str) -> Self {
        Self::new(StatusCode::ClientErrorNotFound, message)
    }

    pub fn not_possible(message: &'static str) -> Self {
        Self::new(StatusCode::ClientErrorNotPossible, message)
    }
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    message: Option<&'static str>,
    groups: Vec<(DelimiterTag, Vec<IppAttribute>)>,
    /// What its sender hears by it of a document.
    owed: Option<Owed>,
}

impl Answer {
    /// It is done.
    pub fn ok() -> Self {
        Self { status: StatusCode::SuccessfulOk, message: None, groups: Vec::new(), owed: None }
    }

    /// It is done, but for what is not supported.
    pub fn ok_but(unsupported: Vec<IppAttribute>) -> Self {
        if unsupported.is_empty() {
            return Self::ok();
        }
        Self { status: StatusCode::SuccessfulOkIgnoredOrSubstitutedAttributes, ..Self::ok() }
            .with(DelimiterTag::UnsupportedAttributes, unsupported)
    }

    /// Adds a group.
    #[must_use]
    pub fn with(mut self, tag: DelimiterTag, attributes: Vec<IppAttribute>) -> Self {
        self.groups.push((tag, attributes));
        self
    }

    /// By this answer the sender of a document hears that it was taken.
    #[must_use]
    pub fn telling(mut self, owed: Owed) -> Self {
        self.owed = Some(owed);
        self
    }

    /// The answer to a request that began so.
    pub fn into_response(self, opening: Opening) -> Response {
        // A version that is not spoken here is answered in one that is (RFC 8011, 4.1.8).
        let version = if opening.is_spoken() {
            IppVersion(u16::from_be_bytes([opening.major, opening.minor]))
        } else {
            IppVersion::v2_0()
        };
        let id = i32::try_from(opening.id).unwrap_or_default();
        let status = i16::try_from(self.status as i32).unwrap_or(i16::MAX);
        let mut attributes = IppAttributes::new();
        let mut operation = IppAttributeGroup::new(DelimiterTag::OperationAttributes);
        operation.attributes_mut().extend([
            values::one(
                IppAttribute::ATTRIBUTES_CHARSET,
                IppValue::Charset(IppCharset::new_truncated("utf-8")),
            ),
            values::one(
                IppAttribute::ATTRIBUTES_NATURAL_LANGUAGE,
                IppValue::NaturalLanguage(IppLanguage::new_truncated("en")),
            ),
        ]);
        let message = self.message.map(|text| values::one(IppAttribute::STATUS_MESSAGE, values::text(text)));
        operation.attributes_mut().extend(message);
        attributes.groups_mut().push(operation);
        for (tag, own) in self.groups {
            let mut group = IppAttributeGroup::new(tag);
            *group.attributes_mut() = own;
            attributes.groups_mut().push(group);
        }
        let header = IppHeader::new(version, status, id).to_bytes();
        let bytes = [header, attributes.to_bytes()].concat();
        let body = Body::from(bytes);
        let body = match self.owed {
            Some(owed) => Telling::of(body, owed),
            None => body,
        };
        ([(CONTENT_TYPE, "application/ipp")], body).into_response()
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let Refusal { status, message, unsupported } = refusal;
        let answer = Self { status, message: Some(message), groups: Vec::new(), owed: None };
        if unsupported.is_empty() {
            answer
        } else {
            answer.with(DelimiterTag::UnsupportedAttributes, unsupported)
        }
    }
}

/// An answer after which the connection ends: the rest of the request was not read.
pub fn and_close(mut response: Response) -> Response {
    response.headers_mut().insert(CONNECTION, axum::http::HeaderValue::from_static("close"));
    response
}
