//! What a screen asks its parent to do: it never touches the network, the disk or its parent's state itself.

use std::fmt;
use std::path::PathBuf;

use iced::widget::Id;

use crate::client::{Ask, Failure};
use crate::notice::Notice;
use crate::screen::cash::Whose;

/// What a screen wants done, as a value that tests can look at.
#[derive(Debug)]
pub enum Intent<M> {
    None,
    /// Ask the hub.
    Ask(Ask<M>),
    /// Tell the person.
    Tell(Notice),
    /// Something failed: tell the person, and let them sign in again if that is why.
    Failed(Failure),
    /// Write a file.
    Write(Write<M>),
    /// Read a file.
    Read(Read<M>),
    /// Put the focus on a widget.
    Focus(Id),
    /// Show somebody's money.
    Account(Box<Whose>),
    /// All of these.
    All(Vec<Intent<M>>),
}

impl<M: 'static> Intent<M> {
    /// Put the focus on the widget with this id.
    pub fn focus(id: impl Into<Id>) -> Self {
        Self::Focus(id.into())
    }

    /// The same within a parent's messages.
    pub fn map<N>(self, map: impl Fn(M) -> N + Clone + Send + 'static) -> Intent<N> {
        match self {
            Self::None => Intent::None,
            Self::Ask(ask) => Intent::Ask(ask.map(map)),
            Self::Tell(notice) => Intent::Tell(notice),
            Self::Failed(failure) => Intent::Failed(failure),
            Self::Write(write) => Intent::Write(write.map(map)),
            Self::Read(read) => Intent::Read(read.map(map)),
            Self::Focus(id) => Intent::Focus(id),
            Self::Account(whose) => Intent::Account(whose),
            Self::All(all) => Intent::All(all.into_iter().map(|intent| intent.map(map.clone())).collect()),
        }
    }
}

/// A file could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The document could not be made.
    #[error("the document cannot be made: {0}")]
    Document(String),
    /// The disk refused.
    #[error("{} cannot be written: {reason}", .path.display())]
    Disk {
        /// Where it should have gone.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

/// Makes the content of a file, away from the screen's thread.
pub type Content = Box<dyn FnOnce() -> Result<Vec<u8>, WriteError> + Send>;

/// A file to be written into the folder for documents.
pub struct Write<M> {
    /// `ticket-lune.pdf`; a number is added if the name is taken.
    pub name: String,
    pub content: Content,
    pub then: Box<dyn FnOnce(Result<PathBuf, WriteError>) -> M + Send>,
}

impl<M> fmt::Debug for Write<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Write({})", self.name)
    }
}

impl<M: 'static> Write<M> {
    fn map<N>(self, map: impl FnOnce(M) -> N + Send + 'static) -> Write<N> {
        let then = self.then;
        Write { name: self.name, content: self.content, then: Box::new(move |outcome| map(then(outcome))) }
    }
}

/// A file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} cannot be read: {reason}", .path.display())]
pub struct ReadError {
    /// Which file.
    pub path: PathBuf,
    /// What the system said.
    pub reason: String,
}

/// A text file to be read, at most so many bytes of it.
pub struct Read<M> {
    pub path: PathBuf,
    pub most: u64,
    pub then: Box<dyn FnOnce(Result<String, ReadError>) -> M + Send>,
}

impl<M> fmt::Debug for Read<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Read({})", self.path.display())
    }
}

impl<M: 'static> Read<M> {
    fn map<N>(self, map: impl FnOnce(M) -> N + Send + 'static) -> Read<N> {
        let then = self.then;
        Read { path: self.path, most: self.most, then: Box::new(move |outcome| map(then(outcome))) }
    }
}
