use epn_rules::people::AgeBand;
use epn_wire::kiosk::{Front, Scene};
use epn_wire::secret::Secret;
use epn_wire::station::SiteView;
use rustix::process::geteuid;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

struct Served {
    dir: tempfile::TempDir,
    views: watch::Sender<KioskView>,
    intents: mpsc::Receiver<KioskIntent>,
}

fn serve(allowed: Vec<u32>) -> Served {
    let dir = tempfile::tempdir().unwrap();
    let socket = KioskSocket::open(&dir.path().join("kiosk.sock"), allowed).unwrap();
    let (views, shown) = watch::channel(view(1));
    let (sender, intents) = mpsc::channel(4);
    tokio::spawn(socket.serve(shown, sender));
    Served { dir, views, intents }
}

impl Served {
    async fn screen(&self) -> UnixStream {
        UnixStream::connect(self.dir.path().join("kiosk.sock")).await.unwrap()
    }
}

fn own() -> Vec<u32> {
    vec![geteuid().as_raw()]
}

fn view(waiting: u32) -> KioskView {
    KioskView {
        now: None,
        hub: true,
        site: SiteView { waiting, ..SiteView::default() },
        scene: Scene::Ending,
        front: Front::Shared,
        message: None,
        help: false,
        last_reset: None,
        planning: None,
        staff: None,
        printing: None,
        scanning: None,
        usb: None,
    }
}

async fn waiting(screen: &mut UnixStream) -> u32 {
    framing::read::<KioskView>(screen).await.unwrap().site.waiting
}

#[tokio::test]
async fn every_screen_gets_the_view_at_once_and_each_change() {
    let served = serve(own());
    let (mut one, mut other) = (served.screen().await, served.screen().await);
    assert_eq!((waiting(&mut one).await, waiting(&mut other).await), (1, 1));
    served.views.send(view(2)).unwrap();
    assert_eq!((waiting(&mut one).await, waiting(&mut other).await), (2, 2));
}

#[tokio::test]
async fn intents_arrive_in_order() {
    let mut served = serve(own());
    let mut screen = served.screen().await;
    for intent in [KioskIntent::Leave, KioskIntent::Dismiss] {
        framing::write(&mut screen, &intent).await.unwrap();
        assert_eq!(served.intents.recv().await, Some(intent));
    }
}

#[tokio::test]
async fn a_bad_frame_costs_the_connection_and_nobody_else_anything() {
    let mut served = serve(own());
    let mut good = served.screen().await;
    assert_eq!(waiting(&mut good).await, 1);
    let bad: [&[u8]; 3] = [b"\0\0\0\x03{}}", b"\xff\xff\xff\xffx", b"\0\0\0\x10{\"intent\":\"fly\"}"];
    for frame in bad {
        let mut screen = served.screen().await;
        screen.write_all(frame).await.unwrap();
        let mut rest = Vec::new();
        // Closed: the view that was on its way, then the end.
        let _ = screen.read_to_end(&mut rest).await;
    }
    let long = || "x".repeat(10_000);
    let entry = Entry::Ticket { code: Secret::from(long()) };
    let place = PlaceAsked::Tag { tag: long() };
    let date = jiff::civil::date(2026, 3, 10);
    for intent in [
        KioskIntent::LogIn { entry: entry.clone(), charter: "1".into(), lang: "fr".into() },
        KioskIntent::Resume { entry: entry.clone() },
        KioskIntent::Plan { who: Who::Entry { entry }, ask: PlanningAsk::Overview },
        KioskIntent::Plan { who: Who::Here, ask: PlanningAsk::Starts { place, date } },
    ] {
        let mut screen = served.screen().await;
        framing::write(&mut screen, &intent).await.unwrap();
        let _ = screen.read_to_end(&mut Vec::new()).await;
    }
    let entry = Entry::NoAccount { age: AgeBand::NonCommunique, picture: "cat".into() };
    let intent = KioskIntent::LogIn { entry, charter: "1".into(), lang: "fr".into() };
    framing::write(&mut good, &intent).await.unwrap();
    assert_eq!(served.intents.recv().await, Some(intent), "nothing of the bad ones came through");
}

#[tokio::test]
async fn a_stranger_sees_and_says_nothing() {
    let mut served = serve(vec![geteuid().as_raw() + 1]);
    let mut screen = served.screen().await;
    let _ = framing::write(&mut screen, &KioskIntent::Leave).await;
    let mut seen = Vec::new();
    let _ = screen.read_to_end(&mut seen).await;
    assert!(seen.is_empty());
    assert!(served.intents.try_recv().is_err());
}

#[tokio::test]
async fn a_screen_that_does_not_read_stops_nobody() {
    let served = serve(own());
    let _lazy = served.screen().await;
    let mut quick = served.screen().await;
    let mut big = view(0);
    big.message = Some("m".repeat(200_000));
    for n in 1..50 {
        big.site.waiting = n;
        served.views.send(big.clone()).unwrap();
        while waiting(&mut quick).await != n {}
    }
}
