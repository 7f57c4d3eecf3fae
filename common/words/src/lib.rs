//! Every sentence people see or hear, through Fluent: French first, and what all programs say alike.
//!
//! A program's own sentences live in `assets/locales/<lang>/<its package>.ftl`; it gets a loader for them from [`loader`] and
//! says them with `i18n_embed_fl::fl!`, which checks keys and arguments while compiling. Sentences that more than one
//! program says (decisions, causes, moments, names in the room) live in `epn-words.ftl` and are methods of [`Words`].

mod decision;
mod lang;
mod life;
mod lockdown;
mod measure;
mod moment;
mod money;
mod printing;
mod quota;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
pub use lang::{Direction, Lang};
pub use moment::Reader;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "../../assets/locales"]
struct Locales;

/// The sentences are missing from this build.
#[derive(Debug, thiserror::Error)]
#[error("the sentences of “{domain}” in “{lang}” cannot be loaded: {source}")]
pub struct NoWords {
    domain: String,
    lang: &'static str,
    source: Box<i18n_embed::I18nEmbedError>,
}

/// The sentences of one program (`domain`: its package's name) in one language; what that language lacks is said in French.
pub fn loader(domain: &str, lang: Lang) -> Result<FluentLanguageLoader, NoWords> {
    let loader = FluentLanguageLoader::new(domain, Lang::French.identifier());
    let wanted: [LanguageIdentifier; 2] = [lang.identifier(), Lang::French.identifier()];
    loader.load_languages(&Locales, &wanted).map_err(|e| NoWords {
        domain: domain.to_owned(),
        lang: lang.tag(),
        source: Box::new(e),
    })?;
    loader.set_use_isolating(lang.direction() == Direction::RightToLeft);
    Ok(loader)
}

/// What all programs say alike, in one language.
#[derive(Debug)]
pub struct Words {
    lang: Lang,
    loader: FluentLanguageLoader,
}

impl Words {
    /// The shared sentences in `lang`.
    pub fn new(lang: Lang) -> Result<Self, NoWords> {
        Ok(Self { lang, loader: loader("epn-words", lang)? })
    }

    /// The language spoken.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

#[cfg(test)]
mod tests;
