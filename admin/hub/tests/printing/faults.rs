use epn_hub::printing::life::{PrintError, State};
use epn_hub::printing::{PageRange, Sides, Ticket};
use epn_rules::id::PrintJobId;
use epn_rules::print::{Page, Quote};
use epn_rules::units::Cents;
use epn_wire::print_desk::DecidePrint;
use epn_wire::printing::{PrintAnswer, PrintStage, PrinterTrouble};

use crate::common::problems;
use crate::fake::Fault;
use crate::site::{PAID_IN, Site, tariff};

/// How something is printed, and how many sides its printer says in the end: it fills the last sheet of a duplex print.
struct Way {
    name: &'static str,
    ticket: Ticket,
    said: u32,
}

fn ways() -> [Way; 4] {
    let duplex = Ticket { sides: Sides::LongEdge, ..Ticket::default() };
    let range = Ticket { page_ranges: vec![PageRange { first: 2, last: 4 }], ..Ticket::default() };
    [
        Way { name: "one copy", ticket: Ticket::default(), said: 5 },
        Way { name: "three copies", ticket: Ticket { copies: 3, ..Ticket::default() }, said: 15 },
        Way { name: "duplex", ticket: duplex, said: 6 },
        Way { name: "range", ticket: range, said: 3 },
    ]
}

/// Five pages, the second in colour.
pub fn pages() -> Vec<Page> {
    (0..5).map(|index| Page { colour: index == 1, large: false }).collect()
}

/// Checks what was debited for a print, to the cent, and that nothing else was.
fn check(site: &Site, id: PrintJobId, sides: u32, spent_before: Cents, case: &str) -> Cents {
    let job = site.job(id);
    let quote = Quote::of(&tariff(), job.pages.as_deref().unwrap(), job.finish()).unwrap();
    assert_eq!(job.charged, Some(quote.first(sides)), "{case}");
    let spent = Cents(spent_before.0 + quote.first(sides).0);
    let purse = site.purse();
    assert_eq!((purse.paid.0, purse.reserved), (PAID_IN.0 - spent.0, Cents(0)), "{case}");
    spent
}

#[tokio::test]
async fn what_came_out_is_debited_whatever_the_printer_does() {
    let mut site = Site::open().await;
    let faults = [Fault::None, Fault::Finishing(3), Fault::Jam(2), Fault::Abort(0), Fault::Abort(1)];
    let mut spent = Cents(0);
    for fault in faults {
        for Way { name, ticket, said } in ways() {
            let case = format!("{name}, {fault:?}");
            site.printer.expect(said, fault);
            let id = site.print(ticket, &pages()).await;
            assert_eq!(site.confirm(id).await, PrintAnswer::Confirmed, "{case}");
            let (end, sides) = match fault {
                Fault::None | Fault::Finishing(_) => (State::Settled, said),
                Fault::Jam(sides) | Fault::Abort(sides) => (State::Aborted, sides),
                Fault::Empty(_) | Fault::Hang(_) => unreachable!(),
            };
            let job = site.reaches(id, end).await;
            spent = check(&site, id, sides, spent, &case);
            let jam = matches!(fault, Fault::Jam(_)).then_some(PrinterTrouble::Jam);
            assert_eq!(job.trouble, jam, "{case}");
            let path = epn_hub::printing::document::path(site.hub.hub.folder.layout(), id);
            assert_eq!(
                path.exists(),
                end == State::Aborted,
                "{case}: kept to be printed again, else deleted"
            );
        }
    }
    assert_eq!(problems(&site.hub.data()), Vec::<String>::new());
    site.hub.stop().await;
}

#[tokio::test]
async fn an_empty_tray_is_told_and_what_waits_comes_out_once_it_is_filled() {
    let mut site = Site::open().await;
    let mut spent = Cents(0);
    for Way { name, ticket, said } in ways() {
        site.printer.expect(said, Fault::Empty(2));
        let id = site.print(ticket, &pages()).await;
        assert_eq!(site.confirm(id).await, PrintAnswer::Confirmed);
        site.told(|told| {
            told.prints.iter().any(|print| {
                let trouble = Some(PrinterTrouble::NoPaper);
                print.id == id
                    && matches!(print.stage, PrintStage::Printing { done: 2, trouble: of, .. } if of == trouble)
            })
        })
        .await;
        site.printer.refill();
        site.reaches(id, State::Settled).await;
        spent = check(&site, id, said, spent, name);
    }
    site.hub.stop().await;
}

#[tokio::test]
async fn of_a_print_that_its_printer_forgot_the_mediator_says_what_came_out() {
    let mut site = Site::open().await;
    let mut spent = Cents(0);
    for Way { name, ticket, said } in ways() {
        site.printer.expect(said, Fault::Hang(1));
        let id = site.print(ticket, &pages()).await;
        assert_eq!(site.confirm(id).await, PrintAnswer::Confirmed);
        site.reaches(id, State::Printing).await;
        let taken = site.printer.taken();
        // Its number is another's now, of which 77 sides came out.
        site.printer.restart();
        site.reaches(id, State::Unknown).await;
        assert!(site.purse().reserved > Cents(0), "{name}: nothing is debited until somebody decides");
        let by = epn_hub::desk::By::from(site.hub.staff());
        let ask = DecidePrint { sides: 2 };
        site.run(move |case| epn_hub::printing::life::decide(case, by, id, ask)).await.unwrap();
        spent = check(&site, id, 2, spent, name);
        assert_eq!(site.printer.taken(), taken, "{name}: never sent again by itself");
    }
    assert_eq!(problems(&site.hub.data()), Vec::<String>::new());
    site.hub.stop().await;
}

#[tokio::test]
async fn a_printer_that_is_unplugged_is_waited_for() {
    let mut site = Site::open().await;
    let first = site.print(Ticket::default(), &pages()).await;
    let second = site.print(Ticket::default(), &pages()).await;
    site.printer.expect(5, Fault::Hang(3));
    assert_eq!(site.confirm(first).await, PrintAnswer::Confirmed);
    site.reaches(first, State::Printing).await;
    site.printer.unplug();
    assert_eq!(site.confirm(second).await, PrintAnswer::Confirmed);
    site.told(|told| {
        told.prints.iter().any(|print| {
            let trouble = Some(PrinterTrouble::Offline);
            print.id == second
                && matches!(print.stage, PrintStage::Waiting { ahead: 1, trouble: of } if of == trouble)
        })
    })
    .await;
    // Whoever stands before it sees what came out.
    let by = epn_hub::desk::By::from(site.hub.staff());
    let ask = DecidePrint { sides: 3 };
    site.run(move |case| epn_hub::printing::life::decide(case, by, first, ask)).await.unwrap();
    let spent = check_reserved(&site, first, 3, second);
    site.printer.expect(5, Fault::None);
    site.printer.plug_in().await;
    site.reaches(second, State::Settled).await;
    check(&site, second, 5, spent, "the second");
    site.hub.stop().await;
}

/// Checks what was debited while another print's price is still reserved.
fn check_reserved(site: &Site, id: PrintJobId, sides: u32, other: PrintJobId) -> Cents {
    let job = site.job(id);
    let quote = Quote::of(&tariff(), job.pages.as_deref().unwrap(), job.finish()).unwrap();
    assert_eq!(job.charged, Some(quote.first(sides)));
    let purse = site.purse();
    assert_eq!(purse.reserved, site.price(other));
    assert_eq!(purse.paid.0 + purse.reserved.0 + quote.first(sides).0, PAID_IN.0);
    quote.first(sides)
}

#[tokio::test]
async fn what_failed_is_printed_again_and_what_came_out_is_not_paid_twice() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::Jam(2));
    let failed = site.print(Ticket::default(), &pages()).await;
    site.confirm(failed).await;
    site.reaches(failed, State::Aborted).await;
    site.printer.expect(5, Fault::None);
    let by = epn_hub::desk::By::from(site.hub.staff());
    let again = site.run(move |case| epn_hub::printing::life::reprint(case, by, failed)).await.unwrap();
    let job = site.reaches(again, State::Settled).await;
    let whole = site.price(failed);
    assert_eq!(site.job(failed).charged.unwrap().0 + job.charged.unwrap().0, whole.0);
    assert_eq!(site.purse().paid.0, PAID_IN.0 - whole.0);
    let twice = site.run(move |case| epn_hub::printing::life::reprint(case, by, failed)).await;
    assert!(twice.is_err(), "its document is the other's now");
    site.hub.stop().await;
}

#[tokio::test]
async fn what_cannot_be_paid_again_leaves_no_second_copy_of_its_document() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::Jam(2));
    let failed = site.print(Ticket::default(), &pages()).await;
    site.confirm(failed).await;
    site.reaches(failed, State::Aborted).await;
    site.spends(site.purse().paid).await;
    let by = epn_hub::desk::By::from(site.hub.staff());
    let reprint = move |case: &epn_hub::grant::Case<'_>| epn_hub::printing::life::reprint(case, by, failed);
    let refused = site.run(reprint).await;
    assert!(matches!(refused, Err(PrintError::NotEnough { .. })), "{refused:?}");
    let documents = std::fs::read_dir(site.hub.data().join("prints")).unwrap();
    let names: Vec<_> = documents.map(|found| found.unwrap().file_name()).collect();
    assert_eq!(names, [failed.to_string().as_str()]);
    site.printer.expect(5, Fault::None);
    site.pay_in(PAID_IN).await;
    let again = site.run(reprint).await.unwrap();
    site.reaches(again, State::Settled).await;
    site.hub.stop().await;
}

#[tokio::test]
async fn a_yes_that_is_said_again_is_one_yes_although_the_print_is_at_its_printer() {
    let mut site = Site::open().await;
    site.printer.expect(5, Fault::Hang(2));
    let print = site.print(Ticket::default(), &pages()).await;
    assert_eq!(site.confirm(print).await, PrintAnswer::Confirmed);
    site.reaches(print, State::Printing).await;
    let before = site.purse();
    assert_eq!(site.confirm(print).await, PrintAnswer::Confirmed);
    assert_eq!(site.purse(), before);
    site.hub.stop().await;
}
