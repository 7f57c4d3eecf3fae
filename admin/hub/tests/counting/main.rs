//! Documents counted by the real program in its child process: what is right, what is wrong, and what means harm.

#![cfg(test)]

mod child;
mod fixtures;

use std::time::Duration;

use epn_hub::printing::DocumentFormat;
use epn_hub::printing::count::{Counted, Counter, Limits, NotCounted, Progress, ToCheck};
use epn_rules::print::Page;

use fixtures::picture::{interlaced_png, jpeg, png};
use fixtures::raster::{self, Plain, pwg, urf};
use fixtures::raw;
use fixtures::written::{A2, A3, BLACK, COLOUR, Leaf, locked, pdf, with_entry};

const LIMITS: Limits = Limits { most_pages: 500, any_size: false };
const PLAIN: Page = Page { colour: false, large: false };
const COLOURED: Page = Page { colour: true, large: false };
const LARGE: Page = Page { colour: false, large: true };

fn counter(seconds: u64) -> Counter {
    let counter = Counter::with_processor_time(Duration::from_secs(seconds));
    counter.counted_by(env!("CARGO_BIN_EXE_epn-hub").into());
    counter
}

async fn count_with(
    counter: &Counter,
    document: &[u8],
    format: DocumentFormat,
    limits: Limits,
) -> (Result<Vec<Page>, NotCounted>, Vec<Progress>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document");
    std::fs::write(&path, document).unwrap();
    let mut told = Vec::new();
    let counted = counter.count(&path, format, limits, &mut |progress| told.push(progress)).await;
    (counted.map(|Counted { pages }| pages), told)
}

async fn count(document: &[u8], format: DocumentFormat) -> Result<Vec<Page>, NotCounted> {
    count_with(&counter(20), document, format, LIMITS).await.0
}

async fn pages(document: &[u8], format: DocumentFormat) -> Vec<Page> {
    count(document, format).await.unwrap()
}

async fn to_check(document: &[u8], format: DocumentFormat) -> ToCheck {
    match count_with(&counter(2), document, format, LIMITS).await.0 {
        Err(NotCounted::ToCheck { why }) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_document_has_the_pages_the_colours_and_the_sizes_that_it_was_written_with() {
    use DocumentFormat::Pdf;
    for number in [1, 2, 10] {
        let leaves: Vec<Leaf> = (0..number).map(|n| if n % 3 == 1 { COLOUR } else { BLACK }).collect();
        let expected: Vec<Page> =
            leaves.iter().map(|leaf| Page { colour: leaf.colour, large: false }).collect();
        assert_eq!(pages(&pdf(&leaves), Pdf).await, expected);
    }
    assert_eq!(pages(&pdf(&[BLACK, A3]), Pdf).await, [PLAIN, LARGE]);
    let rotated = with_entry(&pdf(&[A3]), "Rotate", 90);
    assert_eq!(pages(&rotated, Pdf).await, [LARGE]);
    let cropped = with_entry(&pdf(&[A3]), "CropBox", vec![0.into(), 0.into(), 595.into(), 842.into()]);
    assert_eq!(pages(&cropped, Pdf).await, [PLAIN], "what is cut away is not printed");
}

#[tokio::test]
async fn colour_that_is_cut_away_is_no_colour() {
    let below = vec![0.into(), 500.into(), 595.into(), 842.into()];
    let cropped = with_entry(&pdf(&[COLOUR]), "CropBox", below);
    assert_eq!(pages(&cropped, DocumentFormat::Pdf).await, [PLAIN]);
}

#[tokio::test]
async fn the_number_of_pages_is_told_before_the_first_is_looked_at() {
    let document = pdf(&[BLACK, COLOUR]);
    let (counted, told) = count_with(&counter(20), &document, DocumentFormat::Pdf, LIMITS).await;
    assert!(counted.is_ok());
    let expected = [Progress::Estimate { pages: 2 }, Progress::Page(PLAIN), Progress::Page(COLOURED)];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn what_is_too_large_or_too_long_is_refused_unless_a_mediator_allows_it() {
    use DocumentFormat::Pdf;
    let allowed = Limits { most_pages: 1, any_size: true };
    for large in [pdf(&[A2]), raw::one_page("/MediaBox [0 0 1000000 1000000]", 1)] {
        assert!(matches!(count(&large, Pdf).await, Err(NotCounted::TooLarge)));
        assert_eq!(count_with(&counter(20), &large, Pdf, allowed).await.0.unwrap(), [LARGE]);
    }
    let in_larger_units = with_entry(&pdf(&[BLACK]), "UserUnit", 2);
    assert!(matches!(count(&in_larger_units, Pdf).await, Err(NotCounted::TooLarge)));
    let (refused, _) = count_with(&counter(20), &pdf(&[BLACK; 2]), Pdf, allowed).await;
    assert!(matches!(refused, Err(NotCounted::TooManyPages { pages: 2 })), "{refused:?}");
}

#[tokio::test]
async fn a_locked_document_is_refused_one_that_everybody_may_read_is_not() {
    let document = pdf(&[BLACK, COLOUR]);
    let locked_up = count(&locked(&document, "secret"), DocumentFormat::Pdf).await;
    assert!(matches!(locked_up, Err(NotCounted::Encrypted)), "{locked_up:?}");
    assert_eq!(pages(&locked(&document, ""), DocumentFormat::Pdf).await, [PLAIN, COLOURED]);
}

#[tokio::test]
async fn a_page_tree_that_lies_is_looked_at() {
    use DocumentFormat::Pdf;
    let page = "/MediaBox [0 0 595 842]";
    for document in [raw::one_page(page, 10), raw::one_page(page, -1), raw::cycle(), raw::page_twice()] {
        assert_eq!(to_check(&document, Pdf).await, ToCheck::CountersDisagree);
    }
    assert_eq!(to_check(&raw::no_pages(), Pdf).await, ToCheck::NoPages);
}

#[tokio::test]
async fn what_takes_too_much_time_or_memory_is_given_up() {
    use DocumentFormat::Pdf;
    assert_eq!(to_check(&raw::endless(), Pdf).await, ToCheck::TooHard, "time");
    let bomb = raw::flate_bomb();
    assert!(bomb.len() < 5 << 20);
    assert_eq!(to_check(&bomb, Pdf).await, ToCheck::TooHard, "memory");
}

#[tokio::test]
async fn hostile_documents_that_are_not_drawn_so_do_no_harm() {
    use DocumentFormat::Pdf;
    for document in [raw::self_holding(), raw::large_picture(), raw::object_stream_bomb()] {
        let counted = count(&document, Pdf).await;
        assert!(
            matches!(&counted, Ok(pages) if pages == &[PLAIN])
                || matches!(counted, Err(NotCounted::ToCheck { .. })),
            "{counted:?}"
        );
    }
    assert_eq!(pages(&raw::deep_tree(2000), Pdf).await, [PLAIN]);
    let deep = count(&raw::deep_arrays(1_000_000), Pdf).await;
    assert!(deep.is_err(), "{deep:?}");
}

#[tokio::test]
async fn what_is_no_document_cannot_be_read() {
    for format in DocumentFormat::ALL {
        for noise in [&b""[..], b"Bonjour", &[0x5a; 4096]] {
            let counted = count(noise, format).await;
            assert!(matches!(counted, Err(NotCounted::Unreadable)), "{format:?}: {counted:?}");
        }
    }
}

#[tokio::test]
async fn a_document_that_is_cut_off_is_never_counted() {
    let whole = [
        (pdf(&[BLACK, COLOUR]), DocumentFormat::Pdf),
        (png(64, 64, [9, 9, 9, 255]), DocumentFormat::Png),
        (jpeg(&[&[[90, 128, 128]; 8][..]; 8]), DocumentFormat::Jpeg),
        (pwg(&[raster::WHITE, raster::BLUE], 2), DocumentFormat::PwgRaster),
        (urf(&[raster::WHITE, raster::BLUE], 2), DocumentFormat::Urf),
    ];
    for (document, format) in whole {
        assert!(count(&document, format).await.is_ok(), "{format:?}");
        for tenths in [1, 5, 9] {
            let cut = &document[..document.len() * tenths / 10];
            assert!(count(cut, format).await.is_err(), "{format:?} cut at {tenths} tenths");
        }
    }
}

#[tokio::test]
async fn a_picture_is_one_page_with_colour_or_without() {
    use DocumentFormat::{Jpeg, Png};
    assert_eq!(pages(&png(100, 60, [80, 80, 80, 255]), Png).await, [PLAIN]);
    assert_eq!(pages(&png(100, 60, [200, 80, 80, 255]), Png).await, [COLOURED]);
    assert_eq!(pages(&png(100, 60, [200, 80, 80, 0]), Png).await, [PLAIN], "what shines through is white");
    assert_eq!(pages(&interlaced_png(1, [200, 80, 80]), Png).await, [COLOURED]);
    let grey = [[60, 128, 128], [200, 128, 128]];
    assert_eq!(pages(&jpeg(&[&grey[..]; 3]), Jpeg).await, [PLAIN]);
    let orange = [[60, 128, 128], [150, 44, 201]];
    assert_eq!(pages(&jpeg(&[&grey, &orange]), Jpeg).await, [COLOURED]);
}

#[tokio::test]
async fn a_picture_that_would_fill_the_memory_is_not_unpacked() {
    assert_eq!(to_check(&interlaced_png(60_000, [0; 3]), DocumentFormat::Png).await, ToCheck::TooHard);
    let mut tall = jpeg(&[&[[60, 128, 128]]]);
    let frame = tall.windows(2).position(|bytes| bytes == [0xff, 0xc0]).unwrap();
    tall[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert_eq!(to_check(&tall, DocumentFormat::Jpeg).await, ToCheck::TooHard);
}

#[tokio::test]
async fn a_raster_has_the_pages_that_were_written() {
    let leaves = [raster::WHITE, raster::BLUE, raster::A3];
    let expected = [PLAIN, COLOURED, LARGE];
    for announced in [0, 3] {
        assert_eq!(pages(&pwg(&leaves, announced), DocumentFormat::PwgRaster).await, expected);
        assert_eq!(pages(&urf(&leaves, announced), DocumentFormat::Urf).await, expected);
    }
    let wide = Plain { width: 100_000, ..raster::WHITE };
    assert!(matches!(count(&urf(&[wide], 1), DocumentFormat::Urf).await, Err(NotCounted::TooLarge)));
}

#[tokio::test]
async fn a_raster_that_lies_is_looked_at() {
    use DocumentFormat::{PwgRaster, Urf};
    for announced in [1, 3] {
        let leaves = [raster::WHITE, raster::BLUE];
        assert_eq!(to_check(&pwg(&leaves, announced), PwgRaster).await, ToCheck::CountersDisagree);
        assert_eq!(to_check(&urf(&leaves, announced), Urf).await, ToCheck::CountersDisagree);
    }
    let mut shorter = pwg(&[raster::WHITE], 1);
    // Bytes a line, without which the header would say two things.
    shorter[4 + 392..4 + 396].copy_from_slice(&7_u32.to_be_bytes());
    assert_eq!(to_check(&shorter, PwgRaster).await, ToCheck::Damaged);
    let nothing = Plain { height: 0, ..raster::WHITE };
    assert_eq!(to_check(&pwg(&[nothing], 1), PwgRaster).await, ToCheck::Damaged);
}
