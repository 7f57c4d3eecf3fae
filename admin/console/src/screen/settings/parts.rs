//! What the sections are drawn with.

use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use iced::Length;

use super::Message;
use super::draft::{At, Draft, Edit, Fault, List, Wrong};
use super::import;
use crate::ctx::Ctx;
use crate::words::{Phrases, say};

/// The least width of a field, in logical pixels.
pub const FIELD: f32 = 216.0;

/// The form as a section sees it.
pub struct Form<'a, 'c> {
    pub ctx: &'c Ctx<'a>,
    pub draft: &'a Draft,
    pub faults: &'c [Fault],
    pub import: &'a import::State,
}

/// What is wrong, in words.
pub fn said(phrases: &Phrases, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Hours(part) => say!(phrases, "hours-wrong", part = part.clone()),
        Wrong::Number => say!(phrases, "number-wrong"),
        Wrong::Date => say!(phrases, "date-wrong"),
        Wrong::Price => say!(phrases, "price-wrong"),
        Wrong::Flaw(flaw) => phrases.flaw(flaw),
    }
}

impl<'a> Form<'a, '_> {
    fn fault(&self, at: At) -> Option<String> {
        let path = at.path();
        let fault = self.faults.iter().find(|fault| fault.is_at(&path))?;
        Some(said(self.ctx.phrases, &fault.wrong))
    }

    fn drawn(&self, at: At, label: String) -> epn_ui::Field<'a, Message> {
        let wrote = move |text| Message::Edited(Edit::Wrote(at, text));
        self.ctx.ui.field(at.path(), label, self.draft.text(at), wrote).error(self.fault(at))
    }

    /// One line of text.
    pub fn field(&self, at: At, label: String) -> Element<'a, Message> {
        self.drawn(at, label).into()
    }

    /// The same, with how it is written.
    pub fn field_with_hint(&self, at: At, label: String, hint: String) -> Element<'a, Message> {
        self.drawn(at, label).hint(hint).into()
    }

    /// Fields side by side, as many as fit.
    pub fn fields(&self, fields: impl IntoIterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
        self.ctx.ui.grid(FIELD, fields).into()
    }

    /// A switch.
    pub fn toggle(&self, at: At, label: String) -> Element<'a, Message> {
        let turned = Message::Edited(Edit::Turned(at));
        self.ctx.ui.toggle(at.path(), label, self.draft.is_on(at), turned).into()
    }

    /// One of several values.
    pub fn choices(&self, at: At, values: Vec<(&'static str, String)>) -> Element<'a, Message> {
        let ui = self.ctx.ui;
        let choices = values.into_iter().map(|(value, words)| {
            let is_chosen = self.draft.text(at) == value;
            let wrote = Message::Edited(Edit::Wrote(at, value.to_owned()));
            ui.choice(format!("{}-{value}", at.path()), words, is_chosen, wrote).into()
        });
        let choices = ui.row(choices).spacing(ui.space(Space::S)).wrap().into();
        let fault = self.fault(at).map(|fault| ui.announce(fault).tone(Tone::Danger).into());
        ui.column(std::iter::once(choices).chain(fault)).spacing(ui.space(Space::Xs)).into()
    }

    /// Names of which any may be chosen.
    pub fn names(&self, at: At, label: String, names: Vec<(&'static str, String)>) -> Element<'a, Message> {
        let ui = self.ctx.ui;
        let toggles = names.into_iter().map(|(name, words)| {
            let named = Message::Edited(Edit::Named(at, name));
            ui.toggle(format!("{}-{name}", at.path()), words, self.draft.names(at, name), named).into()
        });
        let label = ui.label(label).bold().into();
        ui.row(std::iter::once(label).chain(toggles)).spacing(ui.space(Space::S)).wrap().into()
    }

    pub fn card(
        &self,
        title: String,
        lead: Option<String>,
        content: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let ui = self.ctx.ui;
        let lead = lead.map(|lead| ui.caption(lead).into());
        let parts = std::iter::once(ui.heading(title).into()).chain(lead).chain(content);
        ui.card(ui.column(parts).width(Length::Fill)).width(Length::Fill).into()
    }

    /// A list whose items are written in place; a new one is added below.
    pub fn list(
        &self,
        list: List,
        title: String,
        lead: String,
        add: String,
        item: impl Fn(usize) -> Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let ui = self.ctx.ui;
        let path = list.path();
        let items = (0..self.draft.len(list)).map(|index| {
            let remove = ui
                .button(
                    format!("{path}[{index}].remove"),
                    say!(self.ctx.phrases, "list-remove"),
                    Message::Edited(Edit::Removed(list, index)),
                )
                .quiet()
                .icon(Icon::Delete)
                .sized(TextRole::Caption);
            ui.column(item(index).into_iter().chain([remove.into()])).width(Length::Fill).into()
        });
        let items = ui.list(items.collect::<Vec<_>>());
        let add = ui.button(format!("{path}-add"), add, Message::Edited(Edit::Added(list))).icon(Icon::Plus);
        self.card(title, Some(lead), items![items, add])
    }
}
