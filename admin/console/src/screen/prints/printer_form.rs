//! A printer that is added or changed: where it is and what a side costs.

use epn_rules::id::PrinterId;
use epn_rules::print::PrintTariff;
use epn_rules::units::Cents;
use epn_ui::{Element, Icon, items};
use epn_wire::print_desk::{PrinterRow, PrinterSettings};
use iced::Length;

use crate::ctx::Ctx;
use crate::words::{Phrases, parse_price, say};

/// The least width of a field.
const FIELD: f32 = 220.0;

/// One of the prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    Black,
    Colour,
    A3Black,
    A3Colour,
    SecondFaceLess,
}

/// The prices as they are being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Prices {
    black: String,
    colour: String,
    a3_black: String,
    a3_colour: String,
    second_face_less: String,
}

impl Prices {
    fn of(&self, price: Price) -> &String {
        match price {
            Price::Black => &self.black,
            Price::Colour => &self.colour,
            Price::A3Black => &self.a3_black,
            Price::A3Colour => &self.a3_colour,
            Price::SecondFaceLess => &self.second_face_less,
        }
    }

    fn of_mut(&mut self, price: Price) -> &mut String {
        match price {
            Price::Black => &mut self.black,
            Price::Colour => &mut self.colour,
            Price::A3Black => &mut self.a3_black,
            Price::A3Colour => &mut self.a3_colour,
            Price::SecondFaceLess => &mut self.second_face_less,
        }
    }

    /// One of them: `Ok(None)` if nothing is written.
    fn read(&self, price: Price) -> Result<Option<Cents>, Missing> {
        let text = self.of(price);
        if text.trim().is_empty() { Ok(None) } else { parse_price(text).map(Some).ok_or(Missing::Price) }
    }
}

/// One printer, being written.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// None for a printer more.
    pub printer: Option<PrinterId>,
    name: String,
    uri: String,
    prices: Prices,
    duplex: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    NameTyped(String),
    UriTyped(String),
    PriceTyped(Price, String),
    DuplexPressed,
    Submitted,
    Cancelled,
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    None,
    Save(PrinterSettings),
    Cancel,
}

/// What is missing before it can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Missing {
    Name,
    Uri,
    Price,
}

impl Missing {
    fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Name => say!(phrases, "printer-name-first"),
            Self::Uri => say!(phrases, "printer-uri-wrong"),
            Self::Price => say!(phrases, "price-wrong"),
        }
    }
}

impl Form {
    /// The printer as it is.
    pub fn of(row: &PrinterRow, phrases: &Phrases) -> Self {
        let written = |price: Option<Cents>| price.map(|price| phrases.amount(price)).unwrap_or_default();
        let tariff = row.tariff;
        let less = Some(tariff.second_face_less).filter(|less| less.0 > 0);
        Self {
            printer: Some(row.id),
            name: row.name.clone(),
            uri: row.uri.clone(),
            prices: Prices {
                black: written(Some(tariff.black)),
                colour: written(tariff.colour),
                a3_black: written(tariff.a3_black),
                a3_colour: written(tariff.a3_colour),
                second_face_less: written(less),
            },
            duplex: tariff.duplex,
        }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::NameTyped(name) => self.name = name,
            Message::UriTyped(uri) => self.uri = uri,
            Message::PriceTyped(price, text) => *self.prices.of_mut(price) = text,
            Message::DuplexPressed => self.duplex = !self.duplex,
            Message::Submitted => return self.settings().map_or(Action::None, Action::Save),
            Message::Cancelled => return Action::Cancel,
        }
        Action::None
    }

    fn settings(&self) -> Result<PrinterSettings, Missing> {
        let (name, uri) = (self.name.trim(), self.uri.trim());
        if name.is_empty() {
            return Err(Missing::Name);
        }
        if !is_printer(uri) {
            return Err(Missing::Uri);
        }
        let tariff = PrintTariff {
            black: self.prices.read(Price::Black)?.ok_or(Missing::Price)?,
            colour: self.prices.read(Price::Colour)?,
            a3_black: self.prices.read(Price::A3Black)?,
            a3_colour: self.prices.read(Price::A3Colour)?,
            second_face_less: self.prices.read(Price::SecondFaceLess)?.unwrap_or_default(),
            duplex: self.duplex,
        };
        Ok(PrinterSettings { name: name.to_owned(), uri: uri.to_owned(), tariff })
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>, under_way: bool) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let name = ui
            .field("printer-name", say!(phrases, "printer-name"), &self.name, Message::NameTyped)
            .hint(say!(phrases, "printer-name-hint"))
            .on_submit(Message::Submitted);
        let is_wrong = !self.uri.trim().is_empty() && !is_printer(self.uri.trim());
        let uri = ui
            .field("printer-uri", say!(phrases, "printer-uri"), &self.uri, Message::UriTyped)
            .hint(say!(phrases, "printer-uri-hint"))
            .error(is_wrong.then(|| say!(phrases, "printer-uri-wrong")))
            .on_submit(Message::Submitted);
        let prices = [
            self.price(ctx, Price::Black, "printer-black", say!(phrases, "printer-black")),
            self.price(ctx, Price::Colour, "printer-colour", say!(phrases, "printer-colour")),
            self.price(ctx, Price::A3Black, "printer-a3-black", say!(phrases, "printer-a3-black")),
            self.price(ctx, Price::A3Colour, "printer-a3-colour", say!(phrases, "printer-a3-colour")),
            self.price(ctx, Price::SecondFaceLess, "printer-second", say!(phrases, "printer-second")),
        ];
        let duplex =
            ui.toggle("printer-duplex", say!(phrases, "printer-duplex"), self.duplex, Message::DuplexPressed);
        let missing = self.settings().err().map(|missing| missing.words(phrases));
        let under_way = under_way.then(|| say!(phrases, "under-way"));
        let save = ui
            .button("printer-save", say!(phrases, "printer-save"), Message::Submitted)
            .primary()
            .icon(Icon::Save)
            .disabled_if(ctx.blocked(under_way.or(missing)));
        let cancel = ui.button("printer-cancel", say!(phrases, "cancel"), Message::Cancelled).quiet();
        let title = match self.printer {
            None => say!(phrases, "printer-new"),
            Some(_) => say!(phrases, "printer-change"),
        };
        let content = items![
            ui.heading(title),
            ui.grid(FIELD * 1.5, items![name, uri]),
            ui.caption(say!(phrases, "printer-prices-lead")),
            ui.grid(FIELD, prices),
            duplex,
            ui.row(items![save, cancel]),
        ];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }

    fn price<'a>(
        &'a self,
        ctx: &Ctx<'a>,
        price: Price,
        id: &'static str,
        label: String,
    ) -> Element<'a, Message> {
        let typed = move |text| Message::PriceTyped(price, text);
        let wrong = self.prices.read(price).err().map(|missing| missing.words(ctx.phrases));
        ctx.ui
            .field(id, label, self.prices.of(price), typed)
            .error(wrong)
            .on_submit(Message::Submitted)
            .into()
    }
}

/// Whether it reads as the address of an IPP printer, with a host and a path; the hub looks at it again.
fn is_printer(uri: &str) -> bool {
    let rest = uri.strip_prefix("ipp://").or_else(|| uri.strip_prefix("ipps://"));
    let parts = rest.and_then(|rest| rest.split_once('/'));
    parts.is_some_and(|(host, path)| {
        !host.is_empty() && !path.is_empty() && !uri.chars().any(char::is_whitespace)
    })
}
