//! The body of a request as it arrives: its attributes, then its document, never whole in memory. Whoever is slow is not waited
//! for.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout_at};

use super::head::{HeadError, Scanner};
use crate::printing::format::SENSED;

/// How long a whole document may take to arrive, in so many patiences for one part of it.
const PATIENCES: u32 = 90;
/// So much of a document that is not wanted is read all the same, so that its sender comes to hear why.
const DRAINED: usize = 1024 * 1024;

/// Why no more of a body came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    #[error("nothing more came in time")]
    Late,
    #[error("the connection broke")]
    Broken,
    #[error(transparent)]
    Head(#[from] HeadError),
}

/// A body of which a part was read.
#[derive(Debug)]
pub struct Arriving {
    stream: BodyDataStream,
    /// What came and was not handed out.
    ahead: Bytes,
    patience: Duration,
    until: Instant,
    is_over: bool,
    /// Why no more comes.
    failed: Option<BodyError>,
}

impl Arriving {
    /// A body whose sender may be silent for so long.
    pub fn new(body: Body, patience: Duration) -> Self {
        Self::within(body, patience, patience * PATIENCES)
    }

    /// A body whose sender may be silent for so long, and is done after so long.
    pub fn within(body: Body, patience: Duration, longest: Duration) -> Self {
        let until = Instant::now() + longest;
        Self {
            stream: body.into_data_stream(),
            ahead: Bytes::new(),
            patience,
            until,
            is_over: false,
            failed: None,
        }
    }

    /// The attributes. What came of a malformed request is left in `head`.
    pub async fn head(&mut self, head: &mut Vec<u8>) -> Result<(), BodyError> {
        let mut scanner = Scanner::default();
        loop {
            let Some(part) = self.read().await? else { return Err(HeadError::Malformed.into()) };
            let before = head.len();
            head.extend_from_slice(&part);
            if let Some(end) = scanner.end(head)? {
                self.ahead = part.slice(end.saturating_sub(before).min(part.len())..);
                head.truncate(end);
                return Ok(());
            }
        }
    }

    /// The first bytes of the document, enough to tell its format by; they are handed out again.
    pub async fn first(&mut self) -> Result<&[u8], BodyError> {
        while self.ahead.len() < SENSED {
            let Some(part) = self.read().await? else { break };
            self.ahead = if self.ahead.is_empty() { part } else { [&self.ahead[..], &part].concat().into() };
        }
        Ok(&self.ahead)
    }

    /// The next part of the document; nothing at its end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, BodyError> {
        if self.ahead.is_empty() { self.read().await } else { Ok(Some(std::mem::take(&mut self.ahead))) }
    }

    /// Reads on for a while, and tells whether that was all.
    pub async fn drain(&mut self) -> bool {
        self.drain_at_most(DRAINED).await
    }

    /// The same, of so many bytes.
    pub async fn drain_at_most(&mut self, most: usize) -> bool {
        let mut drained = 0;
        while drained <= most {
            match self.next().await {
                Ok(Some(part)) => drained += part.len(),
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
        false
    }

    /// Whoever was waited for in vain is not waited for again.
    async fn read(&mut self) -> Result<Option<Bytes>, BodyError> {
        match self.failed {
            Some(failed) => Err(failed),
            None => self.read_on().await.inspect_err(|error| self.failed = Some(*error)),
        }
    }

    async fn read_on(&mut self) -> Result<Option<Bytes>, BodyError> {
        while !self.is_over {
            let deadline = self.until.min(Instant::now() + self.patience);
            match timeout_at(deadline, self.stream.next()).await {
                Ok(Some(Ok(part))) if part.is_empty() => {}
                Ok(Some(Ok(part))) => return Ok(Some(part)),
                Ok(None) => self.is_over = true,
                Ok(Some(Err(_))) => return Err(BodyError::Broken),
                Err(_) => return Err(BodyError::Late),
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arriving(parts: &[&[u8]]) -> Arriving {
        let parts: Vec<_> = parts.iter().map(|part| Ok::<_, std::io::Error>(part.to_vec())).collect();
        let body = Body::from_stream(futures_util::stream::iter(parts));
        Arriving::new(body, Duration::from_mins(1))
    }

    #[tokio::test]
    async fn attributes_and_document_come_apart_however_they_are_cut() {
        let whole = [&[2, 0, 0, 2, 0, 0, 0, 1, 1, 3][..], b"%PDF-1.4"].concat();
        for cut in 0..whole.len() {
            let mut body = arriving(&[&whole[..cut], &whole[cut..]]);
            let mut head = Vec::new();
            body.head(&mut head).await.unwrap();
            assert_eq!(head, &whole[..10], "cut at {cut}");
            assert_eq!(body.first().await.unwrap(), b"%PDF-1.4");
            let mut document = Vec::new();
            while let Some(part) = body.next().await.unwrap() {
                document.extend_from_slice(&part);
            }
            assert_eq!(document, b"%PDF-1.4");
        }
    }

    #[tokio::test]
    async fn a_body_that_ends_too_early_is_malformed() {
        let mut head = Vec::new();
        let ended = arriving(&[&[2, 0, 0, 2, 0, 0, 0, 1, 1]]).head(&mut head).await;
        assert_eq!(ended, Err(HeadError::Malformed.into()));
        assert_eq!(head.len(), 9);
    }

    #[tokio::test]
    async fn not_all_of_an_unwanted_document_is_read() {
        let part = vec![0; 64 * 1024];
        let part = part.as_slice();
        assert!(arriving(&[part; 3]).drain().await);
        assert!(!arriving(&[part; 40]).drain().await);
    }

    #[tokio::test]
    async fn whoever_is_silent_is_not_waited_for() {
        let silent = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        let mut body = Arriving::new(Body::from_stream(silent), Duration::from_millis(10));
        assert_eq!(body.next().await, Err(BodyError::Late));
        assert!(!body.drain().await, "nor a second time");
    }

    #[tokio::test]
    async fn whoever_sends_a_byte_now_and_then_is_not_waited_for_for_ever() {
        let slow = futures_util::stream::unfold((), |()| async {
            tokio::task::yield_now().await;
            Some((Ok::<_, std::io::Error>(vec![0]), ()))
        });
        let mut body = Arriving::new(Body::from_stream(Box::pin(slow)), Duration::from_millis(1));
        let ended = async {
            loop {
                if let Err(error) = body.next().await {
                    return error;
                }
            }
        };
        assert_eq!(ended.await, BodyError::Late);
    }
}
