//! Following the child: what it says is believed only as far as it makes sense.

use std::io;
use std::process::ExitStatus;

use epn_rules::print::Page;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader};

use super::child::NOT_CONFINED;
use super::frame::{Ending, Frame, LONGEST};
use super::{Counted, Limits, NotCounted, Progress, ToCheck};

/// What a child said.
#[derive(Debug)]
pub enum Followed {
    /// All of it: its pages, and how it ended.
    Said(Vec<Page>, Ending),
    /// It broke off, or said what it may not say.
    BrokeOff,
}

/// A conversation with a child, frame by frame.
#[derive(Debug)]
pub struct Talk {
    most: u32,
    estimate: Option<u32>,
    pages: Vec<Page>,
}

/// What the child may not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonsense;

impl Talk {
    pub fn new(limits: Limits) -> Self {
        Self { most: limits.most(), estimate: None, pages: Vec::new() }
    }

    /// What a frame tells, or how the talk ends.
    pub fn hear(&mut self, frame: Frame) -> Result<Heard, Nonsense> {
        match frame {
            Frame::Estimate { pages } => {
                if self.estimate.is_some() || !self.pages.is_empty() || pages == 0 {
                    return Err(Nonsense);
                }
                self.estimate = Some(pages);
                Ok(Heard::Progress(Progress::Estimate { pages }))
            }
            Frame::Page { colour, large } => {
                let most = self.estimate.unwrap_or(self.most).min(self.most);
                if self.pages.len() >= usize::try_from(most).unwrap_or(usize::MAX) {
                    return Err(Nonsense);
                }
                let page = Page { colour, large };
                self.pages.push(page);
                Ok(Heard::Progress(Progress::Page(page)))
            }
            Frame::End { ending: Ending::Counted } => {
                let counted = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
                let agrees = self.estimate.is_none_or(|estimate| estimate == counted);
                if counted > 0 && agrees { Ok(Heard::End(Ending::Counted)) } else { Err(Nonsense) }
            }
            Frame::End { ending } => Ok(Heard::End(ending)),
        }
    }
}

/// What was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Progress(Progress),
    End(Ending),
}

/// Listens until the child said its last line, broke off, or said what it may not say.
pub async fn follow(
    output: impl AsyncRead + Unpin,
    limits: Limits,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Followed {
    let mut talk = Talk::new(limits);
    let mut output = BufReader::new(output);
    let mut line = Vec::with_capacity(LONGEST);
    loop {
        line.clear();
        let longest = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let read = (&mut output).take(longest).read_until(b'\n', &mut line).await;
        let frame = match (read, line.strip_suffix(b"\n")) {
            (Ok(_), Some(line)) => Frame::read(line),
            _ => return Followed::BrokeOff,
        };
        let Ok(frame) = frame else { return Followed::BrokeOff };
        match talk.hear(frame) {
            Ok(Heard::Progress(known)) => progress(known),
            Ok(Heard::End(ending)) => return Followed::Said(talk.pages, ending),
            Err(Nonsense) => return Followed::BrokeOff,
        }
    }
}

impl Followed {
    /// What the document is, given also how the child ended.
    pub fn outcome(self, ended: ExitStatus) -> Result<Counted, NotCounted> {
        match self {
            Self::Said(pages, ending) => match ending {
                Ending::Counted => Ok(Counted { pages }),
                Ending::Encrypted => Err(NotCounted::Encrypted),
                Ending::TooLarge => Err(NotCounted::TooLarge),
                Ending::TooManyPages { pages } => Err(NotCounted::TooManyPages { pages }),
                Ending::ToCheck { why } => Err(NotCounted::ToCheck { why }),
                Ending::Unreadable => Err(NotCounted::Unreadable),
            },
            Self::BrokeOff if ended.code() == Some(NOT_CONFINED) => {
                Err(io::Error::other("the child could not give up its rights").into())
            }
            Self::BrokeOff => Err(NotCounted::ToCheck { why: ToCheck::TooHard }),
        }
    }
}

#[cfg(test)]
mod properties {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::cases;

    const LIMITS: Limits = Limits { most_pages: 3, any_size: false };

    fn frame() -> impl Strategy<Value = Frame> {
        prop_oneof![
            3 => (any::<bool>(), any::<bool>()).prop_map(|(colour, large)| Frame::Page { colour, large }),
            1 => (0..5_u32).prop_map(|pages| Frame::Estimate { pages }),
            1 => Just(Frame::End { ending: Ending::Counted }),
            1 => Just(Frame::End { ending: Ending::Unreadable }),
        ]
    }

    fn heard(bytes: &[u8]) -> (Followed, usize) {
        let mut told = 0;
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let followed = runtime.block_on(follow(bytes, LIMITS, &mut |_| told += 1));
        (followed, told)
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn whatever_is_said_a_count_has_as_many_pages_as_were_said_and_as_are_allowed(
            frames in prop::collection::vec(frame(), 0..8)
        ) {
            let mut bytes = Vec::new();
            for frame in &frames {
                frame.write(&mut bytes).unwrap();
            }
            if let (Followed::Said(pages, Ending::Counted), _) = heard(&bytes) {
                let end = frames.iter().position(|frame| matches!(frame, Frame::End { .. })).unwrap();
                let said = frames[..end].iter().filter(|frame| matches!(frame, Frame::Page { .. })).count();
                prop_assert_eq!(pages.len(), said);
                prop_assert!((1..=3).contains(&said));
            }
        }

        /// Lines that were whole, with other bytes in them: where one is no frame any more, the talk is over.
        #[test]
        fn what_is_garbled_on_the_way_is_a_count_only_of_what_can_be_read(
            frames in prop::collection::vec(frame(), 0..8),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        ) {
            let mut bytes = Vec::new();
            for frame in &frames {
                frame.write(&mut bytes).unwrap();
            }
            for (at, byte) in changes {
                if !bytes.is_empty() {
                    let at = at.index(bytes.len());
                    bytes[at] = byte;
                }
            }
            if let (Followed::Said(pages, Ending::Counted), told) = heard(&bytes) {
                let lines = bytes.split(|byte| *byte == b'\n').map(Frame::read);
                let read: Vec<_> = lines.map_while(Result::ok).collect();
                let end = read.iter().position(|frame| matches!(frame, Frame::End { .. })).unwrap();
                let said = read[..end].iter().filter(|frame| matches!(frame, Frame::Page { .. })).count();
                prop_assert_eq!(pages.len(), said);
                prop_assert!((1..=3).contains(&said) && told >= said);
            }
        }

        #[test]
        fn noise_is_never_a_count(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let (followed, told) = heard(&bytes);
            prop_assert!(matches!(followed, Followed::BrokeOff));
            prop_assert_eq!(told, 0);
        }
    }
}
