//! A USB key at a free station: its document is printed without a session, paid at the desk or with somebody's credit.

use epn_hub::desk::{self, By};
use epn_hub::money::Book;
use epn_hub::printing::life::{self, State};
use epn_hub::printing::printers;
use epn_hub::store::session;
use epn_rules::id::{PrintJobId, ReceiptId, SessionId};
use epn_rules::people::AgeBand;
use epn_rules::print::FROM_KEYS;
use epn_rules::session::Phase;
use epn_rules::units::Cents;
use epn_wire::console::NewTicket;
use epn_wire::money::{Means, PurseHolder, TopUp};
use epn_wire::part::Part;
use epn_wire::print_desk::{PayPrint, PrinterSettings};
use epn_wire::printing::{PrintAnswer, PrintAsk, PrintStage, SessionPrinting};
use epn_wire::station::{Entry, Reply, Request, ToStation};
use epn_wire::usb::{UsbAnswer, UsbAsk, UsbRefusal};
use ulid::Ulid;

use crate::common::{FakeStation, problems, until};
use crate::fake::Fault;
use crate::real::{self, printer::RealPrinter};
use crate::site::{Site, tariff};
use crate::written::{BLACK, COLOUR, pdf};

/// How long a part is here, in bytes.
const PART: usize = 300;

/// A room with a printer, and a free station that prints from keys.
struct Room {
    site: Site,
    station: FakeStation,
}

impl Room {
    async fn open() -> Self {
        let site = Site::open().await;
        let identity = site.hub.pair_tagged("Poste 2", FROM_KEYS).await;
        let mut station = FakeStation::connect(&site.hub.address, identity).await;
        station.state(Phase::Locked, None).await;
        Self { site, station }
    }

    async fn part(
        &mut self,
        visit: Option<SessionId>,
        from: usize,
        bytes: &[u8],
        is_last: bool,
    ) -> UsbAnswer {
        let ask = UsbAsk::Part { visit, from: from as u64, bytes: Part::new(bytes.to_vec()), is_last };
        self.usb(ask).await
    }

    async fn usb(&mut self, ask: UsbAsk) -> UsbAnswer {
        match self.station.ask(|_, _| Request::Usb { ask }).await.1 {
            Reply::Usb { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    /// Sends a document, part by part.
    async fn sends(&mut self, visit: Option<SessionId>, document: &[u8]) -> UsbAnswer {
        let count = document.len().div_ceil(PART);
        let mut answer = UsbAnswer::More;
        for (number, part) in document.chunks(PART).enumerate() {
            if answer != UsbAnswer::More {
                break;
            }
            answer = self.part(visit, number * PART, part, number + 1 == count).await;
        }
        answer
    }

    /// The same of one that is taken.
    async fn prints(&mut self, visit: Option<SessionId>, document: &[u8]) -> (SessionId, PrintJobId) {
        match self.sends(visit, document).await {
            UsbAnswer::Taken { visit, job } => (visit, job),
            other => panic!("{other:?}"),
        }
    }

    async fn asks(&mut self, session: SessionId, ask: PrintAsk) -> PrintAnswer {
        match self.station.ask(|_, _| Request::Print { session, ask }).await.1 {
            Reply::Printed { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    async fn told(&mut self, wanted: impl Fn(&SessionPrinting) -> bool) -> SessionPrinting {
        let told = self.station.hear(|message| match message {
            ToStation::Printing(printing) if wanted(printing) => Some((**printing).clone()),
            _ => None,
        });
        told.await.expect("the stream ended")
    }

    /// How the print stands once it can be decided about.
    async fn held(&mut self) -> SessionPrinting {
        self.told(|told| told.prints.first().is_some_and(|print| !print.offers.is_empty())).await
    }

    /// A ticket with so much credit.
    async fn ticket(&self, credit: Cents) -> Entry {
        let hub = &self.site.hub;
        let new = NewTicket { minutes: None, age: AgeBand::NonCommunique };
        let issued = desk::new_ticket(&hub.hub, hub.staff(), new).await.unwrap();
        let top_up = TopUp {
            id: ReceiptId(Ulid::new()),
            holder: Some(PurseHolder::Ticket { id: issued.id }),
            amount: credit,
            means: Means::Cash,
            voucher: None,
        };
        self.site.run(move |case| Ok(Book::of(case).top_up(&top_up, None)?)).await.unwrap();
        Entry::Ticket { code: issued.code }
    }

    fn documents(&self) -> usize {
        std::fs::read_dir(self.site.hub.data().join("prints")).unwrap().count()
    }
}

#[tokio::test]
async fn a_document_is_paid_at_the_desk_by_its_number() {
    let mut room = Room::open().await;
    room.site.printer.expect(2, Fault::None);
    let document = pdf(&[BLACK, COLOUR]);
    assert!(document.len() > 2 * PART, "it comes in several parts");
    let (visit, job) = room.prints(None, &document).await;
    let told = room.held().await;
    assert_eq!((told.session, told.phone, told.purse.paid), (visit, None, Cents(0)));
    let print = told.prints[0].clone();
    assert_eq!((print.id, print.offers[0].price, print.offers[0].after), (job, Cents(40), None));
    let yes = PrintAsk::Confirm { job, printer: room.site.id, price: Cents(40) };
    assert_eq!(room.asks(visit, yes).await, PrintAnswer::NotEnough { missing: Cents(40) });

    let (printer, staff) = (room.site.id, By::from(room.site.hub.staff()));
    let pay = PayPrint { printer, means: Means::Cash, amount: Cents(40) };
    let receipt = room.site.run(move |case| life::pay(case, staff, job, pay)).await.unwrap().unwrap();
    assert_eq!(receipt.amount, Cents(40));
    let told = room.told(|told| told.prints[0].stage == PrintStage::Done { sides: 2 }).await;
    assert_eq!(told.prints[0].charged, Some(Cents(40)));
    until("the document is deleted", || room.documents() == 0).await;
    assert_eq!(problems(&room.site.hub.data()), Vec::<String>::new());
    room.site.hub.stop().await;
}

/// From what the station read off the key to the sheets of a printer that is none of ours.
#[tokio::test]
async fn a_document_from_a_key_comes_out_of_a_real_printer() {
    let printer = RealPrinter::start().await;
    let mut room = Room::open().await;
    let staff = By::from(room.site.hub.staff());
    let settings = PrinterSettings { name: "Salle".to_owned(), uri: printer.uri(), tariff: tariff() };
    let real = room.site.run(move |case| printers::add(case, staff, settings)).await.unwrap();
    printer.expect(3, real::printer::Fault::None);
    let (_, job) = room.prints(None, &pdf(&[BLACK, COLOUR, BLACK])).await;
    room.held().await;
    let pay = PayPrint { printer: real, means: Means::Cash, amount: Cents(50) };
    let receipt = room.site.run(move |case| life::pay(case, staff, job, pay)).await.unwrap().unwrap();
    assert_eq!(receipt.amount, Cents(50));
    let done = room.site.reaches(job, State::Settled).await;
    assert_eq!((done.impressions, done.charged), (3, Some(Cents(50))));
    room.told(|told| told.prints[0].stage == PrintStage::Done { sides: 3 }).await;
    until("the document is deleted", || room.documents() == 0).await;
    assert_eq!(problems(&room.site.hub.data()), Vec::<String>::new());
    room.site.hub.stop().await;
}

#[tokio::test]
async fn whoever_has_credit_pays_with_it_and_others_do_not() {
    let mut room = Room::open().await;
    room.site.printer.expect(1, Fault::None);
    let (visit, job) = room.prints(None, &pdf(&[BLACK])).await;
    room.held().await;
    let entry = room.ticket(Cents(100)).await;
    let ask = PrintAsk::PayWith { job, entry: entry.clone() };
    assert_eq!(room.asks(visit, ask).await, PrintAnswer::Recognised);
    let told = room.told(|told| told.purse.paid == Cents(100)).await;
    assert_eq!(told.prints[0].offers[0].after.unwrap().paid, Cents(90));
    let yes = PrintAsk::Confirm { job, printer: room.site.id, price: Cents(10) };
    assert_eq!(room.asks(visit, yes).await, PrintAnswer::Confirmed);
    room.told(|told| told.purse.paid == Cents(90) && told.purse.reserved == Cents(0)).await;
    let again = room.asks(visit, PrintAsk::PayWith { job, entry }).await;
    assert_eq!(again, PrintAnswer::Gone, "it is paid");
    // What follows from the same key is paid by the same person.
    let (same, _) = room.prints(Some(visit), &pdf(&[BLACK])).await;
    assert_eq!(same, visit);
    assert_eq!(room.held().await.purse.paid, Cents(90));
    let wrong = Entry::Ticket { code: "000-000-000".to_owned().into() };
    let wrong = room.asks(visit, PrintAsk::PayWith { job, entry: wrong }).await;
    let PrintAnswer::NotRecognised { wait_seconds } = wrong else { panic!("{wrong:?}") };
    assert!(wait_seconds > 0);
    assert_eq!(problems(&room.site.hub.data()), Vec::<String>::new());
    room.site.hub.stop().await;
}

#[tokio::test]
async fn it_takes_the_station_from_nobody_and_is_not_told_to_the_next() {
    let mut room = Room::open().await;
    let (visit, job) = room.prints(None, &pdf(&[BLACK])).await;
    room.held().await;
    let stored = |id| room.site.hub.hub.store.readers.read_now(|c| session::get(c, id)).unwrap().unwrap();
    assert!(stored(visit).is_visit());
    // The session of another station is none of its visits.
    let other = room.site.session;
    assert_eq!(room.asks(other, PrintAsk::Cancel { job }).await, PrintAnswer::Gone);
    let (new, _) = room.prints(Some(other), &pdf(&[BLACK])).await;
    assert!(new != other && new != visit);

    assert_eq!(room.usb(UsbAsk::Over).await, UsbAnswer::Noted);
    let lease = room.station.enter().await;
    assert_ne!(lease.session, visit);
    room.station.started(&lease).await;
    room.station.state(Phase::Active, Some(lease.session)).await;
    let told = room.told(|told| told.session == lease.session).await;
    assert_eq!(told.prints.len(), 0);
    assert_eq!(room.sends(None, &pdf(&[BLACK])).await, UsbAnswer::Refused { why: UsbRefusal::NotHere });
    room.site.hub.stop().await;
}

#[tokio::test]
async fn whoever_does_not_pay_does_not_fill_the_desks_list() {
    let mut room = Room::open().await;
    let mut last = None;
    for number in 0.. {
        // Each time as if somebody else came.
        match room.sends(None, &pdf(&[BLACK])).await {
            UsbAnswer::Taken { visit, job } => last = Some((visit, job)),
            UsbAnswer::Refused { why } => {
                assert_eq!((why, number), (UsbRefusal::TooMany, 12));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    until("what was refused is not kept", || room.documents() == 12).await;
    let (visit, job) = last.unwrap();
    assert_eq!(room.asks(visit, PrintAsk::Cancel { job }).await, PrintAnswer::Cancelled);
    room.prints(None, &pdf(&[BLACK])).await;
    room.site.hub.stop().await;
}

#[tokio::test]
async fn what_is_not_taken_leaves_nothing() {
    let mut room = Room::open().await;
    let refused = |why| UsbAnswer::Refused { why };
    for other in [&b"PK\x03\x04 a text document"[..], b"%!PS-Adobe-3.0", b"RaS2", b"x"] {
        assert_eq!(room.sends(None, other).await, refused(UsbRefusal::OtherKind), "{other:?}");
    }
    // A gap, and a document that begins anew.
    assert_eq!(room.part(None, 0, b"%PDF-1.4", false).await, UsbAnswer::More);
    assert_eq!(room.part(None, 9, b"x", true).await, refused(UsbRefusal::Broken));
    assert_eq!(room.part(None, 8, b"x", true).await, refused(UsbRefusal::Broken), "it is forgotten");
    assert_eq!(room.part(None, 0, b"%PDF-1.4", false).await, UsbAnswer::More);
    assert_eq!(room.usb(UsbAsk::Over).await, UsbAnswer::Noted);
    assert_eq!(room.part(None, 8, b"x", true).await, refused(UsbRefusal::Broken), "whoever sent it is gone");
    until("nothing is kept", || room.documents() == 0).await;

    let plain = room.site.hub.station("Poste 3").await;
    let mut other = Room { station: plain, ..room };
    other.station.state(Phase::Locked, None).await;
    assert_eq!(other.sends(None, &pdf(&[BLACK])).await, refused(UsbRefusal::NotHere), "it is not tagged");
    other.site.hub.stop().await;
}

#[tokio::test]
async fn a_document_of_nobody_waits_an_hour_and_survives_the_hubs_end() {
    let mut room = Room::open().await;
    let (visit, job) = room.prints(None, &pdf(&[BLACK])).await;
    room.held().await;
    let stored = room.site.job(job);
    let waits = stored.until.unwrap().as_second() - stored.since.as_second();
    assert!((1..=3600).contains(&waits), "{waits} s");
    let Room { site, station } = room;
    let site = site.restart().await;
    let (station, _) = station.reconnect(&site.hub.address).await;
    let mut room = Room { site, station };
    assert_eq!(room.asks(visit, PrintAsk::Cancel { job }).await, PrintAnswer::Cancelled);
    room.site.reaches(job, State::Cancelled).await;
    room.site.hub.stop().await;
}
