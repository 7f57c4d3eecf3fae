//! Pages, colour and sizes of a document, counted in a child process: what visitors send may be broken or hostile. The child is
//! this program again (`epn-hub count-document`) with the document as its standard input and nothing else: before it reads the
//! first byte, it gives up files, network, memory and time beyond what a count takes ([`confine`]). What it says is bounded and
//! checked ([`frame`], [`follow`]); if it dies, the mediator looks at the document.

mod cells;
pub mod child;
mod confine;
pub mod follow;
pub mod frame;
pub mod image;
mod paper;
mod pdf;
pub mod raster;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::time::Duration;

use epn_rules::print::Page;
use serde::{Deserialize, Serialize};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use super::DocumentFormat;

/// How many documents are counted at the same time.
pub const AT_ONCE: usize = 2;
/// The processor time of one count.
const PROCESSOR: Duration = Duration::from_secs(20);
/// How long one count may take at most: the processor is shared.
const WALL: Duration = Duration::from_secs(90);
/// The most pages that are ever counted, whatever a mediator allows.
const MOST_PAGES: u32 = 100_000;
/// This program, even if its file was replaced by an upgrade since it started.
const THIS_PROGRAM: &str = "/proc/self/exe";

/// What a document may be without a mediator's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    pub most_pages: u32,
    /// A mediator allows pages larger than A3.
    pub any_size: bool,
}

impl Limits {
    fn most(self) -> u32 {
        self.most_pages.min(MOST_PAGES)
    }
}

/// What is known before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many pages, as the document itself says.
    Estimate { pages: u32 },
    /// The next page, counted.
    Page(Page),
}

/// A document, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// At least one.
    pub pages: Vec<Page>,
}

/// Why a document has no count.
#[derive(Debug, thiserror::Error)]
pub enum NotCounted {
    #[error("the document is locked by a password")]
    Encrypted,
    #[error("a page is larger than A3")]
    TooLarge,
    #[error("the document has {pages} pages or more")]
    TooManyPages { pages: u32 },
    #[error("a mediator must look at the document: {why}")]
    ToCheck { why: ToCheck },
    #[error("the document cannot be read")]
    Unreadable,
    /// Nothing is known of the document.
    #[error("the counting process does not work: {0}")]
    Machine(#[from] io::Error),
}

/// Why a mediator must look at a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum ToCheck {
    #[error("two ways of counting its pages disagree")]
    CountersDisagree,
    #[error("it has no page")]
    NoPages,
    #[error("it is damaged or cut off")]
    Damaged,
    #[error("counting it took too much time or memory, or broke off")]
    TooHard,
    #[error("it is made in a way that is not known here")]
    Unsupported,
}

/// Counts documents, a few at a time.
#[derive(Debug)]
pub struct Counter {
    program: OnceLock<PathBuf>,
    processor: Duration,
    places: Semaphore,
}

impl Default for Counter {
    fn default() -> Self {
        Self::with_processor_time(PROCESSOR)
    }
}

impl Counter {
    /// A counter that gives each document so much processor time, in whole seconds from 1 on.
    pub fn with_processor_time(processor: Duration) -> Self {
        Self { program: OnceLock::new(), processor, places: Semaphore::new(AT_ONCE) }
    }

    /// Has the hub's program count, for a process that is not the hub's program itself. The first call counts.
    pub fn counted_by(&self, program: PathBuf) {
        self.program.get_or_init(|| program);
    }

    /// Counts the pages of a document; `progress` is told what is known on the way. Dropping it ends the child.
    pub async fn count(
        &self,
        document: &Path,
        format: DocumentFormat,
        limits: Limits,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Counted, NotCounted> {
        let _place = self.places.acquire().await.map_err(io::Error::other)?;
        let input = tokio::fs::File::open(document).await?.into_std().await;
        let mut child = self.child(input.into(), format, limits)?;
        let said = match child.stdout.take() {
            Some(output) => tokio::time::timeout(WALL, follow::follow(output, limits, progress)).await,
            None => return Err(io::Error::other("the child has no standard output").into()),
        };
        // It has said all it has to say, too much, or nothing for too long: no more of it in any case.
        let killed = child.start_kill();
        let ended = child.wait().await?;
        match said {
            Ok(followed) => followed.outcome(ended),
            Err(_elapsed) => {
                killed?;
                Err(NotCounted::ToCheck { why: ToCheck::TooHard })
            }
        }
    }

    fn child(&self, input: Stdio, format: DocumentFormat, limits: Limits) -> io::Result<Child> {
        let program = self.program.get().map_or(Path::new(THIS_PROGRAM), PathBuf::as_path);
        let mut command = Command::new(program);
        command.args(child::arguments(format, limits, self.processor));
        command.env_clear().current_dir("/").kill_on_drop(true);
        // What it might say to people can hold words of the document.
        command.stdin(input).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    }
}
