//! Finding one member by number or name, within another screen.

use epn_ui::{Element, Icon, Space, items};
use epn_wire::console::VisitorRow;
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::words::say;

/// More would bury the screen: a longer name finds fewer.
const MOST: usize = 5;

#[derive(Clone, Default)]
pub struct State {
    query: String,
    under_way: bool,
    found: Option<Vec<VisitorRow>>,
}

impl std::fmt::Debug for State {
    /// No names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Find(…)")
    }
}

#[derive(Clone)]
pub enum Message {
    Typed(String),
    Submitted,
    Found(Result<Vec<VisitorRow>, Failure>),
    Chosen(VisitorRow),
}

impl std::fmt::Debug for Message {
    /// No names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Find")
    }
}

/// What the search asks its parent to do.
#[derive(Debug)]
pub enum Action {
    Do(Intent<Message>),
    Chosen(VisitorRow),
}

impl State {
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(query) => {
                self.query = query;
                Action::Do(Intent::None)
            }
            Message::Submitted if self.query.trim().is_empty() => Action::Do(Intent::None),
            Message::Submitted => {
                self.under_way = true;
                Action::Do(Intent::Ask(api::visitors(self.query.trim()).then(Message::Found)))
            }
            Message::Found(outcome) => {
                self.under_way = false;
                match outcome {
                    Ok(found) => {
                        self.found = Some(found);
                        Action::Do(Intent::None)
                    }
                    Err(failure) => Action::Do(Intent::Failed(failure)),
                }
            }
            Message::Chosen(visitor) => {
                *self = Self::default();
                Action::Chosen(visitor)
            }
        }
    }

    /// The field and what it found; the ids begin with `id`.
    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, id: &'static str, label: String) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let field = ui
            .field(format!("{id}-query"), label, &self.query, Message::Typed)
            .hint(say!(phrases, "find-hint"))
            .on_submit(Message::Submitted);
        let under_way = self.under_way.then(String::new);
        let go = ui
            .button(format!("{id}-find"), say!(phrases, "search"), Message::Submitted)
            .icon(Icon::Search)
            .fill()
            .disabled_if(ctx.blocked(under_way));
        let none = self.found.as_ref().filter(|found| found.is_empty());
        let none = none.map(|_| Element::from(ui.status(say!(phrases, "visitors-none")).muted()));
        let found = self.found.iter().flatten().take(MOST).map(|row| choice(ctx, id, row));
        let parts = items![field, go].into_iter().chain(none).chain(found);
        ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
    }
}

/// A member to be chosen: picture, number, and the name if names are shown.
fn choice<'a>(ctx: &Ctx<'a>, id: &str, row: &'a VisitorRow) -> Element<'a, Message> {
    let ui = ctx.ui;
    let words = member_words(ctx, row);
    let alias = ctx.phrases.shared.alias(&row.alias);
    let content = ui
        .row(items![ui.picture(&row.alias.picture, alias, 28.0), ui.body(words.clone()).fill()])
        .spacing(ui.space(Space::S));
    ui.tile(format!("{id}-{}", row.id), words, content, Message::Chosen(row.clone())).into()
}

/// `Lune · 10427`, with the name while names are shown.
pub fn member_words(ctx: &Ctx<'_>, row: &VisitorRow) -> String {
    let name = row.name.clone().filter(|_| ctx.names);
    let alias = ctx.phrases.shared.alias(&row.alias);
    [Some(alias), Some(row.number.clone()), name].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
