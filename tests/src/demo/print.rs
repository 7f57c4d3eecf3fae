//! Prints of the day: a program in a session prints through its station's tunnel to the hub, the visitor decides at the
//! kiosk, the desk takes money, and the simulated printer puts the sides out.

use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::id::{PrintJobId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::console::RoomView;
use epn_wire::kiosk::{KioskIntent, KioskView, Scene};
use epn_wire::money::{CashDay, Means, PurseHolder, TopUp, VoucherGiven};
use epn_wire::print_desk::{PayPrint, PrintQueue, PrintRow, RefusePrint};
use epn_wire::printing::{PrintAsk, PrintOffer, PrintShown, PrintStage};
use tokio::net::TcpStream;
use ulid::Ulid;

use super::day::{Fate, Print, Printer};
use super::hub::Hub;
use super::run::Room;
use super::seat::Seat;
use crate::prints::client::{Client, print_job};
use crate::prints::{A4, document};
use crate::support::wait_for;

/// Machine time within which a print is counted, decided or comes out.
const PROMPT: Duration = Duration::from_mins(1);

/// Makes the room's printer known to the hub.
///
/// # Errors
/// The hub refuses it.
pub fn install(printer: &Printer, uri: &str, hub: &Hub) -> Result<()> {
    let (black, colour) = (printer.black.0.to_string(), printer.colour.0.to_string());
    let args = ["printer", "add", &printer.name, "--uri", uri, "--black", &black, "--colour", &colour];
    hub.command(&args, b"").map(drop)
}

/// Plays `print`, and looks that it came to what it must.
///
/// # Errors
/// It came to something else, or to nothing.
pub async fn play(print: &Print, room: &Room) -> Result<()> {
    room.clock.until(print.at).await?;
    let told = format!("the print of {} at {}", print.at, print.station);
    become_of(print, room).await.context(told)
}

async fn become_of(print: &Print, room: &Room) -> Result<()> {
    let socket = room.station(&print.station)?.lock().await.socket().to_owned();
    let mut seat = Seat::take(&print.station, &socket);
    seat.until("a session", PROMPT, |view| matches!(view.scene, Scene::Active(_)).then_some(())).await?;
    send(room, &print.station, print.pages, print.copies.into()).await?;
    match &print.fate {
        Fate::FromPurse => {
            let (job, ask) =
                seat.until("the offer", PROMPT, |view| newest(view).as_ref().and_then(offer)).await?;
            seat.want(KioskIntent::Print { ask }).await?;
            came_out(room, job, print).await
        }
        Fate::AtDesk => {
            let shown = seat.until("what is missing", PROMPT, |view| newest(view).filter(is_held));
            let shown = shown.await?;
            let dear: &PrintOffer = shown.offers.first().context("no printer is offered")?;
            ensure!(dear.after.is_none(), "the purse holds enough: {shown:?}");
            pay(room, shown.id).await?;
            came_out(room, shown.id, print).await
        }
        Fate::Refused { at, reason } => {
            let doubtful = seat.until("the desk's look", PROMPT, |view| {
                newest(view).filter(|print| print.stage == PrintStage::ToCheck)
            });
            let job = doubtful.await?.id;
            room.clock.until(*at).await?;
            refuse(room, job, reason).await
        }
    }
}

/// Prints from a program of the session at `station`.
///
/// # Errors
/// The station's way to the printer is closed, or the printer refuses.
pub async fn send(room: &Room, station: &str, pages: u32, copies: i32) -> Result<()> {
    let port = room.station(station)?.lock().await.print_port();
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.context("the way to the printer")?;
    Client::over(stream).await?.ask(print_job(&document(pages, A4, 0), copies)?).await
}

/// A voucher of the first issuer that the site knows.
///
/// # Errors
/// It knows none, or the hub does not answer.
pub async fn voucher(room: &Room, serial: &str) -> Result<VoucherGiven> {
    let day: CashDay = room.desk.get("/cash").await?;
    let issuer = day.issuers.into_iter().next().context("the site knows no issuer of vouchers")?;
    Ok(VoucherGiven { issuer, serial: serial.to_owned(), expires: None })
}

/// Whoever sits at `station` pays so much into their purse, with a voucher or in cash.
///
/// # Errors
/// Nobody comes to sit there, or the hub refuses.
pub async fn top_up(room: &Room, station: &str, amount: Cents, voucher: Option<VoucherGiven>) -> Result<()> {
    let session = wait_for("somebody who pays", PROMPT, async || {
        let view: RoomView = room.desk.get("/room").await?;
        let tile = view.stations.into_iter().find(|tile| tile.name == station);
        Ok(tile.and_then(|tile| tile.session))
    });
    let session = session.await?;
    let holder = Some(PurseHolder::Session { id: session.id });
    paid_in(room, holder, amount, voucher).await
}

/// So much is paid into a purse, a new one if nobody's is named.
///
/// # Errors
/// The hub refuses.
pub async fn paid_in(
    room: &Room,
    holder: Option<PurseHolder>,
    amount: Cents,
    voucher: Option<VoucherGiven>,
) -> Result<()> {
    let means = if voucher.is_some() { Means::Voucher } else { Means::Cash };
    let paid = TopUp { id: ReceiptId(Ulid::new()), holder, amount, means, voucher };
    room.desk.tell("/cash/top-up", &paid).await
}

/// The desk takes what is missing for a print, in cash, and releases it.
///
/// # Errors
/// The hub refuses.
pub async fn pay(room: &Room, job: PrintJobId) -> Result<()> {
    let row = row(room, job).await?.context("the desk does not know the print")?;
    let offer = row.offers.first().context("the desk is offered no printer")?;
    let amount = offer.to_pay.context("the desk is told no price")?;
    let pay = PayPrint { printer: offer.printer, means: Means::Cash, amount };
    room.desk.tell(&format!("/prints/{job}/pay"), &pay).await
}

async fn refuse(room: &Room, job: PrintJobId, reason: &str) -> Result<()> {
    room.desk.tell(&format!("/prints/{job}/refuse"), &RefusePrint { reason: reason.to_owned() }).await
}

/// The last print of the session.
pub fn newest(view: &KioskView) -> Option<PrintShown> {
    view.printing.as_ref()?.printing.prints.first().cloned()
}

/// Whether it waits for its visitor's word.
pub fn is_held(print: &PrintShown) -> bool {
    print.stage == PrintStage::Held
}

/// The visitor's yes to a print that waits for it, where the purse holds enough.
fn offer(print: &PrintShown) -> Option<(PrintJobId, PrintAsk)> {
    let offer = print.offers.iter().find(|offer| offer.after.is_some()).filter(|_| is_held(print))?;
    Some((print.id, PrintAsk::Confirm { job: print.id, printer: offer.printer, price: offer.price }))
}

/// Waits until all of it came out: its session may be over by then.
async fn came_out(room: &Room, job: PrintJobId, print: &Print) -> Result<()> {
    let all = print.pages * u32::from(print.copies);
    let sides = wait_for("the print in the tray", PROMPT, async || {
        Ok(match row(room, job).await?.map(|row| row.stage) {
            Some(PrintStage::Done { sides } | PrintStage::Stopped { sides, .. }) => Some(sides),
            _ => None,
        })
    });
    let sides = sides.await?;
    ensure!(sides == all, "{sides} sides came out instead of {all}");
    Ok(())
}

async fn row(room: &Room, job: PrintJobId) -> Result<Option<PrintRow>> {
    let queue: PrintQueue = room.desk.get("/prints").await?;
    Ok(queue.prints.into_iter().find(|row| row.id == job))
}
