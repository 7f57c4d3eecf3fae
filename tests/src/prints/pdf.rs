//! Documents to print.

use std::fmt::Write as _;

/// A4, in points.
pub const A4: (u32, u32) = (595, 842);

/// How a PDF of [`document`] begins, and only such a one.
const HEAD: &str = "%PDF-1.4\n%plain\n";
/// How each of its pages begins.
const PAGE: &[u8] = b"<< /Type /Page /";

/// The pages of a PDF that [`document`] made; none if it is another one.
pub fn own_pages(pdf: &[u8]) -> Option<u32> {
    let pages = || pdf.windows(PAGE.len()).filter(|bytes| *bytes == PAGE).count();
    pdf.starts_with(HEAD.as_bytes()).then(pages).and_then(|pages| u32::try_from(pages).ok())
}

/// A PDF of so many pages of one size (in points), each with a line of text, and at least `bytes` long.
pub fn document(pages: u32, size: (u32, u32), bytes: usize) -> Vec<u8> {
    written(pages, size, bytes, None)
}

/// The same, with the text of one page in red.
pub fn document_with_red(pages: u32, size: (u32, u32), red: u32) -> Vec<u8> {
    written(pages, size, 0, Some(red))
}

fn written(pages: u32, (width, height): (u32, u32), bytes: usize, red: Option<u32>) -> Vec<u8> {
    let mut pdf = HEAD.to_owned();
    if bytes > 0 {
        // What nobody sees, up to the size that is wanted.
        let _ = writeln!(pdf, "%{}", "x".repeat(bytes));
    }
    let kids: Vec<_> = (0..pages).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for page in 0..pages {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        let colour = if red == Some(page + 1) { "1 0 0 rg " } else { "" };
        let text =
            format!("{colour}BT /F1 24 Tf 72 {} Td (Page {}) Tj ET", height.saturating_sub(100), page + 1);
        objects.push(format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()));
    }
    let mut table = String::new();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", pdf.len());
        let _ = write!(pdf, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (start, size) = (pdf.len(), objects.len() + 1);
    let _ = write!(
        pdf,
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    pdf.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_documents_tell_their_pages_and_others_do_not() {
        assert_eq!(own_pages(&document(3, A4, 0)), Some(3));
        assert_eq!(own_pages(&document(40, A4, 5_000)), Some(40));
        assert_eq!(own_pages(b"%PDF-1.7\n<< /Type /Page /Parent 2 0 R >>"), None);
    }
}
