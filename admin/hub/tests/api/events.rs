//! The event stream.

use epn_hub::notices::INTERVIEW_ENDING;
use epn_wire::console::ConsoleEvent;
use epn_wire::pairing::PeerKind;
use serde_json::json;

use crate::support::{Events, Site};

#[tokio::test]
async fn the_room_comes_at_once_and_at_each_change() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    let room = events.room(|_| true).await;
    assert!(room.stations.is_empty());

    let mut station = site.station("Poste 1").await;
    events.room(|room| room.stations.iter().any(|tile| tile.online)).await;
    console.post(&format!("/stations/{}/open", station.id), &json!({})).await.done();
    let lease = station.takes_up().await;
    let is_shown = |tile: &epn_wire::console::StationTile| {
        tile.session.as_ref().is_some_and(|session| session.id == lease.session)
    };
    events.room(|room| room.stations.iter().any(is_shown)).await;
    console.post("/passages", &json!({})).await.done();
    events.room(|room| room.day.passages == 1).await;
    drop(station);
    events.room(|room| room.stations.iter().all(|tile| !tile.online)).await;
}

/// Within a real minute would be too long to wait: here a minute of the site's clock ends in a second.
#[tokio::test]
async fn the_room_comes_at_each_minute_of_the_sites_clock() {
    let site = Site::at("2026-03-10T10:00:59+01:00").await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    let now = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
    events.room(|room| room.now >= now("2026-03-10T10:01:00+01:00")).await;
}

#[tokio::test]
async fn a_hub_that_stops_closes_the_stream() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    events.room(|_| true).await;
    site.stop().await;
    while events.next().await.is_some() {}
}

#[tokio::test]
async fn a_charter_is_read_again_when_its_file_changes() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut station = site.station("Poste 1").await;
    assert_eq!((station.site.charter.as_str(), station.site.charter_texts["fr"].len()), ("2026-1", 6));

    let file = site.data().join("charters/fr.md");
    std::fs::write(&file, "version: 2027-1\n- Bonjour.\n").unwrap();
    station.shows(|view| view.charter_texts["fr"] == ["Bonjour."]).await;
    assert_eq!(station.site.charter, "2027-1+2026-1");

    // A broken file keeps the charter, and those who come later are told of it too.
    let mut events = console.events().await.unwrap();
    std::fs::write(&file, "version: 2027-2\nBonjour.\n").unwrap();
    let (code, detail) = events.notice().await;
    assert_eq!(code, "broken-charter");
    assert!(detail.contains("fr.md, line 2"), "{detail}");
    assert_eq!(site.hub.charters.now().texts["fr"], ["Bonjour."]);
    let (code, _) = console.events().await.unwrap().notice().await;
    assert_eq!(code, "broken-charter");

    std::fs::remove_file(&file).unwrap();
    station.shows(|view| view.charter == "2026-1").await;
    let mut later = console.events().await.unwrap();
    assert_only_standing(&mut later).await;
    assert!(site.hub.notices.subscribe().borrow().is_empty());
}

#[tokio::test]
async fn a_new_station_shows_without_being_connected() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    let kind = PeerKind::Station { name: "Poste 1".to_owned(), tags: vec!["accessible".to_owned()] };
    site.pair(kind).await;
    let room = events.room(|room| !room.stations.is_empty()).await;
    assert_eq!((room.stations[0].online, &room.stations[0].tags), (false, &vec!["accessible".to_owned()]));
}

#[tokio::test]
async fn what_is_said_once_is_heard_by_those_who_listen() {
    let site = Site::new().await;
    let console = site.coordinator().await;
    let mut events = console.events().await.unwrap();
    events.room(|_| true).await;
    site.hub.notices.say(INTERVIEW_ENDING, "Bureau".to_owned());
    assert_eq!(events.notice().await, (INTERVIEW_ENDING.to_owned(), "Bureau".to_owned()));
    // It is over for whoever comes later.
    let mut later = console.events().await.unwrap();
    assert_only_standing(&mut later).await;
}

/// Whoever comes is told how the room and the prints stand, and nothing else.
async fn assert_only_standing(events: &mut Events) {
    for _ in 0..2 {
        let told = events.next().await;
        assert!(matches!(told, Some(ConsoleEvent::Room { .. } | ConsoleEvent::Prints { .. })), "{told:?}");
    }
}
