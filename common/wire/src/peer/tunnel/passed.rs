//! A request's body on its way from one connection to another.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::mpsc;

/// So many pieces are on their way.
const ON_THE_WAY: usize = 4;

/// Where the pieces come in. Dropped without [`Feed::end`], the body breaks off, and nobody takes it for a whole one.
#[derive(Debug)]
pub struct Feed(mpsc::Sender<Piece>);

#[derive(Debug)]
enum Piece {
    Frame(Frame<Bytes>),
    End,
}

impl Feed {
    /// Passes a piece on; false if nobody takes it any more.
    pub async fn give(&self, frame: Frame<Bytes>) -> bool {
        self.0.send(Piece::Frame(frame)).await.is_ok()
    }

    /// That was all of it.
    pub async fn end(self) -> bool {
        self.0.send(Piece::End).await.is_ok()
    }
}

/// The body as it is passed on.
#[derive(Debug)]
pub struct Passed {
    pieces: mpsc::Receiver<Piece>,
    /// Nothing comes any more, and all of it came.
    ended: bool,
}

impl Passed {
    /// A body, which may be known to have nothing in it.
    pub fn new(empty: bool) -> (Feed, Self) {
        let (feed, pieces) = mpsc::channel(ON_THE_WAY);
        (Feed(feed), Self { pieces, ended: empty })
    }
}

impl Body for Passed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        self.pieces.poll_recv(context).map(|piece| match piece {
            Some(Piece::Frame(frame)) => Some(Ok(frame)),
            Some(Piece::End) => {
                self.ended = true;
                None
            }
            None => Some(Err(io::ErrorKind::UnexpectedEof.into())),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.ended
    }

    fn size_hint(&self) -> SizeHint {
        if self.ended { SizeHint::with_exact(0) } else { SizeHint::default() }
    }
}
