//! Pairing over real TLS, with honest peers and with machines in between.

#![cfg(test)]

mod common;

use std::sync::Arc;

use common::{TestHub, station_of};
use epn_hub::keys::Keys;
use epn_hub::pairing::new_code;
use epn_hub::store::pairing as stored;
use epn_wire::pairing::{PairRefusal, PairingCode, PeerId, PeerKind};
use epn_wire::peer::{ConnectError, Identity, IdentityError, PairError, connect_stream, pair};
use jiff::{SignedDuration, Timestamp};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

fn poste(name: &str) -> PeerKind {
    PeerKind::Station { name: name.to_owned(), tags: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paired_station_is_let_in_and_keeps_its_identity() {
    let hub = TestHub::start().await;
    let identity = hub.pair_station("Poste 1").await;
    assert_eq!(identity.site_name, "Espace test");
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("identity");
    assert!(matches!(Identity::load(&kept), Err(IdentityError::NotPaired(_))));
    identity.save(&kept).unwrap();
    let loaded = Identity::load(&kept).unwrap();
    assert_eq!(loaded.id, identity.id);
    let mut station = common::FakeStation::connect(&hub.address, loaded).await;
    station.pong().await;
    assert!(hub.hub.live.is_online(station.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_once() {
    let hub = TestHub::start().await;
    let code = new_code(&hub.hub).await.unwrap();
    pair(&hub.address, &code, poste("Poste 1")).await.unwrap();
    let again = pair(&hub.address, &code, poste("Poste 2")).await.unwrap_err();
    assert!(matches!(again, PairError::Refused(PairRefusal::CodeUsed)), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_codes_are_good_at_the_same_time() {
    let hub = TestHub::start().await;
    let codes = [new_code(&hub.hub).await.unwrap(), new_code(&hub.hub).await.unwrap()];
    for (code, name) in codes.iter().zip(["Poste 1", "Poste 2"]) {
        pair(&hub.address, code, poste(name)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_are_refused_and_meet_growing_delays() {
    let hub = TestHub::start().await;
    let wrong = PairingCode::random().unwrap();
    let first = pair(&hub.address, &wrong, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(first, PairError::Refused(PairRefusal::WrongCode)), "{first}");
    hub.guessed_just_now();
    let second = pair(&hub.address, &wrong, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(second, PairError::Refused(PairRefusal::Throttled { wait_seconds: 1 })), "{second}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_code_is_refused() {
    let hub = TestHub::start().await;
    let code = PairingCode::random().unwrap();
    let kept = code.clone();
    let store = &hub.hub.store;
    store
        .writer
        .run(move |tx| {
            let now = Timestamp::now();
            stored::insert(tx, &kept, now, now - SignedDuration::from_secs(1))
        })
        .await
        .unwrap();
    let old = pair(&hub.address, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(old, PairError::Refused(PairRefusal::CodeExpired)), "{old}");
    let codes = store.readers.read_now(|c| stored::known(c, Timestamp::now())).unwrap();
    assert_eq!(codes.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_refused_and_leaves_the_code_good() {
    let hub = TestHub::start().await;
    let code = new_code(&hub.hub).await.unwrap();
    for name in [" ", "two\nlines"] {
        let refused = pair(&hub.address, &code, poste(name)).await.unwrap_err();
        assert!(matches!(refused, PairError::Refused(PairRefusal::BadRequest { .. })), "{refused}");
    }
    pair(&hub.address, &code, poste("Poste 1")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_installed_anew_takes_its_old_place() {
    let hub = TestHub::start().await;
    let before = hub.pair_station("Poste 1").await;
    let after = hub.pair_station("Poste 1").await;
    assert_eq!(before.id, after.id);
    assert!(is_refused(&hub.address, &before).await);
    assert!(!is_refused(&hub.address, &after).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_whose_station_is_connected_is_taken() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let code = new_code(&hub.hub).await.unwrap();
    let refused = pair(&hub.address, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(refused, PairError::Refused(PairRefusal::NameTaken { .. })), "{refused}");
    station.pong().await;
    pair(&hub.address, &code, poste("Poste 2")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_registered_certificate_nothing_opens() {
    let (hub, other) = (TestHub::start().await, TestHub::start().await);
    let identity = hub.pair_station("Poste 1").await;
    // The other site signed nothing of this: its own pin is shown, but the certificate is a stranger's.
    let mut stranger = other.pair_station("Poste 1").await;
    stranger.hub_key = identity.hub_key;
    assert!(is_refused(&hub.address, &stranger).await);
    assert!(!is_refused(&hub.address, &identity).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_certificate_opens_nothing() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let id = station.id;
    epn_hub::desk::revoke(&hub.hub, hub.staff(), PeerId::Station(id)).await.unwrap();
    assert!(station.is_closed().await);
    assert!(is_refused(&hub.address, &station.identity).await);
    let hub = hub.restart().await;
    assert!(is_refused(&hub.address, &station.identity).await);
}

/// Whether the hub refuses this identity the station stream.
async fn is_refused(address: &str, identity: &Identity) -> bool {
    let stream = connect_stream(identity, address).await.unwrap();
    tokio_tungstenite::client_async("ws://epn-hub/station", stream).await.is_err()
}

/// A machine with a key of its own that passes on whatever comes, in the clear to itself.
async fn machine_in_between(hub: String) -> String {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    Keys::create(&keys, "Elsewhere").unwrap();
    let keys = Keys::load(&keys).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(epn_hub::tls::server_config(&keys).unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut victim) = acceptor.accept(stream).await else { continue };
            let mut onward = common::stranger(&hub).await;
            // Ends when either side does.
            let _ = copy_bidirectional(&mut victim, &mut onward).await;
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_in_between_proves_nothing_to_either_side() {
    let hub = TestHub::start().await;
    let between = machine_in_between(hub.address.clone()).await;
    let code = new_code(&hub.hub).await.unwrap();
    // The hub sees a proof over another connection than its own.
    let refused = pair(&between, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(refused, PairError::Refused(PairRefusal::WrongCode)), "{refused}");
    let stations = hub.hub.store.readers.read_now(epn_hub::store::station::all).unwrap();
    assert!(stations.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_answers_in_the_hubs_place_is_not_believed() {
    let liar = TestHub::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let acceptor = TlsAcceptor::from(Arc::new(epn_hub::tls::server_config(&liar.hub.keys).unwrap()));
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut request = [0; 8192];
        let _ = stream.read(&mut request).await.unwrap();
        let body = format!(r#"{{"body":"{{}}","proof":"{}"}}"#, "00".repeat(32));
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.flush().await.unwrap();
        let _ = stream.read(&mut request).await;
    });
    let code = PairingCode::random().unwrap();
    let error = pair(&address, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(error, PairError::NotThisHub { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paired_station_talks_to_no_other_hub() {
    let (hub, other) = (TestHub::start().await, TestHub::start().await);
    let identity = hub.pair_station("Poste 1").await;
    let error = connect_stream(&identity, &other.address).await.unwrap_err();
    assert!(matches!(error, ConnectError::NotThisHub { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_and_no_hub_are_told_apart() {
    let code = PairingCode::random().unwrap();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().to_string();
    let nobody = pair(&free, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(nobody, PairError::Unreachable { .. }), "{nobody}");

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    tokio::spawn(async move {
        let (mut stream, _): (TcpStream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    });
    let printer = pair(&address, &code, poste("Poste 1")).await.unwrap_err();
    assert!(matches!(printer, PairError::NoHub { .. }), "{printer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_console_is_no_station() {
    let hub = TestHub::start().await;
    let code = new_code(&hub.hub).await.unwrap();
    let kind = PeerKind::Console { name: "Accueil".to_owned() };
    let console = pair(&hub.address, &code, kind).await.unwrap();
    assert!(matches!(console.id, PeerId::Console(_)));
    assert!(is_refused(&hub.address, &console).await);
    let _ = station_of(&hub.pair_station("Poste 1").await);
}
