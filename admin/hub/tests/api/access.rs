//! Who may call, and how often they may guess.

use epn_hub::store::{StoreError, staff};
use epn_hub::throttle::Subject;
use epn_rules::id::VisitorId;
use epn_rules::policy::Closure;
use epn_wire::console::{ErrorCode, LoggedIn, PolicyEffect, PolicyView, StaffRole};
use epn_wire::pairing::PeerKind;
use hyper::Method;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::support::{Console, PASSWORD, Site};

/// Every call that wants a token.
const CALLS: [(&str, &str); 20] = [
    ("POST", "/logout"),
    ("GET", "/room"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/open"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/extend"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/end"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/message"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/move"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/service"),
    ("POST", "/stations/01ARZ3NDEKTSV4RRFFQ69G5FAV/help-answered"),
    ("POST", "/room/open-all"),
    ("POST", "/passages"),
    ("POST", "/tickets"),
    ("POST", "/visitors"),
    ("GET", "/visitors?query=1"),
    ("POST", "/visitors/01ARZ3NDEKTSV4RRFFQ69G5FAV/pin"),
    ("GET", "/sessions?date=2026-03-10"),
    ("GET", "/policy"),
    ("POST", "/policy/preview"),
    ("POST", "/policy"),
    ("GET", "/counts?from=2026-03-10&to=2026-03-10"),
];

#[tokio::test]
async fn nothing_is_done_without_a_token() {
    let site = Site::new().await;
    let mut console = site.console().await;
    for token in [None, Some("no such token".to_owned().into())] {
        console.token = token;
        for (method, path) in CALLS {
            let answer = console.call(Method::from_bytes(method.as_bytes()).unwrap(), path, None).await;
            assert_eq!(answer.refused(401).code, ErrorCode::NotSignedIn, "{method} {path}");
        }
        assert_eq!(console.events().await.err().unwrap(), 401);
    }
}

#[tokio::test]
async fn a_station_is_no_console() {
    let site = Site::new().await;
    let kind = PeerKind::Station { name: "Poste 1".to_owned(), tags: Vec::new() };
    let station = Console::new(site.address, site.pair(kind).await);
    let answer = station.post("/login", &json!({ "name": "admin", "password": PASSWORD })).await;
    assert_eq!(answer.refused(403).code, ErrorCode::NotAllowed);
}

#[tokio::test]
async fn a_revoked_console_is_shut_out_at_once() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    console.get("/room").await.done();
    for peer in console_ids(&site) {
        site.hub.peers.revoke(peer);
    }
    assert_eq!(console.get("/room").await.refused(403).code, ErrorCode::NotSignedIn);
}

fn console_ids(site: &Site) -> Vec<epn_wire::pairing::PeerId> {
    let read = |connection: &rusqlite::Connection| epn_hub::store::console::all(connection);
    let consoles = site.hub.store.readers.read_now(read).unwrap();
    consoles.into_iter().map(|console| epn_wire::pairing::PeerId::Console(console.id)).collect()
}

#[tokio::test]
async fn a_log_in_says_who_and_where_and_ends_with_the_log_out() {
    let site = Site::new().await;
    let mut console = site.console().await;
    let answer = console.post("/login", &json!({ "name": "ADMIN", "password": PASSWORD })).await;
    let LoggedIn { token, name, role, site: called } = answer.read();
    assert_eq!((name.as_str(), role), ("admin", StaffRole::Coordinator));
    assert_eq!(called, "Espace numérique de Sully");

    console.token = Some(token);
    console.get("/room").await.done();
    console.order("/logout").await.done();
    assert_eq!(console.get("/room").await.refused(401).code, ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn a_token_opens_nothing_once_its_time_is_over() {
    let site = Site::new().await;
    let mut console = site.console().await;
    let now = Timestamp::now();
    for (token, until) in
        [("old", now - SignedDuration::from_secs(1)), ("new", now + SignedDuration::from_hours(1))]
    {
        let hash: [u8; 32] = Sha256::digest(token).into();
        let written = site.hub.store.writer.run(move |tx| {
            let (admin, _) = staff::by_name(tx, "admin")?.expect("the first account");
            staff::open_session(tx, &hash, admin.id, until - SignedDuration::from_hours(12), until)
        });
        written.await.unwrap_or_else(|error: StoreError| panic!("{error}"));
    }
    console.token = Some("new".to_owned().into());
    console.get("/room").await.done();
    console.token = Some("old".to_owned().into());
    assert_eq!(console.get("/room").await.refused(401).code, ErrorCode::NotSignedIn);
}

#[tokio::test]
async fn the_token_is_not_in_the_database() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let token = console.token.clone().unwrap();
    console.get("/room").await.done();
    let data = site.data();
    site.stop().await;
    for name in ["hub.db", "hub.db-wal"] {
        let bytes = std::fs::read(data.join(name)).unwrap_or_default();
        assert!(!bytes.windows(token.reveal().len()).any(|part| part == token.reveal().as_bytes()), "{name}");
    }
}

/// So many wrong passwords for the first account, the last so many seconds ago.
fn guessed(site: &Site, times: u32, seconds_ago: i64) {
    let last = Timestamp::now() - SignedDuration::from_secs(seconds_ago);
    for nth in 1..=times {
        let at = last - SignedDuration::from_secs(60 * i64::from(times - nth));
        let attempt = site.hub.throttle.attempt(&[Subject::staff("admin")], at).unwrap();
        attempt.failed(at);
    }
}

#[tokio::test]
async fn a_wrong_password_tells_how_long_to_wait_and_longer_each_time() {
    let site = Site::new().await;
    let console = site.console().await;
    let guess = json!({ "name": "admin", "password": "a wrong password" });
    let first = console.post("/login", &guess).await.refused(401);
    assert_eq!((first.code, first.wait_seconds), (ErrorCode::WrongPassword, Some(1)));

    let site = Site::new().await;
    let console = site.console().await;
    guessed(&site, 3, 30);
    let fourth = console.post("/login", &guess).await.refused(401);
    assert_eq!((fourth.code, fourth.wait_seconds), (ErrorCode::WrongPassword, Some(8)));
}

#[tokio::test]
async fn not_even_the_right_password_is_looked_at_before_its_time() {
    let site = Site::new().await;
    let console = site.console().await;
    guessed(&site, 7, 0);
    let right = json!({ "name": "admin", "password": PASSWORD });
    let answer = console.post("/login", &right).await;
    let early = answer.refused(429);
    assert_eq!(early.code, ErrorCode::Throttled);
    assert!(early.wait_seconds.is_some_and(|wait| (1..=60).contains(&wait)), "{early:?}");
    assert_eq!(answer.headers["retry-after"], early.wait_seconds.unwrap().to_string().as_str());
}

#[tokio::test]
async fn the_right_password_forgives_the_wrong_ones() {
    let site = Site::new().await;
    let console = site.console().await;
    guessed(&site, 3, 30);
    console.post("/login", &json!({ "name": "admin", "password": PASSWORD })).await.done();
    let wrong = json!({ "name": "admin", "password": "a wrong password" });
    assert_eq!(console.post("/login", &wrong).await.refused(401).wait_seconds, Some(1));
}

#[tokio::test]
async fn an_unknown_name_is_told_like_a_wrong_password() {
    let site = Site::new().await;
    let console = site.console().await;
    let answer = console.post("/login", &json!({ "name": "nobody", "password": PASSWORD })).await;
    let unknown = answer.refused(401);
    assert_eq!((unknown.code, unknown.wait_seconds), (ErrorCode::WrongPassword, Some(1)));
}

#[tokio::test]
async fn the_policy_is_not_a_technicians_matter() {
    let site = Site::new().await;
    for (name, role, may) in [
        ("tech", StaffRole::Technician, false),
        ("zohra", StaffRole::Mediator, true),
        ("paul", StaffRole::Coordinator, true),
    ] {
        let console = site.staff(name, role).await;
        let PolicyView { id, number, policy, .. } = console.get("/policy").await.read();
        let answer = console.post("/policy", &crate::policy::draft(id, policy)).await;
        if may {
            assert_eq!(answer.read::<PolicyView>().number, number + 1, "{name}");
        } else {
            assert_eq!(answer.refused(403).code, ErrorCode::NotAllowed, "{name}");
        }
    }
}

#[tokio::test]
async fn groups_are_not_a_technicians_matter() {
    let site = Site::new().await;
    let (tech, zohra) =
        (site.staff("tech", StaffRole::Technician).await, site.staff("zohra", StaffRole::Mediator).await);
    let visitor = VisitorId(ulid::Ulid::nil());
    let groups = format!("/visitors/{visitor}/groups");
    let asked = json!({ "groups": ["job-seeker"] });
    assert_eq!(tech.post(&groups, &asked).await.refused(403).code, ErrorCode::NotAllowed);
    assert_eq!(zohra.post(&groups, &asked).await.refused(404).code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_policy_may_be_as_long_as_imports_make_it() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let PolicyView { id, mut policy, .. } = console.get("/policy").await.read();
    let first = jiff::civil::date(2031, 1, 1);
    policy.closures = (0..1000_i64)
        .map(|number| {
            let day = first.saturating_add(jiff::Span::new().days(2 * number));
            Closure { from: day, to: day, label: "Fermeture pour travaux dans la salle du bas".to_owned() }
        })
        .collect();
    let draft = crate::policy::draft(id, policy);
    assert!(serde_json::to_vec(&draft).unwrap().len() > 64 * 1024);
    let effect: PolicyEffect = console.post("/policy/preview", &draft).await.read();
    assert_eq!(effect.problems, Vec::<String>::new());
    assert_eq!(console.post("/policy", &draft).await.read::<PolicyView>().policy.closures.len(), 1000);
}

#[tokio::test]
async fn requests_that_make_no_sense_are_told_so() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let long = format!("{{\"name\": \"{}\", \"password\": \"\"}}", "a".repeat(100_000));
    let post = |path: &'static str, body: &str| {
        let body = body.as_bytes().to_vec();
        let console = &console;
        async move { console.call(Method::POST, path, Some(body)).await }
    };
    assert_eq!(post("/login", &long).await.refused(413).code, ErrorCode::BadRequest);
    assert_eq!(post("/login", "{").await.refused(400).code, ErrorCode::BadRequest);
    assert_eq!(post("/tickets", "{\"minutes\": -5}").await.refused(422).code, ErrorCode::BadRequest);
    assert_eq!(post("/tickets", "{\"minutes\": 0}").await.refused(400).code, ErrorCode::BadRequest);
    assert_eq!(post("/stations/poste/end", "").await.refused(404).code, ErrorCode::NotFound);
    assert_eq!(post("/nothing", "").await.refused(404).code, ErrorCode::NotFound);
    assert_eq!(console.get("/tickets").await.refused(405).code, ErrorCode::BadRequest);
    assert_eq!(console.get("/counts").await.refused(400).code, ErrorCode::BadRequest);
    assert_eq!(console.get("/sessions?date=2026-02-30").await.refused(400).code, ErrorCode::BadRequest);
}
