//! What is said to printers in IPP (RFC 8010 and 8011), and what they answer.

use std::io::Cursor;

use axum::body::Bytes;
use ipp::IppHeader;
use ipp::attribute::{IppAttribute, IppAttributeGroup, IppAttributes};
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::parser::{IppParseError, IppParser};
use ipp::value::IppValue;

use crate::printing::{ColourMode, DocumentFormat, Sides, Ticket};

/// Who the hub says that it is: never a visitor.
const USER: &str = "epn";

/// A request that is being written.
#[derive(Debug)]
pub struct Request {
    operation: Operation,
    attributes: IppAttributes,
}

impl Request {
    /// To the printer at this address.
    pub fn new(operation: Operation, uri: &str) -> Result<Self, IppParseError> {
        Self { operation, attributes: IppAttributes::new() }
            .says("attributes-charset", IppValue::Charset("utf-8".try_into()?))?
            .says("attributes-natural-language", IppValue::NaturalLanguage("en".try_into()?))?
            .says("printer-uri", IppValue::Uri(uri.try_into()?))?
            .says("requesting-user-name", name(USER)?)
    }

    /// With an operation attribute.
    pub fn says(self, attribute: &str, value: IppValue) -> Result<Self, IppParseError> {
        self.with(DelimiterTag::OperationAttributes, attribute, value)
    }

    /// About a job of the printer.
    pub fn about(self, job: i32) -> Result<Self, IppParseError> {
        self.says("job-id", IppValue::Integer(job))
    }

    /// Asks for these attributes.
    pub fn asks_for(self, attributes: &[&str]) -> Result<Self, IppParseError> {
        let words = attributes.iter().map(|word| keyword(word)).collect::<Result<_, _>>()?;
        self.says("requested-attributes", IppValue::Array(words))
    }

    /// How a document is to come out. What was not asked for is left to the printer.
    pub fn comes_out(mut self, ticket: &Ticket) -> Result<Self, IppParseError> {
        let Ticket { copies, sides, colour, collated, media, quality, orientation, scaling, page_ranges } =
            ticket;
        let mut job = vec![
            ("copies", IppValue::Integer(i32::try_from(*copies).unwrap_or(1))),
            ("sides", keyword(sides.keyword())?),
            ("print-quality", IppValue::Enum(quality.number())),
        ];
        if let Some(media) = media {
            job.push(("media", keyword(media.keyword())?));
        }
        if *colour != ColourMode::Auto {
            job.push(("print-color-mode", keyword(colour.keyword())?));
        }
        if *copies > 1 {
            // A sheet's two faces are of one copy, whatever was asked.
            let together = *collated || *sides != Sides::OneSided;
            let word = if together {
                "separate-documents-collated-copies"
            } else {
                "separate-documents-uncollated-copies"
            };
            job.push(("multiple-document-handling", keyword(word)?));
        }
        if let Some(orientation) = orientation {
            job.push(("orientation-requested", IppValue::Enum(orientation.number())));
        }
        if scaling != &crate::printing::Scaling::Auto {
            job.push(("print-scaling", keyword(scaling.keyword())?));
        }
        if !page_ranges.is_empty() {
            let bound = |page: u32| i32::try_from(page).unwrap_or(i32::MAX);
            let range = |range: &crate::printing::PageRange| IppValue::RangeOfInteger {
                min: bound(range.first),
                max: bound(range.last),
            };
            job.push(("page-ranges", IppValue::Array(page_ranges.iter().map(range).collect())));
        }
        for (attribute, value) in job {
            self = self.with(DelimiterTag::JobAttributes, attribute, value)?;
        }
        Ok(self)
    }

    fn with(mut self, tag: DelimiterTag, attribute: &str, value: IppValue) -> Result<Self, IppParseError> {
        self.attributes.add(tag, IppAttribute::with_name(attribute, value)?);
        Ok(self)
    }

    /// As it is sent.
    pub fn bytes(&self) -> Bytes {
        let header = IppHeader::new(IppVersion::v1_1(), self.operation as i16, 1);
        [header.to_bytes(), self.attributes.to_bytes()].concat().into()
    }
}

/// A name, as IPP writes it.
pub fn name(text: &str) -> Result<IppValue, IppParseError> {
    Ok(IppValue::NameWithoutLanguage(text.try_into()?))
}

/// A keyword.
pub fn keyword(word: &str) -> Result<IppValue, IppParseError> {
    Ok(IppValue::Keyword(word.try_into()?))
}

/// A document's format.
pub fn media_type(format: DocumentFormat) -> Result<IppValue, IppParseError> {
    Ok(IppValue::MimeMediaType(format.media_type().try_into()?))
}

/// An answer.
#[derive(Debug)]
pub struct Response {
    pub status: StatusCode,
    attributes: IppAttributes,
}

impl Response {
    /// Reads an answer, which may be anything.
    pub fn parse(bytes: Bytes) -> Result<Self, IppParseError> {
        let response = IppParser::new(Cursor::new(bytes)).parse()?;
        Ok(Self { status: response.header().status_code(), attributes: response.attributes().clone() })
    }

    /// What it says of the printer.
    pub fn printer(&self) -> Said<'_> {
        Said(self.attributes.first_of(DelimiterTag::PrinterAttributes))
    }

    /// What it says of a job; of the first, if of several.
    pub fn job(&self) -> Said<'_> {
        Said(self.attributes.first_of(DelimiterTag::JobAttributes))
    }

    /// What it says of each job.
    pub fn jobs(&self) -> impl Iterator<Item = Said<'_>> {
        self.attributes.groups_of(DelimiterTag::JobAttributes).map(|group| Said(Some(group)))
    }
}

/// A group of attributes.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a>(Option<&'a IppAttributeGroup>);

impl<'a> Said<'a> {
    fn value(self, attribute: &str) -> Option<&'a IppValue> {
        self.0?.get(attribute).map(IppAttribute::value)
    }

    /// A number, or the number of an enumeration.
    pub fn number(self, attribute: &str) -> Option<i32> {
        match self.value(attribute)? {
            IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
            _ => None,
        }
    }

    pub fn flag(self, attribute: &str) -> Option<bool> {
        self.value(attribute)?.as_boolean().copied()
    }

    pub fn text(self, attribute: &str) -> Option<String> {
        self.value(attribute).and_then(text)
    }

    /// Every text of an attribute of one or several.
    pub fn texts(self, attribute: &str) -> Vec<String> {
        match self.value(attribute) {
            Some(IppValue::Array(values)) => values.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

fn text(value: &IppValue) -> Option<String> {
    Some(match value {
        IppValue::NameWithoutLanguage(text) | IppValue::NameWithLanguage { name: text, .. } => {
            text.to_string()
        }
        IppValue::TextWithoutLanguage(text) | IppValue::TextWithLanguage { text, .. } => text.to_string(),
        IppValue::Keyword(text) | IppValue::MimeMediaType(text) => text.to_string(),
        IppValue::Uri(text) => text.to_string(),
        _ => return None,
    })
}
