//! The scans that wait for somebody who knows whose they are, and how the scanner's folder stands.

use std::collections::BTreeSet;

use epn_rules::id::{ScanId, SessionId};
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::scanning::{ScanDesk, ScanRow};
use iced::Length;

use crate::client::{Failure, Question, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::stack::stack;
use crate::words::say;

#[derive(Debug, Default)]
pub struct State {
    /// The scan about which something is being decided.
    open: Option<(ScanId, Open)>,
    /// What was decided and not answered yet.
    under_way: BTreeSet<ScanId>,
}

/// What is being decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// To which of all the sessions it goes.
    Choosing,
    /// Whether it is deleted.
    Deleting,
}

#[derive(Clone, Debug)]
pub enum Message {
    Opened(ScanId, Open),
    Closed,
    Assigned(ScanId, SessionId),
    Deleted(ScanId),
    /// The hub's answer; the queue that it then tells shows the scans as they are.
    Done(ScanId, Result<(), Failure>),
}

impl State {
    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::Opened(scan, open) => {
                self.open = Some((scan, open));
                Intent::focus("scan-close")
            }
            Message::Closed => self.close(),
            Message::Assigned(scan, session) => self.ask(scan, api::assign_scan(scan, session)),
            Message::Deleted(scan) => self.ask(scan, api::delete_scan(scan)),
            Message::Done(scan, outcome) => {
                self.under_way.remove(&scan);
                match outcome {
                    Ok(()) => self.close(),
                    Err(failure) => Intent::Failed(failure),
                }
            }
        }
    }

    /// What is being decided goes away.
    pub fn close(&mut self) -> Intent<Message> {
        if self.open.take().is_some() { Intent::focus("prints-scans") } else { Intent::None }
    }

    fn ask(&mut self, scan: ScanId, question: Question<()>) -> Intent<Message> {
        if !self.under_way.insert(scan) {
            return Intent::None;
        }
        Intent::Ask(question.then(move |outcome| Message::Done(scan, outcome)))
    }

    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        desk: &'a ScanDesk,
        room: Option<&'a RoomView>,
    ) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let left = (!desk.left.is_empty()).then(|| {
            let left = desk.left.iter().map(|left| phrases.scans_left(*left)).collect::<Vec<_>>();
            let banner = ui.banner("scans-left", Tone::Warning, say!(phrases, "scans-left"));
            banner.icon(Icon::Alert).more(left.join(" ")).into()
        });
        let way = (desk.on_their_way > 0)
            .then(|| ui.status(say!(phrases, "scans-on-their-way", count = desk.on_their_way)).into());
        let sitting: Vec<_> = room.into_iter().flat_map(sitting).collect();
        let list = if desk.waiting.is_empty() {
            ui.status(say!(phrases, "scans-none")).muted().into()
        } else {
            ui.list(desk.waiting.iter().map(|row| self.row(ctx, row, &sitting)).collect::<Vec<_>>())
        };
        let lead = ui.label(say!(phrases, "scans-lead")).muted().fill();
        let card = ui.card(ui.column(items![lead, list]).width(Length::Fill)).width(Length::Fill);
        stack(ui, Space::M, [left, way, Some(card.into())]).into()
    }

    fn row<'a>(&self, ctx: &Ctx<'a>, row: &'a ScanRow, sitting: &[Sitting<'a>]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let number = ui.heading(say!(phrases, "print-number", number = row.number.to_string()));
        let came = ui.caption(phrases.shared.clock(row.at, ctx.reader));
        let what = ui.column(items![
            ui.body(phrases.scan_measure(row)).fill(),
            ui.caption(say!(phrases, "scan-until", time = phrases.shared.clock(row.until, ctx.reader)))
                .fill(),
        ]);
        let (icon, tone) = (Icon::Flag, Tone::Warning);
        let why = ui.body(phrases.why_staff(row.why)).tone(tone).bold().fill();
        let why = ui.row(items![ui.icon_in(icon, TextRole::Body, tone), why]).spacing(ui.space(Space::Xs));
        let line = ui.row(items![
            ui.column(items![number, came]).spacing(0.0).width(Length::FillPortion(2)),
            what.spacing(0.0).width(Length::FillPortion(5)),
            why.width(Length::FillPortion(6)),
        ]);
        let open = self.open.filter(|(scan, _)| *scan == row.id).map(|(_, open)| open);
        let blocked = ctx.blocked(self.under_way.contains(&row.id).then(|| say!(phrases, "under-way")));
        let below = match open {
            None => actions(ctx, row, sitting, blocked.as_ref()),
            Some(Open::Choosing) => choosing(ctx, row, sitting, blocked.as_ref()),
            Some(Open::Deleting) => deleting(ctx, row, blocked.as_ref()),
        };
        ui.column(items![line.width(Length::Fill), below])
            .spacing(ui.space(Space::Xs))
            .width(Length::Fill)
            .into()
    }
}

type Sitting<'a> = (&'a StationTile, &'a TileSession);

/// Who sits where.
fn sitting(room: &RoomView) -> impl Iterator<Item = Sitting<'_>> {
    room.stations.iter().filter_map(|tile| Some((tile, tile.session.as_ref()?)))
}

/// Those who said that they were about to scan first, each a press; then everybody else, or nobody.
fn actions<'a>(
    ctx: &Ctx<'a>,
    row: &ScanRow,
    sitting: &[Sitting<'a>],
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let wanted = sitting.iter().filter(|(_, session)| row.wanted_by.contains(&session.id));
    let wanted: Vec<_> = wanted.map(|who| give(ctx, row, *who, blocked)).collect();
    let words = if wanted.is_empty() { say!(phrases, "scan-give") } else { say!(phrases, "scan-give-other") };
    let nobody = sitting.is_empty().then(|| say!(phrases, "scan-nobody"));
    let spoken = say!(phrases, "scan-action", number = row.number.to_string(), action = words.clone());
    let other = ui
        .button(format!("scan-give-{}", row.id), words, Message::Opened(row.id, Open::Choosing))
        .icon(Icon::Station)
        .spoken(spoken)
        .disabled_if(blocked.cloned().or(nobody));
    let delete = say!(phrases, "scan-delete");
    let spoken = say!(phrases, "scan-action", number = row.number.to_string(), action = delete.clone());
    let delete = ui
        .button(format!("scan-delete-{}", row.id), delete, Message::Opened(row.id, Open::Deleting))
        .quiet()
        .icon(Icon::Delete)
        .spoken(spoken)
        .disabled_if(blocked.cloned());
    ui.row(wanted.into_iter().chain(items![other, delete])).spacing(ui.space(Space::S)).wrap().into()
}

/// Everybody who sits somewhere.
fn choosing<'a>(
    ctx: &Ctx<'a>,
    row: &ScanRow,
    sitting: &[Sitting<'a>],
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let question = ui.label(say!(ctx.phrases, "scan-whose")).bold();
    let everybody = sitting.iter().map(|who| give(ctx, row, *who, blocked));
    let buttons = ui.row(everybody.chain([close(ctx)])).spacing(ui.space(Space::S)).wrap();
    ui.column(items![question, buttons]).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}

fn deleting<'a>(ctx: &Ctx<'a>, row: &ScanRow, blocked: Option<&String>) -> Element<'a, Message> {
    let ui = ctx.ui;
    let question = ui.announce(say!(ctx.phrases, "scan-delete-question")).bold();
    let yes = ui
        .button("scan-delete-yes", say!(ctx.phrases, "scan-delete-yes"), Message::Deleted(row.id))
        .danger()
        .disabled_if(blocked.cloned());
    ui.row([question.into(), yes.into(), close(ctx)]).spacing(ui.space(Space::S)).wrap().into()
}

fn close<'a>(ctx: &Ctx<'a>) -> Element<'a, Message> {
    ctx.ui.button("scan-close", say!(ctx.phrases, "cancel"), Message::Closed).quiet().into()
}

/// One person at one station, a press.
fn give<'a>(
    ctx: &Ctx<'a>,
    row: &ScanRow,
    (tile, session): Sitting<'a>,
    blocked: Option<&String>,
) -> Element<'a, Message> {
    let phrases = ctx.phrases;
    let who = [tile.name.clone(), phrases.shared.alias(&session.alias)].join(" · ");
    let action = say!(phrases, "scan-give-to", who = who.clone());
    let spoken = say!(phrases, "scan-action", number = row.number.to_string(), action = action);
    ctx.ui
        .button(format!("scan-to-{}-{}", row.id, tile.id), who, Message::Assigned(row.id, session.id))
        .icon(Icon::Station)
        .spoken(spoken)
        .disabled_if(blocked.cloned())
        .into()
}
