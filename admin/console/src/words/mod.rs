//! What the console says, in one language: its own sentences and those that all programs share.

mod common;
mod failure;
mod flaw;
mod lockdown;
mod money;
mod prints;
mod scans;

use std::fmt;

pub use common::{KNOWN_TAGS, tag_list, tags_written};
use epn_words::{Lang, NoWords, Words};
use i18n_embed::fluent::FluentLanguageLoader;
pub use money::{parse_price, price_written};

/// The console's sentences in one language. Screens say them with `say!`, which checks keys while compiling.
pub struct Phrases {
    /// What all programs say alike.
    pub shared: Words,
    pub(crate) own: FluentLanguageLoader,
}

impl fmt::Debug for Phrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phrases({})", self.shared.lang().tag())
    }
}

impl Phrases {
    /// The console's sentences in `lang`.
    ///
    /// # Errors
    /// They are missing from this build.
    pub fn new(lang: Lang) -> Result<Self, NoWords> {
        Ok(Self { shared: Words::new(lang)?, own: epn_words::loader("epn-admin", lang)? })
    }

    /// The language spoken.
    pub fn lang(&self) -> Lang {
        self.shared.lang()
    }
}

/// Says a sentence of the console: `say!(phrases, "key", argument = value)`.
macro_rules! say {
    ($phrases:expr, $($message:tt)*) => {
        ::i18n_embed_fl::fl!($phrases.own, $($message)*)
    };
}
pub(crate) use say;
