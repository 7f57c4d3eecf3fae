//! A request of IPP, taken apart.

use std::collections::BTreeSet;
use std::io::Cursor;

use ipp::attribute::{IppAttribute, IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, Operation, StatusCode};
use ipp::parser::IppParser;
use ipp::reader::IppReader;
use ipp::value::IppValue;

use super::answer::Refusal;
use super::head::{HeadError, OPENING, Scanner};
use super::uri::{Target, target};

/// The first bytes of a request: all that an answer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub major: u8,
    pub minor: u8,
    pub operation: u16,
    pub id: u32,
}

impl Opening {
    /// Nothing, if there are not enough bytes.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; OPENING] = bytes.get(..OPENING)?.try_into().ok()?;
        let [major, minor, high, low, id @ ..] = bytes;
        Some(Self { major, minor, operation: u16::from_be_bytes([high, low]), id: u32::from_be_bytes(id) })
    }

    /// Whether this version is spoken here.
    pub fn is_spoken(self) -> bool {
        matches!((self.major, self.minor), (1, 0..=1) | (2, 0..=2))
    }
}

/// A request that keeps the rules that all of them have to keep (RFC 8011, 4.1).
#[derive(Debug)]
pub struct Request {
    pub operation: Operation,
    pub target: Target,
    attributes: IppAttributes,
}

impl Request {
    /// Takes a request's attributes apart.
    pub fn parse(head: &[u8]) -> Result<Self, Refusal> {
        let opening = Opening::of(head).ok_or_else(|| Refusal::bad_request("this is no IPP request"))?;
        if !opening.is_spoken() {
            return Err(Refusal::new(
                StatusCode::ServerErrorVersionNotSupported,
                "versions 1.0 to 2.2 are spoken here",
            ));
        }
        if opening.id == 0 || i32::try_from(opening.id).is_err() {
            return Err(Refusal::bad_request("the request's number is none"));
        }
        let malformed = || Refusal::bad_request("the attributes are no IPP");
        match Scanner::default().end(head) {
            Ok(Some(end)) if end == head.len() => {}
            Err(HeadError::TooLong) => {
                let why = "there are too many attributes";
                return Err(Refusal::new(StatusCode::ClientErrorRequestEntityTooLong, why));
            }
            _ => return Err(malformed()),
        }
        let parser = IppParser::new(IppReader::new(Cursor::new(head.to_vec())));
        let (_, attributes, _) = parser.parse_parts().map_err(|_| malformed())?;
        let operation =
            super::OPERATIONS.into_iter().find(|operation| *operation as u16 == opening.operation);
        let operation = operation.ok_or_else(|| {
            Refusal::new(StatusCode::ServerErrorOperationNotSupported, "this operation is not known here")
        })?;
        spoken(&attributes)?;
        named_once(&attributes)?;
        let target = target(operation, &attributes)?;
        Ok(Self { operation, target, attributes })
    }

    /// An operation attribute.
    pub fn operation_attribute(&self, name: &str) -> Option<&IppValue> {
        operation_attribute(&self.attributes, name)
    }

    /// The attributes of the job that is to be made.
    pub fn job_attributes(&self) -> impl Iterator<Item = &IppAttribute> {
        self.attributes.groups_of(DelimiterTag::JobAttributes).flat_map(IppAttributeGroup::attributes)
    }

    /// An operation attribute that is a boolean; `None` if there is none.
    pub fn boolean(&self, name: &str) -> Result<Option<bool>, Refusal> {
        match self.operation_attribute(name) {
            None => Ok(None),
            Some(IppValue::Boolean(value)) => Ok(Some(*value)),
            Some(_) => Err(Refusal::bad_request("an attribute is no boolean")),
        }
    }

    /// An operation attribute that is a keyword or a media type; `None` if there is none.
    pub fn word(&self, name: &str) -> Result<Option<&str>, Refusal> {
        match self.operation_attribute(name) {
            None => Ok(None),
            Some(IppValue::Keyword(word)) => Ok(Some(word.as_str())),
            Some(IppValue::MimeMediaType(media_type)) => Ok(Some(media_type.as_str())),
            Some(_) => Err(Refusal::bad_request("an attribute is of the wrong kind")),
        }
    }
}

/// An operation attribute of a request.
pub(super) fn operation_attribute<'a>(attributes: &'a IppAttributes, name: &str) -> Option<&'a IppValue> {
    attributes.first_of(DelimiterTag::OperationAttributes)?.get(name).map(IppAttribute::value)
}

/// Nothing is said twice in a group, nor in another group of its kind (RFC 8011, 4.1.3): nobody could tell which is meant.
fn named_once(attributes: &IppAttributes) -> Result<(), Refusal> {
    let mut said = BTreeSet::new();
    for group in attributes.groups() {
        for attribute in group.attributes() {
            if !said.insert((group.tag() as u8, attribute.name().as_str())) {
                return Err(Refusal::bad_request("an attribute comes twice"));
            }
        }
    }
    Ok(())
}

/// The charset and the language come first, in this order, and the charset is one that is spoken here (RFC 8011, 4.1.4).
fn spoken(attributes: &IppAttributes) -> Result<(), Refusal> {
    let first = attributes.groups().first().filter(|group| group.tag() == DelimiterTag::OperationAttributes);
    let mut first = first.into_iter().flat_map(IppAttributeGroup::attributes);
    let mut next = |name: &str| first.next().filter(|attribute| attribute.name().as_str() == name);
    let charset = next(IppAttribute::ATTRIBUTES_CHARSET).map(IppAttribute::value);
    let Some(IppValue::Charset(charset)) = charset else {
        return Err(Refusal::bad_request("the charset does not come first"));
    };
    let language = next(IppAttribute::ATTRIBUTES_NATURAL_LANGUAGE).map(IppAttribute::value);
    let Some(IppValue::NaturalLanguage(_)) = language else {
        return Err(Refusal::bad_request("the language does not come second"));
    };
    if charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("us-ascii") {
        Ok(())
    } else {
        Err(Refusal::new(StatusCode::ClientErrorCharsetNotSupported, "UTF-8 is spoken here"))
    }
}

#[cfg(test)]
mod tests;
