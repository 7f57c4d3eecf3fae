//! One subject a file.

use super::Source;

/// A longer file is doing a second thing.
const MOST_LINES: usize = 500;
/// From here on it deserves a look.
const MANY_LINES: usize = 400;

/// The report of the sizes, and a fault for each file that is too long.
pub fn judge(sources: &[Source]) -> (String, Vec<String>) {
    let mut sizes: Vec<(usize, &str)> = sources
        .iter()
        .filter(|source| source.is_rust())
        .map(|source| (source.text.lines().count(), source.path.as_str()))
        .collect();
    sizes.sort_unstable();
    let at = |hundredths: usize| {
        let index = (sizes.len() * hundredths / 100).min(sizes.len().saturating_sub(1));
        sizes.get(index).map_or(0, |(lines, _)| *lines)
    };
    let long = sizes.iter().filter(|(lines, _)| *lines > MANY_LINES).count();
    let report = format!(
        "{} Rust files, lines a file: median {}, p90 {}, max {}; {long} over {MANY_LINES}",
        sizes.len(),
        at(50),
        at(90),
        at(100)
    );
    let faults = sizes
        .iter()
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| {
            format!("{path}: {lines} lines, {MOST_LINES} at most: what second thing is it doing?")
        })
        .collect();
    (report, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, lines: usize) -> Source {
        Source { path: path.to_owned(), text: "// a line\n".repeat(lines) }
    }

    #[test]
    fn only_rust_files_over_the_limit_are_faults() {
        let files = [file("a.rs", 500), file("b.rs", 501), file("c.md", 9_000)];
        let (report, faults) = judge(&files);
        assert_eq!(report, "2 Rust files, lines a file: median 501, p90 501, max 501; 2 over 400");
        assert_eq!(faults.len(), 1);
        assert!(faults[0].starts_with("b.rs: 501 lines"));
    }
}
