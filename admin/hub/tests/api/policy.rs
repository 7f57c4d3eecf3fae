//! The policy: read, tried, replaced.

use epn_rules::id::PolicyId;
use epn_rules::policy::{Closure, OpenRange, Policy};
use epn_rules::units::Minutes;
use epn_wire::console::{ErrorCode, PolicyDraft, PolicyEffect, PolicyView, RoomView};
use jiff::civil::{Time, date, time};
use serde_json::json;

use crate::support::{Console, Site};

/// A draft that applies at once.
pub fn draft(based_on: PolicyId, policy: Policy) -> PolicyDraft {
    PolicyDraft { based_on, policy, from: None, resolutions: Vec::new() }
}

async fn in_force(console: &Console) -> PolicyView {
    console.get("/policy").await.read()
}

fn hours(ranges: &[(Time, Option<Time>)]) -> Vec<String> {
    ranges.iter().map(|(start, end)| OpenRange { start: *start, end: *end }.to_string()).collect()
}

#[tokio::test]
async fn a_draft_comes_in_force_at_once_and_for_everybody() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    let before = in_force(&console).await;
    assert_eq!((before.number, &before.policy), (1, &Policy::default()));

    let mut policy = before.policy.clone();
    policy.opening.tuesday = vec![OpenRange::between(time(8, 0, 0, 0), time(20, 0, 0, 0))];
    policy.no_account.allowed = false;
    let after: PolicyView = console.post("/policy", &draft(before.id, policy.clone())).await.read();
    assert_eq!((after.number, &after.policy), (2, &policy));
    assert_eq!(in_force(&console).await, after);
    station.shows(|view| !view.no_account).await;
    assert_eq!(hours(&station.site.today.ranges), ["08:00-20:00"]);
    let room: RoomView = console.get("/room").await.read();
    assert_eq!(hours(&room.today.ranges), ["08:00-20:00"]);
}

#[tokio::test]
async fn a_figure_that_is_too_large_is_refused_by_the_same_check() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let before = in_force(&console).await;
    let mut policy = before.policy.clone();
    policy.session.grace = Minutes(5000);
    let refused = console.post("/policy", &draft(before.id, policy)).await.refused(422);
    assert_eq!(refused.code, ErrorCode::BadPolicy);
    let said = "The value of session.grace, 5000 minutes, is too large. Write from 0 to 60 minutes.";
    assert_eq!(refused.problems, [said]);
    assert_eq!(in_force(&console).await, before);
}

#[tokio::test]
async fn of_two_who_edit_at_once_the_second_is_told() {
    let site = Site::new().await;
    let (one, two) = (site.coordinator().await, site.coordinator().await);
    let lasting = |based_on, longest| {
        let mut policy = Policy::default();
        policy.session.longest = Minutes(longest);
        draft(based_on, policy)
    };
    let before = in_force(&one).await.id;
    one.post("/policy", &lasting(before, 45)).await.done();
    let refused = two.post("/policy", &lasting(before, 90)).await.refused(409);
    assert_eq!(refused.code, ErrorCode::NotNow);
    assert!(refused.message.contains("version 2"), "{}", refused.message);
    assert_eq!(in_force(&two).await.policy.session.longest, Minutes(45));
}

#[tokio::test]
async fn a_policy_that_contradicts_itself_is_refused_with_every_problem() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let before = in_force(&console).await;
    let mut policy = before.policy.clone();
    policy.timezone = "Europe/Pari".to_owned();
    policy.quotas[0].minutes = Minutes::ZERO;
    let draft = draft(before.id, policy);
    let refused = console.post("/policy", &draft).await.refused(422);
    assert_eq!((refused.code, refused.problems.len()), (ErrorCode::BadPolicy, 2));
    assert!(refused.problems[0].starts_with("The time zone \"Europe/Pari\" is unknown."));
    let effect: PolicyEffect = console.post("/policy/preview", &draft).await.read();
    assert_eq!((effect.problems, effect.days), (refused.problems, Vec::new()));
    assert_eq!(in_force(&console).await, before);

    let mut unreadable = json!(draft);
    unreadable["policy"]["opening"]["tuesday"] = json!(["9-12"]);
    assert_eq!(console.post("/policy", &unreadable).await.refused(422).code, ErrorCode::BadRequest);
}

/// From Wednesday to Tuesday, over the night in which the clocks go forward (29 March 2026).
#[tokio::test]
async fn the_effect_of_a_draft_is_shown_day_by_day_over_a_change_of_the_clocks() {
    let site = Site::at("2026-03-25T10:00:00+01:00").await;
    let console = site.coordinator().await;
    let before = in_force(&console).await;
    let mut policy = before.policy.clone();
    policy.opening.sunday = vec![OpenRange::between(time(1, 0, 0, 0), time(4, 0, 0, 0))];
    policy.opening.saturday = vec![OpenRange::until_midnight(time(20, 0, 0, 0))];
    policy.closures =
        vec![Closure { from: date(2026, 3, 26), to: date(2026, 3, 27), label: "Travaux".to_owned() }];
    let effect: PolicyEffect = console.post("/policy/preview", &draft(before.id, policy)).await.read();

    let dates: Vec<_> = effect.days.iter().map(|day| day.date.to_string()).collect();
    let expected: Vec<_> = (25..=31).map(|day| format!("2026-03-{day}")).collect();
    assert_eq!(dates, expected);
    let was: Vec<_> = effect.days.iter().map(|day| hours(&day.before.ranges).len()).collect();
    assert_eq!(was, [2, 2, 2, 2, 0, 0, 2]);
    let becomes: Vec<_> = effect.days.iter().map(|day| hours(&day.after.ranges).join(" ")).collect();
    let usual = "09:30-12:00 14:00-18:00";
    assert_eq!(becomes, [usual, "", "", "20:00-24:00", "01:00-04:00", "", usual]);
    assert_eq!(effect.days[1].after.closure.as_deref(), Some("Travaux"));
    assert_eq!(in_force(&console).await.number, 1, "a preview changes nothing");
}

#[tokio::test]
async fn sessions_that_an_earlier_closing_would_cut_are_counted() {
    let site = Site::at("2026-03-10T11:00:00+01:00").await;
    let console = site.coordinator().await;
    let (mut one, mut two) = (site.station("Poste 1").await, site.station("Poste 2").await);
    for (station, minutes) in [(&mut one, 55), (&mut two, 20)] {
        let path = format!("/stations/{}/open", station.id);
        console.post(&path, &json!({ "minutes": minutes })).await.done();
        station.takes_up().await;
    }
    let before = in_force(&console).await;
    for (closing, cut) in [(time(12, 0, 0, 0), 0), (time(11, 30, 0, 0), 1), (time(11, 10, 0, 0), 2)] {
        let mut policy = before.policy.clone();
        policy.opening.tuesday = vec![OpenRange::between(time(9, 30, 0, 0), closing)];
        let draft = draft(before.id, policy);
        let effect: PolicyEffect = console.post("/policy/preview", &draft).await.read();
        assert_eq!(effect.shortened_sessions, cut, "closing at {closing}");
    }
}
