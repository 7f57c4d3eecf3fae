//! Why a document from a phone is not taken.

use axum::http::StatusCode;

use super::form::FormError;
use super::waiting::NoPlace;
use crate::printing::document::NotKept;

/// Why a document is not taken; what its sender is told is a sentence of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// None was chosen.
    NoFile,
    /// It is neither a PDF nor a JPEG nor a PNG, whatever its name says.
    OtherKind,
    TooBig,
    /// It did not come to its end, or not as the page's form sends it.
    Broken,
    TooOften,
    /// Too many wait, or the disk is nearly full.
    Full,
    /// The hub could not keep it.
    Trouble,
}

impl Refused {
    /// How HTTP calls it. A late request has no status of its own: browsers answer that one by sending all of it again.
    pub fn status(self) -> StatusCode {
        match self {
            Self::NoFile | Self::Broken => StatusCode::BAD_REQUEST,
            Self::OtherKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Full => StatusCode::SERVICE_UNAVAILABLE,
            Self::Trouble => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<NoPlace> for Refused {
    fn from(no: NoPlace) -> Self {
        match no {
            NoPlace::TooOften => Self::TooOften,
            NoPlace::Full => Self::Full,
        }
    }
}

impl From<FormError> for Refused {
    fn from(_: FormError) -> Self {
        Self::Broken
    }
}

impl From<NotKept<FormError>> for Refused {
    fn from(not: NotKept<FormError>) -> Self {
        match not {
            NotKept::Broken(error) => error.into(),
            NotKept::TooBig => Self::TooBig,
            NotKept::Full => Self::Full,
            NotKept::Disk(error) => {
                tracing::error!(%error, "a document from a phone could not be kept");
                Self::Trouble
            }
        }
    }
}
