//! What the child says: one JSON object a line.

use std::io::{self, Write};

use epn_rules::print::Page;
use serde::{Deserialize, Serialize};

use super::ToCheck;

/// The longest line, its end included, in bytes.
pub const LONGEST: usize = 128;

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Frame {
    /// So many pages, as the document says; once, before any page.
    Estimate { pages: u32 },
    /// The next page.
    Page { colour: bool, large: bool },
    /// The last line.
    End { ending: Ending },
}

/// How a count ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ending", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ending {
    /// The pages said are all of them.
    Counted,
    Encrypted,
    TooLarge,
    TooManyPages {
        pages: u32,
    },
    ToCheck {
        why: ToCheck,
    },
    Unreadable,
}

impl Frame {
    /// A page as a frame.
    pub fn page(page: Page) -> Self {
        Self::Page { colour: page.colour, large: page.large }
    }

    /// Writes the line.
    pub fn write(self, output: &mut impl Write) -> io::Result<()> {
        let mut line = serde_json::to_vec(&self)?;
        line.push(b'\n');
        output.write_all(&line)?;
        output.flush()
    }

    /// Reads a line without its end.
    pub fn read(line: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_frame_survives_the_way_and_fits_a_line() {
        let endings = [
            Ending::Counted,
            Ending::Encrypted,
            Ending::TooLarge,
            Ending::TooManyPages { pages: u32::MAX },
            Ending::ToCheck { why: ToCheck::CountersDisagree },
            Ending::Unreadable,
        ];
        let ends = endings.map(|ending| Frame::End { ending });
        let others = [Frame::Estimate { pages: u32::MAX }, Frame::Page { colour: false, large: false }];
        for frame in ends.into_iter().chain(others) {
            let mut line = Vec::new();
            frame.write(&mut line).unwrap();
            assert!(line.len() <= LONGEST, "{frame:?}");
            assert_eq!(Frame::read(line.strip_suffix(b"\n").unwrap()).unwrap(), frame);
        }
    }

    #[test]
    fn what_is_not_a_frame_is_refused() {
        for line in ["", "{}", "null", r#"{"frame":"page"}"#, r#"{"frame":"estimate","pages":-1}"#] {
            assert!(Frame::read(line.as_bytes()).is_err(), "{line}");
        }
    }
}
