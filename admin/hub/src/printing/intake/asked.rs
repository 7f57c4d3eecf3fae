//! What a request asks of a new job: how it is to come out, in which format it comes. Names of jobs and documents are not looked at.

use ipp::attribute::IppAttribute;
use ipp::model::StatusCode;
use ipp::value::IppValue;

use super::answer::Refusal;
use super::request::Request;
use super::values;
use crate::printing::{
    ColourMode, DocumentFormat, MOST_COPIES, Media, Orientation, PageRange, Quality, Scaling, Sides, Ticket,
};

/// Pages are asked for in so many ranges at most.
const MOST_RANGES: usize = 100;

/// What is asked of a new job.
#[derive(Debug)]
pub struct Asked {
    pub ticket: Ticket,
    /// What else was asked, and is not done.
    pub unsupported: Vec<IppAttribute>,
}

/// What is asked of a new job; a refusal if all of it was to be done or nothing.
pub fn asked(request: &Request) -> Result<Asked, Refusal> {
    let fidelity = request.boolean("ipp-attribute-fidelity")?.unwrap_or(false);
    let mut asked = Asked { ticket: Ticket::default(), unsupported: Vec::new() };
    for attribute in request.job_attributes() {
        match take(&mut asked.ticket, attribute.name().as_str(), attribute.value()) {
            Took::It => {}
            Took::NotThisValue => asked.unsupported.push(attribute.clone()),
            Took::NotThisAttribute => {
                asked.unsupported.push(values::one(attribute.name(), values::unsupported()));
            }
        }
    }
    if fidelity && !asked.unsupported.is_empty() {
        return Err(Refusal {
            unsupported: asked.unsupported,
            ..Refusal::new(
                StatusCode::ClientErrorAttributesOrValuesNotSupported,
                "not everything that was asked can be done",
            )
        });
    }
    Ok(asked)
}

/// In which format a document comes, as its sender says; `None` if it is to be found out.
pub fn format(request: &Request) -> Result<Option<DocumentFormat>, Refusal> {
    if !matches!(request.word("compression")?, None | Some("none")) {
        return Err(Refusal::new(
            StatusCode::ClientErrorCompressionNotSupported,
            "documents are not compressed here",
        ));
    }
    match request.word("document-format")? {
        None | Some("application/octet-stream") => Ok(None),
        Some(media_type) => {
            let format = DocumentFormat::from_media_type(media_type);
            format.map(Some).ok_or_else(not_this_format)
        }
    }
}

/// The document is of a format that is not printed.
pub fn not_this_format() -> Refusal {
    Refusal::new(
        StatusCode::ClientErrorDocumentFormatNotSupported,
        "PDF, JPEG, PNG and raster are printed here",
    )
}

enum Took {
    It,
    NotThisValue,
    NotThisAttribute,
}

/// Takes one attribute over into the ticket.
fn take(ticket: &mut Ticket, name: &str, value: &IppValue) -> Took {
    let taken = match name {
        "copies" => copies(value).map(|copies| ticket.copies = copies),
        "sides" => word(value).and_then(Sides::from_keyword).map(|sides| ticket.sides = sides),
        "print-color-mode" => {
            word(value).and_then(ColourMode::from_keyword).map(|colour| ticket.colour = colour)
        }
        "media" => word(value).and_then(Media::from_keyword).map(|media| ticket.media = Some(media)),
        "media-col" => media_col(ticket, value),
        "print-quality" => {
            number(value).and_then(Quality::from_number).map(|quality| ticket.quality = quality)
        }
        "orientation-requested" => {
            number(value).and_then(Orientation::from_number).map(|turned| ticket.orientation = Some(turned))
        }
        "print-scaling" => {
            word(value).and_then(Scaling::from_keyword).map(|scaling| ticket.scaling = scaling)
        }
        "page-ranges" => ranges(value).map(|ranges| ticket.page_ranges = ranges),
        "multiple-document-handling" => collated(value).map(|collated| ticket.collated = collated),
        // What is done anyway, and nothing else.
        "finishings" => list(value).all(|finishing| number(finishing) == Some(3)).then_some(()),
        "number-up" => (number(value) == Some(1)).then_some(()),
        "job-sheets" => (word(value) == Some("none")).then_some(()),
        "output-bin" => (word(value) == Some("face-down")).then_some(()),
        "print-content-optimize" | "print-rendering-intent" => (word(value) == Some("auto")).then_some(()),
        "printer-resolution" => {
            matches!(value, IppValue::Resolution { cross_feed: 300 | 600, feed: 300 | 600, units: 3 })
                .then_some(())
        }
        _ => return Took::NotThisAttribute,
    };
    taken.map_or(Took::NotThisValue, |()| Took::It)
}

fn number(value: &IppValue) -> Option<i32> {
    match value {
        IppValue::Integer(number) | IppValue::Enum(number) => Some(*number),
        _ => None,
    }
}

fn copies(value: &IppValue) -> Option<u32> {
    let copies = u32::try_from(number(value)?).ok()?;
    (1..=MOST_COPIES).contains(&copies).then_some(copies)
}

fn word(value: &IppValue) -> Option<&str> {
    match value {
        IppValue::Keyword(word) | IppValue::NameWithoutLanguage(word) => Some(word.as_str()),
        _ => None,
    }
}

/// One value, or each of several.
fn list(value: &IppValue) -> std::slice::Iter<'_, IppValue> {
    match value {
        IppValue::Array(values) => values.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

/// Takes over the sheet of a `media-col`, if it says one; nothing if it is none that is known.
fn media_col(ticket: &mut Ticket, value: &IppValue) -> Option<()> {
    let IppValue::Collection(members) = value else { return None };
    if let Some(name) = members.get("media-size-name") {
        ticket.media = Some(word(name).and_then(Media::from_keyword)?);
    } else if let Some(size) = members.get("media-size") {
        let IppValue::Collection(size) = size else { return None };
        let side = |name| match size.get(name) {
            Some(IppValue::Integer(side)) => Some(*side),
            _ => None,
        };
        ticket.media = Some(Media::from_size(side("x-dimension")?, side("y-dimension")?)?);
    }
    Some(())
}

/// Ranges of pages, in ascending order and none over another (RFC 8011, 5.2.7).
fn ranges(value: &IppValue) -> Option<Vec<PageRange>> {
    let mut ranges = Vec::new();
    let mut after = 0;
    for value in list(value).take(MOST_RANGES + 1) {
        let IppValue::RangeOfInteger { min, max } = value else { return None };
        let (first, last) = (u32::try_from(*min).ok()?, u32::try_from(*max).ok()?);
        if first <= after || last < first {
            return None;
        }
        after = last;
        ranges.push(PageRange { first, last });
    }
    (ranges.len() <= MOST_RANGES).then_some(ranges)
}

/// Whether copies come one after the other. There is one document a job, so that only this is left of it.
fn collated(value: &IppValue) -> Option<bool> {
    match word(value)? {
        "single-document" | "single-document-new-sheet" | "separate-documents-collated-copies" => Some(true),
        "separate-documents-uncollated-copies" => Some(false),
        _ => None,
    }
}
