//! Counting documents: in the hub's own child process, as a station's print is counted.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::support::built;

/// How often a document is counted; the median counts.
const RUNS: usize = 21;
/// Pages of a letter, and of a long document.
const FEW: u32 = 10;
const MANY: u32 = 200;
/// Lines of text on a page.
const LINES: u32 = 50;

/// What one count took.
#[derive(Clone, Copy)]
struct Took {
    first: Duration,
    all: Duration,
}

/// Counts documents and prints the lines.
///
/// # Errors
/// The hub's program does not count.
pub(super) fn measure(folder: &Path) -> Result<()> {
    let few = median(&folder.join("few.pdf"), FEW)?;
    let many = median(&folder.join("many.pdf"), MANY)?;
    let rate = f64::from(MANY) / many.all.as_secs_f64();
    println!("| the number of pages of a document of {FEW}, known after | {} ms |", few.first.as_millis());
    println!("| its colours too | {} ms |", few.all.as_millis());
    println!("| pages looked at for colour, of {MANY} with text and drawings | {rate:.0} a second |");
    Ok(())
}

fn median(path: &Path, pages: u32) -> Result<Took> {
    std::fs::write(path, document(pages)).context("writing a document")?;
    let mut took = (0..RUNS).map(|_| count(path, pages)).collect::<Result<Vec<_>>>()?;
    took.sort_unstable_by_key(|took| took.all);
    took.get(RUNS / 2).copied().context("nothing was measured")
}

fn count(path: &Path, pages: u32) -> Result<Took> {
    let begun = Instant::now();
    let mut child = Command::new(built("epn-hub")?)
        .args(["count-document", "--format", "application/pdf", "--most-pages", "500", "--processor", "20"])
        .stdin(File::open(path)?)
        .stdout(Stdio::piped())
        .spawn()
        .context("starting the hub's program")?;
    let output = child.stdout.take().context("it has no output")?;
    let mut first = None;
    let mut last = String::new();
    let mut lines = 0;
    for line in BufReader::new(output).lines() {
        first.get_or_insert_with(|| begun.elapsed());
        last = line?;
        lines += 1;
    }
    let all = begun.elapsed();
    ensure!(child.wait()?.success() && last.contains(r#""counted""#) && lines == pages + 2, "it said {last}");
    Ok(Took { first: first.context("it said nothing")?, all })
}

/// A document of so many pages of text, every third with a drawing in colour.
fn document(pages: u32) -> Vec<u8> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut kids = String::new();
    for page in 0..pages {
        let mut content = "BT /F 11 Tf 14 TL 50 800 Td\n".to_owned();
        for line in 0..LINES {
            let _ = writeln!(
                content,
                "(Page {page}, ligne {line} : une attestation comme il en sort tous les jours.) '"
            );
        }
        content.push_str("ET\n");
        if page % 3 == 0 {
            content.push_str("0.1 0.3 0.8 rg 400 60 m 480 60 520 140 440 160 c f\n");
        }
        let number = objects.len() + 1;
        let _ = write!(kids, "{number} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F 3 0 R >> >> >>",
            number + 1
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    if let Some(tree) = objects.get_mut(1) {
        *tree = format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>");
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", index + 1);
    }
    let (size, begin) = (objects.len() + 1, out.len());
    let _ = write!(
        out,
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n"
    );
    out.into_bytes()
}
