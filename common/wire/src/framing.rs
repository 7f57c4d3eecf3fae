//! Frames on local sockets: a length in four bytes, big-endian, then that many bytes of JSON.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// The longest frame that anybody sends or accepts, in bytes. Also the limit of a WebSocket message.
pub const LONGEST: usize = 256 * 1024;

/// Why a frame was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The other side closed between two frames.
    #[error("the other side closed the connection")]
    Closed,
    /// Longer than may be; the connection is of no further use.
    #[error("a frame of {0} bytes is longer than allowed")]
    TooLong(usize),
    /// Not the JSON of the expected message.
    #[error("a frame is not a message of this version: {0}")]
    Malformed(#[from] serde_json::Error),
    /// The transport failed.
    #[error("the connection failed: {0}")]
    Io(#[from] std::io::Error),
}

/// Reads one message. Not cancel-safe: read in a task of its own.
pub async fn read<T: DeserializeOwned>(from: &mut (impl AsyncRead + Unpin)) -> Result<T, FrameError> {
    read_within(from, LONGEST).await
}

/// The same from somebody who has little to say: a frame longer than `longest` bytes is not read.
pub async fn read_within<T: DeserializeOwned>(
    from: &mut (impl AsyncRead + Unpin),
    longest: usize,
) -> Result<T, FrameError> {
    let mut head = [0; 4];
    match from.read_exact(&mut head).await {
        Ok(_) => {}
        Err(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => return Err(FrameError::Closed),
        Err(e) => return Err(e.into()),
    }
    let length = usize::try_from(u32::from_be_bytes(head)).unwrap_or(usize::MAX);
    if length > longest {
        return Err(FrameError::TooLong(length));
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).await?;
    Ok(serde_json::from_slice(&body)?)
}

/// Writes one message.
pub async fn write<T: Serialize>(to: &mut (impl AsyncWrite + Unpin), message: &T) -> Result<(), FrameError> {
    let body = serde_json::to_vec(message)?;
    let length = u32::try_from(body.len()).ok().filter(|_| body.len() <= LONGEST);
    let Some(length) = length else { return Err(FrameError::TooLong(body.len())) };
    to.write_all(&length.to_be_bytes()).await?;
    to.write_all(&body).await?;
    to.flush().await?;
    Ok(())
}

#[cfg(test)]
mod tests;
