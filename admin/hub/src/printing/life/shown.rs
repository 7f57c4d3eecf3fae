//! Prints as people are shown them: visitors theirs, the desk all.

use std::collections::BTreeMap;

use epn_rules::id::{PrintJobId, PrinterId, SessionId};
use epn_rules::policy::PrintRules;
use epn_rules::rules::Rules;
use epn_wire::print_desk::{PrintQueue, PrintRow, PrinterRow};
use epn_wire::printing::{MOST_SHOWN, PhonePage, PrintRefusal, PrintShown, PrintStage, SessionPrinting};
use epn_wire::scanning::SessionScans;
use jiff::Timestamp;
use rusqlite::Connection;

use super::publish::Prints;
use super::purse;
use super::quote::{desk_offers, measure, offers};
use super::state::State;
use crate::printing::send::Standing;
use crate::store::print_job::{self, AtDesk, PrintJob};
use crate::store::printer::Printer;
use crate::store::{StoreError, printer};

/// The most prints that the desk is shown: more than a room prints in a day.
const MOST_IN_QUEUE: usize = 2000;
/// The most receipts that a session is shown.
const MOST_RECEIPTS: u32 = 20;

/// What views are made from: the printers with how each stands, and who is before whom.
pub(super) struct Scene<'s> {
    pub connection: &'s Connection,
    prints: &'s Prints,
    pub rules: &'s Rules,
    pub now: Timestamp,
    printers: Vec<(Printer, Standing)>,
    /// How many prints come before each that waits.
    ahead: BTreeMap<PrintJobId, u32>,
}

impl<'s> Scene<'s> {
    pub fn read(
        connection: &'s Connection,
        prints: &'s Prints,
        rules: &'s Rules,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let mut printers = Vec::new();
        let mut ahead = BTreeMap::new();
        for printer in printer::all(connection)? {
            let under_way = print_job::under_way(connection, printer.id)?;
            ahead.extend((0..).zip(&under_way).map(|(place, job)| (job.id, place)));
            let standing = standing(prints, &printer, &under_way);
            printers.push((printer, standing));
        }
        Ok(Self { connection, prints, rules, now, printers, ahead })
    }

    fn policy(&self) -> &PrintRules {
        &self.rules.policy().printing
    }

    fn at(&self, job: &PrintJob) -> Option<&(Printer, Standing)> {
        let chosen = job.chosen.as_ref()?;
        self.printers.iter().find(|(printer, _)| printer.id == chosen.printer)
    }

    /// The name of the printer that was chosen, though it may have been removed since.
    fn printer_name(&self, job: &PrintJob) -> Result<Option<String>, StoreError> {
        let Some(chosen) = &job.chosen else { return Ok(None) };
        match self.at(job) {
            Some((printer, _)) => Ok(Some(printer.name.clone())),
            None => Ok(printer::ever(self.connection, chosen.printer)?.map(|printer| printer.name)),
        }
    }

    fn stage(&self, job: &PrintJob) -> PrintStage {
        let of = || job.quote().map_or(0, |quote| quote.sides());
        let trouble = || self.at(job).and_then(|(_, standing)| standing.trouble);
        match job.state {
            State::Receiving => PrintStage::Arriving { pages: self.prints.estimate(job.id) },
            State::ToCheck => PrintStage::ToCheck,
            State::Held => PrintStage::Held,
            State::Authorised => PrintStage::AwaitsStaff,
            State::Released | State::Asked | State::Created => PrintStage::Waiting {
                ahead: self.ahead.get(&job.id).copied().unwrap_or(0),
                trouble: trouble(),
            },
            State::Sending | State::Printing => {
                PrintStage::Printing { done: job.impressions.min(of()), of: of(), trouble: trouble() }
            }
            State::Settled => PrintStage::Done { sides: job.impressions.min(of()) },
            State::Aborted if of() > 0 && job.impressions >= of() => PrintStage::Done { sides: of() },
            State::Aborted => PrintStage::Stopped { sides: job.impressions.min(of()), why: job.trouble },
            State::Unknown => PrintStage::Unclear,
            State::Incomplete => PrintStage::Incomplete,
            State::Refused => {
                PrintStage::Refused { why: job.refusal.clone().unwrap_or(PrintRefusal::Unreadable) }
            }
            State::Expired => PrintStage::Expired,
            State::Cancelled => PrintStage::Cancelled,
        }
    }

    /// The prints and the money of a session, as its visitor sees them.
    pub fn session(
        &self,
        session: SessionId,
        phone: Option<PhonePage>,
    ) -> Result<SessionPrinting, StoreError> {
        let jobs = print_job::of_session(self.connection, session, MOST_SHOWN)?;
        // Who came with a USB key pays as they said last: their session is nobody's.
        let last = jobs.first().map(|job| job.holder);
        let holder = last.map_or_else(|| purse::holder(self.connection, session), Ok)?;
        let purse = purse::shown_to(self.connection, self.rules, holder, self.now)?;
        let shown = |job: &PrintJob| {
            let is_held = job.state == State::Held;
            Ok(PrintShown {
                id: job.id,
                number: job.number,
                at: job.made,
                stage: self.stage(job),
                measure: measure(job),
                offers: if is_held { offers(job, &self.printers, purse, self.policy()) } else { Vec::new() },
                printer: self.printer_name(job)?,
                charged: job.charged,
            })
        };
        let receipts = purse::receipts(self.connection, holder, MOST_RECEIPTS)?;
        Ok(SessionPrinting {
            session,
            prints: jobs.iter().map(shown).collect::<Result<_, StoreError>>()?,
            purse,
            on_leaving: purse::on_leaving(self.connection, self.rules, holder)?,
            receipts,
            phone,
            scans: SessionScans::default(),
        })
    }

    fn row(&self, AtDesk { job, station, alias }: AtDesk) -> Result<PrintRow, StoreError> {
        let waits = matches!(job.state, State::ToCheck | State::Held | State::Authorised);
        let offers = if waits {
            let purse = purse::shown_to(self.connection, self.rules, job.holder, self.now)?;
            desk_offers(&job, &self.printers, purse)
        } else {
            Vec::new()
        };
        Ok(PrintRow {
            id: job.id,
            number: job.number,
            at: job.made,
            station,
            alias,
            holder: job.holder,
            stage: self.stage(&job),
            measure: measure(&job),
            to_check: job.to_check.map(|doubt| doubt.word().to_owned()),
            printer: self.printer_name(&job)?,
            price: job.quote().map(|quote| quote.total()),
            charged: job.charged,
            given_back: purse::given_back(self.connection, &job)?,
            offers,
            reprintable: job.state == State::Aborted && job.document,
        })
    }

    fn queue(&self) -> Result<PrintQueue, StoreError> {
        let today = self.rules.calendar().date_of(self.now);
        let mut jobs = print_job::desk(self.connection, today, MOST_IN_QUEUE)?;
        // A stable sort: each group stays in its order of arrival.
        jobs.sort_by_key(|at_desk| match at_desk.job.state {
            State::ToCheck | State::Authorised | State::Unknown => 0,
            state if !state.is_over() => 1,
            _ => 2,
        });
        let prints = jobs.into_iter().map(|job| self.row(job)).collect::<Result<_, _>>()?;
        let printers = self.printers.iter().map(|(printer, standing)| at(printer, standing)).collect();
        Ok(PrintQueue { prints, printers, ..PrintQueue::default() })
    }
}

/// How a printer stands with these prints on it and before it.
fn standing(prints: &Prints, printer: &Printer, under_way: &[PrintJob]) -> Standing {
    let sides_ahead = under_way.iter().map(sides_left).fold(0, u32::saturating_add);
    prints.standing(printer, sides_ahead, under_way.len())
}

/// How many sides it has yet to bring out.
fn sides_left(job: &PrintJob) -> u32 {
    job.quote().map_or(0, |quote| quote.sides()).saturating_sub(job.impressions)
}

fn at(printer: &Printer, standing: &Standing) -> PrinterRow {
    let Printer { id, name, uri, tariff, paused, pin: _, removed: _ } = printer;
    PrinterRow {
        id: *id,
        name: name.clone(),
        uri: uri.clone(),
        tariff: *tariff,
        colour: tariff.colour.is_some(),
        a3: tariff.a3_black.is_some(),
        duplex: tariff.duplex,
        paused: *paused,
        trouble: standing.trouble,
        waiting: u32::try_from(standing.waiting).unwrap_or(u32::MAX),
    }
}

/// The print queue and the printers, as the desk sees them.
pub fn queue_of(
    connection: &Connection,
    prints: &Prints,
    rules: &Rules,
    now: Timestamp,
) -> Result<PrintQueue, StoreError> {
    Scene::read(connection, prints, rules, now)?.queue()
}

/// One print, as the desk sees it.
pub fn row_of(
    connection: &Connection,
    prints: &Prints,
    rules: &Rules,
    now: Timestamp,
    id: PrintJobId,
) -> Result<Option<PrintRow>, StoreError> {
    let Some(found) = print_job::one_at_desk(connection, id)? else { return Ok(None) };
    Scene::read(connection, prints, rules, now)?.row(found).map(Some)
}

/// One printer, as the desk sees it.
pub fn printer_row(
    connection: &Connection,
    prints: &Prints,
    id: PrinterId,
) -> Result<Option<PrinterRow>, StoreError> {
    let Some(printer) = printer::ever(connection, id)? else { return Ok(None) };
    let under_way = print_job::under_way(connection, id)?;
    Ok(Some(at(&printer, &standing(prints, &printer, &under_way))))
}
