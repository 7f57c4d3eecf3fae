//! A room with a printer, and somebody at a station who has money and prints.

use std::path::Path;
use std::sync::Arc;

use epn_hub::desk::By;
use epn_hub::grant::Case;
use epn_hub::hub::Hub;
use epn_hub::money::{self, Book};
use epn_hub::printing::document::Incoming;
use epn_hub::printing::life::{self, Arrived, Event, PrintError, State, happens};
use epn_hub::printing::{DocumentFormat, Ticket, printers};
use epn_hub::store::print_job::{self, PrintJob};
use epn_rules::id::{PrintJobId, PrinterId, ReceiptId, SessionId, StationId};
use epn_rules::policy::Policy;
use epn_rules::print::{Page, PrintTariff};
use epn_rules::session::Phase;
use epn_rules::units::Cents;
use epn_wire::money::{Means, PurseHolder, PurseShown, TopUp};
use epn_wire::print_desk::PrinterSettings;
use epn_wire::printing::{PrintAnswer, PrintAsk, SessionPrinting};
use epn_wire::station::{Reply, Request, ToStation};
use ulid::Ulid;

use crate::common::{FakeStation, TestHub, always_open, until};
use crate::fake::FakePrinter;

/// What the visitor paid in.
pub const PAID_IN: Cents = Cents(5000);

pub struct Site {
    pub hub: TestHub,
    pub printer: FakePrinter,
    pub id: PrinterId,
    pub station: FakeStation,
    pub session: SessionId,
}

pub fn tariff() -> PrintTariff {
    PrintTariff {
        black: Cents(10),
        colour: Some(Cents(30)),
        second_face_less: Cents(3),
        duplex: true,
        ..PrintTariff::default()
    }
}

impl Site {
    pub async fn open() -> Self {
        Self::open_with(always_open()).await
    }

    pub async fn open_with(policy: Policy) -> Self {
        let hub = TestHub::start_with(policy).await;
        let printer = FakePrinter::start(1).await;
        let settings =
            PrinterSettings { name: "Accueil".to_owned(), uri: printer.uri.clone(), tariff: tariff() };
        let by = By::from(hub.staff());
        let id = within(&hub.hub, move |case| printers::add(case, by, settings)).await.unwrap();
        let mut station = hub.station("Poste 1").await;
        let lease = station.enter().await;
        station.started(&lease).await;
        station.state(Phase::Active, Some(lease.session)).await;
        let this = Self { hub, printer, id, station, session: lease.session };
        this.pay_in(PAID_IN).await;
        this
    }

    /// Stops the hub where it is and starts it again on the same data.
    pub async fn restart(self) -> Self {
        let Self { hub, printer, id, station, session } = self;
        let hub = hub.restart().await;
        let (mut station, _) = station.reconnect(&hub.address).await;
        station.state(Phase::Active, Some(session)).await;
        Self { hub, printer, id, station, session }
    }

    /// Stops the hub where it is and starts it again with another program that counts, of this folder.
    pub async fn counted_by(self, program: &str) -> Self {
        let Self { hub, printer, id, station, session } = self;
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/printing").join(program);
        let hub = hub.away().await.back_counted_by(&program).await;
        let (mut station, _) = station.reconnect(&hub.address).await;
        station.state(Phase::Active, Some(session)).await;
        Self { hub, printer, id, station, session }
    }

    pub async fn pay_in(&self, amount: Cents) {
        let top_up = TopUp {
            id: ReceiptId(Ulid::new()),
            holder: Some(PurseHolder::Session { id: self.session }),
            amount,
            means: Means::Cash,
            voucher: None,
        };
        self.run(move |case| Ok(Book::of(case).top_up(&top_up, None)?)).await.unwrap();
    }

    /// They spend this much on something else, which is still reserved.
    pub async fn spends(&self, amount: Cents) {
        let (other, holder) = (PrintJobId(Ulid::new()), PurseHolder::Session { id: self.session });
        let reserve = move |case: &Case<'_>| {
            let book = Book::of(case);
            Ok(book.reserve(other, book.purse_of(holder)?, amount)?)
        };
        self.run(reserve).await.unwrap();
    }

    pub fn purse(&self) -> PurseShown {
        let hub = &self.hub.hub;
        let (policy, now) = (hub.policies.now(), hub.clock.now());
        let holder = PurseHolder::Session { id: self.session };
        hub.store.readers.read_now(|c| money::shown_to(c, &policy.rules, holder, now)).unwrap()
    }

    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Case<'_>) -> Result<T, PrintError> + Send + 'static,
    ) -> Result<T, PrintError> {
        within(&self.hub.hub, work).await
    }

    /// A document arrives.
    pub async fn arrives(&self, bytes: &[u8]) -> PrintJobId {
        self.arrives_as(Ticket::default(), bytes).await
    }

    /// A document arrives that is to come out so.
    pub async fn arrives_as(&self, ticket: Ticket, bytes: &[u8]) -> PrintJobId {
        let (id, bytes) = lies_there(&self.hub.hub, self.station.id, ticket, bytes).await;
        let arrived = Arrived { format: DocumentFormat::Pdf, bytes };
        assert!(self.run(move |case| Ok(life::arrived(case, id, arrived)?)).await.unwrap());
        id
    }

    /// A document arrives, and the hub does not come to look at it any more.
    pub async fn arrives_unheard(&self, bytes: &[u8]) -> PrintJobId {
        let (id, bytes) = lies_there(&self.hub.hub, self.station.id, Ticket::default(), bytes).await;
        let arrived = move |case: &Case<'_>| {
            let mut job = print_job::get(case.tx, id)?.unwrap();
            (job.format, job.bytes) = (Some(DocumentFormat::Pdf), Some(bytes));
            Ok(print_job::save(case.tx, &job)?)
        };
        self.run(arrived).await.unwrap();
        id
    }

    /// A document of such pages arrives and is counted.
    pub async fn print(&self, ticket: Ticket, pages: &[Page]) -> PrintJobId {
        counted(&self.hub.hub, self.station.id, ticket, pages).await
    }

    pub async fn ask(&mut self, ask: PrintAsk) -> PrintAnswer {
        let session = self.session;
        match self.station.ask(|_, _| Request::Print { session, ask }).await.1 {
            Reply::Printed { answer } => answer,
            other => panic!("{other:?}"),
        }
    }

    /// The visitor says yes, to the price of the first offer.
    pub async fn confirm(&mut self, job: PrintJobId) -> PrintAnswer {
        let price = self.job(job).pages.map(|_| self.price(job)).unwrap();
        self.ask(PrintAsk::Confirm { job, printer: self.id, price }).await
    }

    pub fn price(&self, id: PrintJobId) -> Cents {
        let job = self.job(id);
        let quote = epn_rules::print::Quote::of(&tariff(), job.pages.as_deref().unwrap(), job.finish());
        quote.unwrap().total()
    }

    pub fn job(&self, id: PrintJobId) -> PrintJob {
        self.hub.hub.store.readers.read_now(|c| print_job::get(c, id)).unwrap().unwrap()
    }

    pub fn steps(&self, id: PrintJobId) -> Vec<State> {
        self.hub.hub.store.readers.read_now(|c| print_job::steps(c, id)).unwrap()
    }

    pub async fn reaches(&self, id: PrintJobId, wanted: State) -> PrintJob {
        until(&format!("{wanted:?}"), || self.job(id).state == wanted).await;
        self.job(id)
    }

    /// What the station is told next that is as wanted.
    pub async fn told(&mut self, wanted: impl Fn(&SessionPrinting) -> bool) -> SessionPrinting {
        let told = self.station.hear(|message| match message {
            ToStation::Printing(printing) if wanted(printing) => Some((**printing).clone()),
            _ => None,
        });
        told.await.expect("the stream ended")
    }
}

/// A document is recorded, and lies there whole; its length.
async fn lies_there(hub: &Arc<Hub>, at: StationId, ticket: Ticket, bytes: &[u8]) -> (PrintJobId, u64) {
    let begin = move |case: &Case<'_>| Ok(life::begin(case, at, &ticket).expect("a session is open"));
    let id = within(hub, begin).await.unwrap().id;
    let mut document = Incoming::new(hub.folder.layout(), id);
    document.take(bytes).await.unwrap();
    (id, document.finish().await.unwrap().bytes)
}

/// A document of such pages arrives and is counted.
pub async fn counted(hub: &Arc<Hub>, at: StationId, ticket: Ticket, pages: &[Page]) -> PrintJobId {
    let (id, bytes) = lies_there(hub, at, ticket.clone(), &vec![b'%'; 200_000]).await;
    let pages = ticket.selected(pages);
    let counted = move |case: &Case<'_>| {
        let mut job = print_job::get(case.tx, id)?.unwrap();
        (job.format, job.bytes, job.pages) = (Some(DocumentFormat::Pdf), Some(bytes), Some(pages));
        happens(case, &mut job, Event::Counted)
    };
    within(hub, counted).await.unwrap();
    id
}

/// Does something in one transaction of a hub.
pub async fn within<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Case<'_>) -> Result<T, PrintError> + Send + 'static,
) -> Result<T, PrintError> {
    let inside = Arc::clone(hub);
    hub.store.writer.run(move |tx| work(&Case::new(tx, &inside)?)).await
}
