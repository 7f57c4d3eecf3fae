//! What a program of a station says to the print queue: whatever it is, what is taken of it makes sense.
#![no_main]

use epn_hub::printing::intake::asked::{asked, format};
use epn_hub::printing::intake::head::Scanner;
use epn_hub::printing::intake::request::Request;
use epn_hub::printing::{DocumentFormat, MOST_COPIES};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|said: &[u8]| {
    let whole = Scanner::default().end(said);
    // However it arrives, it ends at the same place.
    let mut scanner = Scanner::default();
    let by_parts = (0..=said.len()).step_by(7).chain([said.len()]).map(|length| scanner.end(&said[..length]));
    assert_eq!(by_parts.into_iter().find(|end| *end != Ok(None)).unwrap_or(Ok(None)), whole);
    let Ok(Some(end)) = whole else { return };
    let (head, document) = said.split_at(end);
    let _ = DocumentFormat::sense(document);
    let Ok(request) = Request::parse(head) else { return };
    let _ = format(&request);
    let Ok(asked) = asked(&request) else { return };
    assert!((1..=MOST_COPIES).contains(&asked.ticket.copies));
    let ranges = &asked.ticket.page_ranges;
    assert!(ranges.iter().all(|range| 0 < range.first && range.first <= range.last));
    assert!(ranges.windows(2).all(|pair| pair[0].last < pair[1].first));
});
