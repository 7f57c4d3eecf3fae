//! The one file of the page's form, taken out of its envelope (`multipart/form-data`, RFC 7578) as it comes. What the envelope says
//! of it, its name above all, is not read.
//!
//! Written here because of the bound: readers of forms gather the head of a part in memory, however long it is. Here nothing is
//! gathered but one short head and the end of the last block.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

use crate::printing::intake::{Arriving, BodyError};

/// The longest head of the form's one part, in bytes: browsers write a name and a type there.
const LONGEST_HEAD: usize = 8 * 1024;
/// The longest boundary (RFC 2046, 5.1.1).
const LONGEST_BOUNDARY: usize = 70;

/// Why the file did not come out whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    #[error("this is no form with a file")]
    Malformed,
    #[error(transparent)]
    Body(#[from] BodyError),
}

/// What stands between the parts of a form.
#[derive(Debug)]
pub struct Boundary(Vec<u8>);

impl Boundary {
    /// As the head of the request says it.
    pub fn of(headers: &HeaderMap) -> Result<Self, FormError> {
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let (media, rest) = kind.split_once(';').ok_or(FormError::Malformed)?;
        if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
            return Err(FormError::Malformed);
        }
        let boundary = rest.split(';').find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"'))
        });
        let boundary = boundary.filter(|text| (1..=LONGEST_BOUNDARY).contains(&text.len()));
        Ok(Self(format!("\r\n--{}", boundary.ok_or(FormError::Malformed)?).into_bytes()))
    }

    /// As the form begins with it: nothing is before it that it could end.
    fn first(&self) -> &[u8] {
        self.0.get(2..).unwrap_or_default()
    }
}

/// The file of a form that arrives.
#[derive(Debug)]
pub struct File<'b> {
    body: &'b mut Arriving,
    boundary: Boundary,
    /// What came and was not handed out.
    held: Vec<u8>,
    is_over: bool,
}

impl<'b> File<'b> {
    /// Reads up to the file's first byte.
    pub async fn open(body: &'b mut Arriving, boundary: Boundary) -> Result<Self, FormError> {
        let mut held = Vec::new();
        loop {
            if let Some(end) = find(&held, b"\r\n\r\n") {
                let begins =
                    held.strip_prefix(boundary.first()).is_some_and(|rest| rest.starts_with(b"\r\n"));
                if !begins {
                    return Err(FormError::Malformed);
                }
                held.drain(..end + 4);
                return Ok(Self { body, boundary, held, is_over: false });
            }
            if held.len() > LONGEST_HEAD {
                return Err(FormError::Malformed);
            }
            held.extend_from_slice(&body.next().await?.ok_or(FormError::Malformed)?);
        }
    }

    /// The next part of the file; nothing at its end. A form that breaks off is an error: its file is not whole.
    pub async fn next(&mut self) -> Result<Option<Bytes>, FormError> {
        while !self.is_over {
            if let Some(end) = find(&self.held, &self.boundary.0) {
                self.is_over = true;
                self.held.truncate(end);
                return Ok(self.hand_out(end));
            }
            // The boundary may have begun.
            let sure = self.held.len().saturating_sub(self.boundary.0.len() - 1);
            if let Some(part) = self.hand_out(sure) {
                return Ok(Some(part));
            }
            self.held.extend_from_slice(&self.body.next().await?.ok_or(FormError::Malformed)?);
        }
        Ok(None)
    }

    fn hand_out(&mut self, bytes: usize) -> Option<Bytes> {
        let part: Vec<u8> = self.held.drain(..bytes).collect();
        (!part.is_empty()).then(|| part.into())
    }
}

/// Where `wanted`, which begins with a carriage return, begins.
fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let at = from + rest.iter().position(|byte| *byte == b'\r')?;
        if text.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod properties;
