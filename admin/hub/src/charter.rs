//! The charter: a few short sentences in each language, and the version that people accept.
//!
//! The suite brings one; a site writes its own in `charters/<lang>.md` of its data folder, a file a language, which is
//! read again whenever it changes. A broken file changes nothing: the charter stays, and the console says so.

mod file;
#[cfg(test)]
mod tests;
mod watch;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use epn_words::Lang;
use tokio::sync::watch as channel;

pub use file::{CharterProblem, Text};
pub use watch::{Watching, watch};

/// The charter in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charter {
    /// What people accept. Where the languages' files name different ones, all of them, joined by `+`.
    pub version: String,
    /// One sentence an item, by language (`fr`, `en`).
    pub texts: BTreeMap<String, Vec<String>>,
}

impl Charter {
    /// The charter that the suite brings, with the site's own texts in place of its own.
    ///
    /// # Errors
    /// Everything that is wrong with the site's files.
    pub fn read(folder: &Path) -> Result<Self, Vec<CharterProblem>> {
        let mut texts = Vec::new();
        let mut problems = Vec::new();
        for lang in Lang::ALL {
            match file::read(&folder.join(format!("{}.md", lang.tag()))) {
                Ok(own) => texts.push((lang, own.unwrap_or_else(|| file::default(lang)))),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self::of(texts))
    }

    /// The charter that the suite brings.
    pub fn of_the_suite() -> Self {
        Self::of(Lang::ALL.map(|lang| (lang, file::default(lang))))
    }

    fn of(texts: impl IntoIterator<Item = (Lang, Text)>) -> Self {
        let mut versions: Vec<String> = Vec::new();
        let mut sentences = BTreeMap::new();
        for (lang, text) in texts {
            if !versions.contains(&text.version) {
                versions.push(text.version);
            }
            sentences.insert(lang.tag().to_owned(), text.sentences);
        }
        Self { version: versions.join("+"), texts: sentences }
    }
}

/// The charter in force, for all who need it and all who wait for it to change.
#[derive(Debug)]
pub struct Charters(channel::Sender<Arc<Charter>>);

impl Charters {
    /// A charter that does not change.
    pub fn fixed(charter: Charter) -> Self {
        Self(channel::Sender::new(Arc::new(charter)))
    }

    /// The one in force.
    pub fn now(&self) -> Arc<Charter> {
        self.0.borrow().clone()
    }

    /// Told when another comes in force.
    pub fn subscribe(&self) -> channel::Receiver<Arc<Charter>> {
        self.0.subscribe()
    }

    /// Puts a charter in force; those who wait are told only if it is another.
    fn put(&self, charter: Charter) {
        self.0.send_if_modified(|now| {
            let is_other = **now != charter;
            if is_other {
                *now = Arc::new(charter);
            }
            is_other
        });
    }
}
