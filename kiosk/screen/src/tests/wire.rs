//! The socket, with a fake agent at the other end.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use epn_wire::framing::{self, LONGEST};
use epn_wire::kiosk::{KioskIntent, KioskView, Scene};
use iced::futures::{Stream, StreamExt};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::net::{UnixListener, UnixStream};

use super::views::{locked, view};
use crate::link::{Agent, Heard, Intents};

/// Long enough for any machine; nothing waits so long unless something is wrong.
const DEADLINE: Duration = Duration::from_secs(30);

/// The agent's side of a socket that does not exist until it listens.
struct FakeAgent {
    listener: UnixListener,
}

impl FakeAgent {
    fn listens(socket: &Path) -> Self {
        Self { listener: UnixListener::bind(socket).expect("a free path") }
    }

    async fn is_called(&self) -> UnixStream {
        let call = tokio::time::timeout(DEADLINE, self.listener.accept()).await;
        call.expect("the kiosk calls").expect("a connection").0
    }
}

struct Kiosk {
    heard: Pin<Box<dyn Stream<Item = Heard>>>,
}

impl Kiosk {
    fn calls(socket: &Path) -> Self {
        Self { heard: Box::pin(Agent::at(socket).listen()) }
    }

    async fn hears(&mut self) -> Heard {
        let heard = tokio::time::timeout(DEADLINE, self.heard.next()).await;
        heard.expect("something is heard").expect("the kiosk listens for ever")
    }

    async fn is_connected(&mut self) -> Intents {
        match self.hears().await {
            Heard::Connected(intents) => intents,
            other => panic!("not connected: {other:?}"),
        }
    }

    async fn sees(&mut self) -> KioskView {
        match self.hears().await {
            Heard::View(view) => *view,
            other => panic!("no view: {other:?}"),
        }
    }

    async fn loses(&mut self) {
        let heard = self.hears().await;
        assert!(matches!(heard, Heard::Lost), "{heard:?}");
    }
}

fn somewhere() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("kiosk.sock");
    (folder, socket)
}

/// Runs both sides at once: the kiosk only moves while it is listened to.
async fn meet(kiosk: &mut Kiosk, agent: &FakeAgent) -> (UnixStream, Intents) {
    tokio::join!(agent.is_called(), kiosk.is_connected())
}

#[tokio::test]
async fn views_come_in_and_intents_go_out() {
    let (_folder, socket) = somewhere();
    let agent = FakeAgent::listens(&socket);
    let mut kiosk = Kiosk::calls(&socket);
    let (mut line, intents) = meet(&mut kiosk, &agent).await;
    framing::write(&mut line, &locked()).await.expect("written");
    assert_eq!(kiosk.sees().await, locked());
    intents.send(KioskIntent::AskMoreTime);
    intents.send(KioskIntent::Leave);
    for expected in [KioskIntent::AskMoreTime, KioskIntent::Leave] {
        assert_eq!(framing::read::<KioskIntent>(&mut line).await.expect("an intent"), expected);
    }
}

#[tokio::test]
async fn a_screen_with_nothing_to_say_stays_connected() {
    let (_folder, socket) = somewhere();
    let agent = FakeAgent::listens(&socket);
    let mut kiosk = Kiosk::calls(&socket);
    let (line, intents) = meet(&mut kiosk, &agent).await;
    drop(intents);
    let (mut from, mut to) = line.into_split();
    framing::write(&mut to, &locked()).await.expect("written");
    assert_eq!(kiosk.sees().await, locked());
    let said = framing::read::<KioskIntent>(&mut from);
    let said = tokio::time::timeout(Duration::from_millis(50), said).await;
    assert!(said.is_err(), "to an agent, a closed half is a screen that is gone: {said:?}");
}

#[tokio::test]
async fn a_kiosk_waits_for_its_agent_and_finds_it_again() {
    let (_folder, socket) = somewhere();
    let mut kiosk = Kiosk::calls(&socket);
    let absent = tokio::time::timeout(Duration::from_millis(50), kiosk.heard.next()).await;
    assert!(absent.is_err(), "without an agent there is nothing to hear: {absent:?}");
    let agent = FakeAgent::listens(&socket);
    let (mut line, _) = meet(&mut kiosk, &agent).await;
    framing::write(&mut line, &locked()).await.expect("written");
    kiosk.sees().await;
    drop((line, agent));
    kiosk.loses().await;
    std::fs::remove_file(&socket).expect("the old socket");
    let agent = FakeAgent::listens(&socket);
    let (mut line, intents) = meet(&mut kiosk, &agent).await;
    framing::write(&mut line, &view(Scene::Ending)).await.expect("written");
    assert_eq!(kiosk.sees().await.scene, Scene::Ending);
    intents.send(KioskIntent::Dismiss);
    let told = framing::read::<KioskIntent>(&mut line).await.expect("an intent");
    assert_eq!(told, KioskIntent::Dismiss, "intents go to the agent of today");
}

#[tokio::test]
async fn a_frame_that_is_no_view_ends_the_conversation_and_starts_another() {
    let long = u32::try_from(LONGEST + 1).expect("a length").to_be_bytes().to_vec();
    let other_version = [&9_u32.to_be_bytes()[..], br#"{"now":1}"#].concat();
    let cut_short = [&100_u32.to_be_bytes()[..], b"{"].concat();
    for bad in [long, other_version, cut_short] {
        let (_folder, socket) = somewhere();
        let agent = FakeAgent::listens(&socket);
        let mut kiosk = Kiosk::calls(&socket);
        let (mut line, _) = meet(&mut kiosk, &agent).await;
        line.write_all(&bad).await.expect("written");
        line.shutdown().await.expect("closed");
        kiosk.loses().await;
        let (mut line, _) = meet(&mut kiosk, &agent).await;
        framing::write(&mut line, &locked()).await.expect("written");
        assert_eq!(kiosk.sees().await, locked());
    }
}
