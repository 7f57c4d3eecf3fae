//! Every way to print × everything that goes wrong: a real print service before the hub, a real printer behind it. Whatever happens,
//! the purse is debited for the sides in the printer's tray, once, and never for more than the visitor said yes to.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use epn_rules::id::{PrintJobId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::money::{Means, PurseHolder, TopUp};
use epn_wire::print_desk::{DecidePrint, PrintQueue};
use epn_wire::printing::{PrintShown, PrintStage, PrinterTrouble};
use ulid::Ulid;

use super::journal::{self, Step};
use super::office::{Fault, OfficePrinter};
use super::pdf::{A4, document_with_red};
use super::room::{Outlet, PrintRoom};
use super::service::Service;
use crate::desk::Desk;

/// A document of five pages, the second in colour.
const PAGES: u32 = 5;
const RED: u32 = 2;
/// What a side costs, in cents.
const BLACK: i64 = 10;
const COLOUR: i64 = 30;
const TERMS: [&str; 5] = ["--black", "10", "--colour", "30", "--duplex"];
/// What the visitor pays in: more than all of it costs.
const PAID_IN: Cents = Cents(10_000);
/// After so many sides things go wrong.
const CAME_OUT: u32 = 2;

/// A way to print the document.
#[derive(Debug)]
struct Way {
    name: &'static str,
    /// What `lp` is told.
    options: &'static [&'static str],
    /// Pages of what reaches the printer: its engine cannot read.
    pages: u32,
    /// Sides that come out of it, if all goes well; it fills the last sheet of a duplex print.
    sides: u32,
    /// What each side costs that the visitor said yes to, in the order in which they come out.
    prices: &'static [i64],
}

const WAYS: [Way; 5] = [
    Way { name: "one copy", options: &[], pages: 5, sides: 5, prices: &[BLACK, COLOUR, BLACK, BLACK, BLACK] },
    Way {
        name: "three copies",
        options: &["-n", "3", "-o", "collate=true"],
        pages: 5,
        sides: 15,
        prices: &[
            BLACK, COLOUR, BLACK, BLACK, BLACK, BLACK, COLOUR, BLACK, BLACK, BLACK, BLACK, COLOUR, BLACK,
            BLACK, BLACK,
        ],
    },
    Way {
        name: "duplex",
        options: &["-o", "sides=two-sided-long-edge"],
        pages: 5,
        sides: 6,
        prices: &[BLACK, COLOUR, BLACK, BLACK, BLACK],
    },
    Way {
        name: "two on one",
        options: &["-o", "number-up=2"],
        pages: 3,
        sides: 3,
        prices: &[COLOUR, BLACK, BLACK],
    },
    Way {
        name: "range",
        options: &["-o", "page-ranges=2-4"],
        pages: 3,
        sides: 3,
        prices: &[COLOUR, BLACK, BLACK],
    },
];

impl Way {
    /// What so many sides of it cost: those after the last that was agreed to cost nothing.
    fn price(&self, sides: u32) -> i64 {
        self.prices.iter().zip(0..sides).map(|(price, _)| price).sum()
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Nothing,
    Jam,
    Abort,
    /// The tray is empty, and filled again.
    Empty,
    /// The printer hangs, and as long as it answers nobody but it says what came out: it is switched off and on, has forgotten, and the
    /// mediator decides.
    SwitchedOff,
    /// The printer stands still and its plug is pulled; the mediator decides.
    Unplugged,
    /// The hub is killed as soon as `lp` has ended: while the document comes in, or around that.
    HubKilledTaking,
    /// The hub is killed in the instant in which it has noted this step.
    HubKilledAt(Step),
    /// The hub is killed while sides come out.
    HubKilledPrinting,
    /// The station's print service is killed before the hub could be reached.
    StationKilled,
}

/// All that goes wrong.
fn troubles() -> Vec<Trouble> {
    let mut troubles = vec![
        Trouble::Nothing,
        Trouble::Jam,
        Trouble::Abort,
        Trouble::Empty,
        Trouble::SwitchedOff,
        Trouble::Unplugged,
        Trouble::HubKilledTaking,
        Trouble::HubKilledPrinting,
        Trouble::StationKilled,
    ];
    troubles.extend(Step::ALL.map(Trouble::HubKilledAt));
    troubles
}

/// Tries every cell; tells how many.
///
/// # Errors
/// In one of them something else is debited than came out, or a print is lost without a word.
pub async fn hold(folder: &Path) -> Result<String> {
    let mut bench = Bench::set_up(folder).await?;
    let troubles = troubles();
    for trouble in &troubles {
        for way in &WAYS {
            bench = bench.tried(way, *trouble).await.with_context(|| format!("{}, {trouble:?}", way.name))?;
        }
    }
    bench.is_in_order().await?;
    bench.service.end()?;
    bench.room.hub.stop().await?;
    Ok(format!("{} prints through a print service to a real printer", troubles.len() * WAYS.len()))
}

/// A visitor with a document and money, a mediator, and all that is between them and paper.
struct Bench {
    room: PrintRoom,
    desk: Desk,
    service: Service,
    printer: OfficePrinter,
    document: PathBuf,
    /// Prints that are over, and what they cost.
    over: Vec<PrintJobId>,
    spent: i64,
    /// Prints that the visitor is asked about a second time, and says nothing to: a hub that is killed in the instant between an answer
    /// and its way out to the print service gets the document again.
    twice: Vec<PrintJobId>,
}

impl Bench {
    async fn set_up(folder: &Path) -> Result<Self> {
        let at = |name: &str| folder.join(name);
        for name in ["", "site"] {
            std::fs::create_dir(at(name))?;
        }
        let printer = OfficePrinter::start(&at("printer")).await?;
        let outlet = Outlet { uri: &printer.uri(), terms: &TERMS };
        let room = PrintRoom::found(&at("site"), outlet).await?;
        room.visitor.thinks();
        let desk = room.desk().await?;
        let holder = Some(PurseHolder::Session { id: room.session });
        let means = Means::Cash;
        let paid = TopUp { id: ReceiptId(Ulid::new()), holder, amount: PAID_IN, means, voucher: None };
        desk.tell("/cash/top-up", &paid).await?;
        let service = Service::of(&room, &at("cups")).await?;
        let document = at("document.pdf");
        std::fs::write(&document, document_with_red(PAGES, A4, RED))?;
        Ok(Self { room, desk, service, printer, document, over: Vec::new(), spent: 0, twice: Vec::new() })
    }

    /// One print, and what happens to it.
    async fn tried(mut self, way: &Way, trouble: Trouble) -> Result<Self> {
        let before = self.printer.tray()?;
        self.printer.expect(way.pages, fault(trouble))?;
        if matches!(trouble, Trouble::StationKilled) {
            self.room.close_queue().await;
        }
        self.lp(way)?;
        if matches!(trouble, Trouble::StationKilled) {
            ensure!(self.service.jobs()? > 0, "the print is gone while the hub cannot be reached");
            self.service = self.service.killed_and_started().await?;
            self.room.open_queue().await?;
        }
        if matches!(trouble, Trouble::HubKilledTaking) {
            self.hub_killed().await?;
        }
        // Whoever reads a price takes longer than the print service to be done.
        self.service.has_nothing().await?;
        let id = self.is_asked().await?;
        self.room.visitor.says_yes(id);
        match trouble {
            Trouble::Empty => {
                self.stands_still(id, Some(PrinterTrouble::NoPaper)).await?;
                self.printer.expect(way.pages, Fault::None)?;
            }
            Trouble::SwitchedOff => {
                self.stands_still(id, None).await?;
                self.printer.unplug()?;
                self.printer.plug_in().await?;
                self.is(id, "that nobody knows", |stage| *stage == PrintStage::Unclear).await?;
                self.decides(id, CAME_OUT).await?;
            }
            Trouble::Unplugged => {
                self.stands_still(id, None).await?;
                self.printer.unplug()?;
                self.stands_still(id, Some(PrinterTrouble::Offline)).await?;
                self.decides(id, CAME_OUT).await?;
                self.printer.plug_in().await?;
            }
            Trouble::HubKilledAt(step) => {
                journal::has(self.room.hub.data().to_owned(), id, step).await?;
                self.hub_killed().await?;
            }
            Trouble::HubKilledPrinting => {
                self.stands_still(id, Some(PrinterTrouble::NoPaper)).await?;
                self.hub_killed().await?;
                self.printer.expect(way.pages, Fault::None)?;
            }
            _ => {}
        }
        let all_of_it = |stage: &PrintStage| matches!(stage, PrintStage::Done { .. });
        let stopped = |stage: &PrintStage| matches!(stage, PrintStage::Stopped { .. });
        let (sides, end) = match trouble {
            Trouble::HubKilledAt(_) => self.is_over(way, id, before).await?,
            Trouble::Jam | Trouble::Abort | Trouble::SwitchedOff | Trouble::Unplugged => {
                (CAME_OUT, self.is(id, "that it stopped", stopped).await?)
            }
            _ => (way.sides, self.is(id, "that it came out", all_of_it).await?),
        };
        let in_the_tray = self.printer.tray()?.saturating_sub(before);
        ensure!(in_the_tray == sides, "{in_the_tray} sides came out instead of {sides}: {end:?}");
        self.debited(way, &end, sides)?;
        self.over.push(id);
        Ok(self)
    }

    /// Prints the document from a program.
    fn lp(&self, way: &Way) -> Result<()> {
        let document = self.document.display().to_string();
        self.service.client("lp", &[way.options, &[document.as_str()]].concat()).map(drop)
    }

    /// Killed in the middle of whatever it does, and started again.
    async fn hub_killed(&mut self) -> Result<()> {
        self.room.hub.kill()?;
        self.room.hub.start().await
    }

    /// Waits until nothing comes in any more and the visitor is asked about a print.
    async fn is_asked(&mut self) -> Result<PrintJobId> {
        let asked = self.room.visitor.hears("a print to say yes to", |told| {
            let comes_in = |print: &PrintShown| matches!(print.stage, PrintStage::Arriving { .. });
            let held =
                told.prints.iter().filter(|print| print.stage == PrintStage::Held).map(|print| print.id);
            let held: Vec<_> = held.filter(|id| !self.twice.contains(id)).collect();
            (!held.is_empty() && !told.prints.iter().any(comes_in)).then_some(held)
        });
        let mut asked = asked.await?;
        let last = asked.pop().context("one was held")?;
        self.twice.extend(asked);
        Ok(last)
    }

    /// Waits until the visitor is told this of a print.
    async fn is(&self, id: PrintJobId, what: &str, so: impl Fn(&PrintStage) -> bool) -> Result<PrintShown> {
        let told = self
            .room
            .visitor
            .hears(what, |told| told.prints.iter().find(|print| print.id == id && so(&print.stage)).cloned());
        told.await
    }

    /// Waits until the visitor is told that it stands still after two sides, and why.
    async fn stands_still(&self, id: PrintJobId, why: Option<PrinterTrouble>) -> Result<()> {
        let still = |stage: &PrintStage| matches!(stage, PrintStage::Printing { done: CAME_OUT, trouble, .. } if *trouble == why);
        self.is(id, &format!("that it stands still, {why:?}"), still).await.map(drop)
    }

    /// Waits until a print is over that may have come out whole, or of which the printer got a piece and gave it up. If nobody knows, the
    /// mediator looks.
    async fn is_over(&self, way: &Way, id: PrintJobId, before: u32) -> Result<(u32, PrintShown)> {
        let ended =
            |stage: &PrintStage| matches!(stage, PrintStage::Done { .. } | PrintStage::Stopped { .. });
        let stands = |stage: &PrintStage| ended(stage) || *stage == PrintStage::Unclear;
        let mut end = self.is(id, "what became of it", stands).await?;
        let sides = self.printer.tray()?.saturating_sub(before);
        if end.stage == PrintStage::Unclear {
            self.decides(id, sides).await?;
            end = self.is(id, "that the mediator decided", ended).await?;
        }
        let whole = matches!(end.stage, PrintStage::Done { .. });
        ensure!(!whole || sides == way.sides, "{sides} sides came out instead of {}: {end:?}", way.sides);
        Ok((sides, end))
    }

    /// The mediator says what lies in the tray.
    async fn decides(&self, id: PrintJobId, sides: u32) -> Result<()> {
        self.desk.tell(&format!("/prints/{id}/decide"), &DecidePrint { sides }).await
    }

    /// The visitor's purse lacks the price of what came out, and nothing of it is held back any more.
    fn debited(&mut self, way: &Way, end: &PrintShown, sides: u32) -> Result<()> {
        let price = way.price(sides);
        ensure!(
            end.charged == Some(Cents(price)),
            "{:?} was debited instead of {price}: {end:?}",
            end.charged
        );
        self.spent += price;
        let purse = self.room.visitor.told().context("the visitor was told nothing")?.purse;
        let left = Cents(PAID_IN.0 - self.spent);
        ensure!((purse.paid, purse.reserved) == (left, Cents(0)), "{purse:?}, and not {left:?} alone");
        Ok(())
    }

    /// Nothing waits, nothing is forgotten, and the hub's own check of its books finds nothing.
    async fn is_in_order(&self) -> Result<()> {
        let queue: PrintQueue = self.desk.get("/prints").await?;
        for row in &queue.prints {
            let is_over = matches!(row.stage, PrintStage::Done { .. } | PrintStage::Stopped { .. });
            let again = row.stage == PrintStage::Incomplete || self.twice.contains(&row.id);
            ensure!(
                is_over && self.over.contains(&row.id) || again && row.charged.is_none(),
                "left over: {row:?}"
            );
        }
        let debited: i64 = queue.prints.iter().filter_map(|row| row.charged).map(|charged| charged.0).sum();
        ensure!(debited == self.spent, "prints cost {debited}, and the purse lacks {}", self.spent);
        self.room.hub.command(&["check"], b"").context("the hub's own check").map(drop)
    }
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Jam => Fault::Jam,
        Trouble::Abort => Fault::Abort,
        Trouble::Empty | Trouble::HubKilledPrinting => Fault::Empty,
        Trouble::SwitchedOff | Trouble::Unplugged => Fault::Hang,
        Trouble::Nothing | Trouble::HubKilledTaking | Trouble::HubKilledAt(_) | Trouble::StationKilled => {
            Fault::None
        }
    }
}
