use ipp::attribute::IppAttributeGroup;
use ipp::model::{DelimiterTag, IppVersion, Operation, StatusCode};
use ipp::value::IppValue;
use ipp::{IppHeader, attribute::IppAttributes};

use super::*;
use crate::printing::intake::asked::asked;
use crate::printing::intake::values;
use crate::printing::{ColourMode, Media, PageRange, Sides};

const PRINTER: &str = "ipp://127.0.0.1:8631/ipp/print";

/// A request with these operation attributes after the charset and the language, and these of the job.
fn request(operation: Operation, own: Vec<IppAttribute>, job: Vec<IppAttribute>) -> Vec<u8> {
    let mut attributes = IppAttributes::new();
    let mut group = IppAttributeGroup::new(DelimiterTag::OperationAttributes);
    group.attributes_mut().extend([
        values::one("attributes-charset", IppValue::new_charset("utf-8").unwrap()),
        values::one("attributes-natural-language", IppValue::new_natural_language("fr").unwrap()),
    ]);
    group.attributes_mut().extend(own);
    attributes.groups_mut().push(group);
    if !job.is_empty() {
        let mut group = IppAttributeGroup::new(DelimiterTag::JobAttributes);
        *group.attributes_mut() = job;
        attributes.groups_mut().push(group);
    }
    let header = IppHeader::new(IppVersion::v2_0(), operation as i16, 7);
    [header.to_bytes(), attributes.to_bytes()].concat()
}

fn printer() -> IppAttribute {
    values::one("printer-uri", values::uri(PRINTER))
}

fn status(bytes: &[u8]) -> StatusCode {
    Request::parse(bytes).expect_err("it was taken").status
}

#[test]
fn a_request_is_about_the_printer_or_a_job() {
    let target =
        |operation, own| Request::parse(&request(operation, own, vec![])).map(|request| request.target);
    let by_number = vec![printer(), values::one("job-id", values::integer(12))];
    assert_eq!(target(Operation::CancelJob, by_number).unwrap(), Target::Job(12));
    let by_uri = vec![values::one("job-uri", values::uri(&format!("{PRINTER}/12")))];
    assert_eq!(target(Operation::CancelJob, by_uri).unwrap(), Target::Job(12));
    assert_eq!(target(Operation::PrintJob, vec![printer()]).unwrap(), Target::Printer);
    let refused = |operation, own| target(operation, own).unwrap_err().status;
    assert_eq!(refused(Operation::PrintJob, vec![]), StatusCode::ClientErrorBadRequest);
    assert_eq!(refused(Operation::CancelJob, vec![printer()]), StatusCode::ClientErrorBadRequest);
    let elsewhere = |uri| vec![values::one("printer-uri", values::uri(uri))];
    assert_eq!(
        refused(Operation::PrintJob, elsewhere("ipp://hub/printers/x")),
        StatusCode::ClientErrorNotFound
    );
    assert_eq!(
        refused(Operation::PrintJob, elsewhere("ftp://hub/ipp/print")),
        StatusCode::ClientErrorUriSchemeNotSupported
    );
}

#[test]
fn what_every_request_must_say_is_asked_for() {
    let good = request(Operation::PrintJob, vec![printer()], vec![]);
    let changed = |at: usize, to: &[u8]| {
        let mut bytes = good.clone();
        bytes[at..at + to.len()].copy_from_slice(to);
        status(&bytes)
    };
    assert_eq!(changed(0, &[0, 0]), StatusCode::ServerErrorVersionNotSupported);
    assert_eq!(changed(0, &[3, 0]), StatusCode::ServerErrorVersionNotSupported);
    assert_eq!(changed(2, &[0x7f, 0xff]), StatusCode::ServerErrorOperationNotSupported);
    assert_eq!(changed(2, &[0, 3]), StatusCode::ServerErrorOperationNotSupported, "Print-URI");
    assert_eq!(changed(4, &[0; 4]), StatusCode::ClientErrorBadRequest);
    assert_eq!(changed(4, &[0x80, 0, 0, 0]), StatusCode::ClientErrorBadRequest);
    let at = good.windows(5).position(|window| window == b"utf-8").unwrap();
    assert_eq!(changed(at, b"koi-8"), StatusCode::ClientErrorCharsetNotSupported);
    assert_eq!(status(&good[..good.len() - 1]), StatusCode::ClientErrorBadRequest);
    assert_eq!(status(&[]), StatusCode::ClientErrorBadRequest);
    assert_eq!(status(&[good, b"x".to_vec()].concat()), StatusCode::ClientErrorBadRequest);
}

#[test]
fn a_ticket_is_what_was_asked_and_the_rest_is_named() {
    let size = values::collection(vec![
        ("x-dimension", values::integer(29_700)),
        ("y-dimension", values::integer(42_000)),
    ]);
    let job = vec![
        values::one("copies", values::integer(3)),
        values::one("sides", values::keyword("two-sided-short-edge")),
        values::one("print-color-mode", values::keyword("monochrome")),
        values::one(
            "media-col",
            values::collection(vec![("media-size", size), ("media-source", values::keyword("auto"))]),
        ),
        values::many("page-ranges", [values::range(1, 2), values::range(5, 5)]),
        values::one("multiple-document-handling", values::keyword("separate-documents-uncollated-copies")),
        values::one("print-quality", IppValue::Enum(9)),
        values::one("job-password", values::octets("secret")),
    ];
    let asked_of = |own: Vec<IppAttribute>| {
        let bytes = request(Operation::CreateJob, own, job.clone());
        asked(&Request::parse(&bytes).unwrap())
    };
    let found = asked_of(vec![printer()]).unwrap();
    let ticket = &found.ticket;
    assert_eq!((ticket.copies, ticket.sides, ticket.media), (3, Sides::ShortEdge, Some(Media::A3)));
    assert_eq!((ticket.colour, ticket.collated), (ColourMode::Monochrome, false));
    assert_eq!(ticket.page_ranges, [PageRange { first: 1, last: 2 }, PageRange { first: 5, last: 5 }]);
    let names: Vec<_> = found.unsupported.iter().map(|attribute| attribute.name().as_str()).collect();
    assert_eq!(names, ["print-quality", "job-password"]);

    let fidelity = values::one("ipp-attribute-fidelity", IppValue::Boolean(true));
    let refused = asked_of(vec![printer(), fidelity]).unwrap_err();
    assert_eq!(refused.status, StatusCode::ClientErrorAttributesOrValuesNotSupported);
    assert_eq!(refused.unsupported.len(), 2);
}

#[test]
fn what_is_said_twice_is_refused_wherever_it_is() {
    let copies = |copies| values::one("copies", values::integer(copies));
    let sides = values::one("sides", values::keyword("one-sided"));
    let job = |job| request(Operation::PrintJob, vec![printer()], job);
    let format = values::one("document-format", values::media_type("application/pdf"));
    let twice_of_its_own = request(Operation::PrintJob, vec![printer(), format.clone(), format], vec![]);
    let one = job(vec![copies(1)]);
    let in_another_group = [&one[..one.len() - 1], &[2], &copies(9).to_bytes()[..], &[3]].concat();
    for twice in [
        job(vec![copies(1), sides.clone(), copies(9)]),
        job(vec![copies(1), copies(1)]),
        twice_of_its_own,
        in_another_group,
    ] {
        assert_eq!(status(&twice), StatusCode::ClientErrorBadRequest);
    }
    // Groups of two kinds may use one name.
    let both = request(Operation::PrintJob, vec![printer(), copies(2)], vec![copies(3), sides]);
    assert_eq!(asked(&Request::parse(&both).unwrap()).unwrap().ticket.copies, 3);
}

#[test]
fn values_that_cannot_be_are_named() {
    for wrong in [
        values::one("copies", values::integer(0)),
        values::one("copies", values::integer(100)),
        values::one("copies", values::keyword("two")),
        values::one("media", values::keyword("na_index-4x6_4x6in")),
        values::one("media-col", values::collection(vec![("media-size", values::integer(1))])),
        values::one("page-ranges", values::range(0, 2)),
        values::one("page-ranges", values::range(3, 2)),
        values::many("page-ranges", [values::range(4, 5), values::range(5, 6)]),
        values::many("page-ranges", (1..=101).map(|page| values::range(page, page))),
        values::one("number-up", values::integer(2)),
        values::many("finishings", [IppValue::Enum(3), IppValue::Enum(4)]),
    ] {
        let bytes = request(Operation::CreateJob, vec![printer()], vec![wrong.clone()]);
        let found = asked(&Request::parse(&bytes).unwrap()).unwrap();
        assert_eq!(found.unsupported.len(), 1, "{wrong:?}");
        assert_eq!(found.ticket, crate::printing::Ticket::default());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::printing::MOST_COPIES;
    use crate::printing::intake::asked::format;
    use crate::testing::cases;

    /// A request that asks for much.
    fn whole() -> Vec<u8> {
        let own = vec![
            printer(),
            values::one("document-format", values::media_type("application/pdf")),
            values::one("ipp-attribute-fidelity", IppValue::Boolean(false)),
        ];
        let size = vec![("x-dimension", values::integer(21_000)), ("y-dimension", values::integer(29_700))];
        let job = vec![
            values::one("copies", values::integer(3)),
            values::one("sides", values::keyword("two-sided-long-edge")),
            values::one("media-col", values::collection(vec![("media-size", values::collection(size))])),
            values::many("page-ranges", [values::range(1, 2), values::range(5, 9)]),
            values::one("print-quality", IppValue::Enum(4)),
        ];
        request(Operation::PrintJob, own, job)
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn of_a_request_with_other_bytes_in_it_only_what_makes_sense_is_taken(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)
        ) {
            let mut bytes = whole();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if let Ok(request) = Request::parse(&bytes) {
                drop(format(&request));
                if let Ok(asked) = asked(&request) {
                    prop_assert!((1..=MOST_COPIES).contains(&asked.ticket.copies));
                    let ranges = &asked.ticket.page_ranges;
                    prop_assert!(ranges.iter().all(|range| 0 < range.first && range.first <= range.last));
                    prop_assert!(ranges.windows(2).all(|pair| pair[0].last < pair[1].first));
                }
            }
        }
    }

    #[test]
    fn without_other_bytes_all_of_it_is_taken() {
        let asked = asked(&Request::parse(&whole()).unwrap()).unwrap();
        assert!(asked.unsupported.is_empty(), "{:?}", asked.unsupported);
        assert_eq!((asked.ticket.copies, asked.ticket.page_ranges.len()), (3, 2));
    }
}
