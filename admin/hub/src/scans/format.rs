//! What a scanner writes, told from the bytes: its format, and whether it comes to its end.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use epn_wire::scanning::ScanFormat;

use crate::printing::count::image::ends_as_a_jpeg;
use crate::printing::{DocumentFormat, SENSED, Sensed};

/// So much of the end is looked at, in bytes: a PDF's mark is in the last 1,024 (ISO 32000-1, annex H, note 18).
const END: u64 = 1024;
/// The last chunk of a PNG (ISO 15948, 11.2.5), all of it.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xaeB\x60\x82";
/// The most pages that a TIFF is believed to have.
const MOST_TIFF_PAGES: u32 = 10_000;

/// What a file turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It is whole. A PDF's pages are counted apart.
    Whole { format: ScanFormat, pages: Option<u32> },
    /// Its end is still to come.
    Unfinished,
    /// Nothing that is taken.
    Other,
}

/// Looks at a file of so many bytes.
pub fn look(file: &mut File, bytes: u64) -> io::Result<Looked> {
    let first = read(file, 0, u64::try_from(SENSED).unwrap_or(END))?;
    let Some(format) = sense(&first) else { return Ok(Looked::Other) };
    let last = read(file, bytes.saturating_sub(END), END)?;
    let (is_whole, pages) = match format {
        ScanFormat::Pdf => (last.windows(5).any(|window| window == b"%%EOF"), None),
        ScanFormat::Jpeg => (ends_as_a_jpeg(&last), Some(1)),
        ScanFormat::Png => (last.ends_with(PNG_END), Some(1)),
        ScanFormat::Tiff => tiff_pages(file, bytes)?.map_or((false, None), |pages| (true, Some(pages))),
    };
    Ok(if is_whole { Looked::Whole { format, pages } } else { Looked::Unfinished })
}

fn sense(first: &[u8]) -> Option<ScanFormat> {
    if first.starts_with(b"II*\0") || first.starts_with(b"MM\0*") {
        return Some(ScanFormat::Tiff);
    }
    match DocumentFormat::sense(first) {
        Sensed::Format(DocumentFormat::Pdf) => Some(ScanFormat::Pdf),
        Sensed::Format(DocumentFormat::Jpeg) => Some(ScanFormat::Jpeg),
        Sensed::Format(DocumentFormat::Png) => Some(ScanFormat::Png),
        _ => None,
    }
}

/// The pages of a TIFF: the directories that lead from one to the next (TIFF 6.0, section 2). None if one of them lies
/// beyond the end, or they never end.
fn tiff_pages(file: &mut File, bytes: u64) -> io::Result<Option<u32>> {
    let is_little = read(file, 0, 1)? == b"I";
    let number = |raw: &[u8]| -> Option<u64> {
        let fold = |number: u64, byte: &u8| (number << 8) | u64::from(*byte);
        let number = if is_little { raw.iter().rev().fold(0, fold) } else { raw.iter().fold(0, fold) };
        (!raw.is_empty()).then_some(number)
    };
    let mut next = number(&read(file, 4, 4)?);
    let mut pages = 0;
    while let Some(at) = next.filter(|at| *at != 0) {
        let Some(entries) = number(&read(file, at, 2)?) else { return Ok(None) };
        let after = at.saturating_add(2).saturating_add(entries.saturating_mul(12));
        pages += 1;
        if after.saturating_add(4) > bytes || pages > MOST_TIFF_PAGES {
            return Ok(None);
        }
        next = number(&read(file, after, 4)?);
    }
    Ok((pages > 0).then_some(pages))
}

/// At most so many bytes from there on; fewer at the end.
fn read(file: &mut File, from: u64, most: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn looked(bytes: &[u8]) -> Looked {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        look(&mut file, bytes.len() as u64).unwrap()
    }

    fn whole(format: ScanFormat, pages: Option<u32>) -> Looked {
        Looked::Whole { format, pages }
    }

    /// A TIFF of so many pages without entries, its directories first.
    fn tiff(pages: u32) -> Vec<u8> {
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        for page in 1..=pages {
            let next = if page == pages { 0 } else { 8 + page * 6 };
            bytes.extend([0, 0]);
            bytes.extend(next.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn each_format_is_known_by_its_bytes_and_whole_with_its_end() {
        let png = [b"\x89PNG\r\n\x1a\n0000", PNG_END].concat();
        let large = [b"%PDF-1.7\n".to_vec(), vec![b' '; 5000], b"%%EOF\r\n".to_vec()].concat();
        let cases: [(&[u8], Looked); 4] = [
            (b"%PDF-1.4\n1 0 obj\n%%EOF\n", whole(ScanFormat::Pdf, None)),
            (&large, whole(ScanFormat::Pdf, None)),
            (b"\xff\xd8\xff\xe0 picture \xff\xd9", whole(ScanFormat::Jpeg, Some(1))),
            (&png, whole(ScanFormat::Png, Some(1))),
        ];
        for (bytes, expected) in cases {
            assert_eq!(looked(bytes), expected);
            // Its end cut off, it is not whole; any beginning of it is unfinished, or too short to be known.
            assert_eq!(looked(&bytes[..bytes.len() - 5]), Looked::Unfinished);
            for length in 0..(bytes.len() - 5).min(40) {
                assert!(matches!(looked(&bytes[..length]), Looked::Unfinished | Looked::Other), "{length}");
            }
        }
    }

    #[test]
    fn the_pages_of_a_tiff_are_its_directories() {
        for pages in [1, 2, 9] {
            let bytes = tiff(pages);
            assert_eq!(looked(&bytes), whole(ScanFormat::Tiff, Some(pages)));
            assert_eq!(looked(&bytes[..bytes.len() - 1]), Looked::Unfinished);
        }
        assert_eq!(looked(b"MM\0*\0\0\0\x08\0\0\0\0\0\0"), whole(ScanFormat::Tiff, Some(1)));
        // Round and round, beyond the end, nothing at all.
        assert_eq!(looked(b"II*\0\x08\0\0\0\0\0\x08\0\0\0"), Looked::Unfinished);
        assert_eq!(looked(b"II*\0\xff\xff\xff\xff"), Looked::Unfinished);
        assert_eq!(looked(b"II*\0\0\0\0\0"), Looked::Unfinished);
        assert_eq!(looked(b"II*\0"), Looked::Unfinished);
    }

    #[test]
    fn nothing_else_is_taken() {
        for bytes in [&b"MZ\x90\0"[..], b"hello", b"", b"%!PS-Adobe-3.0\n%%EOF", b"RaS2\0\0\0\0", b"GIF89a"] {
            assert_eq!(looked(bytes), Looked::Other, "{bytes:?}");
        }
    }
}
