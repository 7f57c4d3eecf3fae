//! The same against a printer that is none of ours: CUPS's `ippeveprinter`. What it cannot play is played by our own.

pub mod printer;

use epn_hub::desk::By;
use epn_hub::printing::life::{self, State};
use epn_hub::printing::{PageRange, Sides, Ticket, printers};
use epn_hub::store::print_job::PrintJob;
use epn_rules::id::PrintJobId;
use epn_rules::print::{Page, Quote};
use epn_rules::units::Cents;
use epn_wire::print_desk::{DecidePrint, PrinterSettings};
use epn_wire::printing::{PrintAnswer, PrintStage, PrinterTrouble};

use crate::common::problems;
use crate::site::{PAID_IN, Site, tariff};
use printer::{Fault, RealPrinter};

/// After so many sides things go wrong.
const CAME_OUT: u32 = 2;

/// How something is printed: of so many pages, and how many sides the printer says in the end.
struct Way {
    name: &'static str,
    ticket: Ticket,
    pages: u32,
    sides: u32,
}

fn ways() -> [Way; 5] {
    let range = Ticket { page_ranges: vec![PageRange { first: 2, last: 4 }], ..Ticket::default() };
    let duplex = Ticket { sides: Sides::LongEdge, ..Ticket::default() };
    [
        Way { name: "one copy", ticket: Ticket::default(), pages: 5, sides: 5 },
        Way { name: "three copies", ticket: Ticket { copies: 3, ..Ticket::default() }, pages: 5, sides: 15 },
        Way { name: "duplex", ticket: duplex, pages: 5, sides: 6 },
        // The station puts two pages on one before it sends them.
        Way { name: "two on one", ticket: Ticket::default(), pages: 3, sides: 3 },
        Way { name: "range", ticket: range, pages: 5, sides: 3 },
    ]
}

struct Room {
    site: Site,
    printer: RealPrinter,
    spent: i64,
}

impl Room {
    async fn open() -> Self {
        let printer = RealPrinter::start().await;
        let mut site = Site::open().await;
        let by = By::from(site.hub.staff());
        let settings = PrinterSettings { name: "Salle".to_owned(), uri: printer.uri(), tariff: tariff() };
        site.id = site.run(move |case| printers::add(case, by, settings)).await.unwrap();
        Self { site, printer, spent: 0 }
    }

    /// Its visitor says yes to a print that this happens to.
    async fn prints(&mut self, way: &Way, fault: Fault) -> PrintJobId {
        self.printer.expect(way.pages, fault);
        let pages: Vec<_> = (0..way.pages).map(|index| Page { colour: index == 1, large: false }).collect();
        let id = self.site.print(way.ticket.clone(), &pages).await;
        assert_eq!(self.site.confirm(id).await, PrintAnswer::Confirmed, "{}", way.name);
        id
    }

    /// Waits until its visitor is told that it stands still after two sides, and why.
    async fn stands_still(&mut self, id: PrintJobId, why: Option<PrinterTrouble>) {
        let told = self.site.told(|told| {
            told.prints.iter().any(|print| {
                let stage = &print.stage;
                let still =
                    matches!(stage, PrintStage::Printing { done: CAME_OUT, trouble, .. } if *trouble == why);
                print.id == id && still
            })
        });
        told.await;
    }

    /// It comes to this end, and so many sides are debited, to the cent, and nothing else.
    async fn ends(&mut self, way: &Way, id: PrintJobId, state: State, sides: u32) -> PrintJob {
        let job = self.site.reaches(id, state).await;
        let quote = Quote::of(&tariff(), job.pages.as_deref().unwrap(), job.finish()).unwrap();
        assert_eq!((job.impressions, job.charged), (sides, Some(quote.first(sides))), "{}", way.name);
        self.spent += quote.first(sides).0;
        let purse = self.site.purse();
        assert_eq!((purse.paid.0, purse.reserved), (PAID_IN.0 - self.spent, Cents(0)), "{}", way.name);
        job
    }

    /// The mediator says what came out.
    async fn decided(&self, id: PrintJobId) {
        let by = By::from(self.site.hub.staff());
        let ask = DecidePrint { sides: CAME_OUT };
        self.site.run(move |case| life::decide(case, by, id, ask)).await.unwrap();
    }

    async fn close(self) {
        assert_eq!(problems(&self.site.hub.data()), Vec::<String>::new());
        self.site.hub.stop().await;
    }
}

#[tokio::test]
async fn what_a_real_printer_brought_out_is_debited() {
    let mut room = Room::open().await;
    for way in ways() {
        let id = room.prints(&way, Fault::None).await;
        room.ends(&way, id, State::Settled, way.sides).await;
    }
    room.close().await;
}

#[tokio::test]
async fn of_what_a_real_printer_gave_up_only_what_came_out_is_debited() {
    let mut room = Room::open().await;
    for (fault, why) in [(Fault::Jam, Some(PrinterTrouble::Jam)), (Fault::Abort, None)] {
        for way in ways() {
            let id = room.prints(&way, fault).await;
            let job = room.ends(&way, id, State::Aborted, CAME_OUT).await;
            assert_eq!(job.trouble, why, "{}", way.name);
        }
    }
    room.close().await;
}

#[tokio::test]
async fn the_empty_tray_of_a_real_printer_is_told_and_filled() {
    let mut room = Room::open().await;
    for way in ways() {
        let id = room.prints(&way, Fault::Empty).await;
        room.stands_still(id, Some(PrinterTrouble::NoPaper)).await;
        room.printer.expect(way.pages, Fault::None);
        room.ends(&way, id, State::Settled, way.sides).await;
    }
    room.close().await;
}

#[tokio::test]
async fn a_real_printer_that_is_switched_off_and_on_has_forgotten_and_nothing_is_sent_again() {
    let mut room = Room::open().await;
    for way in ways() {
        let id = room.prints(&way, Fault::Hang).await;
        room.stands_still(id, None).await;
        assert_eq!(room.site.job(id).charged, None, "nothing is debited while it stands still");
        room.printer.unplug();
        room.printer.plug_in().await;
        room.site.reaches(id, State::Unknown).await;
        assert_eq!(room.site.purse().reserved, room.site.price(id), "{}", way.name);
        room.decided(id).await;
        room.ends(&way, id, State::Aborted, CAME_OUT).await;
        // The next print gets the number that the first one had.
        let next = room.prints(&way, Fault::None).await;
        let next = room.ends(&way, next, State::Settled, way.sides).await;
        assert_eq!(next.there.unwrap().job, 1, "{}", way.name);
    }
    room.close().await;
}

#[tokio::test]
async fn a_real_printer_that_is_unplugged_is_told_and_waited_for() {
    let mut room = Room::open().await;
    for way in ways() {
        let id = room.prints(&way, Fault::Hang).await;
        room.stands_still(id, None).await;
        room.printer.unplug();
        room.stands_still(id, Some(PrinterTrouble::Offline)).await;
        // Whoever stands before it sees what came out.
        room.decided(id).await;
        room.ends(&way, id, State::Aborted, CAME_OUT).await;
        room.printer.plug_in().await;
    }
    room.close().await;
}
