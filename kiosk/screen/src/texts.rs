//! The sentences of this screen, in one language.

use epn_words::{Lang, NoWords, Words};
use i18n_embed::fluent::FluentLanguageLoader;

/// The shared sentences and the kiosk's own.
#[derive(Debug)]
pub struct Texts {
    /// What all programs say alike.
    pub words: Words,
    /// What only the kiosk says; read through `fl!`.
    pub own: FluentLanguageLoader,
}

impl Texts {
    /// The sentences in `lang`.
    pub fn new(lang: Lang) -> Result<Self, NoWords> {
        Ok(Self { words: Words::new(lang)?, own: epn_words::loader("epn-kiosk", lang)? })
    }

    /// The language spoken.
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }
}
