use epn_hub::desk::By;
use epn_hub::money::MoneyError;
use epn_hub::printing::life::{self, Doubt, PrintError, State};
use epn_hub::printing::{PageRange, Ticket};
use epn_hub::store::StoreError;
use epn_rules::id::AdjustmentId;
use epn_rules::policy::{Policy, PrintRules, Release};
use epn_rules::units::Cents;
use epn_wire::money::Means;
use epn_wire::print_desk::{PayPrint, RefundPrint, RefusePrint, ReleasePrint};
use epn_wire::printing::{PrintAnswer, PrintAsk, PrintRefusal, PrintStage};
use ulid::Ulid;

use crate::common::{always_open, problems};
use crate::fake::Fault;
use crate::faults::pages;
use crate::site::{PAID_IN, Site};
use crate::written::{BLACK, COLOUR, locked, pdf};

fn released_by_staff() -> Policy {
    let printing = PrintRules { release: Release::Mediator, ..PrintRules::default() };
    Policy { printing, ..always_open() }
}

#[tokio::test]
async fn a_visitor_is_told_the_price_says_yes_and_sees_it_come_out() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::None);
    let id = site.print(Ticket::default(), &pages()).await;
    let told = site.told(|told| told.prints.first().is_some_and(|print| !print.offers.is_empty())).await;
    let print = &told.prints[0];
    assert_eq!((print.id, print.number, &print.stage), (id, 1, &PrintStage::Held));
    let measure = print.measure.unwrap();
    assert_eq!((measure.pages, measure.colour_pages), (5, 1));
    let offer = &print.offers[0];
    assert_eq!((offer.price, offer.after.unwrap().paid), (Cents(70), Cents(PAID_IN.0 - 70)));
    assert!(!offer.express && !offer.released_by_staff);
    let other = PrintAsk::Confirm { job: id, printer: site.id, price: Cents(69) };
    assert_eq!(site.ask(other).await, PrintAnswer::PriceChanged);
    let yes = PrintAsk::Confirm { job: id, printer: site.id, price: Cents(70) };
    assert_eq!(site.ask(yes.clone()).await, PrintAnswer::Confirmed);
    let told =
        site.told(|told| told.prints.iter().any(|print| print.stage == PrintStage::Done { sides: 5 })).await;
    assert_eq!(told.prints[0].charged, Some(Cents(70)));
    assert_eq!(told.purse.paid, Cents(PAID_IN.0 - 70));
    assert_eq!(told.receipts.len(), 1, "what was paid in");
    assert_eq!(site.ask(yes).await, PrintAnswer::Gone, "it came out");
    let steps = site.steps(id);
    let expected = [
        State::Receiving,
        State::Held,
        State::Released,
        State::Asked,
        State::Created,
        State::Sending,
        State::Printing,
        State::Settled,
    ];
    assert_eq!(steps, expected);
    site.hub.stop().await;
}

#[tokio::test]
async fn a_station_that_connects_again_is_told_again() {
    let mut site = Site::open().await;
    site.print(Ticket::default(), &pages()).await;
    site.told(|told| told.prints.len() == 1).await;
    site = site.restart().await;
    let told = site.told(|_| true).await;
    assert_eq!((told.session, told.prints.len()), (site.session, 1));
    site.hub.stop().await;
}

#[tokio::test]
async fn what_another_session_printed_is_nobody_elses() {
    let mut site = Site::open().await;
    let id = site.print(Ticket::default(), &pages()).await;
    let mut other = site.hub.station("Poste 2").await;
    let lease = other.enter().await;
    other.started(&lease).await;
    for session in [site.session, lease.session] {
        let ask = PrintAsk::Cancel { job: id };
        let (_, reply) = other.ask(|_, _| epn_wire::station::Request::Print { session, ask }).await;
        assert_eq!(reply, epn_wire::station::Reply::Printed { answer: PrintAnswer::Gone });
    }
    assert_eq!(site.job(id).state, State::Held);
    assert_eq!(site.ask(PrintAsk::Cancel { job: id }).await, PrintAnswer::Cancelled);
    assert!(!site.job(id).document);
    site.hub.stop().await;
}

#[tokio::test]
async fn a_purse_that_lacks_money_prints_nothing_until_the_desk_took_it() {
    let mut site = Site::open().await;
    site.printer.expect(500, Fault::None);
    let ticket = Ticket { copies: 99, ..Ticket::default() };
    let id = site.print(ticket, &pages()).await;
    let missing = Cents(99 * 70 - PAID_IN.0);
    assert_eq!(site.confirm(id).await, PrintAnswer::NotEnough { missing });
    assert_eq!(site.job(id).state, State::Held);
    assert_eq!(site.purse().paid, PAID_IN);
    let (by, printer) = (By::from(site.hub.staff()), site.id);
    let ask = PayPrint { printer, means: Means::Cash, amount: missing };
    for told in [missing.0 - 1, missing.0 + 1, 0] {
        let other = PayPrint { amount: Cents(told), ..ask };
        let refused = site.run(move |case| life::pay(case, by, id, other)).await.unwrap_err();
        assert!(matches!(refused, PrintError::OtherAmount { to_pay } if to_pay == missing), "{refused}");
        assert_eq!((site.job(id).state, site.purse().paid), (State::Held, PAID_IN));
    }
    let receipt = site.run(move |case| life::pay(case, by, id, ask)).await.unwrap().unwrap();
    assert_eq!((receipt.amount, receipt.number), (missing, 2));
    site.reaches(id, State::Settled).await;
    assert_eq!((site.purse().paid, site.purse().reserved), (Cents(0), Cents(0)));
    site.hub.stop().await;
}

#[tokio::test]
async fn a_refund_that_is_pressed_twice_is_one_and_the_desk_sees_it() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::None);
    let id = site.print(Ticket::default(), &pages()).await;
    site.confirm(id).await;
    site.reaches(id, State::Settled).await;
    let by = By::from(site.hub.staff());
    let ask = RefundPrint {
        id: AdjustmentId(Ulid::new()),
        given_back: Cents(0),
        amount: Cents(20),
        reason: "pages pâles".to_owned(),
    };
    for _ in 0..2 {
        let ask = ask.clone();
        site.run(move |case| life::refund(case, by, id, &ask)).await.unwrap();
    }
    let other = RefundPrint { id: AdjustmentId(Ulid::new()), ..ask };
    let refused = site.run(move |case| life::refund(case, by, id, &other)).await.unwrap_err();
    assert!(matches!(refused, PrintError::Money(MoneyError::GivenBack { so_far: Cents(20) })), "{refused}");
    assert_eq!(site.purse().paid, Cents(PAID_IN.0 - 70 + 20));
    let hub = &site.hub.hub;
    let queue = life::queue(hub).await.unwrap();
    assert_eq!((queue.prints[0].charged, queue.prints[0].given_back), (Some(Cents(70)), Cents(20)));
    let recorded = |c: &rusqlite::Connection| {
        let sql = "SELECT count(*) FROM audit WHERE what = 'print-refunded'";
        Ok::<i64, StoreError>(c.query_row(sql, [], |row| row.get(0))?)
    };
    assert_eq!(hub.store.readers.read_now(recorded).unwrap(), 1);
    assert_eq!(problems(&site.hub.data()), Vec::<String>::new());
    site.hub.stop().await;
}

#[tokio::test]
async fn where_the_mediator_releases_nothing_is_printed_before() {
    let mut site = Site::open_with(released_by_staff()).await;
    let released = site.print(Ticket::default(), &pages()).await;
    let refused = site.print(Ticket::default(), &pages()).await;
    for id in [released, refused] {
        assert_eq!(site.confirm(id).await, PrintAnswer::Confirmed);
        assert_eq!(site.job(id).state, State::Authorised);
    }
    let by = By::from(site.hub.staff());
    let dearer = ReleasePrint { price: Some(Cents(71)), reason: Some("a mistake".to_owned()), printer: None };
    assert!(site.run(move |case| life::release(case, by, released, dearer)).await.is_err());
    let cheaper =
        ReleasePrint { price: Some(Cents(20)), reason: Some("old paper".to_owned()), printer: None };
    site.printer.expect(5, Fault::Jam(1));
    site.run(move |case| life::release(case, by, released, cheaper)).await.unwrap();
    assert_eq!(site.reaches(released, State::Aborted).await.charged, Some(Cents(4)), "a fifth of it");
    let no = RefusePrint { reason: "pas de tracts ici".to_owned() };
    site.run(move |case| life::refuse(case, by, refused, no)).await.unwrap();
    let why = PrintRefusal::Staff { reason: "pas de tracts ici".to_owned() };
    let stage = PrintStage::Refused { why };
    site.told(|told| told.prints.iter().any(|print| print.id == refused && print.stage == stage)).await;
    assert_eq!((site.purse().paid, site.purse().reserved), (Cents(PAID_IN.0 - 4), Cents(0)));
    site.hub.stop().await;
}

#[tokio::test]
async fn how_many_pages_it_seems_to_have_is_told_while_it_is_counted() {
    let mut site = Site::open().await.counted_by("counter.sh").await;
    let folder = tempfile::tempdir().unwrap();
    let rest = folder.path().join("rest");
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &rest, rustix::fs::FileType::Fifo, mode, 0).unwrap();
    let ticket = Ticket { page_ranges: vec![PageRange { first: 3, last: 9 }], ..Ticket::default() };
    let id = site.arrives_as(ticket, format!("{}\n", rest.display()).as_bytes()).await;
    let seems = PrintStage::Arriving { pages: Some(2) };
    site.told(|told| told.prints.iter().any(|print| print.stage == seems)).await;
    let page = r#"{"frame":"page","colour":false,"large":false}"#;
    let end = r#"{"frame":"end","ending":{"ending":"counted"}}"#;
    tokio::fs::write(&rest, [page, page, page, page, end, ""].join("\n")).await.unwrap();
    let told = site.told(|told| told.prints.iter().any(|print| print.stage == PrintStage::Held)).await;
    assert_eq!(told.prints[0].measure.unwrap().pages, 2);
    assert_eq!(site.hub.hub.prints.estimate(id), None);
    site.hub.stop().await;
}

#[tokio::test]
async fn a_document_that_the_machine_cannot_count_waits_for_a_mediator() {
    let mut site = Site::open().await.counted_by("no-such-program").await;
    let id = site.arrives(&pdf(&[BLACK])).await;
    assert_eq!(site.reaches(id, State::ToCheck).await.to_check, Some(Doubt::NotCounted));
    site.told(|told| told.prints.iter().any(|print| print.stage == PrintStage::ToCheck)).await;
    site.hub.stop().await;
}

#[tokio::test]
async fn a_document_that_arrived_is_counted_even_by_the_next_hub() {
    let mut site = Site::open().await;
    let counted = site.arrives(&pdf(&[BLACK, COLOUR])).await;
    let colours =
        |site: &Site, id| site.job(id).pages.unwrap().iter().map(|page| page.colour).collect::<Vec<_>>();
    site.reaches(counted, State::Held).await;
    assert_eq!(colours(&site, counted), [false, true]);
    let refused = site.arrives(&locked(&pdf(&[BLACK]), "secret")).await;
    let refused = site.reaches(refused, State::Refused).await;
    assert_eq!((refused.refusal, refused.document), (Some(PrintRefusal::Encrypted), false));
    // The hub ends when the document is there, before it is counted.
    let later = site.arrives_unheard(&pdf(&[COLOUR])).await;
    assert_eq!(site.job(later).state, State::Receiving);
    site = site.restart().await;
    site.reaches(later, State::Held).await;
    assert_eq!(colours(&site, later), [true]);
    site.hub.stop().await;
}
