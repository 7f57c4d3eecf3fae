//! A new member. Everything may stay empty: anonymous by default.

use epn_rules::people::PICTURES;
use epn_ui::{Element, Icon, Space, items};
use epn_wire::console::NewVisitor;
use iced::Length;

use crate::ctx::Ctx;
use crate::words::say;

#[derive(Clone, Debug, Default)]
pub struct Form {
    name: String,
    birth_year: String,
    picture: Option<&'static str>,
    authorised: bool,
}

#[derive(Clone)]
pub enum Message {
    NameTyped(String),
    BirthYearTyped(String),
    PictureChosen(Option<&'static str>),
    AuthorisedPressed,
    Submitted,
    Cancelled,
}

impl std::fmt::Debug for Message {
    /// A name never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewVisitor")
    }
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    Create(NewVisitor),
    Cancel,
}

/// The oldest person of whom there is record died in 1997 at 122; nobody alive was born before this.
const OLDEST: i16 = 1900;
const YOUNGEST: i16 = 2100;

impl Form {
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::NameTyped(name) => self.name = name,
            Message::BirthYearTyped(year) => self.birth_year = year,
            Message::PictureChosen(picture) => self.picture = picture,
            Message::AuthorisedPressed => self.authorised = !self.authorised,
            Message::Submitted => return self.visitor().map_or(Action::None, Action::Create),
            Message::Cancelled => return Action::Cancel,
        }
        Action::None
    }

    /// The year of birth: `Ok(None)` if nothing is written.
    fn year(&self) -> Result<Option<i16>, ()> {
        let written = self.birth_year.trim();
        if written.is_empty() {
            return Ok(None);
        }
        written.parse().ok().filter(|year| (OLDEST..=YOUNGEST).contains(year)).map(Some).ok_or(())
    }

    fn visitor(&self) -> Option<NewVisitor> {
        let name = self.name.trim();
        Some(NewVisitor {
            name: (!name.is_empty()).then(|| name.to_owned()),
            birth_year: self.year().ok()?,
            picture: self.picture.map(str::to_owned),
            authorised: self.authorised,
        })
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, under_way: bool) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let name = ui
            .field("new-name", say!(phrases, "visitor-name"), &self.name, Message::NameTyped)
            .hint(say!(phrases, "visitor-optional"))
            .on_submit(Message::Submitted);
        let year = ui
            .field(
                "new-birth-year",
                say!(phrases, "visitor-birth-year"),
                &self.birth_year,
                Message::BirthYearTyped,
            )
            .hint(say!(phrases, "visitor-optional"))
            .error(self.year().err().map(|()| say!(phrases, "visitor-birth-year-wrong")))
            .on_submit(Message::Submitted);
        let authorised = ui.toggle(
            "new-authorised",
            say!(phrases, "visitor-authorised"),
            self.authorised,
            Message::AuthorisedPressed,
        );
        let under_way = under_way.then(|| say!(phrases, "under-way"));
        let create = ui
            .button("create-visitor", say!(phrases, "visitor-create"), Message::Submitted)
            .primary()
            .icon(Icon::UserPlus)
            .disabled_if(ctx.blocked(under_way));
        let cancel = ui.button("new-cancel", say!(phrases, "cancel"), Message::Cancelled).quiet();
        let fields = ui.row(items![name, year]).align_y(iced::Alignment::Start).width(Length::Fill);
        let content = items![
            ui.heading(say!(phrases, "visitor-new")),
            fields,
            ui.label(say!(phrases, "visitor-picture")).bold(),
            self.pictures(ctx),
            authorised,
            ui.row(items![create, cancel])
        ];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }

    fn pictures<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let choices = PICTURES.iter().map(|picture| {
            let word = ctx.phrases.shared.picture(picture);
            let is_chosen = self.picture == Some(*picture);
            // Pressed again, none is chosen: the hub picks one.
            let chosen = Message::PictureChosen((!is_chosen).then_some(*picture));
            let drawn = ui.column(items![ui.picture(picture, word.clone(), 34.0), ui.caption(word.clone())]);
            let drawn = drawn.spacing(0.0).align_x(iced::Alignment::Center).width(Length::Fill);
            ui.tile(format!("picture-{picture}"), word, drawn, chosen).selected(is_chosen).into()
        });
        ui.grid(84.0, choices).spacing(ui.space(Space::Xs)).into()
    }
}
