//! A new ticket: minutes, age, one button; then its code, large, once, and on paper.

use epn_rules::age::AGE_TILES;
use epn_rules::people::AgeBand;
use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, QrData, Space, TextRole, Tone, items};
use epn_wire::console::{NewTicket, TicketIssued};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::{Intent, Write, WriteError};
use crate::notice::Notice;
use crate::paper::{self, TicketSheet};
use crate::screen::cash::Whose;
use crate::words::say;

/// Lengths that are offered beside the policy's own.
const LENGTHS: [Minutes; 4] = [Minutes(30), Minutes(60), Minutes(90), Minutes(120)];

/// A ticket that was issued, with its code as a drawing.
struct Issued {
    ticket: TicketIssued,
    qr: Option<QrData>,
}

#[derive(Default)]
pub struct State {
    wanted: NewTicket,
    under_way: bool,
    saving: bool,
    issued: Option<Issued>,
}

impl std::fmt::Debug for State {
    /// A code never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ticket").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug)]
pub enum Message {
    MinutesChosen(Option<Minutes>),
    AgeChosen(AgeBand),
    Submitted,
    Issued(Result<TicketIssued, Failure>),
    SavePressed,
    Saved(Result<std::path::PathBuf, WriteError>),
    AnotherPressed,
    CreditPressed,
}

impl State {
    /// What is shown, for the window's title.
    pub fn part(&self) -> &'static str {
        if self.issued.is_some() { "ticket-issued" } else { "ticket" }
    }

    /// Forgets a code that was shown: it is said once.
    pub fn leave(&mut self) {
        self.issued = None;
    }

    /// What to press first.
    pub fn first_field(&self) -> &'static str {
        if self.issued.is_some() { "save-ticket" } else { "create-ticket" }
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::MinutesChosen(minutes) => {
                self.wanted.minutes = minutes;
                Intent::None
            }
            Message::AgeChosen(age) => {
                self.wanted.age = age;
                Intent::None
            }
            Message::Submitted => self.submit(),
            Message::Issued(outcome) => self.issued(outcome),
            Message::SavePressed => self.save(ctx),
            Message::Saved(outcome) => {
                self.saving = false;
                Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved))
            }
            Message::CreditPressed => self.add_credit(),
            Message::AnotherPressed => {
                self.issued = None;
                self.wanted = NewTicket::default();
                Intent::focus("create-ticket")
            }
        }
    }

    /// A ticket can hold credit for prints.
    fn add_credit(&self) -> Intent<Message> {
        let Some(Issued { ticket, .. }) = &self.issued else { return Intent::None };
        Intent::Account(Box::new(Whose::Ticket { id: ticket.id, alias: ticket.alias.clone() }))
    }

    fn submit(&mut self) -> Intent<Message> {
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(api::new_ticket(self.wanted).then(Message::Issued))
    }

    fn issued(&mut self, outcome: Result<TicketIssued, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(ticket) => {
                let qr = QrData::new(ticket.code.reveal()).ok();
                self.issued = Some(Issued { ticket, qr });
                Intent::focus("save-ticket")
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn save(&mut self, ctx: &Ctx<'_>) -> Intent<Message> {
        let Some(Issued { ticket, .. }) = self.issued.as_ref().filter(|_| !self.saving) else {
            return Intent::None;
        };
        let sheet = TicketSheet::new(ctx.phrases, ctx.reader, ticket);
        let name = paper::file_name(&say!(ctx.phrases, "ticket-file", alias = sheet.alias.clone()), "pdf");
        self.saving = true;
        let content = Box::new(move || sheet.pdf());
        Intent::Write(Write { name, content, then: Box::new(Message::Saved) })
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let page = match &self.issued {
            Some(issued) => self.shown(ctx, issued),
            None => self.form(ctx),
        };
        let title = ui.title(say!(ctx.phrases, "ticket-title"));
        ui.column(items![title, page]).width(Length::Fill).into()
    }

    fn form<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let default = ui.choice(
            "minutes-default",
            say!(phrases, "minutes-default"),
            self.wanted.minutes.is_none(),
            Message::MinutesChosen(None),
        );
        let lengths = LENGTHS.map(|minutes| {
            let is_chosen = self.wanted.minutes == Some(minutes);
            let chosen = Message::MinutesChosen(Some(minutes));
            let id = format!("minutes-{}", minutes.0);
            ui.choice(id, phrases.shared.length(minutes), is_chosen, chosen).into()
        });
        let lengths =
            ui.row(std::iter::once(default.into()).chain(lengths)).spacing(ui.space(Space::S)).wrap();
        let ages = AGE_TILES.map(|age| {
            let words = match age {
                AgeBand::NonCommunique => say!(phrases, "age-not-asked"),
                age => phrases.shared.age_band(age),
            };
            ui.choice(age_id(age), words, self.wanted.age == age, Message::AgeChosen(age)).into()
        });
        let ages = ui.row(ages).spacing(ui.space(Space::S)).wrap();
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let create = ui
            .button("create-ticket", say!(phrases, "ticket-create"), Message::Submitted)
            .primary()
            .icon(Icon::Ticket)
            .disabled_if(ctx.blocked(under_way));
        let lead = ui.body(say!(phrases, "ticket-lead")).muted();
        let content = items![
            lead,
            ui.heading(say!(phrases, "ticket-minutes")),
            lengths,
            ui.heading(say!(phrases, "ticket-age")),
            ages,
            create
        ];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }

    fn shown<'a>(&'a self, ctx: &Ctx<'a>, issued: &'a Issued) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let Issued { ticket, qr } = issued;
        let alias = phrases.shared.alias(&ticket.alias);
        let picture = ui.picture(&ticket.alias.picture, alias.clone(), 72.0);
        let who = ui.row(items![picture, ui.title(alias)]);
        let code = ui.display(ticket.code.reveal()).id("ticket-code");
        let minutes = ui.heading(say!(phrases, "ticket-for", length = phrases.shared.length(ticket.minutes)));
        let expires = phrases.valid_until(ticket.expires, ctx.reader);
        let once = ui.banner("ticket-once", Tone::Primary, say!(phrases, "ticket-once"));
        let words = ui
            .column(items![
                who,
                ui.label(say!(phrases, "ticket-code")).muted(),
                code,
                minutes,
                ui.body(expires).muted(),
            ])
            .width(Length::Fill);
        let size = 190.0 * ui.comfort.text_scale.factor();
        let drawn = qr.as_ref().map(|qr| ui.qr("ticket-qr", say!(phrases, "ticket-qr"), qr, size));
        let ticket = ui.row(std::iter::once(words.into()).chain(drawn)).width(Length::Fill);
        let saving = self.saving.then(|| say!(phrases, "under-way"));
        let save = ui
            .button("save-ticket", say!(phrases, "ticket-save"), Message::SavePressed)
            .primary()
            .icon(Icon::Download)
            .disabled_if(saving);
        let another = ui
            .button("another-ticket", say!(phrases, "ticket-another"), Message::AnotherPressed)
            .icon(Icon::Plus)
            .sized(TextRole::Label);
        let credit = ui
            .button("ticket-credit", say!(phrases, "ticket-credit"), Message::CreditPressed)
            .icon(Icon::Coin)
            .sized(TextRole::Label)
            .disabled_if(ctx.blocked(None));
        let content = items![ticket, once, ui.row(items![save, credit, another]).wrap()];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }
}

fn age_id(age: AgeBand) -> &'static str {
    match age {
        AgeBand::MoinsDeDouze => "age-under-12",
        AgeBand::DouzeDixHuit => "age-12-17",
        AgeBand::DixHuitVingtQuatre => "age-18-24",
        AgeBand::VingtCinqTrenteNeuf => "age-25-39",
        AgeBand::QuaranteCinquanteNeuf => "age-40-59",
        AgeBand::SoixanteSoixanteNeuf => "age-60-69",
        AgeBand::SoixanteDixPlus => "age-70-plus",
        AgeBand::NonCommunique => "age-not-asked",
    }
}
