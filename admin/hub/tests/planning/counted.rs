//! What counts against a visitor's quotas: days, stations, groups.

use epn_rules::decision::{Limit, Refusal};
use epn_rules::policy::{Bonus, Policy, Quota, QuotaSpan, Scope};
use epn_rules::units::Minutes;
use epn_wire::station::Reply;

use crate::common::{TestHub, always_open};
use crate::{free_station, gets_up, member, of, put, refusals, sits_down};

/// Always open, with these quotas alone, for as long as they allow.
fn with(quotas: Vec<Quota>) -> Policy {
    let mut policy = always_open();
    policy.session.longest = Minutes(600);
    policy.quotas = quotas;
    policy
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_counts_from_its_monday() {
    let hub = TestHub::start_with(with(vec![Quota::of_everybody(QuotaSpan::Week, Minutes(60))])).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let visitor = member(&hub, "moon").await;
    let lease = sits_down(&mut station, of(&visitor)).await;
    gets_up(&mut station, &lease, 20 * 60).await;
    // It was yesterday, a Monday.
    put(&hub, "UPDATE session_day SET day = '2030-03-11'", []).await;
    let lease = sits_down(&mut station, of(&visitor)).await;
    assert_eq!(lease.seconds, 40 * 60);
    gets_up(&mut station, &lease, 0).await;
    // It was on Sunday.
    put(&hub, "UPDATE session_day SET day = '2030-03-10'", []).await;
    assert_eq!(sits_down(&mut station, of(&visitor)).await.seconds, 60 * 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quota_of_each_station_counts_each_by_itself() {
    let each = Quota { pooled: false, ..Quota::of_everybody(QuotaSpan::Day, Minutes(30)) };
    let hub = TestHub::start_with(with(vec![each])).await;
    let (mut one, mut other) = (free_station(&hub, "Poste 1").await, free_station(&hub, "Poste 2").await);
    let visitor = member(&hub, "moon").await;
    let lease = sits_down(&mut one, of(&visitor)).await;
    gets_up(&mut one, &lease, 30 * 60).await;
    let spent = refusals(one.log_in(of(&visitor)).await.1);
    assert!(matches!(spent[..], [Refusal::QuotaSpent { per: QuotaSpan::Day, .. }]), "{spent:?}");
    assert_eq!(sits_down(&mut other, of(&visitor)).await.seconds, 30 * 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_of_minutes_on_several_stations_add_up() {
    let hub = TestHub::start_with(with(vec![Quota::of_everybody(QuotaSpan::Day, Minutes(60))])).await;
    let visitor = member(&hub, "moon").await;
    for name in ["Poste 1", "Poste 2"] {
        let mut station = free_station(&hub, name).await;
        let lease = sits_down(&mut station, of(&visitor)).await;
        gets_up(&mut station, &lease, 10 * 60 + 30).await;
    }
    let mut station = free_station(&hub, "Poste 3").await;
    assert_eq!(sits_down(&mut station, of(&visitor)).await.seconds, 39 * 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_of_the_sites_own_has_more() {
    let mut policy = with(vec![Quota::of_everybody(QuotaSpan::Day, Minutes(60))]);
    policy.bonuses = vec![Bonus {
        per: QuotaSpan::Day,
        minutes: Minutes(30),
        label: "recherche d’emploi".to_owned(),
        scope: Scope { categories: vec!["job-seeker".to_owned()], tags: Vec::new() },
    }];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let visitor = member(&hub, "moon").await;
    put(&hub, "UPDATE visitor SET groups = '[\"job-seeker\"]'", []).await;
    let lease = sits_down(&mut station, of(&visitor)).await;
    assert_eq!(lease.seconds, 90 * 60);
    assert!(lease.because.iter().any(|limit| matches!(limit, Limit::Bonus { .. })), "{:?}", lease.because);
    gets_up(&mut station, &lease, 90 * 60).await;
    assert!(matches!(station.log_in(of(&visitor)).await.1, Reply::Refused { .. }));
}
