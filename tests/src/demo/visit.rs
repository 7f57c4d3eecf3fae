//! One visit, from sitting down to the erased station.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use epn_rules::decision::{Decision, Refusal};
use epn_wire::kiosk::{KioskIntent, LogInAnswer, Scene};
use epn_wire::station::Entry;
use jiff::Timestamp;

use super::day::{Meets, Visit, Who};
use super::people::People;
use super::seat::Seat;
use super::time::DayClock;

/// Machine time within which a station answers, starts or erases.
const PROMPT: Duration = Duration::from_secs(30);

/// Plays `visit` and looks that it came to what it must, as far as the screen can tell;
/// why a session ended is told by the station's journal when the day is over.
///
/// # Errors
/// It came to something else, or to nothing.
pub async fn play(visit: &Visit, seat: &mut Seat, people: &People, clock: &DayClock) -> Result<()> {
    clock.until(visit.at).await?;
    let told = format!("the visit of {} at {}", visit.at, visit.station);
    let answer = be_answered(visit, seat, people).await.with_context(|| told.clone())?;
    match (&visit.meets, answer) {
        (Meets::Refused(expected), Answer::Refused(name)) => {
            ensure!(*expected == name, "{told}: refused by {name} instead of {expected}");
            Ok(())
        }
        (Meets::Refused(expected), Answer::LetIn) => {
            bail!("{told}: let in, though {expected} should refuse it")
        }
        (Meets::Ended(_), Answer::Refused(name)) => bail!("{told}: refused by {name}"),
        (Meets::Ended(_), Answer::LetIn) => sit(visit, seat, clock).await.context(told),
    }
}

/// Logs in and reads the answer; again after a wait that somebody else's wrong codes brought, as on a machine so slow
/// that one visit runs into the next.
async fn be_answered(visit: &Visit, seat: &mut Seat, people: &People) -> Result<Answer> {
    loop {
        log_in(visit, seat, people).await?;
        let (answer, wait) =
            seat.until("an answer", PROMPT, |view| Some((answer(&view.scene)?, wait(&view.scene)))).await?;
        if matches!(answer, Answer::Refused(_)) {
            seat.want(KioskIntent::Dismiss).await?;
        }
        match (wait, &visit.meets) {
            (Some(wait), Meets::Ended(_)) => tokio::time::sleep(wait).await,
            _ => return Ok(answer),
        }
    }
}

/// How long to wait before another try, where too many wrong codes came before this one.
fn wait(scene: &Scene) -> Option<Duration> {
    match scene {
        Scene::Locked { answer: Some(LogInAnswer::Throttled { wait_seconds }) } => {
            Some(Duration::from_secs(u64::from(*wait_seconds)))
        }
        _ => None,
    }
}

async fn log_in(visit: &Visit, seat: &mut Seat, people: &People) -> Result<()> {
    let charter = seat
        .until("the lock screen, and no earlier answer on it", PROMPT, |view| {
            matches!(view.scene, Scene::Locked { answer: None }).then(|| view.site.charter.clone())
        })
        .await?;
    let entry = entry(&visit.who, people)?;
    seat.want(KioskIntent::LogIn { entry, charter, lang: "fr".to_owned() }).await?;
    // Wait until this log-in is being looked at.
    seat.until("the question to the hub", PROMPT, |view| {
        (!matches!(view.scene, Scene::Locked { answer: None })).then_some(())
    })
    .await
}

fn entry(who: &Who, people: &People) -> Result<Entry> {
    Ok(match who {
        Who::Member(key) => {
            let member = people.member(key)?;
            Entry::Member { number: member.number.clone(), pin: member.pin.clone() }
        }
        Who::WrongPin(key) => {
            let member = people.member(key)?;
            Entry::Member { number: member.number.clone(), pin: People::another_pin(&member.pin) }
        }
        Who::Ticket(key) => Entry::Ticket { code: people.ticket(key)?.clone() },
        Who::WrongTicket(code) => Entry::Ticket { code: code.clone().into() },
        Who::NoAccount { age, picture } => Entry::NoAccount { age: *age, picture: picture.clone() },
    })
}

/// What became of a log-in.
enum Answer {
    LetIn,
    /// By this reason.
    Refused(String),
}

/// The answer, once there is one.
fn answer(scene: &Scene) -> Option<Answer> {
    match scene {
        Scene::Active(_) | Scene::Grace { .. } => Some(Answer::LetIn),
        Scene::Locked { answer: Some(answer) } => Some(Answer::Refused(name(answer))),
        _ => None,
    }
}

/// The name by which the summary counts a refusal: its first rule's, as the wire writes it.
pub fn name(answer: &LogInAnswer) -> String {
    match answer {
        LogInAnswer::Refused { decision: Decision::Refused { because, .. } } => {
            because.first().map_or_else(|| "no-reason".to_owned(), rule)
        }
        LogInAnswer::Refused { decision: Decision::Granted { .. } } => "granted".to_owned(),
        LogInAnswer::NotRecognised { .. } => "not-recognised".to_owned(),
        LogInAnswer::Throttled { .. } => "throttled".to_owned(),
        LogInAnswer::NoHub => "no-hub".to_owned(),
        LogInAnswer::DidNotStart => "did-not-start".to_owned(),
    }
}

fn rule(refusal: &Refusal) -> String {
    serde_json::to_value(refusal)
        .ok()
        .and_then(|value| value.get("rule")?.as_str().map(str::to_owned))
        .unwrap_or_else(|| "no-reason".to_owned())
}

/// Works until the time has come to leave, or the session ends by itself; reads every warning.
async fn sit(visit: &Visit, seat: &mut Seat, clock: &DayClock) -> Result<()> {
    let leaves = visit.stay.map(|stay| clock.now().as_second() + stay.seconds());
    if let Some(leaves) = leaves {
        let leaves = Timestamp::from_second(leaves)?;
        tokio::select! {
            () = clock.until_instant(leaves) => seat.want(KioskIntent::Leave).await?,
            over = over(seat) => return over,
        }
    }
    over(seat).await
}

/// Waits for the free, erased station. A whole day would not last longer.
async fn over(seat: &mut Seat) -> Result<()> {
    let day = Duration::from_hours(1);
    seat.until("the end", day, |view| {
        matches!(view.scene, Scene::Locked { .. } | Scene::OutOfService { .. }).then_some(())
    })
    .await
}
