//! Versions of the policy that apply from a day, and the bookings that they would break.

use epn_rules::policy::{Closure, OpenRange, Policy};
use epn_rules::units::Minutes;
use epn_wire::calendar::{BookingRow, BookingState, CalendarView, MoveBooking};
use epn_wire::console::{ErrorCode, PolicyDraft, PolicyEffect, PolicyView, Resolution, Resolved};
use jiff::civil::{Date, date, time};

use crate::bookings::{at, book, slot};
use crate::support::{Console, Site};

async fn in_force(console: &Console) -> PolicyView {
    console.get("/policy").await.read()
}

fn closed(mut policy: Policy, day: Date) -> Policy {
    policy.closures.push(Closure { from: day, to: day, label: "Travaux".to_owned() });
    policy
}

async fn bookings(console: &Console) -> Vec<BookingRow> {
    console.get("/calendar?from=2026-03-09&to=2026-04-30").await.read::<CalendarView>().bookings
}

#[tokio::test]
async fn a_version_applies_from_its_day_and_comes_in_force_by_itself() {
    // Two seconds before midnight.
    let site = Site::at("2026-03-10T23:59:58+01:00").await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let before = in_force(&console).await;
    let mut policy = before.policy.clone();
    policy.opening.wednesday = vec![OpenRange::between(time(8, 0, 0, 0), time(9, 0, 0, 0))];
    policy.opening.tuesday = Vec::new();
    policy.no_account.allowed = false;
    let tomorrow = date(2026, 3, 11);
    let draft = PolicyDraft { from: Some(tomorrow), ..crate::policy::draft(before.id, policy.clone()) };
    let effect: PolicyEffect = console.post("/policy/preview", &draft).await.read();
    assert_eq!((effect.days[0].date, effect.days[0].after.ranges.len()), (tomorrow, 1));
    let saved: PolicyView = console.post("/policy", &draft).await.read();
    if saved.number == 1 {
        assert_eq!((saved.coming[0].number, saved.coming[0].from), (2, tomorrow));
    }
    station.shows(|view| !view.no_account).await;
    let now = in_force(&console).await;
    assert_eq!((now.number, &now.policy, now.coming.len()), (2, &policy, 0));
    // The day before is judged by the version of its day.
    let days: CalendarView = console.get("/calendar?from=2026-03-10&to=2026-03-17").await.read();
    let open: Vec<_> = days.days.iter().map(|day| day.hours.ranges.len()).collect();
    assert_eq!(open, [2, 1, 2, 2, 2, 0, 0, 0]);
}

#[tokio::test]
async fn a_slot_is_judged_by_the_version_of_its_day() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let before = in_force(&console).await;
    let policy = closed(before.policy.clone(), date(2026, 3, 18));
    let draft = PolicyDraft { from: Some(date(2026, 3, 18)), ..crate::policy::draft(before.id, policy) };
    console.post("/policy", &draft).await.done();
    book(&console, &slot(station, "2026-03-17T14:00", 60)).await;
    console.post("/bookings", &slot(station, "2026-03-18T14:00", 60)).await.refused(409);
    let past = PolicyDraft { from: Some(date(2026, 3, 9)), ..draft };
    assert_eq!(console.post("/policy", &past).await.refused(400).code, ErrorCode::BadRequest);
    assert_eq!(console.post("/policy/preview", &past).await.refused(400).code, ErrorCode::BadRequest);
}

#[tokio::test]
async fn bookings_that_a_version_breaks_are_shown_and_each_must_be_kept_moved_or_cancelled() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let station = site.station("Poste 1").await.id;
    let day = date(2026, 3, 18);
    let mut made = Vec::new();
    for from in ["2026-03-18T09:30", "2026-03-18T14:00", "2026-03-18T15:00", "2026-03-17T14:00"] {
        made.extend(book(&console, &slot(station, from, 60)).await);
    }
    let before = in_force(&console).await;
    let draft = crate::policy::draft(before.id, closed(before.policy.clone(), day));
    let effect: PolicyEffect = console.post("/policy/preview", &draft).await.read();
    let broken: Vec<_> = effect.broken.iter().map(|broken| broken.booking.id).collect();
    assert_eq!(broken, [made[0].id, made[1].id, made[2].id]);

    let refused = console.post("/policy", &draft).await.refused(409);
    assert_eq!(refused.code, ErrorCode::BreaksBookings);
    let say = |at: usize, what| Resolution { booking: made[at].id, what };
    let moved_to = |from: &str| Resolved::Move {
        to: MoveBooking {
            place: at(station),
            from: from.parse().unwrap(),
            minutes: Minutes(60),
            reason: None,
        },
    };
    let with = |resolutions| PolicyDraft { resolutions, ..draft.clone() };
    let half = with(vec![say(0, Resolved::Keep), say(1, Resolved::Cancel)]);
    assert_eq!(console.post("/policy", &half).await.refused(409).code, ErrorCode::BreaksBookings);
    // Where one cannot be moved as was asked, nothing of all that happens.
    let onto = |from| with(vec![say(0, Resolved::Keep), say(1, Resolved::Cancel), say(2, moved_to(from))]);
    let taken = console.post("/policy", &onto("2026-03-17T14:30")).await.refused(409);
    assert_eq!(taken.code, ErrorCode::Refused);
    assert_eq!((in_force(&console).await.number, bookings(&console).await.len()), (1, 4));

    console.post("/policy", &onto("2026-03-17T16:00")).await.done();
    assert_eq!(in_force(&console).await.number, 2);
    let left = bookings(&console).await;
    let ids: Vec<_> = left.iter().map(|booking| booking.id).collect();
    assert_eq!(ids, [made[3].id, made[2].id, made[0].id]);
    assert!(left.iter().all(|booking| booking.state == BookingState::Held));
    // What was kept is not asked about again.
    let now = in_force(&console).await;
    let mut policy = now.policy.clone();
    policy.companions = 2;
    console.post("/policy", &crate::policy::draft(now.id, policy)).await.done();
}
