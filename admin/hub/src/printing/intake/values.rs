//! Attributes as they are said.

use ipp::attribute::IppAttribute;
use ipp::model::ValueTag;
use ipp::value::{IppDateTime, IppKeyword, IppMimeMediaType, IppName, IppString, IppTextValue, IppValue};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An attribute of one value.
pub fn one(name: &str, value: IppValue) -> IppAttribute {
    IppAttribute::new(IppName::new_truncated(name), value)
}

/// An attribute of several values; there is at least one.
pub fn many(name: &str, values: impl IntoIterator<Item = IppValue>) -> IppAttribute {
    one(name, IppValue::Array(values.into_iter().collect()))
}

pub fn keyword(text: &str) -> IppValue {
    IppValue::Keyword(IppKeyword::new_truncated(text))
}

pub fn keywords(name: &str, texts: &[&str]) -> IppAttribute {
    many(name, texts.iter().map(|text| keyword(text)))
}

/// A text, cut where it is longer than `text(127)` may be.
pub fn text(text: &str) -> IppValue {
    const LONGEST: usize = 127;
    let end = (0..=text.len().min(LONGEST)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let text = text.get(..end).unwrap_or_default();
    IppTextValue::new(text).map_or(IppValue::NoValue, IppValue::TextWithoutLanguage)
}

pub fn name(text: &str) -> IppValue {
    IppName::new(text).map_or(IppValue::NoValue, IppValue::NameWithoutLanguage)
}

pub fn uri(text: &str) -> IppValue {
    IppString::new(text).map_or(IppValue::NoValue, IppValue::Uri)
}

pub fn media_type(text: &str) -> IppValue {
    IppValue::MimeMediaType(IppMimeMediaType::new_truncated(text))
}

/// A number that fits; another is said as the greatest.
pub fn integer(value: impl TryInto<i32>) -> IppValue {
    IppValue::Integer(value.try_into().unwrap_or(i32::MAX))
}

/// Dots per inch, both ways (RFC 8011, 5.1.16).
pub fn dpi(dots: i32) -> IppValue {
    IppValue::Resolution { cross_feed: dots, feed: dots, units: 3 }
}

pub fn range(min: i32, max: i32) -> IppValue {
    IppValue::RangeOfInteger { min, max }
}

/// Nobody knows (RFC 8010, 3.5.2).
pub fn unknown() -> IppValue {
    IppValue::Other { tag: ValueTag::Unknown as u8, data: Vec::new().into() }
}

/// The attribute is not known here (RFC 8010, 3.5.2).
pub fn unsupported() -> IppValue {
    IppValue::Other { tag: ValueTag::Unsupported as u8, data: Vec::new().into() }
}

pub fn octets(text: &'static str) -> IppValue {
    IppValue::OctetString(text.as_bytes().into())
}

pub fn collection(members: Vec<(&str, IppValue)>) -> IppValue {
    let members = members.into_iter().map(|(name, value)| (IppName::new_truncated(name), value));
    IppValue::Collection(members.collect())
}

/// A moment, in universal time.
pub fn moment(at: Timestamp) -> IppValue {
    let at = at.to_zoned(TimeZone::UTC);
    let small = |value: i8| u8::try_from(value).unwrap_or_default();
    IppValue::DateTime(IppDateTime {
        year: u16::try_from(at.year()).unwrap_or_default(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minutes: small(at.minute()),
        seconds: small(at.second()),
        deci_seconds: 0,
        utc_dir: '+',
        utc_hours: 0,
        utc_mins: 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let long = format!("a{}", "é".repeat(100));
        let IppValue::TextWithoutLanguage(cut) = text(&long) else { panic!("no text") };
        assert_eq!(cut.len(), 127);
        let long = "é".repeat(100);
        let IppValue::TextWithoutLanguage(cut) = text(&long) else { panic!("no text") };
        assert_eq!(cut.len(), 126);
    }
}
