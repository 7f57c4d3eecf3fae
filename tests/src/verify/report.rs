//! How the parts ended.

use std::fmt;
use std::time::Duration;

/// How one part ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With something worth telling, or an empty note.
    Passed(String),
    Failed(String),
    Skipped(String),
}

impl fmt::Display for Ending {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, note) = match self {
            Self::Passed(note) => ("passed", note),
            Self::Failed(note) => ("FAILED", note),
            Self::Skipped(note) => ("skipped", note),
        };
        if note.is_empty() { write!(formatter, "{word}") } else { write!(formatter, "{word}: {note}") }
    }
}

#[derive(Debug)]
struct Line {
    name: &'static str,
    ending: Ending,
    took: Duration,
}

/// How all parts ended; shown as a table whose last line counts them.
#[derive(Debug, Default)]
pub struct Report {
    lines: Vec<Line>,
}

impl Report {
    pub fn add(&mut self, name: &'static str, ending: Ending, took: Duration) {
        self.lines.push(Line { name, ending, took });
    }

    /// Whether nothing failed.
    pub fn passed(&self) -> bool {
        self.count(|ending| matches!(ending, Ending::Failed(_))) == 0
    }

    fn count(&self, which: impl Fn(&Ending) -> bool) -> usize {
        self.lines.iter().filter(|line| which(&line.ending)).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter)?;
        for Line { name, ending, took } in &self.lines {
            let ending = ending.to_string();
            let mut lines = ending.lines();
            writeln!(
                formatter,
                "{name:<13} {:>7.1} s  {}",
                took.as_secs_f64(),
                lines.next().unwrap_or_default()
            )?;
            for more in lines {
                writeln!(formatter, "{:25}{more}", "")?;
            }
        }
        let whole: Duration = self.lines.iter().map(|line| line.took).sum();
        writeln!(formatter, "{:<13} {:>7.1} s\n", "in all", whole.as_secs_f64())?;
        let passed = self.count(|ending| matches!(ending, Ending::Passed(_)));
        let failed = self.count(|ending| matches!(ending, Ending::Failed(_)));
        let skipped = self.count(|ending| matches!(ending, Ending::Skipped(_)));
        write!(formatter, "{passed} passed, {failed} failed")?;
        if skipped > 0 { write!(formatter, ", {skipped} skipped") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_counts_and_stands_alone() {
        let mut report = Report::default();
        report.add("format", Ending::Passed(String::new()), Duration::from_millis(1_500));
        report.add("lint", Ending::Passed(String::new()), Duration::from_mins(1));
        assert!(report.passed());
        assert_eq!(report.to_string().lines().last(), Some("2 passed, 0 failed"));

        report.add("session", Ending::Skipped("only root may".to_owned()), Duration::ZERO);
        assert!(report.passed());
        report.add("hub", Ending::Failed("1 of 40 tests failed\nsee above".to_owned()), Duration::ZERO);
        assert!(!report.passed());
        assert_eq!(report.to_string().lines().last(), Some("2 passed, 1 failed, 1 skipped"));
    }
}
