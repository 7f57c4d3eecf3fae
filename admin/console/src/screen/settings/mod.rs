//! The rules: what is in force, what is being changed, and what the change would do before it is put in force.

mod broken;
mod draft;
mod editing;
mod effect;
mod import;
mod parts;
mod sections;

use epn_rules::policy::Policy;
use epn_ui::{Element, items};
use epn_wire::console::{PolicyEffect, PolicyView};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::words::say;

use draft::Edit;
use editing::Editing;

pub use sections::Section;

#[derive(Debug, Default)]
pub struct State {
    editing: Option<Box<Editing>>,
    section: Section,
    loading: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    Loaded(Result<PolicyView, Failure>),
    SectionChosen(Section),
    Edited(Edit),
    FromTyped(String),
    Import(import::Message),
    Dropped,
    EffectPressed,
    Effect(Box<Policy>, Result<PolicyEffect, Failure>),
    Broken(broken::Message),
    SavePressed,
    Saved(Result<PolicyView, Failure>),
}

impl State {
    /// Asks for the rules in force, unless something is being written.
    pub fn enter(&mut self) -> Intent<Message> {
        if self.is_changed() || self.loading {
            return Intent::None;
        }
        self.load()
    }

    /// Which section is shown, for the window's title.
    pub fn part(&self) -> &'static str {
        match self.section {
            Section::Hours => "settings",
            section => section.id(),
        }
    }

    /// The next section; after the last, the first.
    pub fn turn_further(&mut self) -> Intent<Message> {
        self.section = self.section.next();
        Intent::None
    }

    fn load(&mut self) -> Intent<Message> {
        self.loading = true;
        Intent::Ask(api::policy().then(Message::Loaded))
    }

    fn is_changed(&self) -> bool {
        self.editing.as_ref().is_some_and(|editing| editing.is_changed())
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::Loaded(outcome) => self.loaded(outcome),
            Message::SectionChosen(section) => {
                self.section = section;
                Intent::None
            }
            Message::Dropped => {
                self.editing = None;
                self.load()
            }
            message => match &mut self.editing {
                Some(editing) => editing.update(message, ctx),
                None => Intent::None,
            },
        }
    }

    fn loaded(&mut self, outcome: Result<PolicyView, Failure>) -> Intent<Message> {
        self.loading = false;
        match outcome {
            Ok(view) => {
                self.editing = Some(Box::new(Editing::new(view)));
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        if let Some(editing) = &self.editing {
            return editing.view(ctx, self.section);
        }
        let title = ui.title(say!(ctx.phrases, "settings-title"));
        let waits = ui.card(ui.status(say!(ctx.phrases, "under-way"))).width(Length::Fill);
        ui.column(items![title, waits]).width(Length::Fill).into()
    }
}
