use epn_hub::printing::Ticket;
use epn_hub::printing::life::State;
use epn_rules::units::Cents;
use epn_wire::printing::PrintAnswer;

use crate::common::problems;
use crate::fake::{Fault, Silence};
use crate::faults::pages;
use crate::site::{PAID_IN, Site};

/// The hub ends while its printer is silent at each point of a print's way: before and after each step of its journal.
#[tokio::test]
async fn a_hub_that_ended_at_any_step_goes_on_and_nothing_is_printed_or_paid_twice() {
    let mut site = Site::open().await;
    let points = [
        Silence::BeforeCreating,
        Silence::AfterCreating,
        Silence::AfterSayingTheUuid,
        Silence::InTheDocument,
        Silence::AfterTheDocument,
        Silence::WhilePrinting,
    ];
    let mut spent = 0;
    for point in points {
        let fault = if point == Silence::WhilePrinting { Fault::Empty(2) } else { Fault::None };
        site.printer.expect(5, fault);
        let taken = site.printer.taken();
        let id = site.print(Ticket::default(), &pages()).await;
        site.printer.falls_silent(point);
        assert_eq!(site.confirm(id).await, PrintAnswer::Confirmed);
        site.printer.is_silent().await;
        site = site.restart().await;
        site.printer.refill();
        // Of a document that was cut nobody knows how much the printer took: it says so itself, and nothing is sent twice.
        let end = if point == Silence::InTheDocument { State::Aborted } else { State::Settled };
        let job = site.reaches(id, end).await;
        let sides = if end == State::Aborted { 0 } else { 5 };
        assert_eq!(job.impressions, sides, "{point:?}: {:?}", site.steps(id));
        let debit = if sides == 0 { Cents(0) } else { site.price(id) };
        assert_eq!(job.charged, Some(debit), "{point:?}");
        spent += debit.0;
        let purse = site.purse();
        assert_eq!((purse.paid.0, purse.reserved), (PAID_IN.0 - spent, Cents(0)), "{point:?}");
        let more = site.printer.taken() - taken;
        assert_eq!(more, u32::from(end == State::Settled), "{point:?}: sent once");
        let left = site.printer.jobs().into_iter().filter(|job| job.state < 7).count();
        assert_eq!(left, 0, "{point:?}: no job is left at the printer");
    }
    assert_eq!(problems(&site.hub.data()), Vec::<String>::new());
    site.hub.stop().await;
}

#[tokio::test]
async fn what_had_not_arrived_whole_is_told_to_be_printed_again() {
    let mut site = Site::open().await;
    let station = site.station.id;
    let begin = move |case: &epn_hub::grant::Case<'_>| {
        Ok(epn_hub::printing::life::begin(case, station, &Ticket::default()).expect("a session is open"))
    };
    let begun = site.run(begin).await.unwrap();
    let path = epn_hub::printing::document::path(site.hub.hub.folder.layout(), begun.id);
    std::fs::write(&path, "%PDF-1.7 and no more").unwrap();
    site = site.restart().await;
    assert_eq!(site.job(begun.id).state, State::Incomplete);
    assert!(!path.exists());
    assert_eq!(site.purse().paid, PAID_IN);
    let is_told = |print: &epn_wire::printing::PrintShown| {
        print.id == begun.id && print.stage == epn_wire::printing::PrintStage::Incomplete
    };
    site.told(|told| told.prints.iter().any(is_told)).await;
    site.hub.stop().await;
}
