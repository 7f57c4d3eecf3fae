//! Documents to print.

use std::fmt::Write as _;

/// A4, in points.
pub const A4: (u32, u32) = (595, 842);

/// A PDF of so many pages of one size (in points), each with a line of text, and at least `bytes` long.
pub fn document(pages: u32, (width, height): (u32, u32), bytes: usize) -> Vec<u8> {
    let mut pdf = "%PDF-1.4\n".to_owned();
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
        let text = format!("BT /F1 24 Tf 72 {} Td (Page {}) Tj ET", height.saturating_sub(100), page + 1);
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
