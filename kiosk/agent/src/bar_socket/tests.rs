use epn_rules::units::Minutes;
use epn_wire::bar::{BarTime, Urgency};
use rustix::process::geteuid;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

struct Served {
    dir: tempfile::TempDir,
    views: watch::Sender<BarView>,
    intents: mpsc::Receiver<BarIntent>,
}

fn serve(visitor: u32) -> Served {
    let dir = tempfile::tempdir().unwrap();
    let socket = BarSocket::open(&dir.path().join("bar.sock"), visitor).unwrap();
    let (views, shown) = watch::channel(left(9));
    let (sender, intents) = mpsc::channel(1);
    tokio::spawn(socket.serve(shown, sender));
    Served { dir, views, intents }
}

impl Served {
    async fn strip(&self) -> UnixStream {
        UnixStream::connect(self.dir.path().join("bar.sock")).await.unwrap()
    }
}

fn own() -> u32 {
    geteuid().as_raw()
}

fn left(minutes: u32) -> BarView {
    BarView {
        time: Some(BarTime::Left { minutes: Minutes(minutes), urgency: Urgency::Soon }),
        ..BarView::default()
    }
}

async fn shown(strip: &mut UnixStream) -> BarView {
    framing::read(strip).await.unwrap()
}

#[tokio::test]
async fn a_strip_gets_the_time_at_once_and_each_change_and_asks_for_the_kiosk() {
    let mut served = serve(own());
    let mut strip = served.strip().await;
    assert_eq!(shown(&mut strip).await, left(9));
    served.views.send(left(8)).unwrap();
    assert_eq!(shown(&mut strip).await, left(8));
    framing::write(&mut strip, &BarIntent::ShowKiosk).await.unwrap();
    assert_eq!(served.intents.recv().await, Some(BarIntent::ShowKiosk));
}

#[tokio::test]
async fn whoever_says_anything_else_is_disconnected_and_nothing_of_it_comes_through() {
    let mut served = serve(own());
    let long = [&2000_u32.to_be_bytes()[..], &[b' '; 2000]].concat();
    let bad: [&[u8]; 3] = [b"\0\0\0\x02{}", b"\0\0\0\x12{\"intent\":\"leave\"}", &long];
    for frame in bad {
        let mut strip = served.strip().await;
        // It may be closed before all of it is taken.
        let _ = strip.write_all(frame).await;
        let _ = strip.read_to_end(&mut Vec::new()).await;
    }
    let mut strip = served.strip().await;
    framing::write(&mut strip, &BarIntent::ShowKiosk).await.unwrap();
    assert_eq!(served.intents.recv().await, Some(BarIntent::ShowKiosk));
    assert!(served.intents.try_recv().is_err());
}

#[tokio::test]
async fn nobody_but_the_visitor_is_heard_or_told_anything() {
    let mut served = serve(own() + 1);
    let mut strip = served.strip().await;
    let _ = framing::write(&mut strip, &BarIntent::ShowKiosk).await;
    let mut seen = Vec::new();
    let _ = strip.read_to_end(&mut seen).await;
    assert!(seen.is_empty());
    assert!(served.intents.try_recv().is_err());
}

#[tokio::test]
async fn only_so_many_are_inside_and_the_next_comes_in_when_one_has_gone() {
    let served = serve(own());
    let mut inside = Vec::new();
    for _ in 0..MOST {
        let mut strip = served.strip().await;
        assert_eq!(shown(&mut strip).await, left(9));
        inside.push(strip);
    }
    let mut waiting = served.strip().await;
    served.views.send(left(8)).unwrap();
    for strip in &mut inside {
        assert_eq!(shown(strip).await, left(8));
    }
    inside.clear();
    assert_eq!(shown(&mut waiting).await, left(8), "it never saw the view from before it came in");
}
