//! Standard output, as commands write to it. Whoever stops reading (`epn-hub … | head`) is told no more, and the command ends as it
//! would have: that is no failure.

use std::fmt;
use std::io::{self, ErrorKind, Write};

/// Standard output; what is written after its reader went away goes nowhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Output;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unless_away(io::stdout().write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unless_away(io::stdout().flush(), ())
    }
}

/// What was written, or what it counts as where nobody reads it any more.
fn unless_away<T>(written: io::Result<T>, unread: T) -> io::Result<T> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(unread),
        other => other,
    }
}

/// Writes a line to standard output: what [`say_line!`](crate::say_line) calls.
///
/// # Errors
/// Standard output cannot be written, though somebody reads it: a full disk.
pub fn line(line: fmt::Arguments<'_>) -> io::Result<()> {
    writeln!(Output, "{line}")
}

/// `println!` for commands: it fails where standard output cannot be written, and is silent where nobody reads it any more.
#[macro_export]
macro_rules! say_line {
    ($($said:tt)+) => {
        $crate::output::line(format_args!($($said)+))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_went_away_is_no_failure_and_a_full_disk_is() {
        let failed = |kind: ErrorKind| unless_away(Err(kind.into()), 7);
        assert_eq!(failed(ErrorKind::BrokenPipe).unwrap(), 7);
        assert_eq!(failed(ErrorKind::StorageFull).unwrap_err().kind(), ErrorKind::StorageFull);
        assert_eq!(unless_away(Ok(3), 7).unwrap(), 3);
    }
}
