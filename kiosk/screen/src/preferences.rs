//! What a visitor set for themselves: language, size of text, contrast.

use epn_ui::Comfort;
use epn_words::Lang;

/// A language and a comfort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferences {
    pub lang: Lang,
    pub comfort: Comfort,
}

/// A change that a visitor makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Lang(Lang),
    /// The next larger text; after the largest, the normal one.
    NextTextSize,
    OtherContrast,
}

impl Preferences {
    /// These, changed.
    #[must_use]
    pub fn after(self, change: Change) -> Self {
        let Comfort { text_scale, contrast } = self.comfort;
        match change {
            Change::Lang(lang) => Self { lang, ..self },
            Change::NextTextSize => {
                Self { comfort: Comfort { text_scale: text_scale.next(), contrast }, ..self }
            }
            Change::OtherContrast => {
                Self { comfort: Comfort { text_scale, contrast: contrast.toggled() }, ..self }
            }
        }
    }
}
