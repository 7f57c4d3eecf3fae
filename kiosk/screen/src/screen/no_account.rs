//! Without an account: an age, and a picture to be called by.

use epn_rules::people::{AgeBand, PICTURES};
use epn_ui::{Icon, Space, items};
use epn_wire::station::Entry;
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{Body, Context, parts, sizes};
use crate::flow::Purpose;

/// The ages, each with its id, in the order in which they are offered.
const AGES: [(AgeBand, &str); 8] = [
    (AgeBand::MoinsDeDouze, "age-under-12"),
    (AgeBand::DouzeDixHuit, "age-12-17"),
    (AgeBand::DixHuitVingtQuatre, "age-18-24"),
    (AgeBand::VingtCinqTrenteNeuf, "age-25-39"),
    (AgeBand::QuaranteCinquanteNeuf, "age-40-59"),
    (AgeBand::SoixanteSoixanteNeuf, "age-60-69"),
    (AgeBand::SoixanteDixPlus, "age-70-plus"),
    (AgeBand::NonCommunique, "age-unsaid"),
];

/// The first age, which the focus begins on.
pub const FIRST_AGE: &str = "age-under-12";

/// How many pictures are shown at once: no more than can be looked over at a glance.
const PAGE: usize = 12;

/// An age was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeChosen(pub AgeBand);

/// What a visitor does among the pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Chosen(&'static str),
    Others,
}

/// What comes of it.
#[derive(Debug)]
pub enum Action {
    None,
    LogIn(Entry),
}

/// The age that was chosen, and which pictures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    age: AgeBand,
    page: usize,
}

impl State {
    /// The first pictures, for somebody of this age.
    pub fn new(age: AgeBand) -> Self {
        Self { age, page: 0 }
    }

    /// Which pictures are shown.
    pub fn page(&self) -> usize {
        self.page
    }

    fn pictures(&self) -> impl Iterator<Item = &'static str> + use<> {
        PICTURES.into_iter().skip(self.page * PAGE).take(PAGE)
    }

    /// The first picture shown, which the focus begins on.
    pub fn first_picture(&self) -> &'static str {
        self.pictures().next().unwrap_or_default()
    }

    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Chosen(picture) => {
                Action::LogIn(Entry::NoAccount { age: self.age, picture: picture.to_owned() })
            }
            Message::Others => {
                self.page = (self.page + 1) % PICTURES.len().div_ceil(PAGE);
                Action::None
            }
        }
    }
}

/// The ages.
pub fn ages<'a>(cx: &Context<'a>) -> Body<'a, AgeChosen> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let ages = AGES.map(|(age, id)| {
        ui.button(id, words.age_band(age), AgeChosen(age)).sized(parts::action_size(cx)).fill().into()
    });
    let heading = parts::heading(cx, fl!(own, "age-title"), Some(fl!(own, "age-lead")));
    let ages = ui.grid(sizes::AGE, ages);
    let content = ui.column(items![heading, ages]).spacing(ui.space(Space::L)).width(Length::Fill);
    Body::new(content.into())
}

/// The pictures. Each tile's id is its picture's key.
pub fn pictures<'a>(cx: &Context<'a>, state: &State, purpose: Purpose) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let tiles = state.pictures().map(|picture| {
        let word = cx.texts.words.picture(picture);
        let content = ui
            .column(items![
                ui.picture(picture, word.clone(), sizes::PICTURE),
                ui.label(word.clone()).centered()
            ])
            .spacing(ui.space(Space::Xs))
            .align_x(Alignment::Center)
            .width(Length::Fill);
        ui.tile(picture, word, content, Message::Chosen(picture)).into()
    });
    let tiles = ui.grid(sizes::PICTURE_TILE, tiles);
    let others =
        ui.button("other-pictures", fl!(own, "picture-others"), Message::Others).quiet().icon(Icon::Refresh);
    let (title, lead) = match purpose {
        Purpose::Resume => (fl!(own, "picture-again-title"), fl!(own, "picture-again-lead")),
        Purpose::LogIn | Purpose::Plan(_) | Purpose::Pay => {
            (fl!(own, "picture-title"), fl!(own, "picture-lead"))
        }
    };
    let heading = parts::heading(cx, title, Some(lead));
    Body::with_actions(parts::centered(cx, items![heading, tiles]), items![others])
}
