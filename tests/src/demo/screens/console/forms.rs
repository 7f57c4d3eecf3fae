//! What is written or asked beside a screen, each begun by keys from where the focus is when the screen is turned to.

use anyhow::Result;

use super::{ANSWERED, FOUND, SECTIONS, Window, turn_to};

/// From *Nouvelle réservation* over the equipment to the second station's row, there to the last slot but one, which is
/// booked.
const TO_BOOKING: [&[&str]; 3] = [&["Tab", "Tab", "Tab", "End"], &["Left"], &["Return"]];
/// Over the screens' first tab, the button for another printer and *Retirer*.
const TO_PRINTER: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"];
/// What is new in the room, by who writes it.
const NEW_EQUIPMENT: [(&str, &str); 2] = [("fr", "Imprimante 3D"), ("en", "Tablette")];
/// How many steps it is from a screen's tab, with the tabs below it, to its own first part: the look, names, and signing out
/// lie between.
const FROM_CASH: usize = 12;
const FROM_RULES: usize = 8;
/// The parts of the desk, and those of the rules, before which is what shows their effect.
const CASH_PARTS: usize = 3;
const RULES_PARTS: usize = 9;
const EFFECT: usize = 1;
/// What is in the drawer.
const COUNTED: &str = "5,00";
/// From *Nouvelle réservation* over the equipment to the first station's row, there to the last slot; and in the form from
/// the search for a member over its button to the words that a booking for nobody has.
const TO_LAST_SLOT: [&[&str]; 2] = [&["Tab", "Tab", "End"], &["Return"]];
const TO_LABEL: &[&str] = &["Tab", "Tab"];
const CLASS: &str = "Classe de CM2";
/// From the search for a member to whoever sits there, the only one. From five euros over two and one to the last of the
/// means; over the issuers, of whom the first is chosen, to the serial; over the date to one euro.
const TO_WHOEVER_SITS: &[&str] = &["shift+Tab", "Return"];
const TO_VOUCHER: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "Return"];
const TO_SERIAL: &[&str] = &["Tab", "Return", "Tab", "Tab"];
const TO_ONE_EURO: &[&str] = &["Tab", "Tab", "Return"];
/// Over the other amounts to the one that is written.
const TO_AMOUNT: &[&str] = &["Tab", "Tab", "Tab", "Tab"];
const TOO_MUCH: &str = "5000";
/// Who is new.
const NAME: &str = "Jeanne Petit";
/// Minutes of the longest session, as they are to be.
const LONGEST: &str = "45";

/// So often the same key.
async fn steps(console: &mut Window, key: &str, count: usize) -> Result<()> {
    console.keys(&vec![key; count]).await
}

/// Keys in the calendar's plan, each of which begins at the slot that the one before led to: a slow machine may take two at
/// once.
async fn plan(console: &mut Window, presses: &[&[&str]]) -> Result<()> {
    for keys in presses {
        console.shows("calendar").await?;
        console.keys(keys).await?;
    }
    Ok(())
}

/// A booking on the calendar, and moving it.
pub async fn booking(console: &mut Window) -> Result<()> {
    turn_to(console, "F7", "calendar").await?;
    plan(console, &TO_BOOKING).await?;
    console.shot("booking", "booking").await?;
    console.keys(&["Tab", "Return"]).await?;
    console.shot("booking-move", "booking-move").await?;
    // The first may leave a field that is written in.
    console.keys(&["Escape", "Escape"]).await?;
    console.shows("calendar").await
}

/// What can be booked beside the stations.
pub async fn equipment(console: &mut Window, lang: &str) -> Result<()> {
    console.press(&["F4"], "sessions").await?;
    turn_to(console, "F7", "calendar").await?;
    console.keys(&["Tab", "Return"]).await?;
    console.shows("equipment").await?;
    if let Some((_, name)) = NEW_EQUIPMENT.iter().find(|(writer, _)| *writer == lang) {
        console.text(name).await?;
        console.keys(&["Return"]).await?;
        console.changes_by(FOUND, "equipment").await?;
    }
    console.keep("equipment")?;
    console.keys(&["Escape", "Escape"]).await?;
    console.shows("calendar").await
}

/// All stations' week, and back to the day.
pub async fn week(console: &mut Window) -> Result<()> {
    console.press(&["F4"], "sessions").await?;
    turn_to(console, "F7", "calendar").await?;
    console.keys(&["F7"]).await?;
    console.changes_by(ANSWERED, "calendar").await?;
    console.keep("calendar-week")?;
    console.keys(&["F7"]).await?;
    console.changes_by(ANSWERED, "calendar").await
}

/// A new member, and what they are told once.
pub async fn visitor(console: &mut Window) -> Result<()> {
    turn_to(console, "F3", "visitors").await?;
    console.keys(&["shift+Tab", "Return"]).await?;
    console.changes_by(ANSWERED, "visitors").await?;
    console.text(NAME).await?;
    console.keep("visitor-new")?;
    console.keys(&["Return"]).await?;
    console.changes_by(ANSWERED, "visitors").await?;
    console.keep("visitor-told")
}

/// From the field in which somebody was looked for, over the search: their groups.
pub async fn groups(console: &mut Window) -> Result<()> {
    console.keys(&["Tab", "Tab", "Return"]).await?;
    console.changes_by(ANSWERED, "visitors").await?;
    console.keep("visitor-groups")
}

/// What is known of the printer, from the tab back over the first and over the end of the list.
pub async fn printer(console: &mut Window) -> Result<()> {
    console.keys(TO_PRINTER).await?;
    console.changes_by(ANSWERED, "printers").await?;
    console.keep("printer-form")?;
    // The first leaves the field that is written in.
    console.keys(&["Escape", "Escape"]).await?;
    console.changes_by(ANSWERED, "printers").await
}

/// A booking that begins in the last slot of the day, and would go on when the room is closed.
pub async fn refused_booking(console: &mut Window) -> Result<()> {
    turn_to(console, "F7", "calendar").await?;
    plan(console, &TO_LAST_SLOT).await?;
    console.shows("booking-new").await?;
    console.keys(TO_LABEL).await?;
    console.text(CLASS).await?;
    console.keys(&["Return"]).await?;
    console.changes_by(ANSWERED, "booking-new").await?;
    console.keep("booking-refused")?;
    // The first leaves the field that is written in.
    console.keys(&["Escape", "Escape"]).await?;
    console.shows("calendar").await
}

/// For whoever sits in the room: a voucher that was handed in before, and an amount that is a slip of the finger.
pub async fn refused_payments(console: &mut Window, serial: &str) -> Result<()> {
    console.press(&["F4"], "sessions").await?;
    turn_to(console, "F11", "cash").await?;
    console.keys(TO_WHOEVER_SITS).await?;
    console.changes_by(ANSWERED, "cash").await?;
    console.keys(TO_VOUCHER).await?;
    console.changes_by(ANSWERED, "cash").await?;
    console.keys(TO_SERIAL).await?;
    console.text(serial).await?;
    console.keys(TO_ONE_EURO).await?;
    console.changes_by(FOUND, "cash").await?;
    console.keep("cash-voucher-seen")?;
    console.keys(TO_AMOUNT).await?;
    console.text(TOO_MUCH).await?;
    console.keep("cash-amount")
}

/// From the day’s takings: the drawer is counted.
pub async fn count(console: &mut Window) -> Result<()> {
    steps(console, "Tab", FROM_CASH + CASH_PARTS + 1).await?;
    console.keys(&["Return"]).await?;
    console.changes_by(ANSWERED, "cash-day").await?;
    console.text(COUNTED).await
}

/// A shorter session, and what that does to what is booked; it does not come in force.
pub async fn changed_rules(console: &mut Window) -> Result<()> {
    turn_to(console, "F5", "settings").await?;
    for section in SECTIONS.into_iter().take_while(|section| *section != "people") {
        turn_to(console, "F5", &format!("settings-{section}")).await?;
    }
    steps(console, "Tab", FROM_RULES + EFFECT + RULES_PARTS + 1).await?;
    console.keys(&["ctrl+a"]).await?;
    console.text(LONGEST).await?;
    steps(console, "shift+Tab", RULES_PARTS + EFFECT).await?;
    console.keys(&["Return"]).await?;
    console.changes_by(ANSWERED, "settings-sessions").await?;
    console.keep("rules-effect")
}
