//! The groups of the site's own that a member is in: rules may speak of them.

use epn_rules::id::VisitorId;
use epn_ui::{Element, Icon, items};
use epn_wire::console::VisitorRow;
use iced::Length;

use crate::ctx::Ctx;
use crate::words::{say, tag_list, tags_written};

/// The groups of one member, being written.
#[derive(Clone, Debug)]
pub struct Form {
    pub visitor: VisitorId,
    number: String,
    text: String,
}

#[derive(Clone, Debug)]
pub enum Message {
    Typed(String),
    Submitted,
    Cancelled,
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    Save(VisitorId, Vec<String>),
    Cancel,
}

impl Form {
    pub fn of(row: &VisitorRow) -> Self {
        Self { visitor: row.id, number: row.number.clone(), text: tags_written(&row.groups) }
    }

    /// The groups as they stand there.
    pub fn groups(&self) -> Vec<String> {
        tag_list(&self.text)
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(text) => {
                self.text = text;
                Action::None
            }
            Message::Submitted => Action::Save(self.visitor, self.groups()),
            Message::Cancelled => Action::Cancel,
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, under_way: bool) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let label = say!(phrases, "groups-of", number = self.number.clone());
        let field = ui
            .field("groups", label, &self.text, Message::Typed)
            .hint(say!(phrases, "tags-hint"))
            .on_submit(Message::Submitted);
        let under_way = under_way.then(|| say!(phrases, "under-way"));
        let save = ui
            .button("groups-save", say!(phrases, "groups-save"), Message::Submitted)
            .primary()
            .icon(Icon::Save)
            .disabled_if(ctx.blocked(under_way));
        let cancel = ui.button("groups-cancel", say!(phrases, "cancel"), Message::Cancelled).quiet();
        let content = ui.column(items![field, ui.row(items![save, cancel])]);
        ui.card(content.width(Length::Fill)).width(Length::Fill).into()
    }
}
