//! A USB key at a station that nobody has: its documents as the screen lists them, and one of them on its way to the hub, where it
//! becomes a print of nobody's session. What a document is called goes to the screen, and nowhere else.

use std::fmt;

use epn_rules::id::{PrintJobId, SessionId};
use serde::{Deserialize, Serialize};

use crate::part::Part;

/// The most documents that are listed, the newest first.
pub const MOST_FILES: usize = 60;

/// The longest name of a document or of its folder, in characters, as it is listed.
pub const LONGEST_NAME: usize = 80;

/// The largest document that is taken from a key, in bytes.
pub const LARGEST: u64 = 50 * 1024 * 1024;

/// What a document is, as its name ends. The hub looks at its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UsbFormat {
    Pdf,
    Jpeg,
    Png,
}

/// A document on a key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsbFile {
    /// As it can be shown: see [`Self::bounded`].
    pub name: String,
    /// In which folder it lies; none at the top.
    pub folder: Option<String>,
    pub format: UsbFormat,
    pub bytes: u64,
}

impl UsbFile {
    /// Whether it is larger than is taken.
    pub fn is_too_big(&self) -> bool {
        self.bytes > LARGEST
    }

    /// With names no longer than [`LONGEST_NAME`].
    fn bounded(mut self) -> Self {
        let cut = |text: &mut String| {
            if let Some((end, _)) = text.char_indices().nth(LONGEST_NAME) {
                text.truncate(end);
            }
        };
        cut(&mut self.name);
        self.folder.iter_mut().for_each(cut);
        self
    }
}

impl fmt::Debug for UsbFile {
    /// Never what it is called.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UsbFile({:?}, {} bytes)", self.format, self.bytes)
    }
}

/// The documents on a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsbFiles {
    /// The newest first.
    pub files: Vec<UsbFile>,
    /// There are more, or not all of the key was looked at.
    pub more: bool,
}

impl UsbFiles {
    /// No more than [`MOST_FILES`], and no names that are longer than allowed.
    #[must_use]
    pub fn bounded(self) -> Self {
        let more = self.more || self.files.len() > MOST_FILES;
        Self { files: self.files.into_iter().take(MOST_FILES).map(UsbFile::bounded).collect(), more }
    }
}

/// What a station says to the hub about a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum UsbAsk {
    /// The part of a document that begins at this byte. A first part begins another document.
    Part {
        /// What was printed from the key before it, if anything was.
        visit: Option<SessionId>,
        from: u64,
        bytes: Part,
        is_last: bool,
    },
    /// Whoever printed is gone. What was not paid waits for the desk until its hour is over.
    Over,
}

/// What the hub answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum UsbAnswer {
    /// The next part is wanted.
    More,
    /// The document is this print now; it is counted, then held. The prints of the visit are told as those of a session are.
    Taken {
        visit: SessionId,
        job: PrintJobId,
    },
    /// It is not taken; nothing of it is kept.
    Refused {
        why: UsbRefusal,
    },
    Noted,
}

/// Why the hub does not take a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UsbRefusal {
    /// It is neither a PDF nor a JPEG nor a PNG, whatever its name says.
    OtherKind,
    TooBig,
    /// The disk is nearly full, or the hub could not write.
    Full,
    /// Its parts do not follow each other.
    Broken,
    /// So many prints from keys wait at this station that no other can.
    TooMany,
    /// The station prints from no keys, or somebody has it.
    NotHere,
}

/// What the kiosk shows while a key is there, or while something was printed from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsbShown {
    pub key: UsbKey,
    /// A document is on its way to the hub: how much of it is there, in percent.
    pub sending: Option<u8>,
    /// What went wrong, until it was read.
    pub trouble: Option<UsbTrouble>,
}

/// How a key stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", rename_all = "kebab-case")]
pub enum UsbKey {
    /// It is looked at.
    Looking,
    Files(UsbFiles),
    /// It cannot be read: broken, locked, or of a format that this station does not know.
    Unreadable,
    /// It was taken out.
    Gone,
}

/// What goes wrong with a document of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "trouble", rename_all = "kebab-case")]
pub enum UsbTrouble {
    /// The hub does not answer.
    NoHub,
    /// It cannot be read to its end.
    NotRead,
    Refused {
        why: UsbRefusal,
    },
}

/// What the person at the screen wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "kebab-case")]
pub enum UsbWish {
    /// Print the document at this place of the list.
    Print { file: u32 },
    /// Send no more of it.
    Stop,
    /// What went wrong was read.
    Read,
    /// *Terminer*.
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: String) -> UsbFile {
        UsbFile { name, folder: None, format: UsbFormat::Pdf, bytes: 7 }
    }

    #[test]
    fn what_a_document_is_called_is_in_no_log() {
        let files = UsbFiles { files: vec![file("Jugement.pdf".to_owned())], more: false };
        assert!(!format!("{:?}", UsbKey::Files(files)).contains("Jugement"));
    }

    #[test]
    fn a_longest_list_fits_in_a_message() {
        let long = || "\u{1F5A8}".repeat(LONGEST_NAME + 1);
        let file = UsbFile { folder: Some(long()), ..file(long()) };
        let files = UsbFiles { files: vec![file; MOST_FILES + 1], more: false }.bounded();
        assert!(files.more && files.files.len() == MOST_FILES);
        assert!(files.files.iter().all(|file| file.name.chars().count() == LONGEST_NAME));
        assert!(serde_json::to_vec(&files).unwrap().len() < crate::framing::LONGEST / 4);
    }

    #[test]
    fn messages_survive_the_way() {
        let bytes = Part::new(vec![1, 2, 3]);
        let ask = UsbAsk::Part { visit: None, from: 4, bytes, is_last: true };
        let text = serde_json::to_string(&ask).unwrap();
        assert_eq!(serde_json::from_str::<UsbAsk>(&text).unwrap(), ask);
        let key = UsbKey::Files(UsbFiles { files: vec![file("a.pdf".to_owned())], more: true });
        let shown = UsbShown { key, sending: Some(3), trouble: Some(UsbTrouble::NotRead) };
        let text = serde_json::to_string(&shown).unwrap();
        assert_eq!(serde_json::from_str::<UsbShown>(&text).unwrap(), shown);
    }
}
