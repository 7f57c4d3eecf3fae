//! The print queue: what needs somebody first, each with everything that can be done about it; the printers, and
//! the scans that nobody knows whose they are.

mod form;
mod offer;
mod order;
mod printer_form;
mod printers;
mod row;
mod scans;

use std::collections::BTreeSet;

use epn_rules::id::PrintJobId;
use epn_ui::{Element, Icon, Page, Space, Tone, items};
use epn_wire::console::RoomView;
use epn_wire::money::ReceiptShown;
use epn_wire::print_desk::{PrintQueue, PrintRow};
use iced::Length;

use crate::client::Failure;
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::live::{Turn, in_order, troubled};
use crate::notice::Notice;
use crate::stack::stack;
use crate::words::say;

pub use form::Form;
pub use order::Order;

/// Prints on a page: five hundred are drawn as fast as six.
const ROWS: usize = 6;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Queue,
    Printers,
    Scans,
}

#[derive(Debug, Default)]
pub struct State {
    part: Part,
    page: usize,
    /// A number or a picture's word: only those prints are shown.
    wanted: String,
    /// What is being written about a print.
    form: Option<(PrintJobId, Form)>,
    /// What was decided and not answered yet.
    under_way: BTreeSet<PrintJobId>,
    printers: printers::State,
    scans: scans::State,
}

#[derive(Clone, Debug)]
pub enum Message {
    PartChosen(Part),
    PageTurned(usize),
    WantedTyped(String),
    Ordered(PrintJobId, Order),
    FormOpened(PrintJobId, Form),
    Form(form::Message),
    Done { print: PrintJobId, outcome: Result<Option<ReceiptShown>, Failure> },
    Printers(printers::Message),
    Scans(scans::Message),
}

impl State {
    /// What is shown, for the window's title.
    pub fn part(&self) -> &'static str {
        match self.part {
            Part::Queue => "prints",
            Part::Printers => "printers",
            Part::Scans => "scans",
        }
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::PartChosen(part) => {
                self.part = part;
                Intent::None
            }
            Message::PageTurned(page) => {
                self.page = page;
                Intent::None
            }
            Message::WantedTyped(wanted) => {
                self.wanted = wanted;
                self.page = 0;
                Intent::None
            }
            Message::Ordered(print, order) => self.order(print, &order),
            Message::FormOpened(print, form) => {
                let first = form.first_field();
                self.form = Some((print, form));
                Intent::focus(first)
            }
            Message::Form(message) => self.write(message),
            Message::Done { print, outcome } => self.done(print, outcome),
            Message::Printers(message) => self.printers.update(message).map(Message::Printers),
            Message::Scans(message) => self.scans.update(message).map(Message::Scans),
        }
    }

    /// From the queue to the printers, to the scans where the room has a scanner, and back.
    pub fn turn_further(&mut self, has_scanner: bool) -> Intent<Message> {
        self.update(Message::PartChosen(match self.part {
            Part::Queue => Part::Printers,
            Part::Printers if has_scanner => Part::Scans,
            Part::Printers | Part::Scans => Part::Queue,
        }))
    }

    /// What is being written goes away.
    pub fn close_form(&mut self) -> Intent<Message> {
        match self.part {
            Part::Queue => self.write(form::Message::Cancelled),
            Part::Printers => self.printers.close_form().map(Message::Printers),
            Part::Scans => self.scans.close().map(Message::Scans),
        }
    }

    fn order(&mut self, print: PrintJobId, order: &Order) -> Intent<Message> {
        if !self.under_way.insert(print) {
            return Intent::None;
        }
        Intent::Ask(order.ask(print))
    }

    fn write(&mut self, message: form::Message) -> Intent<Message> {
        let Some((print, form)) = &mut self.form else { return Intent::None };
        match form.update(message) {
            form::Action::None => Intent::None,
            form::Action::Order(order) => {
                let print = *print;
                self.order(print, &order)
            }
            form::Action::Cancel => {
                let back = Intent::focus(form.opener(*print));
                self.form = None;
                back
            }
        }
    }

    fn done(&mut self, print: PrintJobId, outcome: Result<Option<ReceiptShown>, Failure>) -> Intent<Message> {
        self.under_way.remove(&print);
        match outcome {
            Ok(receipt) => {
                let was_written = self.form.as_ref().is_some_and(|(about, _)| *about == print);
                let back = if was_written { Intent::focus("prints-wanted") } else { Intent::None };
                self.form = self.form.take().filter(|(about, _)| *about != print);
                let told = receipt.map_or(Intent::None, |receipt| Intent::Tell(Notice::Receipt(receipt)));
                Intent::All(vec![told, back])
            }
            // What was written stays: it may be sent again.
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        queue: Option<&'a PrintQueue>,
        room: Option<&'a RoomView>,
    ) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let scans = queue.and_then(|queue| queue.scans.as_ref());
        let scans_part = scans.map(|desk| {
            let words = say!(phrases, "prints-scans", count = desk.waiting.len());
            (Part::Scans, "prints-scans", words)
        });
        let parts = [
            (Part::Queue, "prints-queue", say!(phrases, "prints-queue")),
            (Part::Printers, "prints-printers", say!(phrases, "prints-printers")),
        ];
        let parts = parts.into_iter().chain(scans_part).map(|(part, id, words)| {
            ui.choice(id, words, part == self.part, Message::PartChosen(part)).into()
        });
        let parts = ui.row(parts).spacing(ui.space(Space::S));
        let title = ui.title(say!(phrases, "prints-title"));
        let head = ui.row(items![title, ui.push_apart(), parts]).width(Length::Fill).into();
        let Some(queue) = queue else {
            let words = ui.status(say!(phrases, "prints-loading")).muted();
            return stack(ui, Space::M, [Some(head), Some(words.into())]).into();
        };
        let troubles = troubles(ctx, queue);
        let content = match (self.part, scans) {
            (Part::Printers, _) => self.printers.view(ctx, queue, room).map(Message::Printers),
            (Part::Scans, Some(desk)) => self.scans.view(ctx, desk, room).map(Message::Scans),
            // A room that has no scanner any more has its queue.
            (Part::Queue | Part::Scans, _) => self.queue(ctx, queue),
        };
        stack(ui, Space::M, [Some(head), troubles, Some(content)]).into()
    }

    fn queue<'a>(&'a self, ctx: &Ctx<'a>, queue: &'a PrintQueue) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let rows: Vec<_> = in_order(queue).into_iter().filter(|row| self.is_wanted(ctx, row)).collect();
        let page = Page::new(self.page, ROWS, rows.len());
        let wanted = ui
            .field("prints-wanted", say!(phrases, "prints-wanted"), &self.wanted, Message::WantedTyped)
            .width(Length::FillPortion(1));
        let pager = ui.pager(page, phrases.pager(page), Message::PageTurned);
        let counts = ui.row(counts(ctx, queue)).spacing(ui.space(Space::S)).wrap();
        let side = ui.column(items![counts, pager]).spacing(ui.space(Space::Xs));
        let head = ui.row(items![wanted, side.width(Length::FillPortion(2))]).width(Length::Fill);
        let list = if rows.is_empty() {
            ui.status(say!(phrases, "prints-none")).muted().into()
        } else {
            ui.list(self.listed(ctx, page.of(&rows)))
        };
        ui.card(ui.column(items![head, list]).width(Length::Fill)).width(Length::Fill).into()
    }

    /// The prints of a page, with a heading where another turn begins.
    fn listed<'a>(&'a self, ctx: &Ctx<'a>, rows: &[&'a PrintRow]) -> Vec<Element<'a, Message>> {
        let ui = ctx.ui;
        let mut turn = None;
        let mut listed = Vec::new();
        for row in rows {
            let now = Turn::at(&row.stage);
            if turn != Some(now) {
                turn = Some(now);
                listed.push(ui.label(turn_words(ctx, now)).bold().muted().into());
            }
            let form = self.form.as_ref().filter(|(print, _)| *print == row.id).map(|(_, form)| form);
            listed.push(row::view(ctx, row, form, self.under_way.contains(&row.id)));
        }
        listed
    }

    fn is_wanted(&self, ctx: &Ctx<'_>, row: &PrintRow) -> bool {
        let wanted = self.wanted.trim().to_lowercase();
        let is_number = !wanted.is_empty() && wanted.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            row.number.to_string() == wanted
        } else {
            ctx.phrases.shared.alias(&row.alias).to_lowercase().contains(&wanted)
        }
    }
}

fn turn_words(ctx: &Ctx<'_>, turn: Turn) -> String {
    match turn {
        Turn::Staff => say!(ctx.phrases, "prints-turn-staff"),
        Turn::OnItsWay => say!(ctx.phrases, "prints-turn-way"),
        Turn::Over => say!(ctx.phrases, "prints-turn-over"),
    }
}

/// How many prints need somebody, are on their way, are over.
fn counts<'a>(ctx: &Ctx<'a>, queue: &PrintQueue) -> Vec<Element<'a, Message>> {
    let turns = [
        (Turn::Staff, Tone::Warning, Icon::Flag),
        (Turn::OnItsWay, Tone::Primary, Icon::Printer),
        (Turn::Over, Tone::Neutral, Icon::Check),
    ];
    let counts = turns.map(|(turn, tone, icon)| {
        let count = queue.prints.iter().filter(|row| Turn::at(&row.stage) == turn).count();
        let tone = if count == 0 { Tone::Neutral } else { tone };
        let words =
            say!(ctx.phrases, "prints-count", turn = turn_words(ctx, turn), count = count.to_string());
        ctx.ui.badge(tone, words).icon(icon).into()
    });
    counts.into()
}

/// Printers that do not print, and a scanner's folder that cannot be used, stand above everything.
fn troubles<'a>(ctx: &Ctx<'a>, queue: &'a PrintQueue) -> Option<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let folder = queue.scans.as_ref().and_then(|desk| desk.trouble);
    let folder = folder.map(|trouble| {
        let banner = ui.banner("trouble-scans", Tone::Danger, say!(phrases, "scan-folder"));
        banner.icon(Icon::PlugOff).more(phrases.scan_folder(trouble))
    });
    let banners: Vec<_> = troubled(queue)
        .map(|printer| {
            let (icon, tone, words) = phrases.printer_standing(printer);
            let sentence = say!(phrases, "need", station = printer.name.clone(), need = words);
            let banner = ui.banner(format!("trouble-{}", printer.id), tone, sentence).icon(icon);
            match printer.waiting {
                0 => banner,
                count => banner.more(say!(phrases, "printer-waiting", count = count)),
            }
        })
        .chain(folder)
        .collect();
    (!banners.is_empty()).then(|| ui.notices(banners))
}
