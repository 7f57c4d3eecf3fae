//! The printers: how each stands and what it costs; paused and resumed, added, changed, removed. And the poster that tells the room
//! how to print.

use std::path::PathBuf;

use epn_rules::id::PrinterId;
use epn_ui::{Element, Icon, Space, TextRole, items};
use epn_wire::console::RoomView;
use epn_wire::print_desk::{PrintQueue, PrinterRow};
use iced::Length;

use super::printer_form::{self, Form};
use crate::client::{Failure, Question, api};
use crate::ctx::Ctx;
use crate::intent::{Intent, Write, WriteError};
use crate::notice::Notice;
use crate::paper::{self, PosterSheet};
use crate::stack::stack;
use crate::words::say;

#[derive(Debug, Default)]
pub struct State {
    form: Option<Form>,
    /// Which one is about to be removed.
    removing: Option<PrinterId>,
    under_way: bool,
    /// The poster is being written.
    saving: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    AddPressed,
    ChangePressed(Form),
    Form(printer_form::Message),
    PausePressed(PrinterId),
    ResumePressed(PrinterId),
    RemovePressed(PrinterId),
    RemoveCancelled,
    RemoveConfirmed(PrinterId),
    /// The poster, under this name.
    PosterPressed(String, PosterSheet),
    PosterSaved(Result<PathBuf, WriteError>),
    /// The hub's answer; the queue that it then tells shows the printers as they are.
    Done(Result<PrinterRow, Failure>),
}

impl State {
    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::AddPressed => self.open(Form::default()),
            Message::ChangePressed(form) => self.open(form),
            Message::Form(message) => self.write(message),
            Message::PausePressed(printer) => self.ask(api::pause_printer(printer)),
            Message::ResumePressed(printer) => self.ask(api::resume_printer(printer)),
            Message::RemovePressed(printer) => {
                self.removing = Some(printer);
                Intent::focus("printer-keep")
            }
            Message::RemoveCancelled => {
                self.removing = None;
                Intent::focus("printer-add")
            }
            Message::RemoveConfirmed(printer) => self.ask(api::remove_printer(printer)),
            Message::PosterPressed(name, poster) => self.save(&name, poster),
            Message::PosterSaved(outcome) => {
                self.saving = false;
                Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved))
            }
            Message::Done(outcome) => self.done(outcome),
        }
    }

    /// What is being written goes away.
    pub fn close_form(&mut self) -> Intent<Message> {
        let was_open = self.form.take().is_some() || self.removing.take().is_some();
        if was_open { Intent::focus("printer-add") } else { Intent::None }
    }

    fn open(&mut self, form: Form) -> Intent<Message> {
        self.form = Some(form);
        self.removing = None;
        Intent::focus("printer-name")
    }

    fn write(&mut self, message: printer_form::Message) -> Intent<Message> {
        let Some(form) = &mut self.form else { return Intent::None };
        match form.update(message) {
            printer_form::Action::None => Intent::None,
            printer_form::Action::Cancel => self.close_form(),
            printer_form::Action::Save(settings) => {
                let question = match form.printer {
                    None => api::add_printer(&settings),
                    Some(printer) => api::change_printer(printer, &settings),
                };
                self.ask(question)
            }
        }
    }

    fn save(&mut self, name: &str, poster: PosterSheet) -> Intent<Message> {
        if self.saving {
            return Intent::None;
        }
        self.saving = true;
        let content = Box::new(move || poster.pdf());
        Intent::Write(Write {
            name: paper::file_name(name, "pdf"),
            content,
            then: Box::new(Message::PosterSaved),
        })
    }

    fn ask(&mut self, question: Question<PrinterRow>) -> Intent<Message> {
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(question.then(Message::Done))
    }

    fn done(&mut self, outcome: Result<PrinterRow, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(_) => self.close_form(),
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        queue: &'a PrintQueue,
        room: Option<&RoomView>,
    ) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let form = self.form.as_ref().map(|form| form.view(ctx, self.under_way).map(Message::Form));
        let add = ui
            .button("printer-add", say!(phrases, "printer-add"), Message::AddPressed)
            .icon(Icon::Plus)
            .disabled_if(ctx.blocked(None))
            .into();
        let poster = room.and_then(|room| PosterSheet::of(room, queue)).map(|poster| {
            let pressed = Message::PosterPressed(say!(phrases, "poster-file"), poster);
            ui.button("printers-poster", say!(phrases, "poster-save"), pressed)
                .icon(Icon::Download)
                .quiet()
                .disabled_if(self.saving.then(|| say!(phrases, "under-way")))
                .into()
        });
        let buttons = ui.row(std::iter::once(add).chain(poster)).spacing(ui.space(Space::S)).wrap();
        let list = if queue.printers.is_empty() {
            ui.status(say!(phrases, "printers-none")).muted().into()
        } else {
            ui.list(queue.printers.iter().map(|printer| self.row(ctx, printer)).collect::<Vec<_>>())
        };
        let list = ui.card(ui.column(items![list, buttons]).width(Length::Fill)).width(Length::Fill);
        stack(ui, Space::M, [form, Some(list.into())]).into()
    }

    fn row<'a>(&'a self, ctx: &Ctx<'a>, printer: &'a PrinterRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let (icon, tone, words) = phrases.printer_standing(printer);
        let name = ui
            .column(items![ui.heading(printer.name.clone()).fill(), ui.caption(printer.uri.clone()).fill()]);
        let state = ui
            .row(items![ui.icon_in(icon, TextRole::Body, tone), ui.body(words).tone(tone).bold().fill()])
            .spacing(ui.space(Space::Xs));
        let waiting = say!(phrases, "printer-waiting", count = printer.waiting);
        let state = ui.column(items![state, ui.caption(waiting)]).spacing(0.0);
        let tariff = ui.caption(phrases.tariff(&printer.tariff)).fill();
        let line = ui.row(items![
            name.spacing(0.0).width(Length::FillPortion(4)),
            state.width(Length::FillPortion(3)),
            ui.column(items![tariff]).width(Length::FillPortion(5)),
        ]);
        let below = if self.removing == Some(printer.id) {
            self.removing(ctx, printer)
        } else {
            self.actions(ctx, printer)
        };
        ui.column(items![line.width(Length::Fill), below])
            .spacing(ui.space(Space::Xs))
            .width(Length::Fill)
            .into()
    }

    fn actions<'a>(&self, ctx: &Ctx<'a>, printer: &'a PrinterRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let id = printer.id;
        let blocked = ctx.blocked(self.under_way.then(|| say!(phrases, "under-way")));
        let button = |name: &str, words: String, icon: Icon, message: Message| {
            let spoken = say!(phrases, "for-station", action = words.clone(), station = printer.name.clone());
            ui.button(format!("printer-{name}-{id}"), words, message)
                .icon(icon)
                .spoken(spoken)
                .disabled_if(blocked.clone())
        };
        let pause = if printer.paused {
            button("resume", say!(phrases, "printer-resume"), Icon::Start, Message::ResumePressed(id))
        } else {
            button("pause", say!(phrases, "printer-pause"), Icon::Pause, Message::PausePressed(id))
        };
        let form = Message::ChangePressed(Form::of(printer, phrases));
        let change = button("change", say!(phrases, "printer-change"), Icon::Edit, form).quiet();
        let removed = Message::RemovePressed(id);
        let remove = button("remove", say!(phrases, "printer-remove"), Icon::Delete, removed).quiet();
        ui.row(items![pause, change, remove]).spacing(ui.space(Space::S)).wrap().into()
    }

    fn removing<'a>(&self, ctx: &Ctx<'a>, printer: &PrinterRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let question = ui.announce(say!(phrases, "printer-remove-question")).bold();
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let confirmed = Message::RemoveConfirmed(printer.id);
        let yes = ui
            .button("printer-remove-yes", say!(phrases, "printer-remove-yes"), confirmed)
            .danger()
            .disabled_if(ctx.blocked(under_way));
        let no = ui.button("printer-keep", say!(phrases, "cancel"), Message::RemoveCancelled).quiet();
        ui.row(items![question, yes, no]).spacing(ui.space(Space::S)).wrap().into()
    }
}
