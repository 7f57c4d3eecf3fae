//! What a print costs where, and how its price is remembered.

use epn_rules::policy::{PrintRules, Release};
use epn_rules::print::{Finish, Page, PrintTariff, Quote};
use epn_rules::units::{Cents, Minutes};
use epn_wire::money::PurseShown;
use epn_wire::print_desk::DeskOffer;
use epn_wire::printing::{Measure, PrintOffer};
use serde::{Deserialize, Serialize};

use crate::printing::send::Standing;
use crate::store::print_job::PrintJob;
use crate::store::printer::Printer;

/// How a price came about: enough to work out that of each side again, whatever the printer's tariff became since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    #[serde(flatten)]
    by: By,
    /// So many sides were paid before, when it was printed for the first time.
    #[serde(default)]
    paid: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
enum By {
    /// The printer's tariff of that moment.
    Tariff { tariff: PrintTariff },
    /// A mediator made the price: so many sides for so much.
    Staff { sides: u32, total: Cents },
}

impl Quoted {
    /// By a printer's tariff as it is now.
    pub fn by_tariff(tariff: PrintTariff) -> Self {
        Self { by: By::Tariff { tariff }, paid: 0 }
    }

    /// By a mediator: so much for all of it.
    pub fn by_staff(job: &PrintJob, total: Cents) -> Self {
        Self { by: By::Staff { sides: sides_of(job), total }, paid: 0 }
    }

    /// Whether a mediator made it.
    pub fn is_by_staff(&self) -> bool {
        matches!(self.by, By::Staff { .. })
    }

    /// The same again for somebody who paid for the first so many sides.
    #[must_use]
    pub fn again(self, paid: u32) -> Self {
        Self { paid: self.paid.max(paid), ..self }
    }

    /// The price of each side.
    pub fn sides(&self, pages: &[Page], finish: Finish) -> Quote {
        let quote = match &self.by {
            // Priced once, it can be priced again.
            By::Tariff { tariff } => Quote::of(tariff, pages, finish).unwrap_or_default(),
            By::Staff { sides, total } => Quote::fixed(*sides, *total),
        };
        quote.again(self.paid)
    }
}

/// How many sides come out at most: what a price by hand is spread over. A document whose pages could not be counted is one.
fn sides_of(job: &PrintJob) -> u32 {
    let pages = job.pages.as_deref().unwrap_or_default();
    Quote::of(&any_size(Cents(0)), pages, job.finish()).map_or(1, |quote| quote.sides().max(1))
}

/// How many of the first so many sides have colour.
pub fn colour_sides(job: &PrintJob, sides: u32) -> u32 {
    let pages = job.pages.as_deref().unwrap_or_default();
    let counted = Quote::of(&any_size(Cents(1)), pages, job.finish());
    u32::try_from(counted.unwrap_or_default().first(sides).0).unwrap_or(u32::MAX)
}

/// A tariff by which every page has a price: nothing for a black side, so much for one with colour.
fn any_size(colour: Cents) -> PrintTariff {
    PrintTariff {
        black: Cents(0),
        colour: Some(colour),
        a3_black: Some(Cents(0)),
        a3_colour: Some(colour),
        second_face_less: Cents(0),
        duplex: true,
    }
}

/// What a document is, as counted.
pub fn measure(job: &PrintJob) -> Option<Measure> {
    let pages = job.pages.as_ref()?;
    let count = |wanted: fn(&Page) -> bool| {
        u32::try_from(pages.iter().filter(|page| wanted(page)).count()).unwrap_or(u32::MAX)
    };
    let finish = job.finish();
    Some(Measure {
        pages: count(|_| true),
        colour_pages: count(|page| page.colour),
        large_pages: count(|page| page.large),
        copies: finish.copies,
        duplex: finish.duplex,
        black_only: finish.black_only,
    })
}

/// A print on one printer: its price there, or none if it cannot come out there.
pub fn quote_at(job: &PrintJob, printer: &Printer) -> Option<Quote> {
    Quote::of(&printer.tariff, job.pages.as_deref()?, job.finish())
}

/// Whether one press prints it: short, without colour, and covered by the free allowance.
pub fn is_express(job: &PrintJob, quote: &Quote, purse: PurseShown, rules: &PrintRules) -> bool {
    quote.sides() <= rules.express_sides
        && colour_sides(job, quote.sides()) == 0
        && quote.total() <= purse.free
}

/// Whether a mediator has to release it after the visitor confirmed.
pub fn needs_release(job: &PrintJob, quote: &Quote, purse: PurseShown, rules: &PrintRules) -> bool {
    rules.release == Release::Mediator && !is_express(job, quote, purse, rules)
}

/// What a purse holds once this was spent; `None` if it does not hold enough. The allowance goes first.
pub fn after(purse: PurseShown, price: Cents) -> Option<PurseShown> {
    let free = price.0.min(purse.free.0);
    let paid = price.0 - free;
    (paid <= purse.paid.0).then(|| PurseShown {
        paid: Cents(purse.paid.0 - paid),
        free: Cents(purse.free.0 - free),
        reserved: purse.reserved,
    })
}

/// What a purse lacks for something of this price.
pub fn missing(purse: PurseShown, price: Cents) -> Cents {
    Cents(price.0.saturating_sub(purse.paid.0).saturating_sub(purse.free.0).max(0))
}

/// Where a held print can come out, the cheapest first; of printers that cost the same, one that can print now.
pub fn offers(
    job: &PrintJob,
    printers: &[(Printer, Standing)],
    purse: PurseShown,
    rules: &PrintRules,
) -> Vec<PrintOffer> {
    let offer = |(printer, standing): &(Printer, Standing)| {
        let quote = quote_at(job, printer).filter(|_| standing.takes(job.format))?;
        let price = quote.total();
        let trouble = standing.trouble;
        Some(PrintOffer {
            printer: printer.id,
            name: printer.name.clone(),
            price,
            after: after(purse, price),
            wait: trouble.is_none().then(|| wait(standing, quote.sides())),
            trouble,
            express: is_express(job, &quote, purse, rules),
            released_by_staff: needs_release(job, &quote, purse, rules),
        })
    };
    let mut offers: Vec<_> = printers.iter().filter_map(offer).collect();
    offers.sort_by_key(|offer| (offer.price, offer.trouble.is_some()));
    offers
}

/// About how long until it came out.
fn wait(standing: &Standing, sides: u32) -> Minutes {
    let sides = standing.sides_ahead.saturating_add(sides);
    Minutes(sides.div_ceil(standing.sides_a_minute.max(1)).max(1))
}

/// The same as the desk is told; without a price where its pages could not be counted for sure.
pub fn desk_offers(job: &PrintJob, printers: &[(Printer, Standing)], purse: PurseShown) -> Vec<DeskOffer> {
    let offer = |(printer, standing): &(Printer, Standing)| {
        let price = match (&job.to_check, quote_at(job, printer)) {
            // What the visitor said yes to is reserved at that price.
            _ if job.chosen.as_ref().is_some_and(|chosen| chosen.printer == printer.id) => {
                job.quote().map(|quote| quote.total())
            }
            (_, Some(quote)) => Some(quote.total()),
            (Some(_), None) => None,
            (None, None) => return None,
        };
        let to_pay = |price| if job.state.holds_money() { Cents(0) } else { missing(purse, price) };
        standing.takes(job.format).then(|| DeskOffer {
            printer: printer.id,
            name: printer.name.clone(),
            price,
            to_pay: price.map(to_pay),
            trouble: standing.trouble,
        })
    };
    let mut offers: Vec<_> = printers.iter().filter_map(offer).collect();
    offers.sort_by_key(|offer| (offer.price, offer.trouble.is_some()));
    offers
}
