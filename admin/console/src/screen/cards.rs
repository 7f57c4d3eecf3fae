//! Staff cards: who has one, one's own anew, shown once and put on paper, and a lost one revoked.

use epn_rules::id::StaffId;
use epn_ui::{Element, Icon, QrData, Space, TableColumn, Tone, items};
use epn_wire::console::StaffRole;
use epn_wire::staff::{CardIssued, StaffRow};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::{Intent, Write, WriteError};
use crate::notice::Notice;
use crate::paper::{self, CardSheet};
use crate::stack::stack;
use crate::words::say;

/// A card that was issued, with its code as a drawing.
struct Issued {
    card: CardIssued,
    qr: Option<QrData>,
}

#[derive(Default)]
pub struct State {
    rows: Option<Vec<StaffRow>>,
    under_way: bool,
    /// A new card is about to take the place of one's own.
    replacing: bool,
    /// Whose card is about to be revoked.
    revoking: Option<StaffId>,
    saving: bool,
    issued: Option<Issued>,
}

impl std::fmt::Debug for State {
    /// A code never shows.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cards(…)")
    }
}

#[derive(Clone, Debug)]
pub enum Message {
    Listed(Result<Vec<StaffRow>, Failure>),
    NewPressed,
    NewConfirmed,
    NewCancelled,
    Issued(Result<CardIssued, Failure>),
    SavePressed,
    Saved(Result<std::path::PathBuf, WriteError>),
    /// Code and PIN were noted.
    Noted,
    RevokePressed(StaffId),
    RevokeCancelled,
    RevokeConfirmed(StaffId),
    Revoked(Result<(), Failure>),
}

impl State {
    /// Forgets a code that was shown: it is said once.
    pub fn leave(&mut self) {
        self.issued = None;
        self.replacing = false;
        self.revoking = None;
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::Listed(Ok(rows)) => {
                self.rows = Some(rows);
                Intent::None
            }
            Message::Listed(Err(failure)) => Intent::Failed(failure),
            Message::NewPressed if self.has_card() => {
                self.replacing = true;
                Intent::focus("new-card-no")
            }
            Message::NewPressed | Message::NewConfirmed => self.issue(),
            Message::NewCancelled => {
                self.replacing = false;
                Intent::focus("new-card")
            }
            Message::Issued(outcome) => self.issued(outcome),
            Message::SavePressed => self.save(ctx),
            Message::Saved(outcome) => {
                self.saving = false;
                Intent::Tell(outcome.map_or_else(Notice::NotSaved, Notice::Saved))
            }
            Message::Noted => {
                self.issued = None;
                Intent::focus("new-card")
            }
            Message::RevokePressed(id) => {
                self.revoking = Some(id);
                Intent::focus("revoke-no")
            }
            Message::RevokeCancelled => {
                self.revoking = None;
                Intent::None
            }
            Message::RevokeConfirmed(id) => self.revoke(id),
            Message::Revoked(outcome) => self.revoked(outcome),
        }
    }

    /// Whether the one who is signed in has a card.
    fn has_card(&self) -> bool {
        self.rows.iter().flatten().any(|row| row.me && row.card.is_some())
    }

    fn issue(&mut self) -> Intent<Message> {
        self.replacing = false;
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(api::issue_card().then(Message::Issued))
    }

    fn issued(&mut self, outcome: Result<CardIssued, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(card) => {
                let qr = QrData::new(card.card.reveal()).ok();
                self.issued = Some(Issued { card, qr });
                Intent::All(vec![ask_who(), Intent::focus("save-card")])
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn save(&mut self, ctx: &Ctx<'_>) -> Intent<Message> {
        let Some(Issued { card, .. }) = self.issued.as_ref().filter(|_| !self.saving) else {
            return Intent::None;
        };
        let sheet = CardSheet::new(ctx.phrases, card);
        let name = paper::file_name(&say!(ctx.phrases, "card-file", name = card.name.clone()), "pdf");
        self.saving = true;
        let content = Box::new(move || sheet.pdf());
        Intent::Write(Write { name, content, then: Box::new(Message::Saved) })
    }

    fn revoke(&mut self, id: StaffId) -> Intent<Message> {
        self.revoking = None;
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(api::revoke_card(id).then(Message::Revoked))
    }

    fn revoked(&mut self, outcome: Result<(), Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(()) => Intent::All(vec![ask_who(), Intent::focus("new-card")]),
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let new = ui
            .button("new-card", say!(phrases, "card-new"), Message::NewPressed)
            .icon(Icon::Badge)
            .disabled_if(ctx.blocked(under_way));
        let title = ui.row(items![ui.title(say!(phrases, "cards-title")), ui.push_apart(), new]);
        let title = title.width(Length::Fill).into();
        let replacing = self.replacing.then(|| replacing(ctx));
        let issued = self.issued.as_ref().map(|issued| self.shown(ctx, issued));
        stack(ui, Space::M, [Some(title), replacing, issued, Some(self.list(ctx))]).into()
    }

    fn list<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let lead = ui.body(say!(phrases, "cards-lead")).muted().into();
        let table = match &self.rows {
            None => ui.status(say!(phrases, "under-way")).into(),
            Some(rows) => {
                let columns = [
                    TableColumn::new(say!(phrases, "column-name")).share(3),
                    TableColumn::new(say!(phrases, "column-role")).share(3),
                    TableColumn::new(say!(phrases, "column-card")).share(3),
                    TableColumn::new(say!(phrases, "column-lost")).share(5),
                ];
                let may_revoke = may_revoke(rows);
                let cells = rows.iter().map(|row| self.row(ctx, row, may_revoke)).collect::<Vec<_>>();
                ui.table("cards", say!(phrases, "cards-title"), &columns, cells)
            }
        };
        ui.card(ui.column([lead, table]).width(Length::Fill)).width(Length::Fill).into()
    }

    fn row<'a>(&self, ctx: &Ctx<'a>, row: &'a StaffRow, may_revoke: bool) -> Vec<Element<'a, Message>> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let role = match row.role {
            StaffRole::Mediator => say!(phrases, "role-mediator"),
            StaffRole::Coordinator => say!(phrases, "role-coordinator"),
            StaffRole::Technician => say!(phrases, "role-technician"),
        };
        let name = if row.me { say!(phrases, "card-me", name = row.name.clone()) } else { row.name.clone() };
        let card = match row.card {
            Some(issued) => ui.body(say!(
                phrases,
                "card-since",
                day = phrases.shared.date(ctx.reader.civil(issued).date())
            )),
            None => ui.caption(say!(phrases, "card-none")),
        };
        let revoke = match row.card {
            Some(_) if row.me || may_revoke => self.revoke_cell(ctx, row),
            _ => ui.gap(Space::S),
        };
        items![ui.body(name), ui.body(role), card, revoke]
    }

    fn revoke_cell<'a>(&self, ctx: &Ctx<'a>, row: &StaffRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let spoken = say!(phrases, "card-revoke-spoken", name = row.name.clone());
        if self.revoking != Some(row.id) {
            let under_way = self.under_way.then(String::new);
            let id = format!("revoke-{}", row.id);
            return ui
                .button(id, say!(phrases, "card-revoke"), Message::RevokePressed(row.id))
                .icon(Icon::Delete)
                .spoken(spoken)
                .disabled_if(ctx.blocked(under_way).map(|_| String::new()))
                .into();
        }
        let yes = ui
            .button("revoke-yes", say!(phrases, "card-revoke-yes"), Message::RevokeConfirmed(row.id))
            .spoken(spoken)
            .danger();
        let no = ui.button("revoke-no", say!(phrases, "cancel"), Message::RevokeCancelled).quiet();
        ui.row(items![yes, no]).spacing(ui.space(Space::Xs)).into()
    }

    /// The code and the PIN, to be put on paper and to be kept in mind now.
    fn shown<'a>(&'a self, ctx: &Ctx<'a>, Issued { card, qr }: &'a Issued) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let code = ui.heading(card.card.reveal()).id("card-code");
        let pin = ui.display(card.pin.reveal()).id("card-pin");
        let words = ui
            .column(items![
                ui.heading(card.name.clone()),
                ui.label(say!(phrases, "card-code")).muted(),
                code,
                ui.label(say!(phrases, "card-pin")).muted(),
                pin,
            ])
            .width(Length::Fill);
        let size = 190.0 * ui.comfort.text_scale.factor();
        let drawn = qr.as_ref().map(|qr| ui.qr("card-qr", say!(phrases, "ticket-qr"), qr, size));
        let both = ui.row(std::iter::once(words.into()).chain(drawn)).width(Length::Fill);
        let once = ui.banner("card-once", Tone::Primary, say!(phrases, "card-once"));
        let saving = self.saving.then(|| say!(phrases, "under-way"));
        let save = ui
            .button("save-card", say!(phrases, "card-save"), Message::SavePressed)
            .primary()
            .icon(Icon::Download)
            .disabled_if(saving);
        let noted = ui.button("card-noted", say!(phrases, "pin-told"), Message::Noted).icon(Icon::Check);
        let content = items![both, once, ui.row(items![save, noted])];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }
}

/// Asks who has a card.
pub fn ask_who() -> Intent<Message> {
    Intent::Ask(api::staff().then(Message::Listed))
}

/// Whether the one who is signed in may revoke the cards of others.
fn may_revoke(rows: &[StaffRow]) -> bool {
    rows.iter().any(|row| row.me && row.role != StaffRole::Technician)
}

/// One's card will open nothing any more: is that meant?
fn replacing<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let yes = ui.button("new-card-yes", say!(phrases, "card-new-yes"), Message::NewConfirmed).danger();
    let no = ui.button("new-card-no", say!(phrases, "cancel"), Message::NewCancelled);
    let actions = ui.row(items![yes, no]).spacing(ui.space(Space::S));
    let words = ui.banner("new-card-replaces", Tone::Warning, say!(phrases, "card-replaces"));
    ui.card(ui.column(items![words, actions]).width(Length::Fill)).width(Length::Fill).into()
}
