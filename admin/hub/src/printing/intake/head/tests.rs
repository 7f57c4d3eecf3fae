use std::io::Cursor;

use ipp::parser::IppParser;
use ipp::reader::IppReader;
use proptest::prelude::*;

use super::*;

const HEADER: [u8; OPENING] = [2, 0, 0, 2, 0, 0, 0, 1];

fn value(tag: u8, name: &str, value: &[u8]) -> Vec<u8> {
    let length = |bytes: &[u8]| u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&[tag], &length(name.as_bytes())[..], name.as_bytes(), &length(value), value].concat()
}

fn head(parts: &[Vec<u8>]) -> Vec<u8> {
    [HEADER.to_vec(), vec![1], parts.concat(), vec![3]].concat()
}

fn end(bytes: &[u8]) -> Result<Option<usize>, HeadError> {
    Scanner::default().end(bytes)
}

#[test]
fn the_document_begins_after_the_attributes_however_they_arrive() {
    let mut bytes = head(&[value(0x47, "attributes-charset", b"utf-8"), value(0x44, "", b"more")]);
    let whole = bytes.len();
    bytes.extend(b"%PDF-1.4");
    assert_eq!(end(&bytes), Ok(Some(whole)));
    let mut scanner = Scanner::default();
    for length in 0..whole {
        assert_eq!(scanner.end(&bytes[..length]), Ok(None), "after {length} bytes");
    }
    assert_eq!(scanner.end(&bytes), Ok(Some(whole)));
}

#[test]
fn collections_are_balanced_named_and_not_too_deep() {
    let nested = |depth: usize| {
        let mut parts = vec![value(BEGIN_COLLECTION, "media-col", b"")];
        for _ in 1..depth {
            parts.extend([value(MEMBER_NAME, "", b"inner"), value(BEGIN_COLLECTION, "", b"")]);
        }
        parts.extend(std::iter::repeat_n(value(END_COLLECTION, "", b""), depth));
        head(&parts)
    };
    assert!(matches!(end(&nested(1)), Ok(Some(_))));
    assert!(matches!(end(&nested(DEEPEST)), Ok(Some(_))));
    assert_eq!(end(&nested(DEEPEST + 1)), Err(HeadError::Malformed));
    for wrong in [
        vec![value(BEGIN_COLLECTION, "media-col", b"")],
        vec![value(BEGIN_COLLECTION, "media-col", b""), value(0x21, "", b"\0\0\0\x01")],
        vec![value(BEGIN_COLLECTION, "media-col", b"x")],
        vec![value(END_COLLECTION, "media-col", b"")],
        vec![value(MEMBER_NAME, "media-col", b"x")],
    ] {
        assert_eq!(end(&head(&wrong)), Err(HeadError::Malformed), "{wrong:?}");
    }
}

#[test]
fn lengths_that_lie_are_seen() {
    let text = |value: &[u8]| end(&head(&[self::value(TEXT_WITH_LANGUAGE, "status-message", value)]));
    assert!(matches!(text(b"\0\x02fr\0\x02oui"), Err(HeadError::Malformed)));
    assert!(matches!(text(b"\0\x02fr\0\x03oui"), Ok(Some(_))));
    assert_eq!(text(b"\xff\xfffr"), Err(HeadError::Malformed));
    assert_eq!(text(b""), Err(HeadError::Malformed));
}

#[test]
fn an_attribute_needs_a_group_and_a_further_value_a_first() {
    let no_group = [HEADER.to_vec(), value(0x44, "a", b"b"), vec![3]].concat();
    assert_eq!(end(&no_group), Err(HeadError::Malformed));
    assert_eq!(end(&head(&[value(0x44, "", b"b")])), Err(HeadError::Malformed));
}

#[test]
fn giants_are_not_read_to_their_end() {
    let many = vec![value(0x21, "a", b"\0\0\0\x01"); MOST_VALUES + 1];
    assert_eq!(end(&head(&many)), Err(HeadError::TooLong));
    let long = vec![value(0x30, "a", &vec![0; 30_000]); 3];
    let bytes = head(&long);
    assert_eq!(end(&bytes), Err(HeadError::TooLong));
    assert_eq!(end(&bytes[..LONGEST]), Err(HeadError::TooLong));
}

/// Values with tags that mean something more often than chance would have it.
fn parts() -> impl Strategy<Value = Vec<u8>> {
    let tags = prop_oneof![
        Just(1u8),
        Just(2),
        Just(BEGIN_COLLECTION),
        Just(END_COLLECTION),
        Just(MEMBER_NAME),
        Just(TEXT_WITH_LANGUAGE),
        Just(0x21),
        Just(0x44),
        any::<u8>(),
    ];
    let bytes = prop::collection::vec(any::<u8>(), 0..12);
    let part = (tags, prop_oneof![Just(String::new()), Just("copies".to_owned())], bytes)
        .prop_map(|(tag, name, bytes)| if tag < 0x10 { vec![tag] } else { value(tag, &name, &bytes) });
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

mod properties {
    use super::*;
    use crate::testing::cases;

    proptest! {
        #![proptest_config(cases(256))]

        /// Whatever is let through, the library takes without a panic; and where it begins does not depend on how it came.
        #[test]
        fn what_is_let_through_can_be_taken_apart(parts in parts(), cut in any::<prop::sample::Index>()) {
            let bytes = [&HEADER[..], &[1], &parts, &[3], b"document"].concat();
            let at_once = end(&bytes);
            let mut scanner = Scanner::default();
            let in_two = match scanner.end(&bytes[..cut.index(bytes.len())]) {
                Ok(None) => scanner.end(&bytes),
                early => early,
            };
            prop_assert_eq!(in_two, at_once);
            if let Ok(Some(end)) = at_once {
                let parsed = IppParser::new(IppReader::new(Cursor::new(bytes[..end].to_vec()))).parse_parts();
                if let Ok((_, attributes, _)) = parsed {
                    drop(attributes.to_bytes());
                }
            }
        }

        #[test]
        fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            drop(crate::printing::intake::request::Request::parse(&bytes));
        }
    }
}
