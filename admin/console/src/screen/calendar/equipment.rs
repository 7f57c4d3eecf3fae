//! What can be booked and is no PC: a list, something more, something less.

use epn_rules::id::EquipmentId;
use epn_ui::{Element, Icon, Space, items};
use epn_wire::calendar::{EquipmentRow, NewEquipment};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::words::{say, tag_list};

#[derive(Clone, Debug, Default)]
pub struct State {
    rows: Option<Vec<EquipmentRow>>,
    name: String,
    tags: String,
    /// Which one is about to be taken away.
    retiring: Option<EquipmentId>,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<Vec<EquipmentRow>, Failure>),
    NameTyped(String),
    TagsTyped(String),
    Added,
    Made(Result<EquipmentRow, Failure>),
    RetirePressed(EquipmentId),
    RetireDropped,
    RetireConfirmed(EquipmentId),
    Retired(EquipmentId, Result<(), Failure>),
}

impl State {
    /// Asks for the list.
    pub fn enter() -> (Self, Intent<Message>) {
        let ask = Intent::Ask(api::equipment().then(Message::Loaded));
        (Self::default(), Intent::All(vec![ask, Intent::focus("equipment-name")]))
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::Loaded(outcome) => self.loaded(outcome),
            Message::NameTyped(name) => {
                self.name = name;
                Intent::None
            }
            Message::TagsTyped(tags) => {
                self.tags = tags;
                Intent::None
            }
            Message::Added => self.add(),
            Message::Made(outcome) => self.made(outcome),
            Message::RetirePressed(equipment) => {
                self.retiring = Some(equipment);
                Intent::focus("equipment-keep")
            }
            Message::RetireDropped => {
                self.retiring = None;
                Intent::None
            }
            Message::RetireConfirmed(equipment) => {
                self.retiring = None;
                self.under_way = true;
                Intent::Ask(
                    api::retire_equipment(equipment).then(move |done| Message::Retired(equipment, done)),
                )
            }
            Message::Retired(equipment, outcome) => self.retired(equipment, outcome),
        }
    }

    fn loaded(&mut self, outcome: Result<Vec<EquipmentRow>, Failure>) -> Intent<Message> {
        match outcome {
            Ok(rows) => {
                self.rows = Some(rows);
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn add(&mut self) -> Intent<Message> {
        let name = self.name.trim();
        if self.under_way || name.is_empty() {
            return Intent::None;
        }
        self.under_way = true;
        let new = NewEquipment { name: name.to_owned(), tags: tag_list(&self.tags) };
        Intent::Ask(api::new_equipment(&new).then(Message::Made))
    }

    fn made(&mut self, outcome: Result<EquipmentRow, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(row) => {
                self.rows.get_or_insert_default().push(row);
                self.name.clear();
                self.tags.clear();
                Intent::focus("equipment-name")
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn retired(&mut self, equipment: EquipmentId, outcome: Result<(), Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(()) => {
                self.rows.iter_mut().for_each(|rows| rows.retain(|row| row.id != equipment));
                Intent::focus("equipment-name")
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let list = match &self.rows {
            None => ui.status(say!(phrases, "under-way")).muted().into(),
            Some(rows) if rows.is_empty() => ui.status(say!(phrases, "equipment-none")).muted().into(),
            Some(rows) => ui.list(rows.iter().map(|row| self.row(ctx, row)).collect::<Vec<_>>()),
        };
        let name = ui
            .field("equipment-name", say!(phrases, "equipment-name"), &self.name, Message::NameTyped)
            .hint(say!(phrases, "equipment-hint"))
            .on_submit(Message::Added);
        let tags = ui
            .field("equipment-tags", say!(phrases, "tags"), &self.tags, Message::TagsTyped)
            .hint(say!(phrases, "tags-hint"))
            .on_submit(Message::Added);
        let missing = self.name.trim().is_empty().then(|| say!(phrases, "equipment-unready"));
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let add = ui
            .button("equipment-add", say!(phrases, "equipment-add"), Message::Added)
            .primary()
            .icon(Icon::Plus)
            .fill()
            .disabled_if(ctx.blocked(under_way.or(missing)));
        ui.column(items![list, ui.hairline(), name, tags, add]).width(Length::Fill).into()
    }

    fn row<'a>(&'a self, ctx: &Ctx<'a>, row: &'a EquipmentRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let tags = row.tags.iter().map(|tag| phrases.tag(tag)).collect::<Vec<_>>().join(" · ");
        let tags = (!tags.is_empty()).then(|| ui.caption(tags).into());
        let words = ui
            .column(std::iter::once(ui.body(row.name.clone()).into()).chain(tags))
            .spacing(0.0)
            .width(Length::Fill);
        if self.retiring != Some(row.id) {
            let retire = ui
                .button(
                    format!("equipment-retire-{}", row.id),
                    say!(phrases, "equipment-retire", name = row.name.clone()),
                    Message::RetirePressed(row.id),
                )
                .quiet()
                .icon_only(Icon::Delete)
                .disabled_if(ctx.blocked(self.under_way.then(String::new)));
            return ui.row(items![words, retire]).width(Length::Fill).into();
        }
        let yes = ui
            .button("equipment-yes", say!(phrases, "equipment-yes"), Message::RetireConfirmed(row.id))
            .danger()
            .fill();
        let no = ui.button("equipment-keep", say!(phrases, "cancel"), Message::RetireDropped).quiet().fill();
        let question = ui.caption(say!(phrases, "equipment-question"));
        ui.column(items![words, question, yes, no]).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
    }
}
